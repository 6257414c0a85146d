"""The blocks of the Map sheet: colours, labels, table and legend, all from one set of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from workbook.block import Block, ShapeStyle, TableBlock
from workbook.blocks import map_parts as parts
from workbook.layout.figure_tables import WARD_MAP_TABLE
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.settings import MapMeasure
from xlsrc.measures.change import SMALLEST_BASE_FOR_PERCENT
from xlsrc.measures.hotspots import hot_spots
from xlsrc.measures.rolling import PER_CENT
from xlsrc.wording import (
    DOES_NOT_APPLY,
    NO_DATA,
    NOT_COMPARABLE,
    TOO_FEW,
    count,
    count_of,
    listed,
    percent,
    signed,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Cell, Row, Write
    from workbook.blocks.map_parts import DrawnWard
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.measures.hotspots import HotSpots
    from xlsrc.outside import Outside
    from xlsrc.ward_map import WardFigure, WardMap

MEASURE_WORDS: Final = {
    MapMeasure.VOLUME: "Recorded offences",
    MapMeasure.RATE: "Offences per 1,000 residents, not per person there by day",
    MapMeasure.CHANGE: "Change on the 12 months before, per cent",
    MapMeasure.EXCEPTION: "Recorded offences, and where they are outside their usual range",
}
EXCEPTION_LEGEND: Final = ("usual range", None, "below it", None, "above it")
CHOICE: Final = "chosen on Settings"
OUTSIDE: Final = "◆"
HIGH, LOW = "■ high", "□ low"
NAMED_WARDS: Final = 3
TOO_FEW_MEANS: Final = f"“{TOO_FEW}”: under {SMALLEST_BASE_FOR_PERCENT} the year before, so no %."
CREDIT: Final = "Contains OS data © Crown copyright and database right 2024."


def blocks(dashboard: Dashboard, drawn: Sequence[DrawnWard]) -> tuple[Write, ...]:
    """Every block of the sheet, and the look of every shape that the template draws."""
    shown = dashboard.ward_map
    if shown is None or shown.indicator is None:
        return ()
    figures = {figure.ward.code: figure for figure in shown.figures}
    assessment = next(a for a in dashboard.assessments if a.indicator is shown.indicator)
    found = _hot_spots(figures, drawn)
    clusters = {
        ward.code: HIGH if z > 0 else LOW
        for ward, z, is_cluster in zip(drawn, found.z, found.is_cluster, strict=True)
        if is_cluster
    }
    return (
        _cell(parts.TITLE, f"Map: {_lower_first(assessment.label)} by ward"),
        _cell(parts.PERIOD, f"12 months to {shown.as_at.name}"),
        _cell(parts.NOTE, _note(shown, assessment)),
        Block(parts.LEGEND, (legend(shown),)),
        _cell(parts.MARKS, _marks(shown)),
        _cell(parts.CLUSTERS, _clusters(shown, drawn, clusters)),
        Block(parts.FOOT, tuple((line,) for line in _foot(dashboard, shown, drawn))),
        Block(parts.AREA, (_area_row(assessment),)),
        Block(parts.LIMITS, (_limits(shown),)),
        TableBlock(
            WARD_MAP_TABLE.name, WARD_MAP_TABLE.headers, _rows(shown, figures, drawn, clusters)
        ),
        *(_style(shown, figures.get(ward.code), ward, clusters) for ward in drawn),
    )


def legend(shown: WardMap) -> Row:
    """The five classes in words: ``under 3.0``, ``3.0–3.9`` … ``6.0 and over``."""
    if shown.measure is MapMeasure.EXCEPTION:
        return EXCEPTION_LEGEND
    if not shown.limits:
        return (None,) * len(parts.CLASS_FILLS)
    step = 0.1 if shown.measure is MapMeasure.RATE else 1.0
    between = [
        f"{_limit(shown, low)}–{_limit(shown, high - step)}"
        if shown.measure is not MapMeasure.CHANGE
        else f"{_limit(shown, low)} to {_limit(shown, high - step)} %"
        for low, high in zip(shown.limits, shown.limits[1:], strict=False)
    ]
    unit = " %" if shown.measure is MapMeasure.CHANGE else ""
    first, last = _limit(shown, shown.limits[0]), _limit(shown, shown.limits[-1])
    return (f"under {first}{unit}", *between, f"{last}{unit} and over")


def _limit(shown: WardMap, value: float) -> str:
    if shown.measure is MapMeasure.RATE:
        return f"{value:,.1f}"
    return signed(value) if shown.measure is MapMeasure.CHANGE else count(value)


def _cell(name: str, value: Cell) -> Block:
    return Block(name, ((value,),))


def _lower_first(text: str) -> str:
    """As within a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _note(shown: WardMap, assessment: Assessment) -> str:
    words = f"{MEASURE_WORDS[shown.measure]} · {CHOICE}"
    if shown.reason:
        return shown.reason
    placed = sum(figure.volume or 0 for figure in shown.figures)
    if assessment.volume_12m is None:
        return words
    return (
        f"{words} · wards do not add up to the borough "
        f"({count(placed)} of {count(assessment.volume_12m)} have a ward)"
    )


