"""Questions whose answer is known to be no: how often they are answered yes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.london import LAST, london
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.library import open_extracts
from xlsrc.measures.benchmark import Z_95, Z_998, funnel
from xlsrc.measures.impact import Period, difference_from_others
from xlsrc.scope import Scope
from xlsrc.series.ward_panel import ward_panel

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED: Final = 20251231
ACTIONS: Final = 5_000
MOST_WARDS: Final = 4
YEAR: Final = 12
GROUPS: Final = 8_000
SIZES: Final = (8, 16, 32)
SPREADS: Final = (0.1, 0.2, 0.4, 0.6)
"""How much the true rates of areas differ, on the log scale."""

EVENTS_PER_PERSON: Final = 0.005

ON_AVERAGE: Final = (3.5, 6.5)
MOST_OF_ONE: Final = 11
BEYOND_95: Final = (4, 6)
MOST_BEYOND_998: Final = 0.5


def placebo_actions() -> dict[str, float]:
    """Per cent of random wards in random years whose interval leaves out no difference."""
    wards = ward_panel(Scope.of(open_extracts(), default_settings()))
    if wards.panel is None:
        message = "the bundled extracts have no wards"
        raise ValueError(message)
    counts = wards.panel.counts
    random = np.random.default_rng(SEED)
    differs = [_differs(random, counts) for _ in range(ACTIONS)]
    shares = 100 * np.mean(differs, axis=0)
    return {i.name: float(s) for i, s in zip(wards.indicators, shares, strict=True)}


def _differs(random: np.random.Generator, counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    picked = random.choice(len(counts), random.integers(1, MOST_WARDS + 1), replace=False)
    start = random.integers(YEAR, counts.shape[2] - YEAR + 1)
    before, after = (
        np.moveaxis(counts[:, :, at : at + YEAR], 1, 0) for at in (start - YEAR, start)
    )
    found = difference_from_others(
        Period(before=before[:, picked].sum(axis=1), after=after[:, picked].sum(axis=1)),
        Period(before=np.delete(before, picked, 1), after=np.delete(after, picked, 1)),
    )
    outside: NDArray[np.bool_] = (found.low > 1) | (found.high < 1)
    return outside


@cache
def people_of_london() -> NDArray[np.float64]:
    """Residents of the boroughs whose series are London's."""
    scope = Scope.of(open_extracts(), default_settings())
    areas = scope.store.areas(Level.BOROUGH, source=Source.MPS_RECORDED_CRIME)
    people: NDArray[np.float64] = scope.people.of(areas, LAST - (YEAR - 1)).people
    return people


def offences_of_london() -> tuple[tuple[str, float, float], ...]:
    """Each indicator's name, its rate a person in 2025, and the spread of the boroughs' rates.

    The spread, on the log scale, is twice the funnel's, which is on that of square roots.
    """
    people = people_of_london()
    year = london().counts[:, -YEAR:].sum(axis=1).reshape(len(people), -1).T
    found = funnel(year, people)
    names = [name.split(", ", 1)[1] for name in london().names[: len(year)]]
    spread = 2 * np.sqrt(found.tau2)
    return tuple(zip(names, found.pooled_rate.tolist(), spread.tolist(), strict=True))


def placebo_funnel(
    areas: int, spread: float, *, rate: float = EVENTS_PER_PERSON, as_published: bool = False
) -> tuple[float, float]:
    """Per cent of areas beyond 95 and 99.8 % where rates vary at random and none stands out.

    Areas are as large as London's boroughs, picked at random.
    """
    random = np.random.default_rng(SEED)
    people = random.choice(people_of_london(), (GROUPS, areas))
    rates = rate * np.exp(random.normal(0, spread, people.shape))
    z = np.abs(funnel(random.poisson(people * rates), people, as_published=as_published).z)
    return float(100 * np.mean(z > Z_95)), float(100 * np.mean(z > Z_998))


def print_impact() -> None:
    """Made-up actions."""
    shares = placebo_actions()
    mean, worst = float(np.mean(list(shares.values()))), max(shares, key=lambda name: shares[name])
    low, high = ON_AVERAGE
    print(f"Impact: {ACTIONS:,} made-up actions in random wards and years, % that seem to work")
    print(f"  on average {mean:.1f}{'' if low <= mean <= high else '✗'}  (target: {low} to {high})")
    over = "✗" if shares[worst] > MOST_OF_ONE else ""
    print(f"  at most {shares[worst]:.1f}{over}, {worst}  (target: at most {MOST_OF_ONE})")


def print_funnel() -> None:
    """Areas that vary at random: by how much they do, then as much as London's."""
    print(
        "Funnel: areas that vary at random, % beyond 1.96 and 3.09 (targets: 4 to 6, at most 0.5)"
    )
    for areas in SIZES:
        for spread in SPREADS:
            before = placebo_funnel(areas, spread, as_published=True)
            print(
                f"  {areas:3} areas, spread {spread}: {_judged(placebo_funnel(areas, spread))}"
                f"  (as published: {before[0]:.1f}, {before[1]:.2f})"
            )
        offences = {
            (name, spread): placebo_funnel(areas, spread, rate=rate)
            for name, rate, spread in offences_of_london()
        }
        mean = np.mean(list(offences.values()), axis=0)
        over = sum(far > MOST_BEYOND_998 for _, far in offences.values())
        (worst, spread), figures = max(offences.items(), key=lambda item: item[1][1])
        print(
            f"  {areas:3} areas, as London's {len(offences)} indicators differ: {_judged(mean)}; "
            f"most {figures[1]:.2f}, {worst} (spread {spread:.2f}); {over} above the target"
        )
    spreads = [spread for _, _, spread in offences_of_london()]
    low, half, high = np.quantile(spreads, (0, 0.5, 1))
    print(f"  spread of London's: median {half:.2f}, {low:.2f} to {high:.2f}")


def _judged(beyond: tuple[float, float] | NDArray[np.float64]) -> str:
    near, far = beyond
    missed = not BEYOND_95[0] <= near <= BEYOND_95[1] or far > MOST_BEYOND_998
    return f"{near:.1f}, {far:.2f}{'✗' if missed else ''}"


def main() -> None:
    """Measure, and print the tables."""
    print_impact()
    print_funnel()


if __name__ == "__main__":
    main()
