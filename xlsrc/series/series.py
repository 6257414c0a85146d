"""The monthly series of all indicators in one area, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from xlsrc.domain.indicator import Source
from xlsrc.extracts.panel import Selection
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.series.returned import NOTHING_RETURNED, Returned, is_no_share, returned
from xlsrc.series.suppressed import as_sent, bounds_of, filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area, Level
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.month import Month
    from xlsrc.extracts.panel import Panel
    from xlsrc.extracts.store import Store


@dataclass(frozen=True, kw_only=True)
class SeriesSet:
    """Series × months of one area; column −1 is the as-at month of every series.

    ``numerators`` are counts, ``denominators`` are ``nan`` for indicators that are no share;
    ``nan`` is a gap. ``vintages[series][month]`` names the release of each figure, '' for a gap.
    ``returned`` is what partner returns say of them that is not used. ``more`` (series × months)
    is how many offences more a fault of the files may hide at most, ``unsure`` (the same) marks
    months that are not to be judged. ``least`` and ``most`` (the same shape) are the counts with
    what suppressed ones among them are at least and at most; of suppressed shares nothing is known.
    ``squares`` (the same shape) are, of weighted sums, the sums with the squares of the weights;
    None where there are no such series.

    What follows from them is worked out when it is first asked for, once; nobody may write to it.
    """

    indicators: tuple[Indicator, ...]
    as_at: Month
    numerators: NDArray[np.float64]
    denominators: NDArray[np.float64]
    vintages: tuple[tuple[str, ...], ...]
    illustrative: tuple[bool, ...]
    more: NDArray[np.float64]
    unsure: NDArray[np.bool_]
    least: NDArray[np.float64]
    most: NDArray[np.float64]
    returned: Returned = NOTHING_RETURNED
    squares: NDArray[np.float64] | None = None

    @cached_property
    def is_weighted(self) -> NDArray[np.bool_]:
        """Which series are weighted sums."""
        return np.array([indicator.is_weighted for indicator in self.indicators], dtype=bool)

    def varying(self, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """What ``counts`` (series × months, right-aligned sums) vary by as offences come one by
        one: they themselves, of weighted sums their squares.
        """
        if self.squares is None:
            return counts
        squares = self.right_aligned(self.summed(self.squares))
        return np.where(self.is_weighted[:, np.newaxis], squares, counts)

    @cached_property
    def is_share(self) -> NDArray[np.bool_]:
        """Which series are shares per 100."""
        return np.array([indicator.is_share for indicator in self.indicators])

    @cached_property
    def is_suppressed(self) -> NDArray[np.bool_]:
        """Series × months: where there is a figure that is not shown, for it is small."""
        return np.asarray(np.isnan(self.numerators) & np.isfinite(self.most))

    @cached_property
    def every(self) -> NDArray[np.int64]:
        """How many months one figure of each series is of: 1, or 3 of a quarter."""
        return np.array([indicator.source.every for indicator in self.indicators], dtype=np.int64)

    @cached_property
    def is_counted(self) -> NDArray[np.bool_]:
        """Series × months: where figures may stand, of a quarter in its last month."""
        months = np.arange(self.numerators.shape[1]) + self.month(0).ordinal
        every = self.every[:, np.newaxis]
        return np.asarray(months % every == every - 1)

    def summed(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """``values`` (series × months) as sums are made of them.

        A month whose figure stands in another, the last of its quarter, adds nothing and is no gap.
        """
        return np.where(self.is_counted, values, 0.0)

    @cached_property
    def values(self) -> NDArray[np.float64]:
        """What is shown month by month: the count, or the share per 100."""
        with np.errstate(divide="ignore", invalid="ignore"):
            shares = 100 * self.numerators / self.denominators
        return np.where(self.is_share[:, None], shares, self.numerators)

    def spans(self) -> tuple[tuple[int, int] | None, ...]:
        """Per series the columns [first, end) from its first to its last figure, suppressed or not;
        None without.

        Where a whole year after the last figure is withheld, a release has these months: the
        series ends with them, and has no figure, rather than one of another year.
        """
        return self._spans

    @cached_property
    def _spans(self) -> tuple[tuple[int, int] | None, ...]:
        found: list[tuple[int, int] | None] = []
        is_there = np.isfinite(self.numerators) | self.is_suppressed
        for row, vintages in zip(is_there, self.vintages, strict=True):
            columns = np.flatnonzero(row)
            if not columns.size:
                found.append(None)
                continue
            end = int(columns[-1]) + 1
            held = [at for at in range(end, len(vintages)) if vintages[at]]
            found.append((int(columns[0]), held[-1] + 1 if len(held) >= MONTHS_IN_YEAR else end))
        return tuple(found)

    def right_aligned(
        self, values: NDArray[np.float64], *, fill: float = np.nan
    ) -> NDArray[np.float64]:
        """``values`` (series × months) moved so that column −1 is each series' own last month.

        A month without figures at the end (a source that ends earlier) leaves ``fill`` at the
        start instead, so that measures of the last months work on all series at once.
        """
        aligned = np.full(values.shape, fill)
        for row, span in enumerate(self.spans()):
            if span is not None:
                aligned[row, values.shape[1] - span[1] :] = values[row, : span[1]]
        return aligned

    def last_months(self) -> tuple[Month | None, ...]:
        """Each series' own last month; None for a series without a figure."""
        return tuple(None if span is None else self.month(span[1] - 1) for span in self.spans())

    def month(self, column: int) -> Month:
        """The month of a column."""
        return self.as_at - (int(self.numerators.shape[1]) - 1 - column)


