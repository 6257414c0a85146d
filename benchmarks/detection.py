"""How soon the filter finds a step in London's own series, beside the first engine and XmR.

Every rule has the limit at which it flags as many of the months without a step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks import rivals
from benchmarks.london import JUDGED, london
from benchmarks.scores import FIRST_FLAG, MATCHED, first_score, found, larger, looks
from xlsrc.measures.foretelling import Z_95
from xlsrc.measures.unusual import WATCH_BEGINS, WATCH_ENDS, standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SEED: Final = 20251231
STEP_MONTHS: Final = (12, 24, 36)
"""Months before the end of the release at which a step is put into a series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule on London's series: its score of every month judged, given the counts."""

    label: str
    score: Callable[[Array], Array]
    target_20: float | None = None
    target_40: float | None = None


def filter_of_london(counts: Array) -> Array:
    """The filter's score of the months judged, as the product would have it."""
    series = london()
    return larger(*looks(counts, series.steps, series.first_month))[:, -JUDGED:]


def bridged(counts: Array) -> Array:
    """Series without gaps, for XmR: months left out are on the line between those around them."""
    months = np.arange(counts.shape[1])
    known = ~np.isnan(counts)
    return np.array(
        [np.interp(months, months[k], row[k]) for row, k in zip(counts, known, strict=True)]
    )


RULES: Final = (
    Rule(label="the filter", score=filter_of_london, target_20=23, target_40=48),
    Rule(label="the first engine", score=lambda counts: first_score(counts, JUDGED)),
    Rule(label="XmR, one rule", score=lambda counts: rivals.xmr_score(
        bridged(counts), JUDGED
    )),
)  # fmt: skip


def with_step(counts: Array, back: int, rise: float) -> Array:
    """Real counts that rise for good, so many months before their end, by events added."""
    random = np.random.default_rng(SEED + back)
    raised = counts.copy()
    tail = raised[:, -back:]
    tail += np.where(np.isnan(tail), np.nan, random.poisson(rise * np.nan_to_num(tail)))
    return raised


def print_steps() -> None:
    """Steps put into London's series; every rule flags 0.5 % of the months without one."""
    counts = london().counts
    print(
        f"London, {len(counts)} series, steps put in {STEP_MONTHS} months before the end; limits "
        f"at which each rule flags {100 * MATCHED:g} % of the months without a step as high"
    )
    print(f"  {'% found':<24}{'+20 % in 12':>12}{'+40 % in 6':>13}   (targets: 23, 48)")
    for rule in RULES:
        limit = float(np.quantile(rule.score(counts), 1 - MATCHED))
        shown = []
        for rise, months, target in ((0.2, 12, rule.target_20), (0.4, 6, rule.target_40)):
            shares = [
                found(rule.score(with_step(counts, back, rise))[:, JUDGED - back :], months,
                      limit)
                for back in STEP_MONTHS
            ]  # fmt: skip
            share = round(100 * float(np.mean(shares)), 1)
            shown.append(f"{share:11.1f}{'✗' if target and share < target else ' '}")
        print(f"  {rule.label:<24}{' '.join(shown)}   limit {limit:.2f}")


def print_flags() -> None:
    """How often London's series are flagged as they are."""
    series = london()
    z1, z6 = looks(series.counts, series.steps, series.first_month)
    force, new = standing(z1, z6)
    _, watched = standing(z1, z6, begins=WATCH_BEGINS, ends=WATCH_ENDS)
    shares = (new[:, -JUDGED:].mean(), watched[:, -JUDGED:].mean())
    print(f"  newly flagged: 1 in {1 / shares[0]:.0f} months of a series")
    print(f"  newly worth watching: 1 in {1 / shares[1]:.0f}")
    furthest = np.fmax(np.abs(z1), np.abs(z6))[:, -JUDGED:]
    beyond = np.mean(furthest[~np.isnan(furthest)] > Z_95)
    print(f"  a month, or the six to it, beyond its 95 % range: {100 * beyond:.1f} % of months")
    print("  a flag is up, % of months")
    for label, up in (
        ("the filter, until it is back inside", force[:, -JUDGED:] != 0),
        ("the first engine", np.abs(first_score(series.counts, JUDGED)) > FIRST_FLAG),
        ("XmR, four rules", rivals.xmr_labels(bridged(series.counts), JUDGED) != 0),
    ):
        print(f"    {label:40}{100 * up.mean():5.1f}")


def main() -> None:
    """Measure, and print the tables."""
    print_steps()
    print_flags()


if __name__ == "__main__":
    main()
