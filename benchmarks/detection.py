"""How often the filter flags and how soon it finds a step, beside the first engine and others.

First on London's real series with steps put into them, then on simulated series whose level never
moves. The seed is the date of the bundled sample and was never chosen by its results.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special

from benchmarks import rivals
from benchmarks.first_engine.expected import scores
from benchmarks.london import JUDGED as LONDON_JUDGED
from benchmarks.london import london
from xlsrc.measures.change import change_on_year, exact_p
from xlsrc.measures.families import Counts
from xlsrc.measures.foretelling import one_month_z, total_z
from xlsrc.measures.level_filter import filtered
from xlsrc.measures.rolling import last
from xlsrc.measures.unusual import BEGINS, WATCH_BEGINS, WATCH_ENDS, standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Labels = NDArray[np.int8]

SEED: Final = 20251231
SERIES: Final = 1_500
HISTORY: Final = 60
JUDGED: Final = 24
AUTOCORRELATION: Final = 0.10
STRONGER: Final = 0.30
MATCHED: Final = 0.005
"""Share of the months without a step that each rule may flag as high."""

HALF_YEAR: Final = 6
FIRST_FLAG: Final = 3.09
# Mean count a month and its dispersion (variance ÷ mean), as London's offences have them.
CELLS: Final = ((5, 1.36), (30, 1.9), (150, 3.0), (2_000, 7.9))
STEP_MONTHS: Final = (12, 24, 36)
"""Months before the end of the release at which a step is put into a series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: a share per cell, with its target, and whether more is better."""

    label: str
    shares: tuple[float, ...]
    targets: tuple[float, ...] = ()
    more_is_better: bool = False

    @property
    def text(self) -> str:
        """The line, in per cent; ✗ after a figure that misses its target."""
        # Judged as it is printed.
        shown = [round(100 * share, 1) for share in self.shares]
        missed = [False] * len(shown)
        if self.targets:
            sign = 1 if self.more_is_better else -1
            missed = [sign * (a - b) < 0 for a, b in zip(shown, self.targets, strict=True)]
        cells = [f"{a:8.1f}{'✗' if m else ' '}" for a, m in zip(shown, missed, strict=True)]
        wanted = " / ".join(f"{target:g}" for target in self.targets)
        order = ("≥ " if self.more_is_better else "≤ ") if wanted else ""
        return f"  {self.label:<52}{''.join(cells)}  {order}{wanted}"


def simulated(
    random: np.random.Generator, mean: float, dispersion: float, *, rise: float = 0.0
) -> Array:
    """Counts, series × months: overdispersed, seasonal by 10 to 20 %, then a step up."""
    months = HISTORY + JUDGED
    amplitude = random.uniform(0.10, 0.20, (SERIES, 1))
    phase = random.uniform(0, 12, (SERIES, 1))
    level = mean * np.exp(amplitude * np.sin(2 * np.pi * (np.arange(months) + phase) / 12))
    level[:, HISTORY:] *= 1 + rise
    # What drives crime wobbles from month to month: the logarithm of each month's mean is normal,
    # as widely as makes the variance dispersion × mean, and remembers a tenth of the month before.
    spread = np.sqrt(np.log1p((dispersion - 1) / mean))
    noise = _wobble(random, months)
    mean_by_month = level * np.exp(spread * noise - spread**2 / 2)
    return np.asarray(random.poisson(mean_by_month), dtype=np.float64)


def remembering(
    random: np.random.Generator, mean: float, dispersion: float, correlation: float
) -> Array:
    """Stable seasonal counts that themselves, not only their rate, have a lag-1 correlation."""
    months = HISTORY + JUDGED
    amplitude = random.uniform(0.10, 0.20, (SERIES, 1))
    phase = random.uniform(0, 12, (SERIES, 1))
    level = mean * np.exp(amplitude * np.sin(2 * np.pi * (np.arange(months) + phase) / 12))
    quantile = special.ndtr(_wobble(random, months, correlation))
    counts: Array = np.ceil(special.nbdtrik(quantile, level / (dispersion - 1), 1 / dispersion))
    return counts


def _wobble(
    random: np.random.Generator, months: int, correlation: float = AUTOCORRELATION
) -> Array:
    """Standard normal values, series × months, that remember so much of the month before."""
    wobble = random.standard_normal((SERIES, months))
    for month in range(1, months):
        wobble[:, month] *= np.sqrt(1 - correlation**2)
        wobble[:, month] += correlation * wobble[:, month - 1]
    return wobble


def larger(z1: Array, z6: Array) -> Array:
    """Whichever of the two is further out, with its sign; 0 where there is neither."""
    month, half_year = np.nan_to_num(z1), np.nan_to_num(z6)
    return np.where(np.abs(half_year) > np.abs(month), half_year, month)


def looks(
    counts: Array, steps: NDArray[np.bool_] | None = None, first_month: int = 0
) -> tuple[Array, Array]:
    """The filter's z of each month, and of the six months to it, of the pulled-in counts."""
    changed = np.zeros(counts.shape, dtype=np.bool_) if steps is None else steps
    run = filtered(counts, Counts(), first_month=first_month, steps=changed, ahead=(HALF_YEAR,))
    return one_month_z(counts, run, None, changed), total_z(run, HALF_YEAR, None, changed)


