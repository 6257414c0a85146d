"""What Small areas says around its tables: titles, notes and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.map.words import CREDIT, MEASURE_WORDS, PER_RESIDENT, how_classes_were_set
from workbook.sheets.small_areas.layout import CLUSTER_ROWS, HIGHEST_ROWS
from xlsrc.domain.settings import MapMeasure
from xlsrc.domain.wording import count, count_of, listed
from xlsrc.measures.hotspots import FEWEST_AREAS
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Row
    from workbook.sheets.map.clusters import Surroundings
    from workbook.sheets.map.parts import DrawnLsoa
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.area_map import AreaMap

NAMED_NUMBERS: Final = 4
"""Numbers without room on the map that a sentence lists; of more it says how many."""

BY: Final = {
    MapMeasure.VOLUME: "most offences",
    MapMeasure.RATE: "highest rates",
    MapMeasure.DIFFERENCE: "largest rises",
}

INSTEAD: Final = {
    MapMeasure.CHANGE: "counts are too few for percentages",
    MapMeasure.EXCEPTION: "24 months are too few to say what is usual",
}

SMALL_NUMBERS: Final = (
    "An LSOA has some 1,700 residents, so a handful of offences moves it: by chance alone others "
    "would be highest. Clusters are more than chance."
)

CLUSTERS_TITLE: Final = "Clusters: rates that are more than chance, with those around (Gi*)"


def period(dashboard: Dashboard, shown: AreaMap) -> str:
    """Which months, and which those of the other sheets are where they differ."""
    period = f"12 months to {shown.as_at.name}"
    if shown.as_at == dashboard.as_at:
        return period
    return f"{period} (other sheets: {dashboard.as_at.name})"


def note(dashboard: Dashboard, shown: AreaMap) -> str:
    """The measure, and why it is not the one that Settings ask for."""
    wanted = dashboard.settings.map_measure
    words = MEASURE_WORDS[shown.measure]
    return words if shown.measure is wanted else f"{words} ({INSTEAD[wanted]})"


def _like(shown: AreaMap) -> str:
    """By which months the years are compared, where the figures begin within the year before."""
    if shown.like_months == MONTHS_IN_YEAR:
        return ""
    first = shown.as_at - (shown.like_months - 1)
    return f" · Before, Change: {first.abbreviation}–{shown.as_at.abbreviation} of both years"


def highest_title(
    shown: AreaMap, drawn: Sequence[DrawnLsoa], numbers: Mapping[str, str]
) -> str | None:
    """Which areas the first table lists, and by which months their years are compared."""
    if not shown.figures:
        return None
    known = len(shown.figures)
    title, like = f"The {HIGHEST_ROWS} with the {BY[shown.measure]} of {known}", _like(shown)
    if known <= HIGHEST_ROWS:
        title = f"{count_of(known, 'LSOA')}, {BY[shown.measure]} first"
    if not drawn:
        return title + like
    highest = range(1, min(HIGHEST_ROWS, known) + 1)
    hidden = [str(one) for one in highest if str(one) not in numbers.values()]
    if not hidden:
        return f"{title}, by their number on the map{like}"
    which = f"{len(hidden)} of them" if len(hidden) > NAMED_NUMBERS else listed(hidden)
    return f"{title}, by number on the map (no room for {which}){like}"


def clusters_title(
    clusters: Sequence[Row], around: Mapping[str, Surroundings], *, is_known: bool
) -> str | None:
    """How many clusters there are, or that none could be looked for."""
    found = len(clusters)
    if not found and not is_known:
        return None
    if not found:
        is_judged = any(one.z is not None for one in around.values())
        return f"{CLUSTERS_TITLE}: {'none' if is_judged else f'under {FEWEST_AREAS} to judge'}"
    more = found - CLUSTER_ROWS
    return f"{CLUSTERS_TITLE}: {found}" + (f", {more} more in the table below" if more > 0 else "")


def foot(
    dashboard: Dashboard, shown: AreaMap, drawn: Sequence[DrawnLsoa]
) -> tuple[str | None, str | None, str]:
    """How to read small areas, or that there is no map; how the classes were set; the sources."""
    codes = {lsoa.code for lsoa in drawn}
    others = [f.area.name for f in shown.figures if f.area.code not in codes]
    reading: str | None = SMALL_NUMBERS if shown.figures else None
    if not drawn:
        reading = (
            f"No LSOA boundaries of {dashboard.area.name} were at hand: give their GeoJSON with "
            "safer build --lsoa-boundaries."
        )
    elif others:
        reading = (
            f"{count_of(len(others), 'LSOA')} of {dashboard.area.name} not on this map "
            f"({', '.join(others[:2])}{' and more' if len(others) > 2 else ''}): run safer build."  # noqa: PLR2004 - two are named
        )
    placed = sum(figure.volume or 0 for figure in shown.figures)
    total = f"{count(placed)} offences have an LSOA. " if shown.figures else ""
    people = PER_RESIDENT if shown.measure is MapMeasure.RATE else ""
    population = (
        f"Population: ONS mid-{shown.population_year}. "
        if shown.population_year is not None
        else ""
    )
    return reading, how_classes_were_set(shown), f"{total}{people}{population}{CREDIT}"
