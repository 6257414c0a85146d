"""The words of small panels, and what their charts are drawn from."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.small_chart import SMALL_COLUMNS, SMALL_MONTHS
from workbook.house.style import LABEL_SIZE
from workbook.house.text_width import fits, unbroken
from workbook.package.chart_axis import axis_end
from workbook.sheets.plan.words import shortened
from workbook.sheets.section import layout
from workbook.sheets.section.chart_values import months_to
from workbook.sheets.section.columns import QUARTER_ENDS, narrowed
from workbook.sheets.section.fan_values import band
from workbook.sheets.section.pages import PER_ROW, SectionPages, section_pages
from workbook.sheets.section.panel_text import ASK, shared, taken, view_said
from xlsrc.domain.wording import DOES_NOT_APPLY, count, listed
from xlsrc.series.level import Trend
from xlsrc.words import commentary
from xlsrc.words.asks import ask
from xlsrc.words.outlook import trend_words
from xlsrc.words.verdicts import absent_word, is_it_real
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell, Row
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.month import Month

ARROWS: Final = {Trend.RISING: "↗", Trend.FALLING: "↘", Trend.NO_CLEAR_CHANGE: "→"}
NARROWER: Final = 2
"""A panel whose figures end below this part of a scale has one of its own."""

NAME_ROOM: Final = narrowed(0, QUARTER_ENDS[0] - 1, wraps=True)
NAME_LINES: Final = 2
"""Lines that the name of a small panel may take on a priority."""

QUARTER_ROOM: Final = narrowed(0, QUARTER_ENDS[0], wraps=True)
TREND_ROOM: Final = narrowed(0, QUARTER_ENDS[0])
BESIDE_AXIS: Final = narrowed(0, QUARTER_ENDS[0] - 1)
SCALES_ROOM: Final = narrowed(4, layout.WIDTH - 1)


def small_blocks(
    dashboard: Dashboard, section: Section, assessments: Sequence[Assessment]
) -> list[Block]:
    """The blocks of a section's small panels, and of the heading above them."""
    tops = scales(assessments, dashboard.as_at)
    ends = {name: axis_end(top) if top else 0.0 for name, top in tops.items()}
    common = _common(list(ends.values()))
    written = [_heading(section, assessments, ends)]
    pages = _pages(dashboard, section)
    for at, assessment in enumerate(assessments):
        own = {"section": section.id, "indicator": assessment.indicator.id}
        end = ends[assessment.indicator.id]
        lines = NAME_LINES if section.is_priority else 1
        said = small_words(assessment, end if end != common else None, lines)
        written.append(layout.small(at % PER_ROW).of(**own).written(*said))
        feeder = small_feeder(assessment, dashboard.as_at, tops[assessment.indicator.id])
        written.append(layout.SMALL_FEED.of(**own).written(*feeder))
        if section.is_priority:
            lines = _text_lines(pages, at)
            text = small_text(dashboard, assessment, lines, has_view=not pages.views)
            written.append(layout.SMALL_TEXT.of(**own).written((text,)))
    return written


def small_words(
    assessment: Assessment, axis: float | None, name_lines: int = 1
) -> tuple[Mapping[str, Cell], ...]:
    """A small panel's name in so many lines at most, and the lines under it; ``axis`` is the end
    of a scale of its own.
    """
    volume = volume_words(assessment)
    trend = trend_words(assessment)
    arrow = ARROWS.get(assessment.level.trend, "") if assessment.level.trend else ""
    line = f"{arrow} {trend}".strip() if trend else DOES_NOT_APPLY
    own = "" if axis is None else f"axis to {count(axis)}"
    if not fits(line, BESIDE_AXIS if own else TREND_ROOM, LABEL_SIZE):
        line = line.partition(" (")[0]
    return (
        {
            "name": shortened(assessment.label, NAME_ROOM, bold=True, lines=name_lines),
            "status": assessment.status,
        },
        {
            "volume": volume or absent_word(assessment),
            "change": wording.change(assessment) if volume else DOES_NOT_APPLY,
        },
        {
            "is_it_real": is_it_real(assessment) if volume else DOES_NOT_APPLY,
            "peers": wording.against_peers(assessment),
        },
        {"trend": line, "axis": own or None},
    )


def _pages(dashboard: Dashboard, section: Section) -> SectionPages:
    indicators = dashboard.settings.of_section(section)
    return section_pages(len(indicators), is_priority=section.is_priority)


