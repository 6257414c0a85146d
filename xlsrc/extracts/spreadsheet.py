"""A workbook's sheets as lines of text: .xlsx, .xlsm, .xlsb, .xls and .ods alike."""

from __future__ import annotations

import datetime
import io
import posixpath
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from xlsrc.domain.errors import DamagedFileError, EmptyFileError, ExtractError
from xlsrc.extracts.limits import MAX_CELLS, MAX_WORKBOOK_BYTES, refuse_beyond, too_large
from xlsrc.extracts.sheet_scan import scanned_ods, scanned_xlsb, scanned_xlsx, sheets_of_xlsb
from xlsrc.extracts.text_table import Lines
from xlsrc.extracts.unpacked import COMPOUND, ZIP, archive_of, member_chunks, member_content

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator, Mapping

    from xlsrc.extracts.sheet_scan import Scan

_PARTS: Final = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")


def is_workbook(content: bytes) -> bool:
    """Whether the content is a workbook's, whatever its file is called."""
    if content.startswith(COMPOUND):
        return True
    if not content.startswith(ZIP):
        return False
    try:
        with archive_of(content, "") as archive:
            return not set(_PARTS).isdisjoint(archive.namelist())
    except ExtractError:
        return False


def spreadsheet_lines(content: bytes, file: str) -> tuple[Lines, ...]:
    """The filled rows of every sheet that holds anything, in the workbook's order.

    Real dates become ``YYYY-MM-DD`` and whole numbers lose their decimal point. An error cell is
    its text (``#DIV/0!``), a formula that nobody calculated its own with ``=`` before it; in .xls
    both are empty. :class:`~xlsrc.domain.errors.ExtractError` when the file is no workbook, is
    empty or damaged, has a password, or would not fit into memory.
    """
    scans: Mapping[str, Scan] = {}
    refuse_beyond(len(content), MAX_WORKBOOK_BYTES, file, "a workbook")
    if not content.startswith((ZIP, COMPOUND)):
        # Its reader would try each kind of workbook with a copy of its own.
        raise _no_workbook(file, "no kind of workbook")
    if content.startswith(ZIP):
        with _refused_where_damaged(file), archive_of(content, file, "a workbook") as archive:
            scans = _scans(archive, file)
        _refuse_sprawl(scans, file)
    sheets = _sheets(content, file, scans)
    found = []
    for name, rows in sheets.items():
        lines = enumerate(_texts(rows, scans.get(name)), 1)
        filled = [(line, row) for line, row in lines if any(row)]
        if filled:
            where = f"{file}, sheet {name}" if len(sheets) > 1 else file
            found.append(Lines(file=where, rows=filled))
    if not found:
        message = f"{file}: a filled sheet was wanted; found an empty workbook: fill in the return"
        raise EmptyFileError(message)
    return tuple(found)


def _sheets(content: bytes, file: str, scans: Mapping[str, Scan]) -> dict[str, list[list[object]]]:
    """Each sheet's rows, from A1 to its last filled cell."""
    import python_calamine

    rows: dict[str, list[list[object]]] = {}
    with _refused_where_damaged(file):
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet in workbook.sheets_metadata:
            if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if sheet.name in scans and not scans[sheet.name].cells:
                rows[sheet.name] = []
                continue
            found = workbook.get_sheet_by_name(sheet.name)
            if found.total_height * found.total_width > MAX_CELLS:
                raise _sprawling(file, sheet.name, found.total_height, found.total_width)
            rows[sheet.name] = [list(row) for row in found.to_python(skip_empty_area=False)]
    return rows


