"""10,000 cells in one call of an Excel function; 16 years of months for those of what they say."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import numpy as np

from workbook.excel import functions as excel

if TYPE_CHECKING:
    from collections.abc import Callable

CELLS: Final = 10_000
MONTHS: Final = 192
ROUNDS: Final = 7
SEED: Final = 20251231
TARGET_MS: Final = 50


def shortest_ms(call: Callable[[], object]) -> float:
    """Shortest of a few rounds in milliseconds."""
    best = np.inf
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return 1000 * float(best)


def measurements() -> dict[str, float]:
    """Milliseconds of each function by name."""
    column = np.random.default_rng(SEED).poisson(50, (CELLS, 1)).astype(float).tolist()
    return {
        "SC_ROLLING_12": shortest_ms(lambda: excel.SC_ROLLING_12(column)),
        "SC_CHANGE_ON_YEAR": shortest_ms(lambda: excel.SC_CHANGE_ON_YEAR(column)),
        "SC_RAG": shortest_ms(lambda: excel.SC_RAG(column, 49.5, "lower")),
    }


def of_a_history() -> dict[str, float]:
    """Milliseconds of each function of what a history says, by name."""
    column = np.random.default_rng(SEED).poisson(50, (MONTHS, 1)).astype(float).tolist()
    return {
        "SC_EXPECTED_RANGE": shortest_ms(lambda: excel.SC_EXPECTED_RANGE(column)),
        "SC_EXCEPTION": shortest_ms(lambda: excel.SC_EXCEPTION(column, "lower")),
        "SC_TREND": shortest_ms(lambda: excel.SC_TREND(column)),
        "SC_FORECAST": shortest_ms(lambda: excel.SC_FORECAST(column, 12.0, 600.0, "lower")),
    }


def main() -> None:
    """Measure, and print the figures."""
    print(f"Excel functions, {CELLS:,} cells in one call")
    for name, milliseconds in measurements().items():
        print(f"  {name:<27}{milliseconds:9.1f} ms (target: under {TARGET_MS})")
    print(f"Excel functions, a history of {MONTHS} months in one call")
    for name, milliseconds in of_a_history().items():
        print(f"  {name:<27}{milliseconds:9.1f} ms")


if __name__ == "__main__":
    main()
