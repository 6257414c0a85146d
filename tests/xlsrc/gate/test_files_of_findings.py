"""A finding of series names the files that its own figures come from, and no others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from tests.support.made_up_cells import made_up_cells, made_up_foretold
from tests.support.made_up_release import ARSON, BICYCLES, SHOPLIFTING, WEAPONS
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places
from xlsrc.gate.area_months import area_month, standing_out
from xlsrc.gate.extremes import extremes
from xlsrc.gate.labels import label_zero
from xlsrc.gate.left_out import left_out
from xlsrc.gate.months import hole, month_incomplete

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.gate.cells import Cells

RAPE = Label(group="SEXUAL OFFENCES", offence="RAPE")
LABELS = (ARSON, BICYCLES, WEAPONS, RAPE, SHOPLIFTING)
OLDER, NEWER = ("2025-12.csv",), ("2026-01.csv",)
BOTH = OLDER + NEWER
MONTHS = 36
OF_AREA, OF_OFFENCE = 20, 21
"""Of the first of these months the third area, of the second rapes are of the older release."""


def cells_of_two_releases(counts: NDArray[np.float64]) -> Cells:
    cells = made_up_cells(counts, LABELS)
    (newer,) = cells.extracts
    older = replace(newer, vintage="2025-12", file=OLDER[0])
    vintage = np.ones(counts.shape, dtype=np.int16)
    vintage[2, :, OF_AREA] = vintage[:, 3, OF_OFFENCE] = 0
    return replace(cells, extracts=(older, newer), vintage=vintage, vintages=("2025-12", "2026-01"))


def files(findings: list[Finding]) -> list[tuple[str, ...]]:
    found = [one.files for one in findings]
    for one in findings:
        number = "File" if len(one.files) == 1 else "Files"
        assert one.where == f"{number} {', '.join(one.files)}"
    return found


def test_files_of_a_series() -> None:
    counts, means = np.full((2, 12, 5, MONTHS), 2500.0)
    zs = np.zeros_like(counts)
    places = ((1, 3, OF_AREA), (1, 3, OF_OFFENCE), (1, 4, OF_OFFENCE), (2, 0, OF_AREA))
    for place in places:
        zs[place] = 9
    zs[2, 0, OF_AREA + 2] = 9

    found = extremes(made_up_foretold(cells_of_two_releases(counts), means, zs))

    assert files(found) == [NEWER, OLDER, NEWER, OLDER, NEWER]


def test_files_of_an_area_s_month() -> None:
    counts, means = np.full((2, 12, 5, MONTHS), 2500.0)
    counts[1, :, [OF_AREA, OF_OFFENCE]] = counts[2, :, [OF_AREA, OF_OFFENCE + 1]] = 500
    foretold = made_up_foretold(cells_of_two_releases(counts), means, np.zeros_like(counts))
    (part,) = foretold.parts
    without_rape = replace(part, offences=np.array([0, 1, 2, 4]))

    for judged, of_offence in ((part, BOTH), (without_rape, NEWER)):
        found = area_month(foretold, judged, standing_out(foretold, judged))
        assert files(found) == [NEWER, of_offence, OLDER, NEWER]


def test_files_of_an_unfinished_month() -> None:
    counts, means = np.full((2, 12, 5, MONTHS), 2500.0)
    counts[:6, :, [OF_AREA, OF_OFFENCE, OF_OFFENCE + 1]] = 500
    foretold = made_up_foretold(cells_of_two_releases(counts), means, np.zeros_like(counts))
    (part,) = foretold.parts
    without_rape = replace(part, offences=np.array([0, 1, 2, 4]))
    none = np.zeros(part.areas.shape, dtype=bool)

    of_all = -9 * np.ones((1, MONTHS))
    for judged, of_offence in ((part, BOTH), (without_rape, NEWER)):
        low = replace(judged, whole_expected=replace(judged.whole_expected, z=of_all))
        assert files(month_incomplete(foretold, low, none)) == [BOTH, of_offence, NEWER]


def test_files_of_months_left_out() -> None:
    counts = np.full((12, 5, MONTHS), 2500.0)
    masked = np.zeros((5, MONTHS), dtype=bool)
    masked[:, OF_AREA : OF_OFFENCE + 2] = True

    def of(*places: tuple[int | slice, int | slice, int]) -> list[tuple[str, ...]]:
        lost = counts.copy()
        for place in places:
            lost[place] = 0
        return files(left_out(replace(cells_of_two_releases(lost), masked=masked)))

    every = slice(None)
    assert of((every, every, OF_AREA), (every, every, OF_OFFENCE + 1)) == [BOTH, NEWER]
    assert of((2, every, OF_AREA), (1, every, OF_AREA)) == [NEWER, OLDER]
    assert of((1, every, OF_OFFENCE)) == [BOTH]
    assert of((every, 3, OF_OFFENCE), (every, 4, OF_OFFENCE)) == [OLDER, NEWER]
    assert of((every, 0, OF_AREA)) == [BOTH]


def test_files_of_labels_and_of_holes() -> None:
    counts = np.full((12, 5, MONTHS), 2500.0)
    cells = cells_of_two_releases(counts)
    older, newer = cells.extracts
    counts[1, 3, OF_OFFENCE] = counts[1, 4, OF_OFFENCE] = 0
    zero = made_up_cells(counts, LABELS).extracts[0]
    older = replace(zero, vintage=older.vintage, file=older.file)

    # Each release is asked for the months that are taken from it.
    found = label_zero(replace(cells, extracts=(older, zero)), shipped_places())
    assert [(one.files, one.offences) for one in found] == [
        (OLDER, frozenset(["Rape"])),
        (NEWER, frozenset(["Shoplifting"])),
    ]
    vintage = cells.vintage.copy()
    vintage[:, :, 9] = -1
    assert newer.file == NEWER[0]
    assert files(hole(replace(cells, vintage=vintage))) == [BOTH]
