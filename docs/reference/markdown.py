"""Pieces of Markdown that the pages of the reference are made of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MADE: Final = (
    "<!-- Made from the code by `python -m docs.reference.make`: "
    "change the code, not this page. -->"
)


def page(title: str, *parts: str) -> str:
    """A whole page: its title, the note that it is made, and its parts with a line between."""
    return "\n\n".join((f"# {title}", MADE, *(part.strip("\n") for part in parts if part))) + "\n"


def code(text: str) -> str:
    """A text in code style."""
    return f"`{text}`" if text else ""


def cell(text: str) -> str:
    """A text as a cell of a table holds it: on one line, with its bars escaped."""
    return " ".join(text.split()).replace("|", "\\|")


def plain(text: str) -> str:
    """A text as words alone: what Markdown would take for a mark is escaped."""
    return re.sub(r"([\\*<\[\]`]|(?<!\w)_|_(?!\w))", r"\\\1", text)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; '' where it would have no rows."""
    lines = [f"| {' | '.join(map(cell, row))} |" for row in rows]
    if not lines:
        return ""
    head = f"| {' | '.join(headings)} |"
    return "\n".join((head, "|" + " --- |" * len(headings), *lines))


def anchor(heading: str) -> str:
    """What a heading is linked by, here and where the project's files are looked at."""
    return re.sub(r"[^\w\- ]", "", heading.casefold()).strip().replace(" ", "-")
