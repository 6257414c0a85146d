"""Quasi-Poisson regressions of many monthly series at once, on one design.

Arrays here are months × series, so that a product with the design is one matrix product and every
small system is solved for all series together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

# Iteratively reweighted least squares is given up after this many rounds.
MOST_ITERATIONS: Final = 40
# The last step's square, about 1e-8, is what is left of the error: Newton's steps are quadratic.
SMALLEST_STEP: Final = 1e-4
# A longer step in the log of a mean would overshoot: exp(2) is a factor of seven.
LONGEST_STEP: Final = 2.0
# Noufaily et al., Statistics in Medicine 2013, 32(7) 1206-1222: past months that were
# themselves outbreaks are weighted down from this standardised residual on.
OUTLYING_RESIDUAL: Final = 2.58
SMALLEST_SHARE_LEFT: Final = 1e-8


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Fits of one design to many series.

    ``coefficients`` parameters × series, ``covariance`` parameters × parameters × series
    before it is multiplied by ``phi``, and whether each fit ``converged``.
    """

    coefficients: Array
    covariance: Array
    phi: Array
    converged: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Design:
    """Explanatory columns, months × parameters, and the products of each two of them."""

    columns: Array
    pairs: Array = field(init=False)

    def __post_init__(self) -> None:
        pairs = (self.columns[:, :, None] * self.columns[:, None]).reshape(len(self.columns), -1)
        object.__setattr__(self, "pairs", pairs)

    @property
    def size(self) -> int:
        """The number of parameters."""
        return int(self.columns.shape[1])

    def without(self, column: int) -> Design:
        """The design that lacks one of the columns."""
        return Design(np.delete(self.columns, column, axis=1))

    def cross_products(self, weights: Array) -> Array:
        """Weighted cross products, parameters × parameters × series."""
        return (self.pairs.T @ weights).reshape(self.size, self.size, -1)

    def quadratic_forms(self, matrix: Array) -> Array:
        """x′ · matrix · x of every month's row x: months × series."""
        forms: Array = self.pairs @ matrix.reshape(self.size**2, -1)
        return forms


def robust_fit(counts: Array, design: Design, present: Array | None, start: Array) -> Fit:
    """Quasi-Poisson fit, log link, refitted once with outlying months weighted down.

    Parameters
    ----------
    counts
        months × series; any finite number stands where ``present`` is 0.
    design
        The explanatory columns.
    present
        1 where a month counts and 0 where it is left out, months × series; ``None`` for all 1.
    start
        Coefficients to begin from, parameters × series.

    Notes
    -----
    Anscombe residuals a = 1.5(y^⅔ μ^−⅙ − √μ) / √(φ(1−h)), φ = max(1, Pearson / (n − p));
    weights a⁻² where a > 2.58, scaled to sum to n.

    """
    # A series without an answer runs to infinity or nan, and is known by that afterwards.
    with np.errstate(all="ignore"):
        first, means, chi = _fit(counts, design, present, start)
        series, weights = _outlier_weights(counts, design, present, first, means, chi)
        if not series.size:
            return first
        begun = first.coefficients[:, series]
        again, _, _ = _fit(counts[:, series], design, weights, begun)
    first.coefficients[:, series] = again.coefficients
    first.covariance[:, :, series] = again.covariance
    first.phi[series] = again.phi
    first.converged[series] &= again.converged
    return first


def _fit(
    counts: Array, design: Design, weights: Array | None, start: Array
) -> tuple[Fit, Array, Array]:
    """Fit, fitted means and each month's part of Pearson's statistic.

    By Newton's method, which for a log link is iteratively reweighted least squares.
    """
    weights = np.ones_like(counts) if weights is None else weights
    # No month moves by more than its coefficients times the largest of each column.
    reach = np.abs(design.columns).max(axis=0)
    coefficients = start.copy()
    converged = np.zeros(counts.shape[1], dtype=np.bool_)
    part = np.arange(counts.shape[1])
    for _ in range(MOST_ITERATIONS):
        means = np.exp(design.columns @ coefficients[:, part])
        score = weights[:, part] * (counts[:, part] - means)
        products = design.cross_products(weights[:, part] * means)
        step = _solution(products, design.columns.T @ score)
        length = reach @ np.abs(step)
        step *= LONGEST_STEP / np.maximum(length, LONGEST_STEP)
        coefficients[:, part] += step
        converged[part] = length < SMALLEST_STEP
        # A step that is not a number never becomes one.
        part = np.flatnonzero(~converged & np.isfinite(coefficients).all(axis=0))
        if not part.size:
            break
    means = np.exp(design.columns @ coefficients)
    chi = weights * (counts - means) ** 2 / means
    freedom = np.maximum(np.count_nonzero(weights, axis=0) - design.size, 1)
    fit = Fit(
        coefficients=coefficients,
        covariance=_inverse(design.cross_products(weights * means)),
        phi=np.maximum(1, chi.sum(axis=0) / freedom),
        converged=converged,
    )
    return fit, means, chi


def _outlier_weights(
    counts: Array, design: Design, present: Array | None, fit: Fit, means: Array, chi: Array
) -> tuple[NDArray[np.intp], Array]:
    """Series with an outlying month, and the weights of their months."""
    left = fit.phi * np.maximum(
        1 - means * design.quadratic_forms(fit.covariance), SMALLEST_SHARE_LEFT
    )
    # An Anscombe residual is never above the Pearson one: few months are worth its powers.
    candidates = (chi > OUTLYING_RESIDUAL**2 * left) & (counts > means)
    at = np.nonzero(candidates)
    count, mean = counts[at], means[at]
    anscombe = 1.5 * (np.cbrt(count) ** 2 * mean ** (-1 / 6) - np.sqrt(mean)) / np.sqrt(left[at])
    outlying = anscombe > OUTLYING_RESIDUAL
    month, of_series = at[0][outlying], at[1][outlying]
    series, position = np.unique(of_series, return_inverse=True)
    weights = np.ones((len(counts), len(series))) if present is None else present[:, series]
    number = weights.sum(axis=0)
    weights[month, position] = anscombe[outlying] ** -2
    weights *= number / weights.sum(axis=0)
    return series, weights


def _solution(matrix: Array, right: Array) -> Array:
    """Solutions of matrix · x = right, for every series: symmetric and positive, so no pivoting.

    A matrix without an inverse gives nan or infinity, which its series is then known by.
    """
    size = len(right)
    system = np.concatenate([matrix, right[:, None]], axis=1)
    for k in range(size - 1):
        factor = system[k + 1 :, k] / system[k, k]
        system[k + 1 :, k + 1 :] -= factor[:, None] * system[k, k + 1 :]
    x = system[:, size]
    for k in reversed(range(size)):
        x[k] /= system[k, k]
        x[:k] -= system[:k, k] * x[k]
    return x


def _inverse(matrix: Array) -> Array:
    """Inverses of symmetric positive matrices, for every series, by sweeping out each column."""
    inverse = matrix.copy()
    for k in range(len(inverse)):
        pivot = 1 / inverse[k, k]
        row = inverse[k] * pivot
        column = inverse[:, k].copy()
        inverse -= column[:, None] * row
        inverse[k] = row
        inverse[:, k] = -column * pivot
        inverse[k, k] = pivot
    return inverse
