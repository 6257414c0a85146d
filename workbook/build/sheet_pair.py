"""One sheet of a workbook beside the sheet of the template made from it, cell matched to cell."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar
from xml.etree import ElementTree

from workbook.package.reference import Rectangle, cell_address
from workbook.package.sheet import SheetXml
from workbook.package.structure import children
from workbook.tables.analyst_tables import ANALYST_TABLES
from xlsrc.domain.errors import TemplateError
from xlsrc.domain.workbook_errors import DamagedWorkbookError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from workbook.package.archive import Archive
    from workbook.package.formula_cell import FormulaCell
    from workbook.package.structure import SheetPart, Structure, TablePart

NAMED: Final = 5
"""Things that a line names before it says how many more there are."""

Place = tuple[int, int]
Found = TypeVar("Found", bound="Hashable")

_VARYING: Final = ("panel.", "small.", "section.", "heat.", "indicator.")
"""What the names of blocks begin with that other settings, or an earlier version, have."""

_REFERENCE: Final = re.compile(r"\$?[A-Z]{1,3}\$?\d+")
_NEEDLESS_QUOTES: Final = re.compile(r"'([A-Za-z_]\w*)'!")
_PREFIX: Final = re.compile(r"_xl(?:fn|ws|pm)\.")


class OneSide:
    """A sheet in one of the two workbooks, with the ranges that refresh and tables own in it."""

    def __init__(
        self, archive: Archive, found: Structure, sheet: SheetPart, printed: Mapping[str, str]
    ) -> None:
        self.printed = printed
        self.archive = archive
        self.found = found
        self.sheet = sheet
        self.xml = SheetXml(archive.text(sheet.part), where=sheet.name, date_1904=found.date_1904)
        self.tables: list[TablePart] = [t for t in found.tables if t.sheet == sheet.name]

    @cached_property
    def names(self) -> dict[str, Rectangle]:
        """The ranges of the defined names on this sheet; broken names cover no cells."""
        areas = {}
        ours = self.sheet.name.replace("'", "''").casefold()
        for name, text in self.found.names.items():
            if ours not in text.casefold():
                continue  # of another sheet
            try:
                part, area = self.found.named_range(name)
            except TemplateError:
                continue
            if part.name == self.sheet.name and not name.startswith("_xlnm."):
                areas[name] = area
        return areas

    @cached_property
    def formulas(self) -> tuple[FormulaCell, ...]:
        """The formulas of the sheet, in order."""
        return tuple(self.xml.formulas())

    @cached_property
    def tree(self) -> Element:
        """The sheet without its cells: views, columns, rules, print set-up."""
        text = self.xml.text
        bare = text[: self.xml.data_start] + text[self.xml.data_end :]
        try:
            return ElementTree.fromstring(bare)  # noqa: S314 - the archive has refused DTDs
        except ElementTree.ParseError as error:
            message = f"{self.archive.source} is damaged in {self.sheet.part} ({error})."
            raise DamagedWorkbookError(message) from error

    def child(self, name: str) -> Element | None:
        """The first child of the sheet with a local name."""
        return next(children(self.tree, name), None)


class SheetPair:
    """A sheet as it was (``old``) and as it is made again (``new``)."""

    def __init__(self, old: OneSide, new: OneSide, indicators: re.Pattern[str]) -> None:
        self.old, self.new = old, new
        self.name = old.sheet.name
        self._indicators = indicators
        made = {table.name.casefold(): table for table in new.found.tables}
        analysts = {table.name.casefold() for table in ANALYST_TABLES}
        self.ours = [t for t in old.tables if t.name.casefold() in made]
        """Tables that the new template has too."""
        self.entry_areas = [t.data for t in self.ours if t.name.casefold() in analysts]
        owned = [area for name, area in old.names.items() if is_block(name, new.found)]
        self.written = [t.area for t in old.tables] + owned
        """What refresh and tables fill: the rest is the template's, or an analyst's."""
        self.made_written = [t.area for t in new.tables] + list(new.names.values())
        self._anchors = self._shared_anchors()

    def _shared_anchors(self) -> list[tuple[Rectangle, Rectangle]]:
        tables = {table.name.casefold(): table for table in self.new.tables}
        pairs = [
            (area, self.new.names[name])
            for name, area in self.old.names.items()
            if name in self.new.names
        ]
        for table in self.ours:
            match = tables.get(table.name.casefold())
            if match is not None:
                heading = self._heading(table.area), self._heading(match.area)
                pairs.append(heading)
        return pairs

    @staticmethod
    def _heading(area: Rectangle) -> Rectangle:
        return Rectangle(area.first_row, area.first_column, area.first_row, area.first_column)

    @cached_property
    def is_settled(self) -> bool:
        """Whether both have the same blocks of the same size, so that places can be compared.

        A section whose indicators have changed is laid out anew, and its panels look alike.
        """
        gone = any(
            name not in self.new.names and is_block(name, self.new.found) for name in self.old.names
        )
        come = any(name not in self.old.names for name in self.new.names)
        return not (gone or come) and all(one.shape == two.shape for one, two in self._anchors)

    @cached_property
    def _row_moves(self) -> list[tuple[int, int]]:
        return sorted({(a.first_row, b.first_row) for a, b in self._anchors})

    @cached_property
    def _column_moves(self) -> list[tuple[int, int]]:
        return sorted({(a.first_column, b.first_column) for a, b in self._anchors})

    def row_now(self, row: int) -> int:
        """The row of the new sheet that an old one has become, by the block just above it."""
        return _moved(row, self._row_moves)

    def column_now(self, column: int) -> int:
        """The column of the new sheet that an old one has become, by the block left of it."""
        return _moved(column, self._column_moves)

    def unmatched(self, theirs: Mapping[Place, Found], ours: Mapping[Place, Found]) -> list[Place]:
        """The places of ``theirs`` whose content ``ours`` lacks.

        Each is first looked for at its own place, then anywhere; where the sheet is laid out
        anew one like it is enough.
        """
        if not self.is_settled:
            known = set(ours.values())
            return [at for at, value in theirs.items() if value not in known]
        left = dict(ours)
        rest = []
        rows = {row: self.row_now(row) for row in {row for row, _ in theirs}}
        columns = {at: self.column_now(at) for at in {column for _, column in theirs}}
        for at, value in theirs.items():
            there = (rows[at[0]], columns[at[1]])
            if left.get(there) == value:
                del left[there]
            else:
                rest.append(at)
        free = Counter(left.values())
        lost = []
        for at in rest:
            if free[theirs[at]] > 0:
                free[theirs[at]] -= 1
            else:
                lost.append(at)
        return lost

    def of_any(self, value: object) -> object:
        """A text with the names of indicators left open, as the panels have it in common."""
        return self._indicators.sub("#", value) if isinstance(value, str) else value

    def line(self, noun: str, places: Sequence[Place]) -> Iterator[str]:
        """``the NOUN Sheet!A1, B2 and 3 more``, or no line where there are no places."""
        if places:
            yield f"the {noun} {self.name}!{listed([cell_address(*at) for at in places])}"


def is_block(name: str, ours: Structure) -> bool:
    """Whether a defined name is one that the program gives, be it to a panel that is gone now."""
    return name.casefold() in ours.names or name.casefold().startswith(_VARYING)


def _moved(at: int, moves: Sequence[tuple[int, int]]) -> int:
    shift = 0
    for index, (old, new) in enumerate(moves):
        if old > at and index:
            break
        shift = new - old
    return at + shift


def inside(areas: Iterable[Rectangle], at: Place) -> bool:
    """Whether a cell lies in any of the ranges."""
    return any(area.contains(*at) for area in areas)


def listed(names: Sequence[str]) -> str:
    """Names one after another, with how many more there are beyond the first few."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def one_or_more(noun: str, plural: str, names: Sequence[str]) -> str:
    """``the NOUN name`` or ``the PLURAL name, name``."""
    return f"the {noun if len(names) == 1 else plural} {listed(names)}"


def without_places(formula: str) -> str:
    """A formula with its cells left open, so that one that has only moved stays the same."""
    bare = _PREFIX.sub("", _NEEDLESS_QUOTES.sub(r"\1!", formula.strip().removeprefix("=")))
    return _REFERENCE.sub("#", bare)
