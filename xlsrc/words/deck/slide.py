"""What one slide says: a title that is a finding, and the few facts beside its chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

ASK: Final = "Ask"
REAL: Final = "Is it real?"
WHERE: Final = "Where?"
NOW: Final = "Now"

MOST_LEADS: Final = 5
MOST_KEYS: Final = 2

Said = tuple[str, str]
"""A heading and what is said under it; a figure and what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideWords:
    """The words of a slide; '' and () where it has none.

    ``title`` is a sentence with its figure. ``keys`` are figures in words, each with what it is;
    ``leads`` are headings, each with one fact; ``foot`` stands below the slide's chart or
    table, ``source`` at its end.
    """

    title: str
    subtitle: str = ""
    keys: tuple[Said, ...] = ()
    leads: tuple[Said, ...] = ()
    foot: str = ""
    source: str = ""


def told(*leads: Said) -> tuple[Said, ...]:
    """The leads that say anything, as many as there is room for; the last always stays."""
    found = [lead for lead in leads if lead[1]]
    return tuple(found if len(found) <= MOST_LEADS else [*found[: MOST_LEADS - 1], found[-1]])
