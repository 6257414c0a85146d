"""Of which wards' years an earlier edition may have told parts, by month or by difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from xlsrc.domain.published import Figure

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.published import PublishedEdition


def told_before(
    published: Sequence[PublishedEdition],
    indicators: Sequence[Indicator],
    parts: NDArray[np.bool_],
    years: Sequence[int],
    known: Collection[str],
) -> NDArray[np.bool_]:
    """Indicators × years: whether months of the wards' year may stand in an earlier edition.

    They may where the indicator had no table of wards there, and the wards of anything that shares
    an offence with it were open: the year's count less those months would tell the others.
    ``parts`` is as `suppressed` takes it. Of an indicator that is not ``known`` any longer nobody
    can say what it shared. An imported edition tells of no wards.
    """
    found = np.zeros((len(indicators), len(years)), dtype=bool)
    shares = np.eye(len(indicators), dtype=bool) | (parts.astype(int) @ parts.T.astype(int) > 0)
    for edition in (one for one in published if not one.imported):
        public = {one.indicator for one in edition.figures if one.public is not None}
        tables = {one.indicator for one in edition.figures if one.figure is Figure.WARD_YEAR}
        is_shown = np.array([one.id in public for one in indicators], dtype=bool)
        has_table = np.array([one.id in tables for one in indicators], dtype=bool)
        was_open = is_shown & ~shares[:, has_table].any(axis=1)
        may_tell = shares[:, was_open].any(axis=1) | (not public.issubset(known))
        begun = np.array(years) <= edition.as_at.year
        found |= (may_tell & ~has_table)[:, np.newaxis] & begun
    return found
