"""How an edition says what the working workbook says with a pointer to a sheet of its own."""

from __future__ import annotations

from typing import Final

POINTERS: Final = {
    " … (all on Commentary)": " …",
}
"""Words that point to what no edition has, and what stands for them there."""


def in_edition(text: str) -> str:
    """A text as an edition has it."""
    for pointer, words in POINTERS.items():
        text = text.replace(pointer, words)
    return text