def _marks(shown: WardMap) -> str:
    if not shown.judged:
        return "Thick outline: a cluster that is more than chance; blank: none"
    marks = f"{OUTSIDE} outside its usual range; see Exceptions · thick outline: a cluster"
    return f"{marks} · blank: neither"


def _clusters(
    shown: WardMap, drawn: Sequence[DrawnWard], clusters: Mapping[str, str]
) -> str | None:
    if shown.reason or not drawn:
        return None
    members = {
        kind: [ward.name for ward in drawn if clusters.get(ward.code) == kind]
        for kind in (HIGH, LOW)
    }
    said = [
        f"{kind.split()[-1]} rates in and around {listed(names)}"
        for kind, names in members.items()
        if names
    ]
    if not said:
        return (
            "Clusters: no ward and its neighbours have rates more alike than chance gives "
            "(Gi*, 5 % false findings)."
        )
    return f"Clusters (Gi*, 5 % false findings): {'; '.join(said)}."


def _foot(
    dashboard: Dashboard, shown: WardMap, drawn: Sequence[DrawnWard]
) -> tuple[str | None, str]:
    """How the classes were set, or which wards are missing; then the sources."""
    codes = {ward.code for ward in drawn}
    others = [f.ward.name for f in shown.figures if f.ward.code not in codes]
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
    elif shown.limits_to is not None and shown.limits_to != shown.as_at:
        how = f"Classes set by the 12 months to {shown.limits_to.name}; they stay for the year."
    elif shown.limits_to is not None:
        how = "Classes set by these 12 months."
    elif shown.measure is MapMeasure.CHANGE:
        how = "The same classes for every indicator and month."
    elif shown.measure is MapMeasure.EXCEPTION:
        how = "Coloured where a month, or six together, are outside the ward's usual range."
    population = (
        f"Population: ONS mid-{shown.population_year}, best fit to wards. "
        if shown.population_year is not None
        else ""
    )
    return how, f"{population}{TOO_FEW_MEANS} {CREDIT}"


def _area_row(assessment: Assessment) -> Row:
    change: Cell = assessment.change_pct
    if assessment.change_pct is not None:
        change = assessment.change_pct / PER_CENT
    return (
        f"{assessment.area.name} (borough)",
        _or_none(assessment.volume_12m),
        _or_none(assessment.volume_12m_prior),
        DOES_NOT_APPLY if change is None else change,
        DOES_NOT_APPLY if assessment.rate_per_1000 is None else assessment.rate_per_1000,
        None,
        None,
    )


def _or_none(value: float | None) -> Cell:
    return NO_DATA if value is None else value


def _limits(shown: WardMap) -> Row:
    limits: tuple[Cell, ...] = shown.limits or (None,) * (len(parts.CLASS_FILLS) - 1)
    return (shown.measure.value, *limits)


def _hot_spots(figures: Mapping[str, WardFigure], drawn: Sequence[DrawnWard]) -> HotSpots:
    position = {ward.code: at for at, ward in enumerate(drawn)}
    rates = [
        np.nan if (found := figures.get(ward.code)) is None or found.rate is None else found.rate
        for ward in drawn
    ]
    near = [[position[code] for code in ward.neighbours if code in position] for ward in drawn]
    return hot_spots(np.array(rates, dtype=np.float64), near)


