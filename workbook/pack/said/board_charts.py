"""The charts of the ten slides, by the rows of the sheet Deck."""

from __future__ import annotations

import datetime
import math
from typing import TYPE_CHECKING, Any, Final

from workbook.house.style import ACCENT, BAND, INK, LINE_GREY, SECOND, TINT, WHITE
from workbook.pack.chart_xml import Inner, Look, bars, lines
from workbook.pack.said.board_content import Bars, Curves
from workbook.pack.said.cell import words
from workbook.pack.said.content import NativeChart
from workbook.pack.said.source import SHEET, figures_workbook
from workbook.package.chart_axis import HEADROOM, axis_end, step
from workbook.sheets.deck import layout
from xlsrc.domain.month import Month
from xlsrc.domain.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.layout.named_block import NamedBlock
    from workbook.pack.said.source import RefreshedWorkbook

    Record = Mapping[str, object]
    Rows = Sequence[Sequence[Any]]

CURVES: Final = Inner(left=0.08, top=0.03, width=0.77, height=0.86)
NARROW: Final = Inner(left=0.13, top=0.03, width=0.64, height=0.86)
ROWS: Final = Inner(left=0.34, top=0.0, width=0.5, height=1.0)
STATES: Final = Inner(left=0.36, top=0.02, width=0.62, height=0.96)
INTERVALS: Final = Inner(left=0.4, top=0.02, width=0.57, height=0.84)

PALE: Final = "C4D1DC"
STATE_FILLS: Final = {
    "complete": TINT[1:], "on_track": "8BAFCF", "not_started": "F3F5F7", "at_risk": SECOND[1:],
    "overdue": INK[1:],
}  # fmt: skip
STATE_TEXT: Final = {"at_risk": WHITE[1:], "overdue": WHITE[1:]}
STATE_NAMES: Final = {
    "complete": "Complete", "on_track": "On track", "not_started": "Not started",
    "at_risk": "At risk", "overdue": "Overdue",
}  # fmt: skip


def level(book: RefreshedWorkbook, block: NamedBlock, inner: Inner = CURVES) -> Curves | None:
    """Recorded figures over their usual range, with the level or a dashed outlook where the block
    has one.
    """
    heading, *months = (tuple(row.values()) for row in book.rows(block))
    recorded = block.column("recorded")
    rows = [heading, *_from_first(months, recorded)]
    if len(rows) == 1 or not isinstance(rows[1][0], datetime.date):
        return None
    top, distance = _scale(rows, [recorded], stacked=(1, 2))
    drawn = [Look(column=recorded, line=ACCENT[1:], points=2.25)]
    if "level" in block.columns:
        drawn.insert(0, Look(column=block.column("level"), line=SECOND[1:], points=1.25))
    ahead = block.column("outlook") if "outlook" in block.columns else None
    if ahead is not None and _known(rows, ahead):
        drawn.append(Look(column=ahead, line=ACCENT[1:], points=2.25, dash="sysDash"))
    xml = lines(
        rows, SHEET, inner,
        band=(Look(column=1), Look(column=2, fill=BAND[1:])) if _known(rows, 2) else (),
        drawn=drawn, top=top, step=distance, shown=_dates(rows[1][0]),
    )  # fmt: skip
    names = {at: words(name) for at, name in enumerate(rows[0])}
    labels = [(names[recorded], _last(rows, recorded))]
    if _known(rows, 2):
        labels.append((names[2], _last(rows, 1) + _last(rows, 2)))
    if "level" in block.columns and _known(rows, block.column("level")):
        labels.append((names[block.column("level")], _last(rows, block.column("level"))))
    if ahead is not None and _known(rows, ahead):
        labels.append((names[ahead], _last(rows, ahead)))
    flagged = block.column("flagged") if "flagged" in block.columns else None
    return Curves(
        inner=inner,
        chart=_native("Recorded by month", xml, rows, book.dated, _said(rows, recorded)),
        top=top,
        months=len(rows) - 1,
        labels=tuple(labels),
        marked=_marked(rows, recorded, flagged),
    )


