"""The refreshed workbook that a pack is made from: cells by name, charts and the map."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Final, Self

from workbook.pack.drawing import usual, with_days
from workbook.pack.said.cell import words
from workbook.pack.said.content import NativeChart
from workbook.pack.said.known import known_indicators, last_month, tones_by_ref
from workbook.package.archive import Archive
from workbook.package.cell import unescaped_xml
from workbook.package.properties import modified
from workbook.package.reference import Rectangle, column_letters, sheet_range
from workbook.package.structure import structure
from workbook.refresh import settings_of
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.summary.layout import HEAD as SUMMARY_HEAD
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.plan_layout import ACTIONS_TABLE, OUTPUTS_TABLE
from xlsrc.domain.month import Month
from xlsrc.domain.workbook_errors import NotADashboardError, NotRefreshedError, OutdatedError
from xlsrc.plan.invented import without_invented

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbook.layout.named_block import NamedBlock
    from workbook.layout.table import Table
    from workbook.pack.said.content import Tone
    from workbook.pack.said.known import Known, Record
    from workbook.package.structure import Structure
    from xlsrc.domain.settings import Settings

SHEET: Final = "Figures"
"""The sheet of a chart's own workbook."""

_FORMULA: Final = re.compile(r"(<((?:\w+:)?)f>)([^<]*)(</\2f>)")
_MAP_GROUP: Final = re.compile(
    r'<((?:\w+:)?)grpSp>\s*<\1nvGrpSpPr>\s*<\1cNvPr\b[^>]*\bname="Map".*</\1grpSp>', re.DOTALL
)
# A chart's print set-up, its further drawings and its look's version are its workbook's own.
_WORKBOOKS_OWN: Final = re.compile(
    r"<((?:\w+:)?)(printSettings|userShapes|externalData)\b(?:[^>]*/>|.*?</\1\2>)", re.DOTALL
)

Place = tuple[str, Rectangle]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chart:
    sheet: str
    areas: tuple[Rectangle, ...]
    xml: str


