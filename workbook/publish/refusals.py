"""What is not published, each in one sentence: nothing is written then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.lost_sheets import naming_lost_sheets
from workbook.package.archive import Archive
from workbook.package.cell import number_text
from workbook.publish.as_written import differing_cells
from workbook.publish.working import NOTHING
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.tables.settings_layout import ACKNOWLEDGED_TABLE
from workbook.writes import all_writes
from xlsrc.domain.wording import count_of
from xlsrc.domain.workbook_errors import FindingStopsError, NotRefreshedError, OldFiguresError
from xlsrc.extracts.gate.finding import Severity

if TYPE_CHECKING:
    from workbook.block import Write
    from workbook.publish.working import Working


def refuse_stops(working: Working) -> None:
    """`DashboardError` where a finding that nobody acknowledged keeps a file from being used."""
    stops = [one for one in working.shown.doubts if one.severity is Severity.STOPS]
    if stops:
        table = ACKNOWLEDGED_TABLE
        others = len(stops) - 1
        more = f" (and {others} more that stop{'s' * (others == 1)})" if others else ""
        message = (
            "Figures without a finding that stops were wanted; found "
            f"{stops[0].reference}{more}: {stops[0].sentence} Mend the file, or give the "
            f"reference a row in the table {table.name} on the sheet {table.sheet} with who and "
            f"why, and refresh. {NOTHING}"
        )
        raise FindingStopsError(message)


def refuse_old_figures(working: Working) -> tuple[Write, ...]:
    """`WorkbookError` where a refresh would write something else into the workbook's cells.

    Else what it would write, which is there already.
    """
    name = working.path.name
    opened = working.workbook
    data = opened.tables([ALL_INDICATORS_TABLE.name])[ALL_INDICATORS_TABLE.name]
    to_a_month = "" if working.as_at else " (with --as-at, if it was refreshed with one)"
    advice = (
        f"Refresh it ({working.refresh}), read what that writes, and publish that{to_a_month}. "
        f"{NOTHING}"
    )
    if not any(cell is not None for row in data.rows for cell in row):
        message = f"A refreshed workbook was wanted; {name} holds no figures yet. {advice}"
        raise NotRefreshedError(message)
    with naming_lost_sheets(opened, working.scope.settings):
        writes = all_writes(working.shown, opened)
        after = Archive.of(working.with_writes(writes), source=working.archive.source)
    found = list(differing_cells(working.archive, after))
    if found:
        first = found[0]
        message = (
            f"The figures that the tables and the extracts give now were wanted in {name}; found "
            f"{count_of(len(found), 'cell')} with others, first {first.address} "
            f"({_said(first.found)}, now {_said(first.wanted)}). {advice}"
        )
        raise OldFiguresError(message)
    return writes


def _said(value: object) -> str:
    if value is None:
        return "nothing"
    return number_text(value) if isinstance(value, float) else f"'{value}'"
