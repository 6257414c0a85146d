"""Months that are unfinished or not there: of some of several areas, offences and months."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_cells import made_up_cells, made_up_foretold
from tests.support.made_up_release import ARSON, BICYCLES, FIRST, SHOPLIFTING, WEAPONS, boroughs
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.label import Label
from xlsrc.gate.expected import Expected
from xlsrc.gate.foretold import Foretold, Part
from xlsrc.gate.months import hole, month_incomplete

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

NAN = np.nan
RAPE = Label(group="SEXUAL OFFENCES", offence="RAPE")
LABELS = (ARSON, BICYCLES, WEAPONS, RAPE, SHOPLIFTING)
OWN = [0, 2, 3, 4]
NAMES = ("Arson", "Possession of weapons", "Rape", "Shoplifting")
MONTHS = 36
LAST = MONTHS - 1
CHECK = "Fetch the file again, or ask the publisher; if it is true, acknowledge this"


def usual(areas: int = 4) -> Numbers:
    """So many areas' five offences of 2,500 a month."""
    return np.full((areas, 5, MONTHS), 2500.0)


def foretold_of(
    counts: Numbers,
    low: Iterable[tuple[int, int, int]] = (),
    offences: list[int] = OWN,
    **facts: Any,
) -> Foretold:
    """2,500 of each foretold, of which the offences of one part, whose areas' sums are the whole;
    ``low`` are the series (area, offence) below their range in a month.
    """
    cells = replace(made_up_cells(counts, LABELS), **facts)
    zs = np.zeros_like(counts)
    for place in low:
        zs[place] = -1.97
    foretold = made_up_foretold(cells, np.full_like(counts, 2500), zs)
    areas = counts[:, offences].sum(axis=1)
    means = np.full_like(areas, 2500 * len(offences))
    whole, of_whole = areas.sum(axis=0)[None], means.sum(axis=0)[None]
    part = Part(
        offences=np.array(offences),
        areas=areas,
        areas_sum=whole[0],
        area_expected=Expected(mean=means, variance=means + 1, z=np.zeros_like(means)),
        whole=whole,
        whole_expected=Expected(mean=of_whole, variance=of_whole + 1, z=np.zeros_like(whole)),
    )
    return replace(foretold, parts=(part,))


def found_in(
    foretold: Foretold, low_areas: Iterable[tuple[int, int]] = (), **facts: Any
) -> list[Finding]:
    (part,) = foretold.parts
    low = np.zeros(part.areas.shape, dtype=bool)
    for place in low_areas:
        low[place] = True
    return month_incomplete(foretold, replace(part, **facts), low)


def columns(found: list[Finding]) -> list[tuple[int, Severity]]:
    return [(min(one.months or ()) - FIRST, one.severity) for one in found]


def test_unfinished_months_of_some_offences_have_all_their_facts() -> None:
    counts = usual()
    counts[1, OWN, 14] = counts[1, OWN, LAST] = 0
    ordinary = np.array([True, True, True, False])

    found = found_in(foretold_of(counts, ordinary=ordinary, every_area=False))

    # 2,500 and 1.96 roots of 2,502.5 more, 98.0.
    def missing(column: int) -> tuple[Missing, ...]:
        return tuple(
            Missing(
                area=boroughs(3)[area],
                offence=offence,
                months=frozenset([FIRST + column]),
                most=2598.0 if area == 1 else 98.0,
            )
            for area in range(3)
            for offence in NAMES
        )

    def unfinished(name: str, column: int, action: str) -> Finding:
        return Finding(
            rule="month-incomplete",
            severity=Severity.WITHHOLDS,
            source=Source.MPS_RECORDED_CRIME,
            files=("2026-01.csv",),
            areas=frozenset(boroughs(3)),
            offences=frozenset(NAMES),
            months=frozenset([FIRST + column]),
            wanted="Whole months were wanted",
            found=(
                f"{name} looks unfinished: 0 % of series lie below their usual range (by chance 1 "
                "to 4 %) and the total is 75 % of what was expected"
            ),
            where="File 2026-01.csv",
            action=action,
            size=75.0,
            missing=missing(column),
        )

    # By three areas alone, a fourth without a place, the last month alone is judged.
    assert found == [unfinished("December 2026", LAST, f"Left out; as at November 2026. {CHECK}")]
    everywhere = found_in(foretold_of(counts, ordinary=ordinary))
    assert everywhere == [
        replace(one, areas=None)
        for one in (
            unfinished("March 2025", 14, CHECK),
            unfinished("December 2026", LAST, f"Left out; as at November 2026. {CHECK}"),
        )
    ]


def test_a_last_month_that_is_a_little_low_is_noted_and_hides_nothing() -> None:
    counts = usual()
    # 40,000 with a standard deviation of 200: two of them.
    counts[0, 0, [14, LAST]] -= 400

    (found,) = found_in(foretold_of(counts))

    assert columns([found]) == [(LAST, Severity.NOTES)]
    assert (found.missing, found.action, found.size) == ((), CHECK, 99.0)


