"""What both maps say in words: their measure, the legend, a ward's or LSOA's value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.map import parts
from xlsrc.domain.settings import MapMeasure
from xlsrc.domain.wording import NO_DATA, NOT_COMPARABLE, TOO_FEW, count, count_of, percent, signed
from xlsrc.maps.area_map import LEVEL_WORDS, WhyAbsent
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.words.outside import when
from xlsrc.words.verdicts import absent_word

if TYPE_CHECKING:
    from workbook.block import Cell, Row
    from workbook.sheets.map.clusters import Cluster
    from xlsrc.assessment import Assessment
    from xlsrc.maps.area_map import AreaFigure, AreaMap

ABSENT: Final = {
    WhyAbsent.NOT_COMPARABLE: NOT_COMPARABLE,
    WhyAbsent.NO_DATA: NO_DATA,
    WhyAbsent.TOO_FEW: TOO_FEW,
}
MEASURE_WORDS: Final = {
    MapMeasure.VOLUME: "Recorded offences",
    MapMeasure.RATE: "Recorded offences per 1,000 residents",
    MapMeasure.CHANGE: "Change on the 12 months before, per cent",
    MapMeasure.DIFFERENCE: "Offences more or fewer than in the 12 months before",
    MapMeasure.EXCEPTION: "Recorded offences, and where they are an exception now",
}
PER_RESIDENT: Final = "Per resident, not per person there by day. "
EXCEPTION_LEGEND: Final = ("no exception", None, "◆↓ below", None, "◆↑ above")
OUTSIDE: Final = "◆"
HATCHING: Final = "///"
"""In the legend: LibreOffice draws no patterns in cells, as it does in shapes."""

CREDIT: Final = "Contains OS data © Crown copyright and database right 2024."


def legend(shown: AreaMap) -> Row:
    """The five classes in words (``under 3.0``, ``3.0–3.9`` … ``6.0 and over``), and the hatching.

    Where a percentage is shown, what has none has too few offences as a rule.
    """
    absent = TOO_FEW if shown.measure is MapMeasure.CHANGE else NO_DATA
    return (*_classes(shown), f"{HATCHING} {absent}")


def _classes(shown: AreaMap) -> Row:
    if shown.measure is MapMeasure.EXCEPTION:
        return EXCEPTION_LEGEND
    if not shown.limits:
        return (None,) * len(parts.CLASS_FILLS)
    if shown.measure is MapMeasure.DIFFERENCE:
        return _difference_legend(shown.limits)
    step = 0.1 if shown.measure is MapMeasure.RATE else 1.0
    is_change = shown.measure is MapMeasure.CHANGE
    unit = " %" if is_change else ""
    between = [
        f"{_limit(shown, low)}{' to ' if is_change else '–'}{_limit(shown, high - step)}{unit}"
        if high - step > low
        else f"{_limit(shown, low)}{unit}"
        for low, high in zip(shown.limits, shown.limits[1:], strict=False)
    ]
    first, last = _limit(shown, shown.limits[0]), _limit(shown, shown.limits[-1])
    return (f"under {first}{unit}", *between, f"{last}{unit} and over")


def _difference_legend(limits: tuple[float, ...]) -> Row:
    """``down 8 or more``, ``down 4–7``, ``within 3``, ``up 4–7``, ``up 8 or more``."""
    inner, outer = (int(limit) for limit in limits[2:])
    some = count(inner) if outer == inner + 1 else f"{count(inner)}–{count(outer - 1)}"
    within = "no change" if inner == 1 else f"within {count(inner - 1)}"
    many = f"{count(outer)} or more"
    return (f"down {many}", f"down {some}", within, f"up {some}", f"up {many}")


def _limit(shown: AreaMap, value: float) -> str:
    if shown.measure is MapMeasure.RATE:
        return f"{value:,.1f}"
    return signed(value) if shown.measure is MapMeasure.CHANGE else count(value)


def before_absent(assessment: Assessment) -> str:
    """What stands for a ward's or LSOA's figure of the year before, where it has none: withheld
    where that of the whole area is.
    """
    return NO_DATA if assessment.volume.last_12_before is not None else absent_word(assessment)


def limits(shown: AreaMap) -> Row:
    """The measure and its four limits, as the tables' colours read them."""
    four: tuple[Cell, ...] = shown.limits or (None,) * (len(parts.CLASS_FILLS) - 1)
    return (shown.measure.value, *four)


