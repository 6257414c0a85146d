"""What stands where on Small areas."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, form, rows
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh
from workbook.sheets.map.layout import LEGEND_KEYS, LIMIT_KEYS

SMALL_AREAS: Final = Sheet(
    name="Small areas",
    group=Group.EXPLORE,
    purpose="The map's indicator by LSOA",
)

SMALL_AREAS_TABLE: Final = Table(
    name="SmallAreas",
    sheet=SMALL_AREAS.name,
    columns=(
        refresh("No.", 4, "count", seen=Seen.PUBLIC),
        refresh("Area", 13, seen=Seen.PUBLIC),
        refresh("Ward", 18, seen=Seen.PUBLIC),
        refresh("Beside", 18, seen=Seen.PUBLIC),
        refresh("Last 12", 7, "count", seen=Seen.PUBLIC),
        refresh("Before", 7, "count", seen=Seen.PUBLIC),
        refresh("Change", 7, "count_change", seen=Seen.PUBLIC),
        refresh("Per 1,000", 7, "rate", seen=Seen.PUBLIC),
        refresh("Cluster", 8, seen=Seen.PUBLIC),
        refresh("z", 6, "z", seen=Seen.PUBLIC),
        refresh("p", 7, "probability", seen=Seen.PUBLIC),
    ),
    identity=("Area", "Ward"),
)

HIGHEST_ROWS: Final = 15
CLUSTER_ROWS: Final = 6

TITLE: Final = cell("small.title")
PERIOD: Final = cell("small.period")
NOTE: Final = cell("small.note")
LEGEND: Final = form("small.legend", LEGEND_KEYS)
IN_CLASSES: Final = form("small.in_classes", LEGEND_KEYS)
MARKS: Final = cell("small.marks")
HIGHEST_TITLE: Final = cell("small.highest.title")
HIGHEST: Final = rows("small.highest", SMALL_AREAS_TABLE.headers, HIGHEST_ROWS)
CLUSTERS_TITLE: Final = cell("small.clusters.title")
CLUSTERS: Final = rows("small.clusters", SMALL_AREAS_TABLE.headers, CLUSTER_ROWS)
FOOT: Final = form("small.foot", ("reading",), ("how",), ("sources",))
FOOT_ROWS: Final = len(FOOT.lines)
LIMITS: Final = form("small.limits", LIMIT_KEYS)

DRAWN_HEADINGS: Final = {
    "code": "LSOA",
    "name": "Name",
    "ward": "Ward",
    "touches": "Touches",
    "at": "Number at",
    "covers": "Covers",
}
DRAWN: Final = rows("small.drawn", tuple(DRAWN_HEADINGS))
"""Of each LSOA's shape, written by `safer build`: code, name, its ward, neighbours, the middle
of its number in points from the map's upper left corner, and the wards' names under the number.
"""

PRINTED: Final = SMALL_AREAS_TABLE.headers.index("Cluster") + 1
"""Of the table's columns; those that say how clusters were reckoned stand beside the page."""

NAME_COLUMNS: Final = (LEGEND.width + 3, LEGEND.width + 4, LEGEND.width + 5)
"""The columns, A being 1, that are as wide as the longest name in the area that is drawn."""
