"""Each threshold of the rules for a file alone, from both of its sides; each fact of a finding."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_release import (
    ARSON,
    BARNET,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    UNKNOWN,
    boroughs,
    made_up_release,
    wards,
)
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.falls import label_falls
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.missing import rows_missing
from xlsrc.extracts.gate.months import same_month_twice
from xlsrc.extracts.gate.release import Pair, Release
from xlsrc.extracts.gate.stopped import label_stops
from xlsrc.extracts.gate.unplaced import unknown_share
from xlsrc.extracts.label import Label

LABELS = (SHOPLIFTING, ARSON)
NONE = float("nan")


def of_one_month(shoplifting: list[float], whole: float, *, of_wards: bool = False) -> Release:
    """A month in which areas of a like whole have so much shoplifting; NaN for no row."""
    counts = np.array([[[one], [whole - np.nan_to_num(one)]] for one in shoplifting])
    areas = (wards if of_wards else boroughs)(len(shoplifting))
    return made_up_release(counts, areas, LABELS)


# Ten areas and more: expected is the share of the lowest tenth; absent from 5, low from 20 under
# 15 %. Fewer: the least of the others, absent from 20. Of wards absent from 8, never low.
@pytest.mark.parametrize(
    ("areas", "has", "usual", "of_wards", "is_found"),
    [
        (12, NONE, 5, False, True),
        (12, NONE, 4, False, False),
        (10, NONE, 5, False, True),
        (9, NONE, 20, False, True),
        (9, NONE, 19, False, False),
        (2, NONE, 20, False, True),
        (12, 2, 20, False, True),
        (12, 3, 20, False, False),
        (12, 2, 19, False, False),
        (12, 29, 200, False, True),
        (12, 30, 200, False, False),
        (12, NONE, 8, True, True),
        (12, NONE, 7, True, False),
        (12, 2, 200, True, False),
    ],
)
def test_a_row_is_missing_from_so_many_expected(
    areas: int, has: float, usual: float, *, is_found: bool, of_wards: bool
) -> None:
    release = of_one_month([has, *[usual] * (areas - 1)], 1000, of_wards=of_wards)

    assert len(rows_missing(release, None)) == is_found


def test_a_missing_row_has_all_its_facts() -> None:
    # Shares of 5 to 15 per cent: a tenth of the way up 6, nine tenths 14 - of those with a row.
    release = of_one_month([NONE, *[float(one) for one in range(50, 160, 10)]], 1000)

    (finding,) = rows_missing(release, None)

    assert finding == Finding(
        rule="rows-missing",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        areas=frozenset([BARNET]),
        offences=frozenset(["Shoplifting"]),
        months=None,
        wanted="Every area should have a row for each offence",
        found="Barnet, SHOPLIFTING: no row (at least 60 expected from the other areas)",
        where="File 2026-01.csv",
        action="A row that is absent is no 0: fetch the file again, or ask the publisher",
        size=1.0,
        missing=finding.missing,
    )
    # Nine tenths of the way up all twelve, of which one has none: between 130 and 140.
    assert finding.missing == (
        Missing(
            area=BARNET,
            offence="Shoplifting",
            months=frozenset([FIRST]),
            most=cast("float", pytest.approx(139)),
        ),
    )


@pytest.mark.parametrize(
    ("lacking", "begins"),
    [
        (4, "4 areas"),
        (5, "5 rows are missing and the file may be cut: "),
    ],
)
def test_many_missing_rows_are_one_finding(lacking: int, begins: str) -> None:
    release = of_one_month([NONE] * lacking + [100.0] * 25, 1000)

    (finding,) = rows_missing(release, None)

    assert finding.size == lacking
    assert len(finding.areas or ()) == lacking
    assert finding.found.startswith(begins) == (lacking == 5)


@pytest.mark.parametrize(("lacking", "findings"), [(1, 1), (2, 2), (3, 1)])
def test_two_areas_with_missing_rows_are_two_findings_and_three_are_one(
    lacking: int, findings: int
) -> None:
    release = of_one_month([NONE] * lacking + [100.0] * 25, 1000)

    assert len(rows_missing(release, None)) == findings


@pytest.mark.parametrize(
    ("had", "still", "is_found"), [(8, 20, True), (7, 20, False), (8, 19, False)]
)
def test_a_row_that_the_release_before_had_is_missing(
    had: int, still: int, *, is_found: bool
) -> None:
    areas = boroughs(30)
    counts = np.full((30, 2, 2), 1000.0)
    counts[:, 0] = NONE
    counts[1 : still + 1, 0] = 1
    newer = made_up_release(counts, areas, LABELS)
    before = counts.copy()
    before[0, 0] = had / 2
    older = made_up_release(before, areas, LABELS, vintage="2025-12")

    found = rows_missing(newer, Pair.of(newer, older))

    assert len(found) == is_found
    if found:
        assert found[0].found == "Barnet, SHOPLIFTING: no row (8 in the same months of 2025-12)"
        assert [(one.area, one.most) for one in found[0].missing] == [(BARNET, 8)]


def test_what_the_release_before_had_is_taken_on_to_the_new_months() -> None:
    counts = np.full((12, 2, 3), 100.0)
    older = made_up_release(counts[:, :, :2], boroughs(12), LABELS, vintage="2025-12")
    counts[0, 0] = NONE
    newer = made_up_release(counts, boroughs(12), LABELS)

    (finding,) = rows_missing(newer, Pair.of(newer, older))

    # 200 in two months are 300 in three.
    assert [one.most for one in finding.missing] == [300]


def stopping(before: list[float], after: list[float], *, backwards: bool = False) -> list[Finding]:
    """What is found of shoplifting in one borough, beside arson that goes on."""
    shoplifting = np.array(before + after)
    counts = np.stack([shoplifting, np.full(shoplifting.size, 500.0)])[None]
    return label_stops(
        made_up_release(counts[:, :, ::-1] if backwards else counts, boroughs(1), LABELS)
    )


# Gone: at least 10 a month before (over at most twelve months), at most 2 % of it after, at least
# 50 expected after, and a first month of at most a tenth.
@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize(
    ("before", "after", "is_found"),
    [
        ([10.0] * 12, [0.0] * 5, True),
        ([10.0] * 12, [0.0] * 4, False),
        ([9.9] * 12, [0.0] * 9, False),
        ([100.0, *[9.0] * 12], [0.0] * 9, False),
        ([100.0] * 12, [2.0] * 6, True),
        ([100.0] * 12, [3.0] * 6, False),
        ([100.0] * 12, [10.0] + [0.0] * 5, True),
    ],
)
def test_a_label_stops_or_starts(
    before: list[float], after: list[float], *, is_found: bool, backwards: bool
) -> None:
    found = stopping(before, after, backwards=backwards)

    rules = ["label-starts" if backwards else "label-stops"]
    assert [one.rule for one in found] == (rules if is_found else [])


@pytest.mark.parametrize(("rest", "column"), [(10.0, 12), (11.0, 13)])
def test_a_label_stops_with_the_first_month_of_a_tenth(rest: float, column: int) -> None:
    (finding,) = stopping([100.0] * 12, [rest, *[0.0] * 11])

    assert min(finding.months or ()) == FIRST + column


@pytest.mark.parametrize(("after", "severity"), [(60, Severity.WITHHOLDS), (61, Severity.NOTES)])
def test_a_label_that_stopped_has_all_its_facts(after: int, severity: Severity) -> None:
    (finding,) = stopping([20.0, *[100.0] * 12], [0.0] * after)

    assert finding == Finding(
        rule="label-stops",
        severity=severity,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        offences=frozenset(["Shoplifting"]),
        months=frozenset(range(FIRST + 13, FIRST + 13 + after)),
        wanted="Every label was wanted over all months",
        found="'SHOPLIFTING' stops at February 2025 (100 a month before)",
        where="File 2026-01.csv",
        action="Ask the publisher what became of it",
        size=100.0,
    )


def test_a_label_that_started_has_all_its_facts() -> None:
    (finding,) = stopping([20.0, *[100.0] * 12], [0.0] * 6, backwards=True)

    assert (finding.rule, finding.size) == ("label-starts", 100.0)
    assert finding.months == frozenset(range(FIRST, FIRST + 6))
    assert finding.found == "'SHOPLIFTING' starts at July 2024 (100 a month from then on)"
    assert finding.action == "Ask the publisher under what name it was before"


@pytest.mark.parametrize(
    ("then", "now", "fell_in", "is_found"),
    [(4, 1, 8, True), (4, 2, 8, False), (100, 25, 8, True), (100, 26, 8, False), (4, 1, 7, False)],
)
def test_a_label_falls_where_a_quarter_is_left_in_four_fifths_of_areas(
    then: int, now: int, fell_in: int, *, is_found: bool
) -> None:
    counts = np.full((10, 2, 15), float(then))
    counts[:fell_in, 0, -3:] = now
    counts[fell_in:, 0] = 0

    found = label_falls(made_up_release(counts, boroughs(10), LABELS))

    assert [one.rule for one in found] == ["label-falls"] * is_found


@pytest.mark.parametrize(("then", "is_found"), [(2, True), (1.9, False)])
def test_a_label_falls_from_sixty_offences_on(then: float, *, is_found: bool) -> None:
    counts = np.full((10, 2, 15), float(then))
    counts[:, 0, -3:] = then / 4

    assert bool(label_falls(made_up_release(counts, boroughs(10), LABELS))) == is_found


def test_a_label_that_falls_has_all_its_facts() -> None:
    counts = np.full((10, 2, 18), 40.0)
    counts[:, 0, -3:] = 10

    (finding,) = label_falls(made_up_release(counts, boroughs(10), LABELS))

    assert finding == Finding(
        rule="label-falls",
        severity=Severity.NOTES,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        offences=frozenset(["Shoplifting"]),
        months=frozenset(range(FIRST + 15, FIRST + 18)),
        wanted="Counts like those of a year before were wanted",
        found=(
            "'SHOPLIFTING' fell in nearly all areas from 1,200 to 300 in the three months from "
            "April 2025"
        ),
        where="File 2026-01.csv",
        action="Ask the publisher whether it is recorded elsewhere now",
        size=300.0,
    )


def twice(rows: int, equal: int, *, of_one: bool = False, least: int = 3) -> list[Finding]:
    """What is found of two months that agree in some rows: of one borough, or one row of each."""
    labels = [SHOPLIFTING, ARSON, BICYCLES]
    month = np.arange(rows, dtype=float) + least
    other = month + 1000 * (np.arange(rows) >= equal)
    if of_one:
        # Eight labels of one borough; the others' figures have nothing in common.
        labels = [Label(group="THEFT", offence=f"LABEL {at}") for at in range(rows)]
        own = np.stack([month, other], axis=1)[None]
        rest = np.stack([[np.full(rows, 1e4 + at), np.full(rows, 2e4 + at)] for at in range(9)])
        counts = np.concatenate([own, rest.transpose(0, 2, 1)])
        return same_month_twice(made_up_release(counts, boroughs(10), labels), None)
    counts = np.stack([month, other], axis=1).reshape(rows, 1, 2)
    return same_month_twice(made_up_release(counts, boroughs(rows), labels[:1]), None)


@pytest.mark.parametrize(
    ("rows", "equal", "least", "is_found"),
    [(20, 6, 3, True), (20, 5, 3, False), (19, 19, 3, False), (20, 20, 2, False)],
)
def test_two_months_are_one_where_three_tenths_of_twenty_rows_agree(
    rows: int, equal: int, least: int, *, is_found: bool
) -> None:
    found = twice(rows, equal, least=least)

    if is_found:
        (finding,) = found
        assert facts([finding]) == facts(
            [
                Finding(
                    rule="same-month-twice",
                    severity=Severity.WITHHOLDS,
                    source=Source.MPS_RECORDED_CRIME,
                    files=("2026-01.csv",),
                    months=frozenset([FIRST, FIRST + 1]),
                    wanted="Each month's own figures were wanted",
                    found="January 2024 and February 2024 have the same figures in most rows",
                    where="File 2026-01.csv",
                    action="One of them is a copy: fetch the file again",
                    size=finding.size,
                )
            ]
        )
    else:
        assert not found


@pytest.mark.parametrize(
    ("rows", "equal", "is_found"), [(10, 6, True), (10, 5, False), (8, 8, True), (7, 7, False)]
)
def test_an_areas_months_are_one_where_six_tenths_of_eight_rows_agree(
    rows: int, equal: int, *, is_found: bool
) -> None:
    found = twice(rows, equal, of_one=True)

    assert [one.areas for one in found] == [frozenset([BARNET])] * is_found
    if found:
        assert "January 2024 and February 2024 of Barnet have" in found[0].found


def unplaced(lost: list[float]) -> list[Finding]:
    """What is found where so many of a month's 10,000 offences are in no borough."""
    counts = np.array([[lost], [[10_000 - one for one in lost]]])
    return unknown_share(made_up_release(counts, (UNKNOWN, BARNET), [SHOPLIFTING]))


