"""The filter over whole histories against a loop of statsmodels, in one run."""

from __future__ import annotations

import time
import tracemalloc
import warnings
from typing import TYPE_CHECKING, Final

import numpy as np
from statsmodels.tools.sm_exceptions import ConvergenceWarning
from statsmodels.tsa.statespace.structural import UnobservedComponents

from xlsrc.measures.families import Counts
from xlsrc.measures.level_filter import BURN, filtered
from xlsrc.measures.level_trend import levels

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SEED: Final = 20251231
SERIES: Final = 1_000
MONTHS: Final = 192
SAMPLE: Final = 12
ROUNDS: Final = 5
DISPERSION: Final = 1.9
MOST_SECONDS: Final = {"with both sums": 1.2, "trend": 0.4}
MOST_MEBIBYTES: Final = 300
LEAST_RATIO: Final = 500


def made_up(series: int, months: int) -> NDArray[np.float64]:
    """Overdispersed seasonal counts with means from 0.5 to 500 a month, whose levels drift."""
    random = np.random.default_rng(SEED)
    level = random.uniform(np.log(0.5), np.log(500), (series, 1))
    level = level + np.cumsum(random.normal(0, 0.03, (series, months)), axis=1)
    season = 0.15 * np.sin(2 * np.pi * (np.arange(months) / 12 + random.random((series, 1))))
    size = np.exp(level + season) / (DISPERSION - 1)
    return random.negative_binomial(size, 1 / DISPERSION).astype(np.float64)


def processor_seconds(run: Callable[[], object]) -> float:
    """Shortest of a few rounds."""
    best = np.inf
    for _ in range(ROUNDS):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best


def seconds_of_statsmodels(counts: NDArray[np.float64]) -> float:
    """Processor seconds a series: level and season fitted and filtered, in the logarithms."""
    start = time.process_time()
    for series in counts:
        model = UnobservedComponents(
            np.log(series + 0.5), "llevel", freq_seasonal=[{"period": 12, "harmonics": 2}]
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(disp=False).get_forecast(6)
    return (time.process_time() - start) / len(counts)


def peak_mebibytes(run: Callable[[], object]) -> float:
    """Most that a run holds at once."""
    tracemalloc.start()
    run()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def marked(figure: float, most: float, unit: str) -> str:
    """A figure with its target, ✗ where it is missed."""
    if np.isinf(most):
        return f"{figure:9.2f} {unit}"
    missed = ", ✗ missed" if figure > most else ""
    return f"{figure:9.2f} {unit} (target: at most {most:g}{missed})"


def main() -> None:
    """Measure, and print the figures."""
    counts = made_up(SERIES, MONTHS)
    run = filtered(counts, Counts(), first_month=0, ahead=(3, 6))
    seconds = {
        "without sums": processor_seconds(lambda: filtered(counts, Counts(), first_month=0)),
        "with both sums": processor_seconds(
            lambda: filtered(counts, Counts(), first_month=0, ahead=(3, 6))
        ),
        "trend": processor_seconds(lambda: levels(counts, Counts(), run.weights[0], first_month=0)),
    }
    peak = peak_mebibytes(lambda: filtered(counts, Counts(), first_month=0, ahead=(3, 6)))
    statsmodels = seconds_of_statsmodels(counts[:: SERIES // SAMPLE])
    ours = (seconds["with both sums"] + seconds["trend"]) / SERIES
    print(f"The filter, {SERIES:,} series x {MONTHS} months, processor time, best of {ROUNDS}")
    for name, taken in seconds.items():
        print(f"  {name:28}", marked(taken, MOST_SECONDS.get(name, np.inf), "s"))
    print(f"  {'a series-month':28} {1e6 * seconds['with both sums'] / SERIES / MONTHS:9.2f} µs")
    print(f"  {'peak memory':28}", marked(peak, MOST_MEBIBYTES, "MiB"))
    print(f"  {'UnobservedComponents':28} {1e3 * statsmodels:9.1f} ms a series")
    print(f"  {'ratio to one fit at the end':28} {statsmodels / ours:9.0f}")
    # A fit knows the whole series: to foretell each month from its own past takes a fit a month.
    ratio = statsmodels / ours * (MONTHS - BURN)
    missed = ", ✗ missed" if ratio < LEAST_RATIO else ""
    print(
        f"  {'to a fit for every month':28} {ratio:9,.0f} (target: at least {LEAST_RATIO}{missed})"
    )


if __name__ == "__main__":
    main()
