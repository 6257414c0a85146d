"""Tail z-scores and usual ranges of a negative binomial with a given mean and variance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Beyond this the tail is beyond what a float tells from nothing; |z| then stays near 37.
SMALLEST_TAIL: Final = 1e-300
# A range's end that lies further than this from where it was looked for is bisected.
LONGEST_WALK: Final = 50


def tail_z(
    observed: NDArray[np.float64], mean: NDArray[np.float64], variance: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Standard normal score of the mid-p tail: positive when more was observed than expected.

    Parameters
    ----------
    observed, mean, variance
        Counts, and the distribution of each; variance above mean.

    Returns
    -------
    z = −Φ⁻¹(upper tail) of the same shape, always finite; ``nan`` where an argument is a gap.

    """
    observed, mean, variance = np.broadcast_arrays(observed, mean, variance)
    z = np.full(observed.shape, np.nan)
    known = np.isfinite(observed) & np.isfinite(mean)
    count = observed[known]
    parameters = _parameters(mean[known], variance[known])
    size, p, q = parameters
    # Each side takes the tail that is small there, so that neither loses its digits.
    high = count >= mean[known]
    tail = special.betainc(
        np.where(high, count + 1, size), np.where(high, size, count + 1), np.where(high, q, p)
    )
    half = _probability(count, parameters) / 2
    mid_p = np.maximum(tail + np.where(high, half, -half), SMALLEST_TAIL)
    z[known] = special.ndtri(mid_p) * np.where(high, -1, 1)
    return z


def usual_range(
    mean: NDArray[np.float64], variance: NDArray[np.float64], z: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and greatest count whose :func:`tail_z` is within ±z.

    Parameters
    ----------
    mean, variance
        The distributions; variance above mean.
    z
        Positive: 3.09 for the 99.8 % range.

    Returns
    -------
    Whole numbers of the same shape; ``nan`` where the mean is a gap.

    """
    lower, upper = np.full(np.shape(mean), np.nan), np.full(np.shape(mean), np.nan)
    known = np.isfinite(mean)
    mean, variance = mean[known], variance[known]
    lower[known] = _crossing(mean, variance, -z)
    # The first count that is too rare is one beyond the range.
    upper[known] = _crossing(mean, variance, z) - 1
    return lower, upper


_Parameters = tuple["NDArray[np.float64]", "NDArray[np.float64]", "NDArray[np.float64]"]


def _parameters(mean: NDArray[np.float64], variance: NDArray[np.float64]) -> _Parameters:
    """Size, p = mean ÷ variance and q = 1 − p."""
    excess = variance - mean
    return mean * mean / excess, mean / variance, excess / variance


def _probability(count: NDArray[np.float64], parameters: _Parameters) -> NDArray[np.float64]:
    size, p, q = parameters
    # log p = −log(1 + q/p) and log q likewise: exact also where one is nearly 1.
    exponent = -size * np.log1p(q / p) - count * np.log1p(p / q) - special.betaln(size, count + 1)
    probability: NDArray[np.float64] = np.exp(exponent) / (size + count)
    return probability


def _crossing(
    mean: NDArray[np.float64], variance: NDArray[np.float64], z: float
) -> NDArray[np.float64]:
    """First count at which the mid-p tail has crossed Φ(−|z|): the lower one for z below 0."""
    parameters = _parameters(mean, variance)
    alpha = float(special.ndtr(-abs(z)))
    sign = -1 if z > 0 else 1
    count = _cornish_fisher(mean, variance, parameters, z)
    far = _walk(count, parameters, alpha, sign)
    if far.size:
        size, p, q = parameters
        count[far] = _bisection((size[far], p[far], q[far]), alpha, sign)
    return count


def _cornish_fisher(
    mean: NDArray[np.float64], variance: NDArray[np.float64], parameters: _Parameters, z: float
) -> NDArray[np.float64]:
    """Whole number near the z-quantile: where the exact search begins."""
    size, p, q = parameters
    skewness = (1 + q) / np.sqrt(size * q)
    kurtosis = 6 / size + p * p / (size * q)
    standard = (
        z
        + (z**2 - 1) * skewness / 6
        + (z**3 - 3 * z) * kurtosis / 24
        - (2 * z**3 - 5 * z) * skewness**2 / 36
    )
    return np.maximum(np.rint(mean + standard * np.sqrt(variance)), 0)


def _mid_p_tail(
    count: NDArray[np.float64], parameters: _Parameters, sign: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mid-p tail at each count, the lower for sign 1, and the probability of the count."""
    size, p, q = parameters
    here = _probability(count, parameters)
    if sign > 0:
        return special.betainc(size, count + 1, p) - here / 2, here
    return special.betainc(count + 1, size, q) + here / 2, here


def _walk(
    count: NDArray[np.float64], parameters: _Parameters, alpha: float, sign: int
) -> NDArray[np.intp]:
    """Moves ``count`` in place, one by one, to the first whose tail has crossed alpha.

    Returns those that were too far off to walk.
    """
    size, _, q = parameters
    tail, here = _mid_p_tail(count, parameters, sign)
    crossed = sign * (tail - alpha) >= 0
    back, on = np.flatnonzero(crossed & (count > 0)), np.flatnonzero(~crossed)
    for _ in range(LONGEST_WALK):
        if not back.size and not on.size:
            break
        before = here[back] * count[back] / ((size[back] + count[back] - 1) * q[back])
        tail_before = tail[back] - sign * (here[back] + before) / 2
        still = sign * (tail_before - alpha) >= 0
        back = back[still]
        tail[back], here[back] = tail_before[still], before[still]
        count[back] -= 1
        back = back[count[back] > 0]
        after = here[on] * (size[on] + count[on]) / (count[on] + 1) * q[on]
        tail[on] += sign * (here[on] + after) / 2
        here[on] = after
        count[on] += 1
        on = on[sign * (tail[on] - alpha) < 0]
    return np.concatenate([back, on])


def _bisection(parameters: _Parameters, alpha: float, sign: int) -> NDArray[np.float64]:
    """First count whose tail has crossed alpha, wherever it lies."""
    low, high = np.full_like(parameters[0], -1), np.ones_like(parameters[0])
    short = np.ones(high.shape, dtype=np.bool_)
    while short.any():
        tail, _ = _mid_p_tail(high, parameters, sign)
        short = sign * (tail - alpha) < 0
        low = np.where(short, high, low)
        high = np.where(short, 2 * high, high)
    while np.any(high - low > 1):
        middle = np.ceil((low + high) / 2)
        tail, _ = _mid_p_tail(middle, parameters, sign)
        crossed = sign * (tail - alpha) >= 0
        # Once low and high are neighbours the middle is high itself, and crossed.
        high = np.where(crossed, middle, high)
        low = np.where(crossed, low, middle)
    return high
