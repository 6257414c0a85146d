"""The Map sheet's cells and shapes as what a pack says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.said.content import Grid, GridColumn, Look, MapView
from workbook.pack.said.section_reading import joined
from workbook.pack.said.source import shown_text
from workbook.sheets.map.parts import CLASS_FILLS, NO_DATA_FILL
from xlsrc.domain.wording import percent

if TYPE_CHECKING:
    from workbook.pack.said.source import RefreshedWorkbook

MOST_WARDS: Final = 6
"""Wards listed beside the map, the highest first."""

WARD_COLUMNS: Final = (
    GridColumn(heading="Ward", share=24, look=Look.STRONG),
    GridColumn(heading="Last 12", share=9, look=Look.NUMBER),
    GridColumn(heading="Before", share=9, look=Look.NUMBER),
    GridColumn(heading="Change", share=10, look=Look.NUMBER),
    GridColumn(heading="Per 1,000", share=12, look=Look.NUMBER),
)


def ward_map(book: RefreshedWorkbook) -> MapView | None:
    """The Map sheet; None where the workbook draws no map, or has nothing to show on it."""
    drawing = book.map_drawing()
    if drawing is None or not book.text("map.title"):
        return None
    table = book.table("WardMap")
    columns = [table.columns.index(name) for name in ("Ward", "Last 12", "Before", "Change")]
    rate = table.columns.index("Per 1,000")
    wards = sorted(
        (row for row in table.rows if isinstance(row[rate], float)),
        key=lambda row: -_number(row[rate]),
    )
    rows = tuple(
        (
            joined(row[columns[0]]),
            *(_count(row[column]) for column in columns[1:3]),
            _share(row[columns[3]]),
            f"{_number(row[rate]):,.1f}",
        )
        for row in wards[:MOST_WARDS]
    )
    area = book.values("map.area")[0]
    own = (joined(area[0]), _count(area[1]), _count(area[2]), _share(area[3]))
    rows = (*rows, (*own, f"{_number(area[4]):,.1f}" if isinstance(area[4], float) else "–"))
    legend = book.values("map.legend")[0]
    return MapView(
        title=book.text("map.title"),
        note=book.text("map.note"),
        drawing=drawing,
        alt_text=f"{book.text('map.title')}. {book.text('map.clusters')}",
        legend=tuple(
            (fill, shown_text(words))
            for fill, words in zip((*CLASS_FILLS, NO_DATA_FILL), legend, strict=True)
            if words
        ),
        marks=tuple(text for text in (book.text("map.marks"), book.text("map.clusters")) if text),
        foot=tuple(text for (cell,) in book.values("map.foot") if (text := shown_text(cell))),
        wards=Grid(title="Highest rates", columns=WARD_COLUMNS, rows=rows),
    )


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0


def _count(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, float) else joined(value)


def _share(value: object) -> str:
    return percent(100 * value) if isinstance(value, float) else joined(value)
