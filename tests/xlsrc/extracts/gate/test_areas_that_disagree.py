"""What two releases say of whole areas, whole months and parts of boroughs."""

from __future__ import annotations

from dataclasses import replace
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.findings import facts
from tests.support.made_up_release import (
    ARSON,
    BARNET,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    WEAPONS,
    boroughs,
    made_up_release,
    wards,
)
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.areas import cut_short
from xlsrc.extracts.gate.compared import Compared
from xlsrc.extracts.gate.definitions import definition_changed
from xlsrc.extracts.gate.disagrees import area_disagrees, month_disagrees
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.offences import offence_lost
from xlsrc.extracts.gate.release import Pair
from xlsrc.extracts.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area

RAPE = Label(group="SEXUAL OFFENCES", offence="RAPE")
DAMAGE = Label(group="ARSON AND CRIMINAL DAMAGE", offence="CRIMINAL DAMAGE")
SIX = (SHOPLIFTING, BICYCLES, ARSON, DAMAGE, WEAPONS, RAPE)
FILES = ("2026-01.csv", "2025-12.csv")


def compared(
    now: NDArray[np.float64],
    before: NDArray[np.float64],
    areas: Sequence[Area],
    labels: Sequence[Label],
) -> Compared:
    older = made_up_release(before, areas, labels, vintage="2025-12")
    return Compared.of(made_up_release(now, areas, labels), older)


def disagrees(rule: str, found: str, **facts: Any) -> Finding:
    finding = Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=FILES,
        wanted="Two releases were wanted that agree about the months they share",
        found=found,
        where="Files 2026-01.csv and 2025-12.csv",
        action="Ask the publisher which is right",
    )
    return replace(finding, **facts)


# Three offences that gained a fifth and as many that lost one leave the area's sum as it was.
@pytest.mark.parametrize("factors", [(1.2, 1.2, 1.2, 0.8, 0.8, 0.8), (1.2, 1.2, 1, 0.8, 0.8, 1)])
def test_an_area_of_which_five_offences_disagree_is_in_doubt_as_a_whole(
    factors: tuple[float, ...],
) -> None:
    was = np.full((6, 6, 24), 1000.0)
    now = was.copy()
    now[0] *= np.array(factors)[:, None]

    found = area_disagrees(compared(now, was, boroughs(6), SIX))

    if 1 in factors:
        assert sorted(one.found.split(", ")[1] for one in found) == sorted(
            ["Shoplifting", "Bicycle theft", "Criminal damage", "Possession of weapons"]
        )
        return
    assert found == [
        disagrees(
            "area-disagrees",
            "Barnet, all offences, January 2024 to December 2025: 144,000 in 2025-12, 144,000 in "
            "2026-01; the other areas moved 0 %",
            areas=frozenset([BARNET]),
            months=frozenset(range(FIRST, FIRST + 24)),
            size=0.0,
        )
    ]


def test_a_month_that_all_areas_lack_has_all_its_facts() -> None:
    was = np.full((6, 2, 24), 1000.0)
    now = was.copy()
    now[:, :, 3] = 950

    (found,) = month_disagrees(compared(now, was, boroughs(6), (SHOPLIFTING, ARSON)))

    assert found == disagrees(
        "month-disagrees",
        "all areas, April 2024: 12,000 offences in 2025-12, 11,400 in 2026-01",
        months=frozenset([FIRST + 3]),
        size=pytest.approx(log(12_000.5 / 11_400.5)),
        missing=tuple(
            Missing(area=area, offence=offence, months=frozenset([FIRST + 3]), most=50.0)
            for area in boroughs(6)
            for offence in sorted(["Shoplifting", "Arson"])
        ),
    )
    now[:, :, 3] = 1200
    now[0, :, 3] = 900
    (more,) = month_disagrees(compared(now, was, boroughs(6), (SHOPLIFTING, ARSON)))
    assert more.missing == ()


# Of wards chance may move more: 5 % and 2 / √10,001 of 10,000, in logarithms 7 %.
@pytest.mark.parametrize(("now", "is_found"), [(9320, True), (9330, False)])
def test_a_part_of_a_borough_may_move_more_by_chance(now: int, *, is_found: bool) -> None:
    before = np.full((6, 2, 25), 200.0)
    after = before.copy()
    after[0] *= now / 10_000

    found = area_disagrees(compared(after, before, wards(6), (SHOPLIFTING, ARSON)))

    assert [one.areas for one in found] == [frozenset(wards(1))] * is_found
    assert all(one.found.startswith("Ward 0, Barnet, all offences") for one in found)


def of_a_part(rule: str, found: str, areas: frozenset[Area] | None) -> Finding:
    return disagrees(rule, found, areas=areas, severity=Severity.WITHHOLDS)


def test_missing_areas_and_the_rows_beside_them_are_one_finding() -> None:
    first, second, third, fourth = (frozenset([one]) for one in boroughs(4))
    areas = of_a_part("area-missing", "Barnet has none", first)
    one, other = (
        of_a_part("rows-missing", f"row {at}", of) for at, of in ((1, second), (2, third))
    )
    more = of_a_part("rows-missing", "row 3", fourth)
    everywhere = of_a_part("rows-missing", "rows", None)

    together = replace(areas, areas=first | second | third, found="Barnet has none; row 1; row 2")
    assert facts(cut_short([areas], [one, other])) == facts([together])
    assert cut_short([areas], []) == [areas]
    assert cut_short([], [one]) == [one]
    assert cut_short([areas], [everywhere]) == [areas, everywhere]
    assert cut_short([areas], [one, other, more]) == [areas, one, other, more]


# Burglaries of homes under two labels, of which the newer release has lost the larger: with less
# than nine tenths of both.
@pytest.mark.parametrize(("kept", "is_found"), [(100.0, True), (989.0, True), (990.0, False)])
def test_a_label_that_is_gone_is_named(kept: float, *, is_found: bool) -> None:
    home = Label(group="BURGLARY", offence="RES BURGLARY OF A HOME")
    shed = Label(group="BURGLARY", offence="RES BURGLARY OF UNCONNECTED BUILDING")
    was = np.full((3, 3, 12), 1000.0)
    was[:, 1] = 100
    now = was[:, 1:].copy()
    now[:, 0] = kept
    newer = made_up_release(now, boroughs(3), (shed, ARSON))
    older = made_up_release(was, boroughs(3), (home, shed, ARSON), vintage="2025-12")

    found = offence_lost(newer, Pair.of(newer, older))

    assert [one.found for one in found if "is gone" in one.found] == [
        f"{home.offence} is gone: {36 * kept:,.0f} offences, 39,600 in the months of 2025-12"
    ] * is_found


def test_a_file_of_earlier_years_in_the_same_release_counts_as_one_before_it() -> None:
    """Its last year has no month of the newer file's: a year stands beside a year."""
    was, now = np.full((6, 2, 24), 1000.0), np.full((6, 3, 24), 1000.0)
    now[:, 0], now[:, 1] = 100, 900
    newer = made_up_release(now, boroughs(6), (SHOPLIFTING, BICYCLES, ARSON))
    older = made_up_release(was, boroughs(6), (SHOPLIFTING, ARSON), first=FIRST - 24)

    found = definition_changed(newer, [newer, older])

    assert [(one.offences, one.found.rpartition(": ")[2]) for one in found] == [
        (frozenset(["Bicycle theft"]), "64,800 against 0 in a year"),
        (frozenset(["Shoplifting"]), "7,200 against 72,000 in a year"),
    ]
