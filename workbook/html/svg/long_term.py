"""The long-term chart: recorded figures in their usual range, their level, what comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house.charts import TREND_LABELS
from workbook.house.long_chart import FAN_LABEL
from workbook.house.text_width import unbroken
from workbook.html.svg.figure import Figure, Mark, drawing, nothing, number, path, wide, words
from workbook.html.svg.five_years import FiveYears, known
from workbook.html.svg.long_term_words import describes, table
from workbook.html.svg.months import largest, notes_of
from workbook.html.svg.plane import BASE, BOTTOM, HEIGHT, LINE, TOP, WIDTH, Plane, last_of
from workbook.sheets.section.chart_values import (
    change_label,
    word_of_last_spell,
)
from workbook.sheets.section.values import NOTHING_TO_DRAW, chart_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsrc.assessment import Assessment, Dashboard

OF_RANGE, OF_LEVEL, OF_RECORDED, SUSTAINED = TREND_LABELS
TARGET: Final = "target"
JANUARY: Final = 1
FEWEST_YEARS: Final = 2
"""Januaries on the axis, without which its first and its last month are named."""

DIAMOND: Final = 5.0
SQUARE: Final = 4.0
ABOVE: Final = 9.0
"""Pixels between a figure and the word above it."""

CHANGE_ROOM: Final = 1.12
"""The axis's room above the figures where a known change is named there."""


def long_term_figure(one: Assessment, dashboard: Dashboard, name: str) -> Figure:
    """Five years to the indicator's last month, and the usual range of the next three.

    The usual range is an area, the recorded figure a line, the level a thinner one; a month that
    is an exception a diamond, those of a six-month exception squares on the axis; a known change a
    dotted vertical, a target a dashed line across. ``name`` is the drawing's id on the page.
    """
    _, title = chart_titles(one, dashboard)
    shown = FiveYears.of(one, dashboard)
    highs = [month.high for month in shown.coming]
    top = largest(shown.tops, shown.level, shown.upper, highs, [shown.target])
    if not any(value is not None for value in shown.tops):
        return nothing(one.label, f"{NOTHING_TO_DRAW}.")
    caption = unbroken(f"{one.label}. {title}")
    said = describes(one, shown)
    top *= CHANGE_ROOM if shown.change else 1
    named = [text for text, value, _ in _ends(shown) if value is not None]
    plane = Plane.of(top, shown.columns, named)
    svg = drawing(name, caption, said, (WIDTH, HEIGHT), _parts(plane, shown))
    return Figure(
        svg=svg,
        caption=caption,
        describes=said,
        table=table(one, shown),
        notes=notes_of(shown.bounds),
    )


def _parts(plane: Plane, shown: FiveYears) -> Iterator[str]:
    yield from plane.grid()
    yield from plane.ticks(_ticks(shown), marked=True)
    yield plane.area(Mark.BAND, shown.lower, shown.upper)
    yield from _fan(plane, shown)
    yield from _change(plane, shown)
    yield plane.spans(Mark.RANGE, shown.bounds)
    yield plane.line(Mark.RECORDED, shown.recorded)
    yield plane.line(Mark.LEVEL, shown.level)
    if shown.target is not None:
        across = f"M{number(plane.left)} {number(plane.y(shown.target))}H{number(plane.right)}"
        yield path(Mark.TARGET, across)
    yield from _marks(plane, shown)
    yield from plane.ends(_ends(shown))


def _ends(shown: FiveYears) -> list[tuple[str, float | None, Mark]]:
    """The labels at the right: beside a fan the band is named at its lower end."""
    highs = [month.high for month in shown.coming]
    return [
        (OF_RANGE, last_of(shown.lower if shown.coming else shown.upper), Mark.LABEL),
        (OF_LEVEL, last_of(shown.level), Mark.LABEL),
        (OF_RECORDED, last_of(shown.tops), Mark.STRONG),
        (FAN_LABEL, last_of(highs), Mark.LABEL),
        (TARGET, shown.target, Mark.INK),
    ]


def _ticks(shown: FiveYears) -> list[tuple[float, str]]:
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


def _fan(plane: Plane, shown: FiveYears) -> Iterator[str]:
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


def _change(plane: Plane, shown: FiveYears) -> Iterator[str]:
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


def _marks(plane: Plane, shown: FiveYears) -> Iterator[str]:
    squares = "".join(
        f"M{number(plane.x(at) - SQUARE / 2)} {number(BOTTOM - SQUARE)}"
        f"h{number(SQUARE)}v{number(SQUARE)}h-{number(SQUARE)}z"
        for at, value in enumerate(shown.sustained)
        if value is not None
    )
    diamonds = "".join(diamond(plane.x(at), plane.y(value)) for at, value in known(shown.flagged))
    yield path(Mark.MARK, squares + diamonds)
    room = plane.end * (LINE + SQUARE) / (BOTTOM - TOP)
    word = word_of_last_spell(shown.sustained, shown.recorded, shown.upper, room)
    half = wide(SUSTAINED) / 2
    for at, height in known(word):
        x = min(max(plane.x(at), plane.left + half), plane.right - half)
        y = max(plane.y(height) - ABOVE, TOP + LINE)
        yield words((x, y), SUSTAINED, Mark.LABEL, anchor="middle")


def diamond(x: float, y: float, size: float = DIAMOND) -> str:
    """The path of a diamond about a point."""
    step = number(size)
    return f"M{number(x)} {number(y - size)}l{step} {step} -{step} {step} -{step} -{step}z"
