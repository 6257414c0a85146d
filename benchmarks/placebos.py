"""Questions whose answer is known to be no: how often they are answered yes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.defaults import default_settings
from xlsrc.library import open_extracts
from xlsrc.measures.benchmark import Z_95, Z_998, funnel
from xlsrc.measures.impact import Period, difference_from_others
from xlsrc.scope import Scope
from xlsrc.series.ward_panel import ward_panel

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED: Final = 20251231
ACTIONS: Final = 1_000
MOST_WARDS: Final = 4
YEAR: Final = 12
GROUPS: Final = 8_000
SIZES: Final = (8, 32)
SPREADS: Final = (0.1, 0.2, 0.4)
"""How much the true rates of areas differ, on the log scale."""

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


def placebo_funnel(areas: int, spread: float, *, as_published: bool) -> tuple[float, float]:
    """Per cent of areas beyond 95 and 99.8 % where rates vary at random and none stands out."""
    random = np.random.default_rng(SEED)
    people = np.exp(random.normal(12.4, 0.3, (GROUPS, areas)))
    rates = 0.005 * np.exp(random.normal(0, spread, people.shape))
    z = np.abs(funnel(random.poisson(people * rates), people, as_published=as_published).z)
    return float(100 * np.mean(z > Z_95)), float(100 * np.mean(z > Z_998))


def main() -> None:
    """Measure, and print the tables."""
    shares = placebo_actions()
    mean, worst = float(np.mean(list(shares.values()))), max(shares, key=lambda name: shares[name])
    low, high = ON_AVERAGE
    print(f"Impact: {ACTIONS:,} made-up actions in random wards and years, % that seem to work")
    print(f"  on average {mean:.1f}{'' if low <= mean <= high else '✗'}  (target: {low} to {high})")
    over = "✗" if shares[worst] > MOST_OF_ONE else ""
    print(f"  at most {shares[worst]:.1f}{over}, {worst}  (target: at most {MOST_OF_ONE})")
    print(
        "Funnel: areas that vary at random, % beyond 1.96 and 3.09 (targets: 4 to 6, at most 0.5)"
    )
    for areas in SIZES:
        for spread in SPREADS:
            near, far = placebo_funnel(areas, spread, as_published=False)
            before = placebo_funnel(areas, spread, as_published=True)
            missed = not BEYOND_95[0] <= near <= BEYOND_95[1] or far > MOST_BEYOND_998
            print(
                f"  {areas:3} areas, spread {spread}: {near:.1f}, {far:.2f}{'✗' if missed else ''}"
                f"  (as published: {before[0]:.1f}, {before[1]:.2f})"
            )


if __name__ == "__main__":
    main()
