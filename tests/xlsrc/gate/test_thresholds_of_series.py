"""Each threshold of the rules for series, from both of its sides; each fact of a finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.made_up_cells import made_up_cells, made_up_foretold
from tests.support.made_up_release import ARSON, BARNET, FIRST, SHOPLIFTING
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.places import shipped_places
from xlsrc.gate.area_months import area_month, standing_out
from xlsrc.gate.extremes import extremes
from xlsrc.gate.labels import label_zero
from xlsrc.gate.left_out import left_out
from xlsrc.gate.months import hole, month_incomplete

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.gate.foretold import Foretold

    Numbers = NDArray[np.float64]

CHECK = "Fetch the file again, or ask the publisher; if it is true, acknowledge this"
MONTHS = 36
LAST = MONTHS - 1
NONE = Severity.STOPS
"""Stands for no finding."""


def one_series(
    at: int, count: float, mean: float, z: float, shown_to: int | None = None
) -> list[Finding]:
    """What is found of one month of Barnet's shoplifting; five other boroughs are as expected."""
    counts, means, zs = np.full((3, 6, 1, MONTHS), 100.0)
    zs[:] = 0
    counts[0, 0, at], means[0, 0, at], zs[0, 0, at] = count, mean, z
    cells = made_up_cells(counts, [SHOPLIFTING])
    month = None if shown_to is None else Month(cells.first + shown_to)
    return extremes(made_up_foretold(replace(cells, shown_to=month), means, zs))


@pytest.mark.parametrize(
    ("shown_to", "first"), [(None, 12), (LAST + 6, 12), (LAST, 12), (LAST - 1, 11), (LAST - 9, 3)]
)
def test_notes_are_of_the_two_years_that_an_edition_compares_and_what_came_after(
    shown_to: int | None, first: int
) -> None:
    for at in (first, LAST - 1):
        (found,) = one_series(at, 20, 100, -9, shown_to)
        assert found.rule == "series-low"
    assert one_series(first - 1, 20, 100, -9, shown_to) == []


@pytest.mark.parametrize(
    ("at", "count", "mean", "z", "rule", "severity"),
    [
        (LAST, 0, 15, -3.0, "series-zero", Severity.WITHHOLDS),
        (LAST, 0, 15, -2.99, "", NONE),
        (2, 0, 15, -3.0, "series-zero", Severity.WITHHOLDS),
        (LAST, 0, 14.9, -3.0, "series-zero", Severity.NOTES),
        (LAST, 0, 8, -3.0, "series-zero", Severity.NOTES),
        (LAST, 0, 7.9, -9.0, "", NONE),
        (12, 0, 14.9, -3.0, "series-zero", Severity.NOTES),
        (11, 0, 14.9, -3.0, "", NONE),
        (LAST, 20, 100, -3.5, "series-low", Severity.NOTES),
        (LAST, 20, 100, -3.49, "", NONE),
        (LAST - 1, 20, 100, -4.5, "series-low", Severity.NOTES),
        (LAST - 1, 20, 100, -4.49, "", NONE),
        (12, 20, 100, -4.5, "series-low", Severity.NOTES),
        (11, 20, 100, -9, "", NONE),
        (LAST, 10, 2, 4.5, "series-high", Severity.NOTES),
        (LAST, 9, 2, 4.5, "", NONE),
        (LAST, 10, 2, 4.49, "", NONE),
        (LAST - 1, 200, 100, 5.5, "series-high", Severity.NOTES),
        (LAST - 1, 200, 100, 5.49, "", NONE),
        (12, 200, 100, 5.5, "series-high", Severity.NOTES),
        (11, 200, 100, 9, "", NONE),
    ],
)
def test_a_month_of_a_series_is_far(
    at: int, count: float, mean: float, z: float, rule: str, severity: Severity
) -> None:
    found = one_series(at, count, mean, z)

    assert [(one.rule, one.severity) for one in found] == [(rule, severity)] * bool(rule)


