"""The blocks of the Summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.style import SENTENCE_SIZE, SUMMARY_SIZE
from workbook.house.text_width import cut, fits
from workbook.sheets.section.chart_values import months_to
from workbook.sheets.summary import layout, words
from workbook.sheets.summary.columns import SENTENCE_ROOM, TOPIC_ROOM, room
from workbook.sheets.summary.layout import MOST_SENTENCES, SPARK_MONTHS, summary_rows
from xlsrc.domain.indicator import Section
from xlsrc.domain.wording import listed
from xlsrc.national.area_word import area_word
from xlsrc.series.year_end import financial_year_end
from xlsrc.words.action_sentences import DECISION, impact_state, mark, states, tracked_of
from xlsrc.words.board import board_sentences
from xlsrc.words.by_chance import marks_by_chance
from xlsrc.words.movers import is_weighted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell, Row
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

THOUSAND: Final = 1000
NO_ACTIONS_YET: Final = "Actions: none recorded. Impact: no work to judge."
"""What stands in a priority's row where others say how their actions and their impact stand."""

SPARK_LARGEST: Final = 100
"""What the largest of the months of a sparkline is drawn as."""


def blocks(dashboard: Dashboard) -> tuple[Block, ...]:
    """Every block of the sheet."""
    by_id = {assessment.indicator.id: assessment for assessment in dashboard.assessments}
    rows = [
        shown if isinstance(shown, Section) else by_id[shown.id]
        for shown in summary_rows(dashboard.settings)
    ]
    sentences = board_sentences(dashboard, has_room)[:MOST_SENTENCES]
    among = words.ranked_among(row for row in rows if not isinstance(row, Section))
    end = financial_year_end(dashboard.as_at)
    return (
        layout.HEAD.written(
            {
                "title": f"{dashboard.area.name}: crime and community safety summary",
                "period": wording.period(dashboard),
            },
            {"note": _note(dashboard), "illustrative": wording.illustrative_note(dashboard)},
        ),
        layout.SENTENCES.filled(*(line(*one) for one in sentences)),
        layout.PEERS_HEADING.written({"heading": _peers_heading(among)}),
        layout.BY_HEADING.written({"heading": f"By {end.name}"}),
        layout.TABLE.written(*(_row(shown, dashboard, among, end) for shown in rows)),
        layout.SPARK.written(*(_spark(shown, dashboard.as_at) for shown in rows)),
        layout.CHANCE.written((_chance(rows, dashboard),)),
        layout.READING.written((_reading(rows, end),)),
        layout.SOURCES.written((_sources(dashboard),)),
    )


def _chance(rows: Sequence[Section | Assessment], dashboard: Dashboard) -> str:
    """What the range means, and how many of the page's marks and words chance alone would give."""
    shown = [row for row in rows if not isinstance(row, Section)]
    return f"{layout.USUAL}   {marks_by_chance(shown, dashboard.settings)}"


def _reading(rows: Sequence[Section | Assessment], end: Month) -> str:
    """How the columns are read."""
    shown = [row for row in rows if not isinstance(row, Section)]
    parts = [
        layout.TREND,
        f"By {end.name}: chance of meeting the target, if it goes on as it has.",
        layout.BOTH_HOLD,
    ]
    if any(wording.usual_range(one) == wording.TOO_VARIABLE for one in shown):
        parts.insert(0, layout.TOO_VARIABLE)
    if any(map(is_weighted, shown)):
        parts[-1] = layout.HARM
    return "   ".join(parts)


def _note(dashboard: Dashboard) -> str:
    parts = (
        dashboard.settings.board,
        wording.data_as_at(dashboard),
        f"{area_word(dashboard.area)} level",
    )
    return " · ".join(part for part in parts if part)


def has_room(topic: str, sentence: str) -> bool:
    """Whether a line for the Board stays within its two cells, also where words are drawn wider."""
    is_bold = topic.startswith(DECISION)
    return fits(topic, TOPIC_ROOM, SENTENCE_SIZE, bold=True) and fits(
        sentence, SENTENCE_ROOM, SENTENCE_SIZE, bold=is_bold
    )


def line(topic: str, sentence: str) -> Row:
    """A sentence for the Board in its two cells, each on one line.

    The sentences fit by rule; only a name that has no room by itself is cut.
    """
    is_bold = topic.startswith(DECISION)
    return (
        cut(topic, TOPIC_ROOM, SENTENCE_SIZE, 1, bold=True),
        cut(sentence, SENTENCE_ROOM, SENTENCE_SIZE, 1, bold=is_bold),
    )


def _peers_heading(among: int | None) -> str:
    return layout.HEADINGS["peers"] if among is None else f"Peers,\nrank of {among}"


