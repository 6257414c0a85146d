"""A note: what is to be known of a figure, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is to be known of a figure, by its published key; of none in particular where ''."""

    figure: str = ""
    text: str

    def __str__(self) -> str:
        """``change_pct: shown as a count only``."""
        return self.named(self.figure)

    def named(self, name: str) -> str:
        """The note behind what a reader calls the figure."""
        return f"{name}: {self.text}" if name else self.text
