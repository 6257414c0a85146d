"""The blocks of the Summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.style import SUMMARY_SIZE
from workbook.house.text_width import fits
from workbook.sheets.section.chart_values import months_to
from workbook.sheets.summary import layout
from workbook.sheets.summary.columns import LABEL_ROOM, VERDICT_ROOM
from workbook.sheets.summary.layout import MOST_SENTENCES, SPARK_MONTHS, summary_rows
from xlsrc.domain.indicator import Section
from xlsrc.domain.settings import Effect
from xlsrc.domain.wording import listed
from xlsrc.national.area_word import area_word
from xlsrc.words.action_sentences import impact_state, mark, states, tracked_of
from xlsrc.words.board import board_sentences
from xlsrc.words.by_chance import marks_by_chance
from xlsrc.words.verdicts import absent_word, is_it_real, target_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell, Row
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month

SPARK_LARGEST: Final = 100
"""What the largest of the months of a sparkline is drawn as."""


def blocks(dashboard: Dashboard) -> tuple[Block, ...]:
    """Every block of the sheet."""
    by_id = {assessment.indicator.id: assessment for assessment in dashboard.assessments}
    rows = [
        shown if isinstance(shown, Section) else by_id[shown.id]
        for shown in summary_rows(dashboard.settings)
    ]
    sentences = board_sentences(dashboard)[:MOST_SENTENCES]
    return (
        layout.HEAD.written(
            {
                "title": f"{dashboard.area.name}: crime and community safety summary",
                "period": wording.period(dashboard),
            },
            {"note": _note(dashboard), "illustrative": wording.illustrative_note(dashboard)},
        ),
        layout.SENTENCES.filled(*sentences),
        layout.TABLE.written(*(_row(shown, dashboard) for shown in rows)),
        layout.SPARK.written(*(_spark(shown, dashboard.as_at) for shown in rows)),
        layout.CHANCE.written((_chance(rows, dashboard),)),
        layout.SOURCES.written((_sources(dashboard),)),
    )


def _chance(rows: Sequence[Section | Assessment], dashboard: Dashboard) -> str:
    """What the range means, and how many of the page's marks and words chance alone would give."""
    shown = [row for row in rows if not isinstance(row, Section)]
    return f"{layout.USUAL}   {marks_by_chance(shown, dashboard.settings)}"


def _note(dashboard: Dashboard) -> str:
    parts = (
        dashboard.settings.board,
        wording.data_as_at(dashboard),
        f"{area_word(dashboard.area)} level",
    )
    return " · ".join(part for part in parts if part)


def _row(shown: Section | Assessment, dashboard: Dashboard) -> Mapping[str, Cell]:
    if isinstance(shown, Section):
        state = _section_state(shown, dashboard)
        return {"indicator": wording.section_title(shown), "usual_range": state}
    as_at = dashboard.as_at
    return {
        "indicator": wording.label_to(shown, as_at, LABEL_ROOM, SUMMARY_SIZE),
        "status": shown.status,
        "last_3": absent_word(shown) if shown.volume.last_3 is None else shown.volume.last_3,
        "usual_range": wording.usual_range(shown),
        "last_12": _in_short(wording.volume_absent(shown))
        if shown.volume.last_12 is None
        else shown.volume.last_12,
        "year_before": _in_short(wording.year_before_volume_absent(shown))
        if shown.volume.last_12_before is None or shown.change.difference is None
        else shown.volume.last_12_before,
        "change": _change(shown),
        "is_it_real": _verdict(shown),
        "peers": wording.against_peers(shown),
        "target": target_words(shown),
    }


def _verdict(assessment: Assessment) -> str:
    """Whether the change is real; in short where the name of months that are left out would run
    into the sparkline.
    """
    words, known = is_it_real(assessment), assessment.change.broken_by
    if known is None or known.effect is Effect.STEP or fits(words, VERDICT_ROOM, SUMMARY_SIZE):
        return words
    return f"Left out: {known.first.short}"


def _section_state(section: Section, dashboard: Dashboard) -> str | None:
    """``Actions 4: 3 on track, 1 overdue. Impact: too early to say.``; else who leads."""
    actions = tracked_of(dashboard, section)
    if not actions:
        return f"Lead: {section.lead}" if section.lead else None
    impact = impact_state(dashboard, section)
    return f"Actions{mark(actions)} {states(actions)}. Impact: {impact}."


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
    return f"Peers: {group.name}, per 1,000 residents, 1 = best, or lowest if neutral."


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


def _in_short(words: str) -> str:
    """``≥ 7,094``: the column is as wide as a number."""
    return words.replace("at least", "≥")