def _unfit(
    numerators: NDArray[np.float64],
    denominators: NDArray[np.float64],
    indicator: Indicator,
    *,
    is_refused: bool,
) -> NDArray[np.bool_]:
    """The months of a return that are no figures: shares that are none, all of what is refused."""
    if is_refused:
        return np.ones(numerators.shape, dtype=bool)
    if indicator.is_share:
        return is_no_share(numerators, denominators, indicator)
    return np.zeros(numerators.shape, dtype=bool)


def series_set(
    store: Store,
    indicators: Sequence[Indicator],
    area: Area,
    level: Level,
    as_at: Month,
    *,
    asked: Sequence[Indicator] = (),
) -> SeriesSet:
    """The series of ``indicators`` in ``area`` to ``as_at``, each source read once.

    ``asked`` are those that returns may have figures of, too, though no series is made of them.
    A source without a single figure gives series of gaps, never zeros. A share that lacks its
    denominator, or exceeds it where it must not, is a gap. An invented figure never stands in the
    place of a return that could not be used.
    """
    said = returned(store, indicators, asked)
    panels, ends = _panels(store, indicators, area, level, as_at)
    months = max((panel.counts.shape[2] for panel in panels.values()), default=1)
    numerators, denominators, squares = np.full((3, len(indicators), months), np.nan)
    least, most = np.full((2, len(indicators), months), np.nan)
    more, unsure = np.zeros((len(indicators), months)), np.zeros((len(indicators), months), bool)
    vintages: list[tuple[str, ...]] = []
    illustrative: list[bool] = []
    position = dict.fromkeys(panels, 0)
    for row, indicator in enumerate(indicators):
        panel, column = panels[indicator.source], position[indicator.source]
        own = slice(months - panel.counts.shape[2], months)
        position[indicator.source] += _panel_rows(indicator)
        numerators[row, own] = panel.counts[0, column]
        if panel.more is not None and panel.unsure is not None:
            more[row, own] = panel.more[0, column]
            unsure[row, own] = panel.unsure[0, column]
        denominators[row, own] = _out_of(panel, column, indicator)
        if indicator.is_weighted:
            squares[row, own] = _squares(panel, column, indicator)
        vintages.append(("",) * own.start + _vintages(panel, column))
        if indicator.source is Source.PARTNER_RETURN:
            is_refused = bool(panel.illustrative[column]) and indicator.id in said.by_indicator
            gaps = _unfit(numerators[row], denominators[row], indicator, is_refused=is_refused)
            numerators[row, gaps] = denominators[row, gaps] = np.nan
            vintages[row] = ("",) * months if is_refused else vintages[row]
            known = () if is_refused else ends
            least[row, own], most[row, own] = bounds_of(panel, known, column, indicator)
        has_any = np.isfinite((numerators[row], most[row])).any()
        illustrative.append(bool(panel.illustrative[column] and has_any))
    return SeriesSet(
        indicators=tuple(indicators),
        as_at=as_at,
        numerators=numerators,
        denominators=denominators,
        vintages=tuple(vintages),
        illustrative=tuple(illustrative),
        more=more,
        unsure=unsure,
        least=np.where(np.isnan(least), numerators, least),
        most=np.where(np.isnan(most), numerators, most),
        returned=said,
        squares=squares if any(one.is_weighted for one in indicators) else None,
    )


def _panel_rows(indicator: Indicator) -> int:
    """How many selections of a panel are an indicator's: see :func:`_panel`."""
    return 2 if indicator.per_offences or indicator.is_weighted else 1


def _out_of(panel: Panel, column: int, indicator: Indicator) -> NDArray[np.float64]:
    """The denominators of a share; ``nan`` of what is none."""
    if indicator.per_offences:
        return np.asarray(panel.counts[0, column + 1])
    if indicator.is_share:
        return np.asarray(panel.denominators[0, column])
    return np.full(panel.counts.shape[2], np.nan)


def _squares(panel: Panel, column: int, indicator: Indicator) -> NDArray[np.float64]:
    """The sums with the squares of the weights; where only these are withheld, at their most."""
    sums, squares = panel.counts[0, column], panel.counts[0, column + 1]
    most = np.asarray(max(indicator.weights) * sums)
    return np.where(np.isnan(squares), most, squares)


def _panels(
    store: Store, indicators: Sequence[Indicator], area: Area, level: Level, as_at: Month
) -> tuple[dict[Source, Panel], list[Panel]]:
    """A panel a source; and the returns with the suppressed counts at their least and most, []
    without any.
    """
    sources = {indicator.source for indicator in indicators}
    panels = {one: _panel(store, one, indicators, area, level, as_at) for one in sources}
    returns = Source.PARTNER_RETURN
    stores = filled(store) if returns in sources else ()
    ends = [_panel(one, returns, indicators, area, level, as_at) for one in stores]
    if ends:
        panels[returns] = as_sent(panels[returns], ends[1])
    return panels, ends


def _vintages(panel: Panel, column: int) -> tuple[str, ...]:
    """The release of each month's figure, '' for a gap."""
    names = (*panel.vintages, "")
    return tuple(names[at] for at in panel.vintage[0, column].tolist())


def _panel(
    store: Store,
    source: Source,
    indicators: Sequence[Indicator],
    area: Area,
    level: Level,
    as_at: Month,
) -> Panel:
    selections: list[Selection] = []
    for indicator in indicators:
        if indicator.source is source:
            selections.append(Selection.of(indicator))
            if indicator.is_weighted:
                selections.append(Selection.of(indicator).squared)
            elif indicator.per_offences:
                selections.append(Selection(offences=indicator.per_offences))
    return store.panel(source, level, [area], selections, as_at)
