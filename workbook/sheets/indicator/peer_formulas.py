"""Indicator's comparison with peers, as formulas over the Peers table.

The members stand by rate in the bar chart and by size in the funnel. Bars have as many slots as
areas can have police figures; a smaller group is spread over all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import column, quoted
from workbook.sheets.indicator.cell_parts import CHOICE, TIE_BREAK, cell, down, field, item, or_gap
from workbook.sheets.peers.layout import AREA_NAME, PEERS_TABLE
from workbook.tables.comparison_tables import MOST_MEMBERS
from xlsrc.measures.rates import PER_THOUSAND

if TYPE_CHECKING:
    from workbook.sheets.indicator.cell_parts import Texts

PEER_NAMES: Final = "indicator.peer_names"
PEER_CAPACITY: Final = MOST_MEMBERS + 1
"""Names of areas that there is room for: a group's members and the area itself."""

SLOTS: Final = 32
"""Bars: the boroughs with police figures."""

MOST_LISTED: Final = 4
"""Areas that one line has room for by name."""

NO_PEERS: Final = "3  Per 1,000 residents: no peers to show"
NO_PEERS_LINE: Final = "Why: see Caveats and notes."
LIMITS: Final = "Limits allow for real differences between areas."
NO_LIMITS: Final = "Under 8 areas: no limits."

FUNNEL_LINES: Final = {
    "low_95": "95 % low",
    "high_95": "95 % high",
    "low_998": "99.8 % low",
    "high_998": "99.8 % high",
    "expected": "Expected rate",
}
"""The funnel's lines with the column of Peers that each is drawn from."""

LABEL_SHARE: Final = "0.12"
"""Of the highest bar: how high the label of a bar is, which the mean's line is not to cross."""

TITLE: Final = "3  Per 1,000 residents: "

_POSITIONS: Final = tuple(range(1, PEER_CAPACITY + 1))
_RANKS: Final = tuple(range(1, SLOTS + 1))
_COUNT: Final = "indicator.peer_count"


def _is_area(name: str) -> str:
    """The conditions that a row of Peers is of the chosen indicator and one area."""
    indicators, areas = (column(PEERS_TABLE, header) for header in ("Indicator", "Area"))
    return f"{indicators},{CHOICE},{areas},{name}"


def _figure(header: str, name: str) -> str:
    """A figure of one area; not available where there is a word in its place."""
    figures = column(PEERS_TABLE, header)
    counted = f'COUNTIFS({_is_area(name)},{figures},">=0")'
    return f"IF({counted}=0,NA(),SUMIFS({figures},{_is_area(name)}))"


def _key(header: str, position: int) -> str:
    """What an area is put in order by, a shade less the later it stands; nothing without a rate."""
    name = item(PEER_NAMES, position)
    has_rate = f"ISNUMBER({_figure('Per 1,000', name)})"
    figure = _figure(header, name)
    return f'IF({name}="","",IF({has_rate},{figure}-{position}*{TIE_BREAK},""))'


def _ordered(keys: str, function: str, rank: int) -> str:
    """The name of the area with the largest or smallest key, or with the next."""
    return f'IF({rank}>{_COUNT},"",INDEX({PEER_NAMES},MATCH({function}({keys},{rank}),{keys},0)))'


def _slot(position: int) -> str:
    """The rank that a bar's slot shows; nothing where a small group leaves it free."""
    rank = f"ROUNDUP({position - 1}*{_COUNT}/{SLOTS}+0.5,0)"
    return f'IF({_COUNT}=0,"",IF(({rank}-0.5)*{SLOTS}<{position}*{_COUNT},{rank},""))'


def _bar(position: int, *, own: bool) -> str:
    """The rate in a slot, for the area itself or for the others."""
    slot = item("indicator.peer_slots", position)
    name, rate = (f"INDEX(indicator.peer_{of},{slot})" for of in ("ranked", "rates"))
    ours, theirs = (rate, "NA()") if own else ("NA()", rate)
    return or_gap(f"IF({name}={AREA_NAME},{ours},{theirs})")


def _whisker(position: int, header: str) -> str:
    """How far the interval reaches from the rate in a slot; 0 in a free one."""
    slot = item("indicator.peer_slots", position)
    name, rate = (f"INDEX(indicator.peer_{of},{slot})" for of in ("ranked", "rates"))
    return f"IFERROR(ABS({_figure(header, name)}-{rate}),0)"


def _point(position: int, *, own: bool) -> str:
    """The rate of the area at a place by size, for the area itself or for the others."""
    name = item("indicator.funnel_names", position)
    rate = _figure("Per 1,000", name)
    ours, theirs = (rate, "NA()") if own else ("NA()", rate)
    return or_gap(f"IF({name}={AREA_NAME},{ours},{theirs})")


def _with_rate(position: int) -> str:
    """``Barnet 5.4`` for a rank."""
    name, rate = (item(f"indicator.peer_{of}", position) for of in ("ranked", "rates"))
    return f'{name}&" "&FIXED({rate},1)'