def test_of_a_few_offences_by_themselves_the_last_month_alone_is_judged() -> None:
    counts = usual()
    counts[1, :, [14, LAST]] = 0

    assert columns(found_in(foretold_of(counts, offences=OWN[:3]))) == [(LAST, Severity.WITHHOLDS)]
    assert columns(found_in(foretold_of(counts))) == [
        (14, Severity.WITHHOLDS),
        (LAST, Severity.WITHHOLDS),
    ]


def test_a_partner_s_month_is_not_judged() -> None:
    counts = usual()
    counts[1, :, [14, LAST]] = 0
    foretold = foretold_of(counts)
    (extract,) = foretold.cells.extracts
    returned = replace(extract, source=Source.PARTNER_RETURN)

    cells = replace(foretold.cells, extracts=(returned,))
    assert found_in(replace(foretold, cells=cells)) == []


# An area that is low by itself lacks 10,000 in all: to the whole that is added by as much as the
# whole, of months of average length, is of the areas' sum.
@pytest.mark.parametrize(
    ("scale", "expected", "is_found"),
    [(1.0, 40_000, False), (1.1, 44_000, False), (0.9, 36_000, False), (0.9, 37_000, True)],
)
def test_an_area_that_is_low_by_itself_is_no_unfinished_month(
    scale: float, expected: float, *, is_found: bool
) -> None:
    counts = usual()
    counts[1, :, 14] = 0
    foretold = foretold_of(counts)
    (part,) = foretold.parts
    whole = part.whole * scale
    whole[0, :14] = whole[0, 15:] = expected
    means = np.full_like(whole, expected)
    of_whole = Expected(mean=means, variance=means + 1, z=means)

    assert columns(found_in(foretold, whole=whole, whole_expected=of_whole)) == [
        (14, Severity.WITHHOLDS)
    ]
    judged = found_in(foretold, [(1, 14)], whole=whole, whole_expected=of_whole)
    assert columns(judged) == [(14, Severity.WITHHOLDS)] * is_found


def test_beside_an_area_that_is_low_by_itself_the_others_lack_too_much() -> None:
    counts = usual()
    counts[1, OWN, 14] = 1250  # half of it is there: 5,000 of 10,000
    counts[2, 0, 14] -= 800  # of 40,000 four standard deviations

    assert columns(found_in(foretold_of(counts), [(1, 14)])) == [(14, Severity.WITHHOLDS)]


def test_an_area_that_has_more_than_expected_makes_no_whole_low() -> None:
    counts = usual()
    counts[1, :, 14] = 5000
    counts[2, :, 15] = 0

    found = found_in(foretold_of(counts), [(1, 14), (2, 15)])

    assert found == []


def test_a_month_in_which_every_area_is_low_by_itself_and_has_nothing() -> None:
    counts = usual()
    counts[:, :, 14] = 0

    assert found_in(foretold_of(counts), [(at, 14) for at in range(4)]) == []
    assert columns(found_in(foretold_of(counts))) == [(14, Severity.WITHHOLDS)]


# 2,500 and 1.96 roots of 2,502.5 are 2,598.05; what may lack less than half an offence is none.
@pytest.mark.parametrize(("count", "most"), [(2597.4, 0.6), (2597.6, None)])
def test_what_may_lack_less_than_half_an_offence_lacks_none(
    count: float, most: float | None
) -> None:
    counts = usual()
    counts[1, OWN, 14] = 0
    counts[2, 0, 14] = count

    (found,) = found_in(foretold_of(counts))

    third = [one.most for one in found.missing if one.area == boroughs(3)[2]]
    assert third == [most, 98.0, 98.0, 98.0] if most else [98.0] * 3


def test_what_may_lack_just_half_an_offence_may_lack_it() -> None:
    counts = usual()
    counts[1, OWN, 14] = 0
    foretold = foretold_of(counts)
    expected = foretold.expected
    mean, variance = expected.mean.copy(), expected.variance.copy()
    mean[10, 14], variance[10, 14] = 2500.5, 0
    mean[12, 14], variance[12, 14] = 2500.25, 0

    exact = replace(foretold, expected=replace(expected, mean=mean, variance=variance))
    (found,) = found_in(exact)

    third = [one.most for one in found.missing if one.area == boroughs(3)[2]]
    assert third == [0.5, 98.0, 98.0]


