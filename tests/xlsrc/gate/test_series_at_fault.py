"""Single series, labels and months left out: of some of several areas, offences and months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_cells import made_up_cells, made_up_foretold
from tests.support.made_up_release import (
    ARSON,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    boroughs,
    made_up_extract,
)
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places
from xlsrc.gate.extremes import extremes
from xlsrc.gate.labels import label_zero
from xlsrc.gate.left_out import left_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.gate.cells import Cells

    Numbers = NDArray[np.float64]

NAN = np.nan
LABELS = (ARSON, BICYCLES, SHOPLIFTING)
MONTHS = 36
CHECK = "Fetch the file again, or ask the publisher; if it is true, acknowledge this"
NOT_AS_0 = "Figures that are missing should not stand as 0"
HOME = Label(group="BURGLARY", offence="RES BURGLARY OF A HOME")
SHED = Label(group="BURGLARY", offence="RES BURGLARY OF UNCONNECTED BUILDING")


def of_series(rule: str, found: str, area: int, month: int, **facts: Any) -> Finding:
    finding = Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        areas=frozenset([boroughs(6)[area]]),
        months=frozenset([FIRST + month]),
        wanted=NOT_AS_0,
        found=found,
        where="File 2026-01.csv",
        action=CHECK,
    )
    return replace(finding, **facts)


def test_far_months_of_several_series_have_all_their_facts() -> None:
    first, second, third = (one.name for one in boroughs(3))
    counts, means = np.full((2, 6, 3, MONTHS), 100.0)
    zs = np.zeros_like(counts)
    for place, count, mean, z in (
        ((0, 1, 5), 0, 20, -4),
        ((1, 2, 30), 0, 10, -4),
        ((2, 0, 35), 5, 40, -4),
        ((0, 2, 14), 1500, 100, 7),
    ):
        counts[place], means[place], zs[place] = count, mean, z
    look = "A figure to check before an exception is read out"
    nothing = "Nothing need be done if it is true"

    assert extremes(made_up_foretold(made_up_cells(counts, LABELS), means, zs)) == [
        of_series(
            "series-zero",
            f"{first}, Bicycle theft: 0 in June 2024, about 20 expected",
            0,
            5,
            offences=frozenset(["Bicycle theft"]),
            size=20.0,
        ),
        of_series(
            "series-zero",
            f"{second}, Shoplifting: 0 in July 2026, about 10 expected",
            1,
            30,
            offences=frozenset(["Shoplifting"]),
            severity=Severity.NOTES,
            action=nothing,
            size=10.0,
        ),
        of_series(
            "series-low",
            f"{third}, Arson: 5 in December 2026, about 40 expected",
            2,
            35,
            offences=frozenset(["Arson"]),
            severity=Severity.NOTES,
            wanted=look,
            action=nothing,
            size=5.0,
        ),
        of_series(
            "series-high",
            f"{first}, Shoplifting: 1,500 in March 2025, about 100 expected",
            0,
            14,
            offences=frozenset(["Shoplifting"]),
            severity=Severity.NOTES,
            wanted=look,
            action=nothing,
            size=1500.0,
        ),
    ]


def rules_of(counts: Numbers, means: Numbers, zs: Numbers, **facts: Any) -> list[tuple[str, int]]:
    cells = replace(made_up_cells(counts, LABELS), **facts)
    found = extremes(made_up_foretold(cells, means, zs))
    return [(one.rule, min(one.months or ()) - FIRST) for one in found]


def test_the_last_month_of_a_series_is_its_own_last() -> None:
    counts, means = np.full((2, 6, 3, MONTHS), 100.0)
    zs = np.zeros_like(counts)
    counts[0, 0, 34:] = NAN
    zs[:, :, 33] = zs[:, :, 35] = -4
    zs[0, 0, 33] = -3.6
    zs[1:, :, [33, 35]] = 0
    zs[0, 1:, 35] = 5
    zs[0, 1:, 33] = -4.4

    # In its last month a series is low from -3.5 and high from 4.5, in older ones later.
    assert rules_of(counts, means, zs) == [
        ("series-low", 33), ("series-high", 35), ("series-high", 35)
    ]  # fmt: skip
    # Of the second area nothing is said: it is an odd one.
    odd = np.array([False, *[True] * 5])
    zs[1, 2, 35] = 9
    assert rules_of(counts, means, zs, ordinary=odd) == [("series-high", 35)]


# Zeros from which an offence has ended everywhere, for a year with a fiftieth at most, are said
# once, by the label: in more than eight areas or in more than half of fewer.
@pytest.mark.parametrize(
    ("areas", "ended", "after", "number"),
    [
        (20, 8, 0.0, 8),
        (20, 9, 0.0, 0),
        (6, 3, 0.0, 3),
        (6, 4, 0.0, 0),
        (20, 9, 0.2, 0),
        (20, 9, 0.3, 9),
    ],
)
def test_zeros_of_an_offence_that_has_ended_in_many_areas_are_no_areas_fault(
    areas: int, ended: int, after: float, number: int
) -> None:
    counts = np.full((areas, 3, MONTHS), 100.0)
    means, zs = counts.copy(), np.zeros_like(counts)
    counts[:ended, 1, 20] = 0
    counts[:ended, 1, 21:33] = after
    means[:ended, 1, 20] = 12
    zs[:ended, 1, 20] = -4
    # Another offence's zeros count for that one.
    counts[0, 2, 20] = 0
    means[0, 2, 20] = 30
    zs[0, 2, 20] = -4

    assert rules_of(counts, means, zs) == [("series-zero", 20)] * (1 + number)


# The year after the zero is looked at, and a whole one.
@pytest.mark.parametrize(("at", "number"), [(23, 0), (24, 9)])
def test_an_offence_has_ended_where_a_year_of_nothing_follows(at: int, number: int) -> None:
    counts = np.full((9, 3, MONTHS), 100.0)
    means, zs = np.full_like(counts, 8), np.zeros_like(counts)
    counts[:, 1, at:] = 0
    zs[:, 1, at] = -4

    assert len(rules_of(counts, means, zs)) == number


@pytest.mark.parametrize("months", [12, 13])
def test_of_a_year_at_most_nobody_knows_what_ended(months: int) -> None:
    counts = np.full((9, 3, months), 100.0)
    means, zs = np.full_like(counts, 20), np.zeros_like(counts)
    counts[:, 1, 0:] = 0
    zs[:, 1, 0] = -4

    assert len(rules_of(counts, means, zs)) == (9 if months == 12 else 0)


def zero_labels(cells: Cells) -> list[Finding]:
    return label_zero(cells, shipped_places())


def test_labels_that_are_0_in_two_areas_have_all_their_facts() -> None:
    counts = np.full((6, 3, MONTHS), 50.0)
    counts[1, 2, 12:15] = counts[1, 2, 35] = counts[4, 0, 30] = 0
    second, fifth = boroughs(6)[1], boroughs(6)[4]

    # Months in a row are one finding.
    assert zero_labels(made_up_cells(counts, LABELS)) == [
        of_series(
            "label-zero",
            f"{second.name}, SHOPLIFTING: 0 in January 2025 to March 2025, 50 a month in the year "
            "before",
            1,
            12,
            offences=frozenset(["Shoplifting"]),
            months=frozenset(range(FIRST + 12, FIRST + 15)),
            size=50.0,
        ),
        of_series(
            "label-zero",
            f"{second.name}, SHOPLIFTING: 0 in December 2026, 50 a month in the year before",
            1,
            35,
            offences=frozenset(["Shoplifting"]),
            size=50.0,
        ),
        of_series(
            "label-zero",
            f"{fifth.name}, ARSON: 0 in July 2026, 50 a month in the year before",
            4,
            30,
            offences=frozenset(["Arson"]),
            size=50.0,
        ),
    ]


def zeros(labels: Sequence[Label], counts: Numbers, /, **facts: Any) -> list[tuple[str, list[int]]]:
    """Areas and columns of what is found of labels; the cells are of the same, by offence."""
    extract = made_up_extract(counts, boroughs(len(counts)), labels)
    offences = tuple(sorted({one.offence for one in extract.meanings}))
    cells = made_up_cells(np.ones((len(counts), 3, counts.shape[2])), LABELS)
    shape = (len(counts), len(offences), counts.shape[2])
    cells = replace(
        cells,
        extracts=(extract,),
        offences=offences,
        counts=np.full(shape, 100.0),
        vintage=np.zeros(shape, dtype=np.int16),
        masked=np.zeros(shape[1:], dtype=bool),
        members=np.ones(len(offences), dtype=bool),
    )
    found = zero_labels(replace(cells, **facts))
    places = [(area.name, one) for one in found for area in one.areas or ()]
    return [(name, [month - FIRST for month in sorted(one.months or ())]) for name, one in places]


# A label of an offence that has another: what this one gained is not lost, from half of it on.
@pytest.mark.parametrize(("more", "is_found"), [(24.9, True), (25, False)])
def test_a_label_that_moved_to_another_of_its_offence_is_not_lost(
    more: float, *, is_found: bool
) -> None:
    counts = np.full((6, 3, MONTHS), 50.0)
    counts[2, 1, 20] = 0
    counts[2, 2, 20] += more
    counts[3, 2, 20] += 500
    counts[2, 0, 20] += 500

    found = zeros((ARSON, HOME, SHED), counts)

    assert found == [(boroughs(6)[2].name, [20])] * is_found


def test_what_of_a_label_is_not_looked_at() -> None:
    counts = np.full((6, 3, MONTHS), 50.0)
    counts[2, 1, 20:22] = 0
    third = boroughs(6)[2].name
    outcomes = replace(BICYCLES, measure="Positive outcomes")
    large = np.full((6, 3, MONTHS), 100.0)
    large[2] = 1
    masked, vintage = np.zeros((3, MONTHS), dtype=bool), np.zeros((6, 3, MONTHS), dtype=np.int16)
    masked[1, 20], masked[0, 21] = True, True
    vintage[2, 1, 21], vintage[2, 0, 20], vintage[1, 1, 20] = 1, 1, 1
    gone = vintage.copy()
    gone[2, 1, 20] = -1

    assert zeros(LABELS, counts) == [(third, [20, 21])]
    assert zeros((ARSON, outcomes, SHOPLIFTING), counts) == []
    assert zeros(LABELS, counts, offences=("Arson", "Other", "Shoplifting")) == []
    assert zeros(LABELS, counts, counts=large) == []
    assert zeros(LABELS, counts, masked=masked) == [(third, [21])]
    assert zeros(LABELS, counts, vintage=vintage, vintages=("2026-01", "2026-02")) == [
        (third, [20])
    ]
    assert zeros(LABELS, counts, vintage=gone, vintages=("2026-01", "2026-02")) == []


def test_a_label_is_looked_for_in_the_area_of_its_key() -> None:
    counts = np.full((6, 3, MONTHS), 50.0)
    counts[2, 1, 35] = 0
    cells = made_up_cells(counts, LABELS)
    turned = replace(cells, areas=cells.areas[::-1], counts=counts[::-1])
    fewer = replace(cells, areas=cells.areas[3:], counts=counts[3:], ordinary=cells.ordinary[3:])

    (found,) = zero_labels(turned)
    assert found.areas == frozenset([boroughs(6)[2]])
    assert found.size == 50.0
    assert zero_labels(fewer) == []
    assert zero_labels(replace(fewer, ordinary=np.zeros(3, dtype=bool))) == []


@pytest.mark.parametrize(
    ("months", "sparse", "number"), [(13, True, 1), (12, True, 0), (13, False, 0)]
)
def test_of_which_files_labels_are_looked_at(months: int, *, sparse: bool, number: int) -> None:
    counts = np.full((6, 3, months), 50.0)
    counts[2, 1, -1] = 0
    cells = made_up_cells(counts, LABELS)
    (extract,) = cells.extracts

    found = zero_labels(replace(cells, extracts=(replace(extract, sparse=sparse),)))

    assert len(found) == number


# The mean of the year before and of its last quarter is at least twelve, none of it under three.
@pytest.mark.parametrize(
    ("before", "is_found"),
    [
        ([11] * 3 + [12] * 9, False),
        ([12] * 3 + [12] * 6 + [12] * 3, True),
        ([20] * 9 + [12, 11, 13], True),
        ([20] * 9 + [12, 11, 12], False),
        ([20] * 4 + [3] + [20] * 7, True),
        ([20] * 4 + [2] + [20] * 7, False),
        ([2] + [20] * 12, True),
    ],
)
def test_what_a_label_had_in_the_year_before(before: list[float], *, is_found: bool) -> None:
    counts = np.full((6, 3, 16), 50.0)
    counts[4, 0, : len(before)] = before
    counts[4, 0, len(before) :] = 0

    assert bool(zeros(LABELS, counts)) == is_found


def lost_in(
    counts: Numbers, masked: Sequence[int] | NDArray[np.bool_], **facts: Any
) -> list[Finding]:
    cells = made_up_cells(counts, LABELS)
    out = np.zeros(counts.shape[1:], dtype=bool)
    if isinstance(masked, np.ndarray):
        out = masked
    else:
        out[:, list(masked)] = True
    return left_out(replace(cells, **({"masked": out} | facts)))


def test_what_is_lost_of_months_left_out_has_all_its_facts() -> None:
    counts = np.full((5, 3, MONTHS), 100.0)
    counts[2, :, 15] = 10
    counts[:, 1, 16] = 1
    counts[:, :, 17] = 20
    third = boroughs(5)[2]

    assert lost_in(counts, [15, 16, 17], every_area=False) == [
        of_series(
            "area-month-low",
            f"{third.name} has 30 offences in April 2025, where about 300 are usual and the other "
            "areas have theirs",
            2,
            15,
            wanted="Every area's months should be whole",
            size=30.0,
        ),
        of_series(
            "label-zero",
            "Bicycle theft: 5 in May 2025, where about 500 are usual",
            2,
            16,
            areas=frozenset(boroughs(5)),
            offences=frozenset(["Bicycle theft"]),
            size=5.0,
        ),
        of_series(
            "month-incomplete",
            "June 2025 looks unfinished: 300 offences, where about 1,500 are usual",
            2,
            17,
            areas=frozenset(boroughs(5)),
            wanted="Whole months were wanted",
            size=300.0,
        ),
    ]


def test_what_is_usual_is_the_lower_of_the_middles_of_a_year_before_and_after() -> None:
    counts = np.full((4, 3, 40), 100.0)
    counts[:, :, :8] = counts[:, :, 33:] = 1e6
    counts[:, :, 8:20] = 50
    counts[:, :, [9, 11]] = 900
    counts[:, :, 20] = 19
    counts[:, :, 21:33] = 80

    # The twelve before: ten of 50 and two of 900; the twelve after: 80.
    (found,) = lost_in(counts, [20])
    assert found.found == "September 2025 looks unfinished: 228 offences, where about 600 are usual"
    # Months that are left out themselves do not count.
    *_, found = lost_in(counts, [*range(8, 18), 20])
    assert found.found.endswith("228 offences, where about 960 are usual")
    counts[:, :, 20] = 20
    assert lost_in(counts, [20]) == []


# Of the twelve months before six have 60 and six 80, of the twelve after as many: 70. Of eleven, or
# thirteen, it would be 80.
@pytest.mark.parametrize("backwards", [False, True])
def test_a_year_on_either_side_is_near(backwards: bool) -> None:  # noqa: FBT001
    row = np.full(41, 1e6)
    row[8:20] = [60] * 6 + [80] * 6
    row[21:33] = [300] * 12
    counts = np.broadcast_to(row[::-1] if backwards else row, (4, 3, 41)).copy()
    counts[:, :, 20] = 10

    (found,) = lost_in(counts, [20])

    assert found.found.endswith("120 offences, where about 840 are usual")


@pytest.mark.parametrize(("usual", "is_found"), [(50, True), (49, False)])
def test_an_area_is_judged_from_a_hundred_offences_a_month(usual: float, *, is_found: bool) -> None:
    counts = np.full((4, 3, MONTHS), 100.0)
    counts[0] = np.array([usual, 30, 20])[:, None]
    counts[0, :, 20] = 0

    assert [one.areas for one in lost_in(counts, [20])] == [frozenset(boroughs(1))] * is_found


def test_an_odd_area_is_neither_lost_nor_one_of_the_others() -> None:
    counts = np.full((4, 3, MONTHS), 100.0)
    counts[0, :, 20] = 20
    counts[3] = 1e5
    counts[3, :, 20] = 45e3
    odd = np.array([True, True, True, False])

    # A fifth of its own, of which the others have all; of the whole half is there.
    (found,) = lost_in(counts, [20], ordinary=odd)
    assert found.areas == frozenset(boroughs(1))
    counts[1:3, :, 20] = 81
    (found,) = lost_in(counts, [20], ordinary=odd)
    assert found.size == 60
    counts[1:3, :, 20] = 80
    assert lost_in(counts, [20], ordinary=odd) == []


def test_an_offence_that_is_no_part_of_the_total_is_lost_by_itself() -> None:
    counts = np.full((4, 3, MONTHS), 100.0)
    counts[:, 2, [20, 21]] = 0
    counts[:, 0, 20] = 0
    masked = np.zeros((3, MONTHS), dtype=bool)
    masked[:, 20] = True
    masked[:2, 21] = True
    members = np.array([True, True, False])

    # Of the month in which it is not left out itself nothing is said.
    assert [one.offences for one in lost_in(counts, masked, members=members)] == [
        frozenset(["Arson"]),
        frozenset(["Shoplifting"]),
    ]
    masked[1, 20] = False
    assert lost_in(counts, masked, members=members) == []


def test_of_which_figures_months_left_out_are_looked_at() -> None:
    counts = np.full((4, 3, MONTHS), 100.0)
    counts[:, :, 20] = 0
    cells = made_up_cells(counts, LABELS)
    (extract,) = cells.extracts
    force = replace(extract, reporter="North Police")

    def number(**facts: Any) -> int:
        return len(lost_in(counts, [20], **facts))

    assert number() == number(extracts=(force,)) == 1
    assert number(extracts=(replace(extract, level=Level.WARD),)) == 1
    assert number(extracts=(replace(force, level=Level.WARD),)) == 0
    assert number(extracts=(replace(extract, source=Source.PARTNER_RETURN),)) == 0
    assert number(members=np.zeros(3, dtype=bool)) == 0
    gap = counts.copy()
    gap[:, :, 20] = NAN
    assert lost_in(gap, [20]) == []
    gap[0, 0, 20] = 5
    assert [one.size for one in lost_in(gap, [20])] == [5]
