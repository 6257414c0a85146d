"""Labels of a release that fall to 0 in one area while others go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import OFFENCES_MEASURE
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import Release
from xlsrc.extracts.panel import area_key
from xlsrc.gate.said import CHECK, place, where
from xlsrc.measures.rolling import MONTHS_IN_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.places import Places
    from xlsrc.gate.cells import Cells

# One such month among all real ones, April 2020.
_MEAN_BEFORE: Final = 12
_LEAST_BEFORE: Final = 3
_QUARTER: Final = 3
"""A label that is fading may well have a 0: the quarter before has as much as the year."""
_HALF: Final = 0.5
_MOST_AREAS: Final = 8
"""Where a label is 0 in more areas, or in more than half, it is no area's fault: it stops."""


def label_zero(cells: Cells, places: Places) -> list[Finding]:
    """A finding for each area and label with a month of 0 after a year of at least 3 a month.

    Only the months for which the release is the one used.
    """
    return [
        finding
        for extract in cells.extracts
        if extract.sparse and len(extract.months) > MONTHS_IN_YEAR
        for finding in _of(cells, extract, places)
    ]


def _of(cells: Cells, extract: Extract, places: Places) -> Iterator[Finding]:
    release = Release.of(extract, places)
    known = {area_key(area): at for at, area in enumerate(cells.areas)}
    at_of = [known.get(area_key(area), -1) for area in extract.areas]
    own = np.flatnonzero([at >= 0 and cells.large[at] for at in at_of])
    if not own.size:
        return
    zero = _zero(release.counts[own]) & ~_renamed(release, own)
    areas = zero.sum(axis=0)
    zero &= (areas <= max(1, min(_MOST_AREAS, own.size // 2)))[None]
    for row, label, at in np.argwhere(zero).tolist():
        name = release.meanings[label].offence
        if extract.labels[label].measure != OFFENCES_MEASURE or name not in cells.offences:
            continue
        area, offence = at_of[own[row]], cells.offences.index(name)
        counts = release.counts[own[row], label]
        run = at + int(np.argmax(np.append(counts[at:], 1) > 0))
        ordinals = range(extract.months[at], extract.months[run - 1] + 1)
        months = [
            one - cells.first for one in ordinals if _uses(cells, extract, area, offence, one)
        ]
        if months:
            mean = float(counts[at - MONTHS_IN_YEAR : at].mean())
            yield _finding(cells, extract, (area, label, months), mean)


def _zero(counts: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Area × label × month: 0 after a year in which no month was."""
    before = np.lib.stride_tricks.sliding_window_view(counts, MONTHS_IN_YEAR, axis=2)[:, :, :-1]
    found = np.zeros(counts.shape, dtype=bool)
    found[:, :, MONTHS_IN_YEAR:] = (
        (counts[:, :, MONTHS_IN_YEAR:] == 0)
        & (before.mean(axis=-1) >= _MEAN_BEFORE)
        & (before[..., -_QUARTER:].mean(axis=-1) >= _MEAN_BEFORE)
        & (before.min(axis=-1) >= _LEAST_BEFORE)
    )
    return found


def _renamed(release: Release, areas: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Area × label × month: whether the area's other labels of the offence rose by half of what
    the label had: a label that is split or renamed falls to 0, and nothing is lost.
    """
    counts = release.counts[areas]
    rose = np.zeros(counts.shape)
    rose[:, :, MONTHS_IN_YEAR:] = counts[
        :, :, MONTHS_IN_YEAR:
    ] - np.lib.stride_tricks.sliding_window_view(counts, MONTHS_IN_YEAR, axis=2)[:, :, :-1].mean(
        axis=-1
    )
    renamed = np.zeros(counts.shape, dtype=bool)
    for labels in release.by_offence().values():
        of_offence = rose[:, labels].sum(axis=1, keepdims=True)
        # A label's own fall is minus all that it had.
        renamed[:, labels] = of_offence - rose[:, labels] >= -_HALF * rose[:, labels]
    return renamed & (rose < 0)


def _uses(cells: Cells, extract: Extract, area: int, offence: int, ordinal: int) -> bool:
    month = ordinal - cells.first
    used = int(cells.vintage[area, offence, month])
    is_known = bool(cells.masked[offence, month])
    return not is_known and used >= 0 and cells.vintages[used] == extract.vintage


def _finding(
    cells: Cells, extract: Extract, cell: tuple[int, int, list[int]], mean: float
) -> Finding:
    at, label, months = cell
    area, name = cells.areas[at], extract.labels[label].offence
    span = cells.name(months[0])
    if len(months) > 1:
        span += f" to {cells.name(months[-1])}"
    return Finding(
        rule="label-zero",
        severity=Severity.WITHHOLDS,
        source=cells.source,
        files=(extract.file,),
        areas=frozenset([area]),
        offences=frozenset([extract.meanings[label].offence]),
        months=frozenset(cells.first + month for month in months),
        wanted="Figures that are missing should not stand as 0",
        found=f"{place(area)}, {name}: 0 in {span}, {mean:,.0f} a month in the year before",
        where=where([extract.file]),
        action=CHECK,
        size=mean,
    )
