"""The rows of the Exceptions sheet: in words, in order, each with a question to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.assessment import ExceptionRow
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Polarity
from xlsrc.measures.exceptions import Standing, words_for_rarity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.outside import Outside
    from xlsrc.series import SeriesSet

ORDER: Final = (Standing.NEW, Standing.CONTINUING, Standing.ENDED)


def exception_rows(
    area: Area,
    series: SeriesSet,
    of_area: Sequence[Sequence[Outside]],
    of_wards: Sequence[tuple[Indicator, Area, Outside]],
) -> tuple[ExceptionRow, ...]:
    """All exceptions: new before continuing before ended; indicators of the whole area before
    wards; the rarest first.
    """
    found = [
        (indicator, area, one, illustrative)
        for indicator, several, illustrative in zip(
            series.indicators, of_area, series.illustrative, strict=True
        )
        for one in several
    ]
    found += [(indicator, ward, one, False) for indicator, ward, one in of_wards]
    found.sort(key=lambda row: (ORDER.index(row[2].standing), row[1] is not area, -abs(row[2].z)))
    return tuple(
        ExceptionRow(
            what=f"{indicator.name} ‡" if illustrative else indicator.name,
            where=where.name if where.level is Level.WARD else f"{where.name} (borough)",
            when=one.when,
            seen=one.seen,
            usual_low=one.low,
            usual_high=one.high,
            how_unusual=words_for_rarity(one.z, months=one.months),
            ask=_ask(indicator, one),
            standing=one.standing,
            polarity=indicator.polarity,
        )
        for indicator, where, one, illustrative in found
    )


def exception_words(one: Outside) -> str:
    """``Above its usual range in October 2025``, ``Below it over July to December 2025``."""
    side = "Above" if one.is_high else "Below"
    if one.first == one.last:
        spell = f"in {one.last.name}"
    else:
        start = one.first.name if one.first.year != one.last.year else one.first.name.split()[0]
        spell = f"over {start} to {one.last.name}"
    ended = "; back inside it since" if one.standing is Standing.ENDED else ""
    return f"{side} its usual range {spell}{ended}"


def _ask(indicator: Indicator, one: Outside) -> str:
    if one.standing is Standing.ENDED:
        return f"Back inside its range since {(one.until + 1).name.split()[0]}"
    if indicator.polarity is Polarity.NEUTRAL:
        return "More crime, or more reports?" if one.is_high else "Less crime, or fewer reports?"
    worse = one.is_high == (indicator.polarity is Polarity.LOWER)
    if worse and one.standing is Standing.NEW:
        return "Where and when, and who is acting on it?"
    if worse:
        return "What has been done, and what comes next?"
    return "What worked, and can it be repeated elsewhere?"
