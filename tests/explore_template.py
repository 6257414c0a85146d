"""A template with only the sheets that hold tables: quick to make, quick to read."""

from pathlib import Path

from tests.made_up import made_up_settings
from workbook.defaults import default_tables
from workbook.template import (
    actions,
    all_indicators,
    checks,
    commentary,
    data,
    definitions,
    exceptions,
    heat_tables,
    indicator,
    outcomes,
    outputs,
    peers,
    settings_sheet,
    sources,
    ward_data,
    ward_map,
)
from workbook.template.canvas import Canvas


def write_template(path: Path) -> None:
    rows = {name: table.rows for name, table in default_tables().items()}
    canvas = Canvas(path, made_up_settings(), rows)
    for sheet in (
        exceptions,
        ward_map,
        all_indicators,
        peers,
        indicator,
        heat_tables,
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