@contextmanager
def _refused_where_damaged(file: str) -> Iterator[None]:
    """Turn whatever a reader of workbooks raises into one sentence."""
    try:
        yield
    except (ExtractError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    # Rust's panics derive from BaseException: a damaged workbook must not end the whole run.
    except BaseException as error:
        raise _no_workbook(file, str(error)) from error


def _no_workbook(file: str, why: str) -> ExtractError:
    return DamagedFileError(
        f"{file}: a workbook was wanted; found something that cannot be opened ({why}): "
        f"save it again from Excel without a password"
    )


def _scans(archive: zipfile.ZipFile, file: str) -> dict[str, Scan]:
    """Each sheet's scan by its name; a sheet part that no name leads to by its path."""
    members = {member.filename: member for member in archive.infolist()}
    refuse_beyond(
        sum(member.file_size for member in members.values()),
        MAX_WORKBOOK_BYTES,
        file,
        "an unpacked size",
    )
    names = {part: name for name, part in named_parts(archive, file).items()}
    scans: dict[str, Scan] = {}
    unpacked = 0
    for part, member in members.items():

        def pieces(member: zipfile.ZipInfo = member) -> Iterator[bytes]:
            nonlocal unpacked
            for piece in member_chunks(archive, member, file):
                unpacked += len(piece)
                refuse_beyond(unpacked, MAX_WORKBOOK_BYTES, file, "an unpacked size")
                yield piece

        is_sheet = part in names or part.startswith("xl/worksheets/sheet")
        if part == "content.xml":
            scans.update(scanned_ods(pieces()))
        elif is_sheet and part.endswith(".xml"):
            scans[names.get(part, part)] = scanned_xlsx(pieces())
        elif is_sheet and part.endswith(".bin"):
            scans[names.get(part, part)] = scanned_xlsb(b"".join(pieces()))
        else:
            for _ in pieces():  # unpacked once, to know its true size
                pass
    return scans


def named_parts(archive: zipfile.ZipFile, file: str) -> dict[str, str]:
    """Sheet name → the part that holds it, in workbooks of Excel's kinds."""
    parts = {member.filename: member for member in archive.infolist()}
    main = next((part for part in _PARTS[:2] if part in parts), None)
    if main is None:
        return {}
    relations = f"xl/_rels/{posixpath.basename(main)}.rels"
    if relations not in parts:
        return {}
    targets = {
        element.get("Id", ""): element.get("Target", "")
        for element in _elements(archive, parts[relations], file)
    }
    if main.endswith(".bin"):
        sheets = sheets_of_xlsb(member_content(archive, parts[main], file))
    else:
        sheets = {
            element.get("name", ""): next(
                (value for key, value in element.items() if key.endswith("}id")), ""
            )
            for element in _elements(archive, parts[main], file)
            if element.tag.endswith("}sheet")
        }
    return {
        name: posixpath.normpath(posixpath.join("/xl", targets[relation])).lstrip("/")
        for name, relation in sheets.items()
        if relation in targets
    }


_MAX_INDEX_BYTES: Final = 8 * 1024**2  # of a part that lists a workbook's sheets


def _elements(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, file: str
) -> list[ElementTree.Element]:
    content = b"".join(member_chunks(archive, member, file, _MAX_INDEX_BYTES))
    return list(ElementTree.fromstring(content).iter())  # noqa: S314 - small, by its limit


def _refuse_sprawl(scans: Mapping[str, Scan], file: str) -> None:
    if sum(scan.cells for scan in scans.values()) > MAX_CELLS:
        name, widest = max(scans.items(), key=lambda item: item[1].cells)
        raise _sprawling(file, name, widest.rows, widest.columns)


def _sprawling(file: str, sheet: str, rows: int, columns: int) -> ExtractError:
    return too_large(
        file,
        f"a workbook of at most {MAX_CELLS:,} cells",
        f"the sheet {sheet} filled to row {rows:,}, column {columns:,}",
        "delete the stray cells below and beside the table and save it again",
    )


def _texts(rows: list[list[object]], scan: Scan | None) -> list[tuple[str, ...]]:
    """The sheet's cells as text, with what the scan found where the reader has nothing."""
    found = [[_text(cell) for cell in row] for row in rows]
    for (row, column), text in () if scan is None else scan.texts.items():
        found.extend([] for _ in range(row + 1 - len(found)))
        cells = found[row]
        cells.extend("" for _ in range(column + 1 - len(cells)))
        cells[column] = cells[column] or text
    width = max((len(cells) for cells in found), default=0)
    return [(*cells, *[""] * (width - len(cells))) for cells in found]


def _text(cell: object) -> str:
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
