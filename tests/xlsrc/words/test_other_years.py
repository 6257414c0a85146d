"""What is said of the year to date and of a baseline: one sentence each, where asked for."""

from __future__ import annotations

from dataclasses import replace

from tests.support.made_up import made_up_assessment, made_up_settings
from tests.support.recorded_crime import indicator
from xlsrc.domain.month import Month
from xlsrc.measures.change import Certainty
from xlsrc.records import FIGURES
from xlsrc.series.other_years import Beside
from xlsrc.series.years import Lacking, NoBaseline
from xlsrc.words.commentary import what_it_shows
from xlsrc.words.other_years import other_years_notes, other_years_sentences

COUNT = made_up_assessment(indicator("Arson"), made_up_settings())
DATE = (Month.of(2025, 4), Month.of(2025, 12))
YEAR = (Month.of(2025, 1), Month.of(2025, 12))
TO_DATE = Beside(
    now=DATE, before=(Month.of(2024, 4), Month.of(2024, 12)), volume=1436, volume_before=1771,
    difference=-335, percent=-18.9, p=0.003, certainty=Certainty.REAL,
)  # fmt: skip
MEAN = Beside(
    now=YEAR, before=(Month.of(2022, 1), Month.of(2024, 12)), years=3, volume=2089,
    volume_before=2452.33, difference=-363.33, percent=-14.8, p=0.2,
    certainty=Certainty.NO_CLEAR_CHANGE,
)  # fmt: skip


def test_nothing_is_said_unless_it_is_asked_for() -> None:
    assert other_years_sentences(COUNT) == ""
    assert list(other_years_notes(COUNT)) == []
    assert FIGURES["ytd_change_words"](COUNT) is None
    assert FIGURES["baseline"](COUNT) is None


def test_each_has_its_sentence_at_the_end_of_what_the_indicator_shows() -> None:
    asked = replace(COUNT, to_date=TO_DATE, baseline=MEAN)
    said = (
        "Financial year to date (April to December 2025): 1,436, 335 fewer (−19 %); a real fall. "
        "Against the mean of the three years to December 2024: 363 fewer (−15 %); no clear change."
    )

    assert other_years_sentences(asked) == said
    assert what_it_shows(asked) == f"{what_it_shows(COUNT)} {said}"
    assert FIGURES["ytd_from"](asked) == "2025-04"
    assert FIGURES["baseline_change_words"](asked) == "No clear change"


def test_a_year_is_called_as_boards_call_it() -> None:
    calendar = replace(MEAN, years=1, before=(Month.of(2019, 1), Month.of(2019, 12)))
    financial = replace(MEAN, years=1, before=(Month.of(2018, 4), Month.of(2019, 3)))

    assert FIGURES["baseline"](replace(COUNT, baseline=calendar)) == "2019"
    assert FIGURES["baseline"](replace(COUNT, baseline=financial)) == "2018/19"


def test_what_is_not_there_has_its_reason() -> None:
    lacking = Beside(
        now=YEAR, before=(Month.of(2009, 1), Month.of(2009, 12)), volume=2089,
        lacking=Lacking(why=NoBaseline.TOO_EARLY, month=Month.of(2010, 4)),
    )  # fmt: skip
    doubted = replace(TO_DATE, certainty=None, doubted=True)
    asked = replace(COUNT, to_date=doubted, baseline=lacking)

    assert [str(note) for note in other_years_notes(asked)] == [
        "ytd_change: no verdict, for what else could explain it could turn it",
        "baseline_change: figures begin April 2010",
    ]
    assert other_years_sentences(asked).endswith(
        "335 fewer (−19 %); cannot say: faults of the figures could turn it. "
        "Against 2009: no comparison, figures begin April 2010."
    )
