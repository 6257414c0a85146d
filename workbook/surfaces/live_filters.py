"""Filters in a book open in Excel: Excel writes several cells at once only where rows are shown."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.surfaces.live_cells import cells
from workbook.surfaces.live_native import own_filter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbook.package.reference import Rectangle
    from workbook.surfaces.live_table import LiveTable

    Sheet = Any


@dataclass(frozen=True, slots=True)
class SetFilter:
    """A filter that hides rows which are to be written."""

    sheet: str
    name: str
    clear: Callable[[], None]


def filters_in_the_way(
    sheets: dict[str, Sheet],
    tables: Iterable[LiveTable],
    written: Iterable[tuple[str, Rectangle]],
    system: str = sys.platform,
) -> list[SetFilter]:
    """The filters that are set in rows of the areas to be written, whatever the columns.

    A filter hides whole rows: that of a table beside it keeps a block from being written, too.
    """
    areas: defaultdict[str, list[Rectangle]] = defaultdict(list)
    for name, area in written:
        areas[name].append(area)
    found = [
        SetFilter(table.sheet_name, table.name, table.clear_filter)
        for table in tables
        if _share_rows(table.area, areas.get(table.sheet_name, ())) and table.is_filtered
    ]
    for name in areas:
        own = own_filter(sheets[name], system)
        if own is not None and _share_rows(own, areas[name]):
            clear = cells(sheets[name], own).autofilter.clear
            found.append(SetFilter(name, f"the sheet {name}", clear))
    return found


def _share_rows(area: Rectangle, others: Iterable[Rectangle]) -> bool:
    return any(
        area.first_row <= other.last_row and other.first_row <= area.last_row for other in others
    )