def year(book: RefreshedWorkbook) -> Curves | None:
    """The last 12 months as a line, the 12 before as a dashed one."""
    rows = [tuple(row.values()) for row in book.rows(layout.FALL)]
    if not _known(rows, 1):
        return None
    top, distance = _scale(rows, [1, 2])
    drawn = (
        Look(column=2, line=LINE_GREY[1:], points=1.75, dash="dash"),
        Look(column=1, line=ACCENT[1:], points=2.25),
    )
    xml = lines(rows, SHEET, CURVES, band=(), drawn=drawn, top=top, step=distance, shown="General")
    labels = [(words(rows[0][at]), _last(rows, at)) for at in (1, 2) if _known(rows, at)]
    return Curves(
        inner=CURVES,
        chart=_native("This year and the year before", xml, rows, book.dated, _said(rows, 1)),
        top=top,
        months=len(rows) - 1,
        labels=tuple(labels),
    )


def ranks(records: Sequence[Record], dated: datetime.datetime) -> Bars | None:
    """The place of each indicator among the peers, within those that chance leaves likely."""
    if not records:
        return None
    heading = ("Indicator", "Better", "Likely from", "Rank", "Likely to")
    rows: list[tuple[Any, ...]] = [heading]
    for one in records:
        low, rank, high = (int(_number(one[key])) for key in ("low", "rank", "high"))
        low, high = min(low, rank), max(high, rank)
        rows.append((words(one["indicator"]), low - 1, rank - low, 1, high - rank))
    most = max(_number(one["of"]) for one in records)
    xml = bars(
        rows, SHEET, ROWS,
        drawn=(
            Look(column=1), Look(column=2, fill=PALE), Look(column=3, fill=SECOND[1:]),
            Look(column=4, fill=PALE),
        ),
        ends=(0, most), step=most, gap=45,
    )  # fmt: skip
    said = "; ".join(f"{words(one['indicator'])} {_number(one['rank']):.0f}" for one in records)
    return Bars(
        chart=_native("Ranks", xml, rows, dated, f"Ranks of {most:.0f}: {said}."),
        low=0,
        high=most,
        labels=tuple(words(one["indicator"]) for one in records),
        ends=tuple(float(sum(row[1:])) for row in rows[1:]),
        words=tuple(words(one["words"]) for one in records),
        bold=tuple(one["stands_out"] == 1 for one in records),
    )


def states(records: Sequence[Record], dated: datetime.datetime) -> Bars | None:
    """How many actions of each priority stand how."""
    if not records:
        return None
    keys = tuple(STATE_NAMES)
    rows: list[tuple[Any, ...]] = [("Priority", *STATE_NAMES.values())]
    # A bar of nothing would be labelled 0.
    rows += [
        (words(one["priority"]), *(_number(one[key]) or None for key in keys)) for one in records
    ]
    most = max(sum(_number(v) for v in row[1:]) for row in rows[1:]) or 1
    drawn = [
        Look(column=at, fill=STATE_FILLS[key], line=WHITE[1:], points=1.0,
             label=STATE_TEXT.get(key, INK[1:]))
        for at, key in enumerate(keys, start=1)
    ]  # fmt: skip
    xml = bars(rows, SHEET, STATES, drawn=drawn, ends=(0, most), step=most, gap=40)
    said = "; ".join(
        f"{row[0]}: " + ", ".join(
            f"{n:.0f} {name.lower()}" for n, name in zip(row[1:], STATE_NAMES.values(), strict=True)
            if n
        )
        for row in rows[1:]
    )  # fmt: skip
    return Bars(
        chart=_native("Actions by priority and status", xml, rows, dated, f"{said}."),
        low=0,
        high=most,
        labels=tuple(str(row[0]) for row in rows[1:]),
        ends=(),
        words=(),
        bold=(),
    )


