"""The share of a force's rows without a place, and of those without an LSOA's code, by month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain import wording
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.street import months_in_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.gate.street import ForceMonths

# A month with this much more than the median of the two years before it, a year with this much
# more or less than the one before it, and both by more than chance moves a small force's share.
_MONTH, _YEAR = 0.01, 0.005
_MUCH: Final = 0.05
_BY_CHANCE: Final = 3.0
_BEFORE, _LEAST_BEFORE = 24, 6
_MONTHS: Final = 12
# Places are not lost evenly: an area's share may be twice the force's, or a year's mean more.
_UNEVEN: Final = 2.0


def street_unplaced(force: ForceMonths) -> list[Finding]:
    """At most one finding: the share moved, in some months or from one year to the next."""
    rows, lost = force.rows, force.unplaced.sum(axis=0)
    moved = _moved(np.array(force.months), lost, rows) if force.own.any() else None
    if moved is None:
        return []
    # Less than this is in the range that every change is said with.
    usual = min(moved.old, moved.new) if moved.by_year else _share(lost, rows, ~moved.high)
    share = np.divide(lost, rows, out=np.zeros_like(lost), where=rows > 0)
    much = moved.high & (share >= usual + _MUCH)
    is_much = bool(much.any())
    touched = much if is_much else moved.touched
    if is_much and (moved.now & ~much).any():
        moved = _in_months(moved, much, lost, rows)
    return [
        Finding(
            rule="unknown-share",
            severity=Severity.WITHHOLDS if is_much else Severity.NOTES,
            source=Source.POLICE_UK,
            files=force.extracts,
            areas=force.own_areas,
            months=frozenset(np.array(force.months)[touched].tolist()),
            wanted=f"A steady share of {force.force}'s rows without an LSOA was wanted",
            found=moved.found,
            where=force.where,
            action="Rows without one lie in no area, which alone could make a change: compare the "
            "whole force",
            size=moved.size,
            missing=_missing(force, touched),
        )
    ]


def _in_months(
    moved: _Moved, much: NDArray[np.bool_], lost: NDArray[np.float64], rows: NDArray[np.float64]
) -> _Moved:
    """The move as one of these months alone, which a year around them would hide."""
    in_high, usual = _share(lost, rows, much), _share(lost, rows, ~much)
    return replace(moved, high=much, by_year=False, in_high=in_high, usual=usual)


def street_pointed(force: ForceMonths) -> list[Finding]:
    """At most one note: more or fewer rows than usual are placed without their LSOA's code."""
    pointed = np.array([one.pointed for one in force.files], dtype=np.float64)
    rows = np.array([one.rows for one in force.files], dtype=np.float64)
    moved = _moved(np.array(force.months), pointed, rows) if force.own.any() else None
    if moved is None:
        return []
    return [
        Finding(
            rule="street-pointed",
            severity=Severity.NOTES,
            source=Source.POLICE_UK,
            files=force.extracts,
            areas=force.own_areas,
            months=frozenset(np.array(force.months)[moved.touched].tolist()),
            wanted=f"A steady share of {force.force}'s rows with the code of an LSOA was wanted",
            found=f"without one, by their point, lie {moved.found}",
            where=force.where,
            action="They are counted where their point is: look whether the codes were lost on "
            "the way",
            size=moved.size,
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Moved:
    """A share of rows that moved: in ``high`` months, or from the year before to this one."""

    months: NDArray[np.int64]
    high: NDArray[np.bool_]
    by_year: bool
    now: NDArray[np.bool_]
    before: NDArray[np.bool_]
    old: float
    new: float
    in_high: float
    usual: float

    @property
    def touched(self) -> NDArray[np.bool_]:
        return self.now | self.before if self.by_year else self.high

    @property
    def size(self) -> float:
        return max(self.new, self.in_high) if self.high.any() else self.new

    @property
    def found(self) -> str:
        if self.by_year:
            return (
                f"{wording.share(self.old, 1)} in {self._words(self.before)}, "
                f"{wording.share(self.new, 1)} in {self._words(self.now)}"
            )
        return (
            f"{wording.share(self.in_high, 1)} in {self._words(self.high)}, where "
            f"{wording.share(self.usual, 1)} is usual"
        )

    def _words(self, at: NDArray[np.bool_]) -> str:
        return months_in_words(self.months[at].tolist())


def _moved(
    months: NDArray[np.int64], lost: NDArray[np.float64], rows: NDArray[np.float64]
) -> _Moved | None:
    """How the share of rows that are lost moved by more than chance; None where it did not."""
    if not lost.any():
        return None
    high = _high_months(lost, rows)
    now, before = months > months[-1] - _MONTHS, months > months[-1] - 2 * _MONTHS
    before &= ~now
    old, new = _share(lost, rows, before), _share(lost, rows, now)
    # A year of which some months are not there is judged by those that both years have.
    by_year = bool(before.any()) and abs(new - old) >= max(
        _YEAR, _noise(max(old, new), min(rows[now].sum(), rows[before].sum()))
    )
    if not by_year and not high.any():
        return None
    return _Moved(
        months=months,
        high=high,
        by_year=by_year,
        now=now,
        before=before,
        old=old,
        new=new,
        in_high=_share(lost, rows, high),
        usual=_share(lost, rows, ~high),
    )


def _high_months(lost: NDArray[np.float64], rows: NDArray[np.float64]) -> NDArray[np.bool_]:
    share = np.divide(lost, rows, out=np.zeros_like(lost), where=rows > 0)
    high = np.zeros(share.size, dtype=np.bool_)
    for at in range(_LEAST_BEFORE, share.size):
        usual = float(np.median(share[max(0, at - _BEFORE) : at]))
        high[at] = share[at] > usual + max(_MONTH, _noise(usual, rows[at]))
    return high


def _noise(share: float, rows: float) -> float:
    """What chance adds to a share of so many rows at most."""
    return float(_BY_CHANCE * np.sqrt(share * (1 - share) / rows)) if rows > 0 else 0.0


def _share(
    lost: NDArray[np.float64], rows: NDArray[np.float64], months: NDArray[np.bool_]
) -> float:
    whole = rows[months].sum()
    return float(lost[months].sum() / whole) if whole else 0.0


def _missing(force: ForceMonths, touched: NDArray[np.bool_]) -> tuple[Missing, ...]:
    """What each authority may lack of each offence, a year at a time back from the last month."""
    months = np.array(force.months)
    years = (months[-1] - months) // _MONTHS
    placed = force.placed.sum(axis=0)
    found = []
    for year in np.unique(years[touched]).tolist():
        at, near = years == year, np.abs(years - year) <= 1
        ratio = _ratio(force.unplaced, placed, at)
        most = force.placed[:, :, at].sum(axis=2) * (
            _UNEVEN * ratio + _ratio(force.unplaced, placed, near)
        )
        held = frozenset(months[at].tolist())
        found += [
            Missing(
                area=force.areas[area],
                offence=force.meanings[offence].offence,
                months=held,
                most=float(most[area, offence]),
            )
            for area, offence in np.argwhere((most > 0) & force.own[:, None]).tolist()
        ]
    return tuple(found)


def _ratio(
    unplaced: NDArray[np.float64], placed: NDArray[np.float64], months: NDArray[np.bool_]
) -> NDArray[np.float64]:
    whole = placed[:, months].sum(axis=1)
    lost = unplaced[:, months].sum(axis=1)
    return np.asarray(np.divide(lost, whole, out=np.zeros_like(lost), where=whole > 0))
