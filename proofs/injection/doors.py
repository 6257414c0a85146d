"""Where words come in from outside: analysts' tables, extracts, returns, outlines, the console."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.support.analyst import Analyst
from workbook.package.reference import cell_address
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Door = tuple[str, str]

TABLES: Final[dict[str, tuple[str, ...]]] = {
    "Commentary": ("Analyst's view", "Words for the public", "Confirmed for"),
    "Evidence": ("Source", "Words", "Kind"),
    "Actions": ("Action", "Lead agency", "Ref"),
    "Decisions": ("Ref", "Decision"),
    "Outputs": ("Output", "Unit"),
    "OutputReturns": ("Returned by",),
    "Outcomes": ("Ref", "Intermediate outcome"),
    "ImpactQuestions": ("What it shows",),
    "Duties": ("Duty", "Law", "What is reported", "Lead", "Notes"),
    "CaseReviews": ("Year", "Notes"),
    "Definitions": ("Indicator", "Definition", "What good looks like", "Caveats", "Offences"),
    "Settings": ("Value",),
    "Sections": ("Section", "Objective", "Lead role"),
    "PeerGroups": ("Peer group", "Note", "Members"),
    "Targets": ("Note",),
    "HarmWeights": ("Subgroup", "Source", "Edition", "Basis"),
    "KnownChanges": ("What changed", "Effect", "Approved by"),
    "Resilience": ("Analyst's rating", "Analyst's reason"),
    "Returns": ("Agency", "Contact role"),
    "Acknowledged": ("Finding", "Who", "Why"),
    "AcceptedDifferences": ("Difference", "Reason", "Who"),
    "KeptAnswers": ("Table", "Row", "Column", "Answer"),
}
"""Text columns of the analysts' tables; the first row of each takes the payload."""
TABLE_DOORS: Final = tuple((table, one) for table, columns in TABLES.items() for one in columns)
_NO_XML: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")

EXTRACT_DOORS: Final = (
    "an offence", "a group of offences", "an area", "a month", "a return's note",
    "a return's area", "a return's indicator", "a file's name", "a folder's name",
    "a ward", "a query's name", "a download's address",
)  # fmt: skip


def typed(book: Path, doors: Sequence[Door], payload: Callable[[int], str]) -> list[str]:
    """Put payloads into tables as Excel keeps them: what XML has not is written as ``_x0007_``.

    Returns where each stands, as a sentence says it: ``Settings!C43``.
    """
    places = []
    with Analyst(book) as analyst:
        for at, (table, header) in enumerate(doors):
            part = analyst.structure.table(table)
            text = _NO_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", payload(at))
            row, column = part.data.first_row, part.column(header)
            analyst.put(part.sheet, row, column, text)
            places.append(f"{part.sheet}!{cell_address(row, column)}")
    return places


def extracts(folder: Path, door: str, payload: str) -> None:
    """The bundled borough release and a return, with a payload in one place."""
    month = folder / (_name(payload) if door == "a folder's name" else "2025-12")
    month.mkdir(parents=True)
    release = next((data_folder() / "mps" / "2025-12").glob("*recent*.csv"))
    rows = list(csv.reader(io.StringIO(release.read_text("utf-8-sig"))))
    places = {"a group of offences": 0, "an offence": 1, "an area": 2}
    if door in places:
        rows.append([*rows[1]])
        rows[-1][places[door]] = payload
    elif door == "a month":
        rows[0][-1] = payload
    name = _name(payload) if door == "a file's name" else "MPS Borough Level Crime"
    _written(month / f"{name}.csv", rows)
    form = next((data_folder() / "partner" / "2026-01").glob("Fire*.csv"))
    lines = list(csv.reader(io.StringIO(form.read_text("utf-8-sig"))))
    columns = {"a return's indicator": 0, "a return's area": 1, "a return's note": 5}
    if door in columns:
        lines[1][columns[door]] = payload
    _written(month / "Fire brigade.csv", lines)
    if door == "a ward":
        wards = next((data_folder() / "mps" / "2026-01").glob("*Ward*.csv"))
        of = list(csv.reader(io.StringIO(wards.read_text("utf-8-sig"))))
        of.append([payload if not cell.isdigit() else cell for cell in of[1]])
        _written(month / "wards.csv", of)
    if door == "a query's name":
        told = json.dumps(payload)
        (folder / "sources.toml").write_text(
            f'[[database]]\nname = {told}\naddress = "sqlite:///gone.db"\nquery = {told}\n'
            'source = "MPS recorded crime"\n', "utf-8")  # fmt: skip
    if door == "a download's address":
        (folder / "sources.toml").write_text(
            f"[[download]]\naddress = {json.dumps(payload)}\n", "utf-8"
        )


def outlines(path: Path, payload: str) -> None:
    """The bundled wards, every name of Barnet's a payload."""
    source = next((data_folder() / "boundaries").glob("*.geojson"))
    whole = json.loads(source.read_text("utf-8"))
    for number, area in enumerate(whole["features"]):
        if area["properties"]["LAD24NM"] == "Barnet":
            area["properties"]["WD24NM"] = f"{payload} {number}"
    path.write_text(json.dumps(whole), "utf-8")


def _name(payload: str) -> str:
    """As much of a payload as a file's name may hold."""
    return re.sub("[/\x00]", "", payload)[:80]


def _written(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def fresh(book: Path, folder: Path) -> Path:
    """A copy of the workbook to type into."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(book, folder / "Board.xlsx"))
