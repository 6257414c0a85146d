"""An offence as a release words it."""

from __future__ import annotations

from dataclasses import dataclass

from xlsrc.domain.indicator import OFFENCES_MEASURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """An offence as the release words it, with what was counted of it.

    ``subgroup`` is the part of the group that a release of three tiers puts it in, else ''.
    """

    group: str
    offence: str
    measure: str = OFFENCES_MEASURE
    subgroup: str = ""
