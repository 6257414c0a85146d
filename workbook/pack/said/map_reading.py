"""The Map sheet's cells and shapes as what a pack says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.pack.said.cell import words
from workbook.pack.said.content import Grid, GridCell, GridColumn, GridRow, Look, MapView
from workbook.sheets.map import layout
from workbook.sheets.map.found import EXCEPTION
from workbook.sheets.map.layout import MAP, WARD_MAP_TABLE
from workbook.sheets.map.parts import CLASS_FILLS, NO_DATA_FILL, ROW_NUMBER
from xlsrc.domain.wording import DOES_NOT_APPLY, percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.pack.said.known import Record
    from workbook.pack.said.source import RefreshedWorkbook

RATE: Final = "Per 1,000"

MOST_WARDS: Final = 6
"""Wards listed beside the map, the highest first."""

FOOT: Final = ("how", "sources")
NUMBERS: Final = "Numbers on the map"

WARD_COLUMNS: Final = (
    GridColumn(heading="Ward", share=24, look=Look.STRONG),
    GridColumn(heading="Last 12", share=9, look=Look.NUMBER),
    GridColumn(heading="Before", share=9, look=Look.NUMBER),
    GridColumn(heading="Change", share=10, look=Look.NUMBER),
    GridColumn(heading=RATE, share=12, look=Look.NUMBER),
)


def ward_map(book: RefreshedWorkbook) -> MapView | None:
    """The Map sheet; None where the workbook draws no map, or has nothing to show on it."""
    drawing = book.map_drawing()
    wards = book.records(WARD_MAP_TABLE)
    if drawing is None or not wards or _is_sensitive(book):
        return None
    title = book.text(layout.TITLE, "value") or MAP.name
    clusters = book.text(layout.CLUSTERS, "value")
    (legend,) = book.rows(layout.LEGEND)
    fills = zip((*CLASS_FILLS, NO_DATA_FILL), legend.values(), strict=True)
    return MapView(
        title=title,
        note=book.text(layout.NOTE, "value"),
        drawing=drawing,
        alt_text=f"{title}. {clusters}",
        legend=tuple((fill, said) for fill, cell in fills if (said := words(cell))),
        marks=tuple(text for text in (_numbered(book, wards), clusters, _marked(wards)) if text),
        foot=tuple(text for key in FOOT if (text := book.text(layout.FOOT, key))),
        wards=_highest(wards, *book.rows(layout.AREA)),
    )


def _numbered(book: RefreshedWorkbook, wards: Sequence[Record]) -> str:
    """What the numbers on the map stand for, as the whole table is not beside it; '' for none."""
    drawn = {
        words(row["name"])
        for row in book.rows(layout.DRAWN)
        if words(row["label"])[:1] == ROW_NUMBER
    }
    named = [
        f"{words(ward['No.'])}\N{NO-BREAK SPACE}{words(ward['Ward'])}"
        for ward in wards
        if words(ward["Ward"]) in drawn
    ]
    return f"{NUMBERS}: {' · '.join(named)}." if named else ""


def _marked(wards: Sequence[Record]) -> str:
    """What the sign of an exception means, where a ward has it."""
    is_there = any(EXCEPTION in words(ward["Found"]) for ward in wards)
    return f"{EXCEPTION} outside its usual range now." if is_there else ""


def _is_sensitive(book: RefreshedWorkbook) -> bool:
    """Whether the map shows an offence of which small counts in a ward could tell who it was."""
    chosen = book.settings.map_indicator
    return any(one.sensitive for one in book.settings.indicators if one.id == chosen)


def _highest(wards: Sequence[Record], area: Mapping[str, object]) -> Grid:
    """The wards with the highest rates, and the area as a whole below them."""
    rated = sorted(
        (ward for ward in wards if isinstance(ward[RATE], float)),
        key=lambda ward: -_number(ward[RATE]),
    )
    rows = tuple(
        GridRow(
            cells=(
                GridCell(text=words(one["Ward"])),
                GridCell(text=_count(one["Last 12"])),
                GridCell(text=_count(one["Before"])),
                GridCell(text=_share(one["Change"])),
                GridCell(text=_rate(one[RATE])),
            )
        )
        for one in (*rated[:MOST_WARDS], area)
    )
    return Grid(title="Highest rates", columns=WARD_COLUMNS, rows=rows)


def _number(value: object) -> float:
    return value if isinstance(value, float) else 0.0


def _count(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, float) else words(value)


def _share(value: object) -> str:
    return percent(100 * value) if isinstance(value, float) else words(value)


def _rate(value: object) -> str:
    return f"{value:,.1f}" if isinstance(value, float) else DOES_NOT_APPLY
