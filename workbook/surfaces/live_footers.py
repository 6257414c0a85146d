"""The house's own footers in Excel, given other words where they say others now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from workbook.block import FooterWords
from workbook.layout.footer import house_left, left_with_words
from workbook.surfaces.live_native import footer_left, put_footer_left
from workbook.surfaces.live_steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbook.block import Write
    from workbook.surfaces.live_known import KnownCells


def footer_steps(
    sheets: Mapping[str, Any], writes: Iterable[Write], known: KnownCells | None, system: str
) -> list[Step]:
    """What renews the footers of xlwings' ``sheets``, by name; none where Excel tells nothing of
    pages, as it does without any printer.

    What they say now is what the copy put aside, ``known``, says; without one, each is asked for.
    """
    steps = []
    for write in writes:
        if isinstance(write, FooterWords):
            for name, left in _renewed(sheets, write.words, known, system).items():
                run = partial(put_footer_left, sheets[name], left, system)
                steps.append(Step(name, None, run))
    return steps


def _renewed(
    sheets: Mapping[str, Any], words: str, known: KnownCells | None, system: str
) -> dict[str, str]:
    """The left parts of the footers that do not have the words yet, with them, by sheet."""
    if known is None:
        lefts = {name: footer_left(sheet, system) for name, sheet in sheets.items()}
    else:
        lefts = {name: house_left(known.footer(name)) for name in sheets}
    renewed = {
        name: after
        for name, left in lefts.items()
        if (after := left_with_words(left, words)) != left
    }
    first = next(iter(renewed), None)
    # Where Excel tells nothing of one sheet's pages, it takes nothing of any.
    tells = known is None or first is None or footer_left(sheets[first], system)
    return renewed if tells else {}
