"""Quasi-Poisson regressions of many monthly series at once, on one shared design.

Arrays here are months × series, so that a product with the shared design is one matrix
product and every small system is solved for all series together.
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
# OpenBLAS spreads a product of more multiplications over threads, which for products as thin
# as these wait for one another longer than they work (measured: two to five times slower).
MULTIPLICATIONS_AT_ONCE: Final = 2**18


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """Explanatory columns: those all series share, then those of each series alone.

    ``shared`` months × columns; ``own`` columns × months × series (a recording change), with
    0 columns where series have none. ``pairs`` are the products of each two shared columns.
    """

    shared: Array
    own: Array
    pairs: Array = field(init=False)

    def __post_init__(self) -> None:
        months = len(self.shared)
        pairs = (self.shared[:, :, None] * self.shared[:, None]).reshape(months, -1)
        object.__setattr__(self, "pairs", pairs)

    @property
    def size(self) -> int:
        """The number of parameters."""
        return int(self.shared.shape[1]) + len(self.own)

    def of(self, series: NDArray[np.intp]) -> Design:
        """The design of some of the series."""
        return Design(shared=self.shared, own=self.own[:, :, series])

    def without(self, column: int) -> Design:
        """The design that lacks one of the shared columns."""
        return Design(shared=np.delete(self.shared, column, axis=1), own=self.own)

    def predictor(self, coefficients: Array) -> Array:
        """Linear predictor, months × series."""
        shared = self.shared.shape[1]
        predictor = product(self.shared, coefficients[:shared])
        for column, coefficient in zip(self.own, coefficients[shared:], strict=True):
            predictor += column * coefficient
        return predictor

    def moments(self, values: Array) -> Array:
        """Sum over months of each column times the values: parameters × series."""
        moments = np.empty((self.size, values.shape[1]))
        shared = self.shared.shape[1]
        moments[:shared] = product(self.shared.T, values)
        for row, column in enumerate(self.own, shared):
            moments[row] = (column * values).sum(axis=0)
        return moments

    def cross_products(self, weights: Array) -> Array:
        """Weighted cross products, parameters × parameters × series."""
        shared = self.shared.shape[1]
        block = product(self.pairs.T, weights).reshape(shared, shared, -1)
        if not len(self.own):
            return block
        products = np.empty((self.size, self.size, weights.shape[1]))
        products[:shared, :shared] = block
        for row, column in enumerate(self.own, shared):
            weighted = column * weights
            products[row, :shared] = products[:shared, row] = product(self.shared.T, weighted)
            for other in range(shared, self.size):
                products[row, other] = (weighted * self.own[other - shared]).sum(axis=0)
        return products

    def quadratic_forms(self, matrix: Array) -> Array:
        """x′ · matrix · x of every month's row x: months × series."""
        shared = self.shared.shape[1]
        forms = product(self.pairs, matrix[:shared, :shared].reshape(shared * shared, -1))
        for row, column in enumerate(self.own, shared):
            forms += 2 * column * product(self.shared, matrix[row, :shared])
            for other in range(shared, self.size):
                forms += column * self.own[other - shared] * matrix[row, other]
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
        again, _, _ = _fit(counts[:, series], design.of(series), weights, begun)
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
    # No month moves by more than its coefficients times the largest of each column.
    reach = np.concatenate([np.abs(design.shared).max(axis=0), np.ones(len(design.own))])
    coefficients = start.copy()
    predictor = design.predictor(coefficients)
    converged = np.zeros(counts.shape[1], dtype=np.bool_)
    part: slice | NDArray[np.intp] = slice(None)
    part_design = design
    for _ in range(MOST_ITERATIONS):
        part_weights = None if weights is None else weights[:, part]
        step = _newton_step(counts[:, part], part_design, part_weights, predictor[:, part])
        length = reach @ np.abs(step)
        if np.any(length > LONGEST_STEP):
            step *= LONGEST_STEP / np.maximum(length, LONGEST_STEP)
        coefficients[:, part] += step
        predictor[:, part] += part_design.predictor(step)
        converged[part] = length < SMALLEST_STEP
        # A step that is not a number never becomes one.
        unfinished = np.flatnonzero(~converged & np.isfinite(predictor[0]))
        if not unfinished.size:
            break
        # The few that take long go on alone; to part the many would cost more than it saves.
        if unfinished.size * 4 < length.size:
            part, part_design = unfinished, design.of(unfinished)
    means = np.exp(predictor)
    weighted_means = means if weights is None else weights * means
    covariance = _inverse(design.cross_products(weighted_means))
    chi = (counts - means) ** 2 / means
    if weights is not None:
        chi *= weights
    pearson = chi.sum(axis=0)
    freedom = np.maximum(_months_counted(counts, weights) - design.size, 1)
    fit = Fit(
        coefficients=coefficients,
        covariance=covariance,
        phi=np.maximum(1, pearson / freedom),
        converged=converged,
    )
    return fit, means, chi


def _newton_step(counts: Array, design: Design, weights: Array | None, predictor: Array) -> Array:
    means = np.exp(predictor)
    score = counts - means
    if weights is not None:
        means *= weights
        score *= weights
    return _solution(design.cross_products(means), design.moments(score))


def _months_counted(counts: Array, weights: Array | None) -> NDArray[np.int64] | int:
    return len(counts) if weights is None else np.count_nonzero(weights, axis=0)


def _outlier_weights(
    counts: Array, design: Design, present: Array | None, fit: Fit, means: Array, chi: Array
) -> tuple[NDArray[np.intp], Array]:
    """Series with an outlying month, and the weights of their months."""
    left = design.quadratic_forms(fit.covariance)
    left *= means
    np.subtract(1, left, out=left)
    np.maximum(left, SMALLEST_SHARE_LEFT, out=left)
    left *= fit.phi
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


def product(left: Array, right: Array) -> Array:
    """Product of two matrices, in blocks of series that stay on one thread."""
    product = np.empty((left.shape[0], right.shape[1]))
    width = max(1, MULTIPLICATIONS_AT_ONCE // left.size)
    for start in range(0, right.shape[1], width):
        block = slice(start, start + width)
        np.matmul(left, right[:, block], out=product[:, block])
    return product


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
