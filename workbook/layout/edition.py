"""What an edition of the dashboard is: who it is for, what it is called, and the day of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import datetime


class Audience(StrEnum):
    """Whom an edition is for."""

    RESTRICTED = "restricted"
    PUBLIC = "public"


MARKINGS: Final = {
    Audience.RESTRICTED: "RESTRICTED: for members of the board",
    Audience.PUBLIC: "PUBLIC",
}
"""What every page of an edition says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An edition that is made: its audience, its name, and the day on which it is published.

    ``name`` is the as-at month, as ``December 2025``; a second one of that month is
    ``December 2025 (2)``. ``reasons`` are the accepted reasons of what is otherwise than in the
    edition before, which Cover says.
    """

    audience: Audience
    name: str
    on: datetime.date
    reasons: tuple[str, ...] = ()

    @property
    def marking(self) -> str:
        """What every page says: whom it is for."""
        return MARKINGS[self.audience]

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.audience is Audience.PUBLIC
