"""What matters of an area's or a label's name when two are compared."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

# What may go before an authority's name, and behind it.
_BEFORE: Final = re.compile(
    r"^(?:the\s+)?(?:l\.?b\.?c?|(?:london|royal|metropolitan)(?:\s+borough)?|city|borough|district|county)"
    r"(?:\s+of|\s+council\s+of)?\s+(?:the\s+)?",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    r"[\s,]+\(?(?:lbc?|mbc|cc|dc|bc|(?:(?:london|royal|metropolitan)\s+)?"
    r"(?:city|borough|district|county|unitary)?\s*(?:council|borough|authority))\)?$",
    re.IGNORECASE,
)
_COUNCIL: Final = re.compile(r"[\s,]+council$", re.IGNORECASE)
_NOT_WORDS: Final = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """The part of a name that matters when two are compared: letters and digits, ``&`` as and."""
    return _NOT_WORDS.sub("", name.casefold().replace("&", " and "))


def without_title(name: str) -> str:
    """An authority's name without "London Borough of" before it or "Council" behind it."""
    return _BEHIND.sub("", _BEFORE.sub("", name.strip()))


def without_council(name: str) -> str:
    """A name without "Council" behind it: the rest may be the authority's own: City of London."""
    return _COUNCIL.sub("", name.strip())


def told_apart(names: Sequence[str], homes: Sequence[str]) -> list[str]:
    """Names of areas, with that of the area around where two are called the same: "Town (Kent)"."""
    times = Counter(names)
    return [
        f"{name} ({home})" if times[name] > 1 and home else name
        for name, home in zip(names, homes, strict=True)
    ]
