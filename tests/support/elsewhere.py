"""A small workbook and made street files of a partnership outside London."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.support.street import ASB, name, street_file
from workbook.build.author import author
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_rows, tables_of_rows
from workbook.tables.settings import settings
from xlsrc.domain.month import Month
from xlsrc.extracts.offences import shipped_offences
from xlsrc.national.areas import lsoa_codes, shipped_areas

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbook.block import Cell, TableData

FORCE: Final = "South Yorkshire Police"
MEMBERS: Final = ("Barnsley", "Doncaster", "Rotherham", "Sheffield")
KINDS: Final = {ASB: 7, "Burglary": 5, "Vehicle crime": 4}
"""Incidents of each type in an LSOA and month, about."""
LSOAS: Final = 3
LAST: Final = "2025-12"

_SETTINGS: Final[Mapping[str, str]] = {
    "Map indicator": "Burglary",
    "Last published month": "none",
    "Peer group": "near",
}


def _rows(area: str) -> dict[str, list[list[Cell]]]:
    found: dict[str, list[list[Cell]]] = {table.name: [] for table in ANALYST_TABLES}
    found["Settings"] = [
        [row[0], {"Area": area, **_SETTINGS}.get(str(row[0]), row[1]), *row[2:]]
        for row in default_rows("Settings")
    ]
    found["Sections"] = [
        ["overall", "Overall", "Overall", "overview", "The whole picture", "Chair", None, None],
        ["1", "Theft", "Theft", "priority", "Fewer thefts", "Neighbourhood lead", None, None],
    ]
    found["PeerGroups"] = [["near", "South Yorkshire", "; ".join(MEMBERS), None]]
    found["Definitions"] = [
        [
            *(
                kind.split()[0].lower().replace("-", "_"),
                kind,
                "overall; 1",
                "yes",
                "lower_is_better",
            ),
            *("data.police.uk", kind, None, "no", "open", 2),
            *(f"{kind}, as data.police.uk counts it.", "Fewer.", "Places are approximate."),
        ]
        for kind in KINDS
    ]
    return found


def tables(area: str) -> dict[str, TableData]:
    """The analysts' tables of an area, with an empty plan."""
    return tables_of_rows(_rows(area))


def authored(path: Path, area: str) -> Path:
    """A new template of an area's tables."""
    author(path, settings(tables(area), shipped_offences().names), _rows(area))
    return path


def write_street(folder: Path, *, months: int) -> None:
    """Files of a force by month, to December 2025: some incidents in LSOAs of each authority."""
    last = Month.parse(LAST)
    for month in (str(last - back) for back in range(months)):
        path = folder / name(month, FORCE)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(street_file(_month(month)), encoding="utf-8")


def _month(month: str) -> list[str]:
    lines = []
    for member in MEMBERS:
        for place, code in enumerate(lsoa_codes(shipped_areas().named(member))[:LSOAS]):
            for kind, number in KINDS.items():
                for at in range(number + (Month.parse(month).ordinal * (place + number)) % 4):
                    crime = "" if kind == ASB else f"{month}{code}{kind}{at}".encode().hex()
                    where = f"-1.4,53.4,On or near Street {at},{code},{member} 001A"
                    lines.append(f"{crime},{month},{FORCE},{FORCE},{where},{kind},,")
    return lines
