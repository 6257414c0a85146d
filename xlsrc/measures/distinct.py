"""The different values of an array, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_Kind = TypeVar("_Kind", bound=np.generic)


def distinct(values: NDArray[_Kind]) -> NDArray[_Kind]:
    """The values as a flat array, each once and the least first.

    ``numpy.unique`` alone asks ``numpy.ma`` whether any is masked, and importing that is a
    part of a short run that can be felt.
    """
    found: tuple[NDArray[_Kind], NDArray[Any]] = np.unique(values, return_counts=True)
    return found[0]
