"""What a sheet is: its name, its group and its purpose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Group(StrEnum):
    """The four groups of sheets; only BOARD prints by default."""

    BOARD = "BOARD"
    EXPLORE = "EXPLORE"
    ANALYST = "ANALYST"
    EVIDENCE = "EVIDENCE"


TAB_COLOURS: Final = {
    Group.BOARD: "#12436D",
    Group.EXPLORE: "#4E7FA8",
    Group.ANALYST: "#8A6D1D",
    Group.EVIDENCE: "#7B8794",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One worksheet: its name, group and the line that Cover's contents give it.

    ``footer_size`` is larger on a sheet whose page is scaled down most; ``pages`` is how many the
    board's set has of it.
    """

    name: str
    group: Group
    purpose: str
    footer_size: int = 9
    pages: int = 1
