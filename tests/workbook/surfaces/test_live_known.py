"""What the copy put aside tells, so that Excel is not asked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.block import FooterWords
from workbook.package.reference import Rectangle
from workbook.surfaces.live_footers import footer_steps
from workbook.surfaces.live_known import KnownCells

if TYPE_CHECKING:
    from pathlib import Path

OLD = "Board · Barnet · data to Sep 2025"
NEW = "Board · Barnet · data to Dec 2025"
REST = "&C&9 &A&R&9 Page &P"


class Pages:
    """Excel's pages of a sheet; it counts how often they are asked for."""

    def __init__(self, left: str) -> None:
        self.left = left
        self.asked = 0

    @property
    def LeftFooter(self) -> str:  # noqa: N802 - Excel's own name
        self.asked += 1
        return self.left

    @LeftFooter.setter
    def LeftFooter(self, left: str) -> None:  # noqa: N802
        if not self.left:
            raise OSError
        self.left = left


def known(path: Path) -> KnownCells:
    with xlsxwriter.Workbook(path) as book:
        text = book.add_format({"num_format": "@"})
        cells = book.add_worksheet("Cells")
        cells.set_column("B:C", None, text)
        cells.set_row(4, None, text)
        cells.set_row(5, 30)
        cells.write("A1", "as any")
        cells.write("C2", 1, book.add_format({"num_format": "0.00"}))
        for name, words in (("One", OLD), ("Two", OLD), ("Done", NEW)):
            book.add_worksheet(name).set_footer(f"&L&9 {words}{REST}")
        book.add_worksheet("Own").set_footer("&LRestricted&RPage &P")
        book.add_worksheet("None")
    found = KnownCells.read(path)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("area", "texts"),
    [
        (Rectangle(1, 1, 1, 3), [False, True, True]),
        (Rectangle(1, 2, 3, 3), [True, (True, False, True)]),
        (Rectangle(5, 1, 5, 1), [True]),
        (Rectangle(5, 1, 6, 2), [(True, False), True]),
        (Rectangle(80, 1, 90, 3), [False, True, True]),
    ],
)
def test_a_cell_that_the_copy_does_not_hold_looks_as_its_row_or_its_column(
    area: Rectangle, texts: list[object], tmp_path: Path
) -> None:
    assert known(tmp_path / "copy.xlsx").text_columns("Cells", area) == texts


def test_of_a_sheet_that_the_copy_does_not_have_nothing_is_known(tmp_path: Path) -> None:
    copy = known(tmp_path / "copy.xlsx")

    assert copy.text_columns("New", Rectangle(1, 1, 2, 3)) == [None, None, None]
    assert copy.footer("New") == ""


@pytest.mark.parametrize("has_printer", [True, False])
def test_one_sheet_is_asked_for_its_footer_and_only_footers_with_other_words_are_put(
    *, has_printer: bool, tmp_path: Path
) -> None:
    left = {"One": f"&9 {OLD}", "Two": f"&9 {OLD}", "Done": f"&9 {NEW}", "Own": "Restricted"}
    pages = {name: Pages(said if has_printer else "") for name, said in left.items()}
    sheets = {
        name: SimpleNamespace(api=SimpleNamespace(PageSetup=one)) for name, one in pages.items()
    }

    copy = known(tmp_path / "copy.xlsx")
    steps = footer_steps(sheets, [FooterWords(words=NEW)], copy, "win32")
    for step in steps:
        step.run()

    assert [step.sheet for step in steps] == (["One", "Two"] if has_printer else [])
    assert [one.asked for one in pages.values()] == [1, 0, 0, 0]
    expected = left | {"One": f"&9 {NEW}", "Two": f"&9 {NEW}"}
    assert {name: one.left for name, one in pages.items()} == (
        expected if has_printer else dict.fromkeys(left, "")
    )


def test_without_a_copy_each_sheet_is_asked() -> None:
    pages = {"One": Pages(f"&9 {OLD}"), "Own": Pages("Restricted")}
    sheets = {
        name: SimpleNamespace(api=SimpleNamespace(PageSetup=one)) for name, one in pages.items()
    }

    steps = footer_steps(sheets, [FooterWords(words=NEW)], None, "win32")

    assert [step.sheet for step in steps] == ["One"]
    assert [one.asked for one in pages.values()] == [1, 1]
