"""The smallest .xlsb that Excel's layout allows: one sheet of texts, numbers and errors.

Written by [MS-XLSB], since neither LibreOffice nor any Python library writes the format.
"""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Cell = str | float | int

DIV_BY_ZERO: Final = "#DIV/0!"
_ERRORS: Final = {DIV_BY_ZERO: 0x07, "#N/A": 0x2A}
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_BINARY: Final = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_TYPES: Final = (
    f'<?xml version="1.0"?><Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Default Extension="bin" ContentType="{_BINARY}"/>'
    '<Override PartName="/xl/worksheets/sheet1.bin" '
    'ContentType="application/vnd.ms-excel.worksheet"/></Types>'
)
_RELATIONS: Final = (
    '<?xml version="1.0"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/></Relationships>'
)


def xlsb(cells: Mapping[tuple[int, int], Cell], sheet: str = "Return") -> bytes:
    """A workbook with the cells by (row, column) from 0."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr(
            "_rels/.rels", _RELATIONS.format(kind="officeDocument", target="xl/workbook.bin")
        )
        package.writestr("xl/workbook.bin", _workbook(sheet))
        package.writestr(
            "xl/_rels/workbook.bin.rels",
            _RELATIONS.format(kind="worksheet", target="worksheets/sheet1.bin"),
        )
        package.writestr("xl/worksheets/sheet1.bin", _worksheet(cells))
    return file.getvalue()


def _workbook(sheet: str) -> bytes:
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide(sheet)
    return b"".join([_record(131), _record(143), _record(156, bundle), _record(144), _record(132)])


def _worksheet(cells: Mapping[tuple[int, int], Cell]) -> bytes:
    rows = [row for row, _ in cells]
    columns = [column for _, column in cells]
    dimension = struct.pack("<IIII", min(rows), max(rows), min(columns), max(columns))
    body = [_record(129), _record(148, dimension), _record(145)]
    for row in sorted(set(rows)):
        body.append(_record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0)))
        body.extend(_cells(sorted((at[1], cells[at]) for at in cells if at[0] == row)))
    return b"".join([*body, _record(146), _record(130)])


def _cells(row: Iterable[tuple[int, Cell]]) -> Iterable[bytes]:
    for column, value in row:
        head = struct.pack("<II", column, 0)
        if value in _ERRORS:
            yield _record(3, head + bytes([_ERRORS[str(value)]]))
        elif isinstance(value, str):
            yield _record(6, head + _wide(value))
        else:
            yield _record(5, head + struct.pack("<d", value))


def _record(kind: int, data: bytes = b"") -> bytes:
    return _varying(kind) + _varying(len(data)) + data


def _varying(number: int) -> bytes:
    low, high = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varying(high) if high else bytes([low])


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
