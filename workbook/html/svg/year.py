"""The last 12 months against the 12 before, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from workbook.house.text_width import unbroken
from workbook.html.svg.figure import Figure, Mark, drawing, nothing
from workbook.html.svg.months import Bounds, largest, notes_of, suppressed_to, value_words
from workbook.html.svg.plane import HEIGHT, WIDTH, Plane, last_of
from workbook.sheets.section.chart_values import YEAR, months_to, quarter_name, year_names
from workbook.sheets.section.values import NOTHING_TO_DRAW, chart_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.html.svg.figure import Table
    from workbook.sheets.section.chart_values import Values
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

EVERY_OTHER: Final = 2
ASIDE: Final = 8.0
"""Pixels between the bars of one month of the two years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """Twelve months of an indicator: their figures, and the bounds of suppressed ones."""

    name: str
    values: Values
    bounds: tuple[Bounds, ...]

    @classmethod
    def to(cls, name: str, one: Assessment, end: Month) -> Self:
        """The months to one."""
        return cls(
            name=name,
            values=months_to(end, YEAR, one.monthly, one.monthly.recorded),
            bounds=suppressed_to(one, end, YEAR),
        )

    @property
    def is_known(self) -> bool:
        """Whether there is anything to draw."""
        return any(one is not None for one in (*self.values, *self.bounds))

    @property
    def tops(self) -> tuple[float | None, ...]:
        """The figures, and the upper bounds of those suppressed."""
        return tuple(
            value if both is None else both[1]
            for value, both in zip(self.values, self.bounds, strict=True)
        )


def year_figure(one: Assessment, dashboard: Dashboard, name: str) -> Figure:
    """The 12 months to the indicator's last as a line, the 12 before as a dashed one.

    ``name`` is the drawing's id on the page.
    """
    title, _ = chart_titles(one, dashboard)
    caption = unbroken(f"{one.label}. {title}")
    as_at = one.as_at or dashboard.as_at
    months = tuple(as_at - back for back in range(YEAR - 1, -1, -1))
    names = year_names(as_at)
    now, before = (
        _Year.to(called, one, end) for called, end in zip(names, (as_at, as_at - YEAR), strict=True)
    )
    if not (now.is_known or before.is_known):
        return nothing(one.label, f"{NOTHING_TO_DRAW}.")
    rows = tuple(_rows(one, months, as_at, now, before))
    describes = " ".join(_said(year.name, rows, at) for at, year in ((1, now), (2, before)))
    air = ASIDE if any(before.bounds) else 0.0
    plane = Plane.of(largest(now.tops, before.tops), YEAR, names, air)
    parts = (
        *plane.grid(),
        *plane.ticks(_ticks(one, months, as_at), marked=False),
        plane.spans(Mark.BEFORE, before.bounds, ASIDE),
        plane.line(Mark.BEFORE, before.values),
        plane.spans(Mark.RANGE, now.bounds),
        plane.line(Mark.NOW, now.values),
        *plane.ends(
            [
                (before.name, last_of(before.tops), Mark.LABEL),
                (now.name, last_of(now.tops), Mark.STRONG),
            ]
        ),
    )
    table: Table = (("Quarter" if one.monthly.every > 1 else "Month", now.name, before.name), rows)
    return Figure(
        svg=drawing(name, caption, describes, (WIDTH, HEIGHT), parts),
        caption=caption,
        describes=describes,
        table=table,
        notes=notes_of(now.bounds, before.bounds),
    )


def _rows(
    one: Assessment, months: tuple[Month, ...], as_at: Month, now: _Year, before: _Year
) -> Iterator[tuple[str, ...]]:
    """A row a month, or a quarter in its middle month, with both years' figures in words."""
    every = one.monthly.every
    for at, month in enumerate(months):
        named = month.month_name if every == 1 else quarter_name(month, as_at, every)
        if named:
            yield (
                named,
                *(value_words(one, year.values[at], year.bounds[at]) for year in (now, before)),
            )


def _said(name: str, rows: tuple[tuple[str, ...], ...], at: int) -> str:
    """A year's figures: ``2025: January 193, February 161``."""
    return f"{name[:1].upper()}{name[1:]}: {', '.join(f'{row[0]} {row[at]}' for row in rows)}."


def _ticks(one: Assessment, months: tuple[Month, ...], as_at: Month) -> list[tuple[float, str]]:
    """Every other month by name, or each quarter."""
    every = one.monthly.every
    if every > 1:
        named = [(at, quarter_name(month, as_at, every)) for at, month in enumerate(months)]
        return [(float(at), text) for at, text in named if text]
    return [
        (float(at), month.abbreviation) for at, month in enumerate(months) if at % EVERY_OTHER == 0
    ]
