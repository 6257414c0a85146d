"""What a new release says otherwise than the one before it, in the months that both have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain import wording
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.compared import move
from xlsrc.extracts.gate.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Collection

    from xlsrc.extracts.gate.compared import Compared

# Later additions raise a real release's offences by up to 8 % within three months of the first
# print, those found by searches by up to a third; nothing real falls by 8 %.
_WINDOWS: Final = (3, 6)
_HIGHER, _LOWER, _HIGHER_BY_SEARCHES = 0.15, -0.08, 0.40
_BY_SEARCHES: Final = "Possession of weapons"
_LEAST: Final = 300


def offence_restated(both: Compared, changed: Collection[str]) -> list[Finding]:
    """A finding for each offence that moved in all areas together, but for those ``changed``.

    The last 3 common months are judged, else the last 6.
    """
    findings: list[Finding] = []
    for at, offence in enumerate(both.offences):
        if offence in changed or not both.in_both[at]:
            continue
        for months in _WINDOWS:
            if len(both.months) < months:
                continue
            now, before = (
                float(figures[:, at, -months:].sum()) for figures in (both.now, both.before)
            )
            if max(now, before) < _LEAST or min(now, before) == 0:
                continue
            moved = float(np.log(now / before))
            higher = _HIGHER_BY_SEARCHES if offence == _BY_SEARCHES else _HIGHER
            typical = both.typical(slice(-months, None))[at]
            if _LOWER <= moved <= higher or typical * moved <= 0 or abs(typical) < abs(moved) / 2:
                # Within what is usual, or moved by an area or two alone.
                continue
            since = _since(both, at, moved)
            if since < months // 2 + 1:
                # A single month is no offence that counts other things: other rules tell of it.
                continue
            findings.append(_finding(both, at, max(months, since)))
            break
    return findings


def _since(both: Compared, at: int, moved: float) -> int:
    """How many of the last common months running moved like the whole, at least by half of it."""
    now, before = (figures[:, at].sum(axis=0) for figures in (both.now, both.before))
    alike = move(now, before) * np.sign(moved) >= abs(moved) / 2
    unlike = np.flatnonzero(~alike[::-1])
    return int(unlike[0]) if unlike.size else alike.size


def _finding(both: Compared, at: int, months: int) -> Finding:
    columns = range(len(both.months) - months, len(both.months))
    now, before = (float(figures[:, at, -months:].sum()) for figures in (both.now, both.before))
    lost = [both.lost(area, at, columns) for area in range(len(both.areas))]
    files = both.files
    first, last = Month(both.months[-months]).name, Month(both.months[-1]).name
    return Finding(
        rule="offence-restated",
        severity=Severity.WITHHOLDS,
        source=both.newer.source,
        files=files,
        offences=frozenset([both.offences[at]]),
        months=frozenset(both.months[-months:]) | frozenset(both.months_after),
        wanted="Two releases were wanted that agree about the months they share",
        found=(
            f"{both.offences[at]}, {first} to {last}, all areas: {before:,.0f} in "
            f"{both.older.extract.vintage}, {now:,.0f} in {both.newer.extract.vintage} "
            f"({wording.percent(100 * (now / before - 1))})"
        ),
        where=f"Files {' and '.join(files)}",
        action="Ask the publisher whether it counts other things now, or has lost some",
        size=abs(float(np.log(now / before))),
        # Where the newer release has more, the older one says nothing of how many are too many.
        missing=tuple(one for one in lost if one is not None) if now < before else (),
    )
