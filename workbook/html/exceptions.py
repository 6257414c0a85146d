"""What is outside its usual range, or worth watching, as the sheet Exceptions has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.block import Block
from workbook.html.table import QUIET, Column, Line, Table, cell_text
from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.layout import OUTSIDE, WATCHED
from workbook.sheets.exceptions.values import blocks, shown_row
from xlsrc.series.outside import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.sheets.exceptions.layout import Listed
    from xlsrc.assessment import Dashboard, ExceptionRow

FIGURES: Final = ("seen", "usual_range")
ORDER: Final = ("what", "where", "seen", "usual_range", "when", "standing", "peers", "ask")
"""The columns: the indicator heads its row, and a phone shows the figures before the rest."""


@dataclass(frozen=True, slots=True)
class ExceptionList:
    """A list: what it is of, the sentences that say what is not in it, and its rows, if any."""

    heading: str
    sentences: tuple[str, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class ExceptionsSaid:
    """Both lists, what was looked through, and what chance alone would give."""

    looked_through: str
    lists: tuple[ExceptionList, ...]
    notes: tuple[str, ...]


def exceptions_said(dashboard: Dashboard) -> ExceptionsSaid:
    """What the sheet says of a dashboard, every row of both lists."""
    found = {one.name: one for one in blocks(dashboard) if isinstance(one, Block)}
    chance = layout.CHANCE.records(found[layout.CHANCE.name].values)
    notes = (cell_text(next(iter(one.values()))) for one in chance[1:])
    lists = ((OUTSIDE, dashboard.exceptions), (WATCHED, dashboard.watched))
    note = layout.HEAD.cell(found[layout.HEAD.name].values, "note")
    return ExceptionsSaid(
        looked_through=cell_text(note),
        lists=tuple(_list(listed, rows, found) for listed, rows in lists),
        notes=tuple(one for one in notes if one),
    )


def _list(listed: Listed, rows: Sequence[ExceptionRow], found: dict[str, Block]) -> ExceptionList:
    """A list with all its rows; the sheet shows as many as it has room for."""
    shown = listed.rows.records(found[listed.rows.name].values)
    sentences = (one["standing"] for one in shown if one["standing"] and not one["what"])
    peers = found[listed.peers.name].values[0][0]
    headings = layout.HEADINGS | {"peers": cell_text(peers)}
    table = Table(
        ident=f"list-{listed.rows.name.rpartition('.')[2]}",
        caption=f"{listed.heading}: {listed.rule}",
        columns=tuple(Column(headings[key], is_figure=key in FIGURES) for key in ORDER),
        lines=tuple(map(_line, rows)),
    )
    return ExceptionList(
        heading=listed.heading,
        sentences=tuple(map(cell_text, sentences)),
        table=table if rows else None,
    )


def _line(row: ExceptionRow) -> Line:
    said = shown_row(row)
    has_ended = row.outside.standing is Standing.ENDED
    return Line(tuple(cell_text(said[key]) for key in ORDER), QUIET if has_ended else "")
