"""The names nearest to one that nobody knows: what an error offers in its place."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

OFFERED: Final = 3
LIKE_ENOUGH: Final = 0.5
"""How alike a name must be to be offered: half of its letters, as difflib counts them."""


def nearest_names(
    wanted: str, known: Iterable[str], key: Callable[[str], str] = str.casefold
) -> tuple[str, ...]:
    """The few known names most like a wanted one, nearest first; none where none is like it.

    ``key`` is what names are compared by.
    """
    names = {key(name): name for name in known}
    near = difflib.get_close_matches(key(wanted), names, n=OFFERED, cutoff=LIKE_ENOUGH)
    return tuple(names[one] for one in near)
