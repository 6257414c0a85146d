"""An area of England and Wales by its name, code and kind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsrc.national.bundle import Whole

PARTNERSHIP: Final = "partnership"
"""The word for an area that is no single borough, city, county or district."""


class Kind(StrEnum):
    """What an area is."""

    PARTNERSHIP = "Community Safety Partnership"
    """Of several authorities, or of a part of one; that of one authority goes by the authority."""
    AUTHORITY = "local authority"
    FORMER = "former district"
    FORCE = "police force area"
    GROUP = "group of areas"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NamedArea:
    """One area and all of its LSOAs.

    ``code`` is its own of 2024, that of its last year for a former district, '' for a group that
    somebody named. ``word`` is what a sentence calls it: "the borough", "the city". ``lsoas`` are
    the places of its LSOAs of 2021 among ``Bundle.lsoas``, in order. ``partnership`` is the code
    of the partnership that has these same LSOAs, '' where none has. ``note`` says of a former
    district what it is part of now; its code is in ``became``.
    """

    code: str
    name: str
    kind: Kind
    word: str
    lsoas: Whole
    partnership: str = ""
    other_names: tuple[str, ...] = ()
    note: str = ""
    became: str = ""
