"""The alert engine for 10,000 series against a loop of statsmodels, in one run."""

from __future__ import annotations

import time
import tracemalloc
from typing import TYPE_CHECKING, Final

import numpy as np

from benchmarks.detection import london
from benchmarks.oracle import judgement
from xlsrc.measures.expected import expected

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED: Final = 20251231
SERIES: Final = 10_000
MONTHS: Final = 66
SAMPLE: Final = 200
ROUNDS: Final = 5
DISPERSION: Final = 1.9


def made_up(series: int, months: int) -> NDArray[np.float64]:
    """Overdispersed seasonal counts with means from 5 to 500 a month."""
    random = np.random.default_rng(SEED)
    mean = np.exp(random.uniform(np.log(5), np.log(500), (series, 1)))
    season = np.exp(
        0.15 * np.sin(2 * np.pi * (np.arange(months) / 12 + random.random((series, 1))))
    )
    size = mean * season / (DISPERSION - 1)
    return random.negative_binomial(size, 1 / DISPERSION).astype(np.float64)


def seconds_of_engine(counts: NDArray[np.float64]) -> float:
    """Shortest of a few rounds, whole batch."""
    best = np.inf
    for _ in range(ROUNDS):
        start = time.perf_counter()
        expected(counts)
        best = min(best, time.perf_counter() - start)
    return best


def seconds_of_loop(counts: NDArray[np.float64]) -> float:
    """Shortest of a few rounds over a sample, one series after the other."""
    best = np.inf
    for part in np.array_split(counts, ROUNDS):
        start = time.perf_counter()
        for series in part:
            judgement(series)
        best = min(best, (time.perf_counter() - start) / len(part) * len(counts))
    return best


def largest_difference(counts: NDArray[np.float64]) -> float:
    """Largest difference in z between the engine and the loop."""
    engine = expected(counts)
    loop = [judgement(series) for series in counts]
    return max(
        float(np.abs(getattr(engine, f"z{months}") - [j.by_months[months].z for j in loop]).max())
        for months in (1, 3, 6)
    )


def print_london() -> None:
    """The same on real series, ten offences in every borough."""
    counts = london()
    per_series = seconds_of_loop(counts[::4]) / len(counts[::4])
    engine = seconds_of_engine(counts) / len(counts)
    print(
        f"London, {len(counts)} series x {counts.shape[1]} months: {engine * 1e6:.1f} µs a series"
    )
    print(f"  ratio                        {per_series / engine:9.0f}  (target: at least 100)")


def main() -> None:
    """Measure, and print the figures."""
    counts = made_up(SERIES, MONTHS)
    expected(counts[:10])
    judgement(counts[0])
    per_series = seconds_of_loop(counts[:SAMPLE]) / SAMPLE
    engine = seconds_of_engine(counts) / SERIES
    tracemalloc.start()
    expected(counts)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"Expected ranges and z-scores, {SERIES:,} series x {MONTHS} months, single process")
    print(f"  statsmodels loop ({SAMPLE} series)  {per_series * 1e6:9.1f} µs a series")
    print(f"  this engine                  {engine * 1e6:9.1f} µs a series")
    print(f"  ratio                        {per_series / engine:9.0f}  (target: at least 200)")
    print(f"  largest difference in z      {largest_difference(counts[:SAMPLE]):9.1e}  (1e-6)")
    print(f"  peak memory of the engine    {peak / 2**20:9.0f} MiB (target: at most 250)")
    print_london()


if __name__ == "__main__":
    main()
