"""Extracts of wards as the public may know them: without the rows of sensitive offences."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from xlsrc.defaults import default_settings
from xlsrc.disclosure.control import PublicControl, taken_out
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Disclosure, Source
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label
from xlsrc.extracts.offences import shipped_offences

KNOWN = shipped_offences()
RAPE = next(one for one in default_settings().indicators if one.id == "rape")
EAST, MID, WEST = (
    Area(code=f"E0{at}", name=name, level=Level.WARD)
    for at, name in enumerate(("East", "Mid", "West"))
)
SHOPS = Label(group="THEFT", offence="SHOPLIFTING")
RAPES = Label(group="SEXUAL OFFENCES", offence="RAPE")
ROBBERY = Label(group="ROBBERY", offence="ROBBERY OF PERSONAL PROPERTY")
FIRST = 24_300


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int32)


def of_wards(**other: Any) -> Extract:
    """Four lines of two months: shops in the west, rape in the east and middle, robbery there."""
    count = np.array([7.0, 8, 1, 2, 3, 4, 5, 6])
    given = Extract(
        source=Source.MPS_RECORDED_CRIME,
        layout="MPS",
        level=Level.WARD,
        vintage="2026-01",
        file="wards.csv",
        sha256="of the file",
        sparse=False,
        illustrative=False,
        months=(FIRST, FIRST + 1),
        areas=(EAST, MID, WEST),
        labels=(RAPES, ROBBERY, SHOPS),
        area=ints(2, 2, 0, 0, 1, 1, 1, 1),
        label=ints(2, 2, 0, 0, 0, 0, 1, 1),
        month=ints(*[FIRST, FIRST + 1] * 4),
        count=count,
        denominator=count + 100,
        least=count + 200,
        most=count + 300,
        lines=ints(2, 3, 4, 5),
        notes=("row 3: rape",),
        faults=(),
    )
    return replace(given, **other)


def control() -> PublicControl:
    return PublicControl(default_settings(), (RAPE,))


def before(extract: Extract) -> Extract:
    found = control().before(extract, KNOWN)
    assert found is not None
    return found


def test_no_row_of_a_sensitive_offence_is_left_and_all_others_are() -> None:
    found = before(of_wards())

    rows = [
        (found.areas[area], found.labels[label], month, *figures)
        for area, label, month, *figures in zip(
            found.area, found.label, found.month,
            found.count, found.denominator, found.least, found.most,
            strict=True,
        )
    ]  # fmt: skip
    assert rows == [
        (WEST, SHOPS, FIRST, 7, 107, 207, 307),
        (WEST, SHOPS, FIRST + 1, 8, 108, 208, 308),
        (MID, ROBBERY, FIRST, 5, 105, 205, 305),
        (MID, ROBBERY, FIRST + 1, 6, 106, 206, 306),
    ]


def test_nothing_tells_that_there_were_other_rows() -> None:
    found = before(of_wards())

    # Areas and labels are those that are left, in the order of the rows; lines are counted anew.
    assert found.areas == (WEST, MID)
    assert found.labels == (SHOPS, ROBBERY)
    assert found.lines.tolist() == [0, 1]
    assert [one.dtype for one in (found.area, found.label, found.lines)] == [np.int32] * 3
    assert found.notes == ()


def test_months_of_which_nothing_is_left_are_not_covered_but_where_a_gap_is_nought() -> None:
    rows = {
        name: getattr(of_wards(), name)[:3]
        for name in ("area", "label", "month", "count", "denominator", "least", "most")
    }
    rows |= {"month": ints(FIRST + 1, FIRST + 1, FIRST), "lines": ints()}

    found, sparse = before(of_wards(**rows)), before(of_wards(**rows, sparse=True))

    assert found.months == (FIRST + 1,)
    assert sparse.months == (FIRST, FIRST + 1)
    assert found.lines.size == 0


def test_of_what_has_no_bounds_none_are_made() -> None:
    none = np.empty(0)

    found = before(of_wards(least=none, most=none))

    assert (found.least.size, found.most.size) == (0, 0)


def test_an_areas_own_figures_and_wards_without_such_rows_are_as_they_were() -> None:
    borough = of_wards(level=Level.BOROUGH)
    others = of_wards(label=ints(2, 2, 1, 1, 1, 1, 1, 1))

    assert before(borough) is borough
    assert before(others).notes == ("row 3: rape",)
    assert before(others).count.tolist() == others.count.tolist()


@pytest.mark.parametrize(
    ("other", "is_copy"),
    [
        ({"file": "again.csv", "sha256": "another", "vintage": "2026-02"}, True),
        ({"count": np.array([7.0, 8, 4, 3, 2, 1, 5, 6])}, True),
        ({"count": np.array([7.0, 9, 1, 2, 3, 4, 5, 6])}, False),
        ({"denominator": np.full(8, np.nan)}, False),
        ({"least": np.zeros(8)}, False),
        ({"most": np.zeros(8)}, False),
        ({"months": (FIRST, FIRST + 1, FIRST + 2), "sparse": True}, False),
        ({"illustrative": True}, False),
        ({"layout": "other"}, False),
        ({"level": Level.LSOA}, False),
        ({"areas": (EAST, MID, replace(WEST, code="E09"))}, False),
        ({"labels": (RAPES, ROBBERY, replace(SHOPS, offence="BICYCLE THEFT"))}, False),
    ],
)
def test_a_file_is_a_copy_by_what_is_left_of_it_alone(
    other: dict[str, Any], *, is_copy: bool
) -> None:
    own = control()
    assert own.before(of_wards(), KNOWN) is not None

    assert (own.before(of_wards(**other), KNOWN) is None) == is_copy


def test_a_file_of_which_nothing_was_taken_is_judged_as_often_as_it_is_there() -> None:
    own, given = control(), of_wards(label=ints(2, 2, 1, 1, 1, 1, 1, 1))

    assert own.before(given, KNOWN) is own.before(given, KNOWN) is given


def test_an_extract_is_named_by_its_figures_not_by_its_file() -> None:
    own = control()

    one, other, moved = (
        own.after(before(given)).sha256
        for given in (
            of_wards(),
            of_wards(file="again.csv", sha256="another"),
            of_wards(vintage="2026-02"),
        )
    )

    assert one == other != moved
    assert "of the file" not in one
    assert len(one) == 64


def test_what_is_taken_out_of_wards_are_the_offences_of_what_is_not_open() -> None:
    source = Source.MPS_RECORDED_CRIME

    assert taken_out((RAPE,), KNOWN, source) == {"Rape"}
    assert taken_out((replace(RAPE, declared=Disclosure.OPEN),), KNOWN, source) == set()
    assert taken_out((replace(RAPE, declared=Disclosure.NEVER),), KNOWN, source) == {"Rape"}
    assert taken_out((), KNOWN, source) == set()
