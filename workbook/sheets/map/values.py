"""The blocks of the Map sheet: colours, labels, table and legend, all from one set of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import ShapeStyle
from workbook.house.wording import (
    percent_absent,
    shown_fraction,
    year_before_volume_absent,
)
from workbook.sheets.map import layout, parts
from workbook.sheets.map.clusters import Cluster
from workbook.sheets.map.found import (
    cluster_sentence,
    found_words,
    marks_sentence,
    outlined,
)
from workbook.sheets.map.layout import MAP, WARD_MAP_TABLE
from workbook.sheets.map.parts import AROUND, ROW_NUMBER, border_name
from workbook.sheets.map.words import (
    ABSENT,
    CREDIT,
    MEASURE_WORDS,
    PER_RESIDENT,
    alt_text,
    before_absent,
    how_classes_were_set,
    in_classes,
    legend,
    limits,
    lower_first,
    value_words,
)
from xlsrc.domain.settings import MapMeasure
from xlsrc.domain.wording import (
    DOES_NOT_APPLY,
    NO_DATA,
    NOT_COMPARABLE,
    TOO_FEW,
    count,
    count_of,
)
from xlsrc.measures.change import SMALLEST_BASE_FOR_PERCENT
from xlsrc.national.area_word import area_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.block import Cell, Write
    from workbook.sheets.map.clusters import Surroundings
    from workbook.sheets.map.parts import DrawnWard
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.maps.area_map import AreaFigure, AreaMap

NOTHING_FOUND: Final = "Found blank: no cluster, no exception"
CHOICE: Final = f"indicator and measure are chosen on Settings · {NOTHING_FOUND}"
LINE: Final = 780.0
"""Points that a sentence below the map may be wide."""

NAMED_WARDS: Final = 3
YEAR_BEFORE: Final = ("Before", "Change")
"""The columns that a year before is needed for."""
TOO_FEW_MEANS: Final = f"“{TOO_FEW}”: under {SMALLEST_BASE_FOR_PERCENT} the year before, so no %."


def blocks(
    dashboard: Dashboard, drawn: Sequence[DrawnWard], around: Mapping[str, Surroundings]
) -> tuple[Write, ...]:
    """Every block of the sheet, and the look of every shape that the template draws.

    ``around`` holds the surroundings of each ward drawn, by code.
    """
    shown = dashboard.ward_map
    if shown is None or shown.indicator is None:
        return ()
    figures = {figure.area.code: figure for figure in shown.figures}
    assessment = next(a for a in dashboard.assessments if a.indicator is shown.indicator)
    within = outlined(drawn, around)
    ordered = ordered_wards(shown, figures, drawn)
    numbers = {ward.code: number for number, ward in enumerate(ordered, start=1)}
    rows = tuple(
        _row(
            (number, ward),
            figures.get(ward.code),
            (around[ward.code].cluster, within.get(ward.code)),
            before_absent(assessment),
        )
        for number, ward in enumerate(ordered, start=1)
    )
    marks = marks_sentence(shown, drawn, has_clusters=bool(within))
    return (
        layout.TITLE.written((f"Map: {lower_first(assessment.label)} by ward",)),
        layout.PERIOD.written((f"12 months to {shown.as_at.name}",)),
        layout.NOTE.written((_note(shown, assessment),)),
        layout.LEGEND.written(legend(shown)),
        layout.IN_CLASSES.written(in_classes(shown)),
        layout.MARKS.written((marks or None,)),
        layout.CLUSTERS.written(
            (None if shown.reason or not drawn else cluster_sentence(drawn, around, LINE),)
        ),
        layout.FOOT.written(*((line,) for line in _foot(dashboard, shown, drawn))),
        layout.AREA.written(_area_row(assessment)),
        layout.LIMITS.written(limits(shown)),
        WARD_MAP_TABLE.whole(rows or (dict.fromkeys(WARD_MAP_TABLE.headers),)),
        *(
            _style(
                shown,
                figures.get(ward.code),
                (numbers[ward.code], ward),
                (around[ward.code].cluster, within.get(ward.code)),
            )
            for ward in drawn
        ),
        *_borders(drawn, within),
    )


def _note(shown: AreaMap, assessment: Assessment) -> str:
    words = f"{MEASURE_WORDS[shown.measure]} · {CHOICE}"
    if shown.reason:
        return shown.reason
    placed = sum(figure.volume or 0 for figure in shown.figures)
    # Of a source that places every row in an area by its LSOA, its wards hold them all.
    if assessment.volume.last_12 is None or placed == assessment.volume.last_12:
        return words
    return (
        f"{MEASURE_WORDS[shown.measure]} · wards do not add up to the "
        f"{area_word(assessment.area)} "
        f"({count(placed)} of {count(assessment.volume.last_12)} have a ward) · {CHOICE}"
    )


def _foot(
    dashboard: Dashboard, shown: AreaMap, drawn: Sequence[DrawnWard]
) -> tuple[str | None, str]:
    """How the classes were set, or which wards are missing; then the sources."""
    codes = {ward.code for ward in drawn}
    others = [f.area.name for f in shown.figures if f.area.code not in codes]
    how = None
    if not drawn:
        how = (
            f"No ward boundaries of {dashboard.area.name} were at hand: give their GeoJSON with "
            "safer build --boundaries."
        )
    elif others:
        more = " and more" if len(others) > NAMED_WARDS else ""
        how = (
            f"{count_of(len(others), 'ward')} of {dashboard.area.name} not on this map "
            f"({', '.join(others[:NAMED_WARDS])}{more}): run safer build."
        )
    else:
        how = how_classes_were_set(shown)
    population = (
        f"Population: ONS mid-{shown.population_year}, best fit to wards. "
        if shown.population_year is not None
        else ""
    )
    people = PER_RESIDENT if shown.measure is MapMeasure.RATE else ""
    return how, f"{people}{population}{TOO_FEW_MEANS} {CREDIT}"


def _area_row(assessment: Assessment) -> dict[str, Cell]:
    before: Cell = assessment.volume.last_12_before
    if before is None or assessment.change.difference is None:
        before = year_before_volume_absent(assessment)
    change: Cell = percent_absent(assessment)
    if assessment.change.percent is not None:
        change = shown_fraction(assessment.change.percent)
    rate = assessment.peers.rate
    return {
        "No.": None,
        "Ward": f"{assessment.area.name} ({area_word(assessment.area)})",
        "Last 12": _or_none(assessment.volume.last_12),
        "Before": before,
        "Change": change,
        "Per 1,000": DOES_NOT_APPLY if rate is None else rate,
        "Found": None,
    }


def _or_none(value: float | None) -> Cell:
    return NO_DATA if value is None else value


def ordered_wards(
    shown: AreaMap, figures: Mapping[str, AreaFigure], drawn: Sequence[DrawnWard]
) -> list[DrawnWard]:
    """The wards that are drawn, the highest value first; of exceptions, these first."""

    def order(ward: DrawnWard) -> tuple[bool, bool, float, str]:
        figure = figures.get(ward.code)
        value = None if figure is None else shown.shown(figure)
        is_first = shown.measure is MapMeasure.EXCEPTION and bool(figure and figure.outside)
        return (value is None, not is_first, -(value or 0), ward.name)

    return sorted(drawn, key=order)


def _row(
    numbered: tuple[int, DrawnWard],
    figure: AreaFigure | None,
    clusters: tuple[Cluster | None, Cluster | None],
    absent: str,
) -> dict[str, Cell]:
    """A ward's row; ``clusters`` are the one that it is and the one that it lies within.

    ``absent`` stands for a figure of the year before that there is none of.
    """
    number, ward = numbered
    first: dict[str, Cell] = {"No.": number, "Ward": ward.name}
    if figure is None:
        none = dict.fromkeys(("Last 12", "Before", "Change", "Per 1,000", "Found"), NO_DATA)
        row = {**first, **none}
    else:
        change: Cell = None if figure.why_absent is None else ABSENT[figure.why_absent]
        if figure.change_pct is not None:
            change = shown_fraction(figure.change_pct)
        row = {
            **first,
            "Last 12": _or_none(figure.volume),
            "Before": NOT_COMPARABLE if figure.is_incomparable else _or_none(figure.before),
            "Change": change,
            "Per 1,000": _or_none(figure.rate),
            "Found": found_words(*clusters, figure.outside),
        }
    return row | {name: absent for name in YEAR_BEFORE if row[name] == NO_DATA}


def _style(
    shown: AreaMap,
    figure: AreaFigure | None,
    numbered: tuple[int, DrawnWard],
    clusters: tuple[Cluster | None, Cluster | None],
) -> ShapeStyle:
    """The look of a ward's shape, its label, and its border at the map's edge where it has one.

    ``clusters`` are as those of a row.
    """
    number, ward = numbered
    cluster, within = clusters
    fill = None if figure is None else shown.class_of(figure)
    value = value_words(shown, figure)
    edge, dashed = _edge(within, None)
    return ShapeStyle(
        name=ward.code,
        fill=parts.NO_DATA_FILL if fill is None else parts.CLASS_FILLS[fill],
        hatched=fill is None,
        alt_text=alt_text(ward.name, figure, cluster, within),
        label=_label(ward.label.replace(ROW_NUMBER, str(number)), value),
        edge=edge if AROUND in ward.borders else None,
        dashed=dashed,
        sheet=MAP.name,
    )


def _borders(drawn: Sequence[DrawnWard], within: Mapping[str, Cluster]) -> Iterator[ShapeStyle]:
    """The borders between two wards: drawn where a cluster's outline runs along them."""
    for ward in drawn:
        for other in ward.borders:
            if other != AROUND:
                edge, dashed = _edge(within.get(ward.code), within.get(other))
                yield ShapeStyle(
                    name=border_name([ward.code, other]),
                    fill="",
                    alt_text="",
                    edge=edge,
                    dashed=dashed,
                    sheet=MAP.name,
                )


def _edge(one: Cluster | None, other: Cluster | None) -> tuple[str, bool]:
    """The colour of a border, '' for none, and whether it is dashed: that of a high one is not."""
    is_drawn = one is not other
    return (parts.CLUSTER_EDGE if is_drawn else ""), is_drawn and Cluster.HIGH not in (one, other)


def _label(name: str, value: str) -> str:
    """The lines of a ward's label, with its value where that has a line."""
    if name.endswith("\n"):
        return name.rstrip("\n")
    return f"{name}\n{value}" if name else value
