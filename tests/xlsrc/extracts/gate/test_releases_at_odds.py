"""What two releases disagree about: of some of several areas, offences and months, every fact."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import TYPE_CHECKING, Any, cast

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
    made_up_release,
    wards,
)
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.compared import Compared
from xlsrc.extracts.gate.definitions import definition_changed
from xlsrc.extracts.gate.disagrees import area_disagrees, month_disagrees
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.release import Release
from xlsrc.extracts.gate.restated import offence_restated
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


def usual(areas: int = 6, months: int = 24) -> Numbers:
    """A thousand of two offences each, and a hundred thousand of the third."""
    counts = np.full((areas, 3, months), 1000.0)
    counts[:, 2] = 100_000
    return counts


def both_of(
    now: Numbers, before: Numbers, areas: Sequence[Area] = (), labels: Sequence[Label] = LABELS
) -> tuple[Release, Release]:
    places = areas or boroughs(len(now))
    older = made_up_release(before, places, labels, vintage="2025-12")
    return made_up_release(now, places, labels), older


def compared(*given: Any, **facts: Any) -> Compared:
    return Compared.of(*both_of(*given, **facts))


def at_odds(rule: str, found: str, months: range, **facts: Any) -> Finding:
    finding = Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=FILES,
        months=frozenset(FIRST + at for at in months),
        wanted=AGREE,
        found=found,
        where=BOTH,
        action="Ask the publisher which is right",
    )
    return replace(finding, **facts)


def lost(area: Area, offence: str, months: range, most: float) -> Missing:
    return Missing(
        area=area,
        offence=offence,
        months=frozenset(FIRST + at for at in months),
        most=cast("float", pytest.approx(most)),
    )


def size(now: float, before: float) -> float:
    return cast("float", pytest.approx(abs(log((now + 0.5) / (before + 0.5)))))


def test_areas_that_disagree_about_one_offence_have_all_their_facts() -> None:
    was = usual()
    now = np.concatenate([was, was[:, :, :2]], axis=2)
    now[1, 0, 18:] = 500
    now[4, 1, :24] = 1200
    second, fifth = boroughs(6)[1], boroughs(6)[4]

    # The widest window that shows it: the last six months of one, and all of the other, which has
    # more than the release before, so that nothing is said of how much it lacks.
    assert area_disagrees(compared(now, was)) == [
        at_odds(
            "area-disagrees",
            f"{second.name}, Arson, January 2024 to December 2025: 24,000 in 2025-12, 21,000 in "
            "2026-01; the other areas moved 0 %",
            range(26),
            areas=frozenset([second]),
            offences=frozenset(["Arson"]),
            size=size(21_000, 24_000),
            missing=(lost(second, "Arson", range(26), 3000 + 1000 * (24 / 21 - 1)),),
        ),
        at_odds(
            "area-disagrees",
            f"{fifth.name}, Bicycle theft, January 2024 to December 2025: 24,000 in 2025-12, "
            "28,800 in 2026-01; the other areas moved 0 %",
            range(26),
            areas=frozenset([fifth]),
            offences=frozenset(["Bicycle theft"]),
            size=size(28_800, 24_000),
        ),
    ]


# Months of the windows of 3, 6 and 12, of which the widest that shows it is named.
@pytest.mark.parametrize(
    ("low", "factor", "window"),
    [(3, 0.75, 6), (3, 0.87, 3), (3, 0.4, 12), (6, 0.75, 12), (12, 0.95, 0), (12, 0.85, 12)],
)
def test_the_widest_months_that_show_it_are_named(low: int, factor: float, window: int) -> None:
    was = usual(months=60)
    now = was.copy()
    now[1, 0, -low:] *= factor

    found = area_disagrees(compared(now, was))

    assert [sorted(one.months or ()) for one in found] == [
        list(range(FIRST + 60 - window, FIRST + 60))
    ] * bool(window)


@pytest.mark.parametrize(("months", "number"), [(2, 1), (3, 1), (7, 1)])
def test_of_few_common_months_all_are_one_window(months: int, number: int) -> None:
    was = usual(months=months)
    now = was.copy()
    now[1, 0] *= 0.5

    found = area_disagrees(compared(now, was))

    assert [len(one.months or ()) for one in found] == [months] * number


def test_areas_that_disagree_in_all_have_all_their_facts() -> None:
    was = usual()
    now = was * 1.02
    now[2, :, 12:] *= 0.8
    third = boroughs(6)[2]

    (found,) = area_disagrees(compared(now, was))

    # 102,000 of three offences in each of 24 months before.
    after = 12 * 102_000 * 1.02 * 1.8
    assert found == (
        at_odds(
            "area-disagrees",
            f"{third.name}, all offences, January 2024 to December 2025: 2,448,000 in 2025-12, "
            f"{after:,.0f} in 2026-01; the other areas moved +2 %",
            range(24),
            areas=frozenset([third]),
            size=size(after, 2_448_000),
            missing=tuple(
                lost(third, name, range(24), each * 24 * (1 - 1.02 * 0.9))
                for name, each in (
                    ("Arson", 1000),
                    ("Bicycle theft", 1000),
                    ("Shoplifting", 100_000),
                )
            ),
        )
    )


# Two that gained a fifth, two that lost one and one that gained a tenth move no total by 5 %.
@pytest.mark.parametrize("fifth", [1.1, 1.0])
def test_five_offences_of_an_area_that_disagree_are_the_area(fifth: float) -> None:
    was = np.full((6, 6, 24), 1000.0)
    now = was.copy()
    now[3] *= np.array([1.2, 1.2, 0.8, 0.8, fifth, 1])[:, None]
    rape = Label(group="SEXUAL OFFENCES", offence="RAPE")
    person = Label(group="THEFT", offence="THEFT FROM THE PERSON")

    found = area_disagrees(compared(now, was, labels=(*LABELS, WEAPONS, rape, person)))

    assert [one.offences is None for one in found] == ([True] if fifth > 1 else [False] * 4)
    assert {one.areas for one in found} == {frozenset([boroughs(4)[3]])}


# Of four offences before ten are within 6 % and two roots of four and one; eleven are beyond. Of
# wards' totals the 5 % have as much besides.
@pytest.mark.parametrize(("now", "is_found"), [(10, False), (11, True), (2, False), (1, True)])
@pytest.mark.parametrize("areas", [boroughs(6), wards(6)])
def test_few_offences_may_move_far_by_chance(
    areas: Sequence[Area], now: float, *, is_found: bool
) -> None:
    was = usual(months=3)
    was[2, 0] = [4, 0, 0]
    after = was.copy()
    after[2, 0] = [now, 0, 0]
    whole, whole_after = was[:, :1].copy(), after[:, :1].copy()

    found = area_disagrees(compared(after, was, areas=areas))

    assert [one.offences for one in found] == [frozenset(["Arson"])] * is_found
    if areas[0].borough:
        alone = area_disagrees(compared(whole_after, whole, areas=areas, labels=LABELS[:1]))
        assert [one.areas for one in alone] == [frozenset(areas[2:3])] * is_found


def test_only_what_a_total_counts_is_of_a_total() -> None:
    was = np.full((6, 2, 24), 1000.0)
    now = was.copy()
    now[2, 1] *= 0.5
    labels = (DISORDER, Label(group="Burglary", offence="Burglary"))

    def of_force(counts: Numbers, vintage: str) -> Release:
        extract = made_up_extract(counts, boroughs(6), labels, vintage=vintage)
        return Release.of(replace(extract, source=Source.POLICE_UK), shipped_places())

    def found(which: int) -> list[frozenset[str] | None]:
        after = was.copy()
        after[2, which] *= 0.5
        both = Compared.of(of_force(after, "2026-01"), of_force(was, "2025-12"))
        return [one.offences for one in area_disagrees(both)]

    assert found(0) == [frozenset(["Anti-social behaviour"])]
    # A total of one offence is named by that.
    assert found(1) == [frozenset(["Burglary"])]


def test_what_of_areas_is_not_compared() -> None:
    was = usual()
    now = was.copy()
    now[2, 0] *= 0.5

    assert len(area_disagrees(compared(now, was))) == 1
    assert area_disagrees(compared(now, was), {"Arson"}) == []
    assert len(area_disagrees(compared(now, was), {"Bicycle theft"})) == 1
    lsoas = [replace(one, level=Level.LSOA) for one in wards(6)]
    assert area_disagrees(compared(now, was, areas=lsoas)) == []
    assert month_disagrees(compared(now, was, areas=lsoas)) == []
    assert len(area_disagrees(compared(now, was, areas=wards(6)))) == 1
    # Of an offence that one of them has no row of nothing is said here.
    other = both_of(now, was)[0], both_of(now, was, labels=(WEAPONS, *LABELS[1:]))[1]
    assert area_disagrees(Compared.of(*other)) == []
    assert [one.offences for one in month_disagrees(Compared.of(*other))] == []


def test_months_that_disagree_have_all_their_facts() -> None:
    was = usual()
    now = was.copy()
    now[1, 0, [3, 9]] = [400, 1500]
    now[4, :, 7] = [10, 10, 80_000]
    now[4, 1, 8] = 10
    second, fifth = boroughs(6)[1], boroughs(6)[4]

    of_all, of_one, of_other = month_disagrees(compared(now, was))

    assert of_all == at_odds(
        "month-disagrees",
        f"{fifth.name}, all offences, August 2024: 102,000 in 2025-12, 80,020 in 2026-01",
        range(7, 8),
        areas=frozenset([fifth]),
        size=size(80_020, 102_000),
        missing=tuple(
            lost(fifth, name, range(7, 8), most)
            for name, most in (("Arson", 990), ("Bicycle theft", 990), ("Shoplifting", 20_000))
        ),
    )
    assert of_one == at_odds(
        "month-disagrees",
        f"{second.name}, Arson, April 2024, October 2024: 2,000 in 2025-12, 1,900 in 2026-01",
        range(3, 10, 6),
        areas=frozenset([second]),
        offences=frozenset(["Arson"]),
        size=size(1900, 2000),
        missing=(lost(second, "Arson", range(3, 10, 6), 100),),
    )
    # Of the month that its area's total moved nothing is said again.
    assert of_other.found == (
        f"{fifth.name}, Bicycle theft, September 2024: 1,000 in 2025-12, 10 in 2026-01"
    )
    assert month_disagrees(compared(now, was), {"Arson", "Bicycle theft"}) == [of_all]


def test_a_month_that_the_whole_moved_is_said_of_no_area() -> None:
    was = usual()
    now = was.copy()
    now[:, :, 5] *= 0.7
    now[1, :, 5] = 1
    now[3, 0, 9] = 1
    fourth = boroughs(6)[3]

    whole, of_one = month_disagrees(compared(now, was))

    assert (whole.areas, whole.offences, whole.months) == (None, None, frozenset([FIRST + 5]))
    assert len(whole.missing) == 18
    assert (of_one.areas, of_one.months) == (frozenset([fourth]), frozenset([FIRST + 9]))
    # Where half of the months moved so, it is none of them.
    now = was.copy()
    now[:, :, :12] *= 0.7
    assert all(one.areas for one in month_disagrees(compared(now, was)))
    now[:, :, 11] = was[:, :, 11]
    assert [one.areas for one in month_disagrees(compared(now, was))] == [None] * 11


def test_odd_areas_are_of_a_month_s_whole() -> None:
    was = usual(7)
    now = was.copy()
    places = [*boroughs(6), UNKNOWN]
    now[6, :, 5] = 1e6
    now[:6, :, 6] *= 0.5
    now[6, :, 6] += 0.5 * was[:6, :, 6].sum(axis=0)

    (moved, *others) = month_disagrees(compared(now, was, areas=places))

    # What only went to another place is no month of the whole; each area's is.
    assert (moved.areas, moved.months) == (None, frozenset([FIRST + 5]))
    assert {one.areas for one in others} == {frozenset([one]) for one in boroughs(6)}


def test_offences_that_are_restated_have_all_their_facts() -> None:
    was = usual()
    now = np.concatenate([was, was[:, :, :2]], axis=2)
    now[:, 0, 18:] *= 0.8
    now[:, 1, 21:] *= 1.5

    low, high = offence_restated(compared(now, was), ())

    assert low == at_odds(
        "offence-restated",
        "Arson, July 2025 to December 2025, all areas: 36,000 in 2025-12, 28,800 in 2026-01 "
        "(−20 %)",
        range(18, 26),
        offences=frozenset(["Arson"]),
        action="Ask the publisher whether it counts other things now, or has lost some",
        size=cast("float", pytest.approx(log(36_000 / 28_800))),
        missing=tuple(lost(one, "Arson", range(18, 26), 1200 + 1600 * 0.25) for one in boroughs(6)),
    )
    assert (high.offences, high.missing) == (frozenset(["Bicycle theft"]), ())
    assert high.found.endswith("18,000 in 2025-12, 27,000 in 2026-01 (+50 %)")
    assert high.size == pytest.approx(log(1.5))
    assert [one.offences for one in offence_restated(compared(now, was), ["Arson"])] == [
        frozenset(["Bicycle theft"])
    ]


# Four months of the last six show in six; two of the last three, or one of them, in none.
@pytest.mark.parametrize(
    ("months", "factor", "since"),
    [(1, 0.2, 0), (2, 0.7, 2), (3, 0.7, 3), (4, 0.7, 4), (6, 0.85, 6), (9, 0.85, 9)],
)
def test_since_when_an_offence_is_restated(months: int, factor: float, since: int) -> None:
    was = usual()
    now = was.copy()
    now[:, 0, -months:] *= factor

    found = offence_restated(compared(now, was), ())

    assert [len(one.months or ()) for one in found] == [max(3, since)] * bool(since)


# Months before count where they moved like the whole by half of it at least: of 30 % less, 16.3 %.
@pytest.mark.parametrize(("before", "since"), [(0.83, 6), (0.845, 3), (0.88, 3)])
def test_months_that_moved_by_half_as_much_are_restated_too(before: float, since: int) -> None:
    was = usual()
    now = was.copy()
    now[:, 0, -6:-3] *= before
    now[:, 0, -3:] *= 0.7

    (found,) = offence_restated(compared(now, was), ())

    assert len(found.months or ()) == since


# The areas' middle moved by half of what the whole did: of 30 % less, 16.3 %.
@pytest.mark.parametrize(("others", "is_found"), [(0.83, True), (0.845, False), (0.88, False)])
def test_what_the_middle_of_the_areas_did_not_move_is_not_restated(
    others: float, *, is_found: bool
) -> None:
    was = usual(9)
    now = was.copy()
    now[:5, 0, -3:] *= others
    now[5:, 0, -3:] *= (0.7 * 9 - 5 * others) / 4
    total = usual(9, 20)
    changed_total = total.copy()
    changed_total[:5, 0] *= others
    changed_total[5:, 0] *= (0.7 * 9 - 5 * others) / 4

    assert bool(offence_restated(compared(now, was), ())) == is_found
    assert bool(definitions(*both_of(changed_total, total))) == is_found


def test_what_one_area_moved_is_no_offence_restated() -> None:
    was = usual()
    was[0, 0] = 20_000
    now = was.copy()
    now[0, 0, -3:] = 10_000

    assert offence_restated(compared(now, was), ()) == []
    now[1:, 0, -3:] *= 1.05
    assert offence_restated(compared(now, was), ()) == []
    now[1:, 0, -3:] = 700
    assert len(offence_restated(compared(now, was), ())) == 1


@pytest.mark.parametrize(("months", "number"), [(2, 0), (3, 1)])
def test_of_fewer_than_three_common_months_none_is_restated(months: int, number: int) -> None:
    was = usual(months=months)
    now = was.copy()
    now[:, 0] *= 0.7

    assert len(offence_restated(compared(now, was), ())) == number
    now[:, 0] = 0
    assert offence_restated(compared(now, was), ()) == []


def changed(
    found: str, offences: Sequence[str], months: range, moved: float, **facts: Any
) -> Finding:
    finding = Finding(
        rule="definition-changed",
        severity=Severity.NOTES,
        source=MPS,
        files=FILES,
        offences=frozenset(offences),
        months=frozenset(FIRST + at for at in months),
        wanted="The same offences under one name in every release were wanted",
        found=found,
        where=BOTH,
        action="Earlier months are not joined to it: do not compare the two",
        size=cast("float", pytest.approx(moved)),
    )
    return replace(finding, **facts)


def definitions(*releases: Release) -> list[Finding]:
    return definition_changed(releases[0], releases)


def test_definitions_that_are_changed_have_all_their_facts() -> None:
    was = usual(months=20)
    now = was[:, :, 2:].copy()
    now[:, 0] *= 0.5
    now[:, 1] *= 1.5
    newer = made_up_release(now, boroughs(6), LABELS, first=FIRST + 2)
    older = made_up_release(was, boroughs(6), LABELS, vintage="2025-12")

    # March to August 2024: six months of six areas, which the older release has held for a year.
    words = "begins March 2024, because the release 2026-01 counts other things in it than 2025-12"
    assert definitions(newer, older) == [
        changed(
            f"Arson {words}: 18,000 against 36,000 in the same months",
            ["Arson"],
            range(2),
            log(36_001 / 18_001),
        ),
        changed(
            f"Bicycle theft {words}: 54,000 against 36,000 in the same months",
            ["Bicycle theft"],
            range(2),
            log(54_001 / 36_001),
        ),
    ]
    # Where nothing is before the newer one's first month, all of the older one's months are.
    same = made_up_release(np.concatenate([was[:, :, :2], now], axis=2), boroughs(6), LABELS)
    assert [one.months for one in definitions(same, older)] == [
        frozenset(range(FIRST, FIRST + 20))
    ] * 2


def test_the_group_and_the_total_that_moved_with_an_offence_are_named_with_it() -> None:
    was = np.full((6, 3, 20), 1000.0)
    now = was.copy()
    now[:, 2] *= 0.4
    one, other = both_of(now, was)

    (found,) = definitions(one, other)

    assert found.offences == frozenset(["Shoplifting", "Theft", "All notifiable offences"])
    assert found.found.endswith("; with it Theft and All notifiable offences")
    # Of a group of two that moved against one another the group is as it was.
    now[:, 1] = 1600
    assert [one.offences for one in definitions(*both_of(now, was))] == [
        frozenset(["Bicycle theft"]),
        frozenset(["Shoplifting"]),
    ]


def test_a_group_is_named_with_the_offence_of_it_that_moved_most() -> None:
    was = np.full((6, 3, 20), 1e6)
    was[:, 1], was[:, 2] = 5000, 2000
    now = was.copy()
    now[:, 1], now[:, 2] = 4000, 500

    one, other = definitions(*both_of(now, was))

    # The larger one lost 1,000 of 5,000, the smaller 1,500 of 2,000.
    assert (one.offences, other.offences) == (
        frozenset(["Bicycle theft"]),
        frozenset(["Shoplifting", "Theft"]),
    )


def test_definitions_are_compared_with_the_newest_release_before() -> None:
    was = usual(months=20)
    now = was.copy()
    now[:, 0] *= 0.5

    def of(vintage: str, counts: Numbers = was, first: int = 0, file: str = "") -> Release:
        extract = made_up_extract(counts, boroughs(6), LABELS, vintage=vintage, first=FIRST + first)
        return Release.of(replace(extract, file=file or extract.file), shipped_places())

    newer = of("2026-01", now)

    def beside(*older: Release) -> list[tuple[str, ...]]:
        return [one.files[1:] for one in definitions(newer, *older)]

    assert beside(of("2025-11"), of("2025-12")) == [("2025-12.csv",)]
    both = of("2025-12", file="a.csv"), of("2025-12", file="b.csv")
    assert beside(*both) == [("a.csv", "b.csv")]
    assert beside(of("2025-11"), of("2025-12", first=18)) == [("2025-11.csv",)]
    assert beside(of("2026-02")) == []
    assert beside(of("2026-01", file="same.csv")) == []
    # Where none has a month in common the one that ends last before it is a year's.
    early = of("2025-10", first=-20), of("2025-09", first=-22), of("2025-11", first=-21)
    assert beside(*early) == []
    flat = np.full((6, 3, 20), 1000.0)
    split = made_up_release(
        flat[:, 1:], boroughs(6), LABELS[1:], vintage="2025-10", first=FIRST - 20
    )
    gone = made_up_release(
        flat[:, :2], boroughs(6), LABELS[:2], vintage="2025-09", first=FIRST - 22
    )
    other = Label(group="THEFT", offence="OTHER THEFT")
    come = made_up_release(flat, boroughs(6), (other, *LABELS[1:]))
    (found,) = definition_changed(come, [come, split, gone])
    assert (found.files[1:], found.offences) == (("2025-10.csv",), frozenset(["Other theft"]))
    assert found.found.endswith("72,000 against 0 in a year")


def test_a_definition_begins_with_the_first_of_the_releases_that_count_so() -> None:
    was = usual(months=30)
    now = was.copy()
    now[:, 0] *= 0.5

    def of(vintage: str, counts: Numbers, first: int) -> Release:
        return made_up_release(
            counts[:, :, first:], boroughs(6), LABELS, vintage=vintage, first=FIRST + first
        )

    newer, older, next_one = of("2026-01", now, 4), of("2025-12", was, 0), of("2026-02", now, 2)

    (found,) = definition_changed(newer, [newer, older, next_one])
    assert found.found.startswith("Arson begins March 2024,")
    assert found.months == frozenset([FIRST, FIRST + 1])
