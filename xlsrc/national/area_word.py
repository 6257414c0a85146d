"""What a sentence calls an area: the borough, the city, the partnership."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Level
from xlsrc.national.areas import shipped_areas
from xlsrc.national.named_area import PARTNERSHIP

if TYPE_CHECKING:
    from xlsrc.domain.area import Area

_LONDON: Final = "E09"
_CITY_OF_LONDON: Final = "E09000001"


def area_word(area: Area) -> str:
    """The word for a whole area, by its kind: borough, city, county, district or partnership.

    A group that somebody named is a partnership.
    """
    # London's boroughs are told by their codes, without opening the look-ups.
    if is_in_london(area) and area.code != _CITY_OF_LONDON:
        return "borough"
    found = shipped_areas().find(area.code) if area.code else None
    return PARTNERSHIP if found is None else found.word


def is_in_london(area: Area) -> bool:
    """Whether an area is a borough of London or its City: their publishers have it."""
    return area.code.startswith(_LONDON)


def level_word(level: Level, area: Area) -> str:
    """The word for a level of geography in the workbook of an area: city, ward, lsoa."""
    return area_word(area) if level is Level.BOROUGH else level.value


def country(area: Area) -> str:
    """England or Wales, by the area's code; '' for a group that somebody named."""
    return {"E": "England", "W": "Wales"}.get(area.code[:1], "")
