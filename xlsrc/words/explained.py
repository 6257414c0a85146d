"""What drives one indicator's change, as flat records and as tables to print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.errors import NoPartsError, UnknownIndicatorError
from xlsrc.domain.indicator import BY_PLACE
from xlsrc.drivers.parts import BY_WARD
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.national.area_word import level_word
from xlsrc.words.verdicts import known_change_words

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.area import Area
    from xlsrc.domain.record import Value
    from xlsrc.drivers.drivers import Breakdown, Part

TOTAL: Final = "Total"
SUGGESTED: Final = 3


def explained(dashboard: Dashboard, indicator: str) -> Assessment:
    """The assessment of an indicator by its id or name, broken down into parts.

    Raises
    ------
    IndicatorError
        For an indicator that the Definitions table lacks (the nearest ids are suggested), or one
        whose figures come in no parts.

    """
    wanted = indicator.strip().casefold()
    for assessment in dashboard.assessments:
        if wanted in (assessment.indicator.id.casefold(), assessment.indicator.name.casefold()):
            break
    else:
        message = (
            f"an indicator of the Definitions table was wanted; found {indicator!r}: perhaps "
            f"{_nearest(dashboard, wanted)}"
        )
        raise UnknownIndicatorError(message)
    if not assessment.drivers:
        found = (
            "no data"
            if assessment.as_at is None
            else f"a {'share' if assessment.indicator.is_share else 'count'} "
            f"of {assessment.indicator.source}"
        )
        message = (
            f"an indicator made up of offences and wards was wanted; found {found} for "
            f"{assessment.indicator.id!r}: ask for a count of {' or '.join(BY_PLACE)}"
        )
        raise NoPartsError(message)
    return assessment


def _nearest(dashboard: Dashboard, wanted: str) -> str:
    import difflib

    ids = [assessment.indicator.id for assessment in dashboard.assessments]
    containing = [one for one in ids if wanted and wanted in one.casefold()]
    near = difflib.get_close_matches(wanted, ids, n=SUGGESTED, cutoff=0.0)
    return ", ".join(list(dict.fromkeys((*containing, *near)))[:SUGGESTED])


def part_records(assessment: Assessment) -> list[dict[str, Value]]:
    """One record per part, and one per total (``is_total``), of the year and of the quarter.

    ``None`` has its reason in ``note``, never 0.
    """
    return [
        {
            "indicator": assessment.indicator.id,
            "area": assessment.area.name,
            "as_at": str(breakdown.last),
            "months": breakdown.months,
            "by": breakdown.by,
            "level": level_word(breakdown.level, assessment.area),
            "vintage": breakdown.vintage or None,
            **record,
        }
        for breakdown in (*assessment.drivers, *assessment.drivers_3m)
        for record in (*map(_part, breakdown.parts), _total(breakdown, assessment.area))
    ]


def _part(part: Part) -> dict[str, Value]:
    return {
        "part": part.name,
        "is_total": False,
        "now": part.now,
        "before": part.before,
        "difference": part.difference,
        "p_adjusted": part.p,
        "more_than_noise": part.more_than_noise,
        "note": _reason(part) or part.aside,
    }


def _total(breakdown: Breakdown, area: Area) -> dict[str, Value]:
    return {
        "part": TOTAL,
        "is_total": True,
        "now": breakdown.total_now,
        "before": breakdown.total_before,
        "difference": breakdown.difference,
        "p_adjusted": None,
        "more_than_noise": None,
        "note": "; ".join(about(breakdown, area)),
    }


def title(assessment: Assessment, breakdown: Breakdown) -> str:
    """``Burglary in Barnet by ward, 12 months to December 2025``."""
    spell = wording.count_of(breakdown.months, "month")
    return (
        f"{assessment.indicator.name} in {assessment.area.name} by {breakdown.by}, "
        f"{spell} to {breakdown.last.name}"
    )


def headings(breakdown: Breakdown) -> tuple[str, ...]:
    """The headings of a breakdown's table."""
    year = breakdown.months == MONTHS_IN_YEAR
    before = "Year before" if year else "A year before"
    return (
        breakdown.by.capitalize(),
        f"Last {breakdown.months} months",
        before,
        "Difference",
        "More than noise?",
    )


def rows(breakdown: Breakdown) -> list[tuple[str | float | None, ...]]:
    """The parts, and their total, under :func:`headings`."""
    return [
        *(
            (part.name, part.now, part.before, part.difference, _verdict(part))
            for part in breakdown.parts
        ),
        (TOTAL, breakdown.total_now, breakdown.total_before, breakdown.difference, ""),
    ]


def _reason(part: Part) -> str:
    """Why nothing can be said of a part; '' where something can."""
    return part.note if part.broken_by is None else known_change_words(part.broken_by)


def _verdict(part: Part) -> str:
    if part.more_than_noise is None:
        return _reason(part)
    return "yes" if part.more_than_noise else "no"


def about(breakdown: Breakdown, area: Area) -> tuple[str, ...]:
    """Why there are no parts; which level and vintage they are of; what share has a ward."""
    lines = [breakdown.note[:1].upper() + breakdown.note[1:]]
    if breakdown.vintage:
        lines.append(f"Level: {level_word(breakdown.level, area)}; vintage: {breakdown.vintage}")
    pairs = (
        (breakdown.total_now, breakdown.borough_now, ""),
        (breakdown.total_before, breakdown.borough_before, " a year before"),
    )
    lines += [
        f"{wording.count(with_ward)} of {wording.count(recorded)} have a ward{when}"
        for with_ward, recorded, when in pairs
        if breakdown.by == BY_WARD
        and with_ward is not None
        and recorded is not None
        and with_ward <= recorded
    ]
    return tuple(line for line in lines if line)
