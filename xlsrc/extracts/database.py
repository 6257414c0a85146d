"""Extracts from a database: a query that yields the tidy columns."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import EmptyFileError, MissingColumnError, WrongCellError
from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.extracts.assembly import encoded, vintage_after
from xlsrc.extracts.columns import aliases, columns_of, shown
from xlsrc.extracts.database_query import answer
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.database_query import DatabaseSource
    from xlsrc.extracts.places import Places

LAYOUT: Final = "Database"
WANTED: Final = aliases(
    area_code="area_code",
    area_name="area_name",
    area_level="area_level",
    group="offence_group",
    offence="offence",
    month="month",
    count="count",
    measure="measure",
    denominator="denominator",
    borough="borough",
)
_REQUIRED: Final = ("area_code", "area_name", "area_level", "group", "offence", "month", "count")
_REQUIRED_SHOWN: Final = "area_code, area_name, area_level, offence_group, offence, month, count"

Row = tuple[Any, ...]


def database_extracts(asked: DatabaseSource, places: Places | None = None) -> tuple[Extract, ...]:
    """The query's rows, one extract for each level of area; NULL counts are missing, never 0.

    The query can only read (:mod:`~xlsrc.extracts.database_query`). ``places`` says what areas are
    called, the bundled list unless one is given. :class:`~xlsrc.domain.errors.ExtractError`
    when the database cannot be reached or the query does more than read, a column is missing or a
    value cannot be read.
    """
    header, rows = answer(asked)
    columns = columns_of(header, WANTED)
    if not set(_REQUIRED) <= columns.keys():
        message = (
            f"{asked.name}: a query that yields {_REQUIRED_SHOWN} was wanted; found "
            f"{shown(header)}: name the columns with AS in the query"
        )
        raise MissingColumnError(message)
    if not rows:
        message = f"{asked.name}: rows were wanted; found none: check the query"
        raise EmptyFileError(message)
    levels = [_level(row[columns["area_level"]], asked.name) for row in rows]
    return tuple(
        _extract(
            asked,
            [row for row, own in zip(rows, levels, strict=True) if own is level],
            columns,
            level,
            places or shipped_places(),
        )
        for level in dict.fromkeys(levels)
    )


def _extract(
    asked: DatabaseSource,
    rows: Sequence[Row],
    columns: dict[str, int],
    level: Level,
    places: Places,
) -> Extract:
    areas, area = encoded(_area(row, columns, level, places) for row in rows)
    labels, label = encoded(_label(row, columns) for row in rows)
    month = np.array([_month(row[columns["month"]], asked.name) for row in rows], dtype=np.int32)
    months = tuple(np.unique(month).tolist())
    denominator = columns.get("denominator")
    return Extract(
        source=asked.source,
        layout=LAYOUT,
        level=level,
        vintage=asked.vintage or vintage_after(months),
        file=asked.name,
        sha256=hashlib.sha256("\n".join(map(repr, rows)).encode()).hexdigest(),
        sparse=asked.sparse,
        illustrative=False,
        months=months,
        areas=areas,
        labels=labels,
        area=area,
        label=label,
        month=month,
        count=_figures([row[columns["count"]] for row in rows], asked.name, "count"),
        denominator=_figures(
            [None if denominator is None else row[denominator] for row in rows],
            asked.name,
            "denominator",
        ),
    )


def _level(value: object, name: str) -> Level:
    try:
        return Level(str(value).strip().lower())
    except ValueError as error:
        message = (
            f"{name}, column area_level: {', '.join(Level)} was wanted; found {value!r}: correct "
            f"the query"
        )
        raise WrongCellError(message) from error


def _area(row: Row, columns: dict[str, int], level: Level, places: Places) -> Area:
    code, name = str(row[columns["area_code"]] or ""), str(row[columns["area_name"]])
    if level is Level.BOROUGH:
        return places.known(code) or places.known(name) or Area(code=code, name=name)
    borough = str(row[columns["borough"]] or "") if "borough" in columns else ""
    home = places.known(borough)
    return Area(code=code, name=name, level=level, borough=borough if home is None else home.name)


def _label(row: Row, columns: dict[str, int]) -> Label:
    measure = row[columns["measure"]] if "measure" in columns else None
    return Label(
        group=str(row[columns["group"]] or ""),
        offence=str(row[columns["offence"]]),
        measure=str(measure or OFFENCES_MEASURE),
    )


def _month(value: object, name: str) -> int:
    month = month_of(str(value))
    if month is None:
        message = (
            f"{name}, column month: a date or a month such as 2025-04 was wanted; found "
            f"{value!r}: correct the query"
        )
        raise WrongCellError(message)
    return month.ordinal


def _figures(values: Sequence[Any], name: str, column: str) -> NDArray[np.float64]:
    try:
        return np.array([np.nan if value is None else float(value) for value in values])
    except (TypeError, ValueError) as error:
        message = f"{name}, column {column}: numbers were wanted; found {error}: correct the query"
        raise WrongCellError(message) from error
