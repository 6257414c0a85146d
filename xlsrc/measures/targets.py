"""Targets: what was aimed at, whether it is met, and what it would take."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Polarity
from xlsrc.domain.target import TargetKind
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from xlsrc.domain.target import Target

# A target missed by no more than this share of itself is amber (statistics.md §7).
AMBER_WITHIN: Final = 0.05
# 1.05 - 1 is a little more than 0.05 in binary: a miss of exactly 5 % stays amber.
ROUNDING: Final = 1e-9


class Rag(StrEnum):
    """Red, amber, green, or grey where there is nothing to say."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    GREY = "Grey"


class Grey(Enum):
    """Why a figure is neither red, amber nor green."""

    NO_TARGET = auto()
    NO_FIGURE = auto()
    NOT_COMPARABLE = auto()
    NEUTRAL = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A figure beside its target.

    ``distance`` is the figure less the target, in the figure's unit; ``miss`` the share of the
    target by which it is missed, 0 when met; both ``nan`` when grey, ``miss`` infinite when a
    target of 0 is missed. ``grey`` says why there is no colour.
    """

    rag: Rag
    distance: float = math.nan
    miss: float = math.nan
    could_be_chance: bool = False
    grey: Grey | None = None


def without_colour(why: Grey) -> Progress:
    """The grey of a figure that cannot be judged."""
    return Progress(rag=Rag.GREY, grey=why)


def progress(
    value: float,
    target: float,
    polarity: Polarity,
    interval: tuple[float, float] | None = None,
) -> Progress:
    """A figure against its target: green meets, amber misses by up to 5 %, red by more.

    Parameters
    ----------
    value, target
        In one unit; ``nan`` for a gap or no target.
    polarity
        Which side of the target meets it. Against a neutral indicator no target can be judged.
    interval
        The 95 % interval of ``value``: a missed target inside it could be chance.

    Raises
    ------
    ValueError
        A target below 0, of which no share can be taken.

    """
    if math.isnan(target):
        return without_colour(Grey.NO_TARGET)
    if target < 0:
        message = f"a target cannot be below 0; found {target:g}"
        raise ValueError(message)
    if math.isnan(value):
        return without_colour(Grey.NO_FIGURE)
    distance = value - target
    if polarity is Polarity.NEUTRAL:
        return Progress(rag=Rag.GREY, distance=distance, grey=Grey.NEUTRAL)
    short = max(0.0, distance if polarity is Polarity.LOWER else -distance)
    if short == 0:
        return Progress(rag=Rag.GREEN, distance=distance, miss=0.0)
    miss = short / target if target > 0 else math.inf
    return Progress(
        rag=Rag.AMBER if miss <= AMBER_WITHIN + ROUNDING else Rag.RED,
        distance=distance,
        miss=miss,
        could_be_chance=interval is not None and interval[0] <= target <= interval[1],
    )


def target_figure(
    target: Target, *, baseline: float = math.nan, peer_rate: float = math.nan
) -> float:
    """The figure that has to be reached, in the unit of the amount, the baseline or the peer rate.

    ``nan`` where the baseline or the peer rate that the target refers to is not known.
    """
    match target.kind:
        case TargetKind.VALUE:
            return target.amount
        case TargetKind.CHANGE:
            return baseline * (1 + target.amount / 100)
        case TargetKind.PEER_RATE:
            return peer_rate


def run_rate_needed(counts: ArrayLike, target: ArrayLike, months_left: int) -> NDArray[np.float64]:
    """The monthly average from now on that brings a 12-month total to its target in time.

    Parameters
    ----------
    counts
        [..., months], the last being the latest; at least 12 - ``months_left`` of them.
    target
        The 12-month total aimed at, [...].
    months_left
        Months until it is due, at least 1. With 12 or more, nothing that has happened counts
        any longer and the average is a twelfth of the target.

    Returns
    -------
    ndarray
        [...]. A figure below 0 says that the target is out of reach. A gap in a month that
        still counts gives ``nan``.

    Raises
    ------
    ValueError
        No month is left, or the series is too short.

    """
    if months_left < 1:
        message = f"a target needs a month to be reached in; found {months_left}"
        raise ValueError(message)
    series = np.asarray(counts, dtype=np.float64)
    left = min(months_left, MONTHS_IN_YEAR)
    kept = MONTHS_IN_YEAR - left
    if series.shape[-1] < kept:
        message = f"{kept} past months count towards the target; the series has {series.shape[-1]}"
        raise ValueError(message)
    so_far = series[..., series.shape[-1] - kept :].sum(axis=-1)
    needed: NDArray[np.float64] = (np.asarray(target, dtype=np.float64) - so_far) / left
    return needed
