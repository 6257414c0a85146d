"""XML in other spellings than Excel's is read as the same; Excel's own stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.support.paths import EXCEL_FILES
from tests.workbook.package.test_archive import zipped
from workbook.package.archive import Archive
from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.spelling import plainly_spelt, with_addresses
from workbook.package.strings import shared_texts
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FILES = sorted((*EXCEL_FILES.glob("*.xlsx"), *templates_folder().glob("*.xlsx")))

ODD = {
    "comment": '<a><b c="1"/><!-- <b/> --></a>',
    "CDATA": "<a><b><![CDATA[1 < 2 & 3]]></b></a>",
    "instruction": "<a><?word x?><b/></a>",
    "single quotes": """<a><b c='say "1"'/></a>""",
    "blanks in tags": '<a ><b  c = "1" ></b ></a >',
    "end of a tag in a value": '<a b=">"><c d="1 > 0 ="/></a>',
    "end of a tag in single quotes": """<a b='>'><c d='"1" > 0'/></a>""",
    "lines in tags": '<a\n\tx="1"><b\r\n c="1"/></a>',
}


def canonical(text: str) -> str:
    return ElementTree.canonicalize(text.encode(), with_comments=False)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_spelling_becomes_excels(text: str) -> None:
    plain = plainly_spelt(HEAD + text)

    assert plain != HEAD + text
    assert canonical(plain) == canonical(text).replace("<?word x?>", "")
    assert plainly_spelt(plain) == plain


@pytest.mark.parametrize(
    "text",
    [
        "<a>it's = 'so' &gt; \n\t</a>",
        "<a b=\"x = 'y'\">1\n2</a>",
        "<a>1 > 0</a>",
        "<a>&lt;!-- no comment --&gt; &#10;</a>",
        '<a xml:space="preserve"> = "1" </a>',
    ],
)
def test_what_only_looks_odd_stays(text: str) -> None:
    assert plainly_spelt(HEAD + text) == HEAD + text


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_excel_wrote_stays_as_it_is(path: Path) -> None:
    archive = Archive.read(path)
    parts = [name for name in archive.names if name.startswith("xl/worksheets/sheet")]

    assert parts
    assert [name for name in parts if archive.text(name).encode() != archive.content(name)] == []


def test_rows_and_cells_get_the_addresses_that_they_are_meant_to_have() -> None:
    odd = '<sheetData><row><c/><c/></row><row/><row r="7"><c r="C7"/><c s="1"/></row></sheetData>'

    assert with_addresses(odd, "") == (
        '<sheetData><row r="1"><c r="A1"/><c r="B1"/></row><row r="2"/>'
        '<row r="7"><c r="C7"/><c r="D7" s="1"/></row></sheetData>'
    )


def test_a_row_without_a_number_is_known_by_its_first_cell() -> None:
    assert with_addresses('<sheetData><row><c s="1" r="B5"/><c/></row></sheetData>', "") == (
        '<sheetData><row r="5"><c s="1" r="B5"/><c r="C5"/></row></sheetData>'
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "iso-8859-1"])
def test_a_part_is_read_in_the_encoding_that_it_names(encoding: str) -> None:
    named = encoding.removesuffix("-sig").removesuffix("-le").upper()
    text = f'<?xml version="1.0" encoding="{named}"?><sst><si><t>caf\xe9</t></si></sst>'
    archive = Archive.of(zipped(("xl/s.xml", text.encode(encoding))), source="Book.xlsx")

    assert shared_texts(archive, "xl/s.xml") == ("caf\xe9",)
    assert canonical(archive.text("xl/s.xml")) == canonical(f"<sst>{text.partition('<sst>')[2]}")


@pytest.mark.parametrize("declaration", ['<?xml version="1.0" encoding="KOI8-R"?>', ""])
def test_letters_that_cannot_be_read_are_one_sentence(declaration: str) -> None:
    content = declaration.encode() + b"<sst><si><t>\xe9</t></si></sst>"
    archive = Archive.of(zipped(("xl/s.xml", content)), source="Book.xlsx")

    with pytest.raises(WorkbookError, match=r"Book.xlsx has a part in letters .*xl/s.xml"):
        archive.text("xl/s.xml")


@pytest.mark.parametrize("address", ["A-1", "A0", "1A", "ZZZZ1", "A12345678", "", "a1"])
def test_a_cell_at_no_address_is_refused(address: str) -> None:
    text = f'<worksheet><sheetData><row r="1"><c r="{address}"/></row></sheetData></worksheet>'

    with pytest.raises(WorkbookError, match=f'a row or cell of it says .*r="{address}"'):
        SheetXml(text, where="Settings")


def test_a_table_of_the_whole_sheet_is_refused() -> None:
    sheet = SheetXml("<worksheet><sheetData/></worksheet>", where="Data")

    with pytest.raises(WorkbookError, match="it has a table at A1:XFD1048576"):
        sheet.values(Rectangle(1, 1, LAST_ROW, LAST_COLUMN), ())
