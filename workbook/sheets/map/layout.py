"""What stands where on Map."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, form, numbered, rows
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh
from workbook.sheets.map.parts import CLASS_FILLS

MAP: Final = Sheet(name="Map", group=Group.BOARD, purpose="One indicator, ward by ward")

WARD_MAP_TABLE: Final = Table(
    name="WardMap",
    sheet=MAP.name,
    columns=(
        refresh("No.", 4, "count", seen=Seen.PUBLIC),
        refresh("Ward", 19, seen=Seen.PUBLIC),
        refresh("Last 12", 8, "count", seen=Seen.PUBLIC),
        refresh("Before", 8, "count", seen=Seen.PUBLIC),
        refresh("Change", 8, "percent_change", seen=Seen.PUBLIC),
        refresh("Per 1,000", 8, "rate", seen=Seen.PUBLIC),
        refresh("Found", 16, seen=Seen.PUBLIC),
    ),
    identity=("Ward",),
)

LEGEND_KEYS: Final = (*numbered("class", len(CLASS_FILLS)), "no_data")
LIMIT_KEYS: Final = ("measure", *numbered("limit", len(CLASS_FILLS) - 1))

TITLE: Final = cell("map.title")
PERIOD: Final = cell("map.period")
NOTE: Final = cell("map.note")
LEGEND: Final = form("map.legend", LEGEND_KEYS)
IN_CLASSES: Final = form("map.in_classes", LEGEND_KEYS)
"""How many wards each class has, below the legend."""

MARKS: Final = cell("map.marks")
AREA: Final = form("map.area", WARD_MAP_TABLE.headers)
FOOT: Final = form("map.foot", ("how",), ("sources",))
CLUSTERS: Final = cell("map.clusters")
LIMITS: Final = form("map.limits", LIMIT_KEYS)
"""The measure and its four limits, which the table's colours follow."""

DRAWN_HEADINGS: Final = {
    "code": "Ward code",
    "name": "Ward",
    "label": "Label",
    "touches": "Touches",
    "borders": "Borders",
}
DRAWN: Final = rows("map.drawn", tuple(DRAWN_HEADINGS))
"""Of each shape, written by `safer build`: code, name, the lines of its label, neighbours, and
those of them, or the map's edge, to which a border's shape begins with this code.
"""

NAME_COLUMNS: Final = (LEGEND.width + 3,)
"""The columns, A being 1, that are as wide as the longest name in the area that is drawn."""
