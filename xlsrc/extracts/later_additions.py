"""What later releases have added to the figures of a year that they first printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.indicator import Source
from xlsrc.domain.names import name_key
from xlsrc.extracts.offences import ALL_NOTIFIABLE

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Additions:
    """In per cent of the last 12 months as first printed, and of the 12 before: least and most."""

    low: float
    high: float
    low_before: float = 0.0
    high_before: float = 0.8


_MEASURED: Final = {
    name_key(ALL_NOTIFIABLE): Additions(low=0.1, high=1.2),
    name_key("Violence with injury"): Additions(low=0.1, high=0.8),
    name_key("Shoplifting"): Additions(low=-0.3, high=2.0),
    name_key("Theft from a motor vehicle"): Additions(low=0.1, high=4.0),
    name_key("Possession of weapons"): Additions(low=5.0, high=10.0, high_before=1.4),
    name_key("Drug possession"): Additions(low=2.0, high=3.0),
}


def later_additions(indicator: Indicator) -> Additions | None:
    """What is known of an indicator of one offence or group; ``None`` where nothing was measured.

    The sums of 12 months of 21 pairs of Metropolitan Police releases of 2024 to 2026; of weapons
    the year before is reckoned from the additions by age of a month. How a change moved was not
    measured: least and most of both years together bound it.
    """
    if indicator.source is not Source.MPS_RECORDED_CRIME or len(indicator.offences) != 1:
        return None
    return _MEASURED.get(name_key(indicator.offences[0]))
