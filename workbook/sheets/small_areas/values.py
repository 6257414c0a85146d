"""The blocks of Small areas: the map's indicator by LSOA, the highest, and all clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import ShapeStyle
from workbook.sheets.map import parts
from workbook.sheets.map.clusters import CLUSTER_WORDS, MARKS, UNKNOWN, Cluster, surroundings
from workbook.sheets.map.labels import number_size
from workbook.sheets.map.words import (
    CREDIT,
    MEASURE_WORDS,
    alt_text,
    before_absent,
    how_classes_were_set,
    legend,
    limits,
    lower_first,
)
from workbook.sheets.small_areas import layout
from workbook.sheets.small_areas.layout import (
    CLUSTER_ROWS,
    HIGHEST_ROWS,
    SMALL_AREAS,
    SMALL_AREAS_TABLE,
)
from xlsrc.domain.settings import MapMeasure
from xlsrc.domain.wording import NO_DATA, NOT_COMPARABLE, count, count_of, listed
from xlsrc.measures.hotspots import FEWEST_AREAS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Row, Write
    from workbook.sheets.map.clusters import Surroundings
    from workbook.sheets.map.parts import DrawnLsoa
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.area_map import AreaFigure, AreaMap

WHOLE_WARD: Final = "Whole ward"
NAMED_NUMBERS: Final = 4
"""Numbers without room on the map that a sentence lists; of more it says how many."""

NO_NUMBER: Final = " "
"""The label of an area that is not among the highest; '' would leave last quarter's number."""

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


def blocks(
    dashboard: Dashboard, wards: Mapping[str, Surroundings], drawn: Sequence[DrawnLsoa]
) -> tuple[Write, ...]:
    """Every block of the sheet, and the look of every shape that the template draws.

    ``wards`` holds the surroundings of each ward on the ward map, by code.
    """
    shown = dashboard.lsoa_map
    if shown is None or shown.indicator is None:
        return ()
    assessment = next(a for a in dashboard.assessments if a.indicator is shown.indicator)
    around = surroundings(shown.figures, {lsoa.code: lsoa.neighbours for lsoa in drawn})
    ranked = _ranked(shown)
    ward_of = {lsoa.code: lsoa.ward for lsoa in drawn}
    rows = {
        figure.area.code: _row(
            number,
            figure,
            ward_of.get(figure.area.code),
            around.get(figure.area.code, UNKNOWN),
            before_absent(assessment),
        )
        for number, figure in enumerate(ranked, start=1)
    }
    clusters, everything = _tables(dashboard, wards, rows, before_absent(assessment))
    highest = tuple(rows.values())[:HIGHEST_ROWS]
    numbers = _shown_numbers(list(rows)[:HIGHEST_ROWS], drawn)
    figures = {figure.area.code: figure for figure in shown.figures}
    is_known = bool(drawn and shown.figures)
    return (
        layout.TITLE.written((f"Small areas: {lower_first(assessment.label)} by LSOA",)),
        layout.PERIOD.written((_period(dashboard, shown),)),
        layout.NOTE.written((shown.reason or _note(dashboard, shown),)),
        layout.LEGEND.written(legend(shown)),
        layout.MARKS.written((MARKS.capitalize() if is_known else None,)),
        layout.HIGHEST_TITLE.written((_highest_title(shown, drawn, numbers),)),
        layout.HIGHEST.filled(*highest),
        layout.CLUSTERS_TITLE.written((_clusters_title(clusters, around, is_known=is_known),)),
        layout.CLUSTERS.filled(*clusters[:CLUSTER_ROWS]),
        layout.FOOT.written(*((line,) for line in _foot(dashboard, shown, drawn))),
        layout.LIMITS.written(limits(shown)),
        SMALL_AREAS_TABLE.whole(everything or (SMALL_AREAS_TABLE.blank(),)),
        *(
            _style(shown, figures.get(lsoa.code), lsoa, around[lsoa.code], numbers)
            for lsoa in drawn
        ),
    )


def _ranked(shown: AreaMap) -> list[AreaFigure]:
    """The LSOAs, those with the highest value first and those without one last."""

    def order(figure: AreaFigure) -> tuple[bool, float, float, str]:
        value = shown.shown(figure)
        return (value is None, -(value or 0), -(figure.volume or 0), figure.area.name)

    return sorted(shown.figures, key=order)


def _row(
    number: int, figure: AreaFigure, ward: str | None, around: Surroundings, absent: str
) -> Row:
    return (number, figure.area.name, ward or None, *_figures(figure, around, absent))


def _figures(figure: AreaFigure, around: Surroundings, absent: str) -> Row:
    """The figures of a row; ``absent`` stands for the year before where there is none."""
    absent = NOT_COMPARABLE if figure.is_incomparable else absent
    return (
        NO_DATA if figure.volume is None else figure.volume,
        absent if figure.before is None else figure.before,
        absent if figure.change is None else figure.change,
        NO_DATA if figure.rate is None else figure.rate,
        CLUSTER_WORDS[around.cluster],
        around.z,
        around.p,
    )


