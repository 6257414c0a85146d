"""The edition before beside the figures as they are now: what was restated, what counts anew."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from xlsrc.assessment import Redefined, SinceEdition, ThenAndNow
from xlsrc.domain.published import VOLUMES, Figure
from xlsrc.published.definitions import changed_parts, definition_text
from xlsrc.series.years import Years
from xlsrc.words.volumes import amount_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.published import PublishedEdition, PublishedFigure
    from xlsrc.extracts.offences import Offences
    from xlsrc.series.series import SeriesSet


def since_edition(edition: PublishedEdition, series: SeriesSet, offences: Offences) -> SinceEdition:
    """An edition's volumes, in the order of the indicators, beside the same months now."""
    by_key = {
        (one.indicator, one.figure): one for one in edition.figures if one.area == edition.area
    }
    redefined = tuple(
        Redefined(indicator=one, changes=changes)
        for one in series.indicators
        if (changes := _changes(by_key, one, offences))
    )
    anew = {one.indicator.id for one in redefined}
    volumes: list[ThenAndNow] = []
    for row, indicator in enumerate(series.indicators):
        years = Years(series, row)
        for figure in VOLUMES:
            then = by_key.get((indicator.id, figure))
            if then is not None and isinstance(then.value, float):
                volumes.append(_beside(indicator, then, years, counts_anew=indicator.id in anew))
    return SinceEdition(
        name=edition.name, as_at=edition.as_at, volumes=tuple(volumes), redefined=redefined
    )


def _changes(
    by_key: Mapping[tuple[str, Figure], PublishedFigure], indicator: Indicator, offences: Offences
) -> tuple[tuple[str, str, str], ...]:
    """What an indicator counts otherwise; () where the edition does not say what it counted."""
    was = by_key.get((indicator.id, Figure.DEFINITION))
    if was is None or not isinstance(was.value, str):
        return ()
    return changed_parts(was.value, definition_text(indicator, offences))


def _beside(
    indicator: Indicator, then: PublishedFigure, years: Years, *, counts_anew: bool
) -> ThenAndNow:
    months, before = VOLUMES[then.figure]
    value = math.nan
    if years.last is not None and then.month <= years.last:
        value = years.figure(then.month - before, months)
    now = None if math.isnan(value) else value
    published = float(then.value or 0)
    differs = now is not None and amount_words(indicator, now) != amount_words(indicator, published)
    return ThenAndNow(
        indicator=indicator,
        figure=then.figure,
        month=then.month,
        published=published,
        now=now,
        restated=differs and not counts_anew,
    )
