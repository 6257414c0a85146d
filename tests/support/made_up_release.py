"""Releases made of an array of counts: what a rule says of figures that are known exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.gate.release import Release
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHOPLIFTING: Final = Label(group="THEFT", offence="SHOPLIFTING")
BICYCLES: Final = Label(group="THEFT", offence="BICYCLE THEFT")
ARSON: Final = Label(group="ARSON AND CRIMINAL DAMAGE", offence="ARSON")
WEAPONS: Final = Label(group="POSSESSION OF WEAPONS", offence="POSSESSION OF WEAPONS")
FIRST: Final = Month.parse("2024-01").ordinal
BOROUGHS: Final = tuple(one.area for one in shipped_places().boroughs if one.has_mps_data)
BARNET: Final = next(area for area in BOROUGHS if area.name == "Barnet")
UNKNOWN: Final = Area(code="", name="Unknown")


def wards(number: int) -> tuple[Area, ...]:
    """So many wards of Barnet's, by made-up codes."""
    return tuple(
        Area(code=f"E0500{at:04}", name=f"Ward {at}", level=Level.WARD, borough="Barnet")
        for at in range(number)
    )


def boroughs(number: int) -> tuple[Area, ...]:
    """So many boroughs, Barnet the first."""
    return (BARNET, *(one for one in BOROUGHS if one != BARNET))[:number]


def made_up_extract(
    counts: NDArray[np.float64],
    areas: Sequence[Area],
    labels: Sequence[Label],
    *,
    vintage: str = "2026-01",
    first: int = FIRST,
) -> Extract:
    """An extract of area × label × month; a figure that is NaN has no row."""
    area, label, month = np.nonzero(np.isfinite(counts))
    return Extract(
        source=Source.MPS_RECORDED_CRIME,
        layout="made up",
        level=areas[0].level,
        vintage=vintage,
        file=f"{vintage}.csv",
        sha256=vintage,
        sparse=True,
        illustrative=False,
        months=tuple(range(first, first + counts.shape[2])),
        areas=tuple(areas),
        labels=tuple(labels),
        area=area.astype(np.int32),
        label=label.astype(np.int32),
        month=(month + first).astype(np.int32),
        count=counts[area, label, month],
        denominator=np.full(area.size, np.nan),
    )


def made_up_release(
    counts: NDArray[np.float64],
    areas: Sequence[Area],
    labels: Sequence[Label],
    *,
    vintage: str = "2026-01",
    first: int = FIRST,
) -> Release:
    """The release of :func:`made_up_extract`."""
    extract = made_up_extract(counts, areas, labels, vintage=vintage, first=first)
    return Release.of(extract, shipped_places())
