"""What the public sees of the wards of a sensitive offence: whole calendar years, made safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.settings import Settings
    from xlsrc.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class WardYears:
    """Counts of one indicator by ward and calendar year, as the public sees them.

    ``shown[w][y]`` belongs to ``wards[w]`` and ``years[y]``: a count of 0 or at least 5, or a text:
    "1–4", "[c]" where it is kept back so that no other can be worked out, "[x]" for a gap.
    """

    indicator: Indicator
    years: tuple[int, ...]
    wards: tuple[Area, ...]
    shown: tuple[tuple[int | str, ...], ...]


def ward_years(
    scope: Scope, settings: Settings, before: Sequence[WardYears] = ()
) -> tuple[WardYears, ...]:
    """The table of each sensitive indicator with wards; a year of ``before`` is repeated as it was."""
    return ()
