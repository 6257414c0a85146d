"""The MPS Monthly Crime Dashboard's files (``M1045_…``): one row an area, offence and month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import ContradictionError, EmptyFileError, WrongCellError
from xlsrc.domain.indicator import OFFENCES_MEASURE, POSITIVE_OUTCOMES, Source
from xlsrc.domain.month import Month
from xlsrc.domain.names import name_key
from xlsrc.extracts.assembly import encoded, vintage_after
from xlsrc.extracts.columns import aliases, columns_of
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.label import Label
from xlsrc.extracts.text_numbers import counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsrc.extracts.places import Places
    from xlsrc.extracts.text_table import TextTable

LAYOUT: Final = "MPS monthly dashboard"
WANTED: Final = aliases(
    month="Month_Year|Month Year",
    area_type="Area Type",
    borough="Borough_SNT|Borough SNT",
    area_name="Area name",
    area_code="Area code",
    group="Offence Group|Crime Type",
    offence="Offence Subgroup|Crime Subtype",
    measure="Measure",
    count="Count",
    refreshed="Refresh Date",
)
_REQUIRED: Final = frozenset(
    {
        "month",
        "area_type",
        "borough",
        "area_name",
        "area_code",
        "group",
        "offence",
        "measure",
        "count",
    }
)
# The file's own words for its area types; a type that is not here is left out, and said so.
_LEVELS: Final = {
    "borough": Level.BOROUGH,
    "ward": Level.WARD,
    "saferneighbourhoodteams": Level.WARD,
    "saferneighbourhoodteam": Level.WARD,
    "snt": Level.WARD,
}
MEASURES: Final = {
    "offences": OFFENCES_MEASURE,
    "outcomes": POSITIVE_OUTCOMES,
    "positiveoutcomes": POSITIVE_OUTCOMES,
}

_Key = tuple[Area, Label, int]


def recognised(header: Sequence[str]) -> bool:
    """Whether the header has the dashboard's columns in either of its wordings."""
    return columns_of(header, WANTED).keys() >= _REQUIRED


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """One extract for each level of area in the file (boroughs; wards where it has them).

    A row that stands twice counts once: of rows with the same area, offence, measure and month
    the one refreshed last is taken. Months from the refresh's own month on are incomplete and
    left out. :class:`~xlsrc.domain.errors.ExtractError` for an unreadable month, measure or count,
    and for two rows of one refresh with different counts.
    """
    columns = columns_of(table.header, WANTED)
    figures_of_rows = counts(table.column(columns["count"]), table, "Count")
    months = _months(table, columns["month"])
    refreshed = _months(table, columns["refreshed"]) if "refreshed" in columns else None
    figures: dict[Level, dict[_Key, tuple[int, float]]] = {}
    at: dict[_Key, int] = {}
    skipped: dict[str, int] = {}
    repeated = incomplete = 0
    for position, row in enumerate(table.rows):
        level = _LEVELS.get(name_key(row[columns["area_type"]]))
        if level is None:
            kind = row[columns["area_type"]]
            skipped[kind] = skipped.get(kind, 0) + 1
            continue
        ordinal = months[position].ordinal
        as_of = refreshed[position].ordinal if refreshed else ordinal + 1
        if ordinal >= as_of:
            incomplete += 1
            continue
        key = (_area(row, columns, level, places), _label(row, columns, table.file), ordinal)
        known, figure = figures.setdefault(level, {}).get(key), float(figures_of_rows[position])
        repeated += known is not None
        if known is not None and figure != known[1]:
            _refuse_two(table, columns, key, (at[key], position))
        if known is None or as_of >= known[0]:
            figures[level][key], at[key] = (as_of, figure), position
    if not figures:
        message = (
            f"{table.file}: rows of boroughs or wards were wanted; found none among "
            f"{len(table.rows)} rows: download the file again"
        )
        raise EmptyFileError(message)
    notes = [f"{number} rows of area type {kind} are not read" for kind, number in skipped.items()]
    if repeated:
        notes.append(f"{repeated} rows stand twice and count once")
    if incomplete:
        notes.append(f"{incomplete} rows of the incomplete month are left out")
    vintage = str(max(refreshed)) if refreshed else ""
    return tuple(
        _extract(table.file, sha256, level, rows, vintage, tuple(notes))
        for level, rows in figures.items()
    )


def _refuse_two(
    table: TextTable, columns: Mapping[str, int], key: _Key, positions: tuple[int, int]
) -> None:
    """A fault for two rows with different counts, unless one of them was refreshed later."""
    refreshed = columns.get("refreshed")
    if refreshed is not None and len({table.rows[at][refreshed] for at in positions}) > 1:
        return
    area, label, month = key
    first, second = (table.lines[at] for at in positions)
    message = (
        f"{table.file}: one count for each area, offence and month was wanted; found different "
        f"ones in rows {first} and {second}, which are both {area.name}, {label.offence}, "
        f"{Month(month).name}: nobody can know which is right, remove one of them"
    )
    raise ContradictionError(message)


def _extract(
    file: str,
    sha256: str,
    level: Level,
    rows: Mapping[_Key, tuple[int, float]],
    vintage: str,
    notes: tuple[str, ...],
) -> Extract:
    areas, area = encoded(key[0] for key in rows)
    labels, label = encoded(key[1] for key in rows)
    month = np.array([key[2] for key in rows], dtype=np.int32)
    count = np.array([figure for _, figure in rows.values()], dtype=np.float64)
    covered = tuple(np.unique(month).tolist())
    return Extract(
        source=Source.MPS_DASHBOARD,
        layout=LAYOUT,
        level=level,
        vintage=vintage or vintage_after(covered),
        file=file,
        sha256=sha256,
        sparse=True,
        illustrative=False,
        months=covered,
        areas=areas,
        labels=labels,
        area=area,
        label=label,
        month=month,
        count=count,
        denominator=np.full(count.shape, np.nan),
        notes=notes,
        covered_by_group=True,
    )


def _months(table: TextTable, column: int) -> list[Month]:
    months = []
    for text in table.column(column):
        month = month_of(text)
        if month is None:
            message = (
                f"{table.file}, column {table.header[column]}: a date such as 2025-07-01 was "
                f"wanted; found {text!r}: correct the cell"
            )
            raise WrongCellError(message)
        months.append(month)
    return months


def _area(row: tuple[str, ...], columns: Mapping[str, int], level: Level, places: Places) -> Area:
    code, name = row[columns["area_code"]], row[columns["area_name"]]
    if level is Level.BOROUGH:
        return places.known(code) or places.area_of(name or row[columns["borough"]])
    home = places.area_of(row[columns["borough"]])
    return Area(code=code, name=name, level=level, borough=home.name)


def _label(row: tuple[str, ...], columns: Mapping[str, int], file: str) -> Label:
    found = row[columns["measure"]]
    measure = MEASURES.get(name_key(found))
    if measure is None:
        message = (
            f"{file}, column Measure: Offences, Outcomes or Positive Outcomes was wanted; "
            f"found {found!r}: correct the cell"
        )
        raise WrongCellError(message)
    return Label(group=row[columns["group"]], offence=row[columns["offence"]], measure=measure)


FORMAT: Final = FileFormat(
    name=LAYOUT,
    columns="Month_Year, Area Type, … Measure, Count",
    recognised=recognised,
    read=read,
)
