"""The bundled sample assessed: figures against those published or worked out apart."""

from functools import cache

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.assess import dashboard
from xlsrc.assessment import Assessment, Dashboard
from xlsrc.domain.status import Status
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.records import FIGURES
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.words.commentary import what_it_shows
from xlsrc.words.notes import notes
from xlsrc.words.verdicts import change_words
from xlsrc.words.without_year import not_comparable


@cache
def sample() -> Dashboard:
    return dashboard(
        Scope.of(Store.open(data_folder()), settings(default_tables(), shipped_offences().names))
    )


def assessed(indicator: str) -> Assessment:
    return next(a for a in sample().assessments if a.indicator.id == indicator)


@pytest.mark.parametrize(
    ("indicator", "now", "before"),
    [  # read off the January 2026 release by hand
        ("total_notifiable", 28_538, 28_364),
        ("robbery", 723, 841),
        ("burglary", 2_089, 2_433),
        ("theft_of_vehicle", 1_761, 1_665),
        ("mopac7_total", 11_058, 11_898),
        ("personal_robbery", 475, 596),
        ("residential_burglary", 1_636, 1_839),
    ],
)
def test_the_year_and_the_year_before(indicator: str, now: int, before: int) -> None:
    assessment = assessed(indicator)

    assert (assessment.volume.last_12, assessment.volume.last_12_before) == (now, before)


@pytest.mark.parametrize(
    ("indicator", "p"),
    [  # worked out in R for the design of the test
        ("burglary", 0.0077),
        ("total_notifiable", 0.60),
        ("robbery", 0.116),
        ("personal_robbery", 0.038),
        ("violence_without_injury", 0.0033),
        ("theft_from_vehicle", 0.0005),
    ],
)
def test_how_likely_chance_is(indicator: str, p: float) -> None:
    assert assessed(indicator).change.p == pytest.approx(p, rel=0.03)


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("burglary", "A real fall"),
        ("total_notifiable", "Cannot say: place unknown"),
        ("robbery", "No clear change"),
        ("personal_robbery", "Probably a real fall"),
    ],
)
def test_whether_a_change_is_real(indicator: str, words: str) -> None:
    assert change_words(assessed(indicator).change) == words


def test_an_indicator_across_a_recording_change_has_no_change_on_the_year() -> None:
    abuse = assessed("domestic_abuse")

    assert (abuse.change.difference, abuse.change.percent, abuse.status) == (
        None,
        None,
        Status.CANNOT_SAY,
    )


def test_the_months_after_a_recording_change_are_compared_by_themselves() -> None:
    assert not_comparable(assessed("domestic_abuse")) == (
        "Not comparable with last year (recording changed in March 2024). "
        "March–July 2025: 1,249 against 1,105."
    )


def test_a_source_that_ends_early_shows_its_own_month_and_is_late() -> None:
    abuse = assessed("domestic_abuse")

    assert (str(abuse.as_at), abuse.late) == ("2025-07", True)


def test_a_source_that_runs_later_is_cut_at_the_as_at_month() -> None:
    assert str(assessed("knife_injury").as_at) == "2025-12"


def test_homicide_is_never_a_per_cent() -> None:
    assert assessed("homicide").change.percent is None


@pytest.mark.parametrize(
    ("indicator", "says_so"),
    [("knife_victims_1_24", True), ("lethal_discharges", True), ("knife_injury", False)],
)
def test_an_indicator_of_under_five_a_month_says_that_only_large_changes_show(
    indicator: str,
    says_so: bool,  # noqa: FBT001 - a case's expectation
) -> None:
    words = "Few a month: only large changes can be seen"
    assessment = assessed(indicator)

    assert (words in what_it_shows(assessment), words in map(str, notes(assessment))) == (
        says_so,
        says_so,
    )


def test_every_absent_figure_has_its_reason() -> None:
    without = [
        assessment.indicator.id
        for assessment in sample().assessments
        for field in ("volume_12m_prior", "change", "change_pct")
        if FIGURES[field](assessment) is None
        and not any(
            str(note).startswith((field, "no data", "change:")) for note in notes(assessment)
        )
    ]

    assert without == []


def test_only_the_partner_return_is_illustrative() -> None:
    illustrative = {a.indicator.source.value for a in sample().assessments if a.illustrative}

    assert illustrative == {"Partner return"}


def test_ward_series_cover_the_24_wards_and_36_months() -> None:
    ward_series = sample().wards[0]

    assert (len(ward_series.wards), len(ward_series.months)) == (24, 36)
