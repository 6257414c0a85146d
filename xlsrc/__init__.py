"""Figures of crime and safety from police and partner extracts.

A library of its own: it has never heard of a cell. See docs/library.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsrc.library import figures, open_extracts

__all__ = ["figures", "open_extracts"]


def __getattr__(name: str) -> object:
    """What the library offers, imported when first asked for: numpy and scipy take a while."""
    if name in __all__:
        from xlsrc import library

        return getattr(library, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
