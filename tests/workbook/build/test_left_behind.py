"""What `safer build` could not carry over is named, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.kinds_left_behind import KINDS
from tests.support.package_edits import Package
from workbook.build.left_behind import MANY_SHEETS, left_behind
from workbook.package.archive import Archive
from workbook.package.structure import relationships, structure
from workbook.refresh import refresh
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from pathlib import Path

NOTE = 'prompt="Fill in for a share per 100'


@pytest.fixture(scope="module")
def template() -> Archive:
    """The template, which the shipped tables give again."""
    return Archive.read(templates_folder() / "Dashboard.xlsx")


def test_of_notes_at_cells_that_stand_one_after_another_only_the_changed_one_is_named() -> None:
    new = Archive.read(templates_folder() / "Dashboard.xlsx")
    part = next(
        name
        for name in new.names
        if name.startswith("xl/worksheets/sheet") and NOTE in new.text(name)
    )
    changed = new.text(part).replace(NOTE, 'prompt="Our own note')
    old = Archive.of(new.replaced({part: changed}), source="old.xlsx")

    assert left_behind(old, new, ()) == ("the data validation of Definitions!H5:H304",)


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_analyst_made_is_named_and_nothing_else(template: Archive, kind: str) -> None:
    put_in, line = KINDS[kind]
    book = Package.of(template)
    put_in(book)

    assert left_behind(book.done(), template, ()) == (line,)


@pytest.mark.slow
def test_in_a_refreshed_workbook_too(tmp_path: Path, template: Archive) -> None:
    path = tmp_path / "refreshed.xlsx"
    refresh(templates_folder() / "Dashboard.xlsx", data_folder(), out=path)
    book = Package.of(Archive.read(path))
    assert left_behind(book.done(), template, ()) == ()
    kinds = ("formula", "text box", "column width", "own column", "totals row", "pivot table")
    for kind in kinds:
        KINDS[kind][0](book)

    assert set(left_behind(book.done(), template, ())) == {KINDS[kind][1] for kind in kinds}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*is not supported:UserWarning")
def test_after_another_program_has_saved_it_a_kind_has_one_line(
    tmp_path: Path, template: Archive
) -> None:
    import openpyxl

    path = tmp_path / "again.xlsx"
    with (templates_folder() / "Dashboard.xlsx").open("rb") as file:
        openpyxl.load_workbook(file).save(path)
    found = left_behind(Archive.read(path), template, ())

    assert len(found) < 10
    changed = next(line for line in found if line.startswith("the changes to the charts on "))
    drawn = [
        sheet.name
        for sheet in structure(template).sheets
        if any(
            link.kind == "drawing" and "<c:chart" in template.text(link.target)
            for link in relationships(template, sheet.part)
        )
    ]
    assert changed == f"the changes to the charts on {len(drawn)} sheets: {', '.join(drawn)}"
    assert not any("header or footer" in line or "Cover" in line for line in found)


def test_what_is_on_a_few_sheets_is_named_sheet_by_sheet(template: Archive) -> None:
    book = Package.of(template)
    sheets = ("Cover", "Summary", "Map", "Peers", "Settings", "Data", "Checks")
    for count, sheet in enumerate(sheets, 1):
        book.cell(sheet, 2, '<c r="ZZ2"><v>7</v></c>')
        found = left_behind(book.done(), template, ())
        if count <= MANY_SHEETS:
            assert len(found) == count
            assert found[0] == "the contents of Cover!ZZ2"
        else:
            listed = set(found[0].partition(": ")[2].split(", "))
            assert (len(found), listed) == (1, set(sheets[:count]))
            assert found[0].startswith(f"the contents of {count} sheets: ")
