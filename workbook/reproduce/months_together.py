"""Monthly files that Sources names together: "2023-01/2023-01-force-street.csv and 29 more"."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_TOGETHER: Final = re.compile(r"(.+) and (\d+) more")
_MONTH: Final = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")


def first_of(name: str) -> str:
    """The first file of those that a name is of together; '' for a name of one file."""
    found = _TOGETHER.fullmatch(name)
    return found[1] if found else ""


def members(name: str, there: Collection[str]) -> tuple[str, ...]:
    """The files of a folder that a name is of together, as many as it says.

    Files that differ in nothing but months are of one kind.
    """
    found = _TOGETHER.fullmatch(name)
    if found is None:
        return ()
    kind = _MONTH.sub("", found[1])
    alike = sorted(one for one in there if one >= found[1] and _MONTH.sub("", one) == kind)
    return tuple(alike[: int(found[2]) + 1])


def digest_together(names: tuple[str, ...], there: Mapping[str, str]) -> str:
    """The checksum of files that are named together, as Sources gives it."""
    return sha256("".join(sorted(there[name] for name in names)).encode()).hexdigest()


def holder(name: str, there: Collection[str]) -> str:
    """The file of the folder that a name on Sources is of, or part of; '' where none is."""
    if name in there:
        return name
    holders = (one for one in there if name.startswith(one) and not name[len(one)].isalnum())
    return max(holders, key=len, default="")
