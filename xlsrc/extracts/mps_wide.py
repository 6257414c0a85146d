"""MPS Recorded Crime: Geographic Breakdown (London Datastore): one column a month, all levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain import wording
from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import ContradictionError, EmptyFileError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.assembly import encoded, vintage_after
from xlsrc.extracts.columns import aliases, columns_of, shown
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.label import Label
from xlsrc.extracts.text_numbers import counts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.places import Places
    from xlsrc.extracts.text_table import TextTable

LAYOUT: Final = "MPS geographic breakdown"
WANTED: Final = aliases(
    group="MajorText|Group|Major Category",
    offence="MinorText|SubGroup|Minor Category",
    borough="LookUp_BoroughName|BoroughName|BOCU|Borough|Borough Name",
    ward_code="WardCode|Ward Code",
    ward_name="WardName|Ward Name",
    lsoa_code="LSOA Code|LSOACode",
    lsoa_name="LSOA Name|LSOAName",
)
_REQUIRED: Final = frozenset({"group", "offence", "borough"})
UNKNOWN_BOROUGH: Final = "Unknown"
# March 2020 has a sixth of London's offences under no borough; other months have up to 3 %.
NOTABLE_UNKNOWN_SHARE: Final = 0.05

Row = tuple[str, ...]


def recognised(header: Sequence[str]) -> bool:
    """Whether the header has the offence columns, a borough and at least one month."""
    return columns_of(header, WANTED).keys() >= _REQUIRED and bool(_month_columns(header))


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """The file's rows as one extract, at the level of its finest area column.

    A row of the file becomes one row per month.
    :class:`~xlsrc.domain.errors.ExtractError` for a file without rows, a month twice and a cell
    that is no figure.
    """
    columns = columns_of(table.header, WANTED)
    month_columns = _month_columns(table.header)
    _refuse_faults(table, month_columns)
    level, area_of = _area_reader(columns, places)
    areas, area = encoded(area_of(row) for row in table.rows)
    group, offence = columns["group"], columns["offence"]
    labels, label = encoded(Label(group=row[group], offence=row[offence]) for row in table.rows)
    count = np.column_stack(
        [counts(table.column(index), table, table.header[index]) for index in month_columns]
    ).ravel()
    ordinals = np.array(list(month_columns.values()), dtype=np.int32)
    month = np.tile(ordinals, len(table.rows))
    area, label = np.repeat(area, ordinals.size), np.repeat(label, ordinals.size)
    notes = [] if table.ended else ["the last line has no line end: the file may be cut off"]
    if level is Level.BOROUGH:
        notes.extend(_unknown_shares(areas, area, month, count))
    return (
        Extract(
            source=Source.MPS_RECORDED_CRIME,
            layout=LAYOUT,
            level=level,
            vintage=vintage_after(ordinals.tolist()),
            file=table.file,
            sha256=sha256,
            sparse=True,
            illustrative=False,
            months=tuple(sorted(ordinals.tolist())),
            areas=areas,
            labels=labels,
            area=area,
            label=label,
            month=month,
            count=count,
            denominator=np.full(count.shape, np.nan),
            notes=tuple(notes),
            lines=np.array(table.lines, dtype=np.int32),
        ),
    )


def _month_columns(header: Sequence[str]) -> dict[int, int]:
    """Column index → month ordinal."""
    return {
        index: month.ordinal
        for index, name in enumerate(header)
        if (month := month_of(name)) is not None
    }


def _refuse_faults(table: TextTable, month_columns: Mapping[int, int]) -> None:
    if not table.rows:
        message = (
            f"{table.file}: rows of offences were wanted; found the header alone "
            f"({shown(table.header)}): download the file again"
        )
        raise EmptyFileError(message)
    seen = list(month_columns.values())
    twice = sorted({str(Month(ordinal)) for ordinal in seen if seen.count(ordinal) > 1})
    if twice:
        message = (
            f"{table.file}: one column for each month was wanted; found {', '.join(twice)} more "
            f"than once: remove the column that does not belong"
        )
        raise ContradictionError(message)


def _area_reader(columns: Mapping[str, int], places: Places) -> tuple[Level, Callable[[Row], Area]]:
    """The file's level, and what makes an area of one of its rows."""
    made: dict[Row, Area] = {}
    if "lsoa_code" in columns:
        level, code, name = Level.LSOA, columns["lsoa_code"], columns.get("lsoa_name")
    elif "ward_code" in columns:
        level, code, name = Level.WARD, columns["ward_code"], columns.get("ward_name")
    else:
        level, code, name = Level.BOROUGH, None, None
    borough = columns["borough"]

    def area_of(row: Row) -> Area:
        key = (row[borough], "" if code is None else row[code])
        if key not in made:
            home = places.area_of(row[borough])
            made[key] = (
                home
                if code is None
                else Area(
                    code=row[code],
                    name=row[code] if name is None else row[name],
                    level=level,
                    borough=home.name,
                )
            )
        return made[key]

    return level, area_of


def _unknown_shares(
    areas: Sequence[Area],
    area: NDArray[np.int32],
    month: NDArray[np.int32],
    count: NDArray[np.float64],
) -> list[str]:
    unknown = [index for index, place in enumerate(areas) if place.name == UNKNOWN_BOROUGH]
    if not unknown:
        return []
    first = int(month.min())
    figures = np.nan_to_num(count)
    totals = np.bincount(month - first, weights=figures)
    lost = np.bincount(
        month - first, weights=np.where(area == unknown[0], figures, 0.0), minlength=totals.size
    )
    return [
        f"{Month(first + position).name}: {lost[position]:,.0f} of {totals[position]:,.0f} "
        f"offences ({wording.share(lost[position] / totals[position])}) have no borough"
        for position in np.flatnonzero(lost > NOTABLE_UNKNOWN_SHARE * totals).tolist()
    ]


FORMAT: Final = FileFormat(
    name=LAYOUT,
    columns="Group, SubGroup, BOCU (or MajorText, MinorText, BoroughName), 202401, 202402 …",
    recognised=recognised,
    read=read,
)
