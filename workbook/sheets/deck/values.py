"""The blocks of Deck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.house import wording
from workbook.house.wording import shown_fraction, shown_points
from workbook.sheets.deck import layout
from workbook.sheets.deck.charts import level_rows, outlook_rows, year_rows
from workbook.sheets.deck.plan_values import action_rows, output_rows, state_rows
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.words.decision import decision_sentence
from xlsrc.words.deck.ahead_slides import met_words
from xlsrc.words.deck.decision import evidence
from xlsrc.words.deck.findings import MOST_TARGETS, Findings
from xlsrc.words.deck.opening import key_figures, moved_rows
from xlsrc.words.deck.place_slides import months_in_short, rank_words, seen_words
from xlsrc.words.deck.slides import slide_words
from xlsrc.words.deck.work_slides import estimate_place
from xlsrc.words.outlook import next_months
from xlsrc.words.verdicts import is_it_real

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import Block, Cell
    from workbook.sheets.map.parts import DrawnWard
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.words.deck.slide import SlideWords

Cells = dict[str, "Cell"]


def blocks(dashboard: Dashboard, drawn: Sequence[DrawnWard]) -> tuple[Block, ...]:
    """Every block of the sheet."""
    found = Findings(dashboard)
    return (
        layout.AS_AT.written((wording.period(dashboard),)),
        layout.WORDS.filled(*(_words(at, one) for at, one in enumerate(slide_words(found), 1))),
        layout.FIGURES.filled(*map(_year, key_figures(found))),
        layout.MOVED.filled(*map(_year, moved_rows(found))),
        layout.RISE.filled(*level_rows(found.rise)),
        layout.FALL.filled(*year_rows(found.fall)),
        layout.LEGEND.filled(_legend(found)),
        layout.WARD_TABLE.filled(*_ward_table(found)),
        layout.RANKS.filled(*map(_rank, found.ranked)),
        layout.STATES.filled(*state_rows(found)),
        layout.ACTIONS.filled(*action_rows(found)),
        layout.ESTIMATES.filled(*_estimates(found)),
        layout.OUTPUTS.filled(*output_rows(found)),
        layout.OUTLOOK.filled(*outlook_rows(found.drawn)),
        layout.NEXT.filled(*map(_next, found.foretold)),
        layout.TARGETS.filled(*(_target(one, dashboard) for one in _shown_targets(found))),
        layout.EVIDENCE.filled(*_evidence(dashboard)),
        layout.WARDS.written(*_wards(found, drawn)),
    )


def _words(number: int, said: SlideWords | None) -> Cells:
    if said is None:
        return {}
    texts = [said.title, said.subtitle, said.foot]
    texts += [text for pair in (*said.keys, *said.leads) for text in pair]
    cells: Cells = {
        "slide": number,
        "invented": int(any(ILLUSTRATIVE_MARK in text for text in texts)),
        "title": said.title,
        "subtitle": said.subtitle,
        "foot": said.foot,
        "source": said.source,
    }
    keys = zip(layout.KEYS, layout.KEY_LABELS, said.keys, strict=False)
    leads = zip(layout.LEADS, layout.LEAD_TEXTS, said.leads, strict=False)
    for heading, text, (one, other) in (*keys, *leads):
        cells |= {heading: one, text: other}
    return cells


def _year(one: Assessment) -> Cells:
    change, is_share = one.change, one.indicator.is_share
    moved: Cell = None
    if change.difference is not None and is_share:
        moved = shown_points(change.difference)
    elif change.percent is not None:
        moved = shown_fraction(change.percent)
    return {
        "indicator": one.label,
        "last_12": one.volume.last_12,
        "year_before": None if change.difference is None else one.volume.last_12_before,
        "difference": change.difference,
        "change": moved,
        "is_it_real": is_it_real(one),
        "is_share": int(is_share),
        "invented": int(one.illustrative),
    }


def _legend(found: Findings) -> Cells:
    shown = found.wards
    if shown is None:
        return {}
    starts = (0, *shown.limits)
    ends = [limit - 1 for limit in shown.limits]
    said = [
        f"{start:,}" if start == end else f"{start:,}–{end:,}"
        for start, end in zip(starts, ends, strict=False)
    ]
    said.append(f"{starts[-1]:,}+")
    return dict(zip(layout.LEGEND.columns, said, strict=True))


def _ward_table(found: Findings) -> list[Cells]:
    shown = found.wards
    if shown is None:
        return []
    now, before = months_in_short(shown)
    odd = shown.odd
    top = [one for one in shown.wards if one.now is not None][: layout.MOST_WARDS]
    missing = [one for one in odd if one not in top]
    kept = [*top[: layout.MOST_WARDS - len(missing)], *missing][: layout.MOST_WARDS]
    heading: Cells = {"ward": "Ward", "now": now, "before": before, "seen": "Usual there"}
    return [heading] + [
        {
            "ward": one.name,
            "now": one.now,
            "before": one.before,
            "seen": seen_words(one),
            "stands_out": int(one.outside is not None),
        }
        for one in kept
    ]


def _wards(found: Findings, drawn: Sequence[DrawnWard]) -> list[Cells]:
    shown = found.wards
    counts = {one.code: one for one in shown.wards} if shown else {}
    rows: list[Cells] = []
    for ward in drawn:
        one = counts.get(ward.code)
        now = None if one is None else one.now
        rows.append(
            {
                "code": ward.code,
                "ward": ward.name,
                "class": None if shown is None or now is None else shown.class_of(now),
                "now": now,
                "stands_out": int(one is not None and one.outside is not None),
            }
        )
    return rows or [{}]


def _rank(one: Assessment) -> Cells:
    peers = one.peers
    words = rank_words(one)
    return {
        "indicator": one.label,
        "rank": peers.rank,
        "low": peers.rank_low,
        "high": peers.rank_high,
        "of": peers.rank_of,
        "words": words,
        "stands_out": int("," in words),
    }


def _estimates(found: Findings) -> list[Cells]:
    return [
        {
            "what": estimate_place(one, found.dashboard),
            "estimate": -round(one.answer.fewer),
            "low": -round(one.answer.high),
            "high": -round(one.answer.low),
            "is_clear": int(one.answer.is_clear),
        }
        for one in found.estimates
        if one.answer is not None
    ]


def _next(one: Assessment) -> Cells:
    low, high = one.usual.next_quarter or (None, None)
    return {
        "indicator": one.label,
        "last_3": one.volume.last_3,
        "low": low,
        "high": high,
        "is_share": int(one.indicator.is_share),
        "months": next_months(one),
    }


def _shown_targets(found: Findings) -> tuple[Assessment, ...]:
    """The targets that have room: the likeliest and the least likely."""
    if len(found.targets) <= MOST_TARGETS:
        return found.targets
    half = MOST_TARGETS // 2
    return (*found.targets[: MOST_TARGETS - half], *found.targets[-half:])


def _target(one: Assessment, dashboard: Dashboard) -> Cells:
    year = one.year_end
    invented = one.illustrative or any(
        target.indicator == one.indicator.id and target.note.startswith("ILLUSTRATIVE")
        for target in dashboard.settings.targets
    )
    return {
        "indicator": one.label,
        "target": one.target.figure,
        "low": None if year is None else year.low,
        "high": None if year is None else year.high,
        "is_share": int(one.indicator.is_share),
        "met": met_words(one),
        "invented": int(invented),
    }


def _evidence(dashboard: Dashboard) -> list[Cells]:
    said = decision_sentence(dashboard)
    facts = None if said is None else evidence(dashboard, said[1])
    if facts is None:
        return []
    whole = () if facts.whole is None else (facts.whole,)
    rows = (*facts.rows[: layout.MOST_EVIDENCE - 1], *whole)
    return [
        {
            "place": one.name,
            "before": one.before,
            "now": one.now,
            "difference": one.now - one.before,
            "is_whole": int(one is facts.whole),
        }
        for one in rows
    ]
