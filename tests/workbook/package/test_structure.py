"""What a workbook's parts say that leave out what they may leave out, and say the rest twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from workbook.package.archive import Archive
from workbook.package.reference import Rectangle
from workbook.package.structure import (
    Relationship,
    SheetPart,
    Structure,
    TablePart,
    children,
    parsed,
    relationships,
    structure,
    unescaped,
)
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import TemplateError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping

NS = 'xmlns="main" xmlns:r="o/relationships"'
TYPES = '<Types xmlns="t"/>'


def _links(*links: str) -> str:
    return f'<Relationships xmlns="p">{"".join(links)}</Relationships>'


def _link(at: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{at}" Type="http://o/{kind}" Target="{target}"{more}/>'


BARE: Mapping[str, str] = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": _links(_link("a", "officeDocument", "/book.xml")),
    "book.xml": f"<workbook {NS}><sheets/></workbook>",
}


def _archive(parts: Mapping[str, str | None]) -> Archive:
    texts = {**BARE, **parts}
    return Archive(
        "A.xlsx",
        {name: Entry.of(name, text.encode()) for name, text in texts.items() if text is not None},
    )


def _structure(parts: Mapping[str, str | None]) -> Structure:
    return structure(_archive(parts))


def test_a_workbook_that_says_nothing_has_nothing() -> None:
    assert _structure({}) == Structure(
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
    assert _structure({"book.xml": f"<workbook {NS}>{properties}</workbook>"}).date_1904 is is_1904


def test_sheets_without_a_name_a_link_or_a_part() -> None:
    book = (
        f'<workbook {NS}><sheets><sheet r:id="s1"/><sheet name="No link"/><sheet name="Lost" '
        'r:id="s9"/><sheet name="Dialog" r:id="s2"/><sheet name="Last" id="s2" r:id="s3"/></sheets>'
        '<sheets><sheet name="More" r:id="s3"/></sheets></workbook>'
    )
    links = _links(
        _link("s1", "worksheet", "s1.xml"),
        _link("s2", "dialogsheet", "s2.xml"),
        _link("s3", "worksheet", "../S3.xml"),
    )
    found = _structure({"book.xml": book, "_rels/book.xml.rels": links})
    assert found.sheets == (
        SheetPart(name="", part="s1.xml", is_worksheet=True),
        SheetPart(name="Dialog", part="s2.xml", is_worksheet=False),
        SheetPart(name="Last", part="../S3.xml", is_worksheet=True),
        SheetPart(name="More", part="../S3.xml", is_worksheet=True),
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
    assert _structure({"book.xml": book}).names == {
        "a": "S!$A$2", "b": "S!$B$2", "c": "S!$C$1", "": "S!$D$1", "e": "",
    }  # fmt: skip


def _tables(*tables: str) -> dict[str, str]:
    """A workbook with these tables on the second of two sheets; the first is of a chart."""
    links = [_link(f"t{at}", "table", f"t{at}.xml") for at in range(len(tables))]
    return {
        "book.xml": (
            f'<workbook {NS}><sheets><sheet name="C" r:id="c"/><sheet name="S" r:id="s"/></sheets>'
            "</workbook>"
        ),
        "_rels/book.xml.rels": _links(
            _link("c", "chartsheet", "c.xml"), _link("s", "worksheet", "s.xml")
        ),
        "_rels/c.xml.rels": _links(*links),
        "_rels/s.xml.rels": _links(_link("p", "printerSettings", "p.bin"), *links),
        **{f"t{at}.xml": table for at, table in enumerate(tables)},
    }


def test_tables_with_and_without_headings_totals_and_names() -> None:
    columns = '<x:tableColumns><x:tableColumn name="One _x0041_"/><x:tableColumn/></x:tableColumns>'
    found = _structure(
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
        _structure(_tables('<table ref="A1:A2"/>', f"<table {said}/>"))
    assert str(refused.value) == (
        "A.xlsx is damaged: t1.xml has no valid range; restore it from a copy."
    )


def test_parts_are_known_by_the_end_of_their_type_in_whatever_case() -> None:
    def override(name: str, kind: str) -> str:
        return f'<Override PartName="{name}" ContentType="{kind}"/>'

    types = (
        '<Types xmlns="t"><Default Extension="xml" ContentType="a/drawingml.chart+xml"/>'
        + override("/D.xml", "a/officedocument.DRAWING+xml")
        + override("/c2.xml", "a/drawingml.chart+xml")
        + override("c1.xml", "a/drawingml.chart+xml")
        + override("/lost.xml", "a/drawingml.chart+xml")
        + override("/c3.xml", "a/drawingml.chart+xml2")
        + '<Override PartName="/c3.xml"/><Override ContentType="a/drawingml.chart+xml"/></Types>'
    )
    parts = dict.fromkeys(("c1.xml", "c2.xml", "c3.xml", "d.xml"), "<a/>")
    found = _structure({"[Content_Types].xml": types, **parts})
    assert (found.charts, found.drawings) == (("c2.xml", "c1.xml"), ("d.xml",))


def test_parts_that_the_workbook_and_the_package_are_related_to() -> None:
    found = _structure(
        {
            "_rels/.rels": _links(
                _link("z", "core-properties", "docs/core.xml"),
                _link("a", "officeDocument", "xl/book.xml"),
                _link("b", "officeDocument", "xl/other.xml"),
            ),
            "xl/book.xml": f"<workbook {NS}/>",
            "xl/_rels/book.xml.rels": _links(
                _link("a", "sharedStrings", "texts.xml"),
                _link("b", "styles", "/Styles.xml"),
                _link("c", "calcChain", "./chain.xml"),
            ),
            "styles.xml": "<a/>",
        }
    )
    assert found.workbook_part == "xl/book.xml"
    assert (found.shared_strings, found.styles) == ("xl/texts.xml", "styles.xml")
    assert (found.calculation_chain, found.core_properties) == ("xl/chain.xml", "docs/core.xml")


def test_relationships_that_say_as_little_as_they_may() -> None:
    links = _links(
        "<Relationship/>",
        '<Relationship Id="out" Type="link" Target="../a b.xml" TargetMode="External"/>',
        '<Relationship Id="in" Type="a/b/" Target="B.xml" TargetMode="Internal"/>',
        '<Relationship Id="same" Type="x/hyperlink" Target="#S!A1"/>',
    )
    archive = _archive({"xl/_RELS/s.xml.rels": links, "xl/b.xml": "<a/>"})
    assert relationships(archive, "xl/s.xml") == (
        Relationship(id="", kind="", target="xl", external=False),
        Relationship(id="out", kind="link", target="../a b.xml", external=True),
        Relationship(id="in", kind="", target="xl/b.xml", external=False),
        Relationship(id="same", kind="hyperlink", target="xl/#S!A1", external=False),
    )
    assert relationships(archive, "xl/none.xml") == ()


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (
            {"_rels/.rels": None},
            "A.xlsx is a zip but not an Excel workbook (.xlsx); name the workbook.",
        ),
        (
            {"book.xml": None},
            "A.xlsx is a zip but not an Excel workbook (.xlsx); name the workbook.",
        ),
        (
            {
                "_rels/.rels": _links(_link("a", "officeDocument", "book.bin")),
                "book.bin": "x",
            },
            "A.xlsx is a binary workbook; save it in Excel as .xlsx and use that.",
        ),
        (
            {"[Content_Types].xml": None},
            "A.xlsx lacks its part [Content_Types].xml; open and save it in Excel to mend it.",
        ),
    ],
)
def test_what_is_no_workbook_is_said_whole(parts: dict[str, str | None], wanted: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        _structure(parts)
    assert str(refused.value) == wanted


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<a", "unclosed token: line 1, column 0"),
        (b'<?xml version="1.0" encoding="nothing"?><a/>', "unknown encoding: nothing"),
        (b'<?xml version="1.0" encoding="euc-jp"?><a/>', "multi-byte encodings are not supported"),
    ],
)
def test_a_part_that_is_no_xml_is_damaged(content: bytes, why: str) -> None:
    archive = Archive("A.xlsx", {"p.xml": Entry.of("p.xml", content)})
    wanted = f"A.xlsx is damaged in p.xml ({why}"
    with pytest.raises(WorkbookError, match=f"^{re.escape(wanted)}.*; restore it from a copy"):
        parsed(archive, "p.xml")


def test_a_range_that_its_name_lost_is_said_whole() -> None:
    names = (
        '<definedNames><definedName name="n">[1]S!$A$1</definedName>'
        '<definedName name="m">No!$A$1</definedName></definedNames>'
    )
    found = _structure({"book.xml": f"<workbook {NS}>{names}</workbook>"})
    for name, text in (("N", "[1]S!$A$1"), ("m", "No!$A$1")):
        with pytest.raises(TemplateError) as refused:
            found.named_range(name)
        assert str(refused.value) == (
            f"The name {name!r} in A.xlsx must mean one range of cells; found {text!r}. "
            "Undo the deletion that broke it, or run `safer build`."
        )
    with pytest.raises(TemplateError) as refused:
        found.table("T")
    assert str(refused.value) == "A.xlsx has no table 'T'; name it so again, or run `safer build`."


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
    ],
)
def test_excels_escapes_are_characters(text: str, plain: str) -> None:
    assert unescaped(text) == plain
