"""The counts behind a breakdown: parts × the last 24 months, of one level and one release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import BY_PLACE
from xlsrc.domain.names import name_key
from xlsrc.extracts.panel import Selection, assembled
from xlsrc.extracts.selection import atoms_of, labels_of
from xlsrc.extracts.withheld import withheld
from xlsrc.measures.distinct import distinct
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.domain.month import Month
    from xlsrc.extracts.extract import Extract
    from xlsrc.scope import Scope
    from xlsrc.series.series import SeriesSet
    from xlsrc.series.ward_panel import WardPanel

BY_OFFENCE: Final = "offence"
BY_WARD: Final = "ward"

ONE_OFFENCE: Final = "one offence, no parts"
COUNT_ONLY: Final = "shown as one count for the whole area"
NO_WARDS: Final = "no extract has ward figures of it"
NOT_SHOWN: Final = "not shown in this edition"
NO_RELEASE: Final = "no single release has these months of both years"

TWO_YEARS: Final = 2 * MONTHS_IN_YEAR


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """The parts of one indicator's figures; without ``names``, ``note`` has the reason.

    ``counts`` are parts × 24 months to ``last``; ``total`` is what they make up and ``borough``
    the borough's own, 24 months each. All are ``nan`` in months that ``vintage`` lacks, and
    ``borough`` throughout when it is of another vintage.
    """

    indicator: Indicator
    last: Month
    by: str
    level: Level
    vintage: str
    total: NDArray[np.float64]
    borough: NDArray[np.float64]
    names: tuple[str, ...] = ()
    counts: NDArray[np.float64]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Recorded:
    """One indicator of the borough over 24 months to ``last``; '' where two releases meet."""

    indicator: Indicator
    last: Month
    vintage: str
    counts: NDArray[np.float64]

    @property
    def release(self) -> tuple[Source, str]:
        """The release that all of it is of."""
        return self.indicator.source, self.vintage


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Release:
    """One release's files, and its counts of every offence in them: offences × months."""

    extracts: tuple[Extract, ...]
    row: dict[str, int]
    counts: NDArray[np.float64]


def counted_parts(
    scope: Scope, series: SeriesSet, wards: WardPanel, months: int
) -> tuple[tuple[Counted, ...], ...]:
    """Per series its parts by offence and by ward; () for shares, and for other sources.

    ``months`` are those to be compared with the same a year before: the parts are of the one
    release that has both.
    """
    compared = _compared(months)
    recorded = [
        _recorded(series, row, last, compared) for row, last in enumerate(series.last_months())
    ]
    releases = {
        key: _release(scope, recorded, *key)
        for key in {one.release for one in recorded if one is not None and one.vintage}
    }
    return tuple(
        ()
        if one is None
        else (
            _by_offence(one, releases.get(one.release), series.as_at),
            _by_ward(one, wards, compared),
        )
        for one in recorded
    )


def _compared(months: int) -> NDArray[np.bool_]:
    """Which of the last 24 months are compared."""
    from_the_end = np.arange(TWO_YEARS)[::-1]
    return from_the_end % MONTHS_IN_YEAR < months


def _to(values: NDArray[np.float64], back: int) -> NDArray[np.float64]:
    """The 24 months that end ``back`` columns before the last; ``nan`` before the first."""
    end = values.shape[-1] - back
    window = values[..., max(0, end - TWO_YEARS) : end]
    before = np.full((*values.shape[:-1], TWO_YEARS - window.shape[-1]), np.nan)
    return np.concatenate([before, window], axis=-1)


def _recorded(
    series: SeriesSet, row: int, last: Month | None, compared: NDArray[np.bool_]
) -> _Recorded | None:
    indicator = series.indicators[row]
    if indicator.source not in BY_PLACE or last is None:
        return None
    if indicator.is_share or indicator.is_weighted:
        return None
    end = len(series.vintages[row]) - (series.as_at.ordinal - last.ordinal)
    names = ("",) * (TWO_YEARS - end) + series.vintages[row][max(0, end - TWO_YEARS) : end]
    vintage = _one_vintage({name for name, is_in in zip(names, compared, strict=True) if is_in})
    window = _to(series.numerators[row], series.as_at.ordinal - last.ordinal)
    own = np.array([name == vintage for name in names])
    return _Recorded(
        indicator=indicator, last=last, vintage=vintage, counts=np.where(own, window, np.nan)
    )


