"""What moved: the indicators whose change is real or that lie outside their usual range."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, Final

from xlsrc.domain.indicator import BY_PLACE
from xlsrc.domain.names import name_key
from xlsrc.extracts.offences import ALL_NOTIFIABLE
from xlsrc.words.verdicts import is_it_real
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard

HALF: Final = 0.5
"""The share of a basket's change that its parts must make up to stand for it."""


class Way(StrEnum):
    """Which way something moved."""

    RISE = "rise"
    FALL = "fall"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mover:
    """An indicator that moved, and how sure that is.

    ``evidence`` is a p value, the smaller the stronger: that of the year's change where it is
    real (or probably real), else that of the exception in force. ``real`` is the verdict in
    words, ``A real fall``. ``peers_percent`` is the change of the whole peer group on the year;
    ``None`` where that is not known.
    """

    assessment: Assessment
    evidence: float
    way: Way
    real: str
    peers_percent: float | None

    @property
    def is_real(self) -> bool:
        """Whether the change of the year is real or probably real; else only a month stands out."""
        return bool(self.assessment.change.is_real)


def movers(dashboard: Dashboard) -> tuple[Mover, ...]:
    """Every headline that moved, the strongest evidence first, then the largest change.

    All recorded crime and its harm are none of them, for they have a line of their own;
    illustrative figures are never findings. A basket gives way to those of its parts that are
    real themselves and drive it; of two that count the same offences and moved the same way, the
    surer one stands for both.
    """
    whole = all_crime(dashboard)
    judged = [
        one
        for one in dashboard.assessments
        if not one.illustrative and one is not whole and volume_words(one)
        if not is_weighted(one)
    ]
    found: dict[str, Mover] = {}
    for one in judged:
        if one.indicator.headline and moves(one):
            parts = _driving(one, judged, dashboard)
            own = _mover(one)
            for at, part in enumerate(parts or (one,)):
                mover = _mover(part)
                # The surest part stands as high as the basket that it stands for.
                evidence = min(mover.evidence, own.evidence) if at == 0 else mover.evidence
                known = found.get(part.indicator.id)
                if known is None or evidence < known.evidence:
                    found[part.indicator.id] = replace(mover, evidence=evidence)
    kept: list[Mover] = []
    for mover in sorted(found.values(), key=_strength):
        if not any(_say_the_same(mover, other, dashboard) for other in kept):
            kept.append(mover)
    return tuple(kept)


def all_crime(dashboard: Dashboard) -> Assessment | None:
    """The headline that counts all recorded crime; ``None`` without one."""
    total = name_key(ALL_NOTIFIABLE)
    return next(
        (
            one
            for one in dashboard.assessments
            if one.indicator.headline and not one.illustrative
            if not one.indicator.is_share and total in map(name_key, one.indicator.offences)
        ),
        None,
    )


def is_weighted(assessment: Assessment) -> bool:
    """Whether its figures are weighted sums, days of harm: said beside all crime, no mover."""
    return bool(getattr(assessment.indicator, "is_weighted", False))


def moves(assessment: Assessment) -> bool:
    """Whether its change on the year is real, or it lies outside its usual range now."""
    outside = assessment.exception
    return bool(assessment.change.is_real) or (outside is not None and outside.in_force)


def _mover(assessment: Assessment) -> Mover:
    change, outside = assessment.change, assessment.exception
    if change.is_real or outside is None:
        p = 1.0 if change.p is None else change.p
        evidence = p if change.doubt is None else max(p, change.doubt.p)
        rises = (change.difference or 0) > 0
    else:
        evidence, rises = math.erfc(abs(outside.z) / math.sqrt(2)), outside.is_high
    return Mover(
        assessment=assessment,
        evidence=evidence,
        way=Way.RISE if rises else Way.FALL,
        real=is_it_real(assessment),
        peers_percent=assessment.peers.moved,
    )


def _strength(mover: Mover) -> tuple[float, float]:
    """What movers are sorted by: the surest first, of equals the largest."""
    return mover.evidence, -abs(mover.assessment.change.percent or 0)


def offences_behind(assessment: Assessment, dashboard: Dashboard) -> frozenset[str]:
    """The offences that an indicator counts; none of a share, or of what is no count by offence."""
    indicator = assessment.indicator
    if indicator.is_share or indicator.source not in BY_PLACE:
        return frozenset()
    return dashboard.offences.behind(indicator)


def _is_part(part: Assessment, of: Assessment, dashboard: Dashboard) -> bool:
    if part.indicator.source is not of.indicator.source:
        return False
    inner, outer = offences_behind(part, dashboard), offences_behind(of, dashboard)
    return bool(inner) and inner < outer


def _driving(
    basket: Assessment, judged: Sequence[Assessment], dashboard: Dashboard
) -> tuple[Assessment, ...]:
    """The real parts that stand for a basket, an indicator of which at least two others are parts
    that share no offence; () where it stands for itself.
    """
    parts = [one for one in judged if _is_part(one, basket, dashboard)]
    behind = {one.indicator.id: offences_behind(one, dashboard) for one in parts}
    is_basket = any(a.isdisjoint(b) for a, b in combinations(behind.values(), 2))
    moved = basket.change.difference
    if not is_basket or not moved or not basket.change.is_real:
        return ()
    real = [p for p in parts if p.change.is_real and (p.change.difference or 0) * moved > 0]
    apart: list[Assessment] = []
    for one in sorted(real, key=lambda p: _strength(_mover(p))):
        if all(behind[one.indicator.id].isdisjoint(behind[o.indicator.id]) for o in apart):
            apart.append(one)
    explained = sum(one.change.difference or 0 for one in apart)
    return tuple(apart) if abs(explained) >= HALF * abs(moved) else ()


def _say_the_same(mover: Mover, other: Mover, dashboard: Dashboard) -> bool:
    # What only lies outside its range does not stand for a change of the year that is real.
    if mover.way is not other.way or (mover.is_real and not other.is_real):
        return False
    one, two = mover.assessment, other.assessment
    return _is_part(one, two, dashboard) or _is_part(two, one, dashboard)
