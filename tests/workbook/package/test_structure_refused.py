"""What is no workbook, or a damaged one: each is said in a whole sentence."""

from __future__ import annotations

import re

import pytest

from tests.support.little_workbook import NS, link, links, structure_of
from workbook.package.archive import Archive
from workbook.package.structure import (
    parsed,
)
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import TemplateError, WorkbookError


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
                "_rels/.rels": links(link("a", "officeDocument", "book.bin")),
                "book.bin": "x",
            },
            "A.xlsx is a binary workbook; save it in Excel as .xlsx and use that.",
        ),
        (
            {
                "book.xml": f'<workbook {NS}><sheets><sheet name="A" r:id="a"/>'
                '<sheet name="B" r:id="b"/></sheets></workbook>',
                "_rels/book.xml.rels": links(
                    link("a", "worksheet", "s.xml"), link("b", "worksheet", "./s.xml")
                ),
                "s.xml": "<worksheet/>",
            },
            "A.xlsx is damaged: two sheets are s.xml; restore a copy.",
        ),
        (
            {"[Content_Types].xml": None},
            "A.xlsx lacks its part [Content_Types].xml; open and save it in Excel to mend it.",
        ),
    ],
)
def test_what_is_no_workbook_is_said_whole(parts: dict[str, str | None], wanted: str) -> None:
    with pytest.raises(WorkbookError) as refused:
        structure_of(parts)
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
    found = structure_of({"book.xml": f"<workbook {NS}>{names}</workbook>"})
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
