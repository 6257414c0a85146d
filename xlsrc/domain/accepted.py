"""What a partnership has accepted: a difference from the edition before, and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedDifference:
    """One row of the table AcceptedDifferences.

    ``key`` is the reference that ``safer check --against`` prints beside a difference, such as
    ``column-3f9a1c20``. ``since`` is the day from which it is accepted, None for a row without
    one. ``cell`` is where the row begins, as ``Settings!A75``; ``fault`` says what is wrong with
    the row, '' for nothing: a row at fault accepts nothing. ``who`` is empty in an edition, which
    does not show it.
    """

    key: str
    reason: str
    who: str = ""
    since: datetime.date | None = None
    cell: str = ""
    fault: str = ""
