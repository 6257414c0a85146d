"""What a refresh promises of the workbook it leaves: every table filled, every sheet agreed."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from workbook.check.hidden_rows import hidden_faults
from workbook.package.reference import cell_address
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.all_indicators.layout import AS_AT as ALL_INDICATORS_AS_AT
from workbook.sheets.checks.layout import AS_AT as CHECKS_AS_AT
from workbook.sheets.checks.layout import CHECKS_TABLE
from workbook.sheets.data.layout import AS_AT as DATA_AS_AT
from workbook.sheets.data.layout import DATA_TABLE
from workbook.sheets.exceptions.layout import ALL_PERIOD, EXCEPTIONS_TABLE, LIST, LISTS
from workbook.sheets.heat_tables.layout import PERIOD as HEAT_PERIOD
from workbook.sheets.map.layout import WARD_MAP_TABLE
from workbook.sheets.peers.layout import AS_AT as PEERS_AS_AT
from workbook.sheets.sources.layout import AS_AT as SOURCES_AS_AT
from workbook.sheets.sources.layout import SOURCES_TABLE
from workbook.sheets.ward_data.layout import AS_AT as WARD_DATA_AS_AT
from workbook.sheets.ward_data.layout import WARD_DATA_TABLE
from workbook.tables.settings_layout import DEFINITIONS_TABLE, SECTIONS_TABLE
from workbook.tables.table_reader import as_names
from xlsrc.defaults import NO
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.block import TableData
    from workbook.layout.table import Table
    from workbook.package.archive import Archive
    from workbook.package.structure import Structure
    from workbook.sheets.exceptions.layout import Listed
    from workbook.surfaces.headless import HeadlessWorkbook

NAMED: Final = 3
"""Indicators that a sentence names before it says how many more there are."""

AS_AT: Final = (
    DATA_AS_AT,
    ALL_INDICATORS_AS_AT,
    CHECKS_AS_AT,
    PEERS_AS_AT,
    SOURCES_AS_AT,
    WARD_DATA_AS_AT,
    ALL_PERIOD,
    HEAT_PERIOD,
)
"""The cells that say how far the data run, on every sheet with one of its own."""

FILLED: Final = (SOURCES_TABLE, DATA_TABLE, ALL_INDICATORS_TABLE, CHECKS_TABLE)
"""Tables that every refresh fills; others have rows only where there is something to say."""

MEND: Final = "refresh the workbook"
LAST_YEAR: Final = "Last 12 months"
_MONTH: Final = re.compile(r"to (\w+ \d{4})$")
_MORE: Final = re.compile(r"and (\d+) more")


def promise_faults(
    workbook: HeadlessWorkbook, archive: Archive, found: Structure
) -> tuple[str, ...]:
    """One sentence for each promise that a refreshed workbook no longer keeps, with its cell.

    Empty for a template that was never refreshed, and where a table or name is missing, which
    other checks say.
    """
    promises = _Promises(workbook, archive, found)
    if not promises.is_refreshed:
        return tuple(hidden_faults(archive, found))
    return (*promises.faults(), *hidden_faults(archive, found))


class _Promises:
    """A workbook whose tables and blocks are held against one another."""

    def __init__(self, workbook: HeadlessWorkbook, archive: Archive, found: Structure) -> None:
        self.workbook, self.archive, self.found = workbook, archive, found
        self._tables: dict[str, TableData | None] = {}

    @property
    def is_refreshed(self) -> bool:
        """Whether a refresh has filled the workbook: its sources, or a month on any sheet."""
        return any(self._rows(SOURCES_TABLE)) or any(month for _, month in self._months())

    def faults(self) -> Iterator[str]:
        """Every promise that is not kept."""
        yield from self._as_at()
        for table in FILLED:
            yield from self._filled(table)
        yield from self._ward_data()
        yield from self._indicators()
        yield from self._data()
        for listed in LISTS:
            yield from self._listed(listed)

    def _months(self) -> Iterator[tuple[str, str]]:
        """The cell and the month of each sheet that says one, ``""`` where it is empty."""
        for block in AS_AT:
            try:
                sheet, area = self.found.named_range(block.name)
                text = str(self.workbook.block_values(block.name)[0][0] or "")
            except DashboardError:
                continue
            month = _MONTH.search(text)
            cell = f"{sheet.name}!{cell_address(area.first_row, area.first_column)}"
            yield cell, month[1] if month else text

    def _as_at(self) -> Iterator[str]:
        months = list(self._months())
        said = Counter(month for _, month in months if month)
        if not said:
            return
        most = said.most_common(1)[0][0]
        for cell, month in months:
            if month != most:
                found = f"'{month}'" if month else "nothing"
                yield f"{cell}: must say {most}, as the other sheets do; found {found}; {MEND}."

    def _table(self, table: Table) -> TableData | None:
        if table.name not in self._tables:
            try:
                data = self.workbook.tables([table.name])[table.name]
            except DashboardError:
                data = None
            whole = data is not None and set(table.headers) <= set(data.columns)
            self._tables[table.name] = data if whole else None
        return self._tables[table.name]

    def _rows(self, table: Table) -> list[dict[str, object]]:
        """The rows that hold anything in the table's own columns, by heading."""
        data = self._table(table)
        if data is None:
            return []
        return [
            row
            for row in data.records()
            if any(row.get(header) not in (None, "") for header in table.headers)
        ]

    def _filled(self, table: Table) -> Iterator[str]:
        data = self._table(table)
        if data is not None and not self._rows(table):
            yield f"{data.address(0, table.headers[0])}: the table {table.name} is empty; {MEND}."

    def _begins(self, table: Table) -> bool:
        """Whether the first row of a table holds anything: thousands need not be read for that."""
        texts = shared_texts(self.archive, self.found.shared_strings)
        try:
            part = self.found.table(table.name)
            sheet = self.found.sheet(part.sheet)
            own = {part.column(header) for header in table.headers if header in part.columns}
            if sheet is None:
                return False
            xml = SheetXml(self.archive.text(sheet.part), where=sheet.name)
            return any(column in own for column, _ in xml.filled(part.data.first_row, texts))
        except DashboardError:  # which other checks say
            return False

    def _ward_data(self) -> Iterator[str]:
        if self._begins(WARD_DATA_TABLE):
            return
        data = self._table(WARD_DATA_TABLE)
        drawn = [row for row in self._rows(WARD_MAP_TABLE) if _is_figure(row["Last 12"])]
        if data is not None and drawn and not self._rows(WARD_DATA_TABLE):
            cell = data.address(0, WARD_DATA_TABLE.headers[0])
            yield (
                f"{cell}: the table {WARD_DATA_TABLE.name} is empty, though the map shows figures "
                f"of {len(drawn)} wards; {MEND}."
            )

    def _indicators(self) -> Iterator[str]:
        """One row an indicator with a section on All indicators, neither more nor fewer."""
        data = self._table(ALL_INDICATORS_TABLE)
        shown = Counter(_name(row["Indicator"]) for row in self._rows(ALL_INDICATORS_TABLE))
        off = {
            str(row["Id"])
            for row in self._rows(SECTIONS_TABLE)
            if str(row.get("Shown") or "").strip().casefold() == NO
        }
        wanted = [
            _name(row["Indicator"])
            for row in self._rows(DEFINITIONS_TABLE)
            if _ids(row["Sections"]) - off
        ]
        if data is None or not shown or not wanted:
            return
        where = data.address(0, "Indicator")
        missing = [name for name in wanted if name not in shown]
        if missing:
            yield (
                f"{where}: the table {data.name} has no row of {_named(missing)}, which "
                f"{DEFINITIONS_TABLE.name} lists; {MEND}."
            )
        twice = [name for name, count in shown.items() if count > 1]
        if twice:
            yield f"{where}: the table {data.name} has two rows or more of {_named(twice)}; {MEND}."

    def _data(self) -> Iterator[str]:
        """Months in Data for each indicator that All indicators shows figures of."""
        data = self._table(DATA_TABLE)
        there = {_name(row["Indicator"]) for row in self._rows(DATA_TABLE)}
        if data is None or not there:
            return
        figured = [
            _name(row["Indicator"])
            for row in self._rows(ALL_INDICATORS_TABLE)
            if _is_figure(row[LAST_YEAR])
        ]
        missing = [name for name in figured if name not in there]
        if missing:
            yield (
                f"{data.address(0, 'Indicator')}: the table {data.name} has no month of "
                f"{_named(missing)}, though {ALL_INDICATORS_TABLE.sheet} shows figures; {MEND}."
            )

    def _listed(self, listed: Listed) -> Iterator[str]:
        """As many rows in the table Exceptions as the page lists, with those it has no room for."""
        data = self._table(EXCEPTIONS_TABLE)
        try:
            rows = listed.rows.records(self.workbook.block_values(listed.rows.name))
            more = _MORE.search(str(self.workbook.block_values(listed.more.name)[0][0] or ""))
            sheet, area = self.found.named_range(listed.rows.name)
        except (DashboardError, ValueError):
            return
        if data is None:
            return
        on_page = sum(row["what"] not in (None, "") for row in rows) + (int(more[1]) if more else 0)
        held = sum(row[LIST] == listed.heading for row in self._rows(EXCEPTIONS_TABLE))
        if held != on_page:
            yield (
                f"{data.address(0, LIST)}: the table {data.name} has {held} rows of "
                f"'{listed.heading}', but {sheet.name}!{area.address} lists {on_page}; {MEND}."
            )


def _is_figure(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _name(value: object) -> str:
    return str(value or "").removesuffix(ILLUSTRATIVE_MARK).strip()


def _ids(cell: object) -> set[str]:
    """The ids that a cell lists."""
    return set(as_names(cell))


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
