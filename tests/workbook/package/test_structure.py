"""What a workbook's parts say that leave out what they may leave out, and say the rest twice."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.support.little_workbook import NS, archive_of, link, links, structure_of
from workbook.package.reference import Rectangle
from workbook.package.structure import (
    Relationship,
    SheetPart,
    Structure,
    TablePart,
    children,
    relationships,
    unescaped,
)
from xlsrc.domain.errors import WorkbookError


def test_a_workbook_that_says_nothing_has_nothing() -> None:
    assert structure_of({}) == Structure(
        source="A.xlsx",
        workbook_part="book.xml",
        sheets=(),
        names={},
        tables=(),
        charts=(),
        drawings=(),
        shared_strings=None,
        styles=None,
        calculation_chain=None,
        core_properties=None,
        date_1904=False,
    )


@pytest.mark.parametrize(
    ("properties", "is_1904"),
    [
        ('<workbookPr date1904="1"/>', True),
        ('<workbookPr date1904="true"/>', True),
        ('<workbookPr date1904="false"/>', False),
        ("<workbookPr/>", False),
        ("", False),
        ('<other date1904="1"/>', False),
    ],
)
def test_the_calendar_of_a_workbook(properties: str, *, is_1904: bool) -> None:
    assert (
        structure_of({"book.xml": f"<workbook {NS}>{properties}</workbook>"}).date_1904 is is_1904
    )


def test_sheets_without_a_name_a_link_or_a_part() -> None:
    book = (
        f'<workbook {NS}><sheets><sheet r:id="s1"/><sheet name="No link"/><sheet name="Lost" '
        'r:id="s9"/><sheet name="Dialog" r:id="s2"/><sheet name="Last" id="s2" r:id="s3"/></sheets>'
        '<sheets><sheet name="More" r:id="s4"/></sheets></workbook>'
    )
    related = links(
        link("s1", "worksheet", "s1.xml"),
        link("s2", "dialogsheet", "s2.xml"),
        link("s3", "worksheet", "../S3.xml"),
        link("s4", "worksheet", "s4.xml"),
    )
    found = structure_of({"book.xml": book, "_rels/book.xml.rels": related})
    assert found.sheets == (
        SheetPart(name="", part="s1.xml", is_worksheet=True),
        SheetPart(name="Dialog", part="s2.xml", is_worksheet=False),
        SheetPart(name="Last", part="../S3.xml", is_worksheet=True),
        SheetPart(name="More", part="s4.xml", is_worksheet=True),
    )
    assert found.sheet("last") == found.sheets[2]
    assert found.sheet("dialog") is None
    assert found.sheet("x") is None


def test_names_of_the_workbook_go_before_those_of_a_sheet_and_the_last_counts() -> None:
    names = (
        '<definedName name="A" localSheetId="0">S!$A$1</definedName>'
        '<definedName name="a">S!$A$2</definedName>'
        '<definedName name="a" localSheetId="1">S!$A$3</definedName>'
        '<definedName name="b">S!$B$1</definedName><definedName name="B"> S!$B$2\n</definedName>'
        '<definedName name="c" localSheetId="0">S!$C$1</definedName>'
        '<definedName name="C" localSheetId="1">S!$C$2</definedName>'
        "<definedName>S!$D$1</definedName><definedName name='E'/>"
    )
    book = (
        f"<workbook {NS}><definedNames>{names}</definedNames><other><definedName name='x'/></other>"
        "</workbook>"
    )
    assert structure_of({"book.xml": book}).names == {
        "a": "S!$A$2", "b": "S!$B$2", "c": "S!$C$1", "": "S!$D$1", "e": "",
    }  # fmt: skip


def _tables(*tables: str) -> dict[str, str]:
    """A workbook with these tables on the second of two sheets; the first is of a chart."""
    tabled = [link(f"t{at}", "table", f"t{at}.xml") for at in range(len(tables))]
    return {
        "book.xml": (
            f'<workbook {NS}><sheets><sheet name="C" r:id="c"/><sheet name="S" r:id="s"/></sheets>'
            "</workbook>"
        ),
        "_rels/book.xml.rels": links(
            link("c", "chartsheet", "c.xml"), link("s", "worksheet", "s.xml")
        ),
        "_rels/c.xml.rels": links(*tabled),
        "_rels/s.xml.rels": links(link("p", "printerSettings", "p.bin"), *tabled),
        **{f"t{at}.xml": table for at, table in enumerate(tables)},
    }


def test_tables_with_and_without_headings_totals_and_names() -> None:
    columns = '<x:tableColumns><x:tableColumn name="One _x0041_"/><x:tableColumn/></x:tableColumns>'
    found = structure_of(
        _tables(
            f'<x:table xmlns:x="m" displayName="T" name="old" ref="B2:C5">{columns}</x:table>',
            '<table name="U" ref="E5:E9" headerRowCount="0" totalsRowCount="2"/>',
            '<table ref="$G$1:$H$2"><tableColumns><tableColumn name="a"/></tableColumns>'
            '<tableColumns><tableColumn name="b"/></tableColumns></table>',
        )
    )
    assert found.tables == (
        TablePart(
            name="T",
            sheet="S",
            part="t0.xml",
            area=Rectangle(2, 2, 5, 3),
            columns=("One A", ""),
            header_rows=1,
            totals_rows=0,
        ),
        TablePart(
            name="U",
            sheet="S",
            part="t1.xml",
            area=Rectangle(5, 5, 9, 5),
            columns=(),
            header_rows=0,
            totals_rows=2,
        ),
        TablePart(
            name="",
            sheet="S",
            part="t2.xml",
            area=Rectangle(1, 7, 2, 8),
            columns=("a", "b"),
            header_rows=1,
            totals_rows=0,
        ),
    )
    unsaid = TablePart(name="", sheet="", part="", area=Rectangle(1, 1, 2, 1), columns=())
    assert (unsaid.header_rows, unsaid.totals_rows) == (1, 0)
    assert [table.data for table in found.tables] == [
        Rectangle(3, 2, 5, 3),
        Rectangle(5, 5, 7, 5),
        Rectangle(2, 7, 2, 8),
    ]
    assert [found.table(name).part for name in ("t", "u", "")] == ["t0.xml", "t1.xml", "t2.xml"]
    assert (found.tables[0].column("One A"), found.tables[0].column("")) == (2, 3)


def test_a_table_part_that_is_only_named_and_placed_has_one_heading_and_no_total() -> None:
    table = TablePart(name="T", sheet="S", part="t", area=Rectangle(4, 1, 9, 2), columns=())
    assert (table.header_rows, table.totals_rows) == (1, 0)
    assert table.data == Rectangle(5, 1, 9, 2)


@pytest.mark.parametrize(
    "said", ['ref="A1:B2" headerRowCount="x"', "", 'ref="B2:A1"', 'ref="A1:B2" totalsRowCount=""']
)
def test_a_table_that_says_no_place_is_damaged(said: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        structure_of(_tables('<table ref="A1:A2"/>', f"<table {said}/>"))
    assert str(refused.value) == (
        "A.xlsx is damaged: t1.xml has no valid range; restore it from a copy."
    )


def test_parts_are_known_by_the_end_of_their_type_in_whatever_case() -> None:
    def override(name: str, kind: str) -> str:
        return f'<Override PartName="{name}" ContentType="{kind}"/>'

    types = (
        '<Types xmlns="t"><Default Extension="xml" ContentType="a/drawingml.chart+xml"/>'
        + override("/D.xml", "a/officedocument.DRAWING+xml")
        + override("/Xc.xml", "a/drawingml.chart+xml")
        + override("/c2.xml", "a/drawingml.chart+xml")
        + override("c1.xml", "a/drawingml.chart+xml")
        + override("/lost.xml", "a/drawingml.chart+xml")
        + override("/c3.xml", "a/drawingml.chart+xml2")
        + '<Override PartName="/c3.xml"/><Override ContentType="a/drawingml.chart+xml"/></Types>'
    )
    parts = dict.fromkeys(("Xc.xml", "c1.xml", "c2.xml", "c3.xml", "d.xml"), "<a/>")
    found = structure_of({"[Content_Types].xml": types, **parts})
    assert (found.charts, found.drawings) == (("Xc.xml", "c2.xml", "c1.xml"), ("d.xml",))


def test_parts_that_the_workbook_and_the_package_are_related_to() -> None:
    found = structure_of(
        {
            "_rels/.rels": links(
                link("z", "core-properties", "docs/core.xml"),
                link("a", "officeDocument", "xl/book.xml"),
                link("b", "officeDocument", "xl/other.xml"),
            ),
            "xl/book.xml": f"<workbook {NS}/>",
            "xl/_rels/book.xml.rels": links(
                link("a", "sharedStrings", "texts.xml"),
                link("b", "styles", "/Styles.xml"),
                link("c", "calcChain", "./chain.xml"),
            ),
            "styles.xml": "<a/>",
        }
    )
    assert found.workbook_part == "xl/book.xml"
    assert (found.shared_strings, found.styles) == ("xl/texts.xml", "styles.xml")
    assert (found.calculation_chain, found.core_properties) == ("xl/chain.xml", "docs/core.xml")


def test_relationships_that_say_as_little_as_they_may() -> None:
    related = links(
        "<Relationship/>",
        '<Relationship Id="out" Type="link" Target="../a b.xml" TargetMode="External"/>',
        '<Relationship Id="in" Type="a/b/" Target="B.xml" TargetMode="Internal"/>',
        '<Relationship Id="same" Type="x/hyperlink" Target="#S!A1"/>',
    )
    archive = archive_of({"xl/_RELS/s.xml.rels": related, "xl/b.xml": "<a/>"})
    assert relationships(archive, "xl/s.xml") == (
        Relationship(id="", kind="", target="xl", external=False),
        Relationship(id="out", kind="link", target="../a b.xml", external=True),
        Relationship(id="in", kind="", target="xl/b.xml", external=False),
        Relationship(id="same", kind="hyperlink", target="xl/#S!A1", external=False),
    )
    assert relationships(archive, "xl/none.xml") == ()


def test_children_are_known_by_their_own_name_alone() -> None:
    root = ElementTree.fromstring('<r xmlns="a" xmlns:x="b"><c/><x:c/><d><c/></d></r>')  # noqa: S314
    assert [child.tag for child in children(root, "c")] == ["{a}c", "{b}c"]
    assert list(children(root, "r")) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("_x0041__x0042_", "AB"),
        ("_x00E9_ é _X0041_", "é é _X0041_"),
        ("_xABCD_", "\uabcd"),
        ("_xD83D__xDE00_x_xD83D_", "😀x\ufffd"),
        ("x_", "x_"),
        ("a_x0007_b_x005F_x_x000B__xFFFE_c_x000A_", "ab_xc\n"),
    ],
)
def test_excels_escapes_are_characters(text: str, plain: str) -> None:
    assert unescaped(text) == plain
