"""Exceptions as the board reads them: what lies outside its usual range, when, since when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures.foretelling import Z_95
from xlsrc.measures.rolling import HALF_YEAR, PER_CENT, QUARTER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.month import Month
    from xlsrc.domain.published import Known, ListedException
    from xlsrc.measures.outlook import Outlook

    Numbers = NDArray[np.float64]


_INSIDE: Final = 0.001
"""How far out what is restated counts at least, so that its side stays the one that was listed."""


class Kind(StrEnum):
    """What lies outside its range: a month, or six months together."""

    ONE_MONTH = "one month"
    SUSTAINED = "sustained"


class Standing(StrEnum):
    """An exception against the last publication."""

    NEW = "new"
    CONTINUING = "continuing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """One series outside its usual range: a month, or six months together.

    ``seen`` and the 95 % range ``low`` to ``high`` are of the same months, ``first`` to ``last``:
    those that lie furthest out since the last publication, or, where none since then lies outside
    that range, since it began. ``since`` is the first month of the unbroken spell that is in force,
    ``until`` its last; ``back`` the first month after it that is judged, since which the series is
    inside its range again, None while it is not or none has been judged. ``z`` is positive for
    more than usual. One that is ``restated`` was listed by the last edition, and by the figures
    as they are now never was outside; its months and side are those that were listed.
    """

    kind: Kind
    standing: Standing
    since: Month
    until: Month
    back: Month | None
    first: Month
    last: Month
    seen: float
    low: float
    high: float
    z: float
    restated: bool = False

    @property
    def is_high(self) -> bool:
        """Whether it lies above its usual range."""
        return self.z > 0

    @property
    def in_force(self) -> bool:
        """Whether it still is outside in the latest month."""
        return self.back is None


def outside(
    values: Numbers,
    out_of: Numbers,
    past: Outlook,
    force: NDArray[np.int8],
    last_months: tuple[Month | None, ...],
    published: Month | None,
    listed: Sequence[Known] | None = None,
) -> tuple[Outside | None, ...]:
    """What each series is known by to lie outside its usual range since the last publication.

    One exception a series: the one in force, else the last that ended since. *New* began after
    the publication, *continuing* was in force then and is, *ended* was in force then and is not.

    Parameters
    ----------
    values, out_of
        Counts (or parts) and the denominators of shares (NaN for counts) as recorded, series ×
        months; column −1 is each series' own last month.
    past
        What the past says of them.
    force
        The exception in force, series × the latest months of ``past``: 1 high, −1 low, 0 none.
    last_months
        What month column −1 is, per series; None for a series without figures.
    published
        The last month of the edition before; None where there was none, and then what was
        already in force three months earlier counts as known.
    listed
        What the edition before said of each series, where that is known: then *new* is what it
        did not list, and what it listed and is not outside by the figures now has *ended*, too.

    """
    found: list[Outside | None] = [None] * len(values)
    is_asked = force.any(axis=1)
    if listed is not None:
        is_asked |= np.array([one.exception is not None for one in listed], dtype=bool)
    for row in np.flatnonzero(is_asked).tolist():
        last, known = last_months[row], None if listed is None else listed[row]
        if last is None:
            continue
        month = published if known is None else known.month
        back = QUARTER if month is None else max(0, last.ordinal - month.ordinal)
        found[row] = _of_series(values[row], out_of[row], past, row, force[row], last, back, known)
        if found[row] is None and known is not None and known.exception is not None:
            found[row] = _restated(values[row], out_of[row], past, row, last, known.exception)
    return tuple(found)


def told(
    values: Numbers, out_of: Numbers, past: Outlook, force: NDArray[np.int8], ends: float
) -> NDArray[np.int8]:
    """The exception in force in the months in which there is something to tell; 0 in others.

    Where an odd month on the other side brings the total of six months, as recorded, back inside
    its range, these tell nothing: then the month by itself must be out by ``ends`` or more.
    Arguments as for :func:`outside`.
    """
    found = force.copy()
    for row in np.flatnonzero(force.any(axis=1)).tolist():
        for side in np.unique(force[row][force[row] != 0]).tolist():
            looks = _looks(values[row], out_of[row], past, row, side, force.shape[1] - 1)
            found[row, (force[row] == side) & (looks.max(axis=0) < ends)] = 0
    return found


def _of_series(
    values: Numbers,
    out_of: Numbers,
    past: Outlook,
    row: int,
    force: NDArray[np.int8],
    last: Month,
    ago: int,
    listed: Known | None,
) -> Outside | None:
    latest = force.size - 1
    # When the latest month is itself published, it is judged again.
    known = min(latest - ago, latest - 1)
    lately = np.flatnonzero(force[max(known + 1, 0) :]) + max(known + 1, 0)
    then = int(force[known]) if known >= 0 else 0
    if not lately.size and not then:
        return None
    until = int(lately[-1]) if lately.size else known
    side = int(force[until])
    others = np.flatnonzero(force[:until] != side)
    since = int(others[-1]) + 1 if others.size else 0
    # A month that is not judged is not known to be inside.
    judged = np.flatnonzero(~np.isnan(np.fmax(past.z1[row], past.z6[row]))[until + 1 :])
    goes_on = not judged.size
    standing = Standing.CONTINUING if goes_on else Standing.ENDED
    if not _was_known(since, side, known, latest - ago, listed):
        standing = Standing.NEW
    lately_since = since if standing is Standing.ENDED else min(max(since, known + 1), until)
    looks = _looks(values, out_of, past, row, side, until)
    # A spell that goes on may be less far out by now than its 95 % range: then it is told by what
    # began it.
    start_of_reach = lately_since if looks[:, lately_since:].max() > Z_95 else since
    reached = looks[:, start_of_reach:]
    if not reached.max() > Z_95:
        return None
    at = start_of_reach + int(np.argmax(reached.max(axis=0)))
    sustained = bool(looks[1, at] > looks[0, at])
    width = HALF_YEAR if sustained else 1
    z, low, high = (
        (past.z6, past.half_low, past.half_high) if sustained else (past.z1, past.low, past.high)
    )
    start = last - latest
    return Outside(
        kind=Kind.SUSTAINED if sustained else Kind.ONE_MONTH,
        standing=standing,
        since=start + since,
        until=start + until,
        back=None if goes_on else start + until + 1 + int(judged[0]),
        first=start + at - (width - 1),
        last=start + at,
        seen=_seen(values, out_of, latest - at, width),
        low=float(low[row, at]),
        high=float(high[row, at]),
        z=float(z[row, at]),
    )


def _was_known(since: int, side: int, known: int, then: int, listed: Known | None) -> bool:
    """Whether the board knew of a spell: by the last edition's list, else by when it began.

    ``known`` and ``then`` are the last month that was judged then, and that the edition went to.
    """
    if listed is None:
        return since <= known
    if listed.exception is None:
        return False
    return listed.exception.is_high == (side > 0) and since <= then


def _restated(
    values: Numbers, out_of: Numbers, past: Outlook, row: int, last: Month, was: ListedException
) -> Outside | None:
    """What the last edition listed, as its months are now; ``None`` where they have no figure."""
    latest = past.z1.shape[1] - 1
    width = was.last.ordinal - was.first.ordinal + 1
    ago = last.ordinal - was.last.ordinal
    at = latest - ago
    if ago < 0 or at < 0:
        return None
    sustained = width > 1
    z, low, high = (
        (past.z6, past.half_low, past.half_high) if sustained else (past.z1, past.low, past.high)
    )
    side = 1 if was.is_high else -1
    seen, ends = _seen(values, out_of, ago, width), (float(low[row, at]), float(high[row, at]))
    if not np.isfinite([seen, *ends, z[row, at]]).all():
        return None
    return Outside(
        kind=Kind.SUSTAINED if sustained else Kind.ONE_MONTH,
        standing=Standing.ENDED,
        since=was.since,
        until=was.last,
        back=was.since,
        first=was.first,
        last=was.last,
        seen=seen,
        low=ends[0],
        high=ends[1],
        # On the side that was listed, wherever it lies now.
        z=side * max(side * float(z[row, at]), _INSIDE),
        restated=True,
    )


def _looks(
    values: Numbers, out_of: Numbers, past: Outlook, row: int, side: int, until: int
) -> Numbers:
    """How far out each month to ``until`` lies on a side, and the six months to it: 2 × months.

    Six months whose total as recorded is inside its range are no look to tell: an odd month on the
    other side, which is pulled in where they are judged, brings them back.
    """
    latest = past.z1.shape[1] - 1
    months, half_years = (
        np.nan_to_num(side * z[row, : until + 1], nan=-np.inf) for z in (past.z1, past.z6)
    )
    ends = (past.half_high if side > 0 else past.half_low)[row, : until + 1]
    at = np.flatnonzero(half_years > 0)
    seen = _seen_each(values, out_of, latest - at, HALF_YEAR)
    half_years[at[~(side * seen > side * ends[at])]] = -np.inf
    return np.stack((months, half_years))


def _seen(values: Numbers, out_of: Numbers, ago: int, width: int) -> float:
    """The count, or the share per 100, of ``width`` months that ended so many months ago."""
    return float(_seen_each(values, out_of, np.array([ago]), width)[0])


def _seen_each(values: Numbers, out_of: Numbers, ago: NDArray[np.intp], width: int) -> Numbers:
    """As :func:`_seen`, of months that ended at several times."""
    months = (values.size - ago)[:, np.newaxis] - np.arange(width, 0, -1)
    seen, whole = values[months].sum(axis=1), out_of[months].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.isnan(whole), seen, PER_CENT * seen / whole)


def marks(
    values: Numbers, out_of: Numbers, past: Outlook
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The months that charts mark, series × latest months: those that are exceptions by
    themselves, and those that belong to six that are one together.

    Of a month in which an exception is in force, the look that lies further out is marked.
    Arguments as for :func:`outside`.
    """
    side = past.force
    flagged, lasting = np.zeros((2, *side.shape), dtype=bool)
    for row in np.flatnonzero(side.any(axis=1)).tolist():
        for way in np.unique(side[row][side[row] != 0]).tolist():
            months, half_years = _looks(values[row], out_of[row], past, row, way, side.shape[1] - 1)
            here = side[row] == way
            flagged[row] |= here & (months >= half_years)
            lasting[row] |= here & (half_years > months)
    sustained = np.zeros_like(lasting)
    for back in range(min(HALF_YEAR, lasting.shape[1])):
        sustained[:, : lasting.shape[1] - back] |= lasting[:, back:]
    return flagged, sustained
