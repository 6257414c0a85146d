"""Cells made of an array of counts, and what is foretold of them: by given numbers, not a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.support.made_up_release import FIRST, boroughs, made_up_extract
from xlsrc.gate.cells import Cells
from xlsrc.gate.expected import Expected
from xlsrc.gate.foretold import Foretold, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.label import Label

    Numbers = NDArray[np.float64]


def made_up_cells(
    counts: Numbers, labels: Sequence[Label], masked: Sequence[int] = (), *, every_area: bool = True
) -> Cells:
    """Boroughs × labels (in the order of their offences' names) × months, of one release.

    Gaps are NaN; ``masked`` are the months (columns) that a known change leaves out.
    """
    extract = made_up_extract(counts, boroughs(counts.shape[0]), labels)
    offences = tuple(meaning.offence for meaning in extract.meanings)
    assert list(offences) == sorted(offences)
    out = np.zeros(counts.shape[1:], dtype=bool)
    out[:, list(masked)] = True
    return Cells(
        extracts=(extract,),
        areas=extract.areas,
        offences=offences,
        first=FIRST,
        counts=np.where(out, np.nan, counts),
        as_counted=counts,
        vintage=np.where(np.isfinite(counts), 0, -1).astype(np.int16),
        vintages=(extract.vintage,),
        ordinary=np.ones(counts.shape[0], dtype=bool),
        masked=out,
        steps=np.zeros_like(out),
        members=np.ones(counts.shape[1], dtype=bool),
        every_area=every_area,
    )


def made_up_foretold(cells: Cells, mean: Numbers, z: Numbers) -> Foretold:
    """Every series of the cells, with its mean and z (area × offence × month); one part of all.

    The areas' totals are foretold by the sums of the means, with a z of −9 where they lie below
    and 9 where they lie above, and the whole by theirs; variances are a thousandth more
    than the means: as of a Poisson, nearly.
    """
    area, offence = (at.ravel() for at in np.indices(cells.counts.shape[:2]))
    areas, expected = cells.counts.sum(axis=1), mean.sum(axis=1)
    whole, of_whole = areas.sum(axis=0, keepdims=True), expected.sum(axis=0, keepdims=True)
    of_areas = Expected(
        mean=expected,
        variance=1.001 * expected,
        z=9 * np.sign(areas - expected),
    )
    part = Part(
        offences=np.arange(cells.counts.shape[1]),
        areas=areas,
        areas_sum=areas.sum(axis=0),
        area_expected=of_areas,
        whole=whole,
        whole_expected=Expected(mean=of_whole, variance=1.001 * of_whole, z=np.zeros_like(whole)),
    )
    series = mean[area, offence]
    return Foretold(
        cells=cells,
        area=area,
        offence=offence,
        counts=cells.counts[area, offence],
        expected=Expected(mean=series, variance=1.001 * series, z=z[area, offence]),
        parts=(part,),
    )
