"""How often engines flag and find steps in simulated series whose level never moves.

The seed is the date of the bundled sample and was never chosen by its results.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special

from benchmarks import rivals
from benchmarks.scores import (
    FIRST_FLAG,
    MATCHED,
    filter_score,
    first_score,
    flagged,
    found,
    larger,
    looks,
)
from xlsrc.measures.change import change_on_year, exact_p
from xlsrc.measures.rolling import last
from xlsrc.measures.unusual import standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

SEED: Final = 20251231
SERIES: Final = 1_500
HISTORY: Final = 60
JUDGED: Final = 24
AUTOCORRELATION: Final = 0.10
STRONGER: Final = 0.30
# Mean count a month and its dispersion (variance ÷ mean), as London's offences have them.
CELLS: Final = ((5, 1.36), (30, 1.9), (150, 3.0), (2_000, 7.9))


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table: a share per cell, with what it may be at most."""

    label: str
    shares: tuple[float, ...]
    targets: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """The line, in per cent; ✗ after a figure that misses its target."""
        # Judged as it is printed.
        shown = [round(100 * share, 1) for share in self.shares]
        most = self.targets or (np.inf,) * len(shown)
        cells = [f"{a:8.1f}{'✗' if a > b else ' '}" for a, b in zip(shown, most, strict=True)]
        wanted = "  ≤ " + " / ".join(f"{target:g}" for target in self.targets)
        return f"  {self.label:<52}{''.join(cells)}{wanted if self.targets else ''}"


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


def main() -> None:
    """Measure, and print the table."""
    print(f"Simulated: {SERIES:,} series a cell, {HISTORY} months of history, {JUDGED} judged")
    heading = "".join(f"{mean:>8,} " for mean, _ in CELLS)
    print(f"  {'Mean count a month, levels that never move':<52}{heading}  target (✗ missed)")
    for row in simulated_rows():
        print(row.text)


if __name__ == "__main__":
    main()
