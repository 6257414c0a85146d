"""An extract in few bytes, to be sent: the same arrays come out again, to the last bit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract

_ARRAYS: Final = ("area", "label", "month", "count", "denominator", "lines", "least", "most")
_SMALL: Final = (np.uint8, np.uint16, np.uint32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """An extract without its arrays, and these as small as they may be, by their names.

    An array of which every member is the same is that member, its length and its type alone.
    """

    extract: Extract
    arrays: Mapping[str, tuple[NDArray[Any], int, str]]


def packed(extract: Extract) -> Packed:
    """An extract in few bytes."""
    arrays: dict[str, Any] = {name: getattr(extract, name) for name in _ARRAYS}
    empty = {name: one[:0] for name, one in arrays.items()}
    return Packed(
        extract=replace(extract, **empty),
        arrays={name: (_small(one), one.size, one.dtype.str) for name, one in arrays.items()},
    )


def unpacked(small: Packed) -> Extract:
    """The extract that was packed."""
    arrays: dict[str, Any] = {
        name: np.full(size, content, dtype=kind) if content.ndim == 0 else content.astype(kind)
        for name, (content, size, kind) in small.arrays.items()
    }
    return replace(small.extract, **arrays)


def _small(array: NDArray[Any]) -> NDArray[Any]:
    if not array.size:
        return np.zeros((), dtype=array.dtype)
    if np.array_equal(array, np.broadcast_to(array[:1], array.shape), equal_nan=True):
        return np.array(array[0])
    low, high = array.min(), array.max()
    if low < 0 or not np.array_equal(array, np.floor(array)) or np.signbit(array).any():
        return array  # nan among them too: that is no whole number
    return next((array.astype(one) for one in _SMALL if high <= np.iinfo(one).max), array)
