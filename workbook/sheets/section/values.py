"""The blocks of the section sheets: title, boxes and every panel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import KEEP, Block
from workbook.house import wording
from workbook.layout.parts import panel_name, section_name
from workbook.sheets.section.chart_values import trend_feeder, year_feeder, year_names
from workbook.sheets.section.close_values import close
from workbook.sheets.section.foot_values import foot
from workbook.sheets.section.panel_text import panel_text
from xlsrc.domain.supply import Rating
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA
from xlsrc.supply.resilience import of_indicator, resilience
from xlsrc.words import commentary
from xlsrc.words.action_sentences import action_box, impact_box, mark, tracked_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Cell, Row
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.supply import SourceResilience

PAGE_COLUMNS: Final = 11
"""Columns of the printed page."""

NOTHING_TO_DRAW: Final = "No monthly figures to draw"


def blocks(dashboard: Dashboard) -> tuple[Block, ...]:
    """Every block of every section sheet."""
    ratings = resilience(dashboard)
    return tuple(
        block
        for section in dashboard.settings.sections
        for block in _section_blocks(dashboard, section, ratings)
    )


def _section_blocks(
    dashboard: Dashboard, section: Section, ratings: Sequence[SourceResilience]
) -> list[Block]:
    assessments = dashboard.of_section(section)
    note = wording.ILLUSTRATIVE_NOTE if any(a.illustrative for a in assessments) else None
    if note is None and mark(tracked_of(dashboard, section)):
        note = wording.INVENTED_PLAN_NOTE
    head = (
        _row({0: wording.section_title(section), 10: wording.period(dashboard)}),
        _row({0: _objective(section), 10: note}),
    )
    boxes = _row(
        {
            0: commentary.problem_sentence(section, assessments),
            3: action_box(dashboard, section),
            8: impact_box(dashboard, section),
        }
    )
    written = [
        Block(section_name(section.id, "head"), head),
        Block(section_name(section.id, "boxes"), (boxes,)),
    ]
    if section.is_priority:
        written.append(foot(dashboard, section))
    written.extend(close(dashboard, section))
    for assessment in assessments:
        written.extend(_panel_blocks(dashboard, section, assessment, ratings))
    return written


def _panel_blocks(
    dashboard: Dashboard,
    section: Section,
    assessment: Assessment,
    ratings: Sequence[SourceResilience],
) -> Sequence[Block]:
    as_at = assessment.as_at or dashboard.as_at
    text, below = panel_text(dashboard, assessment)
    parts: dict[str, tuple[Row, ...]] = {
        "head": (
            _row({0: assessment.label, 2: assessment.status, 10: _origin(assessment, ratings)}),
        ),
        "keys": (_key_figures(assessment),),
        "titles": (_titles(assessment, dashboard),),
        "text": ((text,),),
        "ask": ((below[0],), (below[1],)),
        "year": year_feeder(assessment.trend, as_at),
        "trend": trend_feeder(assessment, as_at, dashboard.settings.known_changes),
    }
    return [
        Block(panel_name(section.id, assessment.indicator.id, part), values)
        for part, values in parts.items()
    ]


def _objective(section: Section) -> str:
    lead = f" · Lead: {section.lead}" if section.lead else ""
    return f"Objective: {section.objective}{lead}" if section.objective else lead[3:]


def _key_figures(assessment: Assessment) -> Row:
    if assessment.volume_12m is None and assessment.volume_3m is None:
        absent = dict.fromkeys((2, 3, 8, 10), DOES_NOT_APPLY)
        return _row({0: NO_DATA, 7: NO_DATA} | absent)
    before = (
        wording.figure(assessment, assessment.volume_12m_prior)
        if assessment.volume_12m_prior is not None
        else wording.year_before_absent(assessment)
    )
    return _row(
        {
            0: f"{wording.figure(assessment, assessment.volume_12m)}  ({before})",
            2: wording.change(assessment),
            3: wording.is_it_real(assessment),
            7: f"{wording.figure(assessment, assessment.volume_3m)}  "
            f"({wording.usual_range(assessment)})",
            8: wording.rate(assessment),
            10: wording.against_peers(assessment),
        }
    )


def _titles(assessment: Assessment, dashboard: Dashboard) -> Row:
    if not any(value is not None for value in assessment.trend.recorded):
        return (NOTHING_TO_DRAW, KEEP, KEEP, NOTHING_TO_DRAW)
    as_at = assessment.as_at or dashboard.as_at
    now, before = (name.replace("to ", "year to ") for name in year_names(as_at))
    has_range = any(value is not None for value in assessment.trend.expected)
    against = "Recorded against its usual range" if has_range else "Recorded"
    return (f"Month by month: {now} against {before}", KEEP, KEEP, f"{against}, five years")


def _origin(assessment: Assessment, ratings: Sequence[SourceResilience]) -> str:
    """Where the figures come from, and whether that source may not last."""
    origin = wording.origin(assessment)
    rating = of_indicator(ratings, assessment.indicator.id)
    if rating is None or rating.rating is Rating.SECURE:
        return origin
    return f"{origin} · source {rating.rating}"


def _row(cells: Mapping[int, Cell]) -> Row:
    return tuple(cells.get(column) for column in range(PAGE_COLUMNS))
