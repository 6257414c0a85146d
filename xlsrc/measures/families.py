"""How a month's figure varies about its level: whole counts, and parts of a whole.

Arrays are series × cells, where a cell is one supposition of how fast a level drifts and how much
single months deviate; a month's own figures are series × 1.

Source: docs/statistics.md, "What is usual?".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from xlsrc.measures import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Rows = NDArray[np.intp]

FIRST_MONTHS: Final = 12
"""Observed months that a series' first level is taken from."""


class Foretold(NamedTuple):
    """A month's figure in each cell: mean and variance, and the two shape parameters of the rate
    behind it (a gamma's shape and rate; a beta's two shapes).
    """

    mean: Numbers
    variance: Numbers
    first: Numbers
    second: Numbers


class Counts:
    """Whole counts: Poisson about a lognormal rate, matched to a gamma."""

    def of(self, rows: Rows) -> Counts:  # noqa: ARG002 - shares have denominators by series
        """The family of some of the series, in an order of their own."""
        return self

    def first_level(self, values: Numbers) -> Numbers:
        """The log of the mean of the first observed counts (series × months, gaps NaN)."""
        observed = first_observed(values)
        total = np.where(observed, values, 0).sum(axis=1)
        level: Numbers = np.log(total / np.maximum(observed.sum(axis=1), 1) + 0.1)
        return level

    def foretold(self, centre: Numbers, variance: Numbers, month: int) -> Foretold:  # noqa: ARG002 - shares have denominators by month
        """A negative binomial, from the log rate's mean and variance."""
        size = 1 / np.expm1(variance)
        mean = np.exp(centre + variance / 2)
        return Foretold(mean, mean + mean**2 / size, size, size / mean)

    def most(self, month: int) -> Numbers | float:  # noqa: ARG002 - as above
        """The greatest figure that a month can have: none."""
        return np.inf

    def log_likelihood(self, value: Numbers, rate: Foretold, month: int) -> Numbers:  # noqa: ARG002 - as above
        """Of the month's figure, but for what is the same in every cell."""
        return (
            special.gammaln(value + rate.first)
            - special.gammaln(rate.first)
            - rate.first * np.log1p(1 / rate.second)
            - value * np.log1p(rate.second)
        )

    def learned(self, value: Numbers, rate: Foretold, month: int) -> tuple[Numbers, Numbers]:  # noqa: ARG002 - as above
        """Mean and variance of the log rate once the month's figure is known."""
        shape = rate.first + value
        variance = np.log1p(1 / shape)
        return np.log(shape / (rate.second + 1)) - variance / 2, variance

    def weights_in_sum(self, centres: Numbers) -> Numbers:
        """How much each of the coming months (first axis) weighs in a sum over them."""
        weights: Numbers = np.exp(centres)
        return weights

    def sum_of(
        self, centres: Numbers, weight: Numbers, relative: Numbers, surplus: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Mean and variance of the coming months' total, whose weights add up to ``weight``.

        ``relative`` is the variance of its log, ``surplus`` what raises a lognormal's mean.
        """
        del centres
        mean = weight * np.exp(surplus / 2)
        return mean, mean + mean**2 * np.expm1(relative)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Parts of a whole: binomial about a logit-normal share, matched to a beta.

    ``out_of`` are the denominators, series × months, 1 where a month has none; those of months to
    come may follow.
    """

    out_of: Numbers

    def of(self, rows: Rows) -> Shares:
        """The family of some of the series, in an order of their own."""
        return Shares(out_of=self.out_of[rows])

    def first_level(self, values: Numbers) -> Numbers:
        """The logit of the share in the first observed months (series × months, gaps NaN)."""
        observed = first_observed(values)
        part = np.where(observed, values, 0).sum(axis=1)
        whole = np.where(observed, self.out_of[:, : values.shape[1]], 0).sum(axis=1)
        level: Numbers = special.logit((part + 0.5) / (whole + 1))
        return level

    def foretold(self, centre: Numbers, variance: Numbers, month: int) -> Foretold:
        """A beta-binomial, from the logit share's mean and variance."""
        whole = self.out_of[:, month, None]
        first = (1 + np.exp(centre)) / variance
        second = (1 + np.exp(-centre)) / variance
        share = first / (first + second)
        spread = whole * share * (1 - share) * (1 + (whole - 1) / (first + second + 1))
        return Foretold(whole * share, spread, first, second)

    def most(self, month: int) -> Numbers:
        """The greatest figure that a month can have: the whole."""
        return self.out_of[:, month]

    def log_likelihood(self, value: Numbers, rate: Foretold, month: int) -> Numbers:
        """Of the month's figure, but for what is the same in every cell."""
        rest = self.out_of[:, month, None] - value
        return special.betaln(value + rate.first, rest + rate.second) - special.betaln(
            rate.first, rate.second
        )

    def learned(self, value: Numbers, rate: Foretold, month: int) -> tuple[Numbers, Numbers]:
        """Mean and variance of the logit share once the month's figure is known."""
        part = rate.first + value
        rest = rate.second + self.out_of[:, month, None] - value
        return np.log(part / rest), 1 / part + 1 / rest

    def weights_in_sum(self, centres: Numbers) -> Numbers:
        """The coming months weigh alike."""
        return np.ones_like(centres)

    def sum_of(
        self, centres: Numbers, weight: Numbers, relative: Numbers, surplus: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Mean and variance of the share over the coming months (not of a count)."""
        del weight, surplus
        share = special.expit(centres.mean(axis=0))
        return share, relative * (share * (1 - share)) ** 2


Family = Counts | Shares


def first_observed(values: Numbers) -> NDArray[np.bool_]:
    """Which are the first twelve observed months of each series."""
    observed = ~np.isnan(values)
    return observed & (np.cumsum(observed, axis=1) <= FIRST_MONTHS)
