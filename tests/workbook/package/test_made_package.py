"""A small package written by hand: its structure, and what its table holds beside values."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from workbook.layout.carried import CellExtras, Link, Note, TableExtras
from workbook.layout.table import Column, Owner, Table
from workbook.package.archive import Archive
from workbook.package.extras import table_extras
from workbook.package.formats import looks, text_styles
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.structure import (
    Relationship,
    SheetPart,
    TablePart,
    relationships,
    relationships_part,
    structure,
    unescaped,
)
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import LostPlaceError, TemplateError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping

NS = 'xmlns:r="http://o/relationships"'


def _links(*links: tuple[str, str, str]) -> str:
    outside = ' TargetMode="External"'
    found = "".join(
        f'<Relationship Id="{at}" Type="http://o/{kind}" Target="{target}"'
        f"{outside if target.startswith('http') else ''}/>"
        for at, kind, target in links
    )
    return f"<Relationships>{found}</Relationships>"


SHEET = (
    f"<worksheet {NS}><cols>"
    '<col min="1" max="1" width="12.7109375"/><col min="2" max="2" width="20.7109375"/>'
    '<col min="3" max="3" width="30.7109375"/><col min="4" max="4" width="9" hidden="1"/></cols>'
    '<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>Year</t></is></c></row>'
    '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="s"><v>0</v></c></row>'
    '<row r="4"><c r="A4"><v>1</v></c><c r="C4" t="inlineStr"><is><r><t>in</t></r></is></c></row>'
    "</sheetData><hyperlinks>"
    '<hyperlink ref="B3:C3" r:id="l" tooltip="a &amp; b"/>'
    '<hyperlink ref="A4" location="Sheet!A1"/><hyperlink ref="A1" location="above"/>'
    "</hyperlinks></worksheet>"
)
PARTS: Mapping[str, str] = {
    "[Content_Types].xml": (
        "<Types>"
        '<Override PartName="/xl/Charts/c.xml" ContentType="a/x.DrawingML.chart+xml"/>'
        '<Override PartName="/xl/lost.xml" ContentType="a/x.drawingml.chart+xml"/>'
        '<Override PartName="/xl/d.xml" ContentType="a/officedocument.drawing+xml"/></Types>'
    ),
    "_rels/.rels": _links(
        ("a", "officeDocument", "xl/workbook.xml"), ("b", "core-properties", "docProps/core.xml")
    ),
    "xl/workbook.xml": (
        f'<workbook {NS}><workbookPr date1904="1"/><sheets>'
        '<sheet name="Data" r:id="s1"/><sheet name="Drawn" r:id="s2"/><sheet name="X" r:id="no"/>'
        "</sheets><definedNames>"
        '<definedName name="Block" localSheetId="0">Data!$Z$1</definedName>'
        '<definedName name="BLOCK"> Data!$B$2:$C$3 </definedName>'
        '<definedName name="block" localSheetId="1">Data!$Z$2</definedName>'
        '<definedName name="Local" localSheetId="1">Drawn!$A$1</definedName>'
        '<definedName name="Broken">#REF!</definedName></definedNames></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": _links(
        ("s1", "worksheet", "/xl/S1.xml"),
        ("s2", "chartsheet", "s2.xml"),
        ("s3", "sharedStrings", "strings.xml"),
        ("s4", "styles", "styles.xml"),
        ("s5", "calcChain", "chain.xml"),
    ),
    "xl/s1.xml": SHEET,
    "xl/_rels/s1.xml.rels": _links(
        ("t", "table", "../xl/t1.xml"),
        ("l", "hyperlink", "http://a/?b"),
        ("n", "comments", "n.xml"),
    ),
    "xl/t1.xml": (
        '<table name="old" displayName="T_One" ref="A2:C5" totalsRowCount="1"><tableColumns>'
        '<tableColumn name="Year"/><tableColumn name="Two_x000A_lines"/>'
        '<tableColumn name="Mine"/></tableColumns></table>'
    ),
    "xl/n.xml": (
        "<comments><authors><author>Ann</author><author>Bob</author></authors><commentList>"
        '<comment ref="A3" authorId="1"><text><r><t>one </t></r><t>two</t><rPh><t>no</t></rPh>'
        '</text></comment><comment ref="B4"><text><t>x</t></text></comment>'
        "</commentList></comments>"
    ),
    "xl/strings.xml": (
        "<sst><si><t>plain</t></si><si><r><rPr><b/></rPr><t>bold</t></r><r><t>_x000A_</t></r>"
        "</si></sst>"
    ),
    "xl/styles.xml": (
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="@"/>'
        '<numFmt numFmtId="171" formatCode="0"/></numFmts><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="49"/><xf numFmtId="170"/><xf numFmtId="171"/><xf/></cellXfs></styleSheet>'
    ),
    "xl/charts/c.xml": "<chart/>",
    "xl/d.xml": "<drawing/>",
    "docProps/core.xml": "<core/>",
}
T_ONE = TablePart(
    name="T_One",
    sheet="Data",
    part="xl/t1.xml",
    area=Rectangle(2, 1, 5, 3),
    columns=("Year", "Two\nlines", "Mine"),
    header_rows=1,
    totals_rows=1,
)
TABLE = Table(
    name="T_One",
    sheet="Data",
    columns=(Column(header="Year", width=12.05), Column(header="Two\nlines", width=12)),
)


def _archive(**parts: str | None) -> Archive:
    """The package with some of its parts (by the name after the last folder) other or gone."""
    entries = {}
    for name, text in PARTS.items():
        new = parts.get(name.rpartition("/")[2].partition(".")[0], text)
        if new is not None:
            entries[name] = Entry.of(name, new.encode())
    return Archive("A.xlsx", entries)


def test_what_a_workbook_consists_of() -> None:
    found = structure(_archive())
    assert found.workbook_part == "xl/workbook.xml"
    assert found.sheets == (
        SheetPart(name="Data", part="xl/s1.xml", is_worksheet=True),
        SheetPart(name="Drawn", part="xl/s2.xml", is_worksheet=False),
    )
    assert found.names == {
        "block": "Data!$B$2:$C$3",
        "local": "Drawn!$A$1",
        "broken": "#REF!",
    }
    assert found.tables == (T_ONE,)
    assert (found.charts, found.drawings) == (("xl/charts/c.xml",), ("xl/d.xml",))
    assert (found.shared_strings, found.styles) == ("xl/strings.xml", "xl/styles.xml")
    assert (found.calculation_chain, found.core_properties) == ("xl/chain.xml", "docProps/core.xml")
    assert found.date_1904 is True


@pytest.mark.parametrize(("written", "is_1904"), [("true", True), ("0", False), ("", False)])
def test_the_first_day_of_a_workbook(written: str, is_1904: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    text = PARTS["xl/workbook.xml"].replace('date1904="1"', f'date1904="{written}"')
    assert structure(_archive(workbook=text)).date_1904 is is_1904
    bare = text.replace("workbookPr", "other")
    assert structure(_archive(workbook=bare)).date_1904 is False


def test_a_place_of_the_workbook_is_found_whatever_its_case_or_missed_in_one_sentence() -> None:
    found = structure(_archive())
    assert found.sheet("DATA") == found.sheets[0]
    assert found.sheet("Drawn") is None
    assert found.table("t_ONE") == T_ONE
    assert found.named_range("bLOCK") == (found.sheets[0], Rectangle(2, 2, 3, 3))
    for place, wanted in (
        ("Nothing", "A.xlsx has no cells named 'Nothing'; run `safer build`."),
        ("Broken", "must mean one range of cells; found '#REF!'. Undo the deletion"),
        ("Local", "must mean one range of cells; found 'Drawn!$A$1'"),
    ):
        with pytest.raises(LostPlaceError) as refused:
            found.named_range(place)
        assert wanted in str(refused.value)
    with pytest.raises(LostPlaceError, match=r"A\.xlsx has no table 'T_Two'; name it so again"):
        found.table("T_Two")


def test_a_table_knows_its_rows_and_columns() -> None:
    assert T_ONE.data == Rectangle(3, 1, 4, 3)
    assert (T_ONE.column("Year"), T_ONE.column("Mine")) == (1, 3)
    with pytest.raises(TemplateError) as refused:
        T_ONE.column("Lost")
    assert str(refused.value) == (
        "Table T_One on sheet Data needs the column 'Lost'; found 'Year', 'Two\\nlines', 'Mine'. "
        "Name it so again, or run `safer build`."
    )


@pytest.mark.parametrize(
    ("part", "text", "wanted"),
    [
        ("", _links(("a", "other", "x.xml")), "is a zip but not an Excel workbook"),
        ("", _links(("a", "officeDocument", "no.xml")), "is a zip but not an Excel workbook"),
        ("", _links(("a", "officeDocument", "docProps/core.bin")), "is a zip but not"),
        ("t1", '<table ref="5"/>', "A.xlsx is damaged: xl/t1.xml has no valid range"),
        ("t1", '<table ref="A1:B2" totalsRowCount="x"/>', "xl/t1.xml has no valid range"),
        ("workbook", "<workbook", "A.xlsx is damaged in xl/workbook.xml ("),
    ],
)
def test_what_is_no_workbook_is_refused(part: str, text: str, wanted: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        structure(_archive(**{part: text}))
    assert wanted in str(refused.value)


def test_the_relationships_of_a_part() -> None:
    assert relationships_part("xl/a/b.xml") == "xl/a/_rels/b.xml.rels"
    assert relationships_part("b.xml") == "_rels/b.xml.rels"
    assert relationships(_archive(), "xl/d.xml") == ()
    assert relationships(_archive(), "xl/s1.xml")[:2] == (
        Relationship(id="t", kind="table", target="xl/t1.xml", external=False),
        Relationship(id="l", kind="hyperlink", target="http://a/?b", external=True),
    )


def test_escapes_of_a_string() -> None:
    assert unescaped("a_x000A_b_x0041__x004_") == "a\nbA_x004_"
    assert unescaped("😀 _xD83D__xDE00_") == "😀 😀"
    assert unescaped("half _xD83D_ of one, _xDE00__xD83D_") == "half \ufffd of one, \ufffd\ufffd"


def test_what_a_table_holds_beside_its_values() -> None:
    archive = _archive()
    link = Link(address="http://a/?b", place="", tip="a & b")
    sheet = SheetXml(archive.text("xl/s1.xml"), where="S")
    assert table_extras(archive, structure(archive), TABLE, lambda _: sheet) == TableExtras(
        extra_columns=(
            Column(header="Mine", owner=Owner.ANALYST, width=30.0, number="general", wraps=True),
        ),
        cells={
            (0, "Year"): CellExtras(
                runs="<r><rPr><b/></rPr><t>bold</t></r><r><t>\n</t></r>",
                note=Note(author="Bob", text="one two"),
            ),
            (0, "Two\nlines"): CellExtras(link=link),
            (0, "Mine"): CellExtras(link=link),
            (1, "Year"): CellExtras(link=Link(address="", place="Sheet!A1", tip="")),
            (1, "Two\nlines"): CellExtras(note=Note(author="Ann", text="x")),
            (1, "Mine"): CellExtras(runs="<r><t>in</t></r>"),
        },
        widths={"Two\nlines": 20.0},
    )


def test_the_formats_in_which_every_entry_is_a_text() -> None:
    archive = _archive()
    assert text_styles(archive, "xl/styles.xml") == {1, 2}
    assert text_styles(archive, None) == frozenset()
    assert text_styles(archive, "xl/lost.xml") == frozenset()


def test_a_format_that_names_no_parts_has_the_first_of_each() -> None:
    root = ElementTree.fromstring(  # noqa: S314 - the test's own
        '<s><fonts><font><sz val="9"/></font><font><sz val="8"/></font></fonts>'
        '<fills><fill><a x="1"/></fill><fill/></fills><borders><border><b2 y="1"/></border>'
        '<border/></borders><cellXfs><xf/><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
        '<xf fontId="1"/><xf fillId="1"/><xf borderId="1"/><xf numFmtId="1"/></cellXfs></s>'
    )
    found = looks(root)
    assert found[0] == found[1]
    assert len(set(found)) == 5
    assert found[0][3:] == ("0", frozenset())


def test_a_table_without_a_name_to_show_goes_by_its_other_one() -> None:
    tables = structure(_archive(t1=PARTS["xl/t1.xml"].replace(' displayName="T_One"', ""))).tables

    assert [one.name for one in tables] == ["old"]
