"""Change on a year ago, and whether it is more than noise."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.measures import special
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

# With forty indicators two in a hundred would otherwise mislead every board.
REAL_P: Final = 0.01
PROBABLY_REAL_P: Final = 0.05
FALSE_CHANGES: Final = 0.06
"""Of tests of series whose rate does not change, the share that are called real or probably real:
4.0 to 7.0 % by their size (docs/statistics.md, "change on a year ago, false at 5 %";
benchmarks/stationary.py)."""
# A percentage of fewer than 20 offences moves by 5 points with every one of them.
SMALLEST_BASE_FOR_PERCENT: Final = 20


class Certainty(Enum):
    """How sure one can be that a change is more than noise."""

    REAL = auto()
    PROBABLY_REAL = auto()
    NO_CLEAR_CHANGE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOnYear:
    """The last 12 months against the 12 before: arrays of one value per series.

    ``now``, ``before`` and ``difference`` are counts; ``percent`` is ``nan`` when
    ``percent_withheld`` (fewer than 20 before). ``phi`` is the dispersion of the pairs of
    months, ``t`` the log ratio over its standard error and ``p`` two-sided; ``ratio_low`` and
    ``ratio_high`` are the 95 % interval of now ÷ before. When either year counted nothing
    ``p`` is exact and ``t`` and the interval are ``nan``. A gap in the 24 months, or fewer
    than 24, makes every figure that needs them ``nan``.
    """

    now: NDArray[np.float64]
    before: NDArray[np.float64]
    difference: NDArray[np.float64]
    percent: NDArray[np.float64]
    percent_withheld: NDArray[np.bool_]
    phi: NDArray[np.float64]
    t: NDArray[np.float64]
    p: NDArray[np.float64]
    ratio_low: NDArray[np.float64]
    ratio_high: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeInShare:
    """A share per 100 over the last 12 months against the 12 before: one value per series.

    ``difference``, ``low`` and ``high`` (95 %) are percentage points. ``nan`` as in
    :class:`ChangeOnYear`, and where a year's denominators sum to 0.
    """

    now: NDArray[np.float64]
    before: NDArray[np.float64]
    difference: NDArray[np.float64]
    phi: NDArray[np.float64]
    t: NDArray[np.float64]
    p: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def change_on_year(
    counts: NDArray[np.float64],
    squares: NDArray[np.float64] | None = None,
    *,
    periods: int = MONTHS_IN_YEAR,
    over: int | None = None,
    years: int = 1,
) -> ChangeOnYear:
    """Change of the last 12 months on the 12 before, tested pair by pair of calendar months, or of
    quarters.

    Quasi-Poisson: each month of the two years is expected to hold its share of the pair's
    offences, so the season cancels; what the pairs scatter beyond that is the dispersion.

    Parameters
    ----------
    counts, squares
        Series × months, the last 24 of which are used: counts; or sums of weights × counts, and
        the same of the weights' squares, which is what such sums vary by.
    periods, over
        How many columns are a year: 12, or 4 of quarters; and how many of its last ones are
        compared, all by default. The dispersion is that of whole years: few pairs tell little.
    years
        How many years the earlier columns are the sums of; what is given of them is their mean.

    Notes
    -----
    φ = max(1, Σ[(c − nπ)² / sπ(1 − π)] / 11) with n = c + p of a pair of months, s = n or, of
    weighted sums, both squares, and π = C / (C + P); t = ln(C / P) / √(φS(π/C² + (1 − π)/P²)),
    S = Σs, of counts √(φ(1/C + 1/P)), with 11 degrees of freedom (of quarters 3, above too).
    With C or P = 0, the exact test: C of C + P is binomial with one half. A weighted sum is of
    C² / Σs offences there: as many as would vary so.

    """
    squares = counts if squares is None else squares
    (this_year, year_before), (square_now, square_before) = (
        _two_years(one, periods) for one in (counts, squares)
    )
    phi = _paired_dispersion(this_year, year_before, square_now + square_before)
    now, before, varies_now, varies_before = (
        one[:, periods - (over or periods) :].sum(axis=1)
        for one in (this_year, year_before, square_now, square_before)
    )
    number = _offences_in(before, varies_before)
    is_withheld = number < SMALLEST_BASE_FOR_PERCENT * years
    log_ratio, standard_error = _log_ratio(now, before, varies_now + varies_before, phi, years)
    t, margin = log_ratio / standard_error, t_975(periods) * standard_error
    exact = exact_p(_offences_in(now, varies_now), number, years=years)
    return ChangeOnYear(
        now=now,
        before=before / years,
        difference=now - before / years,
        percent=_percent(now, before / years, is_withheld),
        percent_withheld=is_withheld,
        phi=phi,
        t=t,
        p=np.where(np.isnan(phi), np.nan, np.where(np.isnan(t), exact, _two_sided_p(t, periods))),
        ratio_low=np.exp(log_ratio - margin),
        ratio_high=np.exp(log_ratio + margin),
    )


def change_in_share(
    numerators: NDArray[np.float64],
    denominators: NDArray[np.float64],
    *,
    periods: int = MONTHS_IN_YEAR,
    over: int | None = None,
) -> ChangeInShare:
    """Change of a share per 100 on the 12 months before, in percentage points.

    The difference of two proportions, overdispersed as the twelve pairs of calendar months
    scatter about it. Numerators that exceed their denominators (positive outcomes of offences
    recorded earlier) are no proportion: their variance is then a count's.

    Parameters
    ----------
    numerators, denominators
        series × months, the last 24 of which are used.
    periods, over
        As for :func:`change_on_year`.

    Notes
    -----
    With the pooled share s of all that is compared, v = s(1 − s), or s where it is no proportion;
    D = A/N − B/M; φ = max(1, Σ(aᵢ/nᵢ − bᵢ/mᵢ − D)² / vᵢ(1/nᵢ + 1/mᵢ) / 11) over pairs of
    months, vᵢ from the pair's own pooled share; t = D / √(φ v (1/N + 1/M)), 11 degrees of
    freedom; the interval is D ± t₀.₉₇₅ times the same standard error.

    """
    a, b = _two_years(numerators, periods)
    n, m = _two_years(denominators, periods)
    is_proportion = np.all((a <= n) & (b <= m), axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = a.sum(axis=1) / n.sum(axis=1) - b.sum(axis=1) / m.sum(axis=1)
        whole = np.where(np.isfinite(whole), whole, np.nan)
        pair_variance = _share_variance((a + b) / (n + m), is_proportion[:, None])
        pair_variance = pair_variance * (1 / n + 1 / m)
        chi = (a / n - b / m - whole[:, None]) ** 2 / pair_variance
        informative = (n > 0) & (m > 0) & (pair_variance > 0)
        phi = np.maximum(1, np.where(informative, chi, 0).sum(axis=1) / (periods - 1))
        a, b, n, m = (one[:, periods - (over or periods) :] for one in (a, b, n, m))
        now, before = a.sum(axis=1) / n.sum(axis=1), b.sum(axis=1) / m.sum(axis=1)
        difference = np.where(np.isfinite(now - before), now - before, np.nan)
        pooled = (a + b).sum(axis=1) / (n + m).sum(axis=1)
        variance = phi * _share_variance(pooled, is_proportion)
        standard_error = np.sqrt(variance * (1 / n.sum(axis=1) + 1 / m.sum(axis=1)))
        # Nothing, or everything, in both years: no difference, and no scatter to judge it by.
        t = np.where(difference == 0, 0.0, difference / standard_error)
    known = np.isfinite(difference)
    return ChangeInShare(
        now=np.where(known, PER_CENT * now, np.nan),
        before=np.where(known, PER_CENT * before, np.nan),
        difference=PER_CENT * difference,
        phi=np.where(known, phi, np.nan),
        t=np.where(known, t, np.nan),
        p=np.where(known, _two_sided_p(t, periods), np.nan),
        low=PER_CENT * (difference - t_975(periods) * standard_error),
        high=PER_CENT * (difference + t_975(periods) * standard_error),
    )


def t_975(periods: int) -> float:
    """The 97.5 % point of the t distribution for so many pairs of periods."""
    return float(special.stdtrit(periods - 1, 0.975))


def exact_p(
    now: NDArray[np.float64], before: NDArray[np.float64], *, years: int = 1
) -> NDArray[np.float64]:
    """Two-sided p of two Poisson counts, the earlier over so many times as long: given their sum,
    now is binomial.

    ``nan`` where either is a gap; 1 where both are 0.
    """
    now, before = np.asarray(now, dtype=np.float64), np.asarray(before, dtype=np.float64)
    known = np.isfinite(now) & np.isfinite(before)
    c, p = (np.where(known, np.rint(one), 0).astype(np.int64) for one in (now, before))
    share = 1 / (1 + years)
    of_fewer = special.bdtr(c, c + p, share), special.bdtr(p, c + p, 1 - share)
    return np.where(known, np.minimum(1, 2 * np.minimum(*of_fewer)), np.nan)


def certainty(p: float) -> Certainty | None:
    """How sure one can be that a change with this p is more than noise; ``None`` for ``nan``."""
    if np.isnan(p):
        return None
    if p < REAL_P:
        return Certainty.REAL
    return Certainty.PROBABLY_REAL if p < PROBABLY_REAL_P else Certainty.NO_CLEAR_CHANGE


def _two_years(
    counts: NDArray[np.float64], periods: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    counts = np.asarray(counts, dtype=np.float64)
    missing = max(0, 2 * periods - counts.shape[1])
    padded = np.pad(counts, ((0, 0), (missing, 0)), constant_values=np.nan)
    return padded[:, -periods:], padded[:, -2 * periods : -periods]


def _percent(
    now: NDArray[np.float64], before: NDArray[np.float64], is_withheld: NDArray[np.bool_]
) -> NDArray[np.float64]:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(is_withheld, np.nan, PER_CENT * (now / before - 1))


def _log_ratio(
    now: NDArray[np.float64],
    before: NDArray[np.float64],
    squares: NDArray[np.float64],
    phi: NDArray[np.float64],
    years: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The logarithm of now ÷ before, and its standard error; ``nan`` where either is nothing."""
    both = (now > 0) & (before > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.where(both, np.log(years * now / before), np.nan)
        # π/C² and (1 − π)/P² are 1/C and 1/P over C + P.
        each = squares / (now + before)
        return log_ratio, np.sqrt(phi * each * (1 / now + 1 / before))


def _offences_in(total: NDArray[np.float64], squares: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many offences a total is of: a count's own number, of a weighted sum as vary like it."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(squares == total, total, np.where(total == 0, 0.0, total**2 / squares))


def _paired_dispersion(
    this_year: NDArray[np.float64],
    year_before: NDArray[np.float64],
    squares: NDArray[np.float64],
) -> NDArray[np.float64]:
    """What the pairs scatter beyond chance; ``squares`` are those of each pair together."""
    now, before = this_year.sum(axis=1), year_before.sum(axis=1)
    pair = this_year + year_before
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (now / (now + before))[:, None]
        # The two terms of a pair have one numerator: c − nπ = −(p − n(1 − π)).
        chi = (this_year - pair * share) ** 2 / (squares * share * (1 - share))
    no_information = (pair == 0) | (share == 0) | (share == 1)
    chi = np.where(no_information, 0.0, chi)
    phi: NDArray[np.float64] = np.maximum(1, chi.sum(axis=1) / (pair.shape[1] - 1))
    # Two years of nothing scatter no more than chance does.
    return np.where(now + before == 0, 1.0, phi)


def _share_variance(
    share: NDArray[np.float64], is_proportion: NDArray[np.bool_]
) -> NDArray[np.float64]:
    return np.where(is_proportion, share * (1 - share), share)


def _two_sided_p(t: NDArray[np.float64], periods: int) -> NDArray[np.float64]:
    p: NDArray[np.float64] = 2 * special.stdtr(periods - 1, -np.abs(t))
    return p
