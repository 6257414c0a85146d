"""The change of weighted sums: what it is of counts, and how often it alarms without cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from xlsrc.defaults import default_weights
from xlsrc.measures.change import change_on_year, exact_p
from xlsrc.measures.doubt import within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

# Barnet's two years to December 2025, both together halved: by the rows of HarmWeights.
BARNET = {
    "Homicide": 1.5, "Violence with injury": 1850, "Violence without injury": 3525,
    "Stalking and harassment": 2143, "Death or serious injury - unlawful driving": 3.5,
    "Rape": 265.5, "Other sexual offences": 516.5, "Public order offences": 1821.5,
    "Criminal damage": 1855, "Arson": 62, "Shoplifting": 3017, "Other theft": 2832,
    "Vehicle offences": 4211, "Residential burglary": 1737.5,
    "Burglary - business and community": 523.5, "Possession of drugs": 550,
    "Trafficking of drugs": 1040, "Theft from the person": 1009.5,
    "Robbery of business property": 246.5, "Robbery of personal property": 535.5,
    "Possession of weapons": 142, "Bicycle theft": 208,
    "Miscellaneous crimes against society": 352.5,
}  # fmt: skip
DAYS = {one.subgroup: one.days for one in default_weights()}
VICTIMS = tuple(one.subgroup for one in default_weights() if one.is_victim_reported)
RUNS = 4000
MOST_FALSE = 0.07


def mix(a_year: dict[str, float]) -> tuple[Numbers, Numbers]:
    """Offences a month, and the days of each."""
    names = list(a_year)
    return np.array([a_year[n] for n in names]) / 12, np.array([DAYS[n] for n in names])


MIXES = {
    "Barnet, victim-reported": mix({name: BARNET[name] for name in VICTIMS}),
    "Barnet, all": mix(BARNET),
    "a tenth of Barnet": mix({name: BARNET[name] / 10 for name in VICTIMS}),
    "a fiftieth of Barnet": mix({name: BARNET[name] / 50 for name in VICTIMS}),
    "rape and homicide alone": mix({"Rape": 265.5, "Homicide": 3}),
    "few rapes and homicides": mix({"Rape": 20, "Homicide": 3}),
    "little beside homicide": mix({name: BARNET[name] / 20 for name in VICTIMS} | {"Homicide": 4}),
}


def simulated(a_month: Numbers, days: Numbers, phi: float, seed: int) -> tuple[Numbers, Numbers]:
    """Sums and their squares of 24 months in which no rate changes, runs × months."""
    rng = np.random.default_rng(seed)
    season = 1 + 0.15 * np.sin(2 * np.pi * np.arange(24) / 12)
    rates = np.broadcast_to(a_month[:, None] * season, (RUNS, a_month.size, 24))
    if phi > 1:
        rates = rng.gamma(rates / (phi - 1)) * (phi - 1)
    counts = rng.poisson(rates)
    return np.einsum("rom,o->rm", counts, days), np.einsum("rom,o->rm", counts, days**2)


@pytest.mark.parametrize("phi", [1.0, 2.0])
@pytest.mark.parametrize("name", MIXES)
def test_where_nothing_moves_few_changes_are_called_real(name: str, phi: float) -> None:
    sums, squares = simulated(*MIXES[name], phi, seed=16)

    assert (change_on_year(sums, squares).p < 0.05).mean() <= MOST_FALSE


def test_a_real_fall_of_the_gravest_is_seen() -> None:
    a_month, days = MIXES["Barnet, victim-reported"]
    before, squares_before = simulated(a_month, days, 1.0, seed=1)
    now, squares_now = simulated(a_month * np.where(days > 200, 0.8, 1), days, 1.0, seed=2)

    found = change_on_year(
        np.concatenate([before[:, :12], now[:, 12:]], axis=1),
        np.concatenate([squares_before[:, :12], squares_now[:, 12:]], axis=1),
    )

    assert (found.p < 0.05).mean() > 0.95


def test_a_weight_of_one_is_the_test_of_counts_and_any_other_scale_changes_nothing() -> None:
    counts = np.random.default_rng(3).poisson(40.0, (50, 24)).astype(np.float64)
    plain = change_on_year(counts)

    for weight in (1.0, 365.0):
        same = change_on_year(weight * counts, weight**2 * counts)
        for figure in ("phi", "t", "p", "percent", "ratio_low", "ratio_high"):
            np.testing.assert_allclose(getattr(same, figure), getattr(plain, figure), rtol=1e-9)
        np.testing.assert_allclose(same.difference, weight * plain.difference)


def test_one_grave_offence_more_is_no_real_change_however_many_days_it_weighs() -> None:
    slight = np.full(24, 300.0)
    grave = np.zeros(24)
    grave[20] = 1.0

    found = change_on_year((slight + 5475 * grave)[None], (slight + 5475**2 * grave)[None])

    assert found.percent[0] > 100
    assert found.p[0] > 0.05


def test_a_year_without_harm_is_judged_by_about_how_many_offences_the_other_had() -> None:
    grave = np.zeros((1, 24))
    grave[0, [2, 5]] = 2555.0

    found = change_on_year(grave, 2555.0 * grave)

    assert found.percent_withheld[0]
    assert found.p[0] == pytest.approx(stats.binomtest(0, 2, 0.5).pvalue)


def test_an_earlier_spell_of_three_years_is_compared_by_its_mean() -> None:
    year = np.random.default_rng(5).poisson(50.0, 12).astype(np.float64)

    same = change_on_year(np.concatenate([3 * year, year])[None], years=3)
    more = change_on_year(np.concatenate([3 * year, 1.5 * year])[None], years=3)

    assert (same.difference[0], same.percent[0], same.p[0]) == pytest.approx((0, 0, 1))
    assert more.before[0] == year.sum()
    assert more.percent[0] == pytest.approx(50)
    assert more.p[0] < 0.001


@pytest.mark.parametrize(("now", "before", "years"), [(0, 9, 3), (4, 0, 3), (2, 5, 1), (7, 6, 3)])
def test_the_exact_p_is_a_binomial_s_with_the_lengths_share(
    now: int, before: int, years: int
) -> None:
    share = 1 / (1 + years)
    one = stats.binom.cdf(now, now + before, share), stats.binom.sf(now - 1, now + before, share)

    found = exact_p(np.array([now]), np.array([before]), years=years)

    assert found[0] == pytest.approx(min(1, 2 * min(one)))


def test_a_doubt_judges_weighted_sums_as_the_change_does() -> None:
    sums, squares = simulated(*MIXES["a tenth of Barnet"], 1.0, seed=4)
    sums, squares = sums[:20], squares[:20]
    none = np.zeros(20)

    found = within(sums, none, none, squares=squares)

    np.testing.assert_allclose(found.p_counted, change_on_year(sums, squares).p)
