"""Where a workbook's cells stand: sheets written element by element and record by record."""

from __future__ import annotations

import struct
from xml.parsers.expat import ExpatError

import pytest

from xlsrc.extracts.sheet_scan import (
    Scan,
    scanned_ods,
    scanned_xlsb,
    scanned_xlsx,
    sheets_of_xlsb,
)


def office(rows: str) -> Scan:
    return scanned_xlsx([f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()])


def document(tables: str) -> dict[str, Scan]:
    return scanned_ods([f"<office:spreadsheet>{tables}</office:spreadsheet>".encode()])


def record(kind: bytes, data: bytes = b"", size: bytes | None = None) -> bytes:
    return kind + (bytes([len(data)]) if size is None else size) + data


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_each_kind_of_cell_of_a_worksheet() -> None:
    cells = (
        '<c r="B2"><v>5</v></c><c t="e"><v>#DIV/0!</v></c><c><f>A1+1</f></c>'
        '<c t="str"><f>""</f><v></v></c><c t="inlineStr"><is><t>x</t></is></c><c s="1"/>'
    )

    found = office(f'<row r="2">{cells}</row>')

    assert found == Scan(rows=2, columns=6, texts={(1, 2): "#DIV/0!", (1, 3): "=A1+1"})
    assert found.cells == 12


def test_rows_without_numbers_follow_one_another_from_the_first_column() -> None:
    error = '<c t="e"><v>#N/A</v></c>'

    assert office(f"<row>{error}</row><row>{error * 2}</row>").texts == {
        (0, 0): "#N/A",
        (1, 0): "#N/A",
        (1, 1): "#N/A",
    }
    assert list(office(f'<row r="7">{error}</row><row>{error}</row>').texts) == [(6, 0), (7, 0)]


# Columns are counted in 26 letters: A is 1, AB is 26 + 2, XFD the last of 16,384.
@pytest.mark.parametrize(
    ("reference", "rows", "columns"),
    [("A1", 1, 1), ("Z3", 3, 26), ("AB12", 12, 28), ("$c$4", 4, 3), ("XFD1048576", 1048576, 16384)],
)
def test_a_cell_stands_where_its_reference_says(reference: str, rows: int, columns: int) -> None:
    found = office(f'<row r="1"><c r="{reference}"><v>1</v></c></row>')

    assert (found.rows, found.columns) == (rows, columns)


def test_what_a_reader_understands_has_no_text_of_its_own() -> None:
    cells = '<c r="C4"><f>1+1</f><v>2</v></c><c/><c><v></v></c>'

    assert office(f'<row r="4">{cells}</row>') == Scan(rows=4, columns=3)
    assert office('<row><c t="e"><f>B1/0</f></c></row>').texts == {(0, 0): "=B1/0"}


def test_a_part_is_read_in_pieces_with_prefixes_and_space_between() -> None:
    pieces = [b'<x:worksheet> <x:row> <x:c t="e"> <x:v>#DIV', b"/0!</x:v> </x:c> </x:row> "]

    found = scanned_xlsx([*pieces, b"</x:worksheet>"])

    assert found == Scan(rows=1, columns=1, texts={(0, 0): "#DIV/0!"})
    with pytest.raises(ExpatError):
        scanned_xlsx(pieces)


def test_repeated_rows_and_cells_of_an_open_document() -> None:
    error = (
        '<table:table-cell calcext:value-type="error" office:value-type="string">'
        "<text:p>#DIV</text:p><text:p>/0!</text:p></table:table-cell>"
    )
    first = (
        '<table:table-row table:number-rows-repeated="3">'
        '<table:table-cell table:number-columns-repeated="2"><text:p>note</text:p>'
        f"</table:table-cell>{error}"
        '<table:table-cell table:number-columns-repeated="2" office:value-type="float"/>'
        "</table:table-row>"
    )
    second = (
        '<table:table-row><table:covered-table-cell office:value-type="float"/>'
        f"{error}</table:table-row>"
    )
    empty = (
        '<table:table-row table:number-rows-repeated="900">'
        '<table:table-cell table:number-columns-repeated="900"/></table:table-row>'
    )
    found = document(
        f'<table:table table:name="One">{first}{second}{empty}</table:table>'
        f"<table:table>{second}</table:table>"
    )

    assert found == {
        "One": Scan(rows=4, columns=5, texts={(0, 2): "#DIV/0!", (3, 1): "#DIV/0!"}),
        "": Scan(rows=1, columns=2, texts={(0, 1): "#DIV/0!"}),
    }


def test_the_records_of_a_binary_worksheet() -> None:
    def cell(kind: int, column: int, more: bytes = b"") -> bytes:
        return record(bytes([kind]), struct.pack("<II", column, 0) + more)

    content = b"".join(
        [
            record(b"\x81\x01", b"\0" * 3),  # another kind, of two bytes
            record(b"\x00", struct.pack("<I", 4)),  # row 5
            cell(1, 90),  # blank
            cell(2, 6),
            cell(3, 1, b"\x07"),
            cell(11, 2, b"\x2a"),
            cell(11, 3, b"\x99"),
            cell(12, 90),
            record(b"\x02", b"\x5a\0\0\0\0\0\0"),  # cut short
            record(b"\x00", b"\x09\0\0"),
            # A size in four bytes, of which each but the last says that more follow.
            record(b"\x05", struct.pack("<II", 7, 0), size=b"\x88\x80\x80\x00"),
        ]
    )

    assert scanned_xlsb(content) == Scan(
        rows=5, columns=8, texts={(4, 1): "#DIV/0!", (4, 2): "#N/A", (4, 3): "#ERROR"}
    )
    assert scanned_xlsb(b"") == Scan()


# The errors of [MS-XLSB] 2.5.97.2.
@pytest.mark.parametrize(
    ("code", "text"),
    [
        (0x00, "#NULL!"),
        (0x07, "#DIV/0!"),
        (0x0F, "#VALUE!"),
        (0x17, "#REF!"),
        (0x1D, "#NAME?"),
        (0x24, "#NUM!"),
        (0x2A, "#N/A"),
        (0x2B, "#GETTING_DATA"),
    ],
)
def test_the_errors_of_binary_cells(code: int, text: str) -> None:
    found = scanned_xlsb(record(b"\x03", struct.pack("<II", 0, 0) + bytes([code])))

    assert found.texts == {(0, 0): text}


def test_a_binary_cell_that_is_cut_off_is_an_error() -> None:
    with pytest.raises(struct.error):
        scanned_xlsb(record(b"\x02", b"\0\0", size=b"\x08"))


def test_the_sheets_of_a_binary_workbook() -> None:
    def sheet(name: str, relation: str) -> bytes:
        data = struct.pack("<II", 0, 1) + wide(relation) + wide(name)
        # 156 in two bytes: its lower seven bits, then the eighth.
        return record(b"\x9c\x01", data)

    content = sheet("Crimes", "rId1") + record(b"\x85\x01", b"\0") + sheet("Größen", "rId2")

    assert sheets_of_xlsb(content) == {"Crimes": "rId1", "Größen": "rId2"}
    assert sheets_of_xlsb(content + record(b"\x07", b"\0", size=b"\x7f")) == {
        "Crimes": "rId1",
        "Größen": "rId2",
    }
