"""Which of its sources an indicator is counted from: the first that has it for the area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.panel import area_key
from xlsrc.extracts.selection import counts_each

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator, SourceChoice
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.store import Store


def chosen(indicators: Sequence[Indicator], store: Store, area: Area) -> tuple[Indicator, ...]:
    """The indicators, each by the first of its sources that has figures of the area.

    An invented figure comes after every real one, and stands for none that a finding stops: where
    files of a source are there and stopped, it is that source, without figures. It
    is the first where no source has any.
    """
    held = _held_by(indicators, store, area)
    stopped = frozenset(
        one.source
        for one in store.findings
        if one.severity is Severity.STOPS and (one.areas is None or area in one.areas)
    )
    return tuple(_chosen(one, held, stopped) for one in indicators)


def fed(indicators: Sequence[Indicator], store: Store, area: Area) -> frozenset[str]:
    """The ids of those indicators of which one source or more has figures of the area."""
    held = _held_by(indicators, store, area)
    return frozenset(
        one.id
        for one in indicators
        if any(
            _has(choice, held[choice.source], invented=invented)
            for choice in one.choices
            for invented in (False, True)
        )
    )


def leading_indicator(indicators: Sequence[Indicator], store: Store, area: Area) -> Indicator:
    """The indicator by whose last month the figures end: the first that has any.

    What counts by the quarter leads where nothing by the month has any, a partner return where
    nothing else has any. The first indicator without any.
    """
    there = [
        one
        for one in indicators
        if any(counts_each(extract, one.offences) for extract in _held(store, one.source, area))
    ]
    there.sort(key=lambda one: (one.source is Source.PARTNER_RETURN, one.source.every))
    return next(iter(there), indicators[0])


def _held_by(
    indicators: Sequence[Indicator], store: Store, area: Area
) -> dict[Source, tuple[Extract, ...]]:
    sources = {choice.source for one in indicators for choice in one.choices}
    return {source: _held(store, source, area) for source in sources}


def _held(store: Store, source: Source, area: Area) -> tuple[Extract, ...]:
    key = area_key(area)
    return tuple(
        extract
        for extract in store.select(source, Level.BOROUGH)
        if any(area_key(one) == key for one in extract.areas)
    )


def _chosen(
    indicator: Indicator, held: Mapping[Source, Sequence[Extract]], stopped: Collection[Source]
) -> Indicator:
    if len(indicator.choices) < 2:  # noqa: PLR2004 - nothing to choose between
        return indicator
    real = [one for one in indicator.choices if _has(one, held[one.source], invented=False)]
    refused = [one for one in indicator.choices if one.source in stopped]
    drawn = [one for one in indicator.choices if _has(one, held[one.source], invented=True)]
    return indicator.using(next(iter((*real, *refused, *drawn, indicator.choices[0]))))


def _has(choice: SourceChoice, extracts: Sequence[Extract], *, invented: bool) -> bool:
    """Whether the files have all that the choice counts, be it in several (searches, finds)."""
    names = (*choice.offences, *choice.per_offences)
    return all(
        any(
            extract.illustrative == invented and counts_each(extract, (name,))
            for extract in extracts
        )
        for name in names
    )
