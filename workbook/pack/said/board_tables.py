"""The tables of the ten slides, by the rows of the sheet Deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.pack.fit import NO_BREAK
from workbook.pack.said.cell import words
from workbook.pack.said.content import Grid, GridCell, GridColumn, GridRow, Look, Tone
from xlsrc.domain.wording import DOES_NOT_APPLY, figure, percent, points, signed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Record = Mapping[str, object]


def moved(rows: Sequence[Record]) -> Grid:
    """What moved: both years, the change, and whether it is real."""
    return _grid(
        "What moved",
        ("Indicator", 30, Look.STRONG), ("Last 12 months", 15, Look.NUMBER),
        ("Year before", 13, Look.NUMBER), ("Difference", 12, Look.NUMBER),
        ("Change", 11, Look.NUMBER), ("Is the change real?", 30, Look.TEXT),
        rows=[
            _row(
                row,
                words(row["indicator"]),
                volume(row, "last_12"),
                volume(row, "year_before"),
                _difference(row),
                change(row),
                words(row["is_it_real"]),
            )
            for row in rows
        ],
    )  # fmt: skip


def wards(rows: Sequence[Record]) -> Grid:
    """The wards beside the map, under the headings that the first row holds."""
    heading, *rest = rows
    found = [row for row in rest if isinstance(row["stands_out"], int | float)]
    usual = any(row["stands_out"] == 1 for row in found)
    before = any(isinstance(row["before"], int | float) for row in found)
    columns = [
        (words(heading["ward"]) or "Ward", 26, Look.TEXT),
        (words(heading["now"]) or "Now", 14, Look.NUMBER),
        *([(words(heading["before"]) or "Before", 14, Look.NUMBER)] if before else []),
        *([(words(heading["seen"]) or "Usual there", 26, Look.TEXT)] if usual else []),
    ]
    return _grid(
        "Wards",
        *columns,
        rows=[
            _row(
                row, words(row["ward"]), _count(row["now"]),
                *([_count(row["before"])] if before else []),
                *([words(row["seen"])] if usual else []), stands_out=row["stands_out"] == 1,
            )
            for row in found
        ],
    )  # fmt: skip


def actions(rows: Sequence[Record]) -> Grid:
    """The actions to ask about, the overdue first."""
    return _grid(
        "Actions to ask about",
        ("Ref", 7, Look.TEXT), ("Overdue, at risk, then due next", 38, Look.TEXT),
        ("Lead", 22, Look.TEXT), ("Due", 15, Look.TEXT), ("Status", 20, Look.TEXT),
        rows=[
            _row(
                row,
                *(words(row[key]) for key in ("ref", "action", "lead")),
                _day(row["due"]),
                words(row["status"]),
                tones={4: Tone.GONE_WRONG} if row["late"] == 1 else {},
            )
            for row in rows
        ],
    )  # fmt: skip


def late(rows: Sequence[Record]) -> Grid:
    """The overdue actions, in short."""
    return _grid(
        "Overdue actions",
        ("Ref", 8, Look.TEXT), ("Overdue", 42, Look.TEXT), ("Lead", 26, Look.TEXT),
        ("Due", 18, Look.TEXT),
        rows=[
            _row(row, *(words(row[key]) for key in ("ref", "action", "lead")), _day(row["due"]))
            for row in rows
            if row["late"] == 1
        ],
    )  # fmt: skip


def outputs(rows: Sequence[Record]) -> Grid:
    """Outputs against their targets, those behind first."""
    return _grid(
        "Outputs against target",
        ("Outputs, those behind first", 36, Look.TEXT), ("To date", 20, Look.NUMBER),
        rows=[
            _row(row, words(row["output"]), words(row["to_date"]),
                 tones={1: Tone.GONE_WRONG} if row["behind"] == 1 else {})
            for row in rows
        ],
    )  # fmt: skip


def coming(rows: Sequence[Record]) -> Grid:
    """The range of the next three months beside the last three."""
    months = words(rows[0]["months"]) if rows else ""
    return _grid(
        "The next three months",
        ("19 quarters in 20 are inside", 32, Look.TEXT), ("Last 3 months", 16, Look.NUMBER),
        (months or "Next 3 months", 24, Look.NUMBER),
        rows=[
            _row(row, words(row["indicator"]), volume(row, "last_3"), _range(row)) for row in rows
        ],
    )  # fmt: skip


def targets(rows: Sequence[Record]) -> Grid:
    """Each target, what is expected by its date, and whether it will be met."""
    return _grid(
        "Targets",
        ("Target", 32, Look.TEXT), ("Aim", 13, Look.NUMBER), ("Expected", 20, Look.NUMBER),
        ("Will it be met?", 24, Look.TEXT),
        rows=[
            _row(row, words(row["indicator"]), volume(row, "target"), _range(row),
                 words(row["met"]))
            for row in rows
        ],
    )  # fmt: skip


def evidence(rows: Sequence[Record]) -> Grid:
    """The wards of the question, and the whole area below them."""
    return _grid(
        "Figures behind the decision",
        ("Where", 26, Look.TEXT), ("Year before", 15, Look.NUMBER),
        ("Last 12 months", 16, Look.NUMBER), ("Difference", 14, Look.NUMBER),
        rows=[
            _row(
                row, words(row["place"]), _count(row["before"]), _count(row["now"]),
                _signed(row["difference"]), stands_out=row["is_whole"] != 1,
            )
            for row in rows
        ],
    )  # fmt: skip


def volume(row: Record, key: str) -> str:
    """A count, or a share in per cent; a dash for none."""
    value = row[key]
    if not isinstance(value, int | float):
        return words(value) or DOES_NOT_APPLY
    is_share = row.get("is_share") == 1
    return figure(value if is_share else round(value), is_share=is_share)


def change(row: Record) -> str:
    """``−14 %``, ``+0.6 pt``; '' for none."""
    value = row["change"]
    if not isinstance(value, int | float):
        return words(value)
    return points(value) if row["is_share"] == 1 else percent(100 * value)


def _difference(row: Record) -> str:
    value = row["difference"]
    if isinstance(value, int | float) and row["is_share"] == 1:
        return points(value)
    return _signed(value)


def _day(value: object) -> str:
    """A day that no line break parts."""
    return words(value).replace(" ", NO_BREAK)


def _signed(value: object) -> str:
    return signed(value) if isinstance(value, int | float) else DOES_NOT_APPLY


def _count(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, int | float) else words(value) or DOES_NOT_APPLY


def _range(row: Record) -> str:
    low, high = row["low"], row["high"]
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return DOES_NOT_APPLY
    if row["is_share"] == 1:
        return f"{low:.1f}–{high:.1f} %"
    return f"{low:,.0f}–{high:,.0f}"


def _row(
    row: Record, *texts: str, stands_out: bool = False, tones: Mapping[int, Tone] | None = None
) -> GridRow:
    """A row of a table; one that stands out is bold throughout."""
    plain = Tone.GONE_WRONG if stands_out else Tone.PLAIN
    cells = (
        GridCell(text=text, tone=(tones or {}).get(at, plain)) for at, text in enumerate(texts)
    )
    return GridRow(cells=tuple(cells), invented=row.get("invented") == 1)


def _grid(title: str, *columns: tuple[str, float, Look], rows: Sequence[GridRow]) -> Grid:
    return Grid(
        title=title,
        columns=tuple(GridColumn(heading=h, share=s, look=look) for h, s, look in columns),
        rows=tuple(rows),
    )
