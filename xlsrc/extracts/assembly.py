"""The steps that readers share: dictionary encoding, and vintages."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from numpy.typing import NDArray

    _Key = TypeVar("_Key", bound=Hashable)


def encoded(values: Iterable[_Key]) -> tuple[tuple[_Key, ...], NDArray[np.int32]]:
    """The distinct values in order of first sight, and the index of each value among them."""
    position: dict[_Key, int] = {}
    index = [position.setdefault(value, len(position)) for value in values]
    return tuple(position), np.array(index, dtype=np.int32)


def vintage_after(months: Iterable[int]) -> str:
    """The vintage of a release that does not say its own: the month after its last month."""
    return str(Month(max(months) + 1))