def _row(
    shown: Section | Assessment, dashboard: Dashboard, among: int | None, end: Month
) -> Mapping[str, Cell]:
    if isinstance(shown, Section):
        state = _section_state(shown, dashboard)
        return {"indicator": wording.section_title(shown), "usual_range": state}
    year, harm = shown.volume, is_weighted(shown)
    label = wording.label_to(shown, dashboard.as_at, room("indicator"), SUMMARY_SIZE)
    return {
        "indicator": f"{label}{layout.IN_THOUSANDS}" if harm else label,
        "status": shown.status,
        "last_3": _in_short(wording.last_3_absent(shown))
        if year.last_3 is None
        else _in_unit(year.last_3, shown),
        "usual_range": _in_short(wording.usual_range(shown)),
        "last_12": _in_short(wording.volume_absent(shown))
        if year.last_12 is None
        else _in_unit(year.last_12, shown),
        "year_before": _in_short(wording.year_before_volume_absent(shown))
        if year.last_12_before is None or shown.change.difference is None
        else _in_unit(year.last_12_before, shown),
        "change": _change(shown),
        "is_it_real": words.verdict(shown),
        "trend": words.trend(shown),
        "peers": words.peers(shown, among),
        "target": words.target(shown),
        "by": words.by(shown, end),
    }


def _in_unit(value: float, assessment: Assessment) -> float:
    """A figure as its row shows it: days of harm in whole thousands."""
    return float(round(value / THOUSAND)) if is_weighted(assessment) else value


def _section_state(section: Section, dashboard: Dashboard) -> str | None:
    """``Actions 4: 3 on track, 1 overdue. Impact: too early to say.``; else whose plans hold its
    indicators, or who leads.
    """
    actions = tracked_of(dashboard, section)
    if actions:
        impact = impact_state(dashboard, section)
        return f"Actions{mark(actions)} {states(actions)}. Impact: {impact}."
    elsewhere = {
        ident
        for indicator in dashboard.settings.of_section(section)
        for ident in indicator.sections
    }
    plans = [
        other.id
        for other in dashboard.settings.sections
        if other.is_priority and other.id in elsewhere and tracked_of(dashboard, other)
    ]
    if plans and not section.is_priority:
        noun = "priority" if len(plans) == 1 else "priorities"
        return f"No actions of its own: see {noun} {listed(plans)}"
    lead = f"Lead: {section.lead}" if section.lead else ""
    if not section.is_priority:
        return lead or None
    return f"{lead}. {NO_ACTIONS_YET}" if lead else NO_ACTIONS_YET


def _change(assessment: Assessment) -> Cell:
    """The change as the cell's number format wants it: a share's points, else a fraction."""
    if assessment.indicator.is_share and assessment.change.difference is not None:
        return wording.shown_points(assessment.change.difference)
    if assessment.change.percent is None:
        return wording.percent_absent(assessment)
    return wording.shown_fraction(assessment.change.percent)


def _spark(shown: Section | Assessment, as_at: Month) -> Row:
    """The months of a sparkline, the largest 100: flat looks flat and rows never touch."""
    if isinstance(shown, Section):
        return (None,) * SPARK_MONTHS
    end = shown.as_at or as_at
    values = months_to(end, SPARK_MONTHS, shown.monthly, shown.monthly.recorded)
    largest = max((value for value in values if value is not None), default=0)
    if largest == 0:
        return values
    return tuple(None if value is None else SPARK_LARGEST * value / largest for value in values)


def _peers(dashboard: Dashboard) -> str:
    """Who the peers are, or why there are none."""
    group = dashboard.settings.peer_group
    if not any(a.peers.group for a in dashboard.assessments):
        return f"Peers: {group.name}. {group.note}".rstrip(". ") + "."
    return f"Peers: {group.name}, rates, 1st = best, or lowest if neutral."


def _sources(dashboard: Dashboard) -> str:
    parts = [_peers(dashboard), "Late: past its normal lag."]
    vintages: dict[str, set[str]] = {}
    for assessment in dashboard.assessments:
        if assessment.vintage and not assessment.illustrative:
            vintages.setdefault(assessment.indicator.source, set()).add(assessment.vintage)
    if vintages:
        sources = (
            f"{source} ({listed([wording.release_month(vintage) for vintage in sorted(found)])})"
            for source, found in vintages.items()
        )
        parts.append(f"Sources: {'; '.join(sources)}.")
    parts.append("OGL v3.0.")
    return "   ".join(parts)


def _in_short(text: str) -> str:
    """``≥ 7,094``, ``too variable``: the column is as wide as a number, or a range."""
    return text.replace("at least", "≥").replace(wording.TOO_VARIABLE, "too variable")
