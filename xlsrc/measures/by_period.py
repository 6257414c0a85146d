"""Tests of a change over series by the month and by the quarter, each by its own figures."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from xlsrc.measures.distinct import distinct
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from xlsrc.measures.change import ChangeInShare, ChangeOnYear

_Found = TypeVar("_Found", "ChangeOnYear", "ChangeInShare")


def by_period(
    test: Callable[..., _Found], every: NDArray[np.int64], *values: NDArray[np.float64]
) -> _Found:
    """What a test of two years finds of each series, pair by pair of its months or quarters.

    Parameters
    ----------
    test
        Takes the values and ``periods``, how many columns a year has; gives a dataclass of arrays
        of one value per series.
    every
        Per series how many months one figure is of.
    values
        Series × months, column −1 each series' own last month; of a series by the quarter only
        the last months of its quarters are looked at.

    """
    found = test(*values)
    for months in distinct(every[every > 1]).tolist():
        rows = np.flatnonzero(every == months)
        own = test(
            *(one[rows, ::-1][:, ::months][:, ::-1] for one in values),
            periods=MONTHS_IN_YEAR // months,
        )
        found = replace(found, **_joined(found, own, rows))
    return found


def _joined(found: _Found, own: _Found, rows: NDArray[np.intp]) -> dict[str, NDArray[Any]]:
    joined = {}
    for field in fields(found):
        whole = getattr(found, field.name).copy()
        whole[rows] = getattr(own, field.name)
        joined[field.name] = whole
    return joined
