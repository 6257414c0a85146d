"""`safer build WORKBOOK`: what it carries over, and what it names because it cannot."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText

from tests.support.analyst import Analyst
from tests.support.ooxml import OLDEST_AND_NEWEST, needs_validator, schema_errors
from workbook.build.build import Built, build
from workbook.refresh import silent
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

ODD_TEXTS = {
    "burglary": "<r>not a run</r>",
    "robbery": "=1+1 & <b>",
    "arson": "_x0041_ stays as typed",
    "public_order": "  blanks at both ends  ",
}
RUNS = {
    "rape": [("One run, all of it bold", "<b/>")],
    "drug_trafficking": [("a < b & c\n", "<i/>"), ("  two  ", ""), ("_x0041_", "<u/>")],
}


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("build") / "edited.xlsx"
    build(None, area=None, out=path, progress=silent)
    with Analyst(path) as analyst:
        for key, value in (ODD_TEXTS | RUNS).items():
            analyst.type("Commentary", key, "Analyst's view", value)
        analyst.hyperlink("Commentary", "burglary", "Analyst's view", "Minutes%20of%20May.docx")
        analyst.colour("Commentary", "robbery", "Analyst's view", "FFFF00")
        analyst.put("Settings", 2, 12, "A reminder beside the tables")
        analyst.widen("Commentary", "Analyst's view", 60.7109375)
    return path


@pytest.fixture(scope="module")
def built(edited: Path) -> Built:
    return build(edited, area=None, out=edited.with_name("built.xlsx"), progress=silent)


def views(path: Path) -> dict[str, object]:
    table = HeadlessWorkbook.open(path).tables(["Commentary"])["Commentary"]
    view = table.columns.index("Analyst's view")
    return {str(row[0]): row[view] for row in table.rows}


def view_cell(path: Path, key: str) -> Any:  # noqa: ANN401 - openpyxl has a type for each kind of cell
    with warnings.catch_warnings():
        # openpyxl says of each workbook with sparklines what it would lose if it saved it.
        warnings.simplefilter("ignore")
        sheet = openpyxl.load_workbook(path, rich_text=True)["Commentary"]
    return next(row[5] for row in sheet.iter_rows() if row[0].value == key)


@pytest.mark.parametrize("key", ODD_TEXTS)
def test_a_text_is_carried_as_it_was_typed(built: Built, key: str) -> None:
    assert views(built.path)[key] == ODD_TEXTS[key]


@pytest.mark.parametrize("key", RUNS)
def test_formatted_runs_are_carried_one_by_one(edited: Path, built: Built, key: str) -> None:
    before, after = (view_cell(path, key).value for path in (edited, built.path))

    assert isinstance(before, CellRichText)
    assert repr(after) == repr(before)


def test_a_link_to_a_file_is_carried(built: Built) -> None:
    link = view_cell(built.path, "burglary").hyperlink

    assert link is not None
    assert link.target == "Minutes%20of%20May.docx"


def test_a_column_width_is_carried(built: Built) -> None:
    sheet = view_cell(built.path, "burglary").parent

    assert sheet.column_dimensions["F"].width == pytest.approx(60.71, abs=0.1)


def test_a_cells_own_format_is_named(built: Built) -> None:
    assert any(line.startswith("the formats of Commentary!F") for line in built.not_carried)


def test_a_text_beside_the_tables_is_named(built: Built) -> None:
    assert "the contents of Settings!L2" in built.not_carried


def test_nothing_else_is_named(built: Built) -> None:
    assert len(built.not_carried) == 2


def test_the_shipped_template_made_again_is_the_same(tmp_path: Path) -> None:
    template = templates_folder() / "Dashboard.xlsx"
    again = build(template, area=None, out=tmp_path / "again.xlsx", progress=silent)

    assert (again.path.read_bytes(), again.not_carried) == (template.read_bytes(), ())


def test_a_workbook_is_never_built_over_itself(edited: Path) -> None:
    before = edited.read_bytes()

    with pytest.raises(WorkbookError, match="give another name"):
        build(edited, area=None, out=edited, progress=silent)

    assert edited.read_bytes() == before


@needs_validator
@pytest.mark.parametrize("version", OLDEST_AND_NEWEST)
def test_the_built_workbook_is_valid_for_every_office(built: Built, version: str) -> None:
    assert schema_errors(built.path, version) == []
