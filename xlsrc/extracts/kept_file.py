"""Files that are kept for the next time: written in one step, and known by the code behind them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from functools import cache
from typing import IO, TYPE_CHECKING, Any, Final

import numpy as np

from xlsrc.keeping.own_folder import made_private
from xlsrc.keeping.parts import named_whole, new_part, remove_left
from xlsrc.keeping.trimmed import noted, used

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

PACKED: Final = 2
"""The form of what `packed` gives: files of two versions of the product lie side by side."""
_ALIGNED: Final = 16
"""Bytes at whose multiples arrays begin in a file that has many."""


@contextlib.contextmanager
def in_one_step(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which stands at ``path`` once it is whole; else nothing does.

    It is its owner's alone, and so is each folder that is made for it. A cache that it lies in
    is kept within its limits. What a run that was ended left half written there is removed.
    Raises OSError.
    """
    made_private(path.parent)
    _left_removed(path.parent)
    with new_part(path.parent) as part:
        try:
            yield part
            size = part.tell()
            named_whole(part, path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.close()
            with contextlib.suppress(OSError):
                os.unlink(part.name)  # noqa: PTH108 - beside the step above
            raise
    noted(path, size)


@contextlib.contextmanager
def read_again(path: Path) -> Iterator[IO[bytes]]:
    """A kept file to read, which counts as used today. Raises OSError."""
    with path.open("rb") as file:
        used(path)
        yield file


@cache
def _left_removed(folder: Path) -> None:
    """Once a run."""
    remove_left(folder)


@cache
def code_of(*folders: Path) -> str:
    """A digest of the code in some folders: what other code worked out is not what this would."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def packed(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.uint8]]:
    """Arrays as two, to be kept: each in a file costs as much time as thousands of figures."""
    places: dict[str, tuple[str, tuple[int, ...], int]] = {}
    parts: list[bytes] = []
    end = 0
    for name, array in arrays.items():
        content = np.ascontiguousarray(array).tobytes()
        content += bytes(-len(content) % _ALIGNED)
        places[name] = (array.dtype.str, array.shape, end)
        parts.append(content)
        end += len(content)
    return {
        "places": np.frombuffer(json.dumps(places).encode(), dtype=np.uint8),
        "content": np.frombuffer(b"".join(parts), dtype=np.uint8),
    }


def unpacked(file: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """The arrays of a file as they were; ValueError or KeyError where it is another's."""
    content = file["content"].data
    found = {}
    for name, (kind, shape, start) in json.loads(file["places"].tobytes()).items():
        count = int(np.prod(shape))
        array = np.frombuffer(content, dtype=np.dtype(kind), count=count, offset=start)
        found[name] = array.reshape(shape)
    return found
