"""What the partner returns of a folder say together: two that disagree, running totals,
corrections so large that they may be another thing.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.names import name_key
from xlsrc.domain.wording import count as in_words
from xlsrc.domain.wording import count_of
from xlsrc.extracts.fault import Fault
from xlsrc.extracts.return_shapes import is_cumulative, is_rolling_sum

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract

_LARGE: Final = 0.25
_MONTHS_OF_LARGE: Final = 3

_Series = tuple[str, str]  # the keys of an indicator and of an area
_Place = tuple[int, int]  # the number of a file, and of a row in it


@dataclass(slots=True)
class _Changes:
    """What becomes of one file: its figures, the rows that stay, what is said of it."""

    extract: Extract
    count: NDArray[np.float64]
    denominator: NDArray[np.float64]
    stays: NDArray[np.bool_]
    is_withheld: NDArray[np.bool_]
    faults: list[Fault] = field(default_factory=list)

    def withhold(self, row: int) -> None:
        self.count[row] = self.denominator[row] = math.nan
        self.is_withheld[row] = True

    def result(self) -> Extract:
        stays, one = self.stays, self.extract
        has_bounds = bool(one.least.size)
        return replace(
            one,
            area=one.area[stays],
            label=one.label[stays],
            month=one.month[stays],
            count=self.count[stays],
            denominator=self.denominator[stays],
            least=np.where(self.is_withheld, np.nan, one.least)[stays] if has_bounds else one.least,
            most=np.where(self.is_withheld, np.nan, one.most)[stays] if has_bounds else one.most,
            faults=(*one.faults, *self.faults),
        )


def judged_together(extracts: Sequence[Extract]) -> list[Extract]:
    """The extracts, of partner returns without the figures that nobody can rely on.

    Two returns of one vintage that disagree are both left out where they do; running totals are
    left out; sums of rolling months, and corrections of over a quarter in three months or more,
    are used. Each is said in ``faults``. Invented returns are not judged.
    """
    judged = {
        at: _Changes(
            one,
            one.count.copy(),
            one.denominator.copy(),
            np.ones(len(one.count), bool),
            np.zeros(len(one.count), bool),
        )
        for at, one in enumerate(extracts)
        if one.source is Source.PARTNER_RETURN and not one.illustrative and one.months
    }
    if judged:
        series = _by_series(judged)
        for places in series.values():
            _withhold_disputed(judged, places)
        for places in series.values():
            _judge_shapes(judged, places)
            _say_large_corrections(judged, places)
    return [judged[at].result() if at in judged else one for at, one in enumerate(extracts)]


def _by_series(judged: dict[int, _Changes]) -> dict[_Series, list[_Place]]:
    """Where each series' figures stand, in order of vintage."""
    found: defaultdict[_Series, list[_Place]] = defaultdict(list)
    for at in sorted(judged, key=lambda one: judged[one].extract.vintage):
        one = judged[at].extract
        labels = [name_key(label.offence) for label in one.labels]
        areas = [area.code or name_key(area.name) for area in one.areas]
        pairs = zip(one.label.tolist(), one.area.tolist(), strict=True)
        for row, (label, area) in enumerate(pairs):
            found[labels[label], areas[area]].append((at, row))
    return found


def _withhold_disputed(judged: dict[int, _Changes], places: Sequence[_Place]) -> None:
    same: defaultdict[tuple[str, int], list[_Place]] = defaultdict(list)
    for at, row in places:
        one = judged[at].extract
        same[one.vintage, int(one.month[row])].append((at, row))
    disputed: defaultdict[tuple[int, int], list[tuple[_Place, _Place]]] = defaultdict(list)
    for (_, _), rows in sorted(same.items()):
        figures = {place: _figure(judged, place) for place in rows}
        known = [place for place in rows if not math.isnan(figures[place][0])]
        odd = next((p for p in known if figures[p] != figures[known[0]]), None)
        if odd is not None:
            disputed[known[0][0], odd[0]].append((known[0], odd))
        elif known:
            # A gap in one copy is filled by the other.
            for at, row in set(rows) - set(known):
                judged[at].stays[row] = False
    for (first, second), pairs in disputed.items():
        _say_disputed(judged, first, second, pairs)
    for pairs in disputed.values():
        for pair in pairs:
            one = judged[pair[0][0]].extract
            for at, row in same[one.vintage, int(one.month[pair[0][1]])]:
                judged[at].withhold(row)


