"""What a workbook holds that the template made from it does not: listed, each thing by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.build import (
    left_cells,
    left_drawings,
    left_names,
    left_parts,
    left_rules,
    left_tables,
    left_view,
)
from workbook.build.sheet_pair import OneSide, SheetPair
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbook.package.archive import Archive


def left_behind(old: Archive, new: Archive, indicators: Collection[str]) -> tuple[str, ...]:
    """All that an analyst made in ``old`` and ``new`` lacks: a line for each kind and sheet.

    What refresh writes is no one's own: the cells of its named blocks and tables, the shapes of
    the maps with their words. The entries of the analysts' tables are carried over; of these
    only formulas and formats are listed. ``indicators`` are the names that panels have had: the
    panel of an indicator that was renamed or taken out is not missed.
    """
    names = re.compile("|".join(map(re.escape, sorted(indicators, key=len, reverse=True))) or "$^")
    ours, theirs = structure(new), structure(old)
    made = {sheet.name.casefold(): sheet for sheet in ours.sheets}
    paper, made_paper = left_names.printed(old, theirs), left_names.printed(new, ours)
    found: list[str] = []
    for sheet in theirs.sheets:
        match = made.get(sheet.name.casefold())
        if match is None:
            found.append(f"the sheet '{sheet.name}'")
            continue
        if not sheet.is_worksheet:
            continue
        pair = SheetPair(
            OneSide(old, theirs, sheet, paper.get(sheet.name, {})),
            OneSide(new, ours, match, made_paper.get(match.name, {})),
            names,
        )
        for kind in (left_drawings, left_tables, left_cells, left_rules, left_view):
            found.extend(kind.lines(pair))
    found.extend(left_names.lines(old, theirs, new, ours))
    found.extend(left_parts.lines(old, new, theirs))
    return tuple(found)
