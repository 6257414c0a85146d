"""Exceptions as the board reads them: what lies outside its usual range, when, how rarely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.measures import expected as usual
from xlsrc.measures.exceptions import Kind, Standing, exceptions
from xlsrc.measures.expected import HALF_YEAR, QUARTER, KnownChanges

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.domain.month import Month
    from xlsrc.measures.expected import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """One series outside its usual range: a month, or six months together.

    ``seen`` and the range ``low`` to ``high`` are of the same months, ``first`` to ``last``.
    ``since`` is the first month of the unbroken run of flags, ``until`` its last. ``z`` is
    positive for more than usual.
    """

    kind: Kind
    standing: Standing
    since: Month
    until: Month
    first: Month
    last: Month
    seen: float
    low: float
    high: float
    z: float

    @property
    def is_high(self) -> bool:
        """Whether it lies above its usual range."""
        return self.z > 0

    @property
    def months(self) -> int:
        """How many months are seen together: 1 or 6."""
        return self.last.ordinal - self.first.ordinal + 1


def outside(
    counts: NDArray[np.float64],
    history: History,
    last_months: tuple[Month | None, ...],
    changes: KnownChanges,
    published: Month | None,
) -> tuple[tuple[Outside, ...], ...]:
    """What lies outside its usual range since the last publication, per series.

    First the exception that the series is known by, then every other month outside its range.

    Parameters
    ----------
    counts
        series × months, column −1 being each series' own last month.
    history
        Of the same series, its last column the same month.
    last_months
        What month that is, per series; None for a series without figures.
    changes
        The known changes, as columns of ``counts``.
    published
        The last month of the edition before; None where there was none, and then what was
        already flagged three months earlier counts as known.

    """
    found: list[tuple[Outside, ...]] = [()] * len(counts)
    columns = history.z1.shape[1]
    for last in sorted({month for month in last_months if month is not None}):
        rows = np.array([row for row, month in enumerate(last_months) if month == last])
        back = QUARTER if published is None else max(0, last.ordinal - published.ordinal)
        known = columns - 1 - back
        flags = exceptions(history.z1[rows], history.z6[rows], published=known)
        start = last - (columns - 1)
        is_sustained = flags.kind == Kind.SUSTAINED
        spells = _half_years(
            counts, changes, rows[is_sustained], columns - 1 - flags.at[is_sustained]
        )
        for position, row in enumerate(rows.tolist()):
            if flags.kind[position] == Kind.NONE:
                continue
            at = int(flags.at[position])
            sustained = bool(is_sustained[position])
            low, high = spells[row] if sustained else _month_range(history, row, at)
            width = HALF_YEAR if sustained else 1
            main = Outside(
                kind=flags.kind[position],
                standing=flags.standing[position],
                since=start + int(flags.since[position]),
                until=start + int(flags.until[position]),
                first=start + at - (width - 1),
                last=start + at,
                seen=_seen(counts, row, columns - at, width),
                low=low,
                high=high,
                z=float(flags.z[position]),
            )
            months = np.flatnonzero(flags.one_month[position]).tolist()
            others = [column for column in months if column > known and start + column != main.last]
            if sustained:
                others = [column for column in months if column > known]
            found[row] = (
                main,
                *(_one_month(counts, history, row, column, main, start) for column in others),
            )
    return tuple(found)


def _one_month(
    counts: NDArray[np.float64],
    history: History,
    row: int,
    column: int,
    main: Outside,
    start: Month,
) -> Outside:
    """A month outside its range beside the exception that the series is known by."""
    z = float(history.z1[row, column])
    low, high = _month_range(history, row, column)
    month = start + column
    same_side = (z > 0) == main.is_high
    return Outside(
        kind=Kind.ONE_MONTH,
        standing=main.standing if same_side else Standing.NEW,
        since=month,
        until=month,
        first=month,
        last=month,
        seen=_seen(counts, row, history.z1.shape[1] - column, 1),
        low=low,
        high=high,
        z=z,
    )


def _seen(counts: NDArray[np.float64], row: int, months_back: int, width: int) -> float:
    """The sum of ``width`` months that end ``months_back`` columns from the end (1: the last)."""
    end = counts.shape[1] - months_back + 1
    return float(counts[row, end - width : end].sum())


def _month_range(history: History, row: int, column: int) -> tuple[float, float]:
    return float(history.lower[row, column]), float(history.upper[row, column])


def _half_years(
    counts: NDArray[np.float64],
    changes: KnownChanges,
    rows: NDArray[np.int64],
    months_ago: NDArray[np.int64],
) -> dict[int, tuple[float, float]]:
    """By row, the usual range of the six months that ended some months before the last."""
    found: dict[int, tuple[float, float]] = {}
    for ago in np.unique(months_ago).tolist():
        chosen = rows[months_ago == ago]
        width = counts.shape[1] - ago
        cut = KnownChanges(
            steps=tuple(_before(width, changes.steps[row]) for row in chosen),
            masked=tuple(_before(width, changes.masked[row]) for row in chosen),
        )
        spell = usual.half_year(counts[chosen, :width], known_changes=cut)
        for position, row in enumerate(chosen.tolist()):
            found[row] = (float(spell.lower[position]), float(spell.upper[position]))
    return found


def _before(width: int, months: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(month for month in months if month < width)
