"""A police force's months made of an array of counts: what the rules say of known figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.support.made_up_release import FIRST
from xlsrc.domain.area import Area
from xlsrc.extracts.gate.street import ForceMonths
from xlsrc.extracts.offences import Meaning
from xlsrc.extracts.street_file import STREET, StreetFile

if TYPE_CHECKING:
    from collections.abc import Sequence

COVENTRY = Area(code="E08000026", name="Coventry")
WALSALL = Area(code="E08000030", name="Walsall")
DUDLEY = Area(code="E08000027", name="Dudley")
YORK = Area(code="E06000014", name="York")
FORCE = "West Midlands Police"
TRAINS = "British Transport Police"
SLUG = FORCE.lower().replace(" ", "-")


def meaning(offence: str, *, mapped: bool = True) -> Meaning:
    return Meaning(offence=offence, group="", notifiable=True, overlaps=False, mapped=mapped)


BURGLARY, DRUGS = meaning("Burglary"), meaning("Drugs")
BREAKING, MOON = meaning("Breaking in", mapped=False), meaning("Moon theft", mapped=False)


def months(first: int, last: int) -> frozenset[int]:
    """The ordinals of months by their place from January 2024 on, both included."""
    return frozenset(range(FIRST + first, FIRST + last + 1))


def force_of(
    placed: object,
    meanings: Sequence[Meaning] = (BURGLARY,),
    areas: Sequence[Area] = (COVENTRY,),
    *,
    name: str = FORCE,
    first: int = 0,
    download: str = "all",
    unplaced: object = 0,
    own: bool = True,
) -> ForceMonths:
    """Of label × month of each area; the last of several areas is another force's."""
    counts = np.array(placed, dtype=float)
    counts = counts if counts.ndim == 3 else np.broadcast_to(counts, (len(areas), *counts.shape))
    lost = np.zeros(counts.shape[1:]) + np.array(unplaced, dtype=float)
    whole = (counts.sum(axis=(0, 1)) + lost.sum(axis=0)).astype(int).tolist()
    slug = name.lower().replace(" ", "-")
    return ForceMonths(
        force=name,
        files=tuple(
            StreetFile(
                file=f"{download}/2024-01/{at + first}.csv",
                layout=STREET,
                force=name,
                month=FIRST + first + at,
                rows=rows,
                identified=0,
                repeated=0,
                distinct=0,
                even=0,
                pointed=0,
                placed=(),
                unplaced=(),
                sample=(),
            )
            for at, rows in enumerate(whole)
        ),
        extracts=(slug,),
        areas=tuple(areas),
        meanings=tuple(meanings),
        placed=counts,
        unplaced=lost,
        own=np.array([own and (len(areas) == 1 or one != areas[-1]) for one in areas]),
    )
