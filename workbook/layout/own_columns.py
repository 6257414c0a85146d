"""Where the rows of a table go that refresh owns whole: what analysts wrote beside them follows.

Both surfaces ask here, so that an answer stands beside the same row whether the workbook was on
disk or open in Excel.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    Key = tuple[Hashable, ...]

_REFERENCE: Final = re.compile(r"([0-9a-f]{10})-(?:-?\d+(?:\.\d+)?)")
"""A finding's id and its size: the finding is the same one when its size has moved."""


def moved_rows(old: Sequence[Key], new: Sequence[Key]) -> tuple[int | None, ...]:
    """The new position (from 0) of each old row, None for a row that is gone.

    ``old`` and ``new`` are the cells of the identity columns, row by row, as a surface reads
    them: texts without blanks around them, dates as the same kind on both sides. Rows with the
    same cells are matched in the order in which they stand; with no identity columns, that is by
    their place.
    """
    waiting: defaultdict[Key, deque[int]] = defaultdict(deque)
    for position, key in enumerate(new):
        waiting[_known_by(key)].append(position)
    found: list[int | None] = []
    for key in map(_known_by, old):
        positions = waiting.get(key)
        found.append(positions.popleft() if positions else None)
    return tuple(found)


def _known_by(key: Key) -> Key:
    return tuple(map(_stable, key))


def _stable(part: Hashable) -> Hashable:
    reference = _REFERENCE.fullmatch(part) if isinstance(part, str) else None
    return part if reference is None else reference[1]
