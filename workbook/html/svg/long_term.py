"""The long-term chart: recorded figures in their usual range, their level, what comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from workbook.house.charts import PANEL_MONTHS, TREND_LABELS
from workbook.house.long_chart import FAN_LABEL
from workbook.house.text_width import unbroken
from workbook.html.svg.figure import Figure, Mark, drawing, nothing, number, path, wide, words
from workbook.html.svg.months import (
    Bounds,
    largest,
    notes_of,
    range_words,
    suppressed_to,
    value_words,
)
from workbook.html.svg.plane import BASE, BOTTOM, HEIGHT, LINE, TOP, WIDTH, Plane, last_of
from workbook.sheets.section.chart_values import (
    change_label,
    figures_begin,
    months_to,
    shown_change,
    word_of_last_spell,
)
from workbook.sheets.section.fan_values import to_come
from workbook.sheets.section.values import NOTHING_TO_DRAW, chart_titles
from xlsrc.domain.wording import DOES_NOT_APPLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.html.svg.figure import Cells, Table
    from workbook.sheets.section.chart_values import Values
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import KnownChange
    from xlsrc.series.usual import MonthToCome

OF_RANGE, OF_LEVEL, OF_RECORDED, SUSTAINED = TREND_LABELS
JANUARY: Final = 1
FEWEST_YEARS: Final = 2
"""Januaries on the axis, without which its first and its last month are named."""

DIAMOND: Final = 5.0
SQUARE: Final = 4.0
ABOVE: Final = 9.0
"""Pixels between a figure and the word above it."""

CHANGE_ROOM: Final = 1.12
"""The axis's room above the figures where a known change is named there."""

MARKED: Final = "month alone"
SPELL: Final = "six months"
BOTH: Final = "month alone and six months"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """The months of the axis up to the indicator's last, those to come, and what is drawn."""

    months: tuple[Month, ...]
    recorded: Values
    level: Values
    lower: Values
    upper: Values
    flagged: Values
    sustained: Values
    bounds: tuple[Bounds, ...]
    coming: tuple[MonthToCome, ...]
    change: KnownChange | None

    @classmethod
    def of(cls, one: Assessment, dashboard: Dashboard) -> Self:
        """The five years to the indicator's last month, or those since the first figure of all."""
        monthly, end = one.monthly, one.as_at or dashboard.as_at
        begin = figures_begin(dashboard.assessments)
        first = end - (PANEL_MONTHS - 1)
        first = first if begin is None else min(max(first, begin), end)
        length = end.ordinal - first.ordinal + 1
        recorded, level, lower, upper = (
            months_to(end, length, monthly, values)
            for values in (monthly.recorded, monthly.level, monthly.lower, monthly.upper)
        )
        flags, spells = (
            months_to(end, length, monthly, marks) for marks in (monthly.flagged, monthly.sustained)
        )
        return cls(
            months=tuple(first + at for at in range(length)),
            recorded=recorded,
            level=level,
            lower=lower,
            upper=upper,
            flagged=tuple(v if flag else None for flag, v in zip(flags, recorded, strict=True)),
            sustained=tuple(0.0 if spell else None for spell in spells),
            bounds=suppressed_to(one, end, length),
            coming=to_come(one),
            change=shown_change(one, (first, end), dashboard.settings.known_changes),
        )

    @property
    def tops(self) -> Values:
        """The figures, and the upper bounds of those suppressed."""
        return tuple(
            value if both is None else both[1]
            for value, both in zip(self.recorded, self.bounds, strict=True)
        )

    @property
    def columns(self) -> int:
        """Months of the axis."""
        return len(self.months) + len(self.coming)


