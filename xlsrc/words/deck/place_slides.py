"""The slides of where: the map of a finding, and the ranks among peers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.indicator import Polarity
from xlsrc.maps.wards import judged_pairs
from xlsrc.measures.benchmark import Verdict
from xlsrc.national.area_word import area_word
from xlsrc.words.asks import ask, ask_of_exception
from xlsrc.words.deck.phrases import (
    named,
    number,
    ordinal,
    peers_named,
    ranks_or_rank,
    without_unit,
)
from xlsrc.words.deck.slide import ASK, SlideWords, told
from xlsrc.words.letters import lower_first, upper_first
from xlsrc.words.outside import outside_words, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment
    from xlsrc.words.deck.findings import Findings
    from xlsrc.words.deck.places import WardCount, WardFinding
    from xlsrc.words.deck.slide import Said

HIGHER: Final = (Verdict.HIGHER, Verdict.MUCH_HIGHER)
LOWER: Final = (Verdict.LOWER, Verdict.MUCH_LOWER)
TOP_QUARTER: Final = 0.75
TWICE: Final = 1.95
NEAR: Final = 0.05
MOST_NAMED: Final = 3


def ward_map(found: Findings) -> SlideWords | None:
    """The ward that stands out, else where most is recorded; ``None`` without figures of wards."""
    shown = found.wards
    if shown is None:
        return None
    name = shown.indicator.name
    odd = shown.odd
    if odd:
        title = _odd_title(name, odd, shown)
        subtitle = f"{name} recorded by ward, {_months(shown)}; ◆ far outside the ward's own range"
    else:
        first = shown.wards[0]
        title = (
            f"{first.name} has the highest count of {lower_first(name)}: "
            f"{wording.count(first.now or 0)} in the 12 months to {shown.last.name}"
        )
        subtitle = f"{name} recorded by ward, 12 months to {shown.last.name}"
    pairs = judged_pairs(found.dashboard.wards, found.dashboard.offences)
    asked = next(
        (
            ask_of_exception(row)
            for row in found.dashboard.exceptions
            if odd and row.outside is odd[0].outside
        ),
        f"What do {_names(shown.wards[:2])} need that the rest does not?",
    )
    return SlideWords(
        title=title,
        subtitle=subtitle,
        leads=told(
            (upper_first(area_word(found.dashboard.area)), _of_area(found)),
            (
                "A prompt to ask, not a finding",
                f"{pairs:,} series of wards were checked." if pairs and odd else "",
            ),
            (ASK, asked),
        ),
    )


def _odd_title(name: str, odd: Sequence[WardCount], shown: WardFinding) -> str:
    one = odd[0]
    outside = one.outside
    if outside is None:
        return ""
    which = (
        f"{one.name} stands" if len(odd) == 1 else f"{upper_first(number(len(odd)))} wards stand"
    )
    most = "" if len(odd) == 1 else f", {one.name} most"
    low, high = (wording.count(one) for one in (outside.low, outside.high))
    return (
        f"{which} out for {lower_first(name)}{most}: {wording.count(outside.seen)} in "
        f"{_in_short(shown)}; {low} to {high} is usual"
    )


def _in_short(shown: WardFinding) -> str:
    """``December``: the subtitle has the year."""
    if shown.first == shown.last:
        return shown.last.month_name
    return f"{shown.first.month_name} to {shown.last.month_name}"


def _months(shown: WardFinding) -> str:
    if shown.first == shown.last:
        return shown.last.name
    start = shown.first.month_name if shown.first.year == shown.last.year else shown.first.name
    return f"{start} to {shown.last.name}"


def _names(wards: Sequence[WardCount]) -> str:
    return wording.listed([one.name for one in wards])


def _of_area(found: Findings) -> str:
    """Which indicators of the whole area lie outside their usual range."""
    rows = [
        row
        for row in found.dashboard.exceptions
        if not row.is_of_ward and row.outside.in_force and not row.illustrative
    ]
    if not rows:
        return "no indicator is far outside its usual range by now."
    first = rows[0]
    said = f"{lower_first(without_unit(first.label))}, {lower_first(outside_words(first.outside))}"
    more = len(rows) - 1
    return f"{said}; {number(more)} more." if more else f"{said}."


def seen_words(ward: WardCount) -> str:
    """``◆ 1 to 13 is usual`` of a ward that stands out, else ''."""
    one = ward.outside
    if one is None:
        return ""
    return f"◆ {wording.count(one.low)} to {wording.count(one.high)} is usual"


def months_in_short(shown: WardFinding) -> tuple[str, str]:
    """What the months shown, and the same a year before, are called in a table's headings."""
    outside = next((one.outside for one in shown.odd), None)
    if outside is None or shown.is_year:
        return "Last 12 months", "Year before"
    return when(outside), "Year before"


