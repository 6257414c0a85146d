"""The blocks of the section sheets: title, boxes and every panel."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.block import KEEP
from workbook.house import wording
from workbook.house.charts import PANEL_MONTHS
from workbook.house.style import BODY_SIZE, BOX_SIZE
from workbook.house.text_width import fits
from workbook.sheets.section import layout
from workbook.sheets.section.chart_values import (
    figures_begin,
    months_to,
    trend_feeder,
    year_feeder,
    year_names,
)
from workbook.sheets.section.close_values import close
from workbook.sheets.section.columns import LAST_COLUMN, narrowed
from workbook.sheets.section.foot_values import foot
from workbook.sheets.section.order import assessed
from workbook.sheets.section.overview_values import overview_blocks
from workbook.sheets.section.pages import BOX_LINES, section_pages
from workbook.sheets.section.panel_text import panel_text, shortened_draft
from workbook.sheets.section.small_values import small_blocks
from xlsrc.domain.supply import Rating
from xlsrc.domain.wording import DOES_NOT_APPLY, listed
from xlsrc.measures.rolling import MONTHS_IN_YEAR
from xlsrc.supply.resilience import of_indicator, resilience
from xlsrc.words import commentary
from xlsrc.words.action_sentences import action_box, impact_box, mark, tracked_of
from xlsrc.words.outlook import spell_words, trend_words
from xlsrc.words.verdicts import absent_word, is_it_real
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell, Row
    from workbook.layout.named_block import NamedBlock
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.month import Month
    from xlsrc.domain.supply import SourceResilience

_UNIT: Final = re.compile(r"\s(?:%|pt)\)$")
"""The unit at the end of a range, which its ends may go without where there is little room."""

NOTHING_TO_DRAW: Final = "No monthly figures to draw"
RECORDED: Final = "Recorded"
LEVEL: Final = "level"
USUAL_RANGE: Final = "usual range"
"""What a long-term chart draws, in the words of its title."""

ON_A_YEAR_AGO: Final = " on a year ago"
CANNOT_SAY: Final = "Cannot say"
YEAR_ROOM: Final = narrowed(0, 3)
TITLE_ROOM: Final = narrowed(4, 8)
"""Points for the title over the long-term chart."""


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
    written = [
        layout.HEAD.of(section=section.id).written(
            {"title": wording.section_title(section), "period": wording.period(dashboard)},
            {"objective": objective(section), "illustrative": note},
        ),
        layout.BOXES.of(section=section.id).written(
            {
                key: shortened_draft(text, _box_room(key), BOX_LINES)
                for key, text in (
                    ("problem", commentary.problem_sentence(section, assessments)),
                    ("action", action_box(dashboard, section)),
                    ("impact", impact_box(dashboard, section)),
                )
            }
        ),
    ]
    if section.is_priority:
        written.append(foot(dashboard, section))
    written.extend(close(dashboard, section))
    in_order = assessed(dashboard, section)
    pages = section_pages(len(in_order), is_priority=section.is_priority)
    if not section.is_priority and in_order:
        year, _, _, _, trend = _titles(in_order[0], dashboard)
        titles = {"year": year, "trend": trend}
        written.extend(overview_blocks(section, in_order, titles))
    if pages.small:
        others = in_order[pages.panels if section.is_priority else 1 :]
        written.extend(small_blocks(dashboard, section, others))
    for assessment in assessments:
        written.extend(_panel_blocks(dashboard, section, assessment, ratings))
    return written


def _box_room(key: str) -> float:
    """Points of a line in one of the three boxes."""
    first, last = _cells(layout.BOXES.lines[0], key)
    return narrowed(first, last, wraps=True)


def _cells(keys: Sequence[str], key: str) -> tuple[int, int]:
    """The first and the last column of a key's cells, which end where the next key's begin."""
    first = keys.index(key)
    return first, next((at for at in range(first + 1, len(keys)) if keys[at]), LAST_COLUMN + 1) - 1


def _panel_blocks(
    dashboard: Dashboard,
    section: Section,
    assessment: Assessment,
    ratings: Sequence[SourceResilience],
) -> Sequence[Block]:
    as_at = assessment.as_at or dashboard.as_at
    text, below = panel_text(dashboard, assessment)
    heading, ask = below
    head = {
        "indicator": assessment.label,
        "status": assessment.status,
        "origin": _origin(assessment, ratings),
    }
    parts: tuple[tuple[NamedBlock, Sequence[Row | Mapping[str, Cell]]], ...] = (
        (layout.PANEL_HEAD, (head,)),
        (layout.PANEL_KEYS, (key_figures(assessment),)),
        (layout.PANEL_TITLES, (_titles(assessment, dashboard),)),
        (layout.PANEL_TEXT, ((text,),)),
        (layout.PANEL_ASK, ((heading, ask),)),
        (layout.PANEL_YEAR, year_feeder(assessment.monthly, as_at)),
        (
            layout.PANEL_TREND,
            trend_feeder(
                assessment,
                as_at,
                dashboard.settings.known_changes,
                figures_begin(dashboard.assessments),
            ),
        ),
    )
    return [
        block.of(section=section.id, indicator=assessment.indicator.id).written(*rows)
        for block, rows in parts
    ]


def objective(section: Section) -> str:
    """``Objective: Fewer homes burgled · Lead: Head of Community Safety``; '' without either."""
    lead = f" · Lead: {section.lead}" if section.lead else ""
    return f"Objective: {section.objective}{lead}" if section.objective else lead[3:]


def key_figures(assessment: Assessment) -> Mapping[str, Cell]:
    """A panel's key figures by the keys of `layout.KEY_LABELS`; the words where one is absent."""
    year = assessment.volume
    if year.last_12 is None and year.bounds is None and year.last_3 is None:
        absent = dict.fromkeys(layout.PANEL_KEYS.columns, DOES_NOT_APPLY)
        word = absent_word(assessment)
        if assessment.withheld_by:
            absent["is_it_real"] = _longest("is_it_real", is_it_real(assessment), CANNOT_SAY)
        return absent | {"last_12": word, "last_3": word}
    before = (
        wording.figure(assessment, assessment.volume.last_12_before)
        if assessment.volume.last_12_before is not None
        else wording.year_before_volume_absent(assessment)
    )
    peers = wording.against_peers(assessment)
    rate = wording.rate(assessment).partition("  (")[0]
    last_3 = f"{wording.last_3(assessment)}  ({wording.usual_range(assessment)})"
    trend = trend_words(assessment) or DOES_NOT_APPLY
    both = peers if rate == DOES_NOT_APPLY else f"{rate} · {peers}"
    return {
        "last_12": _longest(
            "last_12",
            f"{volume_words(assessment) or absent_word(assessment)}  ({before})",
            volume_words(assessment) or absent_word(assessment),
        ),
        "change": wording.change(assessment),
        # The reason why nobody can say stands under "What it shows".
        "is_it_real": _longest("is_it_real", is_it_real(assessment), CANNOT_SAY),
        "trend": _longest("trend", trend, _UNIT.sub(")", trend), trend.partition(" (")[0]),
        "last_3": _longest("last_3", last_3, _UNIT.sub(")", last_3), last_3.partition("  (")[0]),
        "next_3": _next_3(assessment),
        "peers": rate if peers == DOES_NOT_APPLY else _longest("peers", both, peers),
    }


