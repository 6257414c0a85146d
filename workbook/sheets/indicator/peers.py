"""The cells of Indicator's comparison with peers, over the Peers table.

The members stand by rate in the bar chart and by size in the funnel. Bars have as many slots as
Peers lists areas with figures; a smaller group is spread over all of them.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Final

from workbook.sheets.indicator import layout
from workbook.sheets.indicator.expression import (
    NA,
    Expression,
    Part,
    count,
    equal,
    excel,
    fixed,
    if_,
    if_error,
    is_number,
    item,
    joined,
    named,
    numbers,
    or_gap,
    over,
    single,
)
from workbook.sheets.indicator.lookups import field, figure_where, in_order, sort_key, with_value
from workbook.sheets.peers.layout import AREA, PEERS_TABLE
from xlsrc.measures.rates import PER_THOUSAND

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.layout.named_block import NamedBlock
    from workbook.sheets.indicator.expression import Cells

MOST_LISTED: Final = 4
"""Areas that one line has room for by name."""

CAPTION: Final = "3  Per 1,000 residents: "
NO_PEERS: Final = f"{CAPTION}no peers to show"
LISTED_HIGHEST: Final = "Of those listed: highest "
NO_PEERS_LINE: Final = "Why: see Caveats and notes."
LIMITS: Final = "Limits allow for real differences between areas."
NO_LIMITS: Final = "Under 8 areas: no limits."

LABEL_SHARE: Final = 0.12
"""Of the highest bar: how high the label of a bar is, which the mean's line is not to cross."""

_AREA: Final = single(AREA)
_COUNT: Final = single(layout.PEER_COUNT)
_MEAN: Final = field("Peer rate")
_RANKS: Final = range(1, layout.SLOTS + 1)


@cache
def _figure(header: str, name: Part) -> Expression:
    """A figure of one area; not available where there is a word in its place."""
    return figure_where(PEERS_TABLE, header, with_value(PEERS_TABLE, "Area", name), criterion=">=0")


def _key(header: str, position: int) -> Expression:
    """What an area is put in order by; nothing without a rate."""
    name = item(layout.PEER_NAMES, position)
    key = sort_key(_figure(header, name), position)
    return if_(equal(name, ""), "", if_(is_number(_figure("Per 1,000", name)), key, ""))


