"""The maps' colours, and what their templates say of the shapes that they draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """The LSOAs behind the cells that name them; none where the template has no boundaries."""
    return tuple(
        DrawnLsoa(code=code, name=name, ward=ward, neighbours=neighbours)
        for code, name, ward, neighbours in _shapes(rows)
    )


def drawn_wards(rows: Sequence[Sequence[object]]) -> tuple[DrawnWard, ...]:
    """The wards behind the cells that name them; none where the template has no boundaries."""
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