def _say_disputed(
    judged: dict[int, _Changes], first: int, second: int, pairs: Sequence[tuple[_Place, _Place]]
) -> None:
    one, other = judged[first].extract, judged[second].extract
    (_, row), there = pairs[0]
    months = [int(one.month[place[1]]) for place, _ in pairs]
    text = (
        f"{_named(one, row)}: one figure a month was wanted of the vintage {one.vintage}; found "
        f"{_shown(judged, (first, row))} here and {_shown(judged, there)} in {other.file} for "
        f"{Month(months[0]).name}{_and_more(months)}: remove the wrong return; neither is used"
    )
    judged[first].faults.append(Fault(indicator=_id(one, row), text=text))


def _and_more(months: Sequence[int]) -> str:
    more = len(months) - 1
    return f" and {count_of(more, 'other month')} to {Month(months[-1]).name}" if more else ""


def _judge_shapes(judged: dict[int, _Changes], places: Sequence[_Place]) -> None:
    """Look at each file's part of a series by itself, then at what the files make together."""
    by_file: defaultdict[int, list[_Place]] = defaultdict(list)
    for at, row in places:
        by_file[at].append((at, row))
    groups: list[list[_Place]] = list(by_file.values())
    if len(by_file) > 1:
        groups.append(list(places))
    for group in groups:
        month, count = _series(judged, group)
        at, row = group[-1]
        one = judged[at].extract
        if is_cumulative(month, count):
            text = (
                f"{_named(one, row)}: counts of single months were wanted; found figures that "
                f"climb through the year and begin anew with the next, which looks cumulative: "
                f"send each month's own count; these {count_of(month.size, 'month')} are not used"
            )
            judged[at].faults.append(Fault(indicator=_id(one, row), text=text))
            for place in group:
                judged[place[0]].withhold(place[1])
        elif group is groups[-1] and not _is_share(judged, group) and is_rolling_sum(month, count):
            text = (
                f"{_named(one, row)}: counts of single months were wanted; found figures that "
                f"hardly move from month to month, as sums of several months do: ask the partner; "
                f"they are used as they are"
            )
            judged[at].faults.append(Fault(indicator=_id(one, row), text=text, is_used=True))


def _is_share(judged: dict[int, _Changes], places: Iterable[_Place]) -> bool:
    """Whether any figure has a denominator: how many are asked may well be the same each month."""
    return any(not math.isnan(judged[at].denominator[row]) for at, row in places)


def _series(
    judged: dict[int, _Changes], places: Iterable[_Place]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The months and figures of a series, each month from its newest file; of a share its whole."""
    found: dict[int, float] = {}
    for at, row in places:
        changes = judged[at]
        if changes.stays[row]:
            whole = float(changes.denominator[row])
            figure = float(changes.count[row]) if math.isnan(whole) else whole
            found[int(changes.extract.month[row])] = figure
    months = sorted(found)
    return (
        np.array(months, dtype=np.int32),
        np.array([found[month] for month in months], dtype=np.float64),
    )


def _say_large_corrections(judged: dict[int, _Changes], places: Sequence[_Place]) -> None:
    by_month: defaultdict[int, list[_Place]] = defaultdict(list)
    for at, row in places:
        if judged[at].stays[row] and not math.isnan(judged[at].count[row]):
            by_month[int(judged[at].extract.month[row])].append((at, row))
    large: list[tuple[int, _Place, _Place]] = []
    for month, rows in sorted(by_month.items()):
        *_, before, after = (rows[0], *rows)
        was, now = judged[before[0]].count[before[1]], judged[after[0]].count[after[1]]
        if abs(now - was) > _LARGE * was:
            large.append((month, before, after))
    if len(large) < _MONTHS_OF_LARGE:
        return
    month, before, after = large[-1]
    one = judged[after[0]].extract
    text = (
        f"{_named(one, after[1])}: corrections of a quarter at most were expected; found "
        f"{count_of(len(large), 'month')} changed by more, {Month(month).name} from "
        f"{_shown(judged, before)} in {judged[before[0]].extract.file} to {_shown(judged, after)}: "
        f"ask the partner whether it was corrected or redefined; the newer figures are used"
    )
    judged[after[0]].faults.append(Fault(indicator=_id(one, after[1]), text=text, is_used=True))


def _figure(judged: dict[int, _Changes], place: _Place) -> tuple[float, float]:
    """The count and the denominator, −1 for none, so that two alike are equal."""
    at, row = place
    count, whole = float(judged[at].extract.count[row]), float(judged[at].extract.denominator[row])
    return count, -1.0 if math.isnan(whole) else whole


def _shown(judged: dict[int, _Changes], place: _Place) -> str:
    count, whole = _figure(judged, place)
    return in_words(count) + (f" of {in_words(whole)}" if whole >= 0 else "")


def _id(extract: Extract, row: int) -> str:
    return extract.labels[int(extract.label[row])].offence


def _named(extract: Extract, row: int) -> str:
    return f"{_id(extract, row)} of {extract.areas[int(extract.area[row])].name}"
