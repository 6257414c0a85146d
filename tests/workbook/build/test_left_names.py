"""What the workbook as a whole had and has no longer: names, views, locks, order, hiding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import Leaf, little_book
from tests.support.little_workbook import archive_of
from workbook.build.left_behind import left_behind
from workbook.build.left_names import lines, printed
from workbook.package.structure import structure

if TYPE_CHECKING:
    from workbook.package.archive import Archive

TWO = {"Map": Leaf(), "Data": Leaf()}
NAMES = {"rate": "LAMBDA(x,x/A1)", "here": "Map!$A$1"}


def told(old: Archive, new: Archive | None = None) -> list[str]:
    new = new or little_book(TWO, NAMES)
    return list(lines(old, structure(old), new, structure(new)))


def changed(book: Archive, old: str, new: str) -> Archive:
    text = book.text("book.xml")
    assert old in text
    parts = {name: book.text(name) for name in book.names}
    return archive_of(parts | {"book.xml": text.replace(old, new)})


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (NAMES, []),
        # Blanks, capitals, prefixes and moved cells are no change; a range moves with its cells.
        ({"rate": "_xlfn.LAMBDA( X, x/B7 )", "here": "Map!$C$9"}, []),
        ({"rate": "LAMBDA(x,x*2)"}, ["the changes to the name 'rate'"]),
        ({"Mine": "Data!$A$1"}, ["the name 'Mine'"]),
        ({"Mine": "7", "Yours": "8"}, ["the names 'Mine', 'Yours'"]),
        ({"panel.old": "Data!$A$1", "_xlnm.Sheet_Title": "7"}, []),
    ],
)
def test_names_that_people_gave_or_changed(names: dict[str, str], said: list[str]) -> None:
    assert told(little_book(TWO, names)) == said


@pytest.mark.parametrize(("sheet", "said"), [("Map", ["the name 'Mine'"]), ("Own", [])])
def test_a_name_of_one_sheet_goes_with_a_sheet_that_is_copied(sheet: str, said: list[str]) -> None:
    old = little_book({"Map": Leaf(), "Own": Leaf()}, {"Mine": "7"})
    at = 'name="Mine" localSheetId="' + str(["Map", "Own"].index(sheet)) + '"'

    assert told(changed(old, 'name="Mine"', at)) == said


def test_a_hidden_name_is_no_ones_own() -> None:
    old = little_book(TWO, {"Mine": "7"})

    assert told(changed(old, 'name="Mine"', 'name="Mine" hidden="1"')) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("<customWorkbookViews/>", []),
        ('<customWorkbookViews><customWorkbookView name="Mine"/></customWorkbookViews>',
         ["the custom view 'Mine'"]),
        ('<workbookProtection lockStructure="1"/>',
         ["the protection of the workbook's structure"]),
        ('<workbookProtection lockStructure="0"/>', []),
        ('<fileSharing readOnlyRecommended="true"/>',
         ["the advice to open the workbook read-only"]),
        ('<calcPr calcMode="manual"/>', ["the setting to calculate by hand"]),
        ('<calcPr fullCalcOnLoad="1"/>', []),
    ],
)  # fmt: skip
def test_settings_of_the_workbook(more: str, said: list[str]) -> None:
    assert told(little_book(TWO, more=more)) == said


def test_the_order_is_that_of_the_sheets_that_both_have() -> None:
    turned = {"Data": Leaf(), "Own": Leaf(), "Map": Leaf()}
    between = {"Map": Leaf(), "Own": Leaf(), "Data": Leaf()}

    assert told(little_book(turned)) == ["the order of the sheets"]
    assert told(little_book(between)) == []


def test_a_hidden_sheet_is_named_where_the_new_one_is_seen() -> None:
    both = little_book({**TWO, "Own": Leaf()})
    hidden = changed(
        changed(both, 'name="Data"', 'name="Data" state="hidden"'),
        'name="Own"',
        'name="Own" state="veryHidden"',
    )

    assert told(hidden) == ["the hiding of the sheet 'Data'"]
    assert told(hidden, hidden) == []


def test_print_areas_and_titles_by_sheet() -> None:
    book = little_book(TWO, {"A": "Data!$A$1:$C$9", "B": "Data!$1:$2", "C": "Map!$A$1"})
    for name, local in (("A", "Print_Area"), ("B", "Print_Titles"), ("C", "_FilterDatabase")):
        book = changed(book, f'name="{name}"', f'name="_xlnm.{local}" localSheetId="1"')

    assert printed(book, structure(book)) == {
        "Data": {"_xlnm.print_area": "Data!$A$1:$C$9", "_xlnm.print_titles": "Data!$1:$2"}
    }


def test_a_sheet_of_ones_own_is_named_and_a_chart_sheet_that_both_have_is_passed() -> None:
    chart = Leaf('<row r="1"><c r="A1"><v>7</v></c></row>', kind="chartsheet")
    new = little_book({"Chart": Leaf(kind="chartsheet"), "Map": Leaf()})

    assert left_behind(little_book({"Chart": chart, "Own": Leaf()}), new, ()) == (
        "the sheet 'Own'",
    )