def _next_3(assessment: Assessment) -> str:
    usual = assessment.usual
    if usual.next_quarter is None or not assessment.foretells:
        return DOES_NOT_APPLY
    return spell_words(usual.next_quarter, is_share=assessment.indicator.is_share)


def _longest(key: str, *forms: str) -> str:
    """The first of the forms that a key figure's cells have room for."""
    room = narrowed(*_cells(layout.PANEL_KEYS.lines[0], key))
    return next((form for form in forms if fits(form, room, BOX_SIZE, bold=True)), forms[-1])


def chart_titles(assessment: Assessment, dashboard: Dashboard) -> tuple[str, str]:
    """The titles of a panel's two charts, of the year's and the long-term one's."""
    year, *_, trend = _titles(assessment, dashboard)
    return str(year), str(trend)


def _titles(assessment: Assessment, dashboard: Dashboard) -> Row:
    recorded = assessment.monthly.recorded
    if not any(value is not None for value in recorded):
        return (NOTHING_TO_DRAW, KEEP, KEEP, KEEP, NOTHING_TO_DRAW)
    as_at = assessment.as_at or dashboard.as_at
    now, before = (name.replace("to ", "year to ") for name in year_names(as_at))
    year = months_to(as_at - MONTHS_IN_YEAR, MONTHS_IN_YEAR, assessment.monthly, recorded)
    against = f" against {before}" if any(value is not None for value in year) else ""
    how = "Quarter by quarter" if assessment.indicator.by_quarter else "Month by month"
    begin = figures_begin(dashboard.assessments)
    short = "By quarter" if assessment.indicator.by_quarter else "By month"
    forms = (
        f"{how}: {now}{against}",
        f"{short}: {now}{against}",
        f"{short}: {now}{against}".replace("year to ", "to "),
    )
    said = next((one for one in forms if fits(one, YEAR_ROOM, BODY_SIZE, bold=True)), forms[-1])
    return (said, KEEP, KEEP, KEEP, _long_term(assessment, as_at, begin))


def _long_term(assessment: Assessment, as_at: Month, begin: Month | None) -> str:
    """Where the level of the long-term chart is going, else what the chart draws."""
    monthly = assessment.monthly
    shown = {
        word: any(value is not None for value in months_to(as_at, PANEL_MONTHS, monthly, values))
        for word, values in ((LEVEL, monthly.level), (USUAL_RANGE, monthly.upper))
    }
    trend = trend_words(assessment)
    if not trend:
        how = f"{RECORDED} by the quarter" if assessment.indicator.by_quarter else RECORDED
        is_short = begin is not None and begin > as_at - (PANEL_MONTHS - 1)
        since = f"from {begin.name}" if is_short and begin is not None else "five years"
        return f"{listed([how, *(word for word in shown if shown[word])])}, {since}"
    # Before the bracket after an interval; what is shown as a count only has none.
    bracket = ")" if trend.endswith(")") else ""
    level = f"Level: {trend.removesuffix(bracket)}{ON_A_YEAR_AGO}{bracket}"
    forms = [f"{level}; grey: {USUAL_RANGE}"] if shown[USUAL_RANGE] else []
    forms += [level, f"Level: {trend}"]
    return next((form for form in forms if fits(form, TITLE_ROOM, BODY_SIZE, bold=True)), forms[-1])


def _origin(assessment: Assessment, ratings: Sequence[SourceResilience]) -> str:
    """Where the figures come from, and whether that source may not last."""
    origin = wording.origin(assessment)
    rating = of_indicator(ratings, assessment.indicator.id)
    if rating is None or rating.rating is Rating.SECURE:
        return origin
    return f"{origin} · source {rating.rating}"