def estimates(records: Sequence[Record], dated: datetime.datetime) -> Bars | None:
    """Each estimate of more or fewer with its interval."""
    if not records:
        return None
    rows: list[tuple[Any, ...]] = [("Estimate", "More or fewer", "From", "To")]
    for one in records:
        row = (_number(one[key]) for key in ("estimate", "low", "high"))
        rows.append((words(one["what"]), *row))
    reach = max(abs(value) for row in rows[1:] for value in row[1:]) or 1
    least = min(0, *(min(row[1:]) for row in rows[1:]))
    most = max(0, *(max(row[1:]) for row in rows[1:]))
    distance = step(reach)
    distance *= 2 if (most - least) / distance > 4 else 1  # noqa: PLR2004 - steps on an axis
    # Whole steps on either side, so that 0 is one of the axis's marks.
    low = distance * math.floor(least / distance)
    high = distance * max(1, math.ceil(most / distance))
    xml = bars(
        rows, SHEET, INTERVALS, drawn=(Look(column=1, fill="8BAFCF"),), ends=(low, high),
        step=distance, gap=130, errors=(2, 3),
    )  # fmt: skip
    said = "; ".join(f"{row[0]}: {row[1]:.0f} ({row[2]:.0f} to {row[3]:.0f})" for row in rows[1:])
    return Bars(
        chart=_native("Estimates with 95 % intervals", xml, rows, dated, f"{said}."),
        low=low,
        high=high,
        labels=tuple(f"{row[0]}" for row in rows[1:]),
        ends=(),
        words=tuple(f"{_plus(row[1])} ({_plus(row[2])} to {_plus(row[3])})" for row in rows[1:]),
        bold=tuple(one["is_clear"] == 1 for one in records),
    )


def _plus(value: float) -> str:
    return f"{value:+,.0f}".replace("-", "−").replace("+0", "0")


def _native(title: str, xml: str, rows: Rows, dated: datetime.datetime, said: str) -> NativeChart:
    return NativeChart(
        title=title,
        alt_text=f"{title}. {said}",
        xml=xml,
        workbook=figures_workbook(tuple(map(tuple, rows)), dated),
    )


def _said(rows: Rows, column: int) -> str:
    """The first, the highest and the last figure, for those who cannot see the line."""
    known = [(row[0], row[column]) for row in rows[1:] if row[column] is not None]
    highest = max(known, key=lambda one: float(one[1]))
    return "; ".join(
        f"{_month(month)}: {count(round(float(value), 1))}{tail}"
        for (month, value), tail in (
            (known[0], ""), (highest, " (highest)"), (known[-1], ""),
        )
    ) + "."  # fmt: skip


def _month(value: object) -> str:
    if isinstance(value, datetime.date):
        return Month.of(value.year, value.month).name
    return words(value)


def _from_first(months: Rows, column: int) -> Rows:
    """The months from the first with a figure on: an area would be drawn up from 0 to it."""
    first = next(
        (at for at, row in enumerate(months) if isinstance(row[column], int | float)), None
    )
    return () if first is None else tuple(row for row in months[first:] if row[0] is not None)


def _known(rows: Rows, column: int) -> bool:
    return any(isinstance(row[column], int | float) for row in rows[1:])


def _last(rows: Rows, column: int) -> float:
    values = (row[column] for row in reversed(rows[1:]))
    return next((float(value) for value in values if isinstance(value, int | float)), 0.0)


def _scale(
    rows: Rows, columns: Sequence[int], stacked: tuple[int, ...] = ()
) -> tuple[float, float]:
    """Where the axis ends, and the distance of its lines."""
    found = [_number(row[at]) for row in rows[1:] for at in columns]
    found += [sum(_number(row[at]) for at in stacked) for row in rows[1:]]
    largest = max(found, default=0)
    largest /= HEADROOM  # nothing stands above the lines
    return axis_end(largest) or 1, step(largest)


def _dates(first: datetime.date) -> str:
    """The axis is marked once a year: with the year alone where that begins in January."""
    return "yyyy" if first.month == 1 else "mmm yy"


def _marked(rows: Rows, column: int, flagged: int | None) -> tuple[tuple[int, float, str], ...]:
    """The last month that stands out by itself."""
    if flagged is None:
        return ()
    for at in range(len(rows) - 1, 0, -1):
        if rows[at][flagged] == 1 and isinstance(rows[at][column], int | float):
            value = float(rows[at][column])
            return ((at - 1, value, f"{_month(rows[at][0])}: {count(value)}"),)
    return ()


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
