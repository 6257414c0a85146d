"""A list of a partnership's own areas beside its extracts: groups that nobody else knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

LONG_GROUP: Final = "Don and Dearne Valleys Community Safety Partnership"
"""Sheffield and Rotherham together, under a name of 51 letters."""

PARTS_OF_SHEFFIELD: Final = "Parts"
"""Two wards of Sheffield and an LSOA of Barnsley."""

AREAS: Final = (
    "code,name,aliases,group,has_mps_data,members\n"
    f",{LONG_GROUP},Don Valley,,,Sheffield|E08000018\n"
    f",{PARTS_OF_SHEFFIELD},,,,E05010857|E05010858|E01007317\n"
)


def with_own_groups(extracts: Path) -> Path:
    """The folder of extracts with the list put in."""
    extracts.mkdir(exist_ok=True)
    (extracts / "areas.csv").write_text(AREAS, encoding="utf-8")
    return extracts
