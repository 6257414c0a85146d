"""What a partnership aims at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


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
