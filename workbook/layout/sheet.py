"""What a sheet is: its name, its group, its purpose and its pages; which pages are a set's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    ``footer_size`` is larger on a sheet whose page is scaled down most. ``pages`` is how many
    pages a sheet of the board's set prints; of another sheet nobody counts on it. ``mark`` is a
    defined name of its cells: by it a sheet without tables is known when people have renamed it.
    """

    name: str
    group: Group
    purpose: str
    footer_size: int = 9
    pages: int = 1
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPages:
    """The pages of a sheet in the board's set, and how many the set has."""

    first: int
    last: int
    total: int

    @property
    def words(self) -> str:
        """``7`` or ``7–8``."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def set_pages(sheets: Iterable[Sheet]) -> dict[str, SetPages]:
    """The pages in the board's set of each of its sheets, by name; ``sheets`` are in tab order."""
    board = [sheet for sheet in sheets if sheet.group is Group.BOARD]
    total = sum(sheet.pages for sheet in board)
    found, first = {}, 1
    for sheet in board:
        found[sheet.name] = SetPages(first=first, last=first + sheet.pages - 1, total=total)
        first += sheet.pages
    return found
