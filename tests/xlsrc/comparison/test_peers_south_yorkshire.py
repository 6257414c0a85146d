"""South Yorkshire's four partnerships beside one another, against counts by hand.

The counts are rows of the monthly files with an LSOA of the authority, each Crime ID once for a
place and type, October 2020 to September 2021; the people are ONS's of mid-2020.
"""

from __future__ import annotations

import pytest

from tests.support.paths import SHARED
from tests.support.peer_stores import compared, group, known
from tests.support.recorded_crime import indicator
from xlsrc.comparison.default_groups import default_peer_groups
from xlsrc.domain.indicator import Polarity, Source
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store

FOLDER = SHARED / "data" / "police-uk" / "2018-2021"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not FOLDER.is_dir(), reason="South Yorkshire's files lie beside the project"
    ),
]

LAST = Month.of(2021, 9)
SHEFFIELD = "Sheffield"
PEOPLE = {"Barnsley": 244_201, "Doncaster": 308_185, "Rotherham": 265_593, "Sheffield": 555_036}
COUNTED = {
    "Burglary": {"Barnsley": 1516, "Doncaster": 2796, "Rotherham": 1413, "Sheffield": 3934},
    "Robbery": {"Barnsley": 190, "Doncaster": 352, "Rotherham": 233, "Sheffield": 585},
    "Vehicle crime": {"Barnsley": 1588, "Doncaster": 2584, "Rotherham": 1643, "Sheffield": 4401},
    "Anti-social behaviour": {
        "Barnsley": 4960,
        "Doncaster": 7491,
        "Rotherham": 5371,
        "Sheffield": 12782,
    },
}
SHOWN = tuple(
    indicator(offence, id=f"i{at}", name=offence, source=Source.POLICE_UK, polarity=Polarity.LOWER)
    for at, offence in enumerate(COUNTED)
)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(FOLDER, cache=tmp_path_factory.mktemp("cache"))


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("words", ["all of South Yorkshire", "all that have data", "England"])
def test_each_partnership_stands_among_the_other_three(held: Store, name: str, words: str) -> None:
    found = compared(held, known(name), group(words), *SHOWN, as_at=LAST)

    for comparison, by_hand in zip(found, COUNTED.values(), strict=True):
        rates = {area: 1000 * count / PEOPLE[area] for area, count in by_hand.items()}
        order = sorted(rates, key=lambda area: rates[area])
        assert {row.area.name: row.count for row in comparison.rows} == by_hand
        assert {row.area.name: row.rate for row in comparison.rows} == pytest.approx(rates)
        assert {row.area.name: row.rank for row in comparison.rows} == {
            area: place for place, area in enumerate(order, start=1)
        }
        assert (comparison.rank, comparison.rank_of) == (order.index(name) + 1, 4)
        assert comparison.peer_rate == pytest.approx(sum(rates.values()) / 4)
        assert (comparison.verdict, comparison.left_out) == (None, ())
        assert comparison.population_year == 2020


def test_rank_and_rate_of_sheffields_burglary_as_numbers(held: Store) -> None:
    burglary = compared(
        held, known(SHEFFIELD), group("all of South Yorkshire"), *SHOWN, as_at=LAST
    )[0]

    assert {row.area.name: (round(row.rate or 0, 2), row.rank) for row in burglary.rows} == {
        "Rotherham": (5.32, 1),
        "Barnsley": (6.21, 2),
        "Sheffield": (7.09, 3),
        "Doncaster": (9.07, 4),
    }


def test_a_workbook_of_sheffield_begins_with_the_other_three(held: Store) -> None:
    first = default_peer_groups(known(SHEFFIELD), held)[0]

    assert first["Members"] == "Sheffield; Doncaster; Rotherham; Barnsley"
