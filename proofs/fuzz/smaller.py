"""An input over which a target fell, with all taken out that is not needed for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES: Final = 400


def smaller(data: bytes, falls: Callable[[bytes], bool]) -> bytes:
    """The bytes without the runs that do not matter, after a few hundred tries."""
    tries, run = 0, max(1, len(data) // 2)
    while tries < TRIES:
        at, is_shorter = 0, False
        while at < len(data) and tries < TRIES:
            without = data[:at] + data[at + run :]
            tries += 1
            if falls(without):
                data, is_shorter = without, True
            else:
                at += run
        if run == 1 and not is_shorter:
            break
        run = max(1, run // 2)
    return data
