"""The one word that a board reads first."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """The one word a board reads first, by the precedence published in docs/statistics.md."""

    WORSE = "▲ Worse"
    BETTER = "▼ Better"
    STEADY = "● Steady"
    CONTEXT = "◆ Context"
    CANNOT_SAY = "? Cannot say"
