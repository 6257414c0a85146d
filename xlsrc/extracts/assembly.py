"""The steps that readers share: dictionary encoding, vintages and months that are not complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from numpy.typing import NDArray

    _Key = TypeVar("_Key", bound=Hashable)

# A release's last month under this part of the year's median month was cut while it was being
# counted: London's deepest real fall (April 2020) stayed above six tenths.
PARTIAL_MONTH_SHARE: Final = 0.4
_MONTHS_TO_JUDGE_BY: Final = 12
_TOO_FEW_TO_JUDGE: Final = 100  # offences a month; below that a small month can be real


def encoded(values: Iterable[_Key]) -> tuple[tuple[_Key, ...], NDArray[np.int32]]:
    """The distinct values in order of first sight, and the index of each value among them."""
    position: dict[_Key, int] = {}
    index = [position.setdefault(value, len(position)) for value in values]
    return tuple(position), np.array(index, dtype=np.int32)


def vintage_after(months: Iterable[int]) -> str:
    """The vintage of a release that does not say its own: the month after its last month."""
    return str(Month(max(months) + 1))


def partial_last_month(month: NDArray[np.int32], count: NDArray[np.float64]) -> int | None:
    """The last month (ordinal) where it is far below the year before, as if cut off; else ``None``.

    ``month`` and ``count`` are a file's rows. Gaps count as nothing.
    """
    if month.size == 0:
        return None
    first = int(month.min())
    totals = np.bincount(month - first, weights=np.nan_to_num(count))
    if totals.size <= _MONTHS_TO_JUDGE_BY:
        return None
    usual = float(np.median(totals[-_MONTHS_TO_JUDGE_BY - 1 : -1]))
    if usual < _TOO_FEW_TO_JUDGE or totals[-1] >= PARTIAL_MONTH_SHARE * usual:
        return None
    return int(month.max())