def _rows(
    shown: WardMap,
    figures: Mapping[str, WardFigure],
    drawn: Sequence[DrawnWard],
    clusters: Mapping[str, str],
) -> tuple[Row, ...]:
    """One row for each ward that is drawn, the highest value first."""

    def order(ward: DrawnWard) -> tuple[bool, float, str]:
        figure = figures.get(ward.code)
        value = None if figure is None else shown.shown(figure)
        return (value is None, -(value or 0), ward.name)

    polarity = Polarity.NEUTRAL if shown.indicator is None else shown.indicator.polarity
    rows = tuple(
        _row(ward, figures.get(ward.code), clusters.get(ward.code), polarity)
        for ward in sorted(drawn, key=order)
    )
    return rows or ((None,) * len(WARD_MAP_TABLE.columns),)


def _row(
    ward: DrawnWard, figure: WardFigure | None, cluster: str | None, polarity: Polarity
) -> Row:
    if figure is None:
        return (ward.name, NO_DATA, NO_DATA, NO_DATA, NO_DATA, None, None)
    change: Cell = figure.change_absent
    if figure.change_pct is not None:
        change = figure.change_pct / PER_CENT
    return (
        ward.name,
        _or_none(figure.volume),
        NOT_COMPARABLE if figure.change_absent == NOT_COMPARABLE else _or_none(figure.before),
        change,
        _or_none(figure.rate),
        None if figure.outside is None else f"{OUTSIDE} {_exception(figure.outside, polarity)}",
        cluster,
    )


def _exception(one: Outside, polarity: Polarity) -> str:
    """``▼ below Jul–Dec 25``; ``↓`` where less is neither good nor bad."""
    up, down = "↑↓" if polarity is Polarity.NEUTRAL else "▲▼"
    return f"{up} above {one.when}" if one.is_high else f"{down} below {one.when}"


def _style(
    shown: WardMap,
    figure: WardFigure | None,
    ward: DrawnWard,
    clusters: Mapping[str, str],
) -> ShapeStyle:
    fill = None if figure is None else shown.class_of(figure)
    return ShapeStyle(
        name=ward.code,
        fill=parts.NO_DATA_FILL if fill is None else parts.CLASS_FILLS[fill],
        alt_text=_alt_text(figure, ward, clusters.get(ward.code)),
        label="\n".join(part for part in (ward.label, _value(shown, figure)) if part),
        edge=parts.CLUSTER_EDGE if ward.code in clusters else "",
    )


def _value(shown: WardMap, figure: WardFigure | None) -> str:
    """The line below a ward's name: ``◆ 4.4``."""
    if figure is None:
        return NO_DATA
    value = shown.shown(figure)
    if value is None:
        text = figure.change_absent if shown.measure is MapMeasure.CHANGE else NO_DATA
    elif shown.measure is MapMeasure.RATE:
        text = f"{value:,.1f}"
    else:
        text = percent(value) if shown.measure is MapMeasure.CHANGE else count(value)
    return text if figure.outside is None else f"{OUTSIDE} {text}"


def _alt_text(figure: WardFigure | None, ward: DrawnWard, cluster: str | None) -> str:
    """``Burnt Oak: 69 offences in 12 months, 3.0 per 1,000, −46 % on the year before``."""
    if figure is None or figure.volume is None:
        return f"{ward.name}: {NO_DATA}"
    said = [f"{count_of(int(figure.volume), 'offence')} in 12 months"]
    if figure.rate is not None:
        said.append(f"{figure.rate:,.1f} per 1,000")
    if figure.change_pct is not None:
        said.append(f"{percent(figure.change_pct)} on the year before")
    if figure.outside is not None:
        side = "higher" if figure.outside.is_high else "lower"
        said.append(f"{side} than expected in {figure.outside.when}")
    if cluster is not None:
        said.append(f"in a cluster of {cluster.split()[-1]} rates")
    return f"{ward.name}: {', '.join(said)}"
