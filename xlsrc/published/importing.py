"""Figures of earlier quarters, from a CSV file, as editions that were published before."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import Month
from xlsrc.domain.nearest import nearest_names
from xlsrc.domain.published import (
    Figure,
    PublishedEdition,
    PublishedFigure,
    same_figures,
)
from xlsrc.domain.workbook_errors import ImportFileError, ImportRowsError
from xlsrc.extracts.text_table import text_lines
from xlsrc.published.import_cells import day_in, figure_in, month_in, out_of_time, value_in, wanted
from xlsrc.published.rows import sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.settings import Settings

COLUMNS: Final = {
    "edition": ("Edition", "In edition", "Edition month"),
    "indicator": ("Indicator id", "Indicator"),
    "place": ("Place", "Area"),
    "month": ("Month", "To month"),
    "figure": ("Figure",),
    "value": ("Value",),
    "public": ("Public value",),
    "vintage": ("Vintage",),
    "definition": ("Counted as",),
    "on": ("Published on",),
}
"""What a column is, by the headings that it may have; the first that is there counts."""

NEEDED: Final = ("edition", "indicator", "figure", "value")

NOTHING_IMPORTED: Final = "Nothing was imported."


def imported(
    path: Path, settings: Settings, area: str, on: datetime.date
) -> tuple[PublishedEdition, ...]:
    """The editions of a file that a workbook with these settings lacks, oldest first.

    A row is a figure: its edition (a month, ``2025-06`` or ``June 2025``), indicator (id or
    name), figure and value; further columns as in the table Published may be there. Each edition
    follows the one before, the first the last of ``settings.published``. ``on`` is the day on
    which an edition without one of its own is said to be published. An edition that is there
    already with the same figures is passed over.

    Raises
    ------
    ExtractError, WorkbookError
        The file cannot be read, or lacks a column.
    TableError
        With a line for each row at fault, and for each edition that is there with other figures.
    """
    rows = _Rows(path, settings, area, on)
    by_month: dict[Month, list[_Row]] = {}
    for row in rows.read():
        by_month.setdefault(row.as_at, []).append(row)
    parent = settings.published[-1].digest if settings.published else ""
    found: list[PublishedEdition] = []
    for as_at, its_rows in sorted(by_month.items()):
        edition = sealed(
            PublishedEdition(
                name=as_at.name,
                area=area,
                as_at=as_at,
                on=next((row.on for row in its_rows if row.on), on),
                digest="",
                parent=parent,
                figures=tuple(row.figure for row in its_rows),
                imported=path.name,
            )
        )
        there = [one for one in settings.published if one.as_at == as_at and one.area == area]
        if any(same_figures(edition, one) for one in there):
            continue
        if there:
            rows.faults.append(
                f"{path.name}: a month that has no edition yet was wanted; found {as_at.name}, "
                f"which was published on {there[-1].on.isoformat()} with other figures, and "
                "stays as it was: take its rows out of the file."
            )
        found.append(edition)
        parent = edition.digest
    if rows.faults:
        raise ImportRowsError((*rows.faults, NOTHING_IMPORTED))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    as_at: Month
    on: datetime.date | None
    figure: PublishedFigure


@dataclass(slots=True)
class _Rows:
    """The rows of a file, and the faults found on the way."""

    path: Path
    settings: Settings
    area: str
    today: datetime.date
    faults: list[str] = field(default_factory=list)
    _at: dict[str, int] = field(default_factory=dict)

    def read(self) -> list[_Row]:
        """The rows without fault; `faults` has a line for each other."""
        try:
            content = self.path.read_bytes()
        except OSError as error:
            message = f"{self.path}: a CSV file was wanted; found {error.strerror}: give its name."
            raise ImportFileError(message) from error
        table = text_lines(content, self.path.name).headed(row_by_row=True)
        self._at = self._columns(table.header)
        for line, cells in table.odd:
            wanted = f"{len(table.header)} cells as in the heading were wanted"
            self.faults.append(f"{self.path.name}, line {line}: {wanted}; found {len(cells)}.")
        known = self._indicators()
        found: list[_Row] = []
        seen: dict[tuple[str, str, str, str], int] = {}
        for line, cells in zip(table.lines, table.rows, strict=True):
            row = self._row(cells, known, f"{self.path.name}, line {line}")
            if row is None:
                continue
            one = row.figure
            key = str(row.as_at), one.indicator, one.area, one.figure.value
            if key in seen:
                self.faults.append(
                    f"{self.path.name}, line {line}: one row for a figure was wanted; found "
                    f"{one.label}, {one.figure.value}, of {row.as_at.name} in line {seen[key]} "
                    "too: keep one of them."
                )
            seen.setdefault(key, line)
            found.append(row)
        if not found and not self.faults:
            self.faults.append(f"{self.path.name}: rows of figures were wanted; found none.")
        return found

    def _columns(self, header: Sequence[str]) -> dict[str, int]:
        there = {name.casefold(): at for at, name in reversed(list(enumerate(header)))}
        found = {
            column: there[name.casefold()]
            for column, names in COLUMNS.items()
            for name in reversed(names)
            if name.casefold() in there
        }
        lacking = [COLUMNS[column][0] for column in NEEDED if column not in found]
        if lacking:
            message = (
                f"{self.path.name}: the columns {', '.join(COLUMNS[one][0] for one in NEEDED)} "
                f"were wanted; found {', '.join(header)}: add {' and '.join(lacking)}. "
                f"{NOTHING_IMPORTED}"
            )
            raise ImportFileError(message)
        return found

    def _indicators(self) -> dict[str, Indicator]:
        every = (*self.settings.asked, *self.settings.indicators)
        return {one.name.casefold(): one for one in every} | {one.id: one for one in every}

    def _row(self, cells: Sequence[str], known: dict[str, Indicator], where: str) -> _Row | None:
        before = len(self.faults)

        def read(column: str, parse: Callable[[str], object], asked: str) -> object:
            text = cells[self._at[column]].strip() if column in self._at else ""
            try:
                return parse(text)
            except ValueError:
                shown = f"'{text}'" if text else "an empty cell"
                self.faults.append(f"{where}: {asked} was wanted; found {shown}.")
                return None

        as_at = read("edition", month_in, "the edition's month, as 2025-06 or June 2025,")
        indicator = self._indicator(cells[self._at["indicator"]].strip(), known, where)
        figure = read("figure", figure_in, f"one of {', '.join(Figure)}")
        month = read(
            "month", lambda text: month_in(text) if text else as_at, "a month, as 2025-06,"
        )
        on = read("on", day_in, "the day it was published, as 2025-07-21,")
        value: object = None
        public: object = None
        if isinstance(figure, Figure):
            value = read("value", lambda text: value_in(text, figure), wanted(figure))
            public = read("public", lambda text: value_in(text, figure) if text else None,
                          wanted(figure))  # fmt: skip
        for fault in out_of_time(as_at, month, on, self.today):
            self.faults.append(f"{where}: {fault}.")
        if len(self.faults) > before:
            return None
        text = {
            column: cells[self._at[column]].strip() if column in self._at else ""
            for column in ("place", "vintage", "definition")
        }
        if not isinstance(as_at, Month) or indicator is None or not isinstance(figure, Figure):
            return None
        return _Row(
            as_at=as_at,
            on=on if isinstance(on, datetime.date) else None,
            figure=PublishedFigure(
                edition=as_at.name,
                indicator=indicator.id,
                label=indicator.name,
                area=text["place"] or self.area,
                month=month if isinstance(month, Month) else as_at,
                figure=figure,
                value=value if isinstance(value, float | str) else None,
                vintage=text["vintage"],
                definition=text["definition"],
                public=public if isinstance(public, float | str) else None,
            ),
        )

    def _indicator(self, text: str, known: dict[str, Indicator], where: str) -> Indicator | None:
        found = known.get(text) or known.get(text.removesuffix("‡").strip().casefold())
        if found is None:
            names = dict.fromkeys(one.name for one in known.values())
            near = nearest_names(text, names)
            hint = f" (the nearest: {', '.join(near)})" if near else ""
            shown = f"'{text}'" if text else "an empty cell"
            self.faults.append(
                f"{where}: an indicator's id or name as in Definitions was wanted; found "
                f"{shown}{hint}."
            )
        return found
