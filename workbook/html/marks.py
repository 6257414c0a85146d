"""How words become safe HTML: escaped, ‡ and absent values marked, units kept with numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from workbook.layout.edition_words import in_edition
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.status import Status
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, NOT_COMPARABLE, TOO_FEW, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbook.layout.edition import Audience

_JOINED: Final = re.compile(
    r" (?=(?:%|pt)(?:\W|$)|‡)|(?<=[A-Z][a-z][a-z]) (?=\d\d\b)|(?<=[■□◆▲▼↑↓●]) "
)
"""A blank that never ends a line: before a unit or a mark, in a month, behind a sign."""

_RANGE: Final = re.compile(r"[+−]?\d[\d.,]*–\d[\d.,]*(?<![.,])(?:\N{NO-BREAK SPACE}%)?")
"""A range of figures, which a line's end would tear apart."""

_SPELT: Final = {
    NOT_COMPARABLE: "not comparable",
    DOES_NOT_APPLY: "does not apply",
    "[c]": "withheld",
    "[x]": "no data",
}
"""What short signs mean, for those who hear them or point at them."""

_QUIET: Final = (NOT_COMPARABLE, DOES_NOT_APPLY, NO_DATA, TOO_FEW, WITHHELD)

_CHIPS: Final = {Status.WORSE: "worse", Status.BETTER: "better"}


def words(text: object) -> Markup:
    """A text, escaped; its ‡ in the colour of what is invented, units unbroken from numbers."""
    joined = _JOINED.sub("\N{NO-BREAK SPACE}", str(text))
    mark = Markup('<span class="ill">{}</span>').format(ILLUSTRATIVE_MARK)
    safe = str(escape(joined)).replace(ILLUSTRATIVE_MARK, str(mark))
    if " " in safe:
        safe = _RANGE.sub(r'<span class="unbroken">\g<0></span>', safe)
    return Markup(safe)  # noqa: S704 - escaped above


def cell(text: str) -> Markup:
    """What a table's cell says: a status as a chip, an absent value quietly, markup as it is."""
    if isinstance(text, Markup):
        return text
    if text in list(Status):
        return chip(text)
    if text in _SPELT:
        return Markup('<abbr class="quiet" title="{}">{}</abbr>').format(_SPELT[text], text)
    if text in _QUIET:
        return Markup('<span class="quiet">{}</span>').format(text)
    return words(text)


def chip(text: str) -> Markup:
    """A status: its sign, which is not read out, and its word."""
    sign, _, word = text.partition(" ")
    look = _CHIPS.get(Status(text), "plain")
    return Markup('<span class="chip {}"><span aria-hidden="true">{}</span> {}</span>').format(
        look, sign, word
    )


def filters(audience: Audience) -> Mapping[str, Callable[[str], Markup]]:
    """What the templates call them; texts are in the words of an edition."""

    def in_its_words(mark: Callable[[str], Markup]) -> Callable[[str], Markup]:
        def marked(text: str) -> Markup:
            return mark(text if isinstance(text, Markup) else in_edition(str(text), audience))

        return marked

    return {"words": in_its_words(words), "cell": in_its_words(cell), "chip": chip}
