"""The sheets of tables and the Indicator sheet, as an empty template holds them."""

import itertools
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter.utility import xl_pixel_width

from tests.support.explore_template import write_template
from workbook.layout.named_block import NamedBlock
from workbook.layout.table import Table
from workbook.sheets.indicator.layout import CHOICE, LIST, shaped
from workbook.sheets.indicator.values import CELLS
from workbook.sheets.registry import TABLES
from xlsrc.domain.indicator import Polarity, Source


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("template") / "template.xlsx"
    write_template(path)
    return openpyxl.load_workbook(path)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_has_the_columns_of_the_layout(template: Workbook, table: Table) -> None:
    found = template[table.sheet].tables[table.name]

    assert tuple(found.column_names) == table.headers


def test_polarity_is_chosen_from_the_words_that_refresh_knows(template: Workbook) -> None:
    lists = {v.formula1 for v in template["Definitions"].data_validations.dataValidation}

    assert f'"{",".join(Polarity)}"' in lists


def test_the_source_is_chosen_from_the_words_that_refresh_knows(template: Workbook) -> None:
    lists = {v.formula1 for v in template["Definitions"].data_validations.dataValidation}

    assert f'"{",".join(Source)}"' in lists


def test_the_dropdown_lists_the_indicators_of_the_table(template: Workbook) -> None:
    assert template.defined_names[LIST].attr_text == "AllIndicators[Indicator]"


def test_the_dropdown_is_a_cell_of_its_own_name(template: Workbook) -> None:
    validation = template["Indicator"].data_validations.dataValidation[0]

    assert template.defined_names[CHOICE.name].attr_text == "'Indicator'!$B$3"
    assert str(validation.sqref) == "B3"


@pytest.mark.parametrize("block", CELLS, ids=lambda block: block.name)
def test_each_name_of_the_indicator_sheet_covers_its_formulas(
    template: Workbook, block: NamedBlock
) -> None:
    ((sheet, area),) = template.defined_names[block.name].destinations
    cells = template[sheet][area.replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    formulas = shaped(block, (f"={formula.text}" for formula in CELLS[block]))

    assert tuple(tuple(cell.value for cell in row) for row in rows) == formulas


def test_a_new_template_holds_no_figures(template: Workbook) -> None:
    table = template["Data"].tables["Data"]
    body = template["Data"][table.ref][1:]

    assert {cell.value for row in body for cell in row} == {None}


def test_every_chart_has_a_text_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    write_template(path)

    assert chart_descriptions(path).count("") == 0


@pytest.mark.slow
def test_the_same_settings_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    write_template(first)
    write_template(second)

    assert first.read_bytes() == second.read_bytes()


def chart_descriptions(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as package:
        drawings = [
            package.read(name).decode()
            for name in package.namelist()
            if name.startswith("xl/drawings/drawing")
        ]
    frames = [frame for text in drawings for frame in re.findall(r"<xdr:cNvPr [^>]*>", text)]
    return [(re.findall(r'descr="([^"]*)"', frame) or [""])[0] for frame in frames]


@pytest.mark.parametrize("name", sorted({table.sheet for table in TABLES}))
def test_the_note_below_a_title_ends_before_its_page_does(template: Workbook, name: str) -> None:
    sheet = template[name]
    breaks = [broken.id + 1 for broken in sheet.col_breaks.brk]
    band = max(at for at, cell in enumerate(sheet[1], 1) if cell.fill.fill_type)
    starts = [at for at, cell in enumerate(sheet[2][:band], 1) if cell.value]

    over = [
        sheet.cell(2, start).value
        for start, following in itertools.pairwise([*starts, band + 1])
        if _wide(sheet.cell(2, start).value)
        > sum(
            _pixels(sheet, column)
            for column in range(start, min([following, *(b for b in breaks if b > start)]))
        )
    ]

    assert over == []


def _wide(text: object) -> float:
    """Pixels of a text of 9 points after its indent."""
    return float(xl_pixel_width(str(text))) * 9 / 11 + 9


def _pixels(sheet: Worksheet, column: int) -> float:
    """Pixels of a column; openpyxl keeps the width of neighbours that are alike at the first."""
    for group in sheet.column_dimensions.values():
        if (group.min or 0) <= column <= (group.max or 0):
            return 7 * float(group.width)
    return 64
