"""Several releases judged together: which is before which, and what is said of which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_release import (
    ARSON,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    UNKNOWN,
    WEAPONS,
    boroughs,
    made_up_extract,
    wards,
)
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.gate.judged import findings_of
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract

    Numbers = NDArray[np.float64]

LABELS = (SHOPLIFTING, ARSON)
NAN = np.nan


def found(*extracts: Extract) -> list[tuple[str, tuple[str, ...]]]:
    """The rule and the files of each finding."""
    return [(one.rule, one.files) for one in findings_of(extracts, shipped_places())]


def rules(*extracts: Extract) -> list[str]:
    return [rule for rule, _ in found(*extracts)]


def of(vintage: str, counts: Numbers, first: int = 0, labels: Sequence[Label] = LABELS) -> Extract:
    areas = boroughs(len(counts))
    return made_up_extract(counts, areas, labels, vintage=vintage, first=FIRST + first)


def usual(months: int = 24, areas: int = 6, labels: int = 2) -> Numbers:
    """A thousand shoplifted each month beside so much arson that no total moves by the first."""
    counts = np.full((areas, labels, months), 1000.0)
    counts[:, 1] = 100_000
    return counts


def test_releases_that_agree_are_clean_and_copies_are_said() -> None:
    assert rules(of("2025-12", usual()), of("2026-01", usual(), 1)) == []
    assert rules() == []
    assert found(of("2026-01", usual()), of("2025-12", usual())) == [
        ("a-copy", ("2026-01.csv", "2025-12.csv"))
    ]


def told_apart(areas: int = 24, months: int = 24) -> Numbers:
    """Arson of which no two months are alike, and one case of shoplifting."""
    counts = np.zeros((areas, 2, months))
    counts[:, 0, 5] = 1
    counts[:, 1] = 100_000 + 7.0 * np.arange(areas)[:, None] + 1000 * np.arange(months)
    return counts


def test_what_only_the_release_before_shows_is_found_beside_it() -> None:
    def of(
        vintage: str, counts: Numbers, first: int = 0, labels: Sequence[Label] = LABELS
    ) -> Extract:
        places = wards(len(counts))
        return made_up_extract(counts, places, labels, vintage=vintage, first=FIRST + first)

    def rules(*extracts: Extract) -> list[str]:
        return [rule for rule, _ in found(*extracts) if rule != "former-wards"]

    was = told_apart()
    now = told_apart(months=25)[:, :, 1:]
    older = of("2025-12", was)

    assert rules(older, of("2026-01", now, 1)) == []
    assert rules(older, of("2026-01", now[:23], 1)) == ["area-missing"]
    lacking, had = now.copy(), was.copy()
    lacking[:4, 0] = had[[0, 2, 3], 0] = NAN
    had[1, 0, 5] = 8
    assert rules(of("2025-12", had), of("2026-01", lacking, 1)) == ["rows-missing"]
    assert rules(of("2026-01", lacking, 1)) == []
    more = was.copy()
    more[:, 0, 5] = 50
    gone = of("2026-01", now[:, 1:], 1, LABELS[1:])
    assert rules(of("2025-12", more), gone)[0] == "offence-lost"
    assert rules(gone) == []
    assert "same-month-twice" in rules(older, of("2026-01", was, 1))
    assert rules(of("2026-01", was, 1)) == []
    hole = of("2026-01", now, 1)
    kept = hole.month != FIRST + 9
    arrays = {name: getattr(hole, name)[kept] for name in ("area", "label", "month", "count")}
    hole = replace(hole, months=tuple(one for one in hole.months if one != FIRST + 9), **arrays)
    assert rules(older, hole) == ["hole"]
    assert rules(hole) == []


# What an offence counts otherwise is said once: not of its areas, nor its months, nor of all.
@pytest.mark.parametrize("other", ["area", "month", "all"])
def test_an_offence_of_another_definition_is_said_by_no_other_rule(other: str) -> None:
    was = usual(16)
    now = was[:, :, 1:].copy()
    now[:, 0] *= 0.5
    if other == "area":
        now[0, 0] *= 0.2
    if other == "month":
        now[0, 0, 4] = 10
    if other == "all":
        now[:, 0, -3:] *= 0.5

    assert rules(of("2025-12", was), of("2026-01", now, 1)) == ["definition-changed"]


@pytest.mark.parametrize("rule", ["offence-restated", "area-disagrees", "month-disagrees"])
def test_what_moved_otherwise_is_said(rule: str) -> None:
    was = usual()
    now = np.concatenate([was, was[:, :, :1]], axis=2)
    if rule == "offence-restated":
        now[:, 0, -5:] *= 0.7
    if rule == "area-disagrees":
        now[2, 0] *= 0.7
    if rule == "month-disagrees":
        now[2, 0, 7] = 300

    assert found(of("2025-12", was), of("2026-01", now)) == [(rule, ("2026-01.csv", "2025-12.csv"))]


def test_a_release_stands_beside_the_newest_before_it_with_three_months_in_common() -> None:
    moved = usual()
    moved[2, 0] *= 0.7
    now = of("2026-01", moved, 24)
    two_months, three_months = of("2025-12", usual(), 2), of("2025-11", usual(), 3)
    others = of("2025-12", usual(), 3)
    of_another_kind = replace(others, source=Source.MPS_DASHBOARD, file="dashboard.csv")

    def beside(*older: Extract) -> set[str]:
        return {
            file
            for rule, files in found(now, *older)
            for file in files
            if rule == "area-disagrees" and file != now.file
        }

    assert beside(two_months) == set()
    assert beside(three_months) == beside(three_months, two_months) == {"2025-11.csv"}
    assert beside(three_months, others) == beside(others, three_months) == {"2025-12.csv"}
    assert beside(of_another_kind) == set()
    # Nor is one of the same vintage, or a newer one, before it.
    assert beside(replace(others, vintage="2026-01", file="same.csv")) == set()
    newer = replace(others, vintage="2026-02", file="newer.csv")
    assert beside(newer) <= {"newer.csv"}
    assert ("area-disagrees", ("newer.csv", now.file)) in found(now, newer)


def stopping(after: int = 6) -> Numbers:
    counts = usual(18 + after)
    counts[:, 0, 18:] = 0
    return counts


def falling() -> Numbers:
    counts = usual()
    counts[:, 0, -3:] = 200
    return counts


def with_unplaced(months: int = 24) -> Extract:
    """In the last month a fiftieth of all has no area."""
    counts = np.full((2, 2, months), 1000.0)
    counts[1] = 0
    counts[1, 0, -1] = 40
    return made_up_extract(counts, (*boroughs(1), UNKNOWN), LABELS, vintage="2025-12")


@pytest.mark.parametrize(
    ("older", "rule"),
    [
        (of("2025-12", stopping()), "label-stops"),
        (of("2025-12", falling()), "label-falls"),
        (with_unplaced(), "unknown-share"),
    ],
)
def test_of_a_release_whose_months_a_newer_one_says_again_its_labels_are_not_judged(
    older: Extract, rule: str
) -> None:
    areas, last = len(older.areas), older.months[-1] - FIRST

    def newer(first: int, vintage: str = "2026-01") -> Extract:
        counts = usual(24, areas)
        extract = made_up_extract(counts, older.areas, LABELS, vintage=vintage, first=FIRST + first)
        return replace(extract, file="newer.csv")

    def says(*others: Extract) -> bool:
        return (rule, ("2025-12.csv",)) in found(older, *others)

    assert says()
    assert not says(newer(last))
    assert says(newer(last + 1))
    assert says(newer(last, "2025-11"))
    assert says(replace(newer(last), source=Source.MPS_DASHBOARD))


# Where the newer one is not used, what is doubtful of the older one is said; its notes were.
@pytest.mark.parametrize(
    ("older", "rule", "is_said"),
    [
        (of("2025-12", stopping()), "label-stops", True),
        (of("2025-12", falling()), "label-falls", True),
        (with_unplaced(), "unknown-share", False),
    ],
)
def test_what_is_said_beside_a_release_that_is_stopped(
    older: Extract, rule: str, *, is_said: bool
) -> None:
    last = older.months[-1] - FIRST
    counts = usual(24, len(older.areas), 3)
    again = (SHOPLIFTING, ARSON, Label(group="THEFT", offence="Total"))
    newer = made_up_extract(counts, older.areas, again, first=FIRST + last)

    every = found(older, newer)

    assert every[0] == ("total-row", ("2026-01.csv",))
    assert ((rule, ("2025-12.csv",)) in every) == is_said
    assert all(files == ("2025-12.csv",) for _, files in every[1:])


def test_a_release_with_rows_that_stand_twice_is_stopped_and_judged_no_further() -> None:
    once = of("2026-01", usual())
    lines = np.arange(12, dtype=np.int32)
    twice = replace(once, labels=(SHOPLIFTING, replace(SHOPLIFTING, offence="Shoplifting")))
    twice = replace(twice, lines=lines, areas=(*once.areas[:5], Area(code="", name="Moon Base")))

    (finding,) = findings_of([twice], shipped_places())

    assert (finding.rule, finding.severity) == ("repeated-key", Severity.STOPS)
    assert rules(replace(once, areas=twice.areas)) == ["unknown-area"]


@pytest.mark.parametrize(
    "change",
    [
        {"source": Source.POLICE_UK},
        {"sparse": False},
        {"months": ()},
        {"source": Source.HOME_OFFICE},
    ],
)
def test_what_is_no_release_of_recorded_crime_is_passed_over(change: dict[str, Any]) -> None:
    extract = of("2026-01", stopping())

    assert rules(extract) == ["label-stops"]
    assert rules(replace(extract, source=Source.MPS_DASHBOARD)) != []
    passed_over: Extract = replace(extract, **change)
    assert rules(passed_over) == []


def in_wards(kept: float, lacking: int) -> tuple[Extract, Extract]:
    """A ward of each of six boroughs, of which the first has less; and the boroughs."""
    areas = boroughs(6)
    inside = [
        Area(code=f"E0501399{at}", name=f"Ward {at}", level=Level.WARD, borough=one.name)
        for at, one in enumerate(areas)
    ]
    counts = usual()
    counts[0] *= kept
    whole = usual()
    counts[:lacking, 0] = NAN
    own = made_up_extract(counts, inside, LABELS)
    return replace(own, file="wards.csv"), made_up_extract(whole, areas, LABELS)


def test_wards_of_which_rows_are_missing_are_not_compared_with_their_boroughs() -> None:
    def of_wards(kept: float, lacking: int = 0) -> list[str]:
        return [rule for rule in rules(*in_wards(kept, lacking)) if rule != "former-wards"]

    assert of_wards(0.8) == ["ward-borough"]
    assert of_wards(1.0) == []
    assert of_wards(0.8, 1) == ["rows-missing"]
    assert Level.WARD is wards(1)[0].level


@pytest.mark.parametrize("lost", ["", "area-missing", "offence-lost"])
def test_what_is_lost_beside_the_release_before_is_why_wards_do_not_add_up(lost: str) -> None:
    own, whole = in_wards(0.8, 0)
    before = usual(24, 7, 3)
    before[0, :2] *= 0.8
    more = wards(1) if lost == "area-missing" else ()
    labels = (*LABELS, WEAPONS) if lost == "offence-lost" else LABELS
    places = (*own.areas, *more)
    older = made_up_extract(
        before[: len(places), : len(labels)], places, labels, vintage="2025-12", first=FIRST - 1
    )

    found = [rule for rule in rules(own, whole, older) if rule != "former-wards"]

    assert found == [lost or "ward-borough"]


def test_missing_rows_beside_missing_areas_are_one_finding() -> None:
    areas = boroughs(31)
    counts = np.full((31, 3, 24), 1000.0)
    counts += np.arange(24)
    counts[5, 0] = NAN
    extract = made_up_extract(counts, areas, (SHOPLIFTING, BICYCLES, WEAPONS))

    (finding,) = findings_of([extract], shipped_places())

    assert finding.rule == "area-missing"
    assert len(finding.areas or ()) == 2
    assert "; " in finding.found


def test_a_label_that_came_for_one_that_went_is_named_with_that() -> None:
    new = Label(group="THEFT", offence="LIFTING FROM SHOPS")
    was, now = usual(24), usual(24)

    newer = made_up_extract(now, boroughs(6), (new, ARSON), first=FIRST + 1)
    (finding,) = findings_of([of("2025-12", was), newer], shipped_places())

    assert finding.rule == "offence-lost"
    assert "perhaps renamed: 'LIFTING FROM SHOPS'" in finding.found
    assert rules(newer) == ["unknown-label"]
