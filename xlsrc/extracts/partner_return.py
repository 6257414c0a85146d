"""Partner returns: ``indicator, area, month, value[, numerator, denominator, note]``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.extracts.assembly import encoded, vintage_after
from xlsrc.extracts.columns import aliases, columns_of
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.label import Label
from xlsrc.extracts.text_table import TextTable, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.places import Places

LAYOUT: Final = "Partner return"
WANTED: Final = aliases(
    indicator="indicator",
    area="area",
    month="month",
    value="value",
    numerator="numerator",
    denominator="denominator",
    note="note|notes",
)
_REQUIRED: Final = frozenset({"indicator", "area", "month", "value"})
ILLUSTRATIVE: Final = "ILLUSTRATIVE"


def recognised(header: Sequence[str]) -> bool:
    """Whether the header has the four columns that every partner return has."""
    return columns_of(header, WANTED).keys() >= _REQUIRED


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """The return as one extract: counts, or numerators with their denominators.

    Where a row has a denominator its ``numerator`` is the count and ``value`` is for the reader's
    eye; a row without one counts its ``value``. An empty value is missing, never 0. A note that
    begins with ILLUSTRATIVE makes the whole file so. :class:`~xlsrc.domain.errors.ExtractError`
    for an unknown area, an unreadable month, a row given twice and a return without rows.
    """
    if not table.rows:
        message = (
            f"{table.file}: rows below the header were wanted; found none: fill in the return "
            f"or take it out of the folder"
        )
        raise ExtractError(message)
    columns = columns_of(table.header, WANTED)
    value = numbers(table.column(columns["value"]), table, "value")
    empty = np.full(value.shape, np.nan)
    numerator, denominator = (
        numbers(table.column(columns[role]), table, role) if role in columns else empty
        for role in ("numerator", "denominator")
    )
    areas, area = encoded(
        _area(row[columns["area"]], places, table.file, line)
        for line, row in zip(table.lines, table.rows, strict=True)
    )
    labels, label = encoded(
        Label(group="", offence=row[columns["indicator"]]) for row in table.rows
    )
    month = np.array(
        [
            _month(row[columns["month"]], table.file, line)
            for line, row in zip(table.lines, table.rows, strict=True)
        ],
        dtype=np.int32,
    )
    _refuse_repeats(table, area, label, month)
    is_share = np.isfinite(denominator)
    note = columns.get("note")
    illustrative = note is not None and any(
        row[note].upper().startswith(ILLUSTRATIVE) for row in table.rows
    )
    months = tuple(np.unique(month).tolist())
    return (
        Extract(
            source=Source.PARTNER_RETURN,
            layout=LAYOUT,
            level=Level.BOROUGH,
            vintage=vintage_after(months),
            file=table.file,
            sha256=sha256,
            sparse=False,
            illustrative=illustrative,
            months=months,
            areas=areas,
            labels=labels,
            area=area,
            label=label,
            month=month,
            count=np.where(is_share, numerator, value),
            denominator=denominator.copy(),
            notes=(ILLUSTRATIVE,) if illustrative else (),
        ),
    )


def _area(text: str, places: Places, file: str, line: int) -> Area:
    area = places.known(text)
    if area is None:
        message = (
            f"{file}, row {line}, column area: a borough's name or code was wanted; found "
            f"{text!r}: perhaps {places.nearest(text)}"
        )
        raise ExtractError(message)
    return area


def _month(text: str, file: str, line: int) -> int:
    month = month_of(text)
    if month is None:
        message = (
            f"{file}, row {line}, column month: a month such as 2025-04 or Apr-25 was wanted; "
            f"found {text!r}: correct the cell"
        )
        raise ExtractError(message)
    return month.ordinal


def _refuse_repeats(
    table: TextTable,
    area: NDArray[np.int32],
    label: NDArray[np.int32],
    month: NDArray[np.int32],
) -> None:
    first_line: dict[tuple[int, int, int], int] = {}
    keys = zip(area.tolist(), label.tolist(), month.tolist(), strict=True)
    for line, key in zip(table.lines, keys, strict=True):
        if key in first_line:
            message = (
                f"{table.file}, row {line}: one row for an indicator, area and month was wanted; "
                f"found the same as in row {first_line[key]}: remove one of them"
            )
            raise ExtractError(message)
        first_line[key] = line


FORMAT: Final = FileFormat(
    name=LAYOUT,
    columns="indicator, area, month, value",
    recognised=recognised,
    read=read,
)
