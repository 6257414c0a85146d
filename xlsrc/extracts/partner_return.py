"""Partner returns: ``indicator, area, month, value[, numerator, denominator, note]``.

The months may also stand across: ``indicator, area, Jan-24, Feb-24 …``. One bad cell costs that
cell only: it is a gap, and said; the rest of the return is used.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.errors import EmptyFileError
from xlsrc.domain.indicator import Source
from xlsrc.domain.names import name_key
from xlsrc.domain.wording import count_of
from xlsrc.extracts.assembly import encoded, vintage_after
from xlsrc.extracts.columns import columns_of
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.extract import ILLUSTRATIVE, Extract
from xlsrc.extracts.fault import ANY_INDICATOR, FaultLog, some
from xlsrc.extracts.file_format import FileFormat
from xlsrc.extracts.label import Label
from xlsrc.extracts.return_figures import Figure, figure_of
from xlsrc.extracts.return_rows import WANTED, recognised, return_rows, totals_across

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.return_rows import ReturnRow
    from xlsrc.extracts.text_table import TextTable

LAYOUT: Final = "Partner return"
_MANY_SUPPRESSED: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One figure in its place; ``month`` is an ordinal."""

    line: int
    indicator: str
    area: Area
    month: int
    column: str
    figure: Figure

    @property
    def key(self) -> tuple[str, str, int]:
        return name_key(self.indicator), self.area.code or name_key(self.area.name), self.month


def read(table: TextTable, sha256: str, places: Places) -> tuple[Extract, ...]:
    """The return as one extract: counts, or numerators with their denominators.

    Where a row has a denominator its ``numerator`` is the count, and ``value`` must agree; a row
    without one counts its ``value``. A row without any figure says nothing, never 0. A cell that
    says suppressed or not available, or that is at fault, is ``nan`` and has its sentence in
    ``faults``; so have the rows of an unknown area or month, which are left out, rows given twice
    that disagree, of which neither is used, and totals. A note that begins with ILLUSTRATIVE makes
    the whole file so. :class:`~xlsrc.domain.errors.ExtractError` for a return without a figure.
    """
    given = list(return_rows(table))
    if not given and not table.odd:
        message = (
            f"{table.file}: rows below the header were wanted; found none with a figure: fill in "
            f"the return or take it out of the folder"
        )
        raise EmptyFileError(message)
    log = FaultLog()
    _say_odd(table, log)
    # In a return with months down a heading beside the known ones is anyone's remark.
    if any(row.column != "value" for row in given):
        for heading in totals_across(table.header):
            log.add("", table.lines[0], heading, "a month", repr(heading), _LEFT_OUT)
    rows = _once([found for row in given if (found := _row(row, places, log))], log)
    rows = _zeros_too(rows)
    illustrative = any(row.note.upper().startswith(ILLUSTRATIVE) for row in given)
    areas, area = encoded(row.area for row in rows)
    labels, label = encoded(Label(group="", offence=row.indicator) for row in rows)
    month = np.array([row.month for row in rows], dtype=np.int32)
    months = tuple(np.unique(month).tolist())
    return (
        Extract(
            source=Source.PARTNER_RETURN,
            layout=LAYOUT,
            level=Level.BOROUGH,
            vintage=vintage_after(months) if months else "",
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
            count=np.array([row.figure.count for row in rows], dtype=np.float64),
            denominator=np.array([row.figure.denominator for row in rows], dtype=np.float64),
            least=np.array([row.figure.least for row in rows], dtype=np.float64),
            most=np.array([row.figure.most for row in rows], dtype=np.float64),
            notes=(*((ILLUSTRATIVE,) if illustrative else ()), *_marks(rows)),
            faults=log.faults(),
        ),
    )


def _say_odd(table: TextTable, log: FaultLog) -> None:
    """Say which rows have more or fewer cells than the header, as one that was cut off has."""
    at = columns_of(table.header, WANTED)["indicator"]
    for line, cells in table.odd:
        is_cut = not table.ended and line > max(table.lines, default=0)
        named = cells[at].strip() if at < len(cells) else ""
        log.add(
            # What came behind the cut may have been of any indicator.
            ANY_INDICATOR if is_cut else named,
            line,
            table.header[-1],
            f"{count_of(len(table.header), 'cell')} as in the header",
            str(len(cells)),
            "the return was cut off here: ask for it again; the row is left out"
            if is_cut
            else "mend the row; it is left out",
        )


_LEFT_OUT: Final = "it looks like a total and is left out"


def _row(row: ReturnRow, places: Places, log: FaultLog) -> _Row | None:
    """The row's figure in its place; ``None`` where it has no place."""
    if row.total:
        log.add("", row.line, row.column, "one month's figure", repr(row.total), _LEFT_OUT)
        return None
    area = places.known(row.area)
    if area is None:
        log.add(
            row.indicator,
            row.line,
            "area",
            "an area's name or code",
            repr(row.area),
            f"perhaps {places.nearest(row.area)}; correct the cell, the row is left out",
        )
        return None
    month = month_of(row.month)
    if month is None:
        log.add(
            row.indicator,
            row.line,
            "month",
            "a month such as 2025-04 or Apr-25",
            repr(row.month),
            "correct the cell, the row is left out",
        )
        return None
    return _Row(
        line=row.line,
        indicator=row.indicator,
        area=area,
        month=month.ordinal,
        column=row.column,
        figure=figure_of(row, log),
    )


def _once(rows: Sequence[_Row], log: FaultLog) -> list[_Row]:
    """The rows, one for each indicator, area and month.

    Rows that say the same count once. Of rows that disagree nobody knows which is right: the
    figure is a gap.
    """
    by_key: defaultdict[tuple[str, str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        by_key[row.key].append(row)
    kept = []
    for first, *others in by_key.values():
        odd = next((one for one in others if not one.figure.same_as(first.figure)), None)
        if odd is None:
            kept.append(first)
            continue
        log.add(
            first.indicator,
            odd.line,
            first.column,
            "one row for an indicator, area and month",
            f"another figure than in row {first.line} ({odd.figure} and {first.figure})",
            "remove the wrong one; neither is used",
        )
        kept.append(replace(first, figure=Figure()))
    return kept


def _zeros_too(rows: Sequence[_Row]) -> list[_Row]:
    """The rows; a series' suppressed figures may be 0 where many are and no 0 is ever shown."""
    shown, suppressed = defaultdict(list), defaultdict(list)
    for at, row in enumerate(rows):
        if not math.isnan(row.figure.count):
            shown[row.key[:2]].append(row.figure.count)
        elif not math.isnan(row.figure.most):
            suppressed[row.key[:2]].append(at)
    found = list(rows)
    for series, places in suppressed.items():
        if len(places) < _MANY_SUPPRESSED or 0 in shown[series]:
            continue
        for at in places:
            found[at] = replace(rows[at], figure=replace(rows[at].figure, least=0.0))
    return found


def _marks(rows: Sequence[_Row]) -> list[str]:
    """What the return itself notes of its figures: "revised: row 7"."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.figure.mark and not math.isnan(row.figure.count):
            lines[row.figure.mark].append(str(row.line))
    return [
        f"{mark}: row{'s' if len(found) > 1 else ''} {some(found)}" for mark, found in lines.items()
    ]


FORMAT: Final = FileFormat(
    name=LAYOUT,
    columns="indicator, area, month, value",
    recognised=recognised,
    read=read,
    row_by_row=True,
)
