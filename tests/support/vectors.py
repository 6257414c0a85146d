"""Known answers that several test files read."""

from __future__ import annotations

import csv
import json
from typing import Any

import numpy as np

from tests.support.paths import VECTORS

BARNET = json.loads((VECTORS / "barnet_recorded_crime.json").read_text(encoding="utf-8"))


def rows_of(file: str) -> list[dict[str, str]]:
    with (VECTORS / file).open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def json_of(file: str) -> Any:  # noqa: ANN401 - a vector file is what it is
    return json.loads((VECTORS / file).read_text(encoding="utf-8"))


def barnet(offence: str) -> np.ndarray:
    """Monthly counts of the bundled sample, April 2010 to December 2025, as one series."""
    return np.array([BARNET["counts"][offence]], dtype=np.float64)


def london(borough_and_offence: str) -> np.ndarray:
    """Monthly counts from April 2010, as one series."""
    rows = rows_of(f"series_london_{borough_and_offence}.csv")
    return np.array([[float(row["count"]) for row in rows]])
