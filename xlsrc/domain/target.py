"""What a partnership aims at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsrc.domain.month import Month


class TargetKind(StrEnum):
    """How a target is put."""

    VALUE = "value"
    CHANGE = "% change on a baseline year"
    PEER_RATE = "peer rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a partnership aims at for an indicator.

    ``amount`` is the figure itself, or the change in per cent (-20 for a fifth fewer); a peer
    rate needs none. ``baseline_year`` names the year that a change is measured from.
    """

    kind: TargetKind
    amount: float = math.nan
    baseline_year: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTarget:
    """A target that a partnership set for an indicator, as one row of the Targets table has it.

    It is judged from ``first`` to ``due``, the month by which it is to be met; ``None`` leaves
    that end open.
    """

    indicator: str
    target: Target
    first: Month | None = None
    due: Month | None = None
    note: str = ""

    def is_judged_in(self, month: Month) -> bool:
        """Whether a figure of the 12 months to ``month`` is held against the target."""
        after = self.first is None or self.first <= month
        return after and (self.due is None or month <= self.due)