def filter_score(counts: Array, judged: int) -> Array:
    """The larger of z1 and z6 of each month judged."""
    z1, z6 = looks(counts)
    return larger(z1, z6)[:, -judged:]


def first_score(counts: Array, judged: int) -> Array:
    """The same of the first engine."""
    return larger(*scores(counts, judged))


def flagged(score: Array | Labels, threshold: float = BEGINS) -> float:
    """Share of series-months at or beyond a threshold, either way."""
    return float(np.mean(np.abs(score) >= threshold))


def found(score: Array | Labels, months: int, threshold: float = BEGINS) -> float:
    """Share of series flagged as high within some months of the step."""
    return float(np.mean((score[:, :months] >= threshold).any(axis=1)))


def falsely_changed(stable: Array, p_of: Callable[[Array], Array]) -> float:
    """Share of stable series whose year differs from the year before at 5 %."""
    ends = (HISTORY, HISTORY + 12, HISTORY + JUDGED)
    return float(np.mean([p_of(stable[:, :end]) < 0.05 for end in ends]))


def simulated_rows() -> list[Row]:
    """All measurements on simulated series, one share per cell."""
    random = np.random.default_rng(SEED)
    columns: dict[str, list[float]] = {}

    def note(label: str, share: float) -> None:
        columns.setdefault(label, []).append(share)

    for mean, dispersion in CELLS:
        stable = simulated(random, mean, dispersion)
        by_20 = simulated(random, mean, dispersion, rise=0.20)
        by_40 = simulated(random, mean, dispersion, rise=0.40)
        z1, z6 = looks(stable)
        ours = larger(z1, z6)[:, -JUDGED:]
        first, xmr = first_score(stable, JUDGED), rivals.xmr_score(stable, JUDGED)
        note("new", float(standing(z1, z6)[1][:, -JUDGED:].mean()))
        note("false", flagged(ours))
        note("false, first", flagged(first, FIRST_FLAG))
        note("false, XmR", flagged(rivals.xmr_labels(stable, JUDGED), 1))
        note("false, Poisson", flagged(rivals.poisson_score(stable, JUDGED), FIRST_FLAG))
        note("false, Farrington", flagged(rivals.farrington_score(stable, JUDGED), FIRST_FLAG))
        note("+20", found(filter_score(by_20, JUDGED), 12))
        note("+20, first", found(first_score(by_20, JUDGED), 12, FIRST_FLAG))
        note("+20, XmR", found(rivals.xmr_labels(by_20, JUDGED), 12, 1))
        note("+20, Farrington", found(rivals.farrington_score(by_20, JUDGED), 12, FIRST_FLAG))
        for name, score, risen in (
            ("filter", ours, filter_score(by_40, JUDGED)),
            ("first", first, first_score(by_40, JUDGED)),
            ("XmR", xmr, rivals.xmr_score(by_40, JUDGED)),
        ):
            alike = float(np.quantile(score, 1 - MATCHED))
            note(f"+40, {name}", found(risen, 6, alike))
        note("change", falsely_changed(stable, lambda counts: change_on_year(counts).p))
        note("change, Poisson", falsely_changed(stable, _poisson_p))
    for correlation in (AUTOCORRELATION, STRONGER):
        for mean, dispersion in CELLS:
            harder = remembering(random, mean, dispersion, correlation)
            note(f"false, {correlation}", flagged(filter_score(harder, JUDGED)))
            note(
                f"change, {correlation}",
                falsely_changed(harder, lambda counts: change_on_year(counts).p),
            )
    return _as_rows({label: tuple(shares) for label, shares in columns.items()})


def _poisson_p(counts: Array) -> Array:
    return exact_p(last(counts, 12), last(counts, 12, years_ago=1))


