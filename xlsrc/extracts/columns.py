"""Columns found by their header, through aliases, whatever their case, order and punctuation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.names import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MOST_SHOWN: Final = 12  # columns named in a message; a wide file has hundreds


def aliases(**headers: str) -> dict[str, frozenset[str]]:
    """A table of aliases from ``role="Header | Other header"``."""
    return {
        role: frozenset(name_key(name) for name in names.split("|"))
        for role, names in headers.items()
    }


def columns_of(header: Sequence[str], wanted: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Role → column index for every role that the header has; the first match wins."""
    keys = [name_key(name) for name in header]
    found: dict[str, int] = {}
    for role, names in wanted.items():
        for index, key in enumerate(keys):
            if key in names:
                found[role] = index
                break
    return found


def shown(header: Iterable[str]) -> str:
    """The header as a message shows it, shortened when it is long."""
    names = list(header)
    more = len(names) - _MOST_SHOWN
    return ", ".join(names[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
