"""Each threshold of the rules for two releases, from both of its sides; each fact of a finding."""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_release import (
    ARSON,
    BARNET,
    FIRST,
    SHOPLIFTING,
    WEAPONS,
    boroughs,
    made_up_release,
)
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.compared import Compared
from xlsrc.extracts.gate.definitions import definition_changed
from xlsrc.extracts.gate.disagrees import area_disagrees, month_disagrees
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.months import a_copy, same_month_twice
from xlsrc.extracts.gate.offences import offence_lost
from xlsrc.extracts.gate.release import Pair, Release
from xlsrc.extracts.gate.restated import offence_restated

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.label import Label

    Numbers = NDArray[np.float64]

LABELS = (SHOPLIFTING, ARSON)
FILES = ("2026-01.csv", "2025-12.csv")
AGREE = "Two releases were wanted that agree about the months they share"
RIGHT = "Ask the publisher which is right"


def usual(areas: int = 6, months: int = 24) -> Numbers:
    """So many areas with 1,000 of either offence in each month."""
    return np.full((areas, 2, months), 1000.0)


def pair(
    now: Numbers, before: Numbers, labels: tuple[Label, ...] = LABELS
) -> tuple[Release, Release]:
    """A release, and one before it that begins in the same month."""
    areas = boroughs(now.shape[0])
    return made_up_release(now, areas, labels), made_up_release(
        before, areas, labels, vintage="2025-12"
    )


def compared(now: Numbers, before: Numbers, labels: tuple[Label, ...] = LABELS) -> Compared:
    return Compared.of(*pair(now, before, labels))


