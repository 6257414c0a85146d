"""The words of a panel: what it shows, the analyst's view, and the question to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.house.style import BODY_SIZE
from workbook.house.text_width import cut, unbroken, wrapped
from workbook.sheets.section.columns import LAST_COLUMN, narrowed
from xlsrc.words import commentary
from xlsrc.words.asks import ask
from xlsrc.words.views import view_of

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

BAND: Final = narrowed(9, LAST_COLUMN, wraps=True)
"""Points of a line across the panel's right band."""

TEXT_LINES: Final = 7
"""Lines that a panel has room for above the question."""

VIEW: Final = "Analyst's view"
ASK: Final = "Ask"
CUT: Final = " … (all on Commentary)"

_SENTENCES: Final = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9])")
_SAID_ABOVE: Final = "Usual range for "
"""How the sentence begins that only says again what is a key figure."""

Below = tuple[str | None, str | None]


def panel_text(dashboard: Dashboard, assessment: Assessment) -> tuple[str, Below]:
    """The text under "What it shows", and the heading and text below it.

    The analyst's view stands whole after the drafted text, which gives way to it sentence by
    sentence from its end (Commentary has it whole); the question stands below, always.
    """
    question = unbroken(ask(assessment))
    heading, view = view_said(dashboard, assessment)
    text = shared(commentary.what_it_shows(assessment), heading, view, BAND, TEXT_LINES)
    return text, (ASK, question) if question else (None, None)


def view_said(dashboard: Dashboard, assessment: Assessment) -> tuple[str, str]:
    """The heading and the words of the analyst's view; '' and '' for none."""
    text, review = view_of(dashboard, assessment)
    view = " ".join(text.split())
    return (view_heading(review.speaks_of if review.needs else None), view) if view else ("", "")


def shared(shows: str, heading: str, view: str, room: float, lines: int) -> str:
    """The drafted text and the view below it, in so many lines of a width in points."""
    if not view:
        return shortened_draft(shows, room, lines)
    said = view_line(heading, fitted(view, lines, room, heading))
    left = lines - taken(said, room)
    draft = shortened_draft(shows, room, left) if left > 0 else ""
    return f"{draft}\n{said}" if draft else said


def shortened_draft(shows: str, room: float, lines: int) -> str:
    """As many sentences of a drafted text as there are lines for; one too long is cut."""
    sentences = _SENTENCES.split(unbroken(shows))
    if lines > 0 and taken(sentences[0], room) > lines:
        return cut(sentences[0], room, BODY_SIZE, lines)
    while sentences and taken(" ".join(sentences), room) > lines:
        again = [at for at, one in enumerate(sentences) if one.startswith(_SAID_ABOVE)]
        sentences.pop(again[-1] if again else -1)
    return " ".join(sentences)


def view_heading(written_for: Month | None) -> str:
    """``Analyst's view (to Nov 25)``; without the month for a view of these figures."""
    return VIEW if written_for is None else f"{VIEW} (to {written_for.short})"


def view_line(heading: str, view: str) -> str:
    """A view in the line after the drafted text."""
    return f"{heading}: {view}"


def fitted(text: str, lines: int = TEXT_LINES, room: float = BAND, heading: str = VIEW) -> str:
    """The view, cut at a word where with its heading it would take more lines."""
    if taken(view_line(heading, text), room) <= lines:
        return text
    words = text.split()
    while words and taken(view_line(heading, " ".join(words) + CUT), room) > lines:
        words.pop()
    return " ".join(words).rstrip(",;:") + CUT


def taken(text: str, room: float) -> int:
    """Lines that a text takes in a width in points."""
    return len(wrapped(text, room, BODY_SIZE))