def _tables(
    dashboard: Dashboard,
    wards: Mapping[str, Surroundings],
    rows: Mapping[str, Row],
    absent: str,
) -> tuple[list[Row], tuple[Row, ...]]:
    """The clusters, wards before LSOAs and high before low; then every area, LSOAs first.

    Clusters keep the numbers that stand on the map.
    """
    shown = dashboard.ward_map
    figures = () if shown is None else shown.figures
    of_wards = [
        (None, WHOLE_WARD, figure.area.name, *_figures(figure, wards[figure.area.code], absent))
        for figure in figures
        if figure.area.code in wards
    ]
    numbered = set(list(rows.values())[:HIGHEST_ROWS])
    clusters = [
        row if row in numbered else (None, *row[1:])
        for some in (of_wards, list(rows.values()))
        for row in sorted(some, key=_high_first)
        if row[CLUSTER] is not None
    ]
    return clusters, (*rows.values(), *sorted(of_wards, key=_high_first))


CLUSTER: Final = SMALL_AREAS_TABLE.headers.index("Cluster")
Z: Final = SMALL_AREAS_TABLE.headers.index("z")


def _high_first(row: Row) -> tuple[bool, float]:
    """High before low, of each the most extreme first."""
    z = row[Z]
    return (z < 0, -abs(z)) if isinstance(z, float) else (True, 1.0)


def _period(dashboard: Dashboard, shown: AreaMap) -> str:
    period = f"12 months to {shown.as_at.name}"
    if shown.as_at == dashboard.as_at:
        return period
    return f"{period} (other sheets: {dashboard.as_at.name})"


def _note(dashboard: Dashboard, shown: AreaMap) -> str:
    wanted = dashboard.settings.map_measure
    words = MEASURE_WORDS[shown.measure]
    return words if shown.measure is wanted else f"{words} ({INSTEAD[wanted]})"


def _shown_numbers(highest: Sequence[str], drawn: Sequence[DrawnLsoa]) -> dict[str, str]:
    """The numbers of the highest that the map shows, by code.

    In a town on the map of a county they would lie upon one another: the higher one stays.
    """
    at = {lsoa.code: lsoa.number_at for lsoa in drawn}
    wide, high = number_size()
    shown: dict[str, str] = {}
    for number, code in enumerate(highest, start=1):
        place = at.get(code)
        taken = (other for one in shown if (other := at[one]) is not None)
        if place is None or all(
            abs(place[0] - x) >= wide or abs(place[1] - y) >= high for x, y in taken
        ):
            shown[code] = str(number)
    return {code: number for code, number in shown.items() if code in at}


def _highest_title(
    shown: AreaMap, drawn: Sequence[DrawnLsoa], numbers: Mapping[str, str]
) -> str | None:
    if not shown.figures:
        return None
    known = len(shown.figures)
    title = f"The {HIGHEST_ROWS} with the {BY[shown.measure]} of {known}"
    if known <= HIGHEST_ROWS:
        title = f"{count_of(known, 'LSOA')}, {BY[shown.measure]} first"
    if not drawn:
        return title
    highest = range(1, min(HIGHEST_ROWS, known) + 1)
    hidden = [str(one) for one in highest if str(one) not in numbers.values()]
    if not hidden:
        return f"{title}, by their number on the map"
    which = f"{len(hidden)} of them" if len(hidden) > NAMED_NUMBERS else listed(hidden)
    return f"{title}, by number on the map (no room for {which})"


def _clusters_title(
    clusters: Sequence[Row], around: Mapping[str, Surroundings], *, is_known: bool
) -> str | None:
    found = len(clusters)
    if not found and not is_known:
        return None
    if not found:
        is_judged = any(one.z is not None for one in around.values())
        return f"{CLUSTERS_TITLE}: {'none' if is_judged else f'under {FEWEST_AREAS} to judge'}"
    more = found - CLUSTER_ROWS
    return f"{CLUSTERS_TITLE}: {found}" + (f", {more} more in the table below" if more > 0 else "")


def _foot(
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
    population = (
        f"Population: ONS mid-{shown.population_year}. "
        if shown.population_year is not None
        else ""
    )
    return reading, how_classes_were_set(shown), f"{total}{population}{CREDIT}"


def _style(
    shown: AreaMap,
    figure: AreaFigure | None,
    lsoa: DrawnLsoa,
    around: Surroundings,
    numbers: Mapping[str, str],
) -> ShapeStyle:
    fill = None if figure is None else shown.class_of(figure)
    return ShapeStyle(
        name=lsoa.code,
        fill=parts.NO_DATA_FILL if fill is None else parts.CLASS_FILLS[fill],
        hatched=fill is None,
        alt_text=alt_text(
            f"{lsoa.name}, {lsoa.ward}" if lsoa.ward else lsoa.name, figure, around.cluster
        ),
        label=numbers.get(lsoa.code, NO_NUMBER),
        edge=parts.CLUSTER_EDGE if around.cluster else "",
        dashed=around.cluster is Cluster.LOW,
        sheet=SMALL_AREAS.name,
    )
