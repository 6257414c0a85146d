"""Impact questions of Sheffield on South Yorkshire's real burglaries: worked out by hand.

The months of the year that are set against those of the year before: what Sheffield, or wards of
it, would have had, had they moved as the others did, less what they had. July 2019 is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.paths import SHARED
from tests.support.second_count import incidents, months_to, placed
from tests.support.second_figures import FOUR, Second, shown
from xlsrc.domain.action import ImpactQuestion
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from xlsrc.plan.impact_estimates import ImpactEstimate

FOLDER = SHARED / "data" / "police-uk" / "2018-2021"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="needs South Yorkshire's street files"),
]
SHEFFIELD, KIND, END = "E08000019", "Burglary", "2021-09"
YEAR, BEFORE = months_to(END, 12), months_to(END, 24)[:12]


@pytest.fixture(scope="module")
def second() -> Second:
    return Second(placed(incidents(FOLDER.glob("*.zip"))))


def estimate(*wards: str) -> ImpactEstimate:
    question = ImpactQuestion(
        ref="I1",
        priority="4",
        actions=(),
        indicator=KIND,
        start=Month.parse(YEAR[0]),
        wards=wards,
    )
    store = Store.open(FOLDER, cache=None)
    (found,) = shown(store, "Sheffield", END, questions=(question,)).impacts
    return found


def test_sheffield_against_the_three_beside_it(second: Second) -> None:
    others = [code for code in FOUR if code != SHEFFIELD]
    now, before = (second.volume(SHEFFIELD, KIND, END, 12, back) or 0 for back in (0, 12))
    then, since = (
        sum(second.volume(code, KIND, END, 12, back) or 0 for code in others) for back in (12, 0)
    )

    found = estimate()

    assert (now, before, since, then) == (3934, 4335, 5725, 6750)
    assert found.answer is not None
    assert found.answer.fewer == pytest.approx(4335 * 5725 / 6750 - 3934)
    assert found.answer.low < found.answer.fewer < found.answer.high
    assert (found.first, found.last) == (Month.parse(YEAR[0]), Month.parse(END))


def test_two_wards_against_all_others_of_the_city(second: Second) -> None:
    cells = second.monthly("ward", SHEFFIELD, KIND)
    own = {"E05010882", "E05010862"}

    def of(months: list[str], *, inside: bool) -> int:
        return sum(
            number
            for (ward, month), number in cells.items()
            if month in set(months) and (ward in own) == inside
        )

    found = estimate("Walkley", "City")

    assert found.other_wards == 26
    assert found.answer is not None
    # Half an offence more in each of the four sums, lest one be 0.
    ours, before = of(YEAR, inside=True) + 0.5, of(BEFORE, inside=True) + 0.5
    theirs = (of(YEAR, inside=False) + 0.5) / (of(BEFORE, inside=False) + 0.5)
    few = sum(second.perhaps("ward", SHEFFIELD, KIND).values())
    assert found.answer.fewer == pytest.approx(before * theirs - ours, abs=few + 1e-6)
