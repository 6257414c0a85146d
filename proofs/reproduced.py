"""Workbooks and editions whose figures are worked out again: as they were made, with an extract
changed, taken away or added, and with a figure changed by hand.
"""

from __future__ import annotations

import datetime
import random
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from proofs.built_twice import built_twice
from proofs.changed_files import ADDED, WAYS, chosen
from proofs.count import PROJECT, Count
from tests.support.new_areas import SOUTH_YORKSHIRE, street_folder
from tests.support.paths import SHARED
from workbook.new_workbook import new
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.publish.publish import Asked, publish
from workbook.refresh import refresh, silent
from workbook.reproduce.compared import Cells
from workbook.reproduce.named_files import named_files
from workbook.reproduce.report import MOST_NAMED, reproduction
from xlsrc.domain.errors import DashboardError
from xlsrc.resources import data_folder, shipped_template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from workbook.reproduce.report import Reproduction

SEED: Final = 19
TODAY: Final = datetime.date(2026, 11, 28)
BOROUGHS: Final = ("Camden", "Westminster")
REAL: Final = SHARED / "data" / "police-uk" / "2025"
CHANGES: Final = 2
"""Of each workbook in each way: extracts that are otherwise, and figures changed by hand."""
KEPT: Final = PROJECT / "out" / "proofs" / "reproduced"


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook or edition, the folder that its figures are of, and what an edition is of."""

    path: Path
    extracts: Path
    made_from: Path | None = None

    def again(self, path: Path | None = None, extracts: Path | None = None) -> Reproduction:
        """It, or one like it, worked out again."""
        return reproduction(
            path or self.path,
            extracts or self.extracts,
            today=TODAY,
            made_from=self.made_from,
            progress=silent,
        )


def proof(folder: Path, part: float) -> Iterator[Count]:
    """Each kind of workbook: whole, then with extracts and figures changed."""
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    yield built_twice(folder / "release")
    changes = max(1, round(CHANGES * part))
    for kind, makers in _kinds(folder, part):
        made = [maker() for maker in makers]
        yield _whole(kind, made)
        for way in WAYS:
            yield _of_changed(kind, way, made, changes, chance)
        if not made[0].made_from:
            yield _by_hand(f"{kind}, one figure changed by hand", made, changes, chance)


def _kinds(folder: Path, part: float) -> Iterator[tuple[str, Sequence[Callable[[], Made]]]]:
    def sample() -> Made:
        path = folder / "Dashboard Barnet.xlsx"
        refresh(shipped_template(), data_folder(), out=path)
        return Made(path, data_folder())

    def edition(audience: str) -> Callable[[], Made]:
        def made() -> Made:
            place = folder / "published"
            working = place / "Dashboard Barnet.xlsx"
            if not working.exists():
                place.mkdir()
                shutil.copyfile(folder / "Dashboard Barnet.xlsx", working)
                publish(
                    working, data_folder(), today=TODAY, asked=Asked(pdf=False), progress=silent
                )
            (path,) = place.glob(f"*/*{audience}.xlsx")
            return Made(path, data_folder(), working)

        return made

    def area(name: str, extracts: Path) -> Callable[[], Made]:
        def made() -> Made:
            path = folder / f"Dashboard {name} of {extracts.name}.xlsx"
            return Made(new(name, extracts=extracts, out=path, progress=silent).path, extracts)

        return made

    def force() -> Path:
        made = folder / "street files"
        made.mkdir()
        return street_folder(made, "South Yorkshire Police", SOUTH_YORKSHIRE)

    yield "The sample's workbook", [sample]
    yield "Its editions", [edition("restricted"), edition("public")]
    boroughs = BOROUGHS[: max(1, round(len(BOROUGHS) * part))]
    yield "Other boroughs' workbooks", [area(name, data_folder()) for name in boroughs]
    partnerships = SOUTH_YORKSHIRE[: max(1, round(len(SOUTH_YORKSHIRE) * part))]
    made_up = force()
    yield "Workbooks of South Yorkshire", [area(name, made_up) for name in partnerships]
    if REAL.is_dir():
        yield (
            "Workbooks of South Yorkshire's own street files",
            [area(name, REAL) for name in partnerships],
        )


def _whole(kind: str, made: Sequence[Made]) -> Count:
    figures = failed = 0
    for one in made:
        found = one.again()
        figures += found.figures
        if not found.is_whole or not found.figures:
            failed += 1
            _keep(one.path, f"{kind}: {one.path.name}", found.lines)
    told = f"{figures:,} figures, each worked out again"
    return Count(f"{kind}, as made", len(made), failed, told)


def _of_changed(
    kind: str, way: str, made: Sequence[Made], changes: int, chance: random.Random
) -> Count:
    """Each of them with a file otherwise: named, and told from a whole one if it was read then."""
    number = failed = others = 0
    change, said = WAYS[way]
    for one in made:
        names = _names(one)
        copy = one.path.parent / "changed"
        for _ in range(changes):
            shutil.copytree(one.extracts, copy, dirs_exist_ok=True)
            name, file = chosen(names, copy, chance)
            told, what = change(file, chance)
            print(f"{one.path.name}: {told}, {what}", flush=True)
            try:
                found = one.again(extracts=copy)
                lines = list(found.lines)
                is_whole = found.is_whole
                others += len(found.others)
            except DashboardError as error:
                lines, is_whole = str(error).split("\n"), False
            of_file = [words.format(told if words == ADDED else name) for words in said]
            is_named = any(words in line for line in lines for words in of_file)
            if not is_named or is_whole != (said == (ADDED,)):
                failed += 1
                _keep(one.path, f"{kind}, {way}: {one.path.name}, {told}, {what}", lines)
            shutil.rmtree(copy)
            number += 1
    return Count(
        f"{kind}, {way}",
        number,
        failed,
        f"{others:,} figures and texts were others; the file was named {number - failed} times",
    )


def _names(made: Made) -> list[str]:
    """The files that Sources names, but those of population."""
    archive = Archive.read(made.made_from or made.path)
    named = named_files(Cells(archive, structure(archive)).surface, made.path.name)
    return [one.name for one in named if not one.is_population]


def _by_hand(kind: str, made: Sequence[Made], changes: int, chance: random.Random) -> Count:
    """Each with one number of a refresh changed: that cell is named, with what it shows."""
    number = failed = 0
    for one in made:
        for _ in range(changes):
            path = one.path.with_stem("By hand")
            cell = _change_number(one.path, path, chance)
            found = one.again(path)
            named = [other.address for other in found.others[:MOST_NAMED]]
            if cell not in named:
                failed += 1
                _keep(path, f"{kind}: {cell}", found.lines)
            number += 1
    return Count(kind, number, failed, "each cell was named")


def _change_number(path: Path, target: Path, chance: random.Random) -> str:
    """A copy with another number in one cell of the first sheets; the cell as ``Summary!C7``."""
    archive = Archive.read(path)
    found = structure(archive)
    sheets = [one for one in found.sheets if one.name in {"Summary", "All indicators", "Data"}]
    sheet = chance.choice(sheets)
    text = archive.text(sheet.part)
    pattern = re.compile(r'(<c r="([A-Z]+\d+)"(?![^>]*t=)[^>]*><v>)(\d+)(?=(?:\.\d+)?</v>)')
    match = chance.choice(list(pattern.finditer(text)))
    changed = text[: match.start(3)] + str(int(match[3]) + 7) + text[match.end(3) :]
    target.write_bytes(archive.replaced({sheet.part: changed}))
    return f"{sheet.name}!{match[2]}"


def _keep(file: Path, case: str, lines: Iterator[str] | list[str]) -> None:
    """Print what makes a failed case again, and keep its file."""
    KEPT.mkdir(parents=True, exist_ok=True)
    if file.is_file():
        shutil.copyfile(file, KEPT / file.name)
    print(f"FAILED {case}", *lines, sep="\n  ", flush=True)
