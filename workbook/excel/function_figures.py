"""What the Excel functions show of the extracts."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.build.build import shipped_settings
from workbook.excel.user_settings import extracts_folder
from workbook.refresh import settings_of
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.settings_layout import DEFINITIONS_TABLE
from xlsrc.assess import dashboard
from xlsrc.defaults import NATIONAL, default_folder, settings_for
from xlsrc.domain.area import Level
from xlsrc.domain.errors import UnknownIndicatorError
from xlsrc.domain.nearest import nearest_names
from xlsrc.domain.workbook_errors import FunctionFiguresError
from xlsrc.extracts.chosen_source import chosen as chosen_sources
from xlsrc.extracts.population import population_folder
from xlsrc.extracts.store import Store
from xlsrc.scope import Scope
from xlsrc.series.series import series_set
from xlsrc.words.commentary import what_it_shows

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings

    Version = tuple[str, int, int]
    """A file: its path, size and time of its last change."""

    Versions = tuple[Version, ...]


def monthly(
    area: str, indicator: str, first: Month | None, last: Month | None, workbook: Path | None
) -> tuple[float | None, ...]:
    """The monthly figures of an indicator; ``None`` for a month that is missing or withheld.

    The indicator is one of the table Definitions of ``workbook`` as it lies on disk, where that
    is a dashboard, else one of those that are shipped for the area.

    Raises
    ------
    AreaError
        For a borough that the extracts do not hold.
    IndicatorError
        For an indicator that the Definitions lack.
    TableError
        With the cell of each fault in the tables of ``workbook``.
    WorkbookError
        When the months asked for are not among the series', or nobody counted by the month.

    """
    folder, versions = _folder_as_it_is()
    book = _version(workbook)
    settings = _settings_of(folder, versions, area, book)
    wanted = _indicator(indicator, settings, book)
    scope = _scope(folder, versions, settings.area, book)
    store, place = scope.store, scope.area
    (chosen,) = chosen_sources((wanted,), store, place)
    if chosen.by_quarter:
        message = (
            f"Figures by the month were wanted; {chosen.name} in {place.name} is counted by the "
            f"quarter ({chosen.source}): see the sheet Data."
        )
        raise FunctionFiguresError(message)
    as_at = store.latest_month(chosen.source, Level.BOROUGH, place)
    series = series_set(store, (chosen,), place, Level.BOROUGH, as_at)
    span = series.spans()[0]
    if span is None:
        message = f"Figures of {chosen.name} in {place.name} were wanted; the extracts hold none."
        raise FunctionFiguresError(message)
    start = series.month(span[0]) if first is None else first
    end = series.month(span[1] - 1) if last is None else last
    known = (series.month(span[0]), series.month(span[1] - 1))
    if not known[0] <= start <= end <= known[1]:
        message = (
            f"The months must lie between {known[0]} and {known[1]}, the first before the last; "
            f"found {start} to {end}."
        )
        raise FunctionFiguresError(message)
    columns = slice(
        span[0] + start.ordinal - known[0].ordinal, span[1] - known[1].ordinal + end.ordinal
    )
    return tuple(
        None if value != value else value  # noqa: PLR0124 - only nan differs from itself
        for value in series.values[0, columns].tolist()
    )


def commentary(indicator: str, area: str, workbook: Path | None) -> str:
    """The drafted paragraph of an indicator in a borough; errors as of :func:`monthly`."""
    folder, versions = _folder_as_it_is()
    book = _version(workbook)
    settings = _settings_of(folder, versions, area, book)
    chosen = _indicator(indicator, settings, book)
    shown = _dashboard(folder, versions, settings.area, book)
    return next(what_it_shows(a) for a in shown.assessments if a.indicator.id == chosen.id)


def _indicator(wanted: str, settings: Settings, book: Version | None) -> Indicator:
    folded = wanted.casefold()
    indicators = settings.indicators
    for indicator in indicators:
        if folded in (indicator.id.casefold(), indicator.name.casefold()):
            return indicator
    near = nearest_names(wanted, (name for i in indicators for name in (i.id, i.name)))
    hint = f": perhaps {' or '.join(near)}" if near else ""
    where = "that are shipped"
    if book is not None and _own_settings(book) is not None:
        where = f"of {Path(book[0]).name} as last saved"
    message = f"An indicator of the Definitions {where} was wanted; found '{wanted}'{hint}."
    raise UnknownIndicatorError(message)


def _folder_as_it_is() -> tuple[Path, Versions]:
    """The folder of extracts, with the name, size and time of every file that figures rest on."""
    folder = extracts_folder()
    paths = {*folder.rglob("*"), *population_folder(folder).glob("*")}
    files = sorted(path for path in paths if path.is_file())
    return folder, tuple(
        (str(path), stat.st_size, stat.st_mtime_ns) for path in files for stat in (path.stat(),)
    )


@functools.lru_cache(maxsize=2)
def _store(folder: Path, versions: Versions) -> Store:  # noqa: ARG001 - versions tell the states of a folder apart
    return Store.open(folder)


def _version(workbook: Path | None) -> Version | None:
    """A workbook on disk with its size and time; None where there is no file."""
    if workbook is None or not workbook.is_file():
        return None
    stat = workbook.stat()
    return str(workbook), stat.st_size, stat.st_mtime_ns


@functools.lru_cache(maxsize=64)
def _settings_of(folder: Path, versions: Versions, area: str, book: Version | None) -> Settings:
    """The tables of the workbook, else those that are shipped for the area; with its name."""
    store = _store(folder, versions)
    place = store.area(area)
    settings = _own_settings(book)
    if settings is None and default_folder(place, store) == NATIONAL:
        settings = settings_for(place, store.holding([place]))
    return dataclasses.replace(settings or shipped_settings(), area=place.name)


@functools.lru_cache(maxsize=8)
def _own_settings(book: Version | None) -> Settings | None:
    """The tables of a dashboard; None for any other workbook."""
    if book is None:
        return None
    opened = HeadlessWorkbook.open(Path(book[0]))
    if DEFINITIONS_TABLE.name not in opened.table_names:
        return None
    return settings_of(opened, extracts_folder())


@functools.lru_cache(maxsize=16)
def _scope(folder: Path, versions: Versions, area: str, book: Version | None) -> Scope:
    settings = _settings_of(folder, versions, area, book)
    return Scope.of(_store(folder, versions), dataclasses.replace(settings, as_at=None))


@functools.lru_cache(maxsize=16)
def _dashboard(folder: Path, versions: Versions, area: str, book: Version | None) -> Dashboard:
    settings = _settings_of(folder, versions, area, book)
    return dashboard(Scope.of(_store(folder, versions), settings))
