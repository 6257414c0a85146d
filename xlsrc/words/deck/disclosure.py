"""Which figures of wards a slide may name: of sensitive offences none that is under 5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.names import name_key

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator
    from xlsrc.extracts.offences import Offences

LEAST_NAMED: Final = 5
"""A smaller count of a sensitive offence in a ward could tell who it was."""

SENSITIVE: Final = (
    "rape", "sexual", "stalking", "harassment", "domesticabuse", "hatecrime", "antisemitic",
    "islamophobic", "racist", "homicide", "murder", "honour", "slavery", "exploitation",
)  # fmt: skip
"""Parts of the names of offences that are about a person who could be known by them."""


def is_sensitive(indicator: Indicator, offences: Offences) -> bool:
    """Whether all that an indicator counts is sensitive, by the names of its offences."""
    names = offences.behind(indicator) or indicator.offences
    return all(any(word in name_key(name) for word in SENSITIVE) for name in names)


def may_be_named(indicator: Indicator, offences: Offences, *counts: float | None) -> bool:
    """Whether a ward's counts of an indicator may stand on a slide."""
    known = [count for count in counts if count is not None]
    return not is_sensitive(indicator, offences) or all(c >= LEAST_NAMED for c in known)
