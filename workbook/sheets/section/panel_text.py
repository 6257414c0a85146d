"""The words of a panel: what it shows, the analyst's view, and the question to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.style import BODY_SIZE
from workbook.house.text_width import wrapped
from workbook.sheets.section.columns import room
from xlsrc.words import commentary
from xlsrc.words.asks import ask
from xlsrc.words.views import view_of

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

BAND: Final = room(8, 10, wraps=True)
"""Points of a line across the panel's right band."""

TEXT_LINES: Final = 6
ASK_LINES: Final = 2
"""Lines that a panel on a later page has room for, above and below the small heading."""

VIEW: Final = "Analyst's view"
ASK: Final = "Ask"
CUT: Final = " … (all on Commentary)"

Below = tuple[str | None, str | None]


def panel_text(dashboard: Dashboard, assessment: Assessment) -> tuple[str, Below]:
    """The text under "What it shows", and the heading and text below it.

    A view stands after the drafted text where both fit and there is a question to ask, else below
    in its place. One that does not fit is cut at a word, never by the page: Commentary has it
    whole.
    """
    shows = commentary.what_it_shows(assessment)
    question = ask(assessment)
    text, review = view_of(dashboard, assessment)
    view = " ".join(text.split())
    if not view:
        return shows, (ASK, question) if question else (None, None)
    heading = view_heading(review.speaks_of if review.needs else None)
    both = f"{shows}\n{view_line(heading, view)}"
    if question and _is_within(both, TEXT_LINES):
        return both, (ASK, question)
    # The question follows from the figures; the analyst's words are nowhere else on the page.
    return shows, (heading, fitted(view, ASK_LINES))


def view_heading(written_for: Month | None) -> str:
    """``Analyst's view (to Nov 25)``; without the month for a view of these figures."""
    return VIEW if written_for is None else f"{VIEW} (to {written_for.short})"


def view_line(heading: str, view: str) -> str:
    """A view in the line after the drafted text."""
    return f"{heading}: {view}"


def fitted(text: str, lines: int) -> str:
    """The text, cut at a word where it would take more lines."""
    if _is_within(text, lines):
        return text
    words = text.split()
    while words and not _is_within(" ".join(words) + CUT, lines):
        words.pop()
    return " ".join(words).rstrip(",;:") + CUT


def _is_within(text: str, lines: int) -> bool:
    return len(wrapped(text, BAND, BODY_SIZE)) <= lines
