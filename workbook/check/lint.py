"""Faults of a workbook file that Excel repairs or refuses, and schema validators let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from workbook.check.cache_faults import cache_faults
from workbook.check.file_kind import file_kind_faults
from workbook.check.link_faults import link_faults, name_faults
from workbook.check.opened import OpenedWorkbook
from workbook.check.sheet_faults import sheet_faults
from workbook.check.table_faults import sheet_table_faults, table_name_faults
from workbook.check.totals_faults import totals_faults, truth_faults
from workbook.package.archive import Archive
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import parsed, structure
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.package.structure import SheetPart, Structure


def faults(path: Path) -> tuple[str, ...]:
    """What is wrong with a workbook file, one sentence each, with its cell or part.

    Empty for a sound file. `WorkbookError` when it cannot be opened or trusted at all.
    """
    archive = Archive.read(path)
    return package_faults(path, archive, structure(archive))


def package_faults(path: Path, archive: Archive, found: Structure) -> tuple[str, ...]:
    """As :func:`faults`, of a file that has been read."""
    texts = shared_texts(archive, found.shared_strings)
    sheets: list[tuple[SheetPart, SheetXml]] = []
    tables = [(table, archive.text(table.part)) for table in found.tables]
    listed = [*xml_faults(archive), *file_kind_faults(path, archive, found)]
    listed += [*link_faults(archive, found), *name_faults(archive, found)]
    listed += table_name_faults(found, [text for _, text in tables])
    for part in found.sheets:
        if not part.is_worksheet or archive.part_name(part.part) is None:
            continue
        try:
            sheet = SheetXml(archive.text(part.part), where=part.name, date_1904=found.date_1904)
            sheets.append((part, sheet))
            listed += sheet_faults(sheet, texts)
            own = [table for table, _ in tables if table.sheet == part.name]
            listed += sheet_table_faults(sheet, own, texts)
            listed += truth_faults(sheet)
            for table in own:
                listed += totals_faults(sheet, table, parsed(archive, table.part), texts)
        except WorkbookError as error:
            listed.append(str(error))
    if not listed:  # what is out of order cannot be compared
        listed += cache_faults(OpenedWorkbook(archive, found, sheets))
    return tuple(listed)


def xml_faults(archive: Archive) -> Iterator[str]:
    """The parts that are no XML: of a sheet only pieces are read here, but Excel reads all.

    Drawings in VML are left out: Excel itself writes line breaks without an end into them.
    """
    for name in archive.names:
        if not name.lower().endswith((".xml", ".rels")):
            continue
        try:
            text = archive.text(name).encode()
            expat.ParserCreate("utf-8").Parse(text, True)  # noqa: FBT003 - expat takes it by position
        except expat.ExpatError as error:
            yield f"{name} is no XML ({error}): restore it from a copy, or make it again."
