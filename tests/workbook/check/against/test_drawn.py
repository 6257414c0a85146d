"""Formats by conditions whose number no list of formats has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree

from workbook.check.against import drawn

if TYPE_CHECKING:
    from workbook.check.against.book import Book

SHEET = (
    '<worksheet><conditionalFormatting sqref="A1:A9"><cfRule type="expression" dxfId="{number}">'
    "<formula>A1&gt;1</formula></cfRule></conditionalFormatting></worksheet>"
)


def book(number: str) -> Book:
    """A sheet with one condition, in a workbook that has no formats."""
    side = SimpleNamespace(tree=ElementTree.XML(SHEET.format(number=number)))
    found = SimpleNamespace(styles=None)
    return cast("Book", SimpleNamespace(found=found, sides={"S": side}))


def test_a_format_that_is_not_there_has_no_colours_and_is_no_difference() -> None:
    for number in ("0", "7", "99999999999", "", "x"):
        assert drawn.formats(book(number), book("3"), {"S": "S"}).differences == ()