def in_classes(shown: AreaMap) -> Row:
    """How many wards or LSOAs each class has, under its words; nothing under one without."""
    noun = LEVEL_WORDS[shown.level]
    return tuple(
        None if said is None or not shown.figures else count_of(number, noun)
        for said, number in zip(legend(shown), shown.in_classes, strict=True)
    )


TOO_FEW_TO_SHOW: Final = "Too few for percentages: choose the measure difference on Settings."
FIXED: Final = {
    MapMeasure.CHANGE: "Classes: the same for every indicator and month.",
    MapMeasure.EXCEPTION: (
        "Coloured where a month, or six together, are an exception now: see Exceptions."
    ),
}
"""Of measures whose classes no figures set."""


def how_classes_were_set(shown: AreaMap) -> str | None:
    """By which years the classes were set and how long they stay, or for which maps they are."""
    if shown.in_thirds:
        return (
            f"Classes: thirds of these {LEVEL_WORDS[shown.level]}s, by how far each moved; the "
            "usual classes hold most of them in one."
        )
    if shown.measure in FIXED:
        few = {figure.why_absent for figure in shown.figures} == {WhyAbsent.TOO_FEW}
        return (
            TOO_FEW_TO_SHOW if few and shown.measure is MapMeasure.CHANGE else FIXED[shown.measure]
        )
    if shown.limits_to is None:
        return None
    to, kept = shown.limits_to.name, f"kept for the editions of {shown.as_at.year}"
    is_now = shown.limits_to == shown.as_at
    of = "these 12 months" if is_now else f"the years before (to {to}), {kept}"
    if shown.measure is MapMeasure.DIFFERENCE:
        of = f"these {shown.like_months} months" if is_now else of
        return f"Classes: once and twice what chance alone gives, by {of}."
    return f"Classes: natural breaks of {of}{', not of the years before' if is_now else ''}."


def are_of_shown_months(how: str) -> bool:
    """Whether classes, by how they were set, follow the months that the map shows.

    They then change with every edition, as its figures do.
    """
    return how.startswith("Classes: ") and " these " in how


def value_words(shown: AreaMap, figure: AreaFigure | None) -> str:
    """The value as the map prints it: ``4.4``, ``◆ −12 %``, or why there is none.

    A map of exceptions says on which side: ``◆↑ 84``.
    """
    if figure is None:
        return NO_DATA
    if figure.outside is None:
        return _value(shown, figure)
    side = ("↑" if figure.outside.is_high else "↓") if shown.measure is MapMeasure.EXCEPTION else ""
    return f"{OUTSIDE}{side} {_value(shown, figure)}"


def _value(shown: AreaMap, figure: AreaFigure) -> str:
    value = shown.shown(figure)
    if value is None:
        why = figure.why_absent if shown.measure in CHANGES else None
        return NO_DATA if why is None else ABSENT[why]
    if shown.measure is MapMeasure.RATE:
        return f"{value:,.1f}"
    if shown.measure is MapMeasure.CHANGE:
        return percent(value)
    return signed(value) if shown.measure is MapMeasure.DIFFERENCE else count(value)


CHANGES: Final = (MapMeasure.CHANGE, MapMeasure.DIFFERENCE)


def alt_text(
    name: str,
    figure: AreaFigure | None,
    cluster: Cluster | None,
    beside: Cluster | None = None,
    *,
    months: int = MONTHS_IN_YEAR,
) -> str:
    """``Burnt Oak: 69 offences in 12 months, 3.0 per 1,000, −46 % on the year before``."""
    if figure is None or figure.volume is None:
        return f"{name}: {NO_DATA}"
    said = [f"{count_of(int(figure.volume), 'offence')} in 12 months"]
    if figure.rate is not None:
        said.append(f"{figure.rate:,.1f} per 1,000")
    if figure.change_pct is not None:
        said.append(f"{percent(figure.change_pct)} on the year before")
    elif figure.before is not None:
        before = f"{count(figure.before)} the year before"
        if months < MONTHS_IN_YEAR:
            change = signed(figure.change or 0)
            before = f"{change} in {months} months on the same months of the year before"
        said.append(before)
    if figure.outside is not None:
        side = "above" if figure.outside.is_high else "below"
        said.append(f"an exception now, {side} its usual range in {when(figure.outside)}")
    if cluster:
        said.append(f"in a cluster of {cluster} rates")
    elif beside:
        said.append(f"beside a cluster of {beside} rates")
    return f"{name}: {', '.join(said)}"


def lower_first(text: str) -> str:
    """As within a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
