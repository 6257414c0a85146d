"""Workbooks read element by element: every kind of cell, where it stands and what it says."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.sheet_rows import streamed_sheets
from xlsrc.extracts.sheet_scan import (
    Scan,
    scanned_ods,
    scanned_xlsb,
    scanned_xlsx,
    sheets_of_xlsb,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(members: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def ods(tables: str) -> bytes:
    return zipped(
        {
            "content.xml": (
                f'<o:doc xmlns:o="{OFFICE}" xmlns:t="{TABLE}" xmlns:x="{TEXT}">{tables}</o:doc>'
            )
        }
    )


def xlsx(sheets: Sequence[str], shared: str | None = None, lacking: Sequence[int] = ()) -> bytes:
    numbers = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="S{at}" sheetId="{at}" r:id="rId{at}"/>' for at in numbers)
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in numbers
    )
    members = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{names}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'
        ),
    }
    for at, rows in zip(numbers, sheets, strict=True):
        if at not in lacking:
            members[f"xl/worksheets/s{at}.xml"] = (
                f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            )
    if shared is not None:
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    return zipped(members)


Found = dict[str, list[tuple[int, list[str]]]]


def read(content: bytes) -> Found:
    return {
        name: [(line, list(cells)) for line, cells in rows]
        for name, rows in streamed_sheets(content, "a.file")
    }


def damage(content: bytes) -> str:
    with pytest.raises(ExtractError) as raised:
        read(content)
    return str(raised.value)


def cell(kind: str, value: str = "", text: str = "", more: str = "") -> str:
    given = f' o:value-type="{kind}"' if kind else ""
    name = "date-value" if kind == "date" else "value"
    of_value = f' o:{name}="{value}"' if value else ""
    inside = f"<x:p>{text}</x:p>" if text else ""
    return f"<t:table-cell{given}{of_value}{more}>{inside}</t:table-cell>"


def test_every_kind_of_cell_of_an_ods() -> None:
    cells = [
        cell("float", "12.0", "shown"),
        cell("percentage", "0.5", "50 %"),
        cell("currency", "1e3", "£1,000"),
        cell("date", "2025-04-01", "1 April"),
        cell("string", "", " words "),
        cell("boolean", "", "TRUE"),
        cell("time", "", "12:00"),
        cell("", "", "no kind"),
        cell("float", "2.50"),
        cell("float", "many"),
        "<t:covered-table-cell/>",
        cell("string", "", "end"),
    ]
    row = f"<t:table-row>{''.join(cells)}</t:table-row>"

    found = read(ods(f'<t:table t:name="A">{row}</t:table>'))

    assert found == {
        "A": [
            (
                1,
                [
                    "12", "0.5", "1000", "2025-04-01", "words", "TRUE", "12:00", "no kind", "2.50",
                    "many", "", "end",
                ],
            )
        ]
    }  # fmt: skip


def test_rows_and_cells_of_an_ods_that_are_repeated_or_empty() -> None:
    def row(cells: str, times: int = 1) -> str:
        repeated = f' t:number-rows-repeated="{times}"' if times > 1 else ""
        return f"<t:table-row{repeated}>{cells}</t:table-row>"

    twice = ' t:number-columns-repeated="2"'
    empty = '<t:table-cell t:number-columns-repeated="3"/>'
    first = row(empty, 4) + row(cell("float", "7", "", twice) + empty + cell("string", "", "x"), 2)
    last = row(cell("string", "", "end"))
    wide = row('<t:table-cell t:number-columns-repeated="63"/>' + cell("float", "1", "", twice))
    far = row('<t:table-cell t:number-columns-repeated="70"/>' + cell("float", "1"))
    tables = (
        f'<t:table t:name="A">{first}{row(empty)}{last}</t:table>'
        f'<t:table t:name="B">{far}{wide}</t:table><t:table t:name="C"/>'
        f'<t:table t:name="D">{last}</t:table>'
    )

    found = read(ods(tables))

    seven = ["7", "7", "", "", "", "x"]
    assert found["A"] == [(5, seven), (6, seven), (8, ["end"])]
    # The 64th column is the last that is read.
    assert found["B"] == [(2, [""] * 63 + ["1"])]
    assert found["D"] == [(1, ["end"])]
    assert list(found) == ["A", "B", "D"]


def test_texts_of_an_ods_cell() -> None:
    inside = (
        "<x:p>one<x:s/>two</x:p><o:annotation><x:p>not</x:p><x:p>this</x:p></o:annotation>"
        "<x:p>three<x:span>four</x:span></x:p><x:p/>"
    )
    outside = "<x:p>a title outside</x:p>"
    row = f"<t:table-row>{outside}<t:table-cell>{inside}</t:table-cell>{outside}</t:table-row>"

    assert read(ods(f'<t:table t:name="A">{row}{outside}{row}</t:table>'))["A"] == [
        (1, ["one two\nthreefour"]),
        (2, ["one two\nthreefour"]),
    ]


def test_every_kind_of_cell_of_an_xlsx() -> None:
    cells = (
        "<c><v>12.0</v></c>"
        '<c t="n"><v>1.5</v></c>'
        '<c t="s"><v>1</v></c>'
        '<c t="str"><f>A1</f><v> 7.0 </v></c>'
        '<c t="b"><v>1</v></c>'
        '<c t="e"><v>#N/A</v></c>'
        '<c t="inlineStr"><is><t>in</t><r><t>side</t></r></is></c>'
        '<c t="d"><v>2025-04-01</v></c>'
        "<c/><c><f>B1+1</f></c><c><v>007</v></c><c><v>1E+2</v></c><c><v>-3.0</v></c>"
    )
    shared = "<si><t>nought</t></si><si><r><t>o</t></r><r><t>ne</t></r><rPh><t>w</t></rPh></si>"

    found = read(xlsx([f"<row>{cells}</row>"], shared))

    assert found == {
        "S1": [
            (
                1,
                [
                    "12", "1.5", "one", "7.0", "1", "#N/A", "inside", "2025-04-01", "", "", "007",
                    "100", "-3",
                ],
            )
        ]
    }  # fmt: skip


def test_where_cells_of_an_xlsx_stand() -> None:
    one = (
        '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c><c r="F3"><v>3</v></c></row>'
        "<row><c><v>4</v></c></row>"
        '<row r="9"><c r="BL9"><v>5</v></c><c r="BM9"><v>6</v></c><c><v>7</v></c></row>'
        '<row r="11"><c r="ba11"><v>8</v></c></row><row/><row><c><v>9</v></c></row>'
    )
    other = "<row><c><v>1</v></c></row>"

    found = read(xlsx([one, other, other], lacking=[2]))

    assert found == {
        "S1": [
            (3, ["", "1", "2", "", "", "3"]),
            (4, ["4"]),
            (9, [""] * 63 + ["5"]),
            (11, [""] * 52 + ["8"]),
            (13, ["9"]),
        ],
        "S3": [(1, ["1"])],
    }


def test_damaged_cells_of_an_xlsx() -> None:
    assert damage(xlsx(['<row><c r="1"><v>1</v></c></row>'])) == (
        "a.file: a workbook was wanted; found a damaged one (a cell without a column: ''): "
        "download or save it again"
    )
    assert "(a cell without a column: '?')" in damage(xlsx(['<row><c r="?1"/></row>']))
    assert "(list index out of range)" in damage(xlsx(['<row><c t="s"><v>0</v></c></row>']))
    assert "invalid literal for int()" in damage(xlsx(['<row r="x"/>']))
    shared = damage(xlsx(["<row/>"], "<si>"))
    assert shared.startswith("a.file: a workbook was wanted; found a damaged one (mismatched tag")


def test_a_long_sheet_is_read_in_pieces() -> None:
    rows = "".join(f'<row r="{at}"><c><v>{at}</v></c></row>' for at in range(1, 40_001))

    found = read(xlsx([rows]))["S1"]

    assert len(found) == 40_000
    assert found[0] == (1, ["1"])
    assert found[-1] == (40_000, ["40000"])
    shared = "".join(f"<si><t>text {at}</t></si>" for at in range(60_000))
    assert read(xlsx(['<row><c t="s"><v>59999</v></c></row>'], shared))["S1"] == [
        (1, ["text 59999"])
    ]


def pieces(content: str, size: int) -> Iterator[bytes]:
    whole = content.encode()
    return (whole[at : at + size] for at in range(0, len(whole), size))


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_a_scan_in_pieces_of_any_size(size: int) -> None:
    sheet = (
        '<x:worksheet><x:row r="2"><x:c r="C2" t="e"><x:v>#REF!</x:v></x:c>'
        '<x:c t="e"><x:f>1/0</x:f></x:c><x:c t="str"><x:f>A1</x:f></x:c><x:c><x:f>B2</x:f></x:c>'
        "</x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:worksheet>"
    )
    document = (
        '<o:a><t:table t:name="A"><t:table-row><t:table-cell o:value-type="x" '
        'calcext:value-type="error"><x:p>#DIV/0!</x:p></t:table-cell></t:table-row></t:table></o:a>'
    )

    assert scanned_xlsx(pieces(sheet, size)) == Scan(
        rows=3, columns=6, texts={(1, 2): "#REF!", (1, 3): "=1/0", (1, 5): "=B2"}
    )
    assert scanned_ods(pieces(document, size)) == {
        "A": Scan(rows=1, columns=1, texts={(0, 0): "#DIV/0!"})
    }


def test_where_cells_of_an_open_document_stand() -> None:
    def error(text: str, more: str = "") -> str:
        return (
            f'<t:table-cell o:value-type="string" calcext:value-type="error"{more}><x:p>{text}'
            "</x:p></t:table-cell>"
        )

    value = '<t:table-cell o:value-type="float"/>'
    tables = (
        '<t:table t:name="A"><t:table-row t:number-rows-repeated="2">'
        f'<t:table-cell t:number-columns-repeated="3"/>{error("one")}<t:covered-table-cell/>'
        f"{error('two')}</t:table-row>"
        f"<t:table-row>{value}<t:table-cell><x:p>no error</x:p></t:table-cell>{error('')}"
        f"{error('three', ' t:number-columns-repeated=' + chr(34) + '2' + chr(34))}</t:table-row>"
        '<t:table-row t:number-rows-repeated="5"><t:table-cell t:number-columns-repeated="9"/>'
        f"</t:table-row></t:table><t:table t:name='B'><t:table-row>{value}{value}</t:table-row>"
        "</t:table><t:table t:name='A'/>"
    )

    assert scanned_ods(pieces(f"<o:a>{tables}</o:a>", 50)) == {
        "A": Scan(rows=3, columns=6, texts={(0, 3): "one", (0, 5): "two", (2, 3): "three"}),
        "B": Scan(rows=1, columns=2),
    }
    assert Scan(rows=3, columns=6).cells == 18
    assert Scan().cells == 0


def test_a_row_that_only_says_where_it_stands_takes_no_room() -> None:
    sheet = (
        '<a><row r="9"/><row><c/></row><row><c r="$B$12" t="inlineStr"><is><t/></is></c></row></a>'
    )

    assert scanned_xlsx(pieces(sheet, 99)) == Scan()
    filled = sheet.replace("<t/>", "<t>x</t>")
    assert scanned_xlsx(pieces(filled, 99)) == Scan(rows=12, columns=2)
    # After a cell that says where it stands the next one stands behind it.
    sheet = '<a><row r="9"><c r="D4"><v>1</v></c><c t="e"><v>!</v></c></row></a>'
    assert scanned_xlsx(pieces(sheet, 99)) == Scan(rows=4, columns=5, texts={(3, 4): "!"})
    odd = '<a><row r="9"><c r="nonsense"><v>1</v></c><c r="ABCD1"><v>1</v></c></row></a>'
    assert scanned_xlsx(pieces(odd, 99)) == Scan(rows=9, columns=2)


def record(kind: int, data: bytes) -> bytes:
    """Of kinds up to 127, and sizes of any length: seven bits in a byte."""
    size, sizes = len(data), b""
    while size > 127:
        sizes += bytes([size & 127 | 128])
        size >>= 7
    kinds = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
    return kinds + sizes + bytes([size]) + data


def test_each_kind_of_record_of_a_binary_worksheet() -> None:
    def at(row: int, *kinds: int) -> bytes:
        cells = (record(kind, struct.pack("<II", kind, 0) + b"\x17") for kind in kinds)
        return record(0, struct.pack("<I", row) + bytes(200)) + b"".join(cells)

    # BrtCellBlank is 1, cells are 2 to 11; of those 3 and 11 are errors.
    for kind in range(2, 12):
        texts = {(7, kind): "#REF!"} if kind in (3, 11) else {}
        assert scanned_xlsb(at(7, kind)) == Scan(rows=8, columns=kind + 1, texts=texts)
    for kind in (1, 12, 60, 148, 300):
        assert scanned_xlsb(at(7, kind)) == Scan()
    every = at(2, 2) + record(200, bytes(20_000)) + at(5, 4, 9)
    assert scanned_xlsb(every) == Scan(rows=6, columns=10)
    short = record(0, b"\1\0\0") + record(4, bytes(7))
    assert scanned_xlsb(short) == Scan()
    whole = record(0, struct.pack("<I", 3)) + record(4, bytes(8))
    assert scanned_xlsb(whole) == Scan(rows=4, columns=1)


def test_sheets_of_a_binary_workbook_among_other_records() -> None:
    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    def sheet(name: str, relation: str, state: int = 0) -> bytes:
        return record(156, struct.pack("<II", state, 9) + wide(relation) + wide(name))

    content = (
        record(143, bytes(300)) + sheet("One", "rId7") + record(28, wide("x"))
        + sheet("", "rId8", 2) + sheet("n" * 200, "rId9")
    )  # fmt: skip

    assert sheets_of_xlsb(content) == {"One": "rId7", "": "rId8", "n" * 200: "rId9"}
    assert sheets_of_xlsb(b"") == {}
    half = record(156, bytes(8) + wide("rId1") + struct.pack("<I", 1) + b"\x00\xd8")
    assert sheets_of_xlsb(half) == {"\ufffd": "rId1"}
    with pytest.raises(struct.error):
        sheets_of_xlsb(b"\x9c\x01\x04\0\0\0\0")
