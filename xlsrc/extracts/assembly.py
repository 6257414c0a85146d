"""The steps that readers share: dictionary encoding, and vintages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    _Key = TypeVar("_Key", bound=Hashable)
    _Value = TypeVar("_Value")


def encoded(values: Iterable[_Key]) -> tuple[tuple[_Key, ...], NDArray[np.int32]]:
    """The distinct values in order of first sight, and the index of each value among them."""
    position: dict[_Key, int] = {}
    # Most values are the same object again, which need not be hashed again.
    known: dict[int, int] = {}
    kept = list(values)
    for value in kept:
        if id(value) not in known:
            known[id(value)] = position.setdefault(value, len(position))
    index = [known[id(value)] for value in kept]
    return tuple(position), np.array(index, dtype=np.int32)


def used(
    values: Sequence[_Value], index: NDArray[np.signedinteger[Any]]
) -> tuple[tuple[_Value, ...], NDArray[np.int32]]:
    """Those of the values that an index of rows uses, and the index among them."""
    is_used = np.zeros(len(values), dtype=np.bool_)
    is_used[index] = True
    place = (np.cumsum(is_used) - 1).astype(np.int32)
    return tuple(values[at] for at in np.flatnonzero(is_used).tolist()), place[index]


def vintage_after(months: Iterable[int]) -> str:
    """The vintage of a release that does not say its own: the month after its last month."""
    return str(Month(max(months) + 1))
