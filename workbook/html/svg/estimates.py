"""Impact estimates: more or fewer offences than by the comparison, with their intervals."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from workbook.html.svg.figure import Figure, Mark, drawing, nothing, number, path
from workbook.html.svg.plane import LINE, WIDTH
from workbook.html.svg.rows import Scale, rows_of, scale_words, verticals
from workbook.package.chart_axis import step
from xlsrc.domain.wording import signed
from xlsrc.words.deck.work_slides import estimate_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.html.svg.rows import Row
    from xlsrc.assessment import Dashboard
    from xlsrc.plan.impact_estimates import Fewer

CAPTION: Final = (
    "Offences more (+) or fewer (−) than if the place had moved as its comparison did, with 95 % "
    "intervals"
)
NONE: Final = "No estimate can be given yet."
END: Final = 5.0
POINT: Final = 4.5

Interval = tuple[float, float, float]
"""The estimate's lower end, the estimate, and its upper end, more offences above 0."""


def estimates_figure(dashboard: Dashboard, name: str) -> Figure:
    """Each estimate that there is, with its interval; ``name`` is the drawing's id on the page."""
    shown = [
        (estimate_place(one, dashboard), _more(one.answer), one.answer.is_clear)
        for one in dashboard.impacts
        if one.answer is not None
    ]
    if not shown:
        return nothing("Estimates of impact", NONE)
    scale = _scale([interval for _, interval, _ in shown])
    rows, bottom = rows_of([(place, _said(one), clear) for place, one, clear in shown])
    describes = f"{'; '.join(f'{place}: {_said(one)}' for place, one, _ in shown)}."
    table = tuple(
        (place, signed(one[1]), signed(one[0]), signed(one[2])) for place, one, _ in shown
    )
    parts = _parts(rows, [interval for _, interval, _ in shown], scale, bottom)
    return Figure(
        svg=drawing(name, CAPTION, describes, (WIDTH, bottom + LINE + 6), parts),
        caption=CAPTION,
        describes=describes,
        table=(("Estimate", "More or fewer", "From", "To"), table),
    )


def _more(answer: Fewer) -> Interval:
    return -answer.high, -answer.fewer, -answer.low


def _said(one: Interval) -> str:
    """An estimate in figures: ``−179 (−402 to +12)``."""
    return f"{signed(one[1])} ({signed(one[0])} to {signed(one[2])})"


def _scale(intervals: Sequence[Interval]) -> Scale:
    """Whole steps on either side of 0, so that it is a mark of the axis."""
    least = min(0.0, *(one[0] for one in intervals))
    most = max(0.0, *(one[2] for one in intervals))
    unit = step(max(-least, most) or 1)
    low, high = unit * math.floor(least / unit), unit * math.ceil(most / unit)
    return Scale(low=low, high=high if high > low else low + unit)


def _parts(
    rows: Sequence[Row], intervals: Sequence[Interval], scale: Scale, bottom: float
) -> Iterator[str]:
    yield verticals(Mark.AXIS, rows, (scale.x(0),))
    lines = "".join(
        f"M{number(scale.x(low))} {number(row.middle)}H{number(scale.x(high))}"
        + "".join(
            f"M{number(scale.x(end))} {number(row.middle - END)}v{number(2 * END)}"
            for end in (low, high)
        )
        for row, (low, _, high) in zip(rows, intervals, strict=True)
    )
    yield path(Mark.RANGE, lines)
    for row, (_, middle, _) in zip(rows, intervals, strict=True):
        yield (
            f'<circle class="{Mark.INDICATOR}" cx="{number(scale.x(middle))}" '
            f'cy="{number(row.middle)}" r="{number(POINT)}"/>'
        )
        yield from row.texts()
    ends = sorted({scale.low, 0.0, scale.high})
    yield from scale_words(scale, [(end, signed(end)) for end in ends], bottom)