def ranks(found: Findings) -> SlideWords | None:
    """Where the area stands among its peers; ``None`` where it stands alone."""
    placed = found.ranked
    if not placed:
        return None
    group = found.dashboard.settings.peer_group.name
    return SlideWords(
        title=_ranks_title(placed, peers_named(group)),
        subtitle=f"Rank by rate per 1,000 residents, {group} ({_first_is(placed)}); pale: where "
        "chance could put it, 9 times in 10",
        leads=told(
            _higher(placed),
            ("Lower", _of_verdict(placed, LOWER)),
            ("Similar", _similar(placed)),
            ("Residents, not visitors", "rates count those who live here; town centres look high."),
            (ASK, ask(placed[-1])),
        ),
    )


def _first_is(placed: Sequence[Assessment]) -> str:
    if any(one.indicator.polarity is Polarity.HIGHER for one in placed):
        return "1 = best, or lowest if neutral"
    return "1 = lowest"


def _ranks_title(placed: Sequence[Assessment], group: str) -> str:
    low = sum(_is_low(one) for one in placed)
    each = "ranks" if low == 1 else "rank"
    halves = f"{number(low)} of {number(len(placed))} measures {each} in the lower half"
    last = _furthest(placed)
    name = without_unit(last.label)
    verb = ranks_or_rank(name)
    place = f"{ordinal(last.peers.rank or 0)} of {last.peers.rank_of}"
    if (last.peers.rank or 0) > TOP_QUARTER * (last.peers.rank_of or 1):
        beside = _beside(last, group)
        return f"{name} {verb} {place} by rate{beside}; {halves}"
    return f"{upper_first(halves)} of {group}; {named(last)} {verb} highest, {place}"


def _furthest(placed: Sequence[Assessment]) -> Assessment:
    """The indicator that ranks highest; of several, the one furthest above the average."""
    return max(
        placed, key=lambda one: ((one.peers.rank or 0) / (one.peers.rank_of or 1), _rate(one))
    )


def _is_low(one: Assessment) -> bool:
    return (one.peers.rank or 0) <= (one.peers.rank_of or 0) / 2


def _rate(one: Assessment) -> float:
    return (one.peers.rate or 0) / (one.peers.peer_rate or 1)


def _beside(one: Assessment, group: str) -> str:
    """``, 4.6 times the average of London boroughs``; '' near the average, or without a rate."""
    if not one.peers.rate or not one.peers.peer_rate:
        return ""
    ratio = one.peers.rate / one.peers.peer_rate
    if ratio >= TWICE:
        return f", {ratio:.1f} times the average of {group}"
    if ratio > 1 + NEAR:
        return f", {100 * (ratio - 1):.0f} % above the average of {group}"
    return ""


def _higher(placed: Sequence[Assessment]) -> Said:
    """The indicators judged higher; without one, the furthest above, which the title may name."""
    said = _of_verdict(placed, HIGHER)
    furthest = _furthest(placed)
    if said or _rate(furthest) <= 1 + NEAR:
        return "Higher", said
    why = (
        "Areas differ so much that this is not judged higher."
        if furthest.peers.verdict is Verdict.SIMILAR
        else "With so few areas no place is judged."
    )
    return "Furthest above", f"{named(furthest)}{_rates(furthest)}. {why}"


def _of_verdict(placed: Sequence[Assessment], verdicts: Sequence[Verdict]) -> str:
    """``burglary and arson.``; '' for none."""
    chosen = [one for one in placed if one.peers.verdict in verdicts]
    if not chosen:
        return ""
    names = wording.some([named(one) for one in chosen], MOST_NAMED)
    return f"{names}{_rates(chosen[0])}." if len(chosen) == 1 else f"{names}."


def _rates(one: Assessment) -> str:
    """``, 0.61 per 1,000 against 0.13``; '' without either."""
    rate, peers = one.peers.rate, one.peers.peer_rate
    if rate is None or peers is None:
        return ""
    places = 2 if min(rate, peers) < 1 else 1
    return f", {rate:.{places}f} per 1,000 against {peers:.{places}f}"


def _similar(placed: Sequence[Assessment]) -> str:
    similar = [one for one in placed if one.peers.verdict is Verdict.SIMILAR]
    if not similar:
        return ""
    whole = "all" if len(similar) == len(placed) else "the other"
    if len(similar) == 1:
        return f"{named(similar[0])}: areas differ too much for its place to be an exception."
    return (
        f"{whole} {number(len(similar))}: areas differ too much for these places to be exceptions."
    )


def rank_words(one: Assessment) -> str:
    """``3rd, lower``: a place, and its verdict where that is not similar."""
    place = ordinal(one.peers.rank or 0)
    verdict = one.peers.verdict
    return place if verdict in (None, Verdict.SIMILAR) else f"{place}, {verdict}"
