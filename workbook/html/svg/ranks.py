"""Where the area stands among its peers, with the places that chance could put it at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.html.svg.figure import Figure, Mark, drawing, nothing, number, path
from workbook.html.svg.plane import LINE, WIDTH
from workbook.html.svg.rows import Scale, rows_of, scale_words
from xlsrc.domain.wording import ordinal
from xlsrc.words.deck.findings import Findings
from xlsrc.words.deck.place_slides import rank_words, ranks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.html.svg.rows import Row
    from xlsrc.assessment import Assessment, Dashboard

HIGH: Final = 10.0
HALF: Final = 0.5
"""A place is as wide as from halfway to the one before to halfway to the next."""


def ranks_figure(dashboard: Dashboard, name: str) -> Figure:
    """The headlines' places among the peers, the lowest rate first; pale, where chance could put
    them, 9 times in 10. ``name`` is the drawing's id on the page.
    """
    found = Findings(dashboard)
    said = ranks(found)
    if said is None:
        return nothing("Ranks among peers", "The area has no place among peers.")
    placed = found.ranked
    most = max(one.peers.rank_of or 0 for one in placed)
    strong = [rank_words(one) for one in placed]
    named = [(one.label, text, "," in text) for one, text in zip(placed, strong, strict=True)]
    rows, bottom = rows_of(named)
    scale = Scale(low=1 - HALF, high=most + HALF)
    table = tuple((one.label, *_places(one)) for one in placed)
    describes = "; ".join(
        f"{name} {rank} of {of}, likely {likely}" for name, rank, of, likely in table
    )
    return Figure(
        svg=drawing(
            name,
            said.subtitle,
            f"{describes}.",
            (WIDTH, bottom + LINE + 6),
            _parts(rows, placed, scale, bottom),
        ),
        caption=said.subtitle,
        describes=f"{describes}.",
        table=(("Indicator", "Rank", "Of", "Likely"), table),
    )


def _ends(one: Assessment) -> tuple[int, int, int]:
    """The likely places from the lower to the higher number, with the place between."""
    rank = one.peers.rank or 0
    low, high = sorted((one.peers.rank_low or rank, one.peers.rank_high or rank))
    return min(low, rank), rank, max(high, rank)


def _places(one: Assessment) -> tuple[str, str, str]:
    low, rank, high = _ends(one)
    likely = ordinal(low) if low == high else f"{ordinal(low)} to {ordinal(high)}"
    return ordinal(rank), str(one.peers.rank_of), likely


def _parts(
    rows: Sequence[Row], placed: Sequence[Assessment], scale: Scale, bottom: float
) -> Iterator[str]:
    grid = (
        f"M{number(scale.x(scale.low))} {number(row.middle)}H{number(scale.x(scale.high))}"
        for row in rows
    )
    yield path(Mark.GRID, "".join(grid))
    for mark, is_place in ((Mark.PALE, False), (Mark.MARK, True)):
        data = ""
        for row, one in zip(rows, placed, strict=True):
            low, rank, high = _ends(one)
            first, last = (rank, rank) if is_place else (low, high)
            left, right = scale.x(first - HALF), scale.x(last + HALF)
            data += (
                f"M{number(left)} {number(row.middle - HIGH / 2)}h{number(right - left)}"
                f"v{number(HIGH)}H{number(left)}z"
            )
        yield path(mark, data)
    for row in rows:
        yield from row.texts()
    most = int(scale.high)
    yield from scale_words(scale, [(1, "1st"), (most, ordinal(most))], bottom)
