"""What the public sees of the wards of a sensitive offence: whole calendar years, made safe."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.disclosure.suppression import Mark, families, suppressed
from xlsrc.disclosure.told_before import told_before
from xlsrc.domain.indicator import Disclosure
from xlsrc.series.ward_panel import ward_panel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.offences import Offences
    from xlsrc.extracts.panel import Panel
    from xlsrc.scope import Scope

SMALL, KEPT, GAP = "1–4", "[c]", "[x]"
"""What stands for a count that is not shown: of 1 to 4; kept back so that no such count can be
worked out; not available. The signs are the government's.
"""

YEARS: Final = 2
"""Whole calendar years that a table has: they share no month, so that none is a difference."""

_MONTHS: Final = 12

Shown = int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class WardYears:
    """Counts of one indicator by ward and calendar year, as the public sees them.

    ``shown[w][y]`` belongs to ``wards[w]`` and ``years[y]``: a count of 0 or at least 5, or one of
    the texts `SMALL`, `KEPT` and `GAP`.
    """

    indicator: Indicator
    years: tuple[int, ...]
    wards: tuple[Area, ...]
    shown: tuple[tuple[Shown, ...], ...]


def ward_years(
    scope: Scope, settings: Settings, before: Sequence[WardYears] = ()
) -> tuple[WardYears, ...]:
    """A table for each indicator with wards of which small numbers are not public.

    ``scope`` is that of everything, ``settings`` say what may be public. Its years are the last
    whole ones to the as-at month. A year that ``before``, the tables of earlier editions (the
    first that has it counts), shows is as it was there: a count that was restated since would tell
    of the others. Where one of indicators that share offences was shown and another was not, the
    other is kept back; so is a year of which an edition may have told months: see `told_before`.
    """
    shown = {one.id for one in settings.indicators if one.disclosure is Disclosure.SMALL_NUMBERS}
    found = ward_panel(scope)
    chosen = [at for at, one in enumerate(found.indicators) if one.id in shown]
    last = (scope.as_at.ordinal + 1) // _MONTHS
    years = tuple(range(last - YEARS, last))
    if found.panel is None or not chosen:
        return ()
    order = sorted(range(len(found.wards)), key=lambda at: (found.wards[at].code, at))
    wards = tuple(found.wards[at] for at in order)
    counts = _by_year(found.panel, years)[order][:, chosen]
    indicators = tuple(found.indicators[at] for at in chosen)
    parts = parts_of(found.indicators, scope.store.offences)
    known = {one.id for one in (*settings.indicators, *settings.asked)}
    told = told_before(settings.published, found.indicators, parts, years, known)[chosen]
    return safe_tables((indicators, wards, years), counts, parts[chosen], before, told)


def safe_tables(
    of: tuple[Sequence[Indicator], tuple[Area, ...], tuple[int, ...]],
    counts: NDArray[np.float64],
    parts: NDArray[np.bool_],
    before: Sequence[WardYears] = (),
    told: NDArray[np.bool_] | None = None,
) -> tuple[WardYears, ...]:
    """The tables of indicators, in wards and years, of their counts in this order, and of
    ``parts`` as `suppressed` takes them. Years of indicators that were ``told`` in part are kept
    back, unless they are among those ``before``.
    """
    indicators, wards, years = of
    earlier = _earlier(before)
    marks = np.full(counts.shape, Mark.KEPT, dtype=np.int8)
    known: dict[int, set[int]] = {}
    for family in families(parts):
        members = {indicators[at].id for at in family.tolist()}
        shown = {year for name, year in earlier if name in members}
        known |= dict.fromkeys(family.tolist(), shown)
        new = np.flatnonzero([year not in shown for year in years])
        rows = np.ix_(np.arange(len(wards)), family, new)
        marks[rows] = suppressed(counts[rows], parts[family])
    if told is not None:
        marks[:, told] = Mark.KEPT
    cells = _cells(counts, marks)
    tables = (
        WardYears(indicator=one, years=years, wards=wards, shown=cells[at])
        for at, one in enumerate(indicators)
    )
    return tuple(_repeated(one, earlier, known[at]) for at, one in enumerate(tables))


def parts_of(indicators: Sequence[Indicator], known: Offences) -> NDArray[np.bool_]:
    """Indicators × the kinds of offences that they are sums of: kinds that share no offence."""
    behind = [
        {(one.source, offence) for offence in known.behind(one)} or {(one.source, one.id)}
        for one in indicators
    ]
    every = sorted(set().union(*behind))
    kinds = sorted({tuple(offence in own for own in behind) for offence in every})
    return np.array(kinds, dtype=bool).T


def _by_year(panel: Panel, years: Sequence[int]) -> NDArray[np.float64]:
    """Wards × indicators × calendar years, ``nan`` where a month is missing."""
    first, months = panel.first_month.ordinal, panel.counts.shape[2]
    sums = np.full((*panel.counts.shape[:2], len(years)), np.nan)
    for at, year in enumerate(years):
        begin = year * _MONTHS - first
        if begin >= 0 and begin + _MONTHS <= months:
            sums[:, :, at] = panel.counts[:, :, begin : begin + _MONTHS].sum(axis=2)
    return sums


def _cells(
    counts: NDArray[np.float64], marks: NDArray[np.int8]
) -> list[tuple[tuple[Shown, ...], ...]]:
    """Per indicator its wards' cells, a year each."""
    texts = {Mark.SMALL: SMALL, Mark.KEPT: KEPT, Mark.GAP: GAP}

    def cell(ward: int, at: int, year: int) -> Shown:
        mark = Mark(int(marks[ward, at, year]))
        return texts.get(mark) or round(counts[ward, at, year].item())

    wards, indicators, years = counts.shape
    return [
        tuple(tuple(cell(ward, at, year) for year in range(years)) for ward in range(wards))
        for at in range(indicators)
    ]


def _earlier(before: Sequence[WardYears]) -> dict[tuple[str, int], dict[str, Shown]]:
    """By indicator and year what of each ward was published first; a year of gaps was not."""
    earlier: dict[tuple[str, int], dict[str, Shown]] = {}
    for one in before:
        for column, year in enumerate(one.years):
            cells = {
                _key(ward): row[column] for ward, row in zip(one.wards, one.shown, strict=True)
            }
            if set(cells.values()) != {GAP}:
                earlier.setdefault((one.indicator.id, year), cells)
    return earlier


def _repeated(
    table: WardYears, earlier: Mapping[tuple[str, int], Mapping[str, Shown]], known: set[int]
) -> WardYears:
    """The table with the ``known`` years as they were published, or else kept back."""

    def cell(ward: Area, year: int, now: Shown) -> Shown:
        if year not in known:
            return now
        published = earlier.get((table.indicator.id, year))
        return KEPT if published is None else published.get(_key(ward), GAP)

    return replace(
        table,
        shown=tuple(
            tuple(cell(ward, *pair) for pair in zip(table.years, row, strict=True))
            for ward, row in zip(table.wards, table.shown, strict=True)
        ),
    )


def _key(ward: Area) -> str:
    return ward.code or ward.name