def long_term_figure(one: Assessment, dashboard: Dashboard, name: str) -> Figure:
    """Five years to the indicator's last month, and the usual range of the next three.

    The usual range is an area, the recorded figure a line, the level a thinner one; a month that
    is an exception a diamond, those of a six-month exception squares on the axis; a known change a
    dotted vertical. ``name`` is the drawing's id on the page.
    """
    _, title = chart_titles(one, dashboard)
    shown = _Drawn.of(one, dashboard)
    top = largest(shown.tops, shown.level, shown.upper, [month.high for month in shown.coming])
    if not any(value is not None for value in shown.tops):
        return nothing(one.label, f"{NOTHING_TO_DRAW}.")
    caption = unbroken(f"{one.label}. {title}")
    describes = _describes(one, shown)
    top *= CHANGE_ROOM if shown.change else 1
    named = [*(name for name, value, _ in _ends(shown) if value is not None)]
    plane = Plane.of(top, shown.columns, named)
    svg = drawing(name, caption, describes, (WIDTH, HEIGHT), _parts(plane, shown))
    return Figure(
        svg=svg,
        caption=caption,
        describes=describes,
        table=_table(one, shown),
        notes=notes_of(shown.bounds),
    )


def _parts(plane: Plane, shown: _Drawn) -> Iterator[str]:
    yield from plane.grid()
    yield from plane.ticks(_ticks(shown), marked=True)
    yield plane.area(Mark.BAND, shown.lower, shown.upper)
    yield from _fan(plane, shown)
    yield from _change(plane, shown)
    yield plane.spans(shown.bounds)
    yield plane.line(Mark.RECORDED, shown.recorded)
    yield plane.line(Mark.LEVEL, shown.level)
    yield from _marks(plane, shown)
    yield from plane.ends(_ends(shown))


def _ends(shown: _Drawn) -> list[tuple[str, float | None, Mark]]:
    """The labels at the right: beside a fan the band is named at its lower end."""
    highs = [month.high for month in shown.coming]
    return [
        (OF_RANGE, last_of(shown.lower if shown.coming else shown.upper), Mark.LABEL),
        (OF_LEVEL, last_of(shown.level), Mark.LABEL),
        (OF_RECORDED, last_of(shown.tops), Mark.STRONG),
        (FAN_LABEL, last_of(highs), Mark.LABEL),
    ]


def _ticks(shown: _Drawn) -> list[tuple[float, str]]:
    """Each January by its year; the first and the last month where there are not two."""
    years = [
        (float(at), str(month.year))
        for at, month in enumerate(shown.months)
        if month.number == JANUARY
    ]
    if len(years) >= FEWEST_YEARS:
        return years
    ends = dict.fromkeys((0, len(shown.months) - 1))
    return [(float(at), shown.months[at].short) for at in ends]


def _fan(plane: Plane, shown: _Drawn) -> Iterator[str]:
    """The range of the months to come, from that of the last month on."""
    if shown.coming:
        start = shown.lower[-1], shown.upper[-1]
        if None in start:
            known = shown.recorded[-1]
            start = (known, known) if known is not None else (None, None)
        before = (None,) * (len(shown.months) - 1)
        lower = (*before, start[0], *(month.low for month in shown.coming))
        upper = (*before, start[1], *(month.high for month in shown.coming))
        yield plane.area(Mark.FAN, lower, upper)


def _change(plane: Plane, shown: _Drawn) -> Iterator[str]:
    """The known change's line and its words, on the side that has room for them."""
    if shown.change is None:
        return
    x = plane.x(shown.change.first.ordinal - shown.months[0].ordinal)
    text = change_label(shown.change)
    yield path(Mark.CHANGE, f"M{number(x)} {number(BOTTOM)}V{number(TOP)}")
    room = wide(text)
    fits = x + BASE + room <= WIDTH
    at = (x + BASE if fits else x - BASE, TOP - BASE)
    yield words(at, text, anchor="start" if fits else "end")


def _marks(plane: Plane, shown: _Drawn) -> Iterator[str]:
    squares = "".join(
        f"M{number(plane.x(at) - SQUARE / 2)} {number(BOTTOM - SQUARE)}"
        f"h{number(SQUARE)}v{number(SQUARE)}h-{number(SQUARE)}z"
        for at, value in enumerate(shown.sustained)
        if value is not None
    )
    diamonds = "".join(diamond(plane.x(at), plane.y(value)) for at, value in _known(shown.flagged))
    yield path(Mark.MARK, squares + diamonds)
    room = plane.end * (LINE + SQUARE) / (BOTTOM - TOP)
    word = word_of_last_spell(shown.sustained, shown.recorded, shown.upper, room)
    half = wide(SUSTAINED) / 2
    for at, height in _known(word):
        x = min(max(plane.x(at), plane.left + half), plane.right - half)
        y = max(plane.y(height) - ABOVE, TOP + LINE)
        yield words((x, y), SUSTAINED, Mark.LABEL, anchor="middle")


