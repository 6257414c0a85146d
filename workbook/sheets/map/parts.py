"""The maps' colours, and what their templates say of the shapes that they draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CLASS_FILLS: Final = ("F4F6F8", "D5E1EC", "B0C8DD", "8BAFCF", "6C98C0")
"""From the least to the most; ink text has 4.8 : 1 on the darkest."""

NO_DATA_FILL: Final = "FFFFFF"
CLUSTER_EDGE: Final = "1F2933"


ROW_NUMBER: Final = "#"
"""In a ward's label: the number of its row in the table, where its name has no room."""

AROUND: Final = "rim"
"""Among a ward's borders: the one with what lies around the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnWard:
    """A ward that the template draws, the lines of its label, and the codes that it touches.

    The label's last line is blank where no value stands below it; ``#`` is the number of the
    ward's row. ``borders`` are its shapes that outline clusters: codes of neighbours, each
    border with one of the two, and ``rim`` at the map's own edge.
    """

    code: str
    name: str
    label: str
    neighbours: tuple[str, ...]
    borders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnLsoa:
    """An LSOA that the template draws, the ward it lies in, and the codes that it touches.

    ``number_at`` is the middle of its number in points on the map, ``None`` where the template
    does not say; ``covers`` are the wards' names that the number would lie upon: code, lines.
    """

    code: str
    name: str
    ward: str
    neighbours: tuple[str, ...]
    number_at: tuple[float, float] | None = None
    covers: tuple[tuple[str, str], ...] = ()


def drawn_lsoas(rows: Sequence[Sequence[object]]) -> tuple[DrawnLsoa, ...]:
    """The LSOAs behind the cells that name them; none where the template has no boundaries."""
    return tuple(
        DrawnLsoa(
            code=code,
            name=name,
            ward=ward,
            neighbours=neighbours,
            number_at=_point(row[len(SHAPE_CELLS)]) if len(row) > len(SHAPE_CELLS) else None,
            covers=_names(row[len(SHAPE_CELLS) + 1]) if len(row) > len(SHAPE_CELLS) + 1 else (),
        )
        for row, (code, name, ward, neighbours) in _shapes(rows)
    )


def drawn_wards(rows: Sequence[Sequence[object]]) -> tuple[DrawnWard, ...]:
    """The wards behind the cells that name them; none where the template has no boundaries."""
    return tuple(
        DrawnWard(
            code=code,
            name=name,
            label=label,
            neighbours=neighbours,
            borders=tuple(str(row[len(SHAPE_CELLS)] or "").split())
            if len(row) > len(SHAPE_CELLS)
            else (),
        )
        for row, (code, name, label, neighbours) in _shapes(rows)
    )


def border_name(codes: Sequence[str]) -> str:
    """The name of the shape of a border, before its ending: its wards' codes."""
    return " ".join(codes)


def borders_cell(borders: Iterable[tuple[str, ...]], code: str) -> str:
    """The cell that says which borders a ward's shapes draw: those that its code comes first of."""
    own = [codes for codes in borders if codes[0] == code]
    return " ".join(codes[1] if len(codes) > 1 else AROUND for codes in own)


SHAPE_CELLS: Final = ("code", "name", "ward or label", "touches")
"""What the first cells of a shape's row say."""

Shape = tuple[str, str, str, tuple[str, ...]]


def _shapes(rows: Sequence[Sequence[object]]) -> Iterator[tuple[Sequence[object], Shape]]:
    for row in rows:
        code, name, third, neighbours = row[: len(SHAPE_CELLS)]
        if code:
            near = tuple(str(neighbours or "").split())
            yield row, (str(code), str(name or ""), str(third or ""), near)


def names_cell(names: Iterable[tuple[str, str]]) -> str:
    """The cell that says which wards' names, code and lines, a number would lie upon."""
    return ";".join(f"{code}={lines}" for code, lines in names)


def _names(value: object) -> tuple[tuple[str, str], ...]:
    pairs = (one.partition("=") for one in str(value or "").split(";"))
    return tuple((code, lines) for code, _, lines in pairs if code and lines)


def _point(value: object) -> tuple[float, float] | None:
    """The two numbers of a text, ``None`` where somebody has written something else."""
    try:
        x, y = map(float, str(value or "").split())
    except ValueError:
        return None
    return x, y
