"""Workbooks with random features of Excel: refreshed, and nothing of them lost.

Each is made from its seed: a workbook of the board's, or of another area, with 3 to 12 features of
Excel in it. Figures, a second refresh and our own check are tried with some of them, other
programs with fewer, since they take longer.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT, Count
from tests.support.elsewhere import authored, write_street
from tests.support.libreoffice import PROGRAM, pdf
from tests.support.lossless import Save, figures, losses
from tests.support.ooxml import OFFICE_VERSIONS, schema_errors
from tests.support.other_readers import differing_for_other_readers
from tests.support.parity.small import small_area
from tests.support.random_features import FEWEST, MOST, REFUSED, Base, Made, kinds, made
from workbook.block import TableBlock
from workbook.check.lint import faults
from workbook.layout.kept_answers import KEPT_ANSWERS, KEPT_ANSWERS_TABLE
from workbook.package.archive import Archive
from workbook.refresh import RefreshedBytes, refreshed_bytes
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.writes import all_writes
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

WORKBOOKS: Final = 500
AREAS: Final = ("Barnet", "Camden", "Sutton")
BEFORE: Final = Month.of(2025, 9)
"""The month of the figures that stand in a workbook that was refreshed before."""
FIGURES_EACH, AGAIN_EACH, FAULTS_EACH = 4, 2, 2
VALIDATED, READ, PRINTED = 50, 10, 10
"""Of a whole run, so many are looked at by the validator, other readers and LibreOffice."""
KEPT: Final = PROJECT / "out" / "proofs" / "features"
TRIES: Final = {
    "parts": "Workbooks with random features of Excel, refreshed: what must not change, did not",
    "figures": "Figures of these compared with those of a workbook that nobody touched",
    "again": "Second refreshes of these, byte for byte",
    "faults": "`safer check` of these: no fault that was not there before",
    "validator": "Microsoft's validator on these: no error that was not there before",
    "readers": "Figures of these read by openpyxl and calamine",
    "printed": "Printed by LibreOffice",
}


@dataclass
class _Tally:
    """What was tried how often, and what failed."""

    tried: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    features: Counter[str] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)

    def note(self, what: str, one: Made, wrong: Sequence[object]) -> None:
        """One try, and what was wrong; the workbook that it went wrong with is kept."""
        self.tried[what] += 1
        if wrong:
            self.failed[what] += 1
            print(f"{what}: {one.said}: {'; '.join(map(str, wrong[:5]))}", flush=True)
            KEPT.mkdir(parents=True, exist_ok=True)
            (KEPT / f"{one.seed}.xlsx").write_bytes(one.content)


def proof(folder: Path, part: float) -> Iterator[Count]:
    """Refresh workbooks with random features, and compare them before and after."""
    number = max(1, round(WORKBOOKS * part))
    bases = _bases(folder)
    tally = _Tally()
    print(f"seeds 0 to {number - 1}", flush=True)
    for seed in range(number):
        one = made(seed, bases, folder)
        tally.features.update(one.features)
        tally.sizes[one.base.name] += 1
        _refresh(one, folder, tally)
    common = ", ".join(f"{name} {count}" for name, count in sorted(tally.sizes.items()))
    found = {
        "parts": f"{FEWEST} to {MOST} features each, {len(tally.features)} kinds of {kinds()}, "
        f"{tally.features.total():,} in all; {common}; {tally.tried['refused']} refused in a "
        f"sentence with nothing written (a total row, rows put inside a block)",
        "figures": f"{tally.tried['each figure']:,} blocks and tables",
        "readers": f"{tally.tried['each value']:,} values",
        "printed": f"{tally.tried['pages']:,} bytes of PDF",
    }
    for what, tried in TRIES.items():
        if tally.tried[what]:
            yield Count(tried, tally.tried[what], tally.failed[what], found.get(what, ""))


def _bases(folder: Path) -> list[Base]:
    """Small workbooks of boroughs and of an area elsewhere, and the shipped one; each also with
    the figures of an earlier month.
    """
    store = Store.open(data_folder())
    bases = [Base("the shipped template", templates_folder() / "Dashboard.xlsx", store)]
    bases += [Base(f"small of {area}", small_area(folder, area), store, often=4) for area in AREAS]
    bases += [_refreshed(base, folder) for base in bases]
    write_street(folder / "street", months=27)
    elsewhere = Store.open(folder / "street")
    new = authored(folder / "Elsewhere.xlsx", "Barnsley")
    return [*bases, Base("small of Barnsley", new, elsewhere, often=4)]


def _refreshed(base: Base, folder: Path) -> Base:
    opened = HeadlessWorkbook.open(base.path)
    path = folder / f"{base.name} {BEFORE}.xlsx"
    path.write_bytes(refreshed_bytes(opened, base.store, as_at=BEFORE).content)
    return Base(f"{base.name}, refreshed before", path, base.store, base.often)


def _refresh(one: Made, folder: Path, tally: _Tally) -> None:
    opened = HeadlessWorkbook.of(one.content, "theirs.xlsx")
    try:
        new = refreshed_bytes(opened, one.base.store)
    except DashboardError as error:
        expected = [said for feature, said in REFUSED.items() if feature in one.features]
        is_right = any(said in str(error) for said in expected)
        tally.note("refused" if is_right else "parts", one, [] if is_right else [error])
        return
    before = Archive.of(one.content, source="theirs.xlsx")
    after = Archive.of(new.content, source="theirs.xlsx")
    writes = [*all_writes(new.dashboard, opened), *_answers_kept(new)]
    wrong = losses(Save.of(before, after, writes))
    # An answer that is kept elsewhere leaves its cell empty.
    emptied = sum(int(note.split()[0]) for note in new.notes if KEPT_ANSWERS in note)
    tally.note("parts", one, wrong if len(wrong) > emptied else [])
    if one.seed % FIGURES_EACH == 0:
        tally.note("figures", one, _other_figures(one, new, tally))
    if one.seed % AGAIN_EACH == 0:
        tally.note("again", one, _not_again(one, new))
    if one.seed % FAULTS_EACH == 0:
        tally.note("faults", one, _new_faults(one, new, folder))
    _other_programs(one, new, folder, tally)


def _answers_kept(new: RefreshedBytes) -> list[TableBlock]:
    """What a refresh writes beside its own where an answer has lost its row."""
    headers = KEPT_ANSWERS_TABLE.headers
    is_kept = any(KEPT_ANSWERS in note for note in new.notes)
    return [TableBlock(KEPT_ANSWERS_TABLE.name, headers, (), headers)] if is_kept else []


def _other_figures(one: Made, new: RefreshedBytes, tally: _Tally) -> list[str]:
    """Those that differ; of a table but for rows that somebody put in and left blank."""
    ours = figures(Archive.of(new.content, source="theirs.xlsx"))
    own = {block.table for block in _answers_kept(new)}
    expected = {name: rows for name, rows in one.base.figures.items() if name not in own}
    tally.tried["each figure"] += len(expected)
    return [name for name in expected if _said(ours.get(name, [])) != _said(expected[name])]


def _said(rows: Iterable[Sequence[object]]) -> list[Sequence[object]]:
    return [row for row in rows if any(value is not None for value in row)]


def _not_again(one: Made, new: RefreshedBytes) -> list[str]:
    opened = HeadlessWorkbook.of(new.content, "theirs.xlsx")
    again = refreshed_bytes(opened, one.base.store).content
    return [] if again == new.content else ["other bytes"]


def _new_faults(one: Made, new: RefreshedBytes, folder: Path) -> list[str]:
    path = _file(new.content, folder)
    found = faults(path)
    return sorted(set(found) - set(faults(_file(one.content, folder)))) if found else []


def _other_programs(one: Made, new: RefreshedBytes, folder: Path, tally: _Tally) -> None:
    if one.seed % (WORKBOOKS // VALIDATED) == 1:
        found = set(schema_errors(_file(new.content, folder), OFFICE_VERSIONS[-1]))
        if found:
            found -= set(schema_errors(_file(one.content, folder), OFFICE_VERSIONS[-1]))
        tally.note("validator", one, sorted(found))
    if one.seed % (WORKBOOKS // READ) == 2:
        path = _file(new.content, folder)
        number, wrong = differing_for_other_readers(path)
        tally.tried["each value"] += number
        tally.note("readers", one, wrong)
    if PROGRAM and one.seed % (WORKBOOKS // PRINTED) == 3:
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            printed = pdf(_file(new.content, folder), Path(scratch)).read_bytes()
        tally.tried["pages"] += len(printed)
        tally.note("printed", one, [] if printed.startswith(b"%PDF-") else ["no PDF"])


def _file(content: bytes, folder: Path) -> Path:
    path = folder / "theirs.xlsx"
    path.write_bytes(content)
    return path
