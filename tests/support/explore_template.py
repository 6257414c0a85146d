"""A template with only the sheets that hold tables: quick to make, quick to read."""

from pathlib import Path

from tests.support.made_up import made_up_settings
from workbook.house.canvas import Canvas
from workbook.layout.tables import ANALYST_TABLES
from workbook.sheets.all_indicators import template as all_indicators
from workbook.sheets.checks import template as checks
from workbook.sheets.commentary import template as commentary
from workbook.sheets.data import template as data
from workbook.sheets.definitions import template as definitions
from workbook.sheets.exceptions import template as exceptions
from workbook.sheets.heat_tables import template as heat_tables
from workbook.sheets.indicator import template as indicator
from workbook.sheets.map import template as ward_map
from workbook.sheets.peers import template as peers
from workbook.sheets.plan import actions_template as actions
from workbook.sheets.plan import outcomes_template as outcomes
from workbook.sheets.plan import outputs_template as outputs
from workbook.sheets.settings import template as settings_sheet
from workbook.sheets.small_areas import template as small_areas
from workbook.sheets.sources import template as sources
from workbook.sheets.ward_data import template as ward_data
from workbook.tables.defaults import default_rows


def write_template(path: Path) -> None:
    rows = {table.name: default_rows(table.name) for table in ANALYST_TABLES}
    canvas = Canvas(path, made_up_settings(), rows)
    for sheet in (
        exceptions,
        ward_map,
        all_indicators,
        peers,
        indicator,
        heat_tables,
        small_areas,
        commentary,
        actions,
        outputs,
        outcomes,
        definitions,
        settings_sheet,
        sources,
        data,
        ward_data,
        checks,
    ):
        sheet.author(canvas)
    canvas.close()
