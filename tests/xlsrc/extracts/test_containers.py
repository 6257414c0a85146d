"""What extracts come in: every kind of workbook, gzip, archives, and files made to do harm."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from typing import TYPE_CHECKING, Final

import numpy as np
import openpyxl
import openpyxl.styles
import pytest

from tests.support.libreoffice import converted, needs_libreoffice
from tests.support.paths import EXCERPTS
from tests.support.xlsb import DIV_BY_ZERO, xlsb
from xlsrc.domain.errors import ExtractError
from xlsrc.extracts import limits
from xlsrc.extracts.reader import extracts_of, file_reading
from xlsrc.extracts.spreadsheet import spreadsheet_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

RELEASE: Final = (EXCERPTS / "mps_borough_2025.csv").read_bytes()
JUNE: Final = (EXCERPTS / "police_uk_2019-06.csv").read_bytes()
RETURN: Final[list[list[str | int]]] = [
    ["indicator", "area", "month", "value"],
    ["fires", "Barnet", "2025-11", 41],
    ["fires", "Barnet", "2025-12", 38],
]
CSV: Final = "\n".join(",".join(map(str, row)) for row in RETURN).encode() + b"\n"


def book(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    workbook = openpyxl.Workbook()
    for sheet in workbook.worksheets:
        workbook.remove(sheet)
    for name, rows in sheets.items():
        made = workbook.create_sheet(name)
        for row in rows:
            made.append(list(row))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def figures(content: bytes, file: str) -> list[float]:
    return [n for one in extracts_of(content, file, "0" * 64) for n in one.count.tolist()]


def grid(rows: Sequence[Sequence[str | int]]) -> dict[tuple[int, int], str | float | int]:
    return {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row)}


def ods(cells: str) -> bytes:
    """An .ods of one sheet with these rows."""
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        'office:version="1.2"><office:body><office:spreadsheet><table:table table:name="A">'
        f"{cells}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b'<?xml version="1.0"?><manifest:manifest '
        b'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("META-INF/manifest.xml", manifest)
        package.writestr("content.xml", content)
    return file.getvalue()


def ods_row(row: Sequence[object], more: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>'
        for c in row
    )
    return f"<table:table-row>{cells}{more}</table:table-row>"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (book({"Return": RETURN}), "r.xlsx"),
        (book({"Return": RETURN}), "r.xlsm"),
        (book({"Return": RETURN}), "saved under a text's name.csv"),
        (xlsb(grid(RETURN)), "r.xlsb"),
        (ods("".join(map(ods_row, RETURN))), "r.ods"),
        (CSV, "saved under a workbook's name.xls"),
        (gzip.compress(CSV), "r.csv.gz"),
        (gzip.compress(book({"Return": RETURN})), "r.xlsx.gz"),
        (zipped({"2026-01/r.csv": CSV}), "r.zip"),
        (zipped({"r.xlsx": book({"Return": RETURN})}), "r.zip"),
        (zipped({"r.csv": CSV, "__MACOSX/._r.csv": b"\0\5\26\7"}), "made on a Mac.zip"),
        (b"Fires by borough and month\n\n" + CSV, "a title above.csv"),
        (b"Fires; to December\n;;;\n" + CSV.replace(b",", b";"), "title, semicolons.csv"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_return_is_read_whatever_it_comes_in(content: bytes, name: str) -> None:
    assert figures(content, name) == [41, 38]


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsm"])
def test_a_workbook_of_another_program_is_read(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(book({"Notes": [["Fires"]], "Return": [["Our return"], [], *RETURN]}))
    kinds = {"xls": "xls:MS Excel 97", "ods": "ods", "xlsm": "xlsm:Calc MS Excel 2007 VBA XML"}

    other = converted(path, tmp_path / "out", kinds[suffix])

    assert figures(other.read_bytes(), other.name) == [41, 38]


def test_every_sheet_is_looked_at_and_the_header_found_under_titles() -> None:
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "Cover": [["Return of the fire brigade"]],
        "Data": [["Fires"], ["Source: our records"], [], *RETURN],
        "More": [RETURN[0], ["floods", "Barnet", "2025-12", 3]],
    }

    assert figures(book(sheets), "r.xlsx") == [41, 38, 3]


def test_a_sheet_at_fault_leaves_the_others_and_is_named() -> None:
    sheets: dict[str, Sequence[Sequence[object]]] = {
        "Data": RETURN,
        "More": [RETURN[0], ["floods", "Narnia", "2025-12", 3]],
    }

    reading = file_reading(book(sheets), "r.xlsx", "0" * 64)

    faults = [f"{one.file}, {fault.text}" for one in reading.extracts for fault in one.faults]
    assert len(reading.extracts[0].count) == len(RETURN) - 1
    assert faults
    assert "sheet More, row 2, column area" in faults[0]


def test_a_row_is_named_as_the_sheet_counts_it() -> None:
    rows: list[Sequence[object]] = [
        ["A title"],
        [],
        [],
        *RETURN[:2],
        ["fires", "Barnet", "2025-13", 1],
    ]

    (extract,) = extracts_of(book({"Return": rows}), "r.xlsx", "0" * 64)

    assert [fault.text.startswith("row 6, column month") for fault in extract.faults] == [True]


def test_a_release_and_street_files_in_one_archive_are_both_read() -> None:
    content = zipped({"mps/2026-01/release.csv": RELEASE, "2019-06/june.csv": JUNE})

    reading = file_reading(content, "all.zip", "0" * 64)

    assert sorted({one.layout for one in reading.extracts}) == [
        "MPS geographic breakdown",
        "data.police.uk street",
    ]


@pytest.mark.parametrize("heading", ["Jan-24", "January 2024", "2024-01-01", "01/01/2024"])
def test_a_release_with_months_as_a_spreadsheet_writes_them_is_read(heading: str) -> None:
    text = f"Group,SubGroup,BOCU,{heading}\nBURGLARY,BURGLARY,Barnet,7\n".encode()

    (extract,) = extracts_of(text, "r.csv", "0" * 64)

    assert (extract.months, extract.count.tolist()) == ((2024 * 12,), [7.0])


@pytest.mark.parametrize(
    "content",
    [
        book({"R": [*RETURN, ["fires", "Barnet", "2025-10", DIV_BY_ZERO]]}),
        xlsb(grid([*RETURN, ["fires", "Barnet", "2025-10", DIV_BY_ZERO]])),
        ods(
            "".join(map(ods_row, RETURN))
            + ods_row(
                ["fires", "Barnet", "2025-10"],
                '<table:table-cell office:value-type="string" calcext:value-type="error">'
                "<text:p>#DIV/0!</text:p></table:table-cell>",
            )
        ),
    ],
    ids=["xlsx", "xlsb", "ods"],
)
def test_an_error_cell_is_its_text_and_not_empty(content: bytes) -> None:
    (lines,) = spreadsheet_lines(content, "r")

    assert lines.rows[-1] == (4, ("fires", "Barnet", "2025-10", DIV_BY_ZERO))


def test_a_formula_that_nobody_calculated_is_not_empty() -> None:
    content = book({"R": [*RETURN, ["fires", "Barnet", "2025-10", "=D2+D3"]]})

    (lines,) = spreadsheet_lines(content, "r.xlsx")

    assert lines.rows[-1][1][-1] == "=D2+D3"


FAR: Final[dict[tuple[int, int], str | float | int]] = {**grid(RETURN), (1_048_575, 16_383): 1}


def far_away_xlsx() -> bytes:
    workbook = openpyxl.Workbook()
    for (row, column), cell in FAR.items():
        workbook.worksheets[0].cell(row + 1, column + 1, cell)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (far_away_xlsx(), "r.xlsx"),
        (xlsb(FAR), "r.xlsb"),
        (
            ods(
                ods_row(RETURN[0])
                + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/>'
                "</table:table-row>"
                + ods_row([], '<table:table-cell table:number-columns-repeated="16383"/>')[:-18]
                + ods_row([1])[len("<table:table-row>") :]
            ),
            "r.ods",
        ),
        (
            ods(
                '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                'table:number-columns-repeated="16384" office:value-type="float" '
                'office:value="1"/></table:table-row>'
            ),
            "r.ods",
        ),
    ],
    ids=["xlsx", "xlsb", "ods", "ods, repeated"],
)
def test_a_cell_at_the_end_of_the_sheet_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(ExtractError, match=r"filled to row 1,048,576, column 16,384"):
        extracts_of(content, name, "0" * 64)


def test_empty_cells_that_are_formatted_to_the_end_of_a_sheet_are_no_fault() -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(book({"R": RETURN})))
    workbook["R"]["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    file = io.BytesIO()
    workbook.save(file)

    assert figures(file.getvalue(), "r.xlsx") == [41, 38]


def test_an_ods_whose_empty_rows_reach_the_end_is_read() -> None:
    """As LibreOffice writes every sheet."""
    rest = (
        '<table:table-row table:number-rows-repeated="1048573"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )

    assert figures(ods("".join(map(ods_row, RETURN)) + rest), "r.ods") == [41, 38]


def declaring(content: bytes, size: int) -> bytes:
    """The archive, its first member said to unpack to ``size`` bytes."""
    at = content.rindex(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


@pytest.mark.parametrize("name", ["r.zip", "r.csv.gz", "r.xlsx"])
def test_a_file_that_unpacks_to_more_than_fits_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The limit is lowered here; the real one is tried with five thousand million bytes below."""
    monkeypatch.setattr("xlsrc.extracts.unpacked.MAX_TEXT_BYTES", 1024**2)
    monkeypatch.setattr("xlsrc.extracts.spreadsheet.MAX_WORKBOOK_BYTES", 1024**2)
    bomb = b"a,b\n" * 524_288
    content = {
        "r.zip": zipped({"r.csv": bomb}),
        "r.csv.gz": gzip.compress(bomb),
        "r.xlsx": zipped({"xl/workbook.xml": b"<a/>", "xl/media/picture": bomb}),
    }[name]

    with pytest.raises(ExtractError, match=r"unpacked size of at most 1 MB was wanted; found"):
        extracts_of(content, name, "0" * 64)