def _listed() -> str:
    """Every area of a small group, highest first."""
    more = "&".join(
        f'IF({rank}>{_COUNT},"",", "&{_with_rate(rank)})' for rank in range(2, MOST_LISTED + 1)
    )
    return f"{_with_rate(1)}&{more}"


def _line() -> str:
    """Who the peers are, in a line."""
    lowest_name, lowest = (f"INDEX(indicator.peer_{of},{_COUNT})" for of in ("ranked", "rates"))
    ends = f'"Highest "&{_with_rate(1)}&", lowest "&{lowest_name}&" "&FIXED({lowest},1)'
    return f"IF({_COUNT}=0,{quoted(NO_PEERS_LINE)},IF({_COUNT}>{MOST_LISTED},{ends},{_listed()}))"


def _label_height(at: int) -> str:
    """Where a bar's label stands: on the bar's whisker, or on the mean's line if that is above."""
    top = f"({item('indicator.peer_own', at)}+{item('indicator.peer_above', at)})"
    mean = f"IFERROR({item('indicator.peer_mean', at)},0)"
    crossed = f"AND({mean}>={top},{mean}<{top}+{LABEL_SHARE}*MAX(indicator.peer_rates))"
    return f"IF({crossed},{mean},{top})"


def _title() -> str:
    return (
        f"IF({_COUNT}=0,{quoted(NO_PEERS)},{quoted(TITLE)}&{AREA_NAME}"
        f'&" among "&{field("Peer group")}&" ("&{_COUNT}&")")'
    )


_OWN_NAME: Final = f'IFERROR({AREA_NAME}&" "&FIXED({field("Per 1,000")},1),{AREA_NAME})'

PEER_FORMULAS: Final[dict[str, Texts]] = {
    "indicator.peer_keys": down(_key("Per 1,000", at) for at in _POSITIONS),
    "indicator.peer_sizes": down(_key("Residents", at) for at in _POSITIONS),
    _COUNT: cell("COUNT(indicator.peer_keys)"),
    "indicator.peer_ranked": down(_ordered("indicator.peer_keys", "LARGE", at) for at in _RANKS),
    "indicator.peer_rates": down(
        f'IFERROR({_figure("Per 1,000", item("indicator.peer_ranked", at))},"")' for at in _RANKS
    ),
    "indicator.peer_slots": down(map(_slot, _RANKS)),
    "indicator.peer_others": down(_bar(at, own=False) for at in _RANKS),
    "indicator.peer_own": down(_bar(at, own=True) for at in _RANKS),
    "indicator.peer_below": down(_whisker(at, "Rate, low") for at in _RANKS),
    "indicator.peer_above": down(_whisker(at, "Rate, high") for at in _RANKS),
    "indicator.peer_mean": down(
        f"IF(ISNUMBER({field('Peer rate')}),{field('Peer rate')},NA())" for _ in _RANKS
    ),
    "indicator.peer_label": down(or_gap(_label_height(at)) for at in _RANKS),
    "indicator.peer_mean_label": cell(item("indicator.peer_mean", SLOTS)),
    "indicator.peer_own_name": cell(_OWN_NAME),
    "indicator.funnel_own_name": cell(_OWN_NAME),
    "indicator.peer_mean_name": cell(f'IFERROR("mean "&FIXED({field("Peer rate")},1),"mean")'),
    "indicator.peer_title": cell(f"IFERROR({_title()},{quoted(NO_PEERS)})"),
    "indicator.peer_line": cell(f"IFERROR({_line()},{quoted(NO_PEERS_LINE)})"),
    "indicator.funnel_names": down(_ordered("indicator.peer_sizes", "SMALL", at) for at in _RANKS),
    "indicator.funnel_people": down(
        or_gap(f"{_figure('Residents', item('indicator.funnel_names', at))}/{PER_THOUSAND}")
        for at in _RANKS
    ),
    "indicator.funnel_others": down(_point(at, own=False) for at in _RANKS),
    "indicator.funnel_own": down(_point(at, own=True) for at in _RANKS),
    **{
        f"indicator.funnel_{name}": down(
            or_gap(_figure(header, item("indicator.funnel_names", at))) for at in _RANKS
        )
        for name, header in FUNNEL_LINES.items()
    },
    **{
        f"indicator.funnel_label_{name}": down(
            or_gap(f"IF({at}={_COUNT},{item(f'indicator.funnel_high_{name}', at)},NA())")
            for at in _RANKS
        )
        for name in ("95", "998")
    },
    "indicator.funnel_line": cell(
        f"IF(COUNT(indicator.funnel_expected)>0,{quoted(LIMITS)},"
        f'IF({_COUNT}>0,{quoted(NO_LIMITS)},""))'
    ),
}
"""The formulas of every named rectangle of the comparison, without the leading ``=``."""