@pytest.mark.parametrize(
    ("count", "z", "rule", "wanted", "size", "action"),
    [
        (0, -4, "series-zero", "Figures that are missing should not stand as 0", 100, CHECK),
        (
            20, -4, "series-low", "A figure to check before an exception is read out", 20,
            "Nothing need be done if it is true",
        ),
        (
            1234, 6, "series-high", "A figure to check before an exception is read out", 1234,
            "Nothing need be done if it is true",
        ),
    ],
)  # fmt: skip
def test_a_far_month_has_all_its_facts(
    count: float, z: float, rule: str, wanted: str, size: float, action: str
) -> None:
    assert one_series(LAST, count, 100, z) == [
        Finding(
            rule=rule,
            severity=Severity.NOTES if count else Severity.WITHHOLDS,
            source=Source.MPS_RECORDED_CRIME,
            files=("2026-01.csv",),
            areas=frozenset([BARNET]),
            offences=frozenset(["Shoplifting"]),
            months=frozenset([FIRST + LAST]),
            wanted=wanted,
            found=f"Barnet, Shoplifting: {count:,} in December 2026, about 100 expected",
            where="File 2026-01.csv",
            action=action,
            size=size,
        )
    ]


def test_of_an_area_with_under_a_hundredth_of_all_nothing_is_said() -> None:
    counts = np.full((2, 1, MONTHS), 100.0)
    zs = np.zeros_like(counts)
    zs[0, 0, LAST] = -9
    for others, is_found in ((9900, True), (9901, False)):
        counts[1] = others
        cells = made_up_cells(counts, [SHOPLIFTING])
        assert len(extremes(made_up_foretold(cells, counts, zs))) == is_found


def with_lows(at: int, series: int, low: int, *, z: float = -1.97, mean: float = 5) -> Foretold:
    """So many boroughs' series of five a month, of which some are low in one month."""
    counts = np.full((series, 1, MONTHS), float(mean))
    zs = np.zeros_like(counts)
    zs[:low, 0, at] = z
    return made_up_foretold(made_up_cells(counts, [SHOPLIFTING]), counts, zs)


def incomplete(foretold: Foretold) -> list[Finding]:
    (part,) = foretold.parts
    return month_incomplete(foretold, part, np.zeros(part.areas.shape, dtype=bool))


@pytest.mark.parametrize(
    ("at", "series", "low", "is_found"),
    [
        # 15 % of few in the last month, 22.5 % in an older; nothing of fewer than ten.
        (LAST, 20, 3, True),
        (LAST, 20, 2, False),
        (LAST - 1, 20, 5, True),
        (LAST - 1, 20, 4, False),
        (LAST, 10, 2, True),
        (LAST, 9, 9, False),
    ],
)
def test_a_month_is_unfinished_where_so_many_of_few_series_are_low(
    at: int, series: int, low: int, *, is_found: bool
) -> None:
    assert len(incomplete(with_lows(at, series, low))) == is_found


