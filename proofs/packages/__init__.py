"""Hostile files through every command that opens them.

Wanted of each run: one sentence and nothing written where the file is refused; whatever it says,
at most 600 MB and 20 seconds, no address called, no file outside opened, no error that is no
sentence.
"""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING, Final, NamedTuple

from proofs.apart import Ran, canary, run
from proofs.count import PROJECT, Count
from proofs.packages.books import hostile_books
from proofs.packages.extract_files import hostile_boundaries, hostile_extracts
from proofs.packages.zips import COUNTED, bad_bytes, hostile_zips, including, package, parts_of
from tests.support import office_templates
from workbook.refresh import refresh
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

SEED: Final = int(os.environ.get("PROOF_SEED", "20261128"))
KEPT: Final = PROJECT / "out" / "proofs" / "packages"
TRUNCATED, FLIPPED = 50, 60

BOARD: Final = "Dashboard Barnet.xlsx"
"""By its name a fleet knows whose a workbook is that it cannot read."""

BOOK: Final = {
    "refresh": "refresh {file} --out new.xlsx",
    "check": "check {file}",
    "check --against": "check {good} --against {file}",
    "publish": "publish {file} --no-pdf --out editions",
    "publish --import": "publish {good} --import {file}",
    "pack": "pack {file} --out pack",
    "preview": "preview {file} --png pages",
    "figures": "figures --workbook {file}",
    "build": "build {file} --out built.xlsx",
    "returns": "returns forms --workbook {file}",
    "peers": "peers suggest --workbook {file}",
    "fleet": "fleet --areas Barnet --extracts {data} --out fleet --workbooks . --workers 1",
}
EXTRACTS: Final = {
    "extracts": "extracts in",
    "figures": "figures --extracts in --area Barnet",
    "refresh": "refresh --extracts in --out new.xlsx",
    "new": "new --area Barnet --extracts in --out new.xlsx",
    "returns": "returns forms --extracts in",
    "fleet": "fleet --areas Barnet --extracts in --out fleet --workers 1",
}
TEMPLATE: Final = {"pack": "pack {good} --out pack --template {file}"}
BOUNDARIES: Final = {
    "build --boundaries": "build --area Barnet --boundaries {file} --out built.xlsx",
    "build --lsoa-boundaries": "build --area Barnet --lsoa-boundaries {file} --out built.xlsx",
}


KEEPS_ON: Final = (BOOK["fleet"], EXTRACTS["fleet"])
LEFT: Final = ("fleet/fleet.",)
"""A fleet goes on with its other areas, and its report says what became of this one."""


class Case(NamedTuple):
    """A hostile file, by what it is; ``must`` where no command may take it for sound."""

    what: str
    name: str
    content: bytes
    must: bool = True


class Tries:
    """Runs a seeded sample of all pairs of a file and a command, and counts what came of them."""

    def __init__(self, folder: Path, part: float) -> None:
        self.folder, self.part = folder, part
        self.good = refresh(
            templates_folder() / "Dashboard.xlsx", data_folder(), out=folder / "good.xlsx"
        ).path
        self.made, self.seconds = 0, 0.0
        sound = Case("a sound workbook", BOARD, self.good.read_bytes())
        if self._one(sound, BOOK["figures"], _beside).code:
            message = "a sound workbook is refused: no refusal says anything"
            raise RuntimeError(message)

    def count(self, tried: str, cases: Iterable[Case], commands: dict[str, str],
              put: Callable[[Path, Case], Path], each: int = 1) -> Count:  # fmt: skip
        """Every case, or a seeded part of them, by ``each`` of the commands; dealt out in turn, so
        that each command meets as many. A failure is printed and its file is kept.
        """
        drawn = random.Random(f"{SEED} {tried}")
        dealt = _dealt(commands, drawn)
        runs: list[Ran] = []
        failed = pairs = files = 0
        for case in cases:
            pairs += len(commands)
            mine = [commands[next(dealt)] for _ in range(min(each, len(commands)))]
            if drawn.random() >= self.part and (runs or self.part == 1):
                continue
            files += 1
            for words in mine:
                ran = self._one(case, words, put)
                runs.append(ran)
                faults = _faults(ran, case, forgiven=LEFT if words in KEEPS_ON else ())
                if faults:
                    failed += 1
                    self._keep(case, ran, faults)
        refused = sum(ran.code == 1 for ran in runs)
        most = max(runs, key=lambda ran: ran.memory)
        longest = max(runs, key=lambda ran: ran.seconds)
        return Count(tried, len(runs), failed, (
            f"{files:,} files, a draw of {len(runs):,} of {pairs:,} pairs of a file and a command; "
            f"{refused:,} refused in a sentence, with nothing written but a fleet's report, "
            f"{len(runs) - refused:,} read as what they are; at most {most.memory // 1024**2:,} MB "
            f"and {longest.seconds:.0f} s"
        ))  # fmt: skip

    def _one(self, case: Case, words: str, put: Callable[[Path, Case], Path]) -> Ran:
        self.made += 1
        folder = self.folder / str(self.made)
        folder.mkdir()
        file = put(folder, case)
        told = [word.format(file=file.relative_to(folder), good=self.good, data=data_folder())
                for word in words.split()]  # fmt: skip
        ran = run(told, folder)
        self.seconds += ran.seconds
        shutil.rmtree(folder)
        return ran

    def _keep(self, case: Case, ran: Ran, faults: list[str]) -> None:
        KEPT.mkdir(parents=True, exist_ok=True)
        letters = "".join(sign if sign.isalnum() else "-" for sign in case.what)[:60]
        kept = KEPT / f"{self.made:04} {letters} {case.name}"
        if len(case.content) < 20 * 1024**2:
            kept.write_bytes(case.content)
        last = ran.said.strip().splitlines()[-1:]
        print(f"FAILED {case.what}: safer {ran.command}: {'; '.join(faults)} {last} ({kept})",
              flush=True)  # fmt: skip


