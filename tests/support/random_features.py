"""Workbooks with random features of Excel, each from its seed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, Final

from tests.support import newer_parts, restyle
from tests.support.copied_sheets import copy_sheets
from tests.support.excel_package import MAIN, ExcelPackage
from tests.support.foreign_parts import add_foreign_parts
from tests.support.inserted_rows import insert_rows, rename_sheet
from tests.support.kinds_left_behind import KINDS
from tests.support.lossless import figures
from tests.support.package_edits import Package
from tests.support.paths import EXCEL_FILES, SHARED
from tests.support.pivot import add_pivot
from tests.support.sheets_by_xlsxwriter import FEATURES, sheet_with
from tests.support.writers import as_strict, with_1904
from workbook.package.archive import Archive
from workbook.refresh import refreshed_bytes
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xlsrc.extracts.store import Store

FEWEST, MOST = 3, 12
"""Features of a workbook."""

NOT_HERE: Final = (AssertionError, LookupError, StopIteration, ValueError, DashboardError)
"""What a feature raises that has no place in a workbook, or has it twice."""

EXCEL_S: Final = {
    path.stem: path
    for path in sorted((SHARED / "data" / "excel-files").glob("*.xlsx"))
    or sorted(EXCEL_FILES.glob("*.xlsx"))
}
"""Workbooks that Excel saved: all of them on a developer's machine, some in a user's clone."""


@dataclass(frozen=True)
class Base:
    """A workbook that features are put into, and the extracts that it is refreshed from."""

    name: str
    path: Path
    store: Store
    often: int = 1

    @cached_property
    def figures(self) -> dict[str, Sequence[Sequence[object]]]:
        """What a refresh writes into it when nobody has touched it."""
        opened = HeadlessWorkbook.open(self.path)
        content = refreshed_bytes(opened, self.store).content
        return figures(Archive.of(content, source=self.name))


@dataclass(frozen=True)
class Made:
    """A workbook of a seed, the features that found a place in it, and those that found none."""

    seed: int
    base: Base
    content: bytes
    features: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def said(self) -> str:
        """What makes it again."""
        return f"seed {self.seed}, {self.base.name}, with {'; '.join(self.features)}"


def _inserted_rows(book: ExcelPackage, random: Random) -> None:
    sheet = random.choice(["Summary", "Exceptions", "Overall", "Definitions", "Data quality"])
    rows = [int(row.get("r")) for row in book.sheet(sheet).iter(f"{MAIN}row")]
    insert_rows(book, sheet, at=random.choice(rows[:6]), count=random.randint(1, 4))


def _renamed_sheet(book: ExcelPackage, random: Random) -> None:
    name = random.choice(book.sheet_names[1:12])
    rename_sheet(book, name, f"{name[:20]}'s & more")


def _moved_tab(book: ExcelPackage, random: Random) -> None:
    restyle.move_to_the_end(book, random.choice(book.sheet_names))


def _pivot(book: ExcelPackage, random: Random) -> None:
    source = random.choice([
        '<worksheetSource name="AllIndicators"/>',
        '<worksheetSource ref="A4:B9" sheet="Definitions"/>',
        '<worksheetSource name="Findings"/>',
    ])  # fmt: skip
    add_pivot(book, source, sheet="Summary", ref="ZK3:ZL6", number=77)


def _parts_unheard_of(book: ExcelPackage, _: Random) -> None:
    assert not any(part.endswith(("externalLink1.xml", "vbaProject.bin")) for part in book.parts)
    add_foreign_parts(book, "Summary")


def _as_by_hand(edit: Callable[[ExcelPackage], None]) -> Callable[[ExcelPackage, Random], None]:
    return lambda book, _: edit(book)


ARRANGED: Final[dict[str, Callable[[ExcelPackage, Random], None]]] = {
    "inserted rows": _inserted_rows,
    "a renamed sheet": _renamed_sheet,
    "a moved tab": _moved_tab,
    "pivot table and cache": _pivot,
    "links, slicers, threads and macros": _parts_unheard_of,
    "texts as shared strings": _as_by_hand(restyle.save_texts_as_shared_strings),
    "a logo": _as_by_hand(restyle.add_a_logo),
    "a note with its box": _as_by_hand(restyle.add_a_comment),
    "a sheet of formulas": _as_by_hand(restyle.add_a_sheet),
    "a column of their own": _as_by_hand(restyle.add_a_column),
    "a colour scale over figures": _as_by_hand(restyle.add_a_colour_scale),
    "the order of calculation": _as_by_hand(restyle.leave_as_calculated),
}
REFUSED: Final = {
    "totals row": "has a total row, so that its rows cannot change; switch it off",
    "inserted rows": "rows were put in by hand",
}
"""Features that a refresh can refuse to write over, and what it says then."""
SAVED_AS: Final = {"Strict": as_strict, "dates from 1904": with_1904}

GROUPS: Final[Sequence[tuple[str, Sequence[str]]]] = (
    ("by hand", tuple(KINDS)),
    ("by newer Excel", (*newer_parts.ANYWHERE, *newer_parts.ON_DRAWINGS)),
    ("arranged", tuple(ARRANGED)),
    ("by XlsxWriter", tuple(FEATURES)),
    ("copied from", tuple(EXCEL_S)),
    ("saved as", tuple(SAVED_AS)),
)
OFTEN: Final = (4, 3, 3, 6, 3, 0.3)


def kinds() -> int:
    """How many features there are to choose from."""
    return sum(len(names) for _, names in GROUPS)


def made(seed: int, bases: Sequence[Base], folder: Path) -> Made:
    """The workbook of a seed; ``folder`` is scratch."""
    random = Random(seed)  # noqa: S311 - a choice, no secret
    (base,) = random.choices(bases, [one.often for one in bases])
    chosen: dict[str, list[str]] = {group: [] for group, _ in GROUPS}
    for group, names in random.choices(GROUPS, OFTEN, k=random.randint(FEWEST, MOST)):
        name = random.choice(names)
        if name not in chosen[group]:
            chosen[group].append(name)
    making = _Making(base.path.read_bytes(), random, folder)
    making.by_hand(chosen["by hand"])
    making.arranged(chosen)
    making.saved_as(chosen["saved as"][:1])
    return Made(seed, base, making.content, tuple(making.put), tuple(making.without))


class _Making:
    def __init__(self, content: bytes, random: Random, folder: Path) -> None:
        self.content = content
        self.random = random
        self.folder = folder
        self.put: list[str] = []
        self.without: list[str] = []

    def by_hand(self, names: Sequence[str]) -> None:
        """Kinds that are edits of a part's text: one that does not fit leaves no trace."""
        package = Package.of(Archive.of(self.content, source="theirs.xlsx"))
        for name in names:
            before = dict(package.changed)
            try:
                KINDS[name][0](package)
            except NOT_HERE:
                package.changed = before
                self.without.append(name)
            else:
                self.put.append(name)
        self.content = package.archive.replaced(package.changed)

    def arranged(self, chosen: dict[str, list[str]]) -> None:
        """Kinds that are edits of trees, and copies of sheets."""
        for group in ("arranged", "by newer Excel", "copied from", "by XlsxWriter"):
            for at, name in enumerate(chosen[group] if group != "by XlsxWriter" else ["all"]):
                book = ExcelPackage(io.BytesIO(self.content))
                try:
                    self._one(book, group, name, at, chosen["by XlsxWriter"])
                except NOT_HERE:
                    self.without.append(name)
                else:
                    self.content = book.content()

    def _one(self, book: ExcelPackage, group: str, name: str, at: int, features: list[str]) -> None:
        if group == "arranged":
            ARRANGED[name](book, self.random)
        elif group == "by newer Excel":
            newer_parts.put(book, name, self.random)
        elif group == "copied from":
            copy_sheets(book, ExcelPackage(EXCEL_S[name]), f"Copied {at}")
        elif features:
            copy_sheets(book, sheet_with(features, self.random), "Working")
            self.put += features
            return
        else:
            return
        self.put.append(name)

    def saved_as(self, names: Sequence[str]) -> None:
        for name in names:
            path = self.folder / "theirs.xlsx"
            path.write_bytes(self.content)
            self.content = SAVED_AS[name](path, self.folder).read_bytes()
            self.put.append(f"saved as {name}")