@pytest.mark.parametrize(
    ("worst", "rules"),
    [
        (200, []),
        (202, ["unknown-share"]),
        (400, ["unknown-share"]),
        (402, ["unknown-month"]),
    ],
)
def test_a_month_has_too_many_without_an_area_from_a_point_more(
    worst: float, rules: list[str]
) -> None:
    found = unplaced([100.0] * 30 + [worst])

    assert [one.rule for one in found] == rules
    if found:
        words = f"usually 1.0 % of the offences lack one, but {worst / 100:.1f} % in July 2026"
        assert found[0].found == words
        assert found[0].months == frozenset([FIRST + 30])
        assert found[0].size == pytest.approx((worst - 100) / 100)


@pytest.mark.parametrize(("now", "is_found"), [(151, True), (149, False), (49, True), (51, False)])
def test_a_year_has_other_many_without_an_area_from_half_a_point(
    now: float, *, is_found: bool
) -> None:
    found = unplaced([100.0] * 12 + [now] * 12)

    assert len(found) == is_found
    if found:
        assert found[0].found == (
            f"1.0 % of the offences of the year before lack one, {now / 100:.1f} % in the year to "
            "December 2025"
        )
        assert found[0].months == frozenset(range(FIRST, FIRST + 24))
        assert found[0].size == pytest.approx(abs(now - 100) / 100)
