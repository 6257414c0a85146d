"""How many of a page's rows, marks and words chance alone would give: what readers weigh them by.

Every rate here was measured (docs/statistics.md); none is worked out from a distribution. How often
a series is newly listed was measured on London's series, whose levels drift; where they stand still
it is less often.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.wording import count_of
from xlsrc.maps.wards import FALSE_FINDINGS, judged_pairs
from xlsrc.measures.change import FALSE_CHANGES
from xlsrc.measures.rolling import QUARTER
from xlsrc.measures.unusual import BEYOND_USUAL, MONTHS_TO_NEW, MONTHS_TO_WATCHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.settings import Settings

FEW: Final = 2
"""So many expected rows, or fewer, often come to none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """The indicators whose months are judged, and how many months of all of them together.

    ``new`` and ``listed`` are how many of them chance and drift alone would newly list as outside
    their usual range, and on either list.
    """

    indicators: int
    months: int

    @property
    def new(self) -> float:
        """Rows of the first list."""
        return self.months / MONTHS_TO_NEW

    @property
    def listed(self) -> float:
        """Rows of both lists: what is newly outside was worth watching, too."""
        return self.months / MONTHS_TO_WATCHED


def looked_at(assessments: Sequence[Assessment], settings: Settings) -> LookedAt:
    """The months since the last publication of each indicator that has two years of them.

    One that has none since then is judged again by its last; where nothing was published, the
    last quarter is looked at.
    """
    published = settings.last_published
    ends = [one.as_at for one in assessments if not one.usual.provisional]
    months = (
        QUARTER if published is None else max(1, end.ordinal - published.ordinal)
        for end in ends
        if end is not None
    )
    return LookedAt(indicators=len(ends), months=sum(months))


def about(expected: float) -> str:
    """``about 2``, ``fewer than 1``."""
    return f"about {expected:.0f}" if round(expected) else "fewer than 1"


def nothing_found(expected: float) -> str:
    """What chance gives where a list is empty."""
    ordinary = ", so none is an ordinary result" if expected <= FEW else ""
    given = f"Chance and drift alone give {about(expected)}{ordinary}."
    return f"{given} It was looked for, not left out."


def _here(found: LookedAt) -> str:
    if not found.indicators:
        return "Here no series has two years of months to be judged by."
    in_both = about(found.listed).removeprefix("about ")
    return (
        f"Here, in {count_of(found.months, 'month')} of {found.indicators} series: "
        f"{about(found.new)} in the first list, {in_both} in both."
    )


def rows_by_chance(found: LookedAt) -> str:
    """How often a series is newly listed, and how many rows of the whole area that makes."""
    return (
        f"By chance: a series is newly flagged in about 1 month in {MONTHS_TO_NEW}, nearly as "
        f"often where levels only drift; worth watching in about 1 in {MONTHS_TO_WATCHED}. "
        f"{_here(found)}"
    )


def wards_by_chance(dashboard: Dashboard) -> str:
    """How many of the rows for wards may be false, of so many pairs looked at; '' without any."""
    pairs = judged_pairs(dashboard.wards, dashboard.offences)
    if not pairs:
        return ""
    rows = sum(row.is_of_ward for row in dashboard.exceptions)
    said = f"Wards: {count_of(pairs, 'pair')} of ward and offence looked at"
    if not rows:
        return f"{said}; none is listed."
    return (
        f"{said}; {count_of(rows, 'row')} listed, of which about 1 in "
        f"{1 / FALSE_FINDINGS:.0f} may be false."
    )


def beyond_by_chance(beyond: int, indicators: int) -> str:
    """How many of the indicators lie beyond the 95 % range, and how many chance and drift put
    there.
    """
    expected = about(indicators * BEYOND_USUAL)
    return f"{beyond} of {indicators} beyond it, chance and drift give {expected}"


def marks_by_chance(assessments: Sequence[Assessment], settings: Settings) -> str:
    """How many of a page's words ``real`` and ``probably real``, and ↑ ↓, chance would give."""
    tested = sum(one.change.certainty is not None for one in assessments)
    found = looked_at(assessments, settings)
    called = (
        f"Chance alone would call {about(tested * FALSE_CHANGES)} of the "
        f"{count_of(tested, 'change')} tested here real or probably real"
    )
    marked = (
        f"chance and drift newly mark {about(found.new)} of "
        f"{count_of(found.indicators, 'indicator')} ↑ or ↓"
    )
    return (
        f"{called if tested else 'No change could be tested here'}; "
        f"{marked if found.indicators else 'no indicator has the two years that ↑ and ↓ take'}."
    )