class RefreshedWorkbook:
    """A workbook whose figures are to be shown elsewhere; nothing is worked out again.

    `WorkbookError` where the file is no workbook of this dashboard, or no refresh has written
    figures yet; `TableError` and `TemplateError` where tables or cells of it are at fault.
    """

    def __init__(self, archive: Archive, found: Structure) -> None:
        self._archive = archive
        self._structure = found
        self._workbook = HeadlessWorkbook(archive, found)
        if SUMMARY_HEAD.name not in found.names:
            message = (
                f"A workbook of this dashboard was wanted; {archive.source} is another one (it has "
                f"no cells named {SUMMARY_HEAD.name!r}). Name the workbook that safer refresh "
                "wrote."
            )
            raise NotADashboardError(message)
        indicators = self.records(ALL_INDICATORS_TABLE)
        if not indicators:
            message = (
                f"A pack shows the figures of a refreshed workbook; {archive.source} holds none "
                "yet. Refresh it first (safer refresh) and name the workbook that this writes."
            )
            raise NotRefreshedError(message)
        self.settings: Settings = without_invented(settings_of(self._workbook))
        self.known: dict[str, Known] = known_indicators(indicators, self.settings)
        self.as_at: Month = last_month(indicators) or Month.of(self.dated.year, self.dated.month)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The workbook of a file."""
        archive = Archive.read(path)
        return cls(archive, structure(archive))

    @property
    def name(self) -> str:
        """The file's name."""
        return self._archive.source

    @property
    def dated(self) -> datetime.datetime:
        """The day as which the last refresh dated the workbook."""
        part = self._structure.core_properties
        return modified(self._archive.text(part) if part else "")

    def values(self, name: str) -> tuple[tuple[object, ...], ...]:
        """The cells of a defined name; a formula's as last worked out.

        `WorkbookError` where one has not been worked out since a program dropped its value.
        """
        waiting = self._workbook.not_calculated(name)
        if waiting:
            message = (
                f"{waiting} in {self.name} holds a formula that is not calculated yet; open and "
                "save the workbook in Excel, or refresh it, and make the pack again."
            )
            raise NotRefreshedError(message)
        return self._workbook.block_values(name)

    def rows(self, block: NamedBlock) -> tuple[Mapping[str, object], ...]:
        """The rows of a block, its cells by key."""
        values = self.values(block.name)
        is_form = len(block.lines) > 1
        if len(values[0]) != block.width or (is_form and len(values) != len(block.lines)):
            message = (
                f"The cells {block.name} must be {len(block.lines) if is_form else 'rows'} by "
                f"{block.width}; found {len(values)} by {len(values[0])} in {self.name}. Run safer "
                "build on it, then safer refresh."
            )
            raise OutdatedError(message)
        return block.records(values)

    def text(self, block: NamedBlock, key: str) -> str:
        """The cell of a block with a key as words, '' for an empty one."""
        row, _ = block.place(key)
        return words(self.rows(block)[row][key])

    def records(self, table: Table) -> tuple[Record, ...]:
        """The rows of an Excel table that hold anything, by its columns."""
        found = self._workbook.tables([table.name])[table.name]
        return tuple(
            row for row in found.records() if any(value not in (None, "") for value in row.values())
        )

    @cached_property
    def action_tones(self) -> dict[str, Tone]:
        """How the actions are marked, by reference."""
        return tones_by_ref(self.records(ACTIONS_TABLE))

    @cached_property
    def output_tones(self) -> dict[str, Tone]:
        """How the outputs are marked, by reference."""
        return tones_by_ref(self.records(OUTPUTS_TABLE))

    def chart(self, block: NamedBlock, *, title: str, alt_text: str) -> NativeChart | None:
        """The chart that draws the cells of a block and no others; None without one."""
        sheet, area = self._structure.named_range(block.name)
        drawn = next(
            (
                chart.xml
                for chart in self._charts
                if chart.sheet == sheet.name and all(inside(area, one) for one in chart.areas)
            ),
            None,
        )
        if drawn is None:
            return None
        figures = self.values(block.name)
        own = _own_references(drawn, area)
        return NativeChart(
            title=title,
            alt_text=alt_text,
            xml=with_days(own, lambda reference: _days(reference, figures)),
            workbook=figures_workbook(figures, self.dated),
        )

    def map_drawing(self) -> str | None:
        """The group of the map's shapes as DrawingML, as an analyst left it; None without it."""
        for part in self._structure.drawings:
            text = usual(self._archive.text(part))
            found = _MAP_GROUP.search(text)
            if found:
                return found[0]
        return None

    @cached_property
    def _charts(self) -> tuple[_Chart, ...]:
        found = []
        for part in self._structure.charts:
            xml = usual(self._archive.text(part))
            places = [sheet_range(unescaped_xml(match[3])) for match in _FORMULA.finditer(xml)]
            known = [place for place in places if place is not None]
            sheets = {sheet for sheet, _ in known}
            if known and len(known) == len(places) and len(sheets) == 1:
                areas = tuple(area for _, area in known)
                found.append(_Chart(sheet=sheets.pop(), areas=areas, xml=xml))
        return tuple(found)


def inside(outer: Rectangle, inner: Rectangle) -> bool:
    """Whether one range lies in another."""
    return (
        outer.first_row <= inner.first_row
        and outer.first_column <= inner.first_column
        and inner.last_row <= outer.last_row
        and inner.last_column <= outer.last_column
    )


def _own_references(xml: str, area: Rectangle) -> str:
    """A chart part whose references mean the same cells of a workbook that begins with them."""

    def moved(match: re.Match[str]) -> str:
        place = sheet_range(unescaped_xml(match[3]))
        if place is None:
            return match[0]
        _, old = place
        first, last = (
            f"${column_letters(column - area.first_column + 1)}${row - area.first_row + 1}"
            for row, column in (
                (old.first_row, old.first_column),
                (old.last_row, old.last_column),
            )
        )
        return f"{match[1]}{SHEET}!{first if first == last else f'{first}:{last}'}{match[4]}"

    return _FORMULA.sub(moved, _WORKBOOKS_OWN.sub("", xml))


def _days(reference: str, figures: tuple[tuple[object, ...], ...]) -> list[datetime.date] | None:
    """What a chart refers to in its own workbook, where all of it are days."""
    place = sheet_range(reference)
    if place is None:
        return None
    area = place[1]
    values = [
        value
        for row in figures[area.first_row - 1 : area.last_row]
        for value in row[area.first_column - 1 : area.last_column]
    ]
    days = [value for value in values if isinstance(value, datetime.date)]
    return days if len(days) == len(values) else None


def figures_workbook(values: tuple[tuple[object, ...], ...], dated: datetime.datetime) -> bytes:
    """A workbook with a chart's cells, its headings in the first row."""
    import xlsxwriter

    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "default_date_format": "mmm yy"})
    book.set_properties({"created": dated})
    sheet = book.add_worksheet(SHEET)
    for row, cells in enumerate(values):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write(row, column, value)
    book.close()
    return content.getvalue()
