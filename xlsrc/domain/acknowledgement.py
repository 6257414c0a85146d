"""What a partnership has acknowledged of its data: which finding, by whom, why and until when."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """One row of the table Acknowledged.

    ``finding`` is the id of a finding and ``size`` the figure that it had found when it was
    acknowledged, nan where there was none; both stand in ``reference``. ``until`` is the last day
    on which it holds, None without an end. ``cell`` is where the row begins, as
    ``Settings!A75``; ``fault`` says what is wrong with the row, '' for nothing: a row at fault
    acknowledges nothing.
    """

    reference: str
    finding: str
    size: float = math.nan
    who: str
    why: str
    until: datetime.date | None = None
    cell: str = ""
    fault: str = ""
