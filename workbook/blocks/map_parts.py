"""The Map sheet's names, colours and what its template says of the shapes that it draws."""

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


def drawn_wards(rows: Sequence[Sequence[object]]) -> tuple[DrawnWard, ...]:
    """The wards behind the cells of `DRAWN`; none where the template has no boundaries."""
    return tuple(
        DrawnWard(
            code=str(code),
            name=str(name or ""),
            label=str(label or ""),
            neighbours=tuple(str(neighbours or "").split()),
        )
        for code, name, label, neighbours in rows
        if code
    )
