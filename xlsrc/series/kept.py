"""What takes long to work out, kept by all that it was worked out from.

A second refresh of the same figures reads it back; the same arrays come out, to the last bit. The
folder can be deleted at any time; a damaged or foreign file in it is passed over.
"""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from xlsrc import measures
from xlsrc.extracts.kept_file import (
    PACKED,
    code_of,
    in_one_step,
    packed,
    read_again,
    unpacked,
)
from xlsrc.measures import special

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    Arrays = Mapping[str, NDArray[Any]]


def kept(
    folder: Path | None, given: Sequence[NDArray[Any]], work_out: Callable[[], Arrays]
) -> Arrays:
    """The arrays that are worked out from others: read back, where they are known already.

    Parameters
    ----------
    folder
        In whose folder "measures" they are kept; None: nowhere. One that cannot be written keeps
        nothing.
    given
        Everything that they are worked out from, by the measures alone: a change in the code of
        these is another origin.
    work_out
        Gives them, by name.
    """
    if folder is None:
        return work_out()
    path = folder / "measures" / f"{_origin(given)}.npz"
    try:
        with read_again(path) as file, np.load(file, allow_pickle=False) as arrays:
            return unpacked(arrays)
    except (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile):
        # What is kept as a whole is not kept again in its parts.
        with special.known(None):
            found = work_out()
        keep(path, found)
        return found


def _origin(given: Sequence[NDArray[Any]]) -> str:
    code = code_of(*map(Path, measures.__path__))
    digest = hashlib.sha256(f"{np.__version__} {code} {PACKED}".encode())
    for array in given:
        digest.update(f"{array.dtype}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def keep(path: Path, arrays: Arrays) -> None:
    """Write arrays in one step; where nothing can be written, do nothing."""
    try:
        with in_one_step(path) as file:
            np.savez(file, allow_pickle=False, **packed(arrays))
    except OSError:
        return