@pytest.mark.parametrize(
    ("at", "low", "is_found"),
    [(LAST, 4, True), (LAST, 3, False), (LAST - 1, 6, True), (LAST - 1, 5, False)],
)
@pytest.mark.parametrize("series", [50, 40])
def test_a_month_is_unfinished_where_so_many_of_many_series_are_low(
    at: int, low: int, series: int, *, is_found: bool
) -> None:
    # 8 % in the last month and 12 % in an older, of two offences in half as many boroughs.
    low = low if series == 50 else {4: 4, 3: 3, 6: 5, 5: 4}[low]
    counts = np.full((series // 2, 2, MONTHS), 5.0)
    zs = np.zeros_like(counts)
    zs[:low, 0, at] = -1.97

    foretold = made_up_foretold(made_up_cells(counts, [ARSON, SHOPLIFTING]), counts, zs)

    assert len(incomplete(foretold)) == is_found


@pytest.mark.parametrize(("z", "mean"), [(-1.96, 5), (-9, 4)])
def test_series_within_their_range_or_too_small_are_not_low(z: float, mean: float) -> None:
    assert not incomplete(with_lows(LAST, 20, 20, z=z, mean=mean))


def test_an_unfinished_month_has_all_its_facts() -> None:
    foretold = with_lows(LAST, 20, 3)

    (finding,) = incomplete(foretold)

    assert finding == Finding(
        rule="month-incomplete",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        months=frozenset([FIRST + LAST]),
        wanted="Whole months were wanted",
        found=(
            "December 2026 looks unfinished: 15 % of series lie below their usual range (by "
            "chance 1 to 4 %) and the total is 100 % of what was expected"
        ),
        where="File 2026-01.csv",
        action=f"Left out; as at November 2026. {CHECK}",
        size=100.0,
        missing=finding.missing,
    )
    # Five a month may be 1.96 roots more: 4.4.
    areas = foretold.cells.areas
    assert finding.missing == tuple(
        Missing(area=area, offence="Shoplifting", months=frozenset([FIRST + LAST]), most=4.4)
        for area in areas
    )
    (older,) = incomplete(with_lows(LAST - 1, 20, 5))
    assert older.action == CHECK


# A normal total of a mean of 40,000 has a standard deviation of 200.
@pytest.mark.parametrize(
    ("at", "total", "severity"),
    [
        (LAST, 40_000 - 462, Severity.NOTES),
        (LAST, 40_000 - 470, Severity.WITHHOLDS),
        (LAST, 40_000 - 396, Severity.NOTES),
        (LAST, 40_000 - 387, NONE),
        (LAST - 1, 40_000 - 652, NONE),
        (LAST - 1, 40_000 - 666, Severity.WITHHOLDS),
    ],
)
def test_a_month_is_unfinished_where_the_whole_is_low(
    at: int, total: float, severity: Severity
) -> None:
    counts = np.full((4, 1, MONTHS), 10_000.0)
    means = counts.copy()
    counts[0, 0, at] -= 40_000 - total
    cells = made_up_cells(counts, [SHOPLIFTING])

    found = incomplete(made_up_foretold(cells, means, np.zeros_like(counts)))

    assert [one.severity for one in found] == [severity] * (severity is not NONE)


@pytest.mark.parametrize(
    ("usual", "last", "is_found"), [(25, 39, True), (25, 40, False), (24, 2, False)]
)
def test_a_last_month_under_four_tenths_is_cut_whatever_was_expected(
    usual: float, last: float, *, is_found: bool
) -> None:
    counts = np.full((4, 1, MONTHS), float(usual))
    counts[:, 0, LAST] = last / 4
    unknown = np.full_like(counts, np.nan)

    found = incomplete(made_up_foretold(made_up_cells(counts, [SHOPLIFTING]), unknown, unknown))

    assert len(found) == is_found
    if found:
        assert "0 % of series" in found[0].found
        assert "the total is 39 % of what" in found[0].found


def beside(at: int, count: float, *, areas: int = 12, months: int = MONTHS) -> list[Finding]:
    """What is found of one month of Barnet's, of which 10,000 are expected as of all others."""
    counts = np.full((areas, 1, months), 10_000.0)
    means = counts.copy()
    counts[0, 0, at] = count
    foretold = made_up_foretold(made_up_cells(counts, [SHOPLIFTING]), means, np.zeros_like(counts))
    (part,) = foretold.parts
    return area_month(foretold, part, standing_out(foretold, part))


# The least sd is 3 %, of few areas or months 5 %: low from -3.75 of it (older -5), high from 6.5
# (7.5), in logarithms.
@pytest.mark.parametrize(
    ("at", "count", "areas", "months", "is_found"),
    [
        (-1, 8935, 12, 36, True),
        (-1, 8937, 12, 36, False),
        (-2, 8607, 12, 36, True),
        (-2, 8608, 12, 36, False),
        (-1, 12154, 12, 36, True),
        (-1, 12153, 12, 36, False),
        (-2, 12524, 12, 36, True),
        (-2, 12523, 12, 36, False),
        (-1, 8935, 10, 24, True),
        (-1, 8290, 9, 36, True),
        (-1, 8291, 9, 36, False),
        (-1, 8290, 12, 23, True),
        (-1, 8291, 12, 23, False),
        (-1, 1000, 4, 36, True),
        (-1, 1000, 3, 36, False),
        (12, 20000, 12, 36, True),
        (11, 20000, 12, 37, False),
        (12, 1000, 12, 36, True),
        (11, 1000, 12, 36, False),
    ],
)
def test_an_areas_month_stands_out(
    at: int, count: float, areas: int, months: int, *, is_found: bool
) -> None:
    assert len(beside(at, count, areas=areas, months=months)) == is_found


@pytest.mark.parametrize(
    ("count", "rule", "words"), [(8000, "low", "20 % fewer"), (13_000, "high", "30 % more")]
)
def test_an_areas_month_that_stands_out_has_all_its_facts(
    count: float, rule: str, words: str
) -> None:
    (finding,) = beside(-1, count)

    is_low = rule == "low"
    most = round(10_000 + 1.959964 * 10010**0.5 - 8000, 1)
    assert finding == Finding(
        rule=f"area-month-{rule}",
        severity=Severity.WITHHOLDS if is_low else Severity.NOTES,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        areas=frozenset([BARNET]),
        months=frozenset([FIRST + LAST]),
        wanted="Every area's months should be whole",
        found=(
            f"Barnet has {count:,} offences in December 2026, {words} than expected from its own "
            "months before and the same month elsewhere"
        ),
        where="File 2026-01.csv",
        action=CHECK,
        size=float(count),
        missing=(
            Missing(
                area=BARNET, offence="Shoplifting", months=frozenset([FIRST + LAST]), most=most
            ),
        )
        * is_low,
    )


def zeros(before: list[float], areas: int = 1, of: int = 20) -> list[Finding]:
    """What is found where some boroughs' shoplifting is 0 after such a year."""
    counts = np.full((of, 2, 14), 100.0)
    counts[:areas, 1, :12] = before
    counts[:areas, 1, 12:] = 0
    return label_zero(made_up_cells(counts, [ARSON, SHOPLIFTING]), shipped_places())


@pytest.mark.parametrize(
    ("before", "is_found"),
    [
        ([12.0] * 12, True),
        ([11.9] * 12, False),
        ([12.0] * 9 + [12.0, 12.0, 11.0], False),
        ([14.0] + [3.0, 12.0] + [15.0] * 9, True),
        ([14.0] + [2.0, 12.0] + [15.0] * 9, False),
    ],
)
def test_a_label_is_0_after_such_a_year(before: list[float], *, is_found: bool) -> None:
    assert bool(zeros(before)) == is_found


@pytest.mark.parametrize(
    ("areas", "of", "number"), [(8, 20, 8), (9, 20, 0), (3, 6, 3), (4, 6, 0), (1, 1, 1)]
)
def test_a_label_that_is_0_in_many_areas_is_no_areas_fault(
    areas: int, of: int, number: int
) -> None:
    assert len({one.areas for one in zeros([100.0] * 12, areas, of)}) == number


def test_a_label_that_is_0_has_all_its_facts() -> None:
    (finding,) = zeros([20.0] * 12)[:1]

    assert finding == Finding(
        rule="label-zero",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=("2026-01.csv",),
        areas=frozenset([BARNET]),
        offences=frozenset(["Shoplifting"]),
        months=frozenset([FIRST + 12, FIRST + 13]),
        wanted="Figures that are missing should not stand as 0",
        found=(
            "Barnet, SHOPLIFTING: 0 in January 2025 to February 2025, 20 a month in the year before"
        ),
        where="File 2026-01.csv",
        action=CHECK,
        size=20.0,
    )


def test_months_that_are_missing_have_all_their_facts() -> None:
    counts = np.full((2, 2, 12), 10.0)
    counts[:, 1, [3, 4, 6]] = np.nan

    assert hole(made_up_cells(counts, [ARSON, SHOPLIFTING])) == [
        Finding(
            rule="hole",
            severity=Severity.WITHHOLDS,
            source=Source.MPS_RECORDED_CRIME,
            files=("2026-01.csv",),
            offences=frozenset(["Shoplifting"]),
            months=frozenset([FIRST + 3, FIRST + 4, FIRST + 6]),
            wanted="Every month from the first to the last was wanted",
            found="3 months missing of Shoplifting: April 2024 to May 2024, July 2024",
            where="File 2026-01.csv",
            action="Add the release that has them; sums over them are not given",
            size=3.0,
        )
    ]


def lost(month: Numbers, usual: float = 100, known: int = 12) -> list[Finding]:
    """What is found of a month left out, area × offence, among months of the usual."""
    counts = np.full((*month.shape, 2 * known + 1), float(usual))
    counts[:, :, known] = month
    return left_out(made_up_cells(counts, [ARSON, SHOPLIFTING], [known]))


@pytest.mark.parametrize(
    ("whole", "usual", "is_found"), [(39, 25, True), (40, 25, False), (0, 24.9, False)]
)
def test_a_month_left_out_is_lost_under_four_tenths(
    whole: float, usual: float, *, is_found: bool
) -> None:
    found = lost(np.full((2, 2), whole / 4), usual)

    assert [one.found for one in found] == (
        ["January 2025 looks unfinished: 39 offences, where about 100 are usual"] * is_found
    )
    if found:
        assert (found[0].rule, found[0].areas, found[0].offences) == (
            "month-incomplete",
            None,
            None,
        )
        assert (found[0].months, found[0].size) == (frozenset([FIRST + 12]), 39)
        assert (found[0].files, found[0].action) == (("2026-01.csv",), CHECK)


@pytest.mark.parametrize(("has", "is_found"), [(49, True), (50, False)])
def test_an_areas_month_left_out_is_lost_under_a_quarter(has: float, *, is_found: bool) -> None:
    month = np.full((4, 2), 100.0)
    month[0] = has / 2

    found = lost(month)

    assert len(found) == is_found
    if found:
        assert found[0].found == (
            "Barnet has 49 offences in January 2025, where about 200 are usual and the other "
            "areas have theirs"
        )
        assert (found[0].rule, found[0].areas) == ("area-month-low", frozenset([BARNET]))
        assert (found[0].offences, found[0].size) == (None, 49)


@pytest.mark.parametrize(("has", "is_found"), [(8, True), (9, False)])
def test_an_offences_month_left_out_is_lost_at_a_fiftieth(has: float, *, is_found: bool) -> None:
    month = np.full((4, 2), 100.0)
    month[:, 1] = has / 4

    found = lost(month)

    assert [one.found for one in found] == [
        "Shoplifting: 8 in January 2025, where about 400 are usual"
    ] * is_found
    if found:
        assert (found[0].rule, found[0].areas) == ("label-zero", None)
        assert (found[0].offences, found[0].size) == (frozenset(["Shoplifting"]), 8)


@pytest.mark.parametrize(("known", "number"), [(3, 1), (2, 0)])
def test_of_fewer_than_three_months_beside_it_nothing_is_usual(known: int, number: int) -> None:
    assert len(lost(np.zeros((2, 2)), known=known)) == number


@pytest.mark.parametrize(("usual", "number"), [(25, 1), (24.75, 0)])
def test_an_offence_is_judged_from_a_hundred_a_month(usual: float, number: int) -> None:
    month = np.full((4, 2), usual)
    month[:, 1] = 0

    assert len(lost(month, usual)) == number
