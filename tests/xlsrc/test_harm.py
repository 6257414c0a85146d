"""Total harm of the bundled sample, against sums made of the raw file apart from the product."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.support.made_up import AREA
from tests.support.recorded_crime import store_of
from tests.xlsrc.test_assess import assessed, sample
from xlsrc.defaults import NATIONAL, default_indicators, default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store
from xlsrc.records import records
from xlsrc.resources import data_folder
from xlsrc.series.measured import measured
from xlsrc.series.series import SeriesSet, series_set
from xlsrc.words.commentary import what_it_shows
from xlsrc.words.notes import notes

RELEASE = "mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv"
# Typed from the index's table, label by label of the release: what victims report; what is found.
VICTIMS = {
    "ARSON": 185, "CRIMINAL DAMAGE": 2, "BURGLARY - RESIDENTIAL": 273.5,
    "RES BURGLARY OF A HOME": 273.5, "RES BURGLARY OF UNCONNECTED BUILDING": 273.5,
    "BURGLARY BUSINESS AND COMMUNITY": 183.5, "OTHER OFFENCES PUBLIC ORDER": 7.5,
    "PUBLIC FEAR ALARM OR DISTRESS": 7.5, "RACE OR RELIGIOUS AGG PUBLIC FEAR": 7.5,
    "VIOLENT DISORDER": 7.5, "ROBBERY OF BUSINESS PROPERTY": 365,
    "ROBBERY OF PERSONAL PROPERTY": 365, "OTHER SEXUAL OFFENCES": 182.25, "RAPE": 2555,
    "BICYCLE THEFT": 2, "OTHER THEFT": 2, "THEFT FROM THE PERSON": 2,
    "AGGRAVATED VEHICLE TAKING": 5, "INTERFERING WITH A MOTOR VEHICLE": 5,
    "THEFT FROM A VEHICLE": 5, "THEFT OR UNAUTH TAKING OF A MOTOR VEH": 5,
    "DEATH SERIOUS INJURY ILLEGAL DRIVING": 365, "HOMICIDE": 5475,
    "STALKING AND HARASSMENT": 10, "VIOLENCE WITH INJURY": 365, "VIOLENCE WITHOUT INJURY": 10,
}  # fmt: skip
FOUND = {
    "POSSESSION OF DRUGS": 3, "TRAFFICKING OF DRUGS": 5, "MISC CRIMES AGAINST SOCIETY": 10,
    "POSSESSION OF WEAPONS": 273.75, "SHOPLIFTING": 1,
}  # fmt: skip
NOBODY_WEIGHED = {"FRAUD AND FORGERY", "NFIB"}

HARM = tuple(one for one in default_settings().indicators if one.is_weighted)


@cache
def by_hand() -> dict[str, tuple[tuple[float, float], tuple[float, float]]]:
    """Per borough the two years of victim-reported and of all harm, the year before first."""
    sums: defaultdict[str, list[list[float]]] = defaultdict(lambda: [[0.0, 0.0], [0.0, 0.0]])
    with (data_folder() / RELEASE).open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            label, borough = row["MinorText"], row["BoroughName"]
            assert label in VICTIMS or label in FOUND or label in NOBODY_WEIGHED
            months = [int(row[name] or 0) for name in sorted(n for n in row if n.isdigit())]
            for at, weights in enumerate((VICTIMS, VICTIMS | FOUND)):
                for year in (0, 1):
                    counted = sum(months[12 * year : 12 * year + 12])
                    sums[borough][at][year] += weights.get(label, 0) * counted
    return {
        name: ((some[0], some[1]), (every[0], every[1])) for name, (some, every) in sums.items()
    }


@cache
def store() -> Store:
    return Store.open(data_folder())


def series_of(borough: str) -> SeriesSet:
    area = store().area(borough)
    return series_set(store(), HARM, area, Level.BOROUGH, Month.of(2025, 12))


BOROUGHS = sorted(name for name in by_hand() if "Unknown" not in name and "Airport" not in name)


def test_all_32_boroughs_are_there() -> None:
    assert len(BOROUGHS) == 32


@pytest.mark.parametrize("borough", BOROUGHS)
def test_a_borough_s_harm_is_the_sum_made_apart(borough: str) -> None:
    figures = measured(series_of(borough), default_settings())

    for at, (before, now) in enumerate(by_hand()[borough]):
        assert figures.volume_12m[at] == now
        assert figures.volume_12m_prior[at] == before
        assert figures.percent[at] == pytest.approx(100 * (now / before - 1))


def test_barnet_s_count_rose_a_little_and_its_harm_fell() -> None:
    assert assessed("total_notifiable").change.percent == pytest.approx(0.61, abs=0.01)
    assert assessed("total_harm").change.percent == pytest.approx(-4.48, abs=0.01)
    assert assessed("total_harm_all").change.percent == pytest.approx(-3.76, abs=0.01)


def test_the_doubts_about_its_parts_are_about_harm_too() -> None:
    harm, total = assessed("total_harm"), assessed("total_notifiable")

    assert harm.change.p == pytest.approx(0.146, abs=0.001)
    assert harm.change.doubt is not None
    assert {one.reference for one in harm.findings} <= {one.reference for one in total.findings}


def test_what_holds_of_counts_alone_is_absent_with_its_reason() -> None:
    harm = assessed("total_harm")

    assert (harm.usual.expected, harm.exception, harm.level.trend) == (None, None, None)
    assert (harm.peers.rate, harm.peers.rank, harm.year_end) == (None, None, None)
    assert harm.drivers == ()
    said = [str(note) for note in notes(harm)]
    assert "expected: a weighted sum: no range, exception, level, forecast or ward" in said
    assert any(one.startswith("rate_per_1000: a weighted sum") for one in said)


def test_its_words_are_of_days() -> None:
    assert what_it_shows(assessed("total_harm")).startswith(
        "111,204 days fewer (−4 %) than the year before."
    )


def test_it_is_published_as_it_is_worked_out() -> None:
    published = {one["indicator"]: one for one in records(sample())}

    assert published["total_harm"]["volume_12m"] == 2_373_174
    assert published["total_harm"]["rank"] is None


# A year of the Home Office's subgroups, each its own number; the labels as the tables have them.
QUARTERLY = {
    ("Violence against the person", "Homicide"): 1,
    ("Violence against the person", "Violence with injury"): 200,
    ("Violence against the person", "Violence without injury"): 300,
    ("Violence against the person", "Stalking and harassment"): 250,
    ("Violence against the person", "Death or serious injury - unlawful driving"): 2,
    ("Sexual offences", "Rape"): 30,
    ("Sexual offences", "Other sexual offences"): 60,
    ("Public order offences", "Public order offences"): 150,
    ("Criminal damage and arson", "Criminal damage"): 180,
    ("Criminal damage and arson", "Arson"): 9,
    ("Theft offences", "Other theft offences"): 220,
    ("Theft offences", "Vehicle offences"): 170,
    ("Theft offences", "Residential burglary"): 110,
    ("Theft offences", "Non-residential burglary"): 50,
    ("Theft offences", "Theft from the person"): 40,
    ("Robbery", "Robbery of business property"): 12,
    ("Robbery", "Robbery of personal property"): 45,
    ("Theft offences", "Bicycle theft"): 35,
}
A_QUARTER = (
    1 * 5475 + 200 * 365 + 300 * 10 + 250 * 10 + 2 * 365 + 30 * 2555 + 60 * 182.25 + 150 * 7.5
    + 180 * 2 + 9 * 185 + 220 * 2 + 170 * 5 + 110 * 273.5 + 50 * 183.5 + 40 * 2 + 12 * 365
    + 45 * 365 + 35 * 2
)  # fmt: skip


def by_the_quarter() -> Store:
    months = [Month.of(2025, 12).ordinal - 3 * back for back in range(8)][::-1]
    made = store_of({label: [count] * 8 for label, count in QUARTERLY.items()}, months=months)
    (borough,) = made.extracts
    return replace(made, extracts=(replace(borough, source=Source.HOME_OFFICE),))


def test_elsewhere_harm_is_of_the_home_office_s_quarters() -> None:
    harm = next(one for one in default_indicators(NATIONAL) if one.id == "total_harm")
    series = series_set(by_the_quarter(), [harm], AREA, Level.BOROUGH, Month.of(2025, 12))

    figures = measured(series, default_settings())

    assert figures.volume_12m[0] == 4 * A_QUARTER
    assert (figures.difference[0], figures.p[0]) == (0, pytest.approx(1))


def test_a_table_that_lacks_a_subgroup_has_no_sum_of_harm() -> None:
    harm = next(one for one in default_indicators(NATIONAL) if one.id == "total_harm_all")
    series = series_set(by_the_quarter(), [harm], AREA, Level.BOROUGH, Month.of(2025, 12))

    assert series.last_months() == (None,)


def test_the_document_has_the_table_s_days_label_by_label() -> None:
    text = (Path(__file__).parents[2] / "docs" / "harm.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    by_label = {row[0]: row for row in rows if len(row) == 8 and row[0].isupper()}

    assert set(by_label) == {*VICTIMS, *FOUND, *NOBODY_WEIGHED} - {"NFIB"}
    for label, days in (VICTIMS | FOUND).items():
        assert float(by_label[label][2].replace(",", "")) == days
        assert by_label[label][3] == ("yes" if label in VICTIMS else "no")


def test_the_figures_of_all_others_do_not_depend_on_it() -> None:
    plain = tuple(one for one in default_settings().indicators if not one.is_weighted)[:6]
    area = store().area("Barnet")
    alone, beside = (
        measured(
            series_set(store(), some, area, Level.BOROUGH, Month.of(2025, 12)), default_settings()
        )
        for some in (plain, (plain[0], *HARM, *plain[1:]))
    )
    rows = [0, *range(1 + len(HARM), len(plain) + len(HARM))]

    np.testing.assert_array_equal(beside.direction.change[rows], alone.direction.change)
    np.testing.assert_array_equal(beside.past.z6[rows], alone.past.z6)
    assert np.isnan(beside.past.z1[1 : 1 + len(HARM)]).all()
