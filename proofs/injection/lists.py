"""Names of the lists of one's own, ``areas.csv`` and ``offences.csv`` beside the extracts.

They are no cells of a table: sheets, footers, files and titles are named by them.
"""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING, Final

from proofs.count import Count
from proofs.injection.seen import Seen, through_doors
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

AREA: Final = "E09000003"
"""Barnet's code: by it the area is asked for, whatever it is called."""
DOORS: Final = {
    "an area's own name": ("areas.csv", {"code": AREA, "name": "{}", "aliases": "Barnet"}),
    "an area's other name": ("areas.csv", {"code": AREA, "name": "Barnet", "aliases": "{}"}),
    "a peer's name": ("areas.csv", {"code": "E09000007", "name": "{}", "aliases": "Camden"}),
    "an area of one's own": (
        "areas.csv", {"code": "", "name": "{}", "group": "", "members": f"{AREA}|E09000007"},
    ),
    "an offence's own name": (
        "offences.csv", {"release_label": "DOMESTIC BURGLARY", "offence": "{}"},
    ),
    "a group's own name": ("offences.csv", {"release_label": "DOMESTIC BURGLARY", "group": "{}"}),
}  # fmt: skip
"""By what is put in: the list, and the cells in which its row differs from a bundled one."""
COMMANDS: Final = (
    f"build --extracts in --area {AREA} --out built.xlsx",
    "refresh built.xlsx --extracts in --out new.xlsx",
    "check new.xlsx",
    "pack new.xlsx --out pack",
    "publish new.xlsx --extracts in --no-pdf --out editions",
    "figures --workbook new.xlsx --extracts in --format csv",
    f"figures --extracts in --area {AREA}",
)


def through_lists(folder: Path, number: float) -> Count:
    """Each of some payloads in the place of one name, held against plain words there."""
    tried, failed, refused = through_doors(
        list(DOORS), number, lambda name, *what: _through(folder / f"list {name}", *what)
    )
    return Count("Texts as names of areas and offences in lists of one's own", tried, failed, (
        f"{len(DOORS)} doors, {len(COMMANDS)} commands; {refused:,} refused in a sentence, "
        f"{tried - refused:,} written as the words that they are"
    ))  # fmt: skip


def _through(where: Path, door: str, payload: str) -> Seen:
    extracts = where / "in"
    extracts.mkdir(parents=True)
    for kind in ("mps", "partner"):
        shutil.copytree(data_folder() / kind, extracts / kind)
    name, cells = DOORS[door]
    told = {column: cell.replace("{}", payload) for column, cell in cells.items()}
    bundled = list(csv.DictReader(io.StringIO((data_folder() / name).read_text("utf-8"))))
    key = next(iter(cells))
    like = next((row for row in bundled if row[key] == told[key]), bundled[0])
    row = like | told
    with (extracts / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    seen = Seen(where, COMMANDS)
    shutil.rmtree(where)
    return seen