def low_series(number: int, column: int, offences: list[int] = OWN) -> list[tuple[int, int, int]]:
    """So many series of as many areas, one after another."""
    return [(at % 12, offences[at // 12], column) for at in range(number)]


# Of twelve areas' four offences 8 % in the last month are four, 12 % in an older one six.
@pytest.mark.parametrize(
    ("low", "is_found"),
    [
        (low_series(4, LAST), True),
        (low_series(3, LAST), False),
        (low_series(6, 14), True),
        (low_series(5, 14), False),
        (low_series(3, LAST) + low_series(12, LAST, [1]), False),
        (low_series(5, 14) + low_series(12, 14, [1]) + low_series(12, 13, [1]), False),
    ],
)
def test_the_series_of_the_part_are_those_that_are_counted(
    low: list[tuple[int, int, int]], *, is_found: bool
) -> None:
    found = found_in(foretold_of(usual(12), low))

    assert len(found) == is_found
    if found:
        share = {4: 8, 6: 12}[len(low)]
        assert f": {share} % of series lie below" in found[0].found


def test_series_of_an_area_that_is_low_by_itself_are_not_counted() -> None:
    low = [(area, offence, LAST) for area in (0, 3) for offence in OWN]
    foretold = foretold_of(usual(12), low)

    assert "17 % of series" in found_in(foretold)[0].found
    # Four of the other 44, and none of the other 40.
    assert "9 % of series" in found_in(foretold, [(0, LAST)])[0].found
    assert found_in(foretold, [(0, LAST), (3, LAST)]) == []
    assert len(found_in(foretold, [(0, 14), (3, 14)])) == 1


def test_series_that_were_not_foretold_are_not_counted() -> None:
    foretold = foretold_of(usual(12), low_series(4, LAST))
    expected = foretold.expected
    unknown = expected.mean.copy()
    unknown[:5, LAST] = NAN
    z = expected.z.copy()
    z[:5, LAST] = NAN

    # Area 0 has lost its own one, of five that nothing is known of: three of 44 are 7 %.
    assert found_in(replace(foretold, expected=replace(expected, mean=unknown))) == []
    assert found_in(replace(foretold, expected=replace(expected, z=z))) == []


def cut(before: list[float], last: float) -> list[Finding]:
    """What is found of wholes of which nothing was foretold."""
    counts = np.full((1, 1, len(before) + 1), 1.0)
    counts[0, 0] = [*before, last]
    unknown = np.full_like(counts, NAN)
    foretold = made_up_foretold(made_up_cells(counts, [ARSON]), unknown, unknown)
    return found_in(foretold)


# The middle of six months of 90 and six of 110 is 100; with the month before them it would be 110,
# and their mean is another where one of them is very high.
@pytest.mark.parametrize(
    ("before", "last", "is_found"),
    [
        ([500, *[90] * 6, *[110] * 6], 39, True),
        ([500, *[90] * 6, *[110] * 6], 40, False),
        ([90] * 6 + [110] * 5 + [9000], 39, True),
        ([90] * 6 + [110] * 5 + [9000], 40, False),
        ([100] * 11, 0, False),
        ([100] * 12, 0, True),
        ([99] * 12, 0, False),
        ([100] * 5 + [NAN] + [100] * 6, 0, False),
    ],
)
def test_a_last_month_is_cut_under_four_tenths_of_the_years_middle(
    before: list[float], last: float, *, is_found: bool
) -> None:
    found = cut(before, last)

    assert [(one.size, one.severity) for one in found] == [(last, Severity.WITHHOLDS)] * is_found


def test_an_older_month_is_not_cut() -> None:
    assert cut([*[100.0] * 12, 1, 100], 100) == []


def lacking(counts: Numbers, **facts: Any) -> list[Finding]:
    return hole(replace(made_up_cells(counts, LABELS), **facts))


def a_hole(found: str, months: list[int], **facts: Any) -> Finding:
    finding = Finding(
        rule="hole",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        months=frozenset(FIRST + month for month in months),
        wanted="Every month from the first to the last was wanted",
        found=found,
        where="File 2026-01.csv",
        action="Add the release that has them; sums over them are not given",
        size=float(len(months)),
    )
    return replace(finding, **facts)


def test_each_set_of_months_that_offences_lack_is_a_finding() -> None:
    counts = usual(2)
    counts[:, 0, :3] = counts[:, 3, 30:] = NAN
    counts[0, 4, 7] = NAN
    counts[:, [0, 2], 9:12] = NAN
    counts[:, 1, 9] = NAN

    assert lacking(counts) == [
        a_hole(
            "3 months missing of Arson, Possession of weapons: October 2024 to December 2024",
            [9, 10, 11],
            offences=frozenset(["Arson", "Possession of weapons"]),
        ),
        a_hole(
            "1 month missing of Bicycle theft: October 2024",
            [9],
            offences=frozenset(["Bicycle theft"]),
        ),
    ]
    assert lacking(counts, every_area=False)[1].areas == frozenset(boroughs(2))


def test_a_month_that_all_offences_lack_is_said_of_all() -> None:
    counts = usual(2)
    counts[:, 3] = NAN
    counts[:, :, 9] = NAN

    assert lacking(counts) == [a_hole("1 month missing: October 2024", [9])]
    assert lacking(usual(2)) == []
