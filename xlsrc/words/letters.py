"""The first letter of a text, and its full stop."""

from __future__ import annotations

from typing import Final

ALWAYS_LARGE: Final = {"Islamophobic", "Prevent"}
"""Words that begin large inside a sentence, too."""

UNIT: Final = ", %"
"""How the name of a share ends in a table; in a sentence the figure has its sign."""


def sentence(text: str) -> str:
    """The text with a large first letter and a full stop, unless it ends in a stop already."""
    stripped = text.strip()
    if not stripped:
        return ""
    return upper_first(stripped) + ("" if stripped[-1] in ".?!" else ".")


def upper_first(text: str) -> str:
    """The text with a large first letter."""
    return text[:1].upper() + text[1:]


def upper_word(text: str) -> str:
    """As `upper_first`, but for a text that begins with the name of a file, which is as it is."""
    first = text.partition(" ")[0].rstrip(".,:;")
    return text if set("./\\_") & set(first) else upper_first(text)


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation (ASB)."""
    first = text.partition(" ")[0]
    keeps = first in ALWAYS_LARGE or (len(first) > 1 and first.isupper())
    return text if keeps else text[:1].lower() + text[1:]


def in_sentence(name: str) -> str:
    """An indicator's name inside a sentence: ``reoffending`` of ``Reoffending, %``, ``positive
    outcomes (domestic abuse)`` of ``Domestic abuse: positive outcomes``.
    """
    of, colon, what = name.removesuffix(UNIT).partition(": ")
    return f"{lower_first(what)} ({lower_first(of)})" if colon else lower_first(of)