def _as_rows(shares: dict[str, tuple[float, ...]]) -> list[Row]:
    return [
        Row(label="Newly flagged, % of months: the filter", shares=shares["new"]),
        Row(label="Beyond its limit, % of months: the filter", shares=shares["false"]),
        Row(label="  the first engine", shares=shares["false, first"]),
        Row(label="  XmR, four rules", shares=shares["false, XmR"]),
        Row(label="  Poisson limits", shares=shares["false, Poisson"]),
        Row(label="  Farrington's rule", shares=shares["false, Farrington"]),
        Row(label="Finds +20 % within 12 months: the filter", shares=shares["+20"]),
        Row(label="  the first engine", shares=shares["+20, first"]),
        Row(label="  XmR, four rules", shares=shares["+20, XmR"]),
        Row(label="  Farrington's rule", shares=shares["+20, Farrington"]),
        Row(label="Finds +40 % within 6 months at 0.5 %: the filter",
            shares=shares["+40, filter"]),
        Row(label="  the first engine", shares=shares["+40, first"]),
        Row(label="  XmR limits widened to 0.5 %", shares=shares["+40, XmR"]),
        Row(label="Change on a year ago, false at 5 %: paired months", shares=shares["change"],
            targets=(4, 6, 7, 7)),
        Row(label="  Poisson test", shares=shares["change, Poisson"]),
        *(
            row
            for correlation in (AUTOCORRELATION, STRONGER)
            for row in (
                Row(label=f"Where counts remember {correlation:.2f}: beyond the limit",
                    shares=shares[f"false, {correlation}"]),
                Row(label="  change on a year ago, false at 5 %",
                    shares=shares[f"change, {correlation}"]),
            )
        ),
    ]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule on London's series: its score of every month judged, given the counts."""

    label: str
    score: Callable[[Array], Array]
    target_20: float | None = None
    target_40: float | None = None


def london_filter(counts: Array) -> Array:
    """The filter's score of the months judged, as the product would have it."""
    series = london()
    return larger(*looks(counts, series.steps, series.first_month))[:, -LONDON_JUDGED:]


def bridged(counts: Array) -> Array:
    """Series without gaps, for XmR: months left out are on the line between those around them."""
    months = np.arange(counts.shape[1])
    known = ~np.isnan(counts)
    return np.array(
        [np.interp(months, months[k], row[k]) for row, k in zip(counts, known, strict=True)]
    )


RULES: Final = (
    Rule(label="the filter", score=london_filter, target_20=23, target_40=48),
    Rule(label="the first engine", score=lambda counts: first_score(counts, LONDON_JUDGED)),
    Rule(label="XmR, one rule", score=lambda counts: rivals.xmr_score(
        bridged(counts), LONDON_JUDGED
    )),
)  # fmt: skip


def with_step(counts: Array, back: int, rise: float) -> Array:
    """Real counts that rise for good, so many months before their end, by events added."""
    random = np.random.default_rng(SEED + back)
    raised = counts.copy()
    tail = raised[:, -back:]
    tail += np.where(np.isnan(tail), np.nan, random.poisson(rise * np.nan_to_num(tail)))
    return raised


def print_london() -> None:
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
                found(rule.score(with_step(counts, back, rise))[:, LONDON_JUDGED - back :], months,
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
    shares = (new[:, -LONDON_JUDGED:].mean(), watched[:, -LONDON_JUDGED:].mean())
    print(f"  newly flagged: 1 in {1 / shares[0]:.0f} months of a series")
    print(f"  newly worth watching: 1 in {1 / shares[1]:.0f}")
    print("  a flag is up, % of months")
    for label, up in (
        ("the filter, until it is back inside", force[:, -LONDON_JUDGED:] != 0),
        ("the first engine", np.abs(first_score(series.counts, LONDON_JUDGED)) > FIRST_FLAG),
        ("XmR, four rules", rivals.xmr_labels(bridged(series.counts), LONDON_JUDGED) != 0),
    ):
        print(f"    {label:40}{100 * up.mean():5.1f}")


def main() -> None:
    """Measure, and print the tables."""
    print_london()
    print_flags()
    print(f"Simulated: {SERIES:,} series a cell, {HISTORY} months of history, {JUDGED} judged")
    heading = "".join(f"{mean:>8,} " for mean, _ in CELLS)
    print(f"  {'Mean count a month, levels that never move':<52}{heading}  target (✗ missed)")
    for row in simulated_rows():
        print(row.text)


if __name__ == "__main__":
    main()
