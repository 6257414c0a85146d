"""Workbooks for the live surface: the shipped one, and small ones made for chosen settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from workbook.defaults import default_rows
from workbook.layout.tables import ANALYST_TABLES
from workbook.template.author import author
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SMALL = ("total_notifiable", "burglary", "criminal_damage")
"""Offences that wards have, too, so that the map has something to show."""


@pytest.fixture(scope="session")
def store() -> Store:
    return Store.open(data_folder())


def small_rows(
    *, ids: tuple[str, ...] = SMALL, area: str = "Barnet", published: str = "latest"
) -> dict[str, list[list[Any]]]:
    """The shipped tables with a few of their indicators, and other values in Settings."""
    rows = {table.name: default_rows(table.name) for table in ANALYST_TABLES}
    rows["Definitions"] = [row for row in rows["Definitions"] if row[0] in ids]
    used = {part.strip() for row in rows["Definitions"] for part in str(row[2]).split(";")}
    rows["Sections"] = [row for row in rows["Sections"] if row[0] in used]
    kept = ("Definitions", "Sections", "Settings", "PeerGroups")
    rows |= {name: [] for name in rows if name not in kept}
    values = {
        "Area": area,
        "Last published month": published,
        "Map indicator": rows["Definitions"][0][1],
    }
    rows["Settings"] = [[r[0], values.get(str(r[0]), r[1]), *r[2:]] for r in rows["Settings"]]
    return rows


@pytest.fixture(scope="session")
def small_template(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[dict[str, list[list[Any]]]], Path]:
    from tests.parity.small import settings_of_rows

    folder = tmp_path_factory.mktemp("small")

    def made(rows: dict[str, list[list[Any]]]) -> Path:
        path = folder / "Small.xlsx"
        author(path, settings_of_rows(rows), rows)
        return path

    return made
