"""Which areas of a large peer group are listed and drawn: all of them are ranked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.comparison.comparison import Comparison, PeerRow
    from xlsrc.domain.area import Area

MOST_LISTED: Final = 32
"""Areas with figures that an indicator lists: as many as its charts have room for."""
MOST_ROWS: Final = 41
"""Areas that an indicator lists with those that are left out: a group's names and its own."""


def listed(found: Sequence[Comparison], area: Area) -> tuple[Comparison, ...]:
    """The comparisons with the rows that are listed, in their order.

    Of a group of more than there is room for: the area, those that its smaller groups list (the
    other partnerships of its police force), and then those most like it, until there are as many.
    Ranks, limits and rates stay those of the whole group. The same areas are listed for every
    indicator whose source has figures of them.
    """
    if all(_fits(one.rows) for one in found):
        return tuple(found)
    # The features of every authority, which few workbooks need.
    from xlsrc.comparison.alike import nearest_codes

    first = [row.area.code for one in found if _fits(one.rows) for row in one.rows]
    order = dict.fromkeys((area.code, *first, *nearest_codes(area)))
    places = {code: place for place, code in enumerate(order)}
    return tuple(
        one if _fits(one.rows) else replace(one, rows=_nearest(one.rows, places)) for one in found
    )


def _fits(rows: Sequence[PeerRow]) -> bool:
    return sum(row.rate is not None for row in rows) <= MOST_LISTED and len(rows) <= MOST_ROWS


def _nearest(rows: Sequence[PeerRow], places: dict[str, int]) -> tuple[PeerRow, ...]:
    in_order = sorted(rows, key=lambda row: places.get(row.area.code, len(places)))
    kept = [row for row in in_order if row.rate is not None][:MOST_LISTED]
    kept += [row for row in in_order if row.rate is None][: MOST_ROWS - len(kept)]
    codes = {row.area.code for row in kept}
    return tuple(row for row in rows if row.area.code in codes)
