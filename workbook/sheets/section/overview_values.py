"""What an overview says beside its small panels: its first indicator, texts and views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.charts import PANEL_MONTHS
from workbook.house.long_chart import FAN_MONTHS, TARGET_COLUMNS
from workbook.house.style import LABEL_SIZE
from workbook.house.text_width import unbroken, wrapped
from workbook.sheets.plan.words import shortened
from workbook.sheets.section import layout
from workbook.sheets.section.columns import LAST_COLUMN, QUARTERS, narrowed, room
from workbook.sheets.section.pages import (
    PER_ROW,
    SMALL_POINTS,
    SMALL_ROW,
    SMALL_ROWS,
    TEXT_CHART_ROWS,
    TEXT_LINE,
    section_pages,
)
from workbook.sheets.section.panel_text import (
    ASK,
    CUT,
    shortened_draft,
    taken,
    view_line,
    view_said,
)
from workbook.sheets.section.small_values import ARROWS
from xlsrc.domain.target import TargetKind
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.words import commentary
from xlsrc.words.asks import ask
from xlsrc.words.outlook import chance_word, interval_words, trend_words
from xlsrc.words.verdicts import absent_word, is_it_real, target_words
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell, Row
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Section

MOST_ASK_LINES: Final = 3
NAME_ROOM: Final = room(0, layout.TOTAL_HEAD.column("status") - 1)
LINE_ROOM: Final = narrowed(0, LAST_COLUMN)


def overview_blocks(
    section: Section,
    assessments: Sequence[Assessment],
    titles: Mapping[str, Cell],
) -> list[Block]:
    """The blocks of an overview; ``titles`` are those of the first indicator's two charts."""
    if not assessments:
        return []
    first = assessments[0]
    own = section.id
    head = {
        "indicator": shortened(first.label, NAME_ROOM, LABEL_SIZE, bold=True),
        "status": first.status,
    }
    text = section_text(assessments)
    return [
        layout.TOTAL_HEAD.of(section=own).written(head | dict(titles)),
        layout.TOTAL.of(section=own).written(*total_figures(first)),
        layout.TARGET.of(section=own).written(*target_feeder(first)),
        layout.TEXT.of(section=own).written((text,)),
    ]


def total_figures(assessment: Assessment) -> list[Mapping[str, Cell]]:
    """The eleven key figures of the first indicator, a row each."""
    absent = absent_word(assessment)
    volume = assessment.volume
    has_figures = volume_words(assessment) != ""
    trend = trend_words(assessment).partition(" (")[0]
    arrow = ARROWS.get(assessment.level.trend, "") if assessment.level.trend else ""
    standing = assessment.target
    to = None if standing.chance is None else standing.by
    by = "  will it be met?" if to is None else f"  12 months to {to.short}"
    before = (
        wording.figure(assessment, volume.last_12_before)
        if volume.last_12_before is not None
        else wording.year_before_volume_absent(assessment)
    )
    rows = (
        ("Last 12 months", volume_words(assessment) or absent),
        ("Year before", before if has_figures else DOES_NOT_APPLY),
        ("Change", wording.change(assessment) if has_figures else DOES_NOT_APPLY),
        ("Is the change real?", is_it_real(assessment) if has_figures else DOES_NOT_APPLY),
        ("Last 3 months", wording.last_3(assessment)),
        ("  usual range", wording.usual_range(assessment)),
        ("Trend now", f"{arrow} {trend}" if trend else DOES_NOT_APPLY),
        ("  level, on a year ago", interval_words(assessment) if trend else DOES_NOT_APPLY),
        ("Target", target_words(assessment)),
        (by, chance_word(assessment)),
        ("Against peers", wording.against_peers(assessment)),
    )
    return [{"label": label, "value": value or DOES_NOT_APPLY} for label, value in rows]


def target_feeder(assessment: Assessment) -> tuple[Row, ...]:
    """The target as a line of the long-term chart: of a count a twelfth of the year's; nothing
    where it is not in the unit of what is drawn.
    """
    standing = assessment.target
    drawn = standing.figure
    is_other_unit = standing.aim is None or standing.aim.target.kind is TargetKind.PEER_RATE
    nothing: Row = (None,) * len(TARGET_COLUMNS)
    if drawn is None or is_other_unit or not assessment.monthly.months:
        return (TARGET_COLUMNS, *(nothing,) * (PANEL_MONTHS + FAN_MONTHS))
    if not assessment.indicator.is_share:
        drawn = drawn * assessment.monthly.every / MONTHS_IN_YEAR
    labelled = PANEL_MONTHS // 8
    months = ((drawn, drawn if at == labelled else None) for at in range(PANEL_MONTHS + FAN_MONTHS))
    return (TARGET_COLUMNS, *months)


def section_text(assessments: Sequence[Assessment]) -> str:
    """What the first indicator shows, and other headline ones as far as there is room, and the
    questions that the section raises.
    """
    wide, lines = _text_cell(len(assessments))
    asks = [unbroken(question) for one in assessments if (question := ask(one))]
    asked = f"{ASK}: {asks[0]}" if asks else ""
    for further in asks[1:]:
        longer = f"{asked} {further}"
        asked = longer if taken(longer, wide) <= MOST_ASK_LINES else asked
    left = lines - (taken(asked, wide) if asked else 0)
    first, *others = (
        f"{one.indicator.name}: {commentary.what_it_shows(one)}"
        for one in assessments
        if one.indicator.headline or one is assessments[0]
    )
    shows = shortened_draft(first, wide, left)
    for further in others:
        longer = f"{shows}\n{further}"
        shows = longer if taken(longer, wide) <= left else shows
    return "\n".join(part for part in (shows, asked) if part)


def _text_cell(indicators: int) -> tuple[float, int]:
    """The width of the cell of text in points, and the lines that it has room for."""
    pages = section_pages(indicators, is_priority=False)
    quarter = QUARTERS[(indicators - 1) % PER_ROW]
    page = pages.small[-1]
    beside = TEXT_CHART_ROWS if pages.beside else SMALL_ROWS
    chart_row = SMALL_ROW if page.has_text_row else page.chart_row
    points = sum(SMALL_POINTS[1:]) + beside * chart_row
    return narrowed(quarter, LAST_COLUMN, wraps=True), int(points // TEXT_LINE)


def views(
    dashboard: Dashboard, assessments: Sequence[Assessment], most: int, room: float = LINE_ROOM
) -> tuple[str, ...]:
    """The lines of the analyst's views on the indicators, at most so many of a width in points."""
    lines: list[str] = []
    for assessment in assessments:
        left = most - len(lines)
        if left <= 0:
            break
        heading, view = view_said(dashboard, assessment)
        if not view:
            continue
        said = wrapped(view_line(f"{heading}, {assessment.label}", view), room, LABEL_SIZE)
        lines += said if len(said) <= left else (*said[: left - 1], _cut(said[left - 1], room))
    return tuple(lines)


def _cut(line: str, room: float) -> str:
    words = line.split()
    while words and len(wrapped(" ".join(words) + CUT, room, LABEL_SIZE)) > 1:
        words.pop()
    return " ".join(words).rstrip(",;:") + CUT