def _slot(position: int) -> Expression:
    """The rank that a bar's slot shows; nothing where a small group leaves it free."""

    def rank(count: int) -> int | str:
        # Twice the middle of the slot, in whole numbers: rounded up, as the formula does.
        rank = -(-(2 * (position - 1) * count + layout.SLOTS) // (2 * layout.SLOTS))
        return rank if (2 * rank - 1) * layout.SLOTS < 2 * position * count else ""

    rounded = f"ROUNDUP({position - 1}*{{0}}/{layout.SLOTS}+0.5,0)"
    text = f'IF(({rounded}-0.5)*{layout.SLOTS}<{position}*{{0}},{rounded},"")'
    return if_(equal(_COUNT, 0), "", excel(text, rank, _COUNT))


def _in_slot(block: NamedBlock, at: int) -> Expression:
    """The name or rate of the area whose bar stands in a slot."""
    return item(block, item(layout.PEER_SERIES["slots"], at))


def _if_own(name: Expression, rate: Expression, *, own: bool) -> Expression:
    """A rate, for the area itself or for the others; a gap else."""
    is_own = equal(name, _AREA)
    return or_gap(if_(is_own, rate, NA) if own else if_(is_own, NA, rate))


def _whisker(header: str, at: int) -> Expression:
    """How far the interval reaches from the rate in a slot; 0 in a free one."""
    end, rate = _figure(header, _in_slot(layout.PEER_RANKED, at)), _in_slot(layout.PEER_RATES, at)
    return if_error(excel("ABS({}-{})", lambda end, rate: abs(end - rate), end, rate), 0)


def _label_height(at: int) -> Expression:
    """Where a bar's label stands: on the bar's whisker, or on the mean's line if that is above."""
    own, above = (item(layout.PEER_SERIES[key], at) for key in ("own", "above"))
    top = excel("({}+{})", lambda rate, reach: rate + reach, own, above)
    mean = if_error(item(layout.PEER_SERIES["mean"], at), 0)
    is_crossed = excel(
        f"AND({{0}}>={{1}},{{0}}<{{1}}+{LABEL_SHARE}*MAX({{2}}))",
        lambda mean, top, rates: top <= mean < top + LABEL_SHARE * max(numbers(rates)),
        mean,
        top,
        named(layout.PEER_RATES),
    )
    return or_gap(if_(is_crossed, mean, top))


def _with_rate(name: Part, rate: Expression) -> Expression:
    """``Barnet 5.4``."""
    return joined(name, " ", fixed(rate, 1))


def _ranked(rank: Part) -> Expression:
    return _with_rate(item(layout.PEER_RANKED, rank), item(layout.PEER_RATES, rank))


def _line() -> Expression:
    """Who the peers are, in a line: the two ends, or every area of a small group.

    Of a group of more than are listed, the two ends of those that are.
    """
    more = (
        if_(over(rank, _COUNT), "", joined(", ", _ranked(rank)))
        for rank in range(2, MOST_LISTED + 1)
    )
    highest = if_(over(field("Of"), _COUNT), LISTED_HIGHEST, "Highest ")
    ends = joined(highest, _ranked(1), ", lowest ", _ranked(_COUNT))
    words = if_(over(_COUNT, MOST_LISTED), ends, joined(_ranked(1), *more))
    return if_error(if_(equal(_COUNT, 0), NO_PEERS_LINE, words), NO_PEERS_LINE)


def _title() -> Expression:
    words = joined(CAPTION, _AREA, " among ", field("Peer group"), " (", field("Of"), ")")
    return if_error(if_(equal(_COUNT, 0), NO_PEERS, words), NO_PEERS)


def _limits() -> Expression:
    """Whether there are limits, and what they allow for."""
    has_limits = over(count(layout.FUNNEL_SERIES["expected"]), 0)
    return if_(has_limits, LIMITS, if_(over(_COUNT, 0), NO_LIMITS, ""))


def _bar(at: int, *, own: bool) -> Expression:
    """The rate in a slot."""
    return _if_own(_in_slot(layout.PEER_RANKED, at), _in_slot(layout.PEER_RATES, at), own=own)


def _point(at: int, *, own: bool) -> Expression:
    """The rate of the area at a place by size."""
    name = item(layout.FUNNEL_NAMES, at)
    return _if_own(name, _figure("Per 1,000", name), own=own)


def _people(at: int) -> Expression:
    """The residents of the area at a place by size, in thousands."""
    residents = _figure("Residents", item(layout.FUNNEL_NAMES, at))
    return or_gap(excel(f"{{}}/{PER_THOUSAND}", lambda people: people / PER_THOUSAND, residents))


def _line_at(header: str, at: int) -> Expression:
    """A line of the funnel at the size of the area at a place by size."""
    return or_gap(_figure(header, item(layout.FUNNEL_NAMES, at)))


def _line_label(line: str, at: int) -> Expression:
    """The height of a line's label, at the largest area."""
    return or_gap(if_(equal(at, _COUNT), item(layout.FUNNEL_SERIES[line], at), NA))


_BARS: Final[dict[str, Callable[[int], Expression]]] = {
    "slots": _slot,
    "others": partial(_bar, own=False),
    "own": partial(_bar, own=True),
    "below": partial(_whisker, "Rate, low"),
    "above": partial(_whisker, "Rate, high"),
    "mean": lambda _: if_(is_number(_MEAN), _MEAN, NA),
    "label": _label_height,
}
"""The columns of the bar chart: the cell of each slot."""

_FUNNEL: Final[dict[str, Callable[[int], Expression]]] = {
    "people": _people,
    "others": partial(_point, own=False),
    "own": partial(_point, own=True),
    "low_95": partial(_line_at, "95 % low"),
    "high_95": partial(_line_at, "95 % high"),
    "low_998": partial(_line_at, "99.8 % low"),
    "high_998": partial(_line_at, "99.8 % high"),
    "expected": partial(_line_at, "Expected rate"),
    "label_95": partial(_line_label, "high_95"),
    "label_998": partial(_line_label, "high_998"),
}
"""The columns of the funnel: the cell of each place by size."""

_OWN_NAME: Final = if_error(_with_rate(_AREA, field("Per 1,000")), _AREA)

PEERS: Final[Cells] = {
    layout.PEER_KEYS: tuple(_key("Per 1,000", at + 1) for at in range(layout.PEER_CAPACITY)),
    layout.PEER_SIZES: tuple(_key("Residents", at + 1) for at in range(layout.PEER_CAPACITY)),
    layout.PEER_COUNT: (count(layout.PEER_KEYS),),
    layout.PEER_RANKED: tuple(
        in_order(layout.PEER_NAMES, layout.PEER_KEYS, "LARGE", rank, _COUNT) for rank in _RANKS
    ),
    layout.PEER_RATES: tuple(
        if_error(_figure("Per 1,000", item(layout.PEER_RANKED, rank)), "") for rank in _RANKS
    ),
    layout.FUNNEL_NAMES: tuple(
        in_order(layout.PEER_NAMES, layout.PEER_SIZES, "SMALL", rank, _COUNT) for rank in _RANKS
    ),
    **{layout.PEER_SERIES[key]: tuple(map(cell_of, _RANKS)) for key, cell_of in _BARS.items()},
    **{layout.FUNNEL_SERIES[key]: tuple(map(cell_of, _RANKS)) for key, cell_of in _FUNNEL.items()},
    layout.PEER_SERIES["mean_label"]: (item(layout.PEER_SERIES["mean"], layout.SLOTS),),
    layout.PEER_HEADINGS["own"]: (_OWN_NAME,),
    layout.PEER_HEADINGS["mean"]: (if_error(joined("mean ", fixed(_MEAN, 1)), "mean"),),
    layout.FUNNEL_HEADINGS["own"]: (_OWN_NAME,),
    layout.PEER_TITLE: (_title(),),
    layout.PEER_LINE: (_line(),),
    layout.FUNNEL_LINE: (_limits(),),
}
"""The cells of the two charts of peers, the orders that they take, and their captions."""
