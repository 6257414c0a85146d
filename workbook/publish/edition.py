"""An edition's workbook: authored anew for whom it is for, with the figures that these may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.build.author import author_edition
from workbook.package.archive import Archive
from workbook.package.edition_parts import finished
from workbook.package.replace_file import writing
from workbook.package.save import saved
from workbook.package.scratch import scratch
from workbook.package.structure import structure
from workbook.publish.file_names import without_file_names
from workbook.sheets.registry import edition_rooms
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.edition_tables import tables_for
from workbook.writes import all_writes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.block import Cell, TableData
    from workbook.layout.edition import Edition
    from xlsrc.assessment import Dashboard
    from xlsrc.disclosure.ward_years import WardYears

__all__ = ["edition_file", "tables_for"]

SOURCE: Final = "The edition"
"""What messages call the workbook that is being made."""


def edition_file(
    dashboard: Dashboard,
    tables: Mapping[str, TableData],
    edition: Edition,
    ward_years: Sequence[WardYears] = (),
    boundaries: tuple[Path | None, Path | None, Path | None] = (None, None, None),
) -> bytes:
    """The bytes of an edition's .xlsx; the same figures, tables and day give the same bytes.

    ``tables`` are those of `tables_for` the edition's audience, and ``dashboard`` is made with
    their settings. ``boundaries`` are files of wards and of LSOAs, and a folder of extracts.
    """
    rooms = edition_rooms(dashboard.settings, edition.audience)
    rows = {name: _rows(table) for name, table in tables.items()}
    with scratch() as folder, writing(folder):
        path = folder / "Edition.xlsx"
        author_edition(path, edition, dashboard.settings, rows, boundaries, ward_years)
        authored = path.read_bytes()
    archive = Archive.of(authored, source=SOURCE)
    surface = HeadlessWorkbook.of(authored, SOURCE)
    writes = all_writes(without_file_names(dashboard), surface, rooms, edition)
    content, _ = saved(archive, structure(archive), writes, as_at=edition.on)
    return finished(Archive.of(content, source=SOURCE))


def _rows(table: TableData) -> list[list[Cell]]:
    return [list(row) for row in table.rows]  # type: ignore[arg-type]  # cells as read
