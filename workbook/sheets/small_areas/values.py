"""The blocks of Small areas: the map's indicator by LSOA, the highest, and all clusters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from workbook.block import ShapeStyle
from workbook.sheets.map import parts
from workbook.sheets.map.clusters import CLUSTER_WORDS, MARKS, UNKNOWN, Cluster, surroundings
from workbook.sheets.map.labels import number_size
from workbook.sheets.map.shape_texts import NAME
from workbook.sheets.map.words import (
    alt_text,
    before_absent,
    in_classes,
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
from workbook.sheets.small_areas.said import (
    clusters_title,
    foot,
    highest_title,
    note,
    period,
)
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, NOT_COMPARABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.block import Row, Write
    from workbook.sheets.map.clusters import Surroundings
    from workbook.sheets.map.parts import DrawnLsoa
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.area_map import AreaFigure, AreaMap

WHOLE_WARD: Final = "Whole ward"

BESIDE: Final = "Beside: the other ward that it touches most, – for none."

NO_NUMBER: Final = " "
"""The label of an area that is not among the highest; '' would leave last quarter's number."""


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
    places = _places(drawn)
    rows = {
        figure.area.code: _row(
            number,
            figure,
            places.get(figure.area.code, (None, None)),
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
        layout.PERIOD.written((period(dashboard, shown),)),
        layout.NOTE.written((shown.reason or note(dashboard, shown),)),
        layout.LEGEND.written(legend(shown)),
        layout.IN_CLASSES.written(in_classes(shown)),
        layout.MARKS.written((f"{MARKS.capitalize()}. {BESIDE}" if is_known else None,)),
        layout.HIGHEST_TITLE.written((highest_title(shown, drawn, numbers),)),
        layout.HIGHEST.filled(*highest),
        layout.CLUSTERS_TITLE.written((clusters_title(clusters, around, is_known=is_known),)),
        layout.CLUSTERS.filled(*clusters[:CLUSTER_ROWS]),
        layout.FOOT.written(*((line,) for line in foot(dashboard, shown, drawn))),
        layout.LIMITS.written(limits(shown)),
        SMALL_AREAS_TABLE.whole(everything or (SMALL_AREAS_TABLE.blank(),)),
        *(
            _style(shown, figures.get(lsoa.code), lsoa, around[lsoa.code], numbers)
            for lsoa in drawn
        ),
        *_names(drawn, numbers),
    )


def _places(drawn: Sequence[DrawnLsoa]) -> dict[str, tuple[str | None, str | None]]:
    """Of each LSOA its ward, and the other ward that most of those it touches lie in; by code."""
    ward_of = {lsoa.code: lsoa.ward for lsoa in drawn}
    places: dict[str, tuple[str | None, str | None]] = {}
    for lsoa in drawn:
        near = Counter(
            ward for code in lsoa.neighbours if (ward := ward_of.get(code)) and ward != lsoa.ward
        )
        beside = min(near, key=lambda ward: (-near[ward], ward), default=DOES_NOT_APPLY)
        places[lsoa.code] = (lsoa.ward or None, beside)
    return places


def _names(drawn: Sequence[DrawnLsoa], numbers: Mapping[str, str]) -> Iterator[ShapeStyle]:
    """The wards' names that a number may lie upon: blank where one does, else as they were."""
    names = dict(name for lsoa in drawn for name in lsoa.covers)
    under = {code for lsoa in drawn if lsoa.code in numbers for code, _ in lsoa.covers}
    for code, lines in names.items():
        yield ShapeStyle(
            name=code + NAME,
            fill="",
            alt_text="",
            label=NO_NUMBER if code in under else lines,
            sheet=SMALL_AREAS.name,
        )


def _ranked(shown: AreaMap) -> list[AreaFigure]:
    """The LSOAs, those with the highest value first and those without one last."""

    def order(figure: AreaFigure) -> tuple[bool, float, float, str]:
        value = shown.shown(figure)
        return (value is None, -(value or 0), -(figure.volume or 0), figure.area.name)

    return sorted(shown.figures, key=order)


def _row(
    number: int,
    figure: AreaFigure,
    place: tuple[str | None, str | None],
    around: Surroundings,
    absent: str,
) -> Row:
    return (number, figure.area.name, *place, *_figures(figure, around, absent))


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
        (
            None,
            WHOLE_WARD,
            figure.area.name,
            DOES_NOT_APPLY,
            *_figures(figure, wards[figure.area.code], absent),
        )
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
            f"{lsoa.name}, {lsoa.ward}" if lsoa.ward else lsoa.name,
            figure,
            around.cluster,
            months=shown.like_months,
        ),
        label=numbers.get(lsoa.code, NO_NUMBER),
        edge=parts.CLUSTER_EDGE if around.cluster else "",
        dashed=around.cluster is Cluster.LOW,
        sheet=SMALL_AREAS.name,
    )