def _text_lines(pages: SectionPages, at: int) -> int:
    """The lines of text under the small panel ``at`` a place, from 0."""
    rows = [page.text_lines for page in pages.small for _ in range(page.rows)]
    return rows[at // PER_ROW]


def small_text(dashboard: Dashboard, assessment: Assessment, lines: int, *, has_view: bool) -> str:
    """What a small panel shows, the analyst's view where it ``has_view``, and the question."""
    question = ask(assessment)
    asked = unbroken(f"{ASK}: {question}") if question else ""
    heading, view = view_said(dashboard, assessment) if has_view else ("", "")
    left = lines - (taken(asked, QUARTER_ROOM) if asked else 0)
    shows = commentary.what_it_shows(assessment)
    text = shared(shows, heading, view, QUARTER_ROOM, left)
    return "\n".join(part for part in (text, asked) if part)


def small_feeder(assessment: Assessment, as_at: Month, top: float) -> tuple[Row, ...]:
    """The ``SMALL_MONTHS`` months to the indicator's last: range, recorded, what stands out, and
    ``top``, the largest figure of the panels on one scale: automatic axes then end alike.
    """
    monthly = assessment.monthly
    last = assessment.as_at or as_at
    months = tuple(last - back for back in range(SMALL_MONTHS - 1, -1, -1))
    recorded, lower, upper = (
        months_to(last, SMALL_MONTHS, monthly, values)
        for values in (monthly.recorded, monthly.lower, monthly.upper)
    )
    flags = months_to(last, SMALL_MONTHS, monthly, monthly.flagged)
    flagged = [value if flag else None for flag, value in zip(flags, recorded, strict=True)]
    reach = [top or None, *(None,) * (SMALL_MONTHS - 1)]
    columns = ([month.first_day for month in months], *band(lower, upper), recorded, flagged, reach)
    return (SMALL_COLUMNS, *zip(*columns, strict=True))


def scales(assessments: Sequence[Assessment], as_at: Month) -> dict[str, float]:
    """The figure that each panel's axis reaches to, by indicator: one for as many as can be read.

    Shares have a scale of their own. Panels whose figures would take less than half of a scale
    share the next smaller one, and so on; 0 where there is nothing to draw.
    """
    found: dict[str, float] = {}
    for is_share in (False, True):
        tops = {
            one.indicator.id: _top(one, as_at)
            for one in assessments
            if one.indicator.is_share is is_share
        }
        while tops:
            end = axis_end(max(tops.values())) if max(tops.values()) else 0.0
            here = [name for name, top in tops.items() if not end or axis_end(top) > end / NARROWER]
            found |= dict.fromkeys(here, max(tops.values()))
            tops = {name: top for name, top in tops.items() if name not in here}
    return found


def _top(assessment: Assessment, as_at: Month) -> float:
    monthly, last = assessment.monthly, assessment.as_at or as_at
    values = (
        value
        for series in (monthly.recorded, monthly.upper)
        for value in months_to(last, SMALL_MONTHS, monthly, series)
        if value is not None
    )
    return max(values, default=0.0)


def _common(ends: Sequence[float]) -> float:
    """The scale of the most panels, the largest of several."""
    drawn = [end for end in ends if end]
    return max(set(drawn), key=lambda end: (drawn.count(end), end), default=0.0)


def _heading(
    section: Section,
    assessments: Sequence[Assessment],
    ends: Mapping[str, float],
) -> Block:
    what = "The rest of this priority" if section.is_priority else "The other indicators"
    title = f"{what}, the last {SMALL_MONTHS} months" if assessments else None
    return layout.SCALES.of(section=section.id).written(
        {"title": title, "said": _scales_said(assessments, ends)}
    )


def _scales_said(assessments: Sequence[Assessment], ends: Mapping[str, float]) -> str | None:
    """``One scale, 0–300; 0–150 for theft from the person and robbery (axis in bold)``."""
    common = _common(list(ends.values()))
    if not common:
        return None
    names: dict[float, list[str]] = defaultdict(list)
    for one in assessments:
        if ends[one.indicator.id] not in (0.0, common):
            names[ends[one.indicator.id]].append(_lower_first(one.indicator.name))
    own = "; ".join(f"0–{count(end)} for {listed(named)}" for end, named in names.items())
    drawn = sum(bool(end) for end in ends.values())
    start = f"{'One scale, ' if drawn > 1 else ''}0–{count(common)} a month"
    forms = [f"{start}; {own} (in bold)"] if own else [start]
    forms += [f"{start}; another where it is in bold"]
    return next((form for form in forms if fits(form, SCALES_ROOM, LABEL_SIZE)), forms[-1])


def _lower_first(name: str) -> str:
    """A name within a sentence: an abbreviation (ASB) keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
