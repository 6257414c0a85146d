"""The maps' names, colours and what their templates say of the shapes that they draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

TITLE: Final = "map.title"
PERIOD: Final = "map.period"
NOTE: Final = "map.note"
LEGEND: Final = "map.legend"
MARKS: Final = "map.marks"
AREA: Final = "map.area"
FOOT: Final = "map.foot"
CLUSTERS: Final = "map.clusters"
LIMITS: Final = "map.limits"
"""The measure and its four limits, which the table's colours follow."""

DRAWN: Final = "map.drawn"
"""Of each shape, written by `safer build`: code, name, the lines of its label, neighbours."""

LSOA_TITLE: Final = "small.title"
LSOA_PERIOD: Final = "small.period"
LSOA_NOTE: Final = "small.note"
LSOA_LEGEND: Final = "small.legend"
LSOA_MARKS: Final = "small.marks"
LSOA_HIGHEST_TITLE: Final = "small.highest.title"
LSOA_HIGHEST: Final = "small.highest"
LSOA_CLUSTERS_TITLE: Final = "small.clusters.title"
LSOA_CLUSTERS: Final = "small.clusters"
LSOA_FOOT: Final = "small.foot"
LSOA_LIMITS: Final = "small.limits"
LSOA_DRAWN: Final = "small.drawn"
"""Of each LSOA's shape, written by `safer build`: code, name, its ward, neighbours."""

HIGHEST_ROWS: Final = 15
CLUSTER_ROWS: Final = 11
FOOT_ROWS: Final = 3

CLASS_FILLS: Final = ("F4F6F8", "D5E1EC", "B0C8DD", "8BAFCF", "6C98C0")
"""From the least to the most; ink text has 4.8 : 1 on the darkest."""

NO_DATA_FILL: Final = "FFFFFF"
CLUSTER_EDGE: Final = "1F2933"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnWard:
    """A ward that the template draws, the lines of its label, and the codes that it touches."""

    code: str
    name: str
    label: str
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLsoa:
    """An LSOA that the template draws, the ward it lies in, and the codes that it touches."""

    code: str
    name: str
    ward: str
    neighbours: tuple[str, ...]


def drawn_lsoas(rows: Sequence[Sequence[object]]) -> tuple[DrawnLsoa, ...]:
    """The LSOAs behind the cells of `LSOA_DRAWN`; none where the template has no boundaries."""
    return tuple(
        DrawnLsoa(code=code, name=name, ward=ward, neighbours=neighbours)
        for code, name, ward, neighbours in _shapes(rows)
    )


def drawn_wards(rows: Sequence[Sequence[object]]) -> tuple[DrawnWard, ...]:
    """The wards behind the cells of `DRAWN`; none where the template has no boundaries."""
    return tuple(
        DrawnWard(code=code, name=name, label=label, neighbours=neighbours)
        for code, name, label, neighbours in _shapes(rows)
    )


def _shapes(rows: Sequence[Sequence[object]]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (str(code), str(name or ""), str(third or ""), tuple(str(neighbours or "").split()))
        for code, name, third, neighbours in rows
        if code
    ]
