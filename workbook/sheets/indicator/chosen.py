"""What the formulas of Indicator read when one indicator is chosen."""

from __future__ import annotations

import dataclasses
import datetime
from collections import defaultdict
from typing import TYPE_CHECKING

from workbook.block import TableBlock
from workbook.sheets.all_indicators import values as all_indicators
from workbook.sheets.data import values as data
from workbook.sheets.peers import values as peers
from workbook.sheets.sources import values as sources
from workbook.sheets.sources.layout import SOURCES_TABLE
from workbook.sheets.ward_data import values as ward_data
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workbook.block import Cell
    from workbook.layout.named_block import NamedBlock
    from workbook.layout.table import Table
    from xlsrc.assessment import Dashboard

Value = str | float | Month | None
"""What a cell holds; a date is the month that it begins."""


class Chosen:
    """The chosen indicator's rows on the sheets of figures, and the cells that have names.

    ``position`` is the indicator's on All indicators, counted from 1. ``names`` hold the cells
    that are no formulas; ``worked_out`` gives those of any other name. ``begin`` is the first
    month that any indicator has a row of on Data.
    """

    def __init__(
        self,
        dashboard: Dashboard,
        position: int,
        names: Mapping[NamedBlock, tuple[Value, ...]],
        worked_out: Callable[[NamedBlock, Chosen], tuple[Value, ...]],
    ) -> None:
        assessment = dashboard.assessments[position - 1]
        self.position = position
        self.begin = min(
            (one.monthly.months[0] for one in dashboard.assessments if one.monthly.months),
            default=None,
        )
        self._definitions = {
            indicator.name: {"Definition": indicator.definition, "Caveats": indicator.caveats}
            for indicator in dashboard.settings.indicators
        }
        alone = _of_label(dashboard, assessment.label)
        self._rows = {
            block.table: [
                dict(zip(block.columns, map(_read, row), strict=True))
                for row in block.rows
                if row[0] == assessment.label
            ]
            for sheet in (all_indicators, data, ward_data, peers)
            for block in sheet.blocks(alone)
            if isinstance(block, TableBlock)
        }
        self._levels: dict[Value, Value] = {}
        for block in sources.blocks(dashboard):
            if isinstance(block, TableBlock) and block.table == SOURCES_TABLE.name:
                at, of = (block.columns.index(header) for header in ("Source", "Level"))
                for row in block.rows:
                    self._levels.setdefault(_read(row[at]), _read(row[of]))
        self._places: dict[tuple[str, str], dict[Value, set[int]]] = {}
        self._named = {block.name: cells for block, cells in names.items()}
        self._worked_out = worked_out

    def cell(self, table: Table, row: int, header: str) -> Value:
        """A cell of one of the indicator's rows of a table, counted from 0."""
        return self._rows[table.name][row][header]

    def definition(self, name: str, header: str) -> str:
        """A cell of the Definitions table, in the row of a name."""
        return self._definitions[name][header]

    def level(self, source: Value) -> Value:
        """The level of the first file of a source on Sources; ``None`` where it has no file."""
        return self._levels.get(source)

    def rows(self, table: Table, header: str, holds: Callable[[Value], bool]) -> set[int]:
        """Which of the indicator's rows of a table hold what is wanted in a column."""
        places = self._by_value(table, header).items()
        return set().union(*(rows for value, rows in places if holds(value)))

    def rows_with(self, table: Table, header: str, wanted: Value) -> set[int]:
        """Which of the indicator's rows of a table hold one value in a column."""
        return self._by_value(table, header).get(wanted, set())

    def named(self, block: NamedBlock) -> tuple[Value, ...]:
        """What the cells of a name show, row by row, each worked out once."""
        if block.name not in self._named:
            self._named[block.name] = self._worked_out(block, self)
        return self._named[block.name]

    def _by_value(self, table: Table, header: str) -> dict[Value, set[int]]:
        key = table.name, header
        if key not in self._places:
            self._places[key] = defaultdict(set)
            for at, row in enumerate(self._rows[table.name]):
                self._places[key][row[header]].add(at)
        return self._places[key]


def _of_label(dashboard: Dashboard, label: str) -> Dashboard:
    """The figures of the indicators of a label alone: the sheets' other rows are not wanted."""
    found = tuple(one for one in dashboard.assessments if one.label == label)
    ids = {one.indicator.id for one in found}
    return dataclasses.replace(
        dashboard,
        assessments=found,
        wards=tuple(one for one in dashboard.wards if one.indicator.id in ids),
        peers=tuple(one for one in dashboard.peers if one.indicator.id in ids),
    )


def _read(cell: Cell) -> Value:
    """A cell of a table as formulas see it."""
    if isinstance(cell, datetime.date):
        return Month.of(cell.year, cell.month)
    return cell if isinstance(cell, (str, int, float)) else None
