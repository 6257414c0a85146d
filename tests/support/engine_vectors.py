"""Series with every output of the filter, worked out by another implementation of its text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from tests.support.paths import VECTORS
from xlsrc.measures.families import Counts, Shares
from xlsrc.measures.outlook import outlook

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.measures.families import Family
    from xlsrc.measures.outlook import Outlook

FOLDER: Final = VECTORS / "engine"
NAMES: Final = sorted(path.stem for path in FOLDER.glob("*.json"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One series as the filter takes it, and what must come out."""

    values: NDArray[np.float64]
    family: Family
    out_of: NDArray[np.float64] | None
    first_month: int
    steps: NDArray[np.bool_]
    output: dict[str, Any]

    def expected(self, name: str) -> NDArray[np.float64]:
        """One output, series × months (or as it is shaped), missing NaN."""
        return numbers(self.output[name])


def numbers(values: object) -> NDArray[np.float64]:
    """A list of numbers, gaps NaN."""
    return np.array(values, dtype=object).astype(np.float64)


def case(name: str) -> Case:
    """The series of one file."""
    read = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    given = read["input"]
    values = numbers([given["counts"]])
    year, month = map(int, given["first_month"].split("-"))
    steps = np.zeros(values.shape, dtype=bool)
    for step in given["steps"]:
        step_year, step_month = map(int, step.split("-"))
        steps[0, (step_year - year) * 12 + step_month - month] = True
    out_of = None if given["of"] is None else numbers([given["of"]])
    if out_of is not None:
        values = np.where(out_of > 0, np.minimum(values, out_of), np.nan)
        out_of = np.where(np.isnan(values), 1.0, out_of)
    return Case(
        values=values,
        family=Counts() if out_of is None else Shares(out_of=out_of),
        out_of=out_of,
        first_month=month - 1,
        steps=steps,
        output=read["output"],
    )


@cache
def all_at_once() -> Outlook:
    """The outlook of every series, in the order of the names, each ending in the last column,
    whichever month of whichever year that is.
    """
    cases = [case(name) for name in NAMES]
    width = max(known.values.shape[1] for known in cases)
    values, out_of = np.full((2, len(cases), width), np.nan)
    steps = np.zeros(values.shape, dtype=bool)
    for row, known in enumerate(cases):
        own = slice(width - known.values.shape[1], None)
        values[row, own], steps[row, own] = known.values[0], known.steps[0]
        if known.out_of is not None:
            out_of[row, own] = known.out_of[0]
    return outlook(values, out_of, steps, months=width)


def of_one(name: str, *, cut: int = 0) -> Outlook:
    """The outlook of one series by itself, without so many of its latest months."""
    known = case(name)
    end = known.values.shape[1] - cut
    out_of = np.full(known.values.shape, np.nan) if known.out_of is None else known.out_of
    return outlook(known.values[:, :end], out_of[:, :end], known.steps[:, :end], months=end)