@pytest.mark.parametrize("suffix", ["zip", "xlsx"])
def test_an_archive_that_understates_its_size_is_refused(
    monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("xlsrc.extracts.unpacked.MAX_TEXT_BYTES", 1024**2)
    monkeypatch.setattr("xlsrc.extracts.spreadsheet.MAX_WORKBOOK_BYTES", 1024**2)
    bomb = bytes(2 * 1024**2)
    members = {"xl/workbook.xml": b"<a/>"} if suffix == "xlsx" else {}

    content = declaring(zipped({**members, "r.csv": bomb}), 100)

    with pytest.raises(ExtractError, match=r"unpacked size of at most 1 MB was wanted"):
        extracts_of(content, f"r.{suffix}", "0" * 64)


def test_an_archive_of_five_thousand_million_bytes_is_refused_unread() -> None:
    content = zipped({f"{number}.csv": b"" for number in range(10)})
    declared = bytearray(content)
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<I", declared, at + 24, 500_000_000)

    with pytest.raises(ExtractError, match=r"at most 4,096 MB was wanted; found 4,769 MB"):
        extracts_of(bytes(declared), "bomb.zip", "0" * 64)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (zipped({"inner.zip": zipped({"r.csv": CSV})}), "r.zip"),
        (zipped({"renamed.csv": zipped({"r.csv": CSV})}), "r.zip"),
        (zipped({"r.csv.gz": gzip.compress(CSV)}), "r.zip"),
        (gzip.compress(gzip.compress(CSV)), "r.csv.gz"),
        (gzip.compress(zipped({"r.csv": CSV})), "r.zip.gz"),
    ],
)
def test_an_archive_within_an_archive_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(ExtractError, match="found an archive within an archive"):
        extracts_of(content, name, "0" * 64)


def test_the_limits_leave_room_for_the_largest_extract_that_is_published() -> None:
    """A sheet of 1,048,576 rows by nine columns is a Home Office table's layout, full."""
    assert limits.MAX_CELLS >= 1_048_576 * 9


def test_a_title_row_leaves_the_figures_of_a_release_as_they_are() -> None:
    (plain,) = extracts_of(RELEASE, "r.csv", "0" * 64)
    (titled,) = extracts_of(b"MPS recorded crime, borough level\r\n\r\n" + RELEASE, "r.csv", "0")

    np.testing.assert_array_equal(plain.count, titled.count)
