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
from workbook.sheets.map.clusters import CLUSTER_WORDS, Cluster
from workbook.sheets.map.clusters import MARKS as CLUSTER_MARKS
from workbook.sheets.map.layout import MAP, WARD_MAP_TABLE
from workbook.sheets.map.words import (
    ABSENT,
    CREDIT,
    MEASURE_WORDS,
    OUTSIDE,
    alt_text,
    before_absent,
    how_classes_were_set,
    legend,
    limits,
    lower_first,
    value_words,
)
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.settings import MapMeasure
from xlsrc.domain.wording import (
    DOES_NOT_APPLY,
    NO_DATA,
    NOT_COMPARABLE,
    TOO_FEW,
    count,
    count_of,
    listed,
)
from xlsrc.measures.change import SMALLEST_BASE_FOR_PERCENT
from xlsrc.measures.hotspots import FEWEST_AREAS
from xlsrc.national.area_word import area_word
from xlsrc.words.outside import when

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Cell, Write
    from workbook.sheets.map.clusters import Surroundings
    from workbook.sheets.map.parts import DrawnWard
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.maps.area_map import AreaFigure, AreaMap
    from xlsrc.series.outside import Outside

CHOICE: Final = "chosen on Settings"
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
    return (
        layout.TITLE.written((f"Map: {lower_first(assessment.label)} by ward",)),
        layout.PERIOD.written((f"12 months to {shown.as_at.name}",)),
        layout.NOTE.written((_note(shown, assessment),)),
        layout.LEGEND.written(legend(shown)),
        layout.MARKS.written((_marks(shown),)),
        layout.CLUSTERS.written((_clusters(shown, drawn, around),)),
        layout.FOOT.written(*((line,) for line in _foot(dashboard, shown, drawn))),
        layout.AREA.written(_area_row(assessment)),
        layout.LIMITS.written(limits(shown)),
        WARD_MAP_TABLE.whole(_rows(shown, figures, drawn, around, before_absent(assessment))),
        *(_style(shown, figures.get(ward.code), ward, around[ward.code]) for ward in drawn),
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
        f"{words} · wards do not add up to the {area_word(assessment.area)} "
        f"({count(placed)} of {count(assessment.volume.last_12)} have a ward)"
    )


def _marks(shown: AreaMap) -> str:
    if not shown.judged:
        return CLUSTER_MARKS.capitalize()
    return f"{OUTSIDE} an exception now: see Exceptions · {CLUSTER_MARKS}"


def _clusters(
    shown: AreaMap, drawn: Sequence[DrawnWard], around: Mapping[str, Surroundings]
) -> str | None:
    if shown.reason or not drawn:
        return None
    members = {
        kind: [ward.name for ward in drawn if around[ward.code].cluster == kind] for kind in Cluster
    }
    said = [
        f"{kind} rates in and around {listed(names)}" for kind, names in members.items() if names
    ]
    if all(around[ward.code].z is None for ward in drawn):
        return f"Clusters: under {FEWEST_AREAS} wards have rates, too few to tell them from chance."
    if not said:
        return (
            "Clusters: no ward and its neighbours have rates more alike than chance gives "
            "(Gi*, 5 % false findings)."
        )
    return f"Clusters (Gi*, 5 % false findings; z and p on Small areas): {'; '.join(said)}."


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
    return how, f"{population}{TOO_FEW_MEANS} {CREDIT}"


def _area_row(assessment: Assessment) -> dict[str, Cell]:
    before: Cell = assessment.volume.last_12_before
    if before is None or assessment.change.difference is None:
        before = year_before_volume_absent(assessment)
    change: Cell = percent_absent(assessment)
    if assessment.change.percent is not None:
        change = shown_fraction(assessment.change.percent)
    rate = assessment.peers.rate
    return {
        "Ward": f"{assessment.area.name} ({area_word(assessment.area)})",
        "Last 12": _or_none(assessment.volume.last_12),
        "Before": before,
        "Change": change,
        "Per 1,000": DOES_NOT_APPLY if rate is None else rate,
    }


def _or_none(value: float | None) -> Cell:
    return NO_DATA if value is None else value


def _rows(
    shown: AreaMap,
    figures: Mapping[str, AreaFigure],
    drawn: Sequence[DrawnWard],
    around: Mapping[str, Surroundings],
    absent: str,
) -> tuple[dict[str, Cell], ...]:
    """One row for each ward that is drawn, the highest value first; of exceptions, these first.

    ``absent`` stands for a figure of the year before that there is none of.
    """

    def order(ward: DrawnWard) -> tuple[bool, bool, float, str]:
        figure = figures.get(ward.code)
        value = None if figure is None else shown.shown(figure)
        is_first = shown.measure is MapMeasure.EXCEPTION and bool(figure and figure.outside)
        return (value is None, not is_first, -(value or 0), ward.name)

    polarity = Polarity.NEUTRAL if shown.indicator is None else shown.indicator.polarity
    rows = tuple(
        _row(ward, figures.get(ward.code), CLUSTER_WORDS[around[ward.code].cluster], polarity)
        for ward in sorted(drawn, key=order)
    )
    for row in rows:
        row.update({name: absent for name in YEAR_BEFORE if row[name] == NO_DATA})
    return rows or (dict.fromkeys(WARD_MAP_TABLE.headers),)


def _row(
    ward: DrawnWard, figure: AreaFigure | None, cluster: str | None, polarity: Polarity
) -> dict[str, Cell]:
    if figure is None:
        absent = dict.fromkeys(("Last 12", "Before", "Change", "Per 1,000"), NO_DATA)
        return {"Ward": ward.name, **absent, "Exception": None, "Cluster": None}
    change: Cell = None if figure.why_absent is None else ABSENT[figure.why_absent]
    if figure.change_pct is not None:
        change = shown_fraction(figure.change_pct)
    outside = figure.outside
    return {
        "Ward": ward.name,
        "Last 12": _or_none(figure.volume),
        "Before": NOT_COMPARABLE if figure.is_incomparable else _or_none(figure.before),
        "Change": change,
        "Per 1,000": _or_none(figure.rate),
        "Exception": None if outside is None else f"{OUTSIDE} {_exception(outside, polarity)}",
        "Cluster": cluster,
    }


def _exception(one: Outside, polarity: Polarity) -> str:
    """``▼ below Jul–Dec 25``; ``↓`` where less is neither good nor bad."""
    up, down = "↑↓" if polarity is Polarity.NEUTRAL else "▲▼"
    return f"{up} above {when(one)}" if one.is_high else f"{down} below {when(one)}"


def _style(
    shown: AreaMap, figure: AreaFigure | None, ward: DrawnWard, around: Surroundings
) -> ShapeStyle:
    fill = None if figure is None else shown.class_of(figure)
    value = value_words(shown, figure)
    return ShapeStyle(
        name=ward.code,
        fill=parts.NO_DATA_FILL if fill is None else parts.CLASS_FILLS[fill],
        hatched=fill is None,
        alt_text=alt_text(ward.name, figure, around.cluster),
        label=_label(ward.label, value),
        edge=parts.CLUSTER_EDGE if around.cluster else "",
        dashed=around.cluster is Cluster.LOW,
        sheet=MAP.name,
    )


def _label(name: str, value: str) -> str:
    """The lines of a ward's label, with its value where that has a line."""
    if name.endswith("\n"):
        return name.rstrip("\n")
    return f"{name}\n{value}" if name else value
