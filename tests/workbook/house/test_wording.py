from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import (
    AS_AT,
    made_up_assessment,
    made_up_outside,
    made_up_settings,
    with_parts,
)
from workbook.house import wording
from xlsrc.domain.month import Month
from xlsrc.measures.benchmark import Verdict

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.series.outside import Outside

SETTINGS = made_up_settings()


def of(indicator_id: str, **fields: object) -> Assessment:
    indicator = next(i for i in SETTINGS.indicators if i.id == indicator_id)
    return with_parts(made_up_assessment(indicator, SETTINGS), **fields)


def test_a_change_is_a_number_and_its_percentage() -> None:
    assert (
        wording.change(of("burglary", change={"difference": -203.0, "percent": -11.04}))
        == "−203 (−11 %)"
    )


def test_a_change_of_a_share_is_in_points() -> None:
    assert (
        wording.change(of("repeat_victims", change={"difference": -0.62, "percent": None}))
        == "−0.6 pt"
    )


def test_a_small_number_has_no_percentage() -> None:
    assert (
        wording.change(of("arson", change={"difference": -3.0, "percent": None}))
        == "−3 (too few for %)"
    )


def test_an_indicator_that_is_only_counted_has_no_percentage() -> None:
    assert (
        wording.change(
            of("homicide", volume={"last_12": 2.0}, change={"difference": -1.0, "percent": None})
        )
        == "−1"
    )


def test_a_year_across_a_change_of_recording_is_not_comparable() -> None:
    assert wording.change(of("hate_crime", change={"difference": None})) == "n/c"


def test_a_year_that_is_not_there_is_no_data() -> None:
    assert (
        wording.change(of("burglary", change={"difference": None, "broken_by": None})) == "no data"
    )


@pytest.mark.parametrize(
    ("exception", "shown"),
    [
        (made_up_outside(z=3.3), "↑ 749–989"),
        (made_up_outside(z=-3.3), "↓ 749–989"),
        (made_up_outside(until=AS_AT - 1, back=AS_AT), "749–989"),
        (None, "749–989"),
    ],
)
def test_an_arrow_marks_what_is_an_exception_now(exception: Outside | None, shown: str) -> None:
    one = of("burglary", usual={"quarter": (749.0, 989.0)}, exception=exception)

    assert wording.usual_range(one) == shown


def test_a_quarter_without_a_range_does_not_apply() -> None:
    assert wording.usual_range(of("burglary", usual={"quarter": None})) == "–"


def test_a_share_keeps_one_decimal() -> None:
    assert wording.figure(of("repeat_victims"), 26.44) == "26.4 %"


def test_an_absent_figure_is_no_data_never_zero() -> None:
    assert wording.figure(of("burglary"), None) == "no data"


def test_the_place_among_peers_follows_the_word() -> None:
    ranked = of("burglary", peers={"verdict": Verdict.SIMILAR, "rank": 22, "rank_of": 32})

    assert wording.against_peers(ranked) == "Similar, 22 of 32"


def test_without_peers_the_cell_does_not_apply() -> None:
    assert wording.against_peers(of("burglary", peers={"verdict": None, "rank": None})) == "–"


def test_a_rate_carries_its_interval() -> None:
    rated = of("burglary", peers={"rate": 4.18, "low": 3.98, "high": 4.41})

    assert wording.rate(rated) == "4.2  (4.0–4.4)"


def test_a_release_is_named_by_its_month() -> None:
    assert wording.release("2026-01") == "Jan 2026 release"


def test_a_vintage_that_is_no_month_is_named_as_it_is() -> None:
    assert wording.release("2024/25 final") == "2024/25 final release"


@pytest.mark.parametrize(
    ("room", "label"),
    [  # at 10 pt FreeType draws them 107.1, 96.2, 76.0 and 44.6 points wide in Carlito
        (111, "Hate crime (to Jul 25, late)"),
        (107, "Hate crime (Jul 25, late)"),
        (100, "Hate crime (Jul 25, late)"),
        (96, "Hate crime (Jul 25)"),
        (76, "Hate crime"),
        (12, "Hate crime"),
    ],
)
def test_a_label_says_the_month_as_fully_as_there_is_room(room: float, label: str) -> None:
    assert wording.label_to(of("hate_crime"), Month.of(2025, 12), room, 10) == label


def test_the_mark_of_an_illustrative_figure_stands_last() -> None:
    early = of("reoffending", as_at=Month.of(2025, 6), late=False)

    label = wording.label_to(early, Month.of(2025, 12), 120, 10)

    assert label == "Reoffending, % (to Jun 25) ‡"
