"""A file's figures as a table, from which every selection of areas and months is taken."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np
import pytest

from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import OFFENCES_MEASURE, Source
from xlsrc.extracts.cells import Cells
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAN = float("nan")
FIRST = 2025 * 12
ATOMS = (("robbery", OFFENCES_MEASURE), ("burglary", OFFENCES_MEASURE))
ROWS = (  # area, label, month, count
    (0, 0, FIRST, 3.0),
    (0, 1, FIRST, 1.5),
    (1, 0, FIRST, 4.0),
    (2, 0, FIRST + 2, NAN),
    (0, 0, FIRST + 2, 5.0),
    (0, 0, FIRST + 2, 6.0),
)


def an_extract(level: Level = Level.BOROUGH, *, sparse: bool = False) -> Extract:
    area, label, month, count = (np.array(column) for column in zip(*ROWS, strict=True))
    return Extract(
        source=Source.PARTNER_RETURN,
        layout="",
        level=level,
        vintage="2026-01",
        file="a.csv",
        sha256="",
        sparse=sparse,
        illustrative=False,
        months=(FIRST, FIRST + 1, FIRST + 2),
        areas=tuple(Area(code=f"E{at}", name=f"Area {at}", level=level) for at in range(3)),
        labels=(Label(group="", offence="Robbery"), Label(group="", offence="Burglary")),
        area=area.astype(np.int32),
        label=label.astype(np.int32),
        month=month.astype(np.int32),
        count=count.astype(np.float64),
        denominator=np.broadcast_to(np.nan, len(ROWS)),
    )


def counts(
    extract: Extract, wanted: list[int], areas: int, months: int = 3, first: int = FIRST
) -> NDArray[np.float64]:
    shape = (areas, len(ATOMS), months)
    return Cells.of(extract, np.array(wanted, dtype=np.int64), shape, ATOMS, first).counts()


@pytest.mark.parametrize("level", [Level.BOROUGH, Level.LSOA])
def test_rows_of_a_cell_add_up_and_one_that_is_missing_is_none_of_another_offence(
    level: Level,
) -> None:
    found = counts(an_extract(level), [1, -1, 0], 2)

    np.testing.assert_array_equal(found[0], [[0, 0, NAN], [0, 0, 0]])
    np.testing.assert_array_equal(found[1], [[3, 0, 11], [1.5, 0, 0]])


def test_an_area_under_two_names_is_the_sum_of_both() -> None:
    found = counts(an_extract(), [0, 0, -1], 1)

    np.testing.assert_array_equal(found[0], [[7, 0, 11], [1.5, 0, 0]])


def test_months_before_the_first_and_after_the_last_are_left_out() -> None:
    extract = an_extract()

    np.testing.assert_array_equal(counts(extract, [0, -1, -1], 1, 2, FIRST + 1)[0, 0], [0, 11])
    np.testing.assert_array_equal(counts(extract, [0, -1, -1], 1, 2, FIRST - 1)[0, 0], [0, 3])


def test_what_an_extract_has_been_asked_is_not_sent_with_it() -> None:
    extract = an_extract()
    asked = counts(extract, [0, 1, 2], 3)
    assert extract.worked_out

    sent = pickle.loads(pickle.dumps(extract))  # noqa: S301 - its own

    assert not sent.worked_out
    np.testing.assert_array_equal(counts(sent, [0, 1, 2], 3), asked)
