"""The values of Indicator's comparison with peers, worked out in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import NOT_AVAILABLE, fixed
from workbook.sheets.indicator.cell_parts import TIE_BREAK
from workbook.sheets.indicator.peer_formulas import (
    LABEL_SHARE,
    LIMITS,
    MOST_LISTED,
    NO_LIMITS,
    NO_PEERS,
    NO_PEERS_LINE,
    PEER_CAPACITY,
    SLOTS,
    TITLE,
)
from xlsrc.measures.rates import PER_THOUSAND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.block import Cell
    from xlsrc.assessment import Dashboard
    from xlsrc.comparison.peers import PeerRow

Value = str | float | None
Values = tuple[tuple[Value, ...], ...]
Places = tuple["PeerRow | None", ...]
"""The area at each place of a chart; None at a free one."""

LINE_FIELDS: Final = {
    "low_95": "low_95",
    "high_95": "high_95",
    "low_998": "low_998",
    "high_998": "high_998",
    "expected": "expected_rate",
}
"""The funnel's lines with the field of a PeerRow that each is."""


def peer_names(dashboard: Dashboard) -> tuple[str, ...]:
    """Every area of the peer group, in the order of the Peers table."""
    return tuple(dict.fromkeys(row.area.name for row in dashboard.peers))


def peer_values(
    rows: Sequence[PeerRow], names: Sequence[str], area: str, fields: Mapping[str, Cell]
) -> dict[str, Values]:
    """A value for each cell of ``PEER_FORMULAS``.

    ``rows`` are those of one indicator, ``names`` all that the sheet lists, ``fields`` the
    indicator's cells on All indicators.
    """
    known = {row.area.name: row for row in rows if row.rate is not None}
    rates = _keys({name: row.rate for name, row in known.items()}, names)
    sizes = _keys({name: row.residents for name, row in known.items()}, names)
    by_rate = [known[name] for _, name in sorted(rates, reverse=True)][:SLOTS]
    return {
        "indicator.peer_keys": _key_cells(rates, names),
        "indicator.peer_sizes": _key_cells(sizes, names),
        "indicator.peer_count": ((len(known),),),
        "indicator.peer_ranked": _padded(row.area.name for row in by_rate),
        "indicator.peer_rates": _padded(row.rate for row in by_rate),
        **_bars(by_rate, area, fields["Peer rate"]),
        **_words(by_rate, area, fields),
        **_funnel([known[name] for _, name in sorted(sizes)][:SLOTS], area),
    }


def _keys(figures: Mapping[str, float | None], names: Sequence[str]) -> list[tuple[float, str]]:
    """What the areas are put in order by, each with its name."""
    return [
        ((figures[name] or 0) - position * float(TIE_BREAK), name)
        for position, name in enumerate(names, start=1)
        if name in figures
    ]


def _key_cells(keys: Sequence[tuple[float, str]], names: Sequence[str]) -> Values:
    by_name = {name: key for key, name in keys}
    cells: list[Value] = [by_name.get(name, "") for name in names]
    return tuple((value,) for value in (*cells, *[""] * (PEER_CAPACITY - len(cells))))


def _bars(by_rate: Sequence[PeerRow], area: str, mean: Cell) -> dict[str, Values]:
    slots = [_rank_in(position, len(by_rate)) for position in range(1, SLOTS + 1)]
    shown: Places = tuple(None if rank is None else by_rate[rank - 1] for rank in slots)
    own = _rates(shown, area, own=True)
    above = [0.0 if row is None else abs((row.high or 0) - (row.rate or 0)) for row in shown]
    below = [0.0 if row is None else abs((row.low or 0) - (row.rate or 0)) for row in shown]
    return {
        "indicator.peer_slots": tuple(("" if rank is None else rank,) for rank in slots),
        "indicator.peer_others": _gaps(_rates(shown, area, own=False)),
        "indicator.peer_own": _gaps(own),
        "indicator.peer_below": tuple((reach,) for reach in below),
        "indicator.peer_above": tuple((reach,) for reach in above),
        "indicator.peer_label": _gaps(
            None if rate is None else _label_height(rate + up, by_rate, mean)
            for rate, up in zip(own, above, strict=True)
        ),
    }


