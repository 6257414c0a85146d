"""The blocks of the Exceptions sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import unbroken, wrapped
from workbook.sheets.exceptions import dots, layout
from workbook.sheets.exceptions.columns import ASK_ROOM, LINES
from workbook.sheets.exceptions.layout import EXCEPTIONS_TABLE, OUTSIDE, WATCHED
from xlsrc.domain.indicator import FEWEST_SHOWN, Polarity
from xlsrc.domain.wording import count_of, figure
from xlsrc.maps.wards import judged_pairs
from xlsrc.national.area_word import area_word
from xlsrc.series.outside import Standing
from xlsrc.words.asks import ask_of_exception
from xlsrc.words.by_chance import looked_at, nothing_found, rows_by_chance, wards_by_chance
from xlsrc.words.exception_rows import (
    peers_heading,
    peers_words,
    when_words,
    where_words,
)
from xlsrc.words.outlook import spell_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Block, Cell, Write
    from workbook.sheets.exceptions.layout import Listed
    from xlsrc.assessment import Dashboard, ExceptionRow
    from xlsrc.words.by_chance import LookedAt

WORDS: Final = {
    Standing.NEW: "■ New",
    Standing.CONTINUING: "□ Continuing",
    Standing.ENDED: "– Ended",
}
"""The words of the first column; behind *ended* stands since when."""

RESTATED: Final = "– Restated"
"""Stands for *ended* where the last edition listed what by the figures now was never outside."""

RISE, FALL = "▲", "▼"
"""Stand before a figure above, or below, its range where one direction is better."""

FOR_THE_WORSE: Final = {Polarity.LOWER: RISE, Polarity.HIGHER: FALL}

NONE_JUDGED: Final = "no indicator has the two years of months that a usual range takes"

PROMPT: Final = "A prompt to ask, not a finding."

SMALL_COUNTS: Final = (
    f"Fewer than {FEWEST_SHOWN} of a sensitive offence in a ward are looked at, and never listed."
)


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """Every block of the sheet."""
    found = looked_at(dashboard.assessments, dashboard.settings)
    every = (*dashboard.exceptions, *dashboard.watched)
    note = wording.ILLUSTRATIVE_NOTE if any(row.illustrative for row in every) else None
    period = f"to {dashboard.as_at.name}"
    table = [
        # The figure itself, so that the table sorts by it.
        (*{**shown_row(row), "seen": row.outside.seen}.values(), listed.heading)
        for listed, rows in ((OUTSIDE, dashboard.exceptions), (WATCHED, dashboard.watched))
        for row in rows
    ]
    return (
        layout.HEAD.written(
            {"title": "Exceptions: what is outside its usual range", "period": period},
            {"note": f"{_looked_through(dashboard, found)}. {PROMPT}", "illustrative": note},
        ),
        *_list(OUTSIDE, dashboard, dashboard.exceptions, _no_exception(dashboard, found)),
        *_list(WATCHED, dashboard, dashboard.watched, _nothing_watched(dashboard, found)),
        layout.ALL_PERIOD.written((period,)),
        layout.CHANCE.written(
            (dots.lines_words(dashboard),),
            (rows_by_chance(found),),
            (_wards_line(dashboard),),
        ),
        *dots.blocks(dashboard),
        EXCEPTIONS_TABLE.whole(table or [EXCEPTIONS_TABLE.blank()]),
    )


def _list(
    listed: Listed, dashboard: Dashboard, rows: Sequence[ExceptionRow], nothing: str
) -> tuple[Block, ...]:
    """A list's rows, and how many more there are; ``nothing`` where the whole area has none, and
    below the rows that no ward has one where wards were looked at.
    """
    said = [] if any(not row.is_of_ward for row in rows) else [{"standing": nothing}]
    pairs = judged_pairs(dashboard.wards, dashboard.offences) if listed is OUTSIDE else 0
    if any(row.is_of_ward for row in rows):
        pairs = 0
    wards = [{"standing": f"Wards: none of {count_of(pairs, 'pair')} of ward and offence."}]
    below = wards if pairs and len(said) + len(rows) < listed.most else []
    room = listed.most - len(said)
    more = len(rows) - room
    return (
        listed.rows.filled(*said, *(shown_row(row) for row in rows[:room]), *below),
        listed.peers.written((peers_heading(dashboard.settings.peer_group, dashboard.area),)),
        listed.more.written((f"and {more} more: see the table below" if more > 0 else None,)),
    )


def _wards_line(dashboard: Dashboard) -> str | None:
    """What chance gives of the wards' rows, and that small counts of what is sensitive are none.

    That is said whether there is one or not, or its absence would tell.
    """
    said = wards_by_chance(dashboard)
    if said and any(one.indicator.sensitive for one in dashboard.wards):
        return f"{said} {SMALL_COUNTS}"
    return said or None


def _looked_through(dashboard: Dashboard, found: LookedAt) -> str:
    """``39 indicators and 504 pairs of ward and offence, every month since …``."""
    pairs = judged_pairs(dashboard.wards, dashboard.offences)
    quarterly = sum(one.indicator.by_quarter for one in dashboard.assessments)
    of_quarters = f"{count_of(quarterly, 'indicator')} by the quarter: no monthly range"
    not_judged = f"; {of_quarters}" if quarterly else ""
    if not found.indicators and not pairs:
        return f"Nothing is judged yet: {NONE_JUDGED}{not_judged}"
    wards = f" and {count_of(pairs, 'pair')} of ward and offence" if pairs else ""
    published = dashboard.settings.last_published
    if published is None:
        months = "every month of the last quarter"
    elif published < dashboard.as_at:
        months = f"every month since the last publication (data to {published.name})"
    else:
        months = "the last month again, which is published"
    return f"{count_of(found.indicators, 'indicator')}{wards}, {months}{not_judged}"


def _no_exception(dashboard: Dashboard, found: LookedAt) -> str:
    if not found.indicators:
        return f"{_whole(dashboard)}: {NONE_JUDGED}."
    published = dashboard.settings.last_published
    ended = "" if published is None else f", and none has ended since {published.name}"
    return (
        f"{_whole(dashboard)}: none of {count_of(found.indicators, 'indicator')}{ended}. "
        f"{nothing_found(found.new)}"
    )


def _whole(dashboard: Dashboard) -> str:
    return area_word(dashboard.area).capitalize()


def _nothing_watched(dashboard: Dashboard, found: LookedAt) -> str:
    if not found.indicators:
        return f"{_whole(dashboard)}: {NONE_JUDGED}."
    return (
        f"{_whole(dashboard)}: none of {count_of(found.indicators, 'indicator')}. "
        f"{nothing_found(found.listed - found.new)}"
    )


def shown_row(row: ExceptionRow) -> Mapping[str, Cell]:
    """A row of either list, by the keys of its headings."""
    one, is_share = row.outside, row.indicator.is_share
    since = one.back.short if one.standing is Standing.ENDED and one.back else ""
    return {
        "standing": RESTATED if one.restated else f"{WORDS[one.standing]} {since}".strip(),
        "what": row.label,
        "where": where_words(row),
        "when": when_words(row),
        "seen": seen_words(_arrow(row), one.seen, is_share=is_share),
        "usual_range": spell_words((one.low, one.high), is_share=is_share),
        "peers": peers_words(row),
        "ask": _ask(row),
    }


def _ask(row: ExceptionRow) -> str:
    """The question; where it is too long for its cell, the ward that the row names is *there*."""
    asked = unbroken(ask_of_exception(row))
    if len(wrapped(asked, ASK_ROOM, BODY_SIZE)) <= LINES:
        return asked
    return asked.replace(f" in {row.area.name}", " there")


def _arrow(row: ExceptionRow) -> str:
    is_high = row.outside.is_high
    if row.indicator.polarity is Polarity.NEUTRAL:
        return "↑" if is_high else "↓"
    return RISE if is_high else FALL


def seen_words(arrow: str, seen: float, *, is_share: bool) -> str:
    """``▲ 22``: the figure with its arrow."""
    return f"{arrow} {figure(seen, is_share=is_share)}"
