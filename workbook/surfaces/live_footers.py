"""The house's own footers in Excel, given other words where they say others now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from workbook.block import FooterWords
from workbook.layout.footer import left_with_words
from workbook.surfaces.live_native import footer_left, put_footer_left
from workbook.surfaces.live_steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbook.block import Write


def footer_steps(sheets: Mapping[str, Any], writes: Iterable[Write], system: str) -> list[Step]:
    """What renews the footers of xlwings' ``sheets``, by name; none where Excel tells nothing of
    pages, as it does without any printer.
    """
    steps = []
    for write in writes:
        if isinstance(write, FooterWords):
            for name, sheet in sheets.items():
                before = footer_left(sheet, system)
                after = left_with_words(before, write.words)
                if after != before:
                    steps.append(Step(name, None, partial(put_footer_left, sheet, after, system)))
    return steps