def _label_height(top: float, by_rate: Sequence[PeerRow], mean: Cell) -> float:
    room = float(LABEL_SHARE) * max(row.rate or 0 for row in by_rate)
    return mean if isinstance(mean, float) and top <= mean < top + room else top


def _rank_in(position: int, count: int) -> int | None:
    """The rank that a slot shows: ``count`` bars spread over all slots."""
    # Twice the middle of the slot, in whole numbers: ROUNDUP((position - 1) * count / SLOTS + 0.5).
    rank = -(-(2 * (position - 1) * count + SLOTS) // (2 * SLOTS))
    return rank if count and (2 * rank - 1) * SLOTS < 2 * position * count else None


def _words(by_rate: Sequence[PeerRow], area: str, fields: Mapping[str, Cell]) -> dict[str, Values]:
    mean, count = fields["Peer rate"], len(by_rate)
    title = f"{TITLE}{area} among {fields['Peer group']} ({count})" if count else NO_PEERS
    own = _named(area, fields["Per 1,000"])
    means = _gaps([mean if isinstance(mean, float) else None] * SLOTS)
    return {
        "indicator.peer_mean": means,
        "indicator.peer_mean_label": means[:1],
        "indicator.peer_own_name": ((own,),),
        "indicator.funnel_own_name": ((own,),),
        "indicator.peer_mean_name": ((_named("mean", mean),),),
        "indicator.peer_title": ((title,),),
        "indicator.peer_line": ((_line(by_rate),),),
    }


def _named(name: str, value: Cell) -> str:
    return f"{name} {fixed(value, 1)}" if isinstance(value, float) else name


def _line(by_rate: Sequence[PeerRow]) -> str:
    """Who the peers are: the two ends, or every area of a small group."""
    if not by_rate:
        return NO_PEERS_LINE
    said = [_named(row.area.name, row.rate) for row in by_rate]
    ends = f"Highest {said[0]}, lowest {said[-1]}"
    return ends if len(said) > MOST_LISTED else ", ".join(said)


def _funnel(by_size: Sequence[PeerRow], area: str) -> dict[str, Values]:
    shown: Places = (*by_size, *[None] * (SLOTS - len(by_size)))
    lines = {name: _line_of(shown, field) for name, field in LINE_FIELDS.items()}
    has_limits = any(value is not None for value in lines["expected"])
    labels = {
        f"indicator.funnel_label_{name}": _gaps(
            value if position == len(by_size) else None
            for position, value in enumerate(lines[f"high_{name}"], start=1)
        )
        for name in ("95", "998")
    }
    return {
        "indicator.funnel_names": _padded(row.area.name for row in by_size),
        "indicator.funnel_people": _gaps(
            None if row is None else (row.residents or 0) / PER_THOUSAND for row in shown
        ),
        "indicator.funnel_others": _gaps(_rates(shown, area, own=False)),
        "indicator.funnel_own": _gaps(_rates(shown, area, own=True)),
        **{f"indicator.funnel_{name}": _gaps(values) for name, values in lines.items()},
        **labels,
        "indicator.funnel_line": ((LIMITS if has_limits else NO_LIMITS if by_size else "",),),
    }


def _line_of(shown: Places, field: str) -> list[float | None]:
    """A line of the funnel at each place."""
    return [None if row is None else getattr(row, field) for row in shown]


def _rates(shown: Places, area: str, *, own: bool) -> list[float | None]:
    """The rate of the area itself, or of the others, at each place."""
    return [
        row.rate if row is not None and (row.area.name == area) is own else None for row in shown
    ]


def _padded(values: Iterable[Value]) -> Values:
    cells = tuple((value,) for value in values)
    return cells + (("",),) * (SLOTS - len(cells))


def _gaps(values: Iterable[float | None]) -> Values:
    return tuple((NOT_AVAILABLE if value is None else value,) for value in values)
