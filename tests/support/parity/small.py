"""Small workbooks made for chosen settings: a few indicators, and any values in Settings."""

from __future__ import annotations

import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from workbook.build.author import author
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_rows, tables_of_rows
from workbook.tables.settings import settings as table_settings
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsrc.domain.settings import Settings

SMALL: Final = ("total_notifiable", "burglary", "criminal_damage")
"""Offences that wards have, too, so that the map has something to show."""

LATER: Final = ("As-at month", "Last published month", "Peer group", "Map indicator", "Map measure")
"""Settings that no part of a template depends on."""

POLARITY: Final = 4
SOURCE: Final = "MPS recorded crime"
SHARED_STRINGS: Final = "xl/sharedStrings.xml"

Rows = dict[str, list[list[Any]]]


def small_rows(*, ids: tuple[str, ...] = SMALL, area: str = "Barnet") -> Rows:
    """The shipped tables with a few of their indicators and without plans, for a borough."""
    rows = {table.name: default_rows(table.name) for table in ANALYST_TABLES}
    rows["Definitions"] = [row for row in rows["Definitions"] if row[0] in ids]
    used = {part.strip() for row in rows["Definitions"] for part in str(row[2]).split(";")}
    rows["Sections"] = [row for row in rows["Sections"] if row[0] in used]
    rows["KnownChanges"] = [row for row in rows["KnownChanges"] if row[5] == SOURCE]
    kept = ("Definitions", "Sections", "Settings", "PeerGroups", "KnownChanges")
    rows |= {name: [] for name in rows if name not in kept}
    values = {
        "Area": area,
        "Last published month": "latest",
        "Map indicator": rows["Definitions"][0][1],
    }
    rows["Settings"] = [[r[0], values.get(str(r[0]), r[1]), *r[2:]] for r in rows["Settings"]]
    return rows


def settings_of_rows(rows: Rows) -> Settings:
    return table_settings(tables_of_rows(rows), shipped_offences().names)


@cache
def _with_places(folder: Path, ids: tuple[str, ...], area: str) -> Path:
    """A template in whose tables the values that are chosen later are marked by their names."""
    rows = small_rows(ids=ids, area=area)
    settings = settings_of_rows(rows)
    rows["Settings"] = [
        [name, _place(name) if name in LATER else value, *rest]
        for name, value, *rest in rows["Settings"]
    ]
    rows["Definitions"] = [
        [*row[:POLARITY], _place(row[0]), *row[POLARITY + 1 :]] for row in rows["Definitions"]
    ]
    path = folder / f"{'-'.join(ids)} {area}.xlsx"
    author(path, settings, rows)
    return path


def small_template(
    folder: Path, ids: tuple[str, ...], area: str, later: Mapping[str, str], out: Path
) -> Path:
    """A template whose tables hold chosen values: settings by their names, polarities by ids.

    Making one takes seconds; putting other values into it does not.
    """
    with zipfile.ZipFile(_with_places(folder, ids, area)) as made, zipfile.ZipFile(out, "w") as new:
        for name in made.namelist():
            content = made.read(name)
            if name == SHARED_STRINGS:
                text = content.decode()
                for place, value in later.items():
                    text = text.replace(escape(_place(place)), escape(value))
                content = text.encode()
            new.writestr(name, content)
    return out


def _place(name: str) -> str:
    return f"[{name}]"


def small_area(folder: Path, area: str) -> Path:
    """A small template of a borough, as it is without further choices."""
    later = {
        "As-at month": "latest",
        "Last published month": "none",
        "Peer group": "london",
        "Map indicator": small_rows()["Definitions"][0][1],
        "Map measure": MapMeasure.RATE.value,
        **dict.fromkeys(SMALL, "lower_is_better"),
    }
    return small_template(folder, SMALL, area, later, folder / f"Small {area}.xlsx")
