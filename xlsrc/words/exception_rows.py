"""The rows of the Exceptions sheet: in words, in order, each with a question to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.assessment import ExceptionRow
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.wording import listed
from xlsrc.measures.exceptions import Standing, words_for_rarity
from xlsrc.words.driver_sentences import leading_wards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.series.outside import Outside

NAMED_WARDS: Final = 2
WARDS_LENGTH: Final = 28
"""Letters of ward names that leave room for the question in its cell."""

ORDER: Final = (Standing.NEW, Standing.CONTINUING, Standing.ENDED)


def exception_rows(
    area: Area,
    assessments: Sequence[Assessment],
    of_area: Sequence[Sequence[Outside]],
    of_wards: Sequence[tuple[Indicator, Area, Outside]],
) -> tuple[ExceptionRow, ...]:
    """All exceptions: new before continuing before ended; indicators of the whole area before
    wards; the rarest first. The question names the wards that drove a change of the whole area.
    """
    found = [
        (assessment.indicator, area, one, assessment.label, _wards_behind(assessment, one))
        for assessment, several in zip(assessments, of_area, strict=True)
        for one in several
    ]
    found += [(indicator, ward, one, indicator.name, "") for indicator, ward, one in of_wards]
    found.sort(key=lambda row: (ORDER.index(row[2].standing), row[1] is not area, -abs(row[2].z)))
    return tuple(
        ExceptionRow(
            what=label,
            where=where.name if where.level is Level.WARD else f"{where.name} (borough)",
            when=one.when,
            seen=one.seen,
            usual_low=one.low,
            usual_high=one.high,
            how_unusual=words_for_rarity(one.z, months=one.months),
            ask=_ask(indicator, one, wards),
            standing=one.standing,
            polarity=indicator.polarity,
            level=where.level,
        )
        for indicator, where, one, label, wards in found
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


def _wards_behind(assessment: Assessment, one: Outside) -> str:
    """``Childs Hill and Burnt Oak``: the wards that led a real change the same way; '' for none."""
    if one.is_high != ((assessment.change or 0) > 0):
        return ""
    names = [part.name for part in leading_wards(assessment)[:NAMED_WARDS]]
    return listed(names if len(listed(names)) <= WARDS_LENGTH else names[:1])


def _ask(indicator: Indicator, one: Outside, wards: str) -> str:
    if one.standing is Standing.ENDED:
        return f"Back inside its range since {(one.until + 1).name.split()[0]}"
    if indicator.polarity is Polarity.NEUTRAL:
        return "More crime, or more reports?" if one.is_high else "Less crime, or fewer reports?"
    worse = one.is_high == (indicator.polarity is Polarity.LOWER)
    if worse and wards:
        return f"What is being done in {wards}?"
    if worse and one.standing is Standing.NEW:
        return "Where and when, and who is acting on it?"
    if worse:
        return "What has been done, and what comes next?"
    return f"What worked{f' in {wards}' if wards else ''}, and can it be repeated?"