# More than five (in the older release's last three months six) times the root of the older count
# and one, and more than 15 % of it and ten.
@pytest.mark.parametrize(
    ("column", "before", "apart", "is_found"),
    [
        (0, 99, 51, True),
        (0, 99, 50, False),
        (20, 99, 51, True),
        (21, 99, 60, False),
        (21, 99, 61, True),
        (23, 99, 60, False),
        (0, 40_000, 6011, True),
        (0, 40_000, 6010, False),
        (0, 3, 11, True),
        (0, 3, 10, False),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_month_disagrees_from_so_many_apart(
    column: int, before: int, apart: int, sign: int, *, is_found: bool
) -> None:
    was = usual()
    # Beside so much that the area's whole month does not stand out.
    was[:, 1, column] = 1_000_000
    was[0, 0, column] = before
    now = was.copy()
    now[0, 0, column] += sign * apart
    if now.min() < 0:
        return

    found = month_disagrees(compared(now, was))

    assert [one.offences for one in found] == [frozenset(["Shoplifting"])] * is_found


def test_a_month_that_disagrees_has_all_its_facts() -> None:
    was = usual()
    was[:, 1] = 1_000_000
    now = was.copy()
    now[0, 0, 3], now[0, 0, 5] = 400, 500

    (finding,) = month_disagrees(compared(now, was))

    assert finding == Finding(
        rule="month-disagrees",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=FILES,
        areas=frozenset([BARNET]),
        offences=frozenset(["Shoplifting"]),
        months=frozenset([FIRST + 3, FIRST + 5]),
        wanted=AGREE,
        found="Barnet, Shoplifting, April 2024, June 2024: 2,000 in 2025-12, 900 in 2026-01",
        where="Files 2026-01.csv and 2025-12.csv",
        action=RIGHT,
        size=cast("float", pytest.approx(log(2000.5 / 900.5))),
        missing=(
            Missing(
                area=BARNET,
                offence="Shoplifting",
                months=frozenset([FIRST + 3, FIRST + 5]),
                most=1100,
            ),
        ),
    )


def test_an_areas_whole_month_that_disagrees_is_said_of_all_offences() -> None:
    was = usual(40)
    now = was.copy()
    now[0, :, 3] = 1500

    (finding,) = month_disagrees(compared(now[:30], was[:30]))

    assert (finding.offences, finding.missing) == (None, ())
    assert finding.found == "Barnet, all offences, April 2024: 2,000 in 2025-12, 3,000 in 2026-01"


# The whole of a month moved by more than 5 % down or 10 % up beside the others (in logarithms).
@pytest.mark.parametrize(
    ("share", "is_found"), [(0.95, True), (0.952, False), (1.106, True), (1.105, False)]
)
def test_a_month_that_the_whole_moved_is_one_finding(share: float, *, is_found: bool) -> None:
    was = usual()
    now = was.copy()
    now[:, :, 3] *= share

    found = month_disagrees(compared(now, was))

    if not is_found:
        assert not found
        return
    (finding,) = found
    assert (finding.areas, finding.offences) == (None, None)
    assert finding.months == frozenset([FIRST + 3])
    assert finding.found == (
        f"all areas, April 2024: 12,000 offences in 2025-12, {12_000 * share:,.0f} in 2026-01"
    )
    assert (finding.wanted, finding.action) == (AGREE, RIGHT)
    assert (finding.files, finding.source) == (FILES, Source.MPS_RECORDED_CRIME)
    assert finding.where == "Files 2026-01.csv and 2025-12.csv"
    assert finding.size == pytest.approx(abs(log((12_000 * share + 0.5) / 12_000.5)))
    lost = {(one.area, one.offence): one.most for one in finding.missing}
    assert len(lost) == (12 if share < 1 else 0)
    assert all(one == pytest.approx(1000 * (1 - share)) for one in lost.values())


@pytest.mark.parametrize(("each", "is_found"), [(250, True), (249.9, False)])
def test_a_whole_month_is_judged_from_a_thousand_offences(each: float, *, is_found: bool) -> None:
    was = np.full((2, 2, 24), float(each))
    now = was.copy()
    now[:, :, 3] *= 0.9

    assert len(month_disagrees(compared(now, was))) == is_found


# 6 % and two roots of the older count, of an offence; 5 % of an area's total.
@pytest.mark.parametrize(
    ("months", "factor", "is_found"),
    [
        # exp(-0.06 - 2 / sqrt(3001)) of 3,000, exp(0.06 + 2 / sqrt(12001)) of 12,000
        (3, 0.9080, True),
        (3, 0.9081, False),
        (12, 1.0815, True),
        (12, 1.0813, False),
    ],
)
def test_an_area_disagrees_about_an_offence(months: int, factor: float, *, is_found: bool) -> None:
    was = usual()
    was[:, 1] = 1_000_000
    now = was.copy()
    now[0, 0, -months:] *= factor

    found = area_disagrees(compared(now, was))

    assert [one.offences for one in found] == [frozenset(["Shoplifting"])] * is_found


@pytest.mark.parametrize(("factor", "is_found"), [(0.95, True), (0.952, False), (1.052, True)])
@pytest.mark.parametrize(("areas", "enough"), [(5, True), (4, False)])
def test_an_area_disagrees_in_all(
    factor: float, areas: int, *, is_found: bool, enough: bool
) -> None:
    was = usual(areas)
    now = was.copy()
    now[0] *= factor

    found = area_disagrees(compared(now, was))

    assert [one.offences for one in found] == [None] * (is_found and enough)


def test_an_area_that_disagrees_has_all_its_facts() -> None:
    was = usual()
    was[:, 1] *= 1000
    now = np.concatenate([was, was[:, :, :2]], axis=2) * 1.01
    now[0, 0, -14:] = 800

    (finding,) = [one for one in area_disagrees(compared(now, was)) if one.offences]

    # All the older release's months, of which twelve are low: 24,000 before.
    after = 12 * 1010 + 12 * 800
    assert finding == Finding(
        rule="area-disagrees",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=FILES,
        areas=frozenset([BARNET]),
        offences=frozenset(["Shoplifting"]),
        months=frozenset(range(FIRST, FIRST + 26)),
        wanted=AGREE,
        found=(
            f"Barnet, Shoplifting, January 2024 to December 2025: 24,000 in 2025-12, {after:,} in "
            "2026-01; the other areas moved +1 %"
        ),
        where="Files 2026-01.csv and 2025-12.csv",
        action=RIGHT,
        size=cast("float", pytest.approx(log(24_000.5 / (after + 0.5)))),
        missing=finding.missing,
    )
    (missing,) = finding.missing
    assert missing.months == finding.months
    assert missing.most == pytest.approx(24_000 - after + 1600 * (24_000 / after - 1))


# More than 15 % up (weapons 40 %) or 8 % down, in logarithms, of 300 and more.
@pytest.mark.parametrize(
    ("weapons", "factor", "each", "is_found"),
    [
        (False, 1.162, 20, True),
        (False, 1.161, 20, False),
        (False, 0.923, 20, True),
        (False, 0.924, 20, False),
        (True, 1.492, 20, True),
        (True, 1.491, 20, False),
        (True, 0.923, 20, True),
        (False, 0.8, 50 / 3, True),
        (False, 0.8, 49.9 / 6, False),
    ],
)
def test_an_offence_is_restated(
    factor: float, each: float, *, weapons: bool, is_found: bool
) -> None:
    was = np.full((6, 2, 24), float(each))
    now = was.copy()
    now[:, 0, -3:] *= factor
    labels = (WEAPONS if weapons else SHOPLIFTING, ARSON)

    found = offence_restated(compared(now, was, labels), ())

    assert len(found) == is_found


def test_an_offence_that_is_restated_has_all_its_facts() -> None:
    was = usual()
    now = np.concatenate([was, usual(6, 1)], axis=2)
    now[:, 0, -4:] = 800

    (finding,) = offence_restated(compared(now, was), ())

    assert finding == Finding(
        rule="offence-restated",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=FILES,
        offences=frozenset(["Shoplifting"]),
        months=frozenset(range(FIRST + 21, FIRST + 25)),
        wanted=AGREE,
        found=(
            "Shoplifting, October 2025 to December 2025, all areas: 18,000 in 2025-12, 14,400 in "
            "2026-01 (−20 %)"
        ),
        where="Files 2026-01.csv and 2025-12.csv",
        action="Ask the publisher whether it counts other things now, or has lost some",
        size=cast("float", pytest.approx(log(18_000 / 14_400))),
        missing=finding.missing,
    )
    # 600 in the three months, and a quarter of the 800 in the month after them.
    assert {one.area for one in finding.missing} == set(boroughs(6))
    assert [one.most for one in finding.missing] == pytest.approx([800] * 6)


@pytest.mark.parametrize(("had", "is_found"), [(100, True), (99, False)])
def test_an_offence_is_lost_that_had_a_hundred(had: int, *, is_found: bool) -> None:
    was = np.full((1, 2, 1), 1000.0)
    was[0, 0] = had
    now = made_up_release(was[:, 1:], boroughs(1), [ARSON])
    older = made_up_release(was, boroughs(1), LABELS, vintage="2025-12")

    found = offence_lost(now, Pair.of(now, older))

    if not is_found:
        assert not found
        return
    assert facts(found) == facts(
        [
            Finding(
                rule="offence-lost",
                severity=Severity.WITHHOLDS,
                source=Source.MPS_RECORDED_CRIME,
                files=FILES[:1],
                offences=frozenset(["Shoplifting"]),
                wanted="Rows of Shoplifting were wanted",
                found="no row in any area; 100 in the same months of 2025-12",
                where="File 2026-01.csv",
                action="Add a new label to offences.csv beside the extracts, or fetch the file "
                "again",
            )
        ]
    )


def copied(cells: int, equal: int) -> list[Finding]:
    """What is found of a release whose last months agree in some cells with the one before."""
    was = np.arange(1.0, cells + 1).reshape(cells // 3, 1, 3)
    now = was.copy()
    now.ravel()[equal:] += 1
    return a_copy(Pair.of(*pair(now, was, (SHOPLIFTING,))))


@pytest.mark.parametrize(
    ("cells", "equal", "is_found"),
    [(21, 21, True), (18, 18, False), (21, 20, False), (90, 88, False), (90, 89, True)],
)
def test_a_release_is_a_copy_of_the_one_before(cells: int, equal: int, *, is_found: bool) -> None:
    found = copied(cells, equal)

    if not is_found:
        assert not found
        return
    (finding,) = found
    assert (finding.rule, finding.severity, finding.files) == ("a-copy", Severity.NOTES, FILES)
    assert finding.months == frozenset(range(FIRST, FIRST + 3))
    assert finding.source is Source.MPS_RECORDED_CRIME
    assert (finding.wanted, finding.where) == (
        "A new release was wanted",
        "Files 2026-01.csv and 2025-12.csv",
    )


def test_a_release_of_a_month_more_is_no_copy() -> None:
    was = np.arange(1.0, 97).reshape(8, 1, 12)
    now = np.concatenate([was, was[:, :, :1]], axis=2)

    assert not a_copy(Pair.of(*pair(now, was, (SHOPLIFTING,))))


@pytest.mark.parametrize(("equal", "is_found"), [(6, True), (5, False)])
def test_months_are_shifted_against_the_release_before(equal: int, *, is_found: bool) -> None:
    was = np.arange(1000.0, 1040).reshape(20, 1, 2)
    now = was + 500
    now[:equal, 0, 1] = was[:equal, 0, 0]

    newer, older = pair(now, was, (SHOPLIFTING,))
    found = same_month_twice(newer, Pair.of(newer, older))

    if not is_found:
        assert not found
        return
    (finding,) = found
    assert (finding.areas, finding.months, finding.files) == (None, None, FILES[:1])
    assert finding.severity is Severity.WITHHOLDS
    assert finding.found == "figures are shifted against 2025-12: February 2024 is January 2024"


# Of months that the older release has held for a year 10 % in logarithms, if three are so old;
# else 22 % of those of half a year.
@pytest.mark.parametrize(
    ("months", "factor", "is_found"),
    [
        (15, 1.106, True),
        (15, 1.105, False),
        (15, 0.904, True),
        (15, 0.905, False),
        (14, 1.247, True),
        (14, 1.246, False),
        (9, 1.247, True),
        (9, 1.246, False),
    ],
)
def test_a_definition_is_changed(months: int, factor: float, *, is_found: bool) -> None:
    was = usual(6, months)
    was[:, 1] *= 100
    now = was.copy()
    now[:, 0] *= factor
    newer, older = pair(now, was)

    found = definition_changed(newer, [newer, older])

    assert [one.offences for one in found] == [frozenset(["Shoplifting"])] * is_found


@pytest.mark.parametrize(("number", "is_found"), [(300, True), (299, False)])
def test_a_definition_is_judged_from_300_offences(number: int, *, is_found: bool) -> None:
    was = usual(1, 15)
    was[:, 1] *= 100
    was[:, 0] = number / 3
    now = was.copy()
    now[:, 0] *= 0.5
    newer, older = pair(now, was)

    assert len(definition_changed(newer, [newer, older])) == is_found


def test_a_definition_that_is_changed_has_all_its_facts() -> None:
    was = usual(6, 16)
    was[:, 1] *= 100
    now = was[:, :, 1:].copy()
    now[:, 0] *= 0.5
    newer = made_up_release(now, boroughs(6), LABELS, first=FIRST + 1)
    older = made_up_release(was, boroughs(6), LABELS, vintage="2025-12")

    (finding,) = definition_changed(newer, [newer, older])

    # February to April 2024: three months of six areas.
    assert finding == Finding(
        rule="definition-changed",
        severity=Severity.NOTES,
        source=Source.MPS_RECORDED_CRIME,
        files=FILES,
        offences=frozenset(["Shoplifting"]),
        months=frozenset([FIRST]),
        wanted="The same offences under one name in every release were wanted",
        found=(
            "Shoplifting begins February 2024, because the release 2026-01 counts other things in "
            "it than 2025-12: 9,000 against 18,000 in the same months"
        ),
        where="Files 2026-01.csv and 2025-12.csv",
        action="Earlier months are not joined to it: do not compare the two",
        size=cast("float", pytest.approx(log(18_001 / 9_001))),
    )