def _one_vintage(vintages: set[str]) -> str:
    """The vintage when there is only one, else ''."""
    return next(iter(vintages)) if len(vintages) == 1 else ""


def _release(
    scope: Scope, recorded: Sequence[_Recorded | None], source: Source, vintage: str
) -> _Release:
    extracts = tuple(e for e in scope.store.select(source, Level.BOROUGH) if e.vintage == vintage)
    names = tuple(
        dict.fromkeys(
            name
            for one in recorded
            if one is not None and one.release == (source, vintage)
            for name in _offences_counted(extracts, one.indicator)
        )
    )
    selections = [Selection(offences=(name,)) for name in names]
    areas = [scope.area]
    panel = assembled(extracts, areas, selections, scope.as_at)
    panel = withheld(panel, scope.store.findings, extracts, areas, selections)
    return _Release(
        extracts=extracts,
        row={name: row for row, name in enumerate(names)},
        counts=panel.counts[0],
    )


def _offences_counted(extracts: Sequence[Extract], indicator: Indicator) -> tuple[str, ...]:
    """The offences that an indicator sums in a release, a label new to it under its own words."""
    atoms = atoms_of(indicator.source, Selection(offences=indicator.offences))
    return tuple(
        dict.fromkeys(
            _offence(extract, position)
            for extract in extracts
            for atom in atoms
            for position in labels_of(extract, atom)
        )
    )


def _offence(extract: Extract, position: int) -> str:
    """The offence of a label; the group where the group bears an offence's name and so counts it
    with everything else in the group.
    """
    known, source = extract.offences, extract.source
    meaning = known.meaning_of(source, extract.labels[position])
    bears_its_name = name_key(meaning.group) in map(name_key, known.of(source, meaning.group))
    return meaning.group if bears_its_name else meaning.offence


def _by_offence(one: _Recorded, release: _Release | None, as_at: Month) -> Counted:
    names: tuple[str, ...] = ()
    counts = np.empty((0, TWO_YEARS))
    note = NO_RELEASE
    if release is not None:
        counted = _offences_counted(release.extracts, one.indicator)
        found = _to(release.counts, as_at.ordinal - one.last.ordinal)
        rows = found[[release.row[name] for name in counted]]
        # A label under which nothing was counted in the two years is no part of them.
        seen = np.nansum(rows, axis=1) > 0
        several = int(seen.sum()) > 1
        note = "" if several else ONE_OFFENCE
        if several and not one.indicator.by_offence:
            note = NOT_SHOWN
        elif several:
            names = tuple(name for name, is_in in zip(counted, seen, strict=True) if is_in)
            counts = rows[seen]
    return Counted(
        indicator=one.indicator,
        last=one.last,
        by=BY_OFFENCE,
        level=Level.BOROUGH,
        vintage=one.vintage,
        total=one.counts,
        borough=one.counts,
        names=names,
        counts=counts,
        note=note,
    )


def _by_ward(one: _Recorded, wards: WardPanel, compared: NDArray[np.bool_]) -> Counted:
    if wards.panel is None or one.indicator not in wards.indicators:
        if not one.indicator.by_ward:
            return _no_wards(one, NOT_SHOWN)
        return _no_wards(one, COUNT_ONLY if one.indicator.count_only else NO_WARDS)
    at = wards.indicators.index(one.indicator)
    back = wards.as_at.ordinal - one.last.ordinal
    position = _to(wards.panel.vintage[:, at].astype(np.float64), back)
    index = distinct(position[:, compared])
    if index.size != 1 or not index[0] >= 0:
        return _no_wards(one, NO_RELEASE)
    vintage = wards.panel.vintages[int(index[0])]
    counts = np.where(position == index[0], _to(wards.panel.counts[:, at], back), np.nan)
    return Counted(
        indicator=one.indicator,
        last=one.last,
        by=BY_WARD,
        level=Level.WARD,
        vintage=vintage,
        total=counts.sum(axis=0),
        borough=one.counts if vintage == one.vintage else np.full(TWO_YEARS, np.nan),
        names=tuple(ward.name for ward in wards.wards),
        counts=counts,
    )


def _no_wards(one: _Recorded, note: str) -> Counted:
    nothing = np.full(TWO_YEARS, np.nan)
    return Counted(
        indicator=one.indicator,
        last=one.last,
        by=BY_WARD,
        level=Level.WARD,
        vintage="",
        total=nothing,
        borough=nothing,
        counts=np.empty((0, TWO_YEARS)),
        note=note,
    )