def diamond(x: float, y: float, size: float = DIAMOND) -> str:
    """The path of a diamond about a point."""
    step = number(size)
    return f"M{number(x)} {number(y - size)}l{step} {step} -{step} {step} -{step} -{step}z"


def _known(values: Values) -> Iterator[tuple[int, float]]:
    return ((at, value) for at, value in enumerate(values) if value is not None)


def _describes(one: Assessment, shown: _Drawn) -> str:
    """The first, lowest, highest and last figure, the last month's range, what stands out."""
    known = list(_known(shown.recorded))
    said = []
    if known:
        picked = (
            ("first", known[0]),
            ("lowest", min(known, key=lambda pair: pair[1])),
            ("highest", max(known, key=lambda pair: pair[1])),
            ("last", known[-1]),
        )
        said.append(
            "Recorded: "
            + ", ".join(
                f"{word} {value_words(one, value)} in {_name(one, shown.months[at])}"
                for word, (at, value) in picked
            )
        )
    if last_of(shown.level) is not None:
        said.append(f"Level at the end: {value_words(one, last_of(shown.level))}")
    if shown.upper[-1] is not None:
        ends = range_words(one, shown.lower[-1], shown.upper[-1])
        said.append(f"Usual range of the last {_unit(one)}: {ends}")
    for word, marks in (("by itself", shown.flagged), ("in six together", shown.sustained)):
        months = list(dict.fromkeys(_name(one, shown.months[at]) for at, _ in _known(marks)))
        if months:
            said.append(f"Exception {word}: {', '.join(months)}")
    if shown.change is not None:
        said.append(change_label(shown.change))
    for at, month in enumerate(shown.coming, start=1):
        ends = range_words(one, month.low, month.high)
        said.append(f"Usual for {(shown.months[-1] + at).name}: {ends}")
    return f"{'. '.join(said)}."


def _unit(one: Assessment) -> str:
    return "month" if one.monthly.every == 1 else "quarter"


def _name(one: Assessment, month: Month) -> str:
    """``December 2025``; of a month of a quarter ``Oct–Dec 2025``."""
    every = one.monthly.every
    if every == 1:
        return month.name
    last = month + (one.monthly.months[-1].ordinal - month.ordinal) % every
    return f"{(last - (every - 1)).abbreviation}–{last.abbreviation} {last.year}"


def _table(one: Assessment, shown: _Drawn) -> Table:
    """A row a month, or quarter, with a column of exceptions where there is one."""
    has_marks = any(value is not None for value in (*shown.flagged, *shown.sustained))
    heading = (_unit(one).capitalize(), "Recorded", "Usual range", "Level")
    rows = []
    for at, month in enumerate(shown.months):
        if one.monthly.every > 1 and (month.ordinal - shown.months[-1].ordinal) % one.monthly.every:
            continue
        level = shown.level[at]
        row: Cells = (
            _name(one, month),
            value_words(one, shown.recorded[at], shown.bounds[at]),
            range_words(one, shown.lower[at], shown.upper[at]),
            DOES_NOT_APPLY if level is None else value_words(one, level),
        )
        found = _exception(shown.flagged[at], shown.sustained[at])
        rows.append((*row, found) if has_marks else row)
    for ahead, coming in enumerate(shown.coming, start=1):
        ends = range_words(one, coming.low, coming.high)
        row = ((shown.months[-1] + ahead).name, "to come", ends, DOES_NOT_APPLY)
        rows.append((*row, DOES_NOT_APPLY) if has_marks else row)
    return ((*heading, "Exception") if has_marks else heading, tuple(rows))


def _exception(flagged: float | None, sustained: float | None) -> str:
    if flagged is not None:
        return MARKED if sustained is None else BOTH
    return DOES_NOT_APPLY if sustained is None else SPELL