def _dealt(commands: dict[str, str], drawn: random.Random) -> Iterator[str]:
    """The commands shuffled, again and again, none twice within one file's hand."""
    before: list[str] = []
    while True:
        names = drawn.sample(sorted(commands), len(commands))
        # Those dealt last come last again: no file gets one of them twice.
        names.sort(key=before[-(len(names) // 2) :].__contains__)
        yield from names
        before = names


def _faults(ran: Ran, case: Case, forgiven: tuple[str, ...]) -> list[str]:
    faults = ran.faults
    wrote = [one for one in ran.wrote if not one.startswith(forgiven)]
    if case.must and ran.code == 0:
        faults.append("it was taken for sound")
    if ran.code == 1 and wrote:
        faults.append(f"it was refused and left {', '.join(wrote)[:200]}")
    return faults


def _beside(folder: Path, case: Case) -> Path:
    path = folder / case.name
    path.write_bytes(case.content)
    return path


def _within(folder: Path, case: Case) -> Path:
    (folder / "in").mkdir()
    return _beside(folder / "in", case)


def proof(folder: Path, part: float) -> Iterator[Count]:
    """Workbooks, extracts, office templates, outlines; then cuts and flips of each."""
    print(f"seed {SEED}")
    tries = Tries(folder, part)
    good = tries.good.read_bytes()
    outside = canary(folder / "1")
    zips = (Case(what, BOARD, content, must=what != COUNTED) for what, content in
            (*hostile_zips(good, outside), *bad_bytes()))  # fmt: skip
    yield tries.count("Workbooks whose zip lies", zips, BOOK, _beside, each=2)
    books = (Case(what, BOARD, content, must=False)
             for what, content in hostile_books(tries.good, outside))  # fmt: skip
    yield tries.count("Workbooks with hostile parts", books, BOOK, _beside, each=3)
    form = PROJECT / "data" / "partner-return.xlsx"
    borough = next((PROJECT / "data" / "mps" / "2025-12").glob("*recent*.csv"))
    extracts = (Case(*one, must=False) for one in hostile_extracts(form, borough, outside))
    yield tries.count("Hostile extracts", extracts, EXTRACTS, _within, each=2)
    yield tries.count("Hostile templates of slides and reports", _templates(folder, outside),
                      TEMPLATE, _beside)  # fmt: skip
    wards = next((PROJECT / "data" / "boundaries").glob("*.geojson"))
    outlines = (Case(what, "a.geojson", content, must=False)
                for what, content in hostile_boundaries(wards))  # fmt: skip
    yield tries.count("Hostile outlines of a map", outlines, BOUNDARIES, _beside, each=2)
    yield tries.count("Workbooks cut at any byte", _cut(good), BOOK, _beside)
    yield tries.count("Workbooks with flipped bits", _flipped(good), BOOK, _beside)
    print(f"{tries.seconds / tries.made:.1f} s of a core for each of {tries.made:,} tries")


def _templates(folder: Path, outside: Path) -> Iterator[Case]:
    made = {
        "ppt/presentation.xml": office_templates.presentation(folder / "theirs.pptx"),
        "word/document.xml": office_templates.document(folder / "theirs.docx"),
    }
    for main, path in made.items():
        sound = path.read_bytes()
        for what, content in (*hostile_zips(sound, outside, main), *bad_bytes()):
            yield Case(what, path.name, content, must=what != COUNTED)
        parts = parts_of(sound)
        taking = package(parts | {main: including(parts[main], outside)})
        yield Case(f"a {main} that takes in a file", path.name, taking, must=False)


def _cut(good: bytes) -> Iterator[Case]:
    drawn = random.Random(f"{SEED} cut")
    for _ in range(TRUNCATED):
        at = drawn.randrange(len(good))
        yield Case(f"cut at {at}", BOARD, good[:at])


def _flipped(good: bytes) -> Iterator[Case]:
    drawn = random.Random(f"{SEED} flipped")
    for _ in range(FLIPPED):
        changed = bytearray(good)
        at, bit = drawn.randrange(len(good)), drawn.randrange(8)
        changed[at] ^= 1 << bit
        yield Case(f"bit {bit} of byte {at} flipped", BOARD, bytes(changed), must=False)
