"""A template with only the sheets that hold tables: quick to make, quick to read."""

from pathlib import Path

from tests.support.made_up import made_up_settings
from workbook.house.canvas import Canvas
from workbook.sheets.registry import FOLDERS, ROOMS
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_rows

WITHOUT_TABLES = ("cover", "summary", "section", "impact")


def write_template(path: Path) -> None:
    rows = {table.name: default_rows(table.name) for table in ANALYST_TABLES}
    canvas = Canvas(path, made_up_settings(), rows)
    for folder, room in zip(FOLDERS, ROOMS, strict=True):
        if folder not in WITHOUT_TABLES:
            room.author(canvas)
    canvas.close()
