"""Workbooks that real Excel saved, edited in one cell by the save that refresh uses."""

from __future__ import annotations

import dataclasses
import re
from string import ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from tests.support.paths import EXCEL_FILES, SHARED
from tests.support.rich_workbook import AS_AT
from workbook.block import Block, Cell
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.package.save import saved
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUNDLED = sorted(EXCEL_FILES.glob("*.xlsx"))
# All of them lie beside the project on a developer's machine, not in a user's clone.
MORE = SHARED / "data" / "excel-files"
ALL = sorted(MORE.glob("*.xlsx")) or BUNDLED
VALIDATED = {"chart_combined09", "checkbox06", "comment13"}
MAY_CHANGE = re.compile(
    r"xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|\[Content_Types\]\.xml|docProps/core\.xml"
    r"|xl/calcChain\.xml"
)
PLAIN_CELL = re.compile(r'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>(?!<f)(?:(?!</c>).)*</c>)', re.DOTALL)
FORMULA_VALUE = re.compile(r"(<f\b[^>]*/>|</f>)<v>[^<]*</v>")
FORMULA_TYPE = re.compile(r'(<c r="[A-Z]+\d+"(?: s="\d+")?) t="\w+"(?=><f)')


class Edited(NamedTuple):
    before: Archive
    after: Archive
    sheet: str
    cell: str


def edited(path: Path, value: Cell = "<Łódź> & =1+1") -> Edited:
    """The file with one cell changed: its first that is no formula or heading, or else H30."""
    archive = Archive.read(path)
    found = structure(archive)
    sheet = next(sheet for sheet in found.sheets if sheet.is_worksheet)
    headings = {str(t.area.first_row) for t in found.tables if t.sheet == sheet.name}
    plain = PLAIN_CELL.findall(archive.text(sheet.part))
    cell = next((cell for cell in plain if cell.lstrip(ascii_uppercase) not in headings), "H30")
    quoted = sheet.name.replace("'", "''")
    named = dataclasses.replace(found, names={**found.names, "edited": f"'{quoted}'!{cell}"})
    content = saved(archive, named, [Block("edited", ((value,),))], as_at=AS_AT).content
    return Edited(archive, Archive.of(content, source=path.name), sheet.part, cell)


def without_formula_values(text: str) -> str:
    return FORMULA_TYPE.sub(r"\1", FORMULA_VALUE.sub(r"\1", text))


def without_new_row(text: str) -> str:
    """A sheet without its row 30, and without what a new row makes larger."""
    text = re.sub(r'<row r="30"[^>]*?(?:/>|></row>)|<dimension [^>]*/>', "", text)
    return text.replace("<sheetData></sheetData>", "<sheetData/>")


def cell_text(text: str, cell: str) -> str:
    found = re.search(rf'<c r="{cell}"[^>]*?(?:/>|>.*?</c>)', text, re.DOTALL)
    return found[0] if found else ""


def names(paths: Sequence[Path]) -> list[str]:
    return [path.stem for path in paths]


@pytest.mark.parametrize("path", ALL, ids=names(ALL))
def test_only_what_must_change_changes(path: Path) -> None:
    before, after, sheet, _ = edited(path)

    changed = {
        name
        for name in before.names
        if name not in after.names or before.content(name) != after.content(name)
    }
    charts = {name for name in changed if name.startswith("xl/charts/chart")}
    assert {name for name in changed - charts if not MAY_CHANGE.fullmatch(name)} == {sheet}


@pytest.mark.parametrize("path", ALL, ids=names(ALL))
def test_outside_the_edited_cell_a_sheet_stays_byte_for_byte(path: Path) -> None:
    before, after, sheet, cell = edited(path)

    old, new = (without_formula_values(archive.text(sheet)) for archive in (before, after))
    restored = new.replace(cell_text(new, cell), cell_text(old, cell))
    if not cell_text(old, cell):
        old, restored = without_new_row(old), without_new_row(restored)
    assert restored == old


@pytest.mark.parametrize("path", ALL, ids=names(ALL))
def test_an_edited_file_has_no_new_fault(path: Path, tmp_path: Path) -> None:
    target = tmp_path / path.name
    target.write_bytes(edited(path, 7).after.replaced({}))

    assert faults(target) == faults(path)


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("path", BUNDLED, ids=names(BUNDLED))
def test_other_readers_see_the_edited_cell(path: Path, tmp_path: Path) -> None:
    edit = edited(path)
    target = tmp_path / path.name
    target.write_bytes(edit.after.replaced({}))

    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert sheet[edit.cell].value == "<Łódź> & =1+1"


@pytest.mark.slow
@needs_validator
@pytest.mark.parametrize("office_version", OLDEST_AND_NEWEST)
@pytest.mark.parametrize(
    "path",
    [path for path in BUNDLED if path.stem in VALIDATED],
    ids=lambda path: path.stem,
)
def test_an_edited_file_has_no_new_schema_error(
    path: Path, office_version: str, tmp_path: Path
) -> None:
    target = tmp_path / path.name
    target.write_bytes(edited(path).after.replaced({}))

    found = schema_errors(target, office_version)
    assert not found or set(found) <= set(schema_errors(path, office_version))
