"""Months that are lacking, stand twice or have no places: of some of several, every fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_release import (
    ARSON,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    UNKNOWN,
    boroughs,
    made_up_extract,
    made_up_release,
    wards,
)
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.month_columns import month_lacking
from xlsrc.extracts.gate.months import a_copy, same_month_twice
from xlsrc.extracts.gate.release import Pair, Release
from xlsrc.extracts.gate.unplaced import unknown_share
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area

    Numbers = NDArray[np.float64]

NAN = np.nan
MPS = Source.MPS_RECORDED_CRIME
FILES = ("2026-01.csv", "2025-12.csv")
BOTH = "Files 2026-01.csv and 2025-12.csv"
AGREE = "Two releases were wanted that agree about the months they share"
LABELS = (ARSON, BICYCLES, SHOPLIFTING)
DISORDER = Label(group="Anti-social behaviour", offence="Anti-social behaviour")


def lacking(months: Sequence[int], vintage: str = "2026-01", **changes: Any) -> Release:
    extract = made_up_extract(np.ones((2, 1, len(months))), boroughs(2), [ARSON], vintage=vintage)
    ordinals = tuple(FIRST + one for one in months)
    month = np.array(ordinals, dtype=np.int32)[extract.month - FIRST]
    return Release.of(replace(extract, months=ordinals, month=month, **changes), shipped_places())


def test_months_that_a_release_lacks_and_another_has_have_all_their_facts() -> None:
    own = lacking([0, 1, 4, 5, 7, 9])
    older = lacking([0, 1, 2, 6], "2025-12")
    newer = lacking([6, 10, 11], "2026-02")
    same = lacking([8], file="same.csv")
    other = lacking([3], "2025-11", source=Source.MPS_DASHBOARD)
    neither = lacking([0, 12], "2025-10")

    assert facts(month_lacking(own, [own, older, newer, same, other, neither])) == facts(
        [
            Finding(
                rule="hole",
                severity=Severity.WITHHOLDS,
                source=MPS,
                files=("2026-01.csv", "2025-12.csv", "2026-02.csv"),
                months=frozenset([FIRST + 2, FIRST + 6]),
                wanted="Every month from a release's first to its last was wanted in it",
                found="March 2024, July 2024 missing from 2026-01, though another release has it",
                where="File 2026-01.csv",
                action=(
                    "Fetch the file again; figures of another release are not put between its own"
                ),
                size=2.0,
            )
        ]
    )
    has_it = lacking([2, 6, 3, 8], file="same.csv")
    assert month_lacking(own, [own, older, newer, has_it]) == []
    assert month_lacking(older, [older, lacking([3, 4, 5])]) != []
    assert month_lacking(own, [own, same, neither]) == []


def equal_months(rows: int, months: int, same: Sequence[tuple[int, int]], **facts: Any) -> Release:
    """Figures of which no two are alike but those of the months that are the same."""
    counts = 1000 + np.arange(float(rows * months)).reshape(rows, 1, months)
    for one, other in same:
        counts[:, 0, other] = counts[:, 0, one]
    return made_up_release(counts, facts.pop("areas", boroughs(rows)), [ARSON], **facts)


def test_months_that_are_the_same_have_all_their_facts() -> None:
    found = same_month_twice(equal_months(24, 9, [(1, 4), (2, 8)]), None)

    def twice(one: int, other: int) -> Finding:
        names = " and ".join(Month(FIRST + at).name for at in (one, other))
        return Finding(
            rule="same-month-twice",
            severity=Severity.WITHHOLDS,
            source=MPS,
            files=("2026-01.csv",),
            months=frozenset([FIRST + one, FIRST + other]),
            wanted="Each month's own figures were wanted",
            found=f"{names} have the same figures in most rows",
            where="File 2026-01.csv",
            action="One of them is a copy: fetch the file again",
        )

    assert facts(found) == facts([twice(1, 4), twice(2, 8)])


def of_labels(places: Sequence[Area], same_in: int) -> list[frozenset[Area] | None]:
    """Areas in which two months of ten labels are the same."""
    labels = [Label(group="THEFT", offence=f"LABEL {at}") for at in range(10)]
    number = len(places) * 10 * 3
    counts = 1000 + np.arange(float(number)).reshape(len(places), 10, 3)
    counts[same_in, :, 2] = counts[same_in, :, 0]
    return [one.areas for one in same_month_twice(made_up_release(counts, places, labels), None)]


def test_months_that_are_the_same_in_one_borough() -> None:
    places = boroughs(8)

    assert of_labels(places, 5) == [frozenset([places[5]])]
    assert of_labels([*places[:5], UNKNOWN, *places[6:]], 5) == []
    assert of_labels(wards(8), 5) == []


def shifted(now: Numbers, before: Numbers, areas: Sequence[Area], labels: int = 1) -> list[Finding]:
    kinds = [Label(group="THEFT", offence=f"LABEL {at}") for at in range(labels)]
    newer = made_up_release(now, areas, kinds, first=FIRST + 1)
    older = made_up_release(before, areas, kinds, vintage="2025-12")
    return same_month_twice(newer, Pair.of(newer, older))


def test_months_that_are_shifted_have_all_their_facts() -> None:
    before = 1000 + np.arange(24.0 * 6).reshape(24, 1, 6)
    now = 9000 + before
    now[:, 0, 1:4] = before[:, 0, 1:4]

    # The newer one begins a month later: its third month is the older one's second but one.
    (found,) = shifted(now, before, boroughs(24))
    assert facts([found]) == facts(
        [
            Finding(
                rule="same-month-twice",
                severity=Severity.WITHHOLDS,
                source=MPS,
                files=("2026-01.csv",),
                wanted="The months of the release before were wanted under their own headings",
                found=(
                    "figures are shifted against 2025-12: March 2024 is February 2024, April 2024 "
                    "is March 2024, May 2024 is April 2024"
                ),
                where="File 2026-01.csv",
                action="Fetch the file again",
            )
        ]
    )
    assert shifted(9000 + before, before, boroughs(24)) == []
    assert (
        shifted(before[:, :, [1, 2, 3, 4, 5, 0]] + [[[0, 0, 0, 0, 0, 9]]], before, boroughs(24))
        == []
    )


def test_months_that_are_shifted_in_one_borough() -> None:
    before = 1000 + np.arange(8.0 * 10 * 6).reshape(8, 10, 6)
    now = 9000 + before
    now[5, :, 1:4] = before[5, :, 1:4]
    places = boroughs(8)

    (found,) = shifted(now, before, places, 10)
    assert found.areas == frozenset([places[5]])
    assert found.found.startswith(f"figures of {places[5].name} are shifted against 2025-12: Ma")
    odd = [*places[:5], UNKNOWN, *places[6:]]
    assert shifted(now, before, odd, 10) == []
    assert shifted(now, before, wards(8), 10) == []


def test_a_release_that_is_a_copy_has_all_its_facts() -> None:
    before = 1000 + np.arange(12.0 * 2 * 6).reshape(12, 2, 6)

    def copied(now: Numbers, first: int = 0) -> list[Finding]:
        newer = made_up_release(now, boroughs(12), LABELS[:2], first=FIRST + first)
        older = made_up_release(before, boroughs(12), LABELS[:2], vintage="2025-12")
        return a_copy(Pair.of(newer, older))

    assert a_copy(None) == []
    copy = Finding(
        rule="a-copy",
        severity=Severity.NOTES,
        source=MPS,
        files=FILES,
        months=frozenset(range(FIRST + 3, FIRST + 6)),
        wanted="A new release was wanted",
        found="the last three months agree in nearly every figure",
        where=BOTH,
        action="Take one of them out, or fetch the newer release again",
    )
    assert facts(copied(before)) == facts([copy])
    # Of the 72 figures of three months one may differ.
    other = before.copy()
    other[:, :, :3] += 1
    other[0, 0, 4] += 1
    assert facts(copied(other)) == facts([copy])
    other[0, 1, 5] += 1
    assert copied(other) == []
    assert facts(copied(before[:, :, 2:], 2)) == facts([copy])
    longer = np.concatenate([before, before[:, :, :1]], axis=2)
    assert copied(longer) == []
    # What neither has does not agree; what one has differs.
    nothing = before.copy()
    nothing[3:] = 0
    both_none = made_up_release(nothing, boroughs(12), LABELS[:2])
    none = made_up_release(nothing, boroughs(12), LABELS[:2], vintage="2025-12")
    assert a_copy(Pair.of(both_none, none)) == []
    assert a_copy(Pair.of(none, made_up_release(before, boroughs(12), LABELS[:2]))) == []


def unplaced(lost: Sequence[float], each: float = 10_000, **changes: Any) -> list[Finding]:
    """So many of a month's offences of two kinds are in no borough, and as many of a third that
    is no offence.
    """
    counts = np.array([[lost, lost, lost], [[each - one for one in lost]] * 3]) / 2
    counts[:, 2] *= 50
    labels = (*LABELS[:2], replace(SHOPLIFTING, measure="Positive outcomes"))
    extract = replace(made_up_extract(counts, (UNKNOWN, boroughs(1)[0]), labels), **changes)
    return unknown_share(Release.of(extract, shipped_places()))


def without_area(found: str, months: Sequence[int], points: float, **facts: Any) -> Finding:
    finding = Finding(
        rule="unknown-share",
        severity=Severity.NOTES,
        source=MPS,
        files=("2026-01.csv",),
        months=frozenset(FIRST + at for at in months),
        wanted="An area for nearly every offence was wanted",
        found=found,
        where="File 2026-01.csv",
        action="They are missing from every area: that alone can make a change in them",
        size=cast("float", pytest.approx(points)),
    )
    return replace(finding, **facts)


def test_offences_without_an_area_have_all_their_facts() -> None:
    lost = [100.0] * 30
    lost[5], lost[26], lost[27], lost[28] = 350, 300, 900, 660

    many, too_many, years = unplaced(lost)

    assert many == without_area(
        "usually 1.0 % of the offences lack one, but 3.5 % in June 2024, 3.0 % in March 2026",
        [5, 26],
        2.5,
    )
    assert too_many == without_area(
        "usually 1.0 % of the offences lack one, but 9.0 % in April 2026, 6.6 % in May 2026",
        [27, 28],
        8.0,
        rule="unknown-month",
        action=(
            "They are missing from every area: that alone can make a change in them, and no area's "
            "month is judged by them"
        ),
    )
    # The year to the last month has 2.3 % on the mean, the one before 1 %.
    assert years == without_area(
        "1.0 % of the offences of the year before lack one, 2.3 % in the year to June 2026",
        range(6, 30),
        1.3,
    )


# Two findings of a file are told apart by their first month.
def test_a_year_s_finding_begins_elsewhere_than_a_month_s() -> None:
    lost = [100.0] * 24
    lost[0] = 1200
    (month, year) = unplaced(lost)

    assert (month.months, min(year.months or ())) == (frozenset([FIRST]), FIRST + 12)
    assert [len(unplaced([100.0] * 12 + [170.0] * at)) for at in (11, 12)] == [0, 1]


def test_a_month_without_any_offence_has_no_share_without_an_area() -> None:
    counts = np.array([[[100.0] * 30], [[9_900.0] * 30]])
    counts[:, :, 7] = 0
    counts[0, 0, 27] = 300

    (found,) = unknown_share(made_up_release(counts, (UNKNOWN, boroughs(1)[0]), [ARSON]))

    assert found.months == frozenset([FIRST + 27])


# The middle of the 24 months before, and for the first 24 that of these.
def test_what_share_without_an_area_is_usual() -> None:
    lost = [100.0] * 12 + [500.0] * 28

    high = [one for one in unplaced(lost) if "usually" in one.found]
    # Of the first 24 the middle is 3 %: none is a point more but those of 5 %.
    assert [sorted(one.months or ()) for one in high] == [
        [FIRST + at for at in range(12, 24)] + [FIRST + 24]
    ]
    assert unplaced([0.0] * 24) == []
    extract = made_up_extract(np.ones((1, 1, 24)), boroughs(1), [ARSON])
    assert unknown_share(Release.of(extract, shipped_places())) == []
    outcomes = [replace(ARSON, measure="Positive outcomes")]
    none = made_up_extract(np.ones((2, 1, 24)), (UNKNOWN, boroughs(1)[0]), outcomes)
    assert unknown_share(Release.of(none, shipped_places())) == []
