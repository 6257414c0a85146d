"""One cell of a partner return: a figure, a gap with its reason, or a fault."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from xlsrc.extracts.limits import MAX_FIGURE

_SUPPRESSED: Final = "suppressed"
_NOT_AVAILABLE: Final = "not available"
GAPS: Final = {
    **dict.fromkeys(("*", "**", "~", "c", "s", "[c]", "(c)", "[s]", "(s)"), _SUPPRESSED),
    **dict.fromkeys(("suppressed", "supp", "redacted", "confidential", "[redacted]"), _SUPPRESSED),
    **dict.fromkeys(("..", "...", "…", ":", "-", "–", "—", "--"), _NOT_AVAILABLE),
    **dict.fromkeys(("x", "[x]", "(x)"), _NOT_AVAILABLE),
    **dict.fromkeys(("null", "none", "nan", "na", "n/a", "n.a.", "n/k", "nk"), _NOT_AVAILABLE),
    **dict.fromkeys(("not available", "not known", "unknown", "no data"), _NOT_AVAILABLE),
    **dict.fromkeys(("tbc", "t.b.c.", "awaited", "pending", "?"), _NOT_AVAILABLE),
    **dict.fromkeys((".", "z", "[z]", "(z)", "not applicable"), "not applicable"),
    **dict.fromkeys(("[low]", "low", "(low)"), "a low figure that rounds to 0"),
    **dict.fromkeys(("[u]", "(u)", "u"), "too unreliable to be given"),
    **dict.fromkeys(("[w]", "(w)"), "none in the sample"),
}
"""What publishers write where there is no figure, by the government's shorthand and the usual
signs before it."""

MARKS: Final = {
    "r": "revised",
    "p": "provisional",
    "e": "estimated",
    "f": "forecast",
    "b": "break in the series",
    "d": "other definition",
}
"""The letters behind a figure that is used, and what is noted of it."""

_BOUND: Final = re.compile(
    r"^(?P<sign><|<=|≤|=<|fewer than|less than|under|below|up to)\s*(?P<bound>\d+)"
    r"(?:\.\d+)?\s*(?P<share>%?)$"
)
_RANGE: Final = re.compile(r"^(?P<least>\d{1,2})\s*(?:-|–|to)\s*(?P<most>\d{1,2})$")
_AT_MOST: Final = frozenset({"<=", "≤", "=<", "up to"})
# Who suppresses small numbers without saying which, suppresses those below 5.
_SMALLEST_SHOWN: Final = 5
_MARKED: Final = re.compile(r"^(.*\d\s*%?)\s*(?:[\[(]([a-z])[\])]|([rp]))$")
_GROUPED: Final = re.compile(r"^[+-]?\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?:\.\d+)?$")
_PLAIN: Final = re.compile(r"^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$")
_BETWEEN_THOUSANDS: Final = re.compile("[, \u00a0\u202f]")
# Excel's own, and how LibreOffice words those that Excel has not.
_ERROR: Final = re.compile(r"^(?:#[a-z/0-9_!?]+[!?a]|err:\d+|#n/a.*|#name\?)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one cell says.

    ``figure`` is ``nan`` for an empty cell, for a gap (``gap`` says why) and for a fault
    (``fault`` is what was wanted and what to do). ``decimals`` are the digits printed behind the
    point, ``is_percent`` whether a per cent sign stands behind it, ``mark`` what is noted of it.
    ``least`` and ``most`` are what a suppressed count may be.
    """

    figure: float = math.nan
    gap: str = ""
    fault: tuple[str, str] | None = None
    mark: str = ""
    decimals: int = 0
    is_percent: bool = False
    least: float = math.nan
    most: float = math.nan

    @property
    def is_figure(self) -> bool:
        """Whether the cell holds a figure that can be used."""
        return not math.isnan(self.figure)


EMPTY: Final = Reading()
_SMALL: Final = Reading(gap=_SUPPRESSED, least=1, most=_SMALLEST_SHOWN - 1)
_MEND: Final = "mend the formula behind it"
_CALCULATE: Final = "open the file in Excel, let it calculate, save it again"
A_NUMBER: Final = "a number of at least 0"
NO_LARGER: Final = f"a number of at most {MAX_FIGURE:,.0f}"


@lru_cache(maxsize=8192)
def reading(text: str) -> Reading:
    """What a cell's text says: ``1,234``, ``650 [r]``, ``<5``, ``[c]``, ``#DIV/0!``, ``=A1+A2``."""
    cell = text.strip().casefold()
    if not cell:
        return EMPTY
    if cell in GAPS:
        return _SMALL if GAPS[cell] == _SUPPRESSED else Reading(gap=GAPS[cell])
    if (match := _BOUND.match(cell) or _RANGE.match(cell)) is not None:
        return _suppressed(match)
    if _ERROR.match(cell) or cell.startswith("="):
        return Reading(fault=(A_NUMBER, _MEND if _ERROR.match(cell) else _CALCULATE))
    return _figure(cell)


def _suppressed(match: re.Match[str]) -> Reading:
    """``<5``: 1 to 4; ``≤4`` and ``0-4`` may be 0, too; of a share nothing is known."""
    parts = match.groupdict()
    if parts.get("share"):
        return Reading(gap=_SUPPRESSED, least=0, most=MAX_FIGURE)
    if "bound" not in parts:
        least, most = int(parts["least"]), int(parts["most"])
        if least >= most:
            return Reading(fault=(A_NUMBER, "correct the cell or leave it empty"))
        return Reading(gap=_SUPPRESSED, least=least, most=most)
    if parts["sign"] in _AT_MOST:
        return Reading(gap=_SUPPRESSED, least=0, most=int(parts["bound"]))
    most = max(int(parts["bound"]) - 1, 0)
    return Reading(gap=_SUPPRESSED, least=min(1, most), most=most)


def _figure(cell: str) -> Reading:
    mark = ""
    if (match := _MARKED.match(cell)) and (letter := match[2] or match[3]) in MARKS:
        cell, mark = match[1].strip(), MARKS[letter]
    plain = cell.removesuffix("%").strip()
    if _GROUPED.match(plain):
        plain = _BETWEEN_THOUSANDS.sub("", plain)
    figure = float(plain) if _PLAIN.match(plain) else math.nan
    if figure > MAX_FIGURE:
        return Reading(fault=(NO_LARGER, "correct the cell or leave it empty"))
    if not math.isfinite(figure):
        return Reading(fault=(A_NUMBER, "correct the cell or leave it empty"))
    if figure < 0:
        return Reading(fault=(A_NUMBER, "send the month's corrected figure in its place"))
    return Reading(
        figure=figure,
        mark=mark,
        decimals=0 if "e" in plain else len(plain.partition(".")[2]),
        is_percent=cell.endswith("%"),
    )
