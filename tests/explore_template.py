"""A template of the sheets with tables, without Cover, Summary and sections: quick to make."""

from pathlib import Path

from tests.made_up import made_up_settings
from tests.shipped import shipped_tables
from workbook.template import (
    all_indicators,
    checks,
    data,
    definitions,
    exceptions,
    heat_tables,
    indicator,
    peers,
    settings_sheet,
    sources,
    ward_data,
    ward_map,
)
from workbook.template.canvas import Canvas


def write_template(path: Path) -> None:
    rows = {name: table.rows for name, table in shipped_tables().items()}
    canvas = Canvas(path, made_up_settings(), rows)
    for sheet in (
        exceptions,
        ward_map,
        all_indicators,
        peers,
        indicator,
        heat_tables,
        definitions,
        settings_sheet,
        sources,
        data,
        ward_data,
        checks,
    ):
        sheet.author(canvas)
    canvas.close()
