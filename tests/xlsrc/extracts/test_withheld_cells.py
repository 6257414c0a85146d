"""What a finding withholds of made-up panels: each of its reaches by itself, and how much hides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.made_up_release import (
    ARSON,
    BARNET,
    BICYCLES,
    FIRST,
    SHOPLIFTING,
    boroughs,
    made_up_extract,
    wards,
)
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.panel import Panel, Selection
from xlsrc.extracts.withheld import ends_withheld, withheld

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract

    Numbers = NDArray[np.float64]

NAN = np.nan
MONTHS = 36
LAST = FIRST + MONTHS - 1
LABELS = (ARSON, BICYCLES, SHOPLIFTING)
ARSONS, THEFTS, ALL = (
    Selection(offences=(name,)) for name in ("Arson", "Theft", "All notifiable offences")
)
SELECTIONS = (ARSONS, THEFTS, ALL)
FILES = ("2025-12.csv", "2026-01.csv")
KNOWN = Acknowledgement(reference="x", finding="x", who="Board", why="we know", until=None, cell="")


def extracts(areas: Sequence[Area] = boroughs(3)) -> tuple[Extract, ...]:
    """The file of the first year, and that of the last two."""
    older = made_up_extract(np.ones((len(areas), 3, 12)), areas, LABELS, vintage="2025-12")
    newer = made_up_extract(np.ones((len(areas), 3, 24)), areas, LABELS, first=FIRST + 12)
    return older, newer


def panel(areas: int = 3, counts: Numbers | None = None) -> Panel:
    figures = np.full((areas, 3, MONTHS), 100.0) if counts is None else counts
    vintage = np.zeros(figures.shape, dtype=np.int16)
    vintage[:, :, 12:] = 1
    return Panel(
        first_month=Month(FIRST),
        counts=figures,
        denominators=np.full(figures.shape, NAN),
        vintage=vintage,
        vintages=("2025-12", "2026-01"),
        illustrative=np.zeros(3, dtype=bool),
    )


def finding(**changes: Any) -> Finding:
    plain = Finding(
        rule="made-up",
        severity=Severity.WITHHOLDS,
        source=Source.MPS_RECORDED_CRIME,
        files=FILES[1:],
        wanted="",
        found="",
        where="",
        action="",
    )
    return replace(plain, **changes)


def judged(*findings: Finding, areas: Sequence[Area] = boroughs(3), **changes: Any) -> Panel:
    figures = panel(len(areas), changes.pop("counts", None))
    return withheld(figures, findings, extracts(areas), areas, SELECTIONS)


def gaps(*findings: Finding, **changes: Any) -> list[list[list[int]]]:
    """Area × selection: the columns that are gaps."""
    found = np.isnan(judged(*findings, **changes).counts)
    return [[np.flatnonzero(row).tolist() for row in area] for area in found]


NEWER = list(range(12, MONTHS))
NONE: list[list[int]] = [[], [], []]


def test_a_finding_reaches_the_months_of_its_files() -> None:
    assert gaps(finding()) == [[NEWER] * 3] * 3
    assert gaps(finding(files=FILES[:1])) == [[list(range(12))] * 3] * 3
    assert gaps(finding(files=FILES)) == [[list(range(MONTHS))] * 3] * 3
    assert gaps(finding(files=("other.csv", FILES[0]))) == [[list(range(12))] * 3] * 3
    assert gaps(finding(files=("other.csv",))) == [NONE] * 3
    assert gaps() == [NONE] * 3


def test_a_finding_reaches_its_areas_offences_and_months_alone() -> None:
    first, second, _ = boroughs(3)

    assert gaps(finding(areas=frozenset([second]))) == [NONE, [NEWER] * 3, NONE]
    assert gaps(finding(areas=frozenset([first, second]))) == [[NEWER] * 3] * 2 + [NONE]
    assert gaps(finding(offences=frozenset(["Arson"]))) == [[NEWER, [], NEWER]] * 3
    assert gaps(finding(offences=frozenset(["Shoplifting"]))) == [[[], NEWER, NEWER]] * 3
    assert gaps(finding(offences=frozenset(["Moon theft"]))) == [NONE] * 3
    held = frozenset([FIRST + 3, FIRST + 20, FIRST + 99])
    assert gaps(finding(months=held)) == [[[20]] * 3] * 3
    assert gaps(
        finding(areas=frozenset([first]), offences=frozenset(["Arson"]), months=held, files=FILES)
    ) == [[[3, 20], [], [3, 20]], NONE, NONE]
    two = (finding(areas=frozenset([first])), finding(offences=frozenset(["Arson"])))
    assert gaps(*two) == [[NEWER] * 3, *[[NEWER, [], NEWER]] * 2]


@pytest.mark.parametrize(
    ("changes", "withholds"),
    [
        ({}, True),
        ({"severity": Severity.STOPS}, True),
        ({"severity": Severity.NOTES}, False),
        ({"acknowledged": KNOWN}, False),
        ({"rule": "unknown-month"}, False),
    ],
)
def test_what_a_finding_withholds_by_what_it_is(changes: dict[str, Any], withholds: bool) -> None:  # noqa: FBT001
    assert gaps(finding(**changes)) == [[NEWER * withholds] * 3] * 3


def test_a_file_of_two_releases_is_of_both() -> None:
    older, newer = extracts()
    one = replace(older, file="all.zip"), replace(newer, file="all.zip")

    found = withheld(panel(), [finding(files=("all.zip",))], one, boroughs(3), SELECTIONS)

    assert np.isnan(found.counts).all()


def test_offences_that_only_moved_leave_their_sum() -> None:
    theft = frozenset(["Shoplifting", "Bicycle theft"])
    some = frozenset(["Shoplifting"])

    assert gaps(finding(offences=some, within=theft)) == [NONE] * 3
    assert gaps(finding(offences=some, within=theft | {"Arson"})) == [[[], NEWER, []]] * 3
    weighed = replace(THEFTS, offences=("Shoplifting", "Bicycle theft"), weights=(2.0, 3.0))
    alike = replace(weighed, weights=(2.0, 2.0))
    found = withheld(
        panel(), [finding(offences=some, within=theft)], extracts(), boroughs(3),
        (ARSONS, weighed, alike),
    )  # fmt: skip
    assert np.isnan(found.counts).any(axis=2).tolist() == [[False, True, False]] * 3


def test_without_areas_or_files_or_doubts_nothing_is_changed() -> None:
    own = panel()

    assert withheld(own, [finding()], (), boroughs(3), SELECTIONS) is own
    assert withheld(own, [], extracts(), boroughs(3), SELECTIONS) is own
    other = finding(files=("other.csv",))
    assert withheld(own, [other], extracts(), boroughs(3), SELECTIONS) is own
    none = panel(0, np.zeros((0, 3, MONTHS)))
    assert withheld(none, [finding()], extracts(), (), SELECTIONS).counts.shape == (0, 3, MONTHS)
    no_series = panel(3, np.zeros((3, 0, MONTHS)))
    found = withheld(no_series, [finding()], extracts(), boroughs(3), ())
    assert found.counts.shape == (3, 0, MONTHS)


def in_wards() -> tuple[Area, ...]:
    other = Area(code="E05009999", name="Ward 0", level=Level.WARD, borough="Brent")
    return (*wards(2), other)


def test_a_borough_s_fault_is_every_ward_s_and_a_ward_s_is_its_own() -> None:
    first, _, other = in_wards()
    brent = Area(code="E09000005", name="Brent")

    def wards_of(*areas: Area) -> list[bool]:
        found = gaps(finding(areas=frozenset(areas)), areas=in_wards())
        return [one == [NEWER] * 3 for one in found]

    assert wards_of(BARNET) == [True, True, False]
    assert wards_of(brent) == [False, False, True]
    assert wards_of(first) == [True, False, False]
    assert wards_of(other) == [False, False, True]
    # In a file of boroughs a ward's is no borough's.
    assert gaps(finding(areas=frozenset([first]))) == [NONE] * 3
    renamed = replace(BARNET, name="BARNET ")
    assert gaps(finding(areas=frozenset([renamed])))[0] == [NEWER] * 3


def hidden(*parts: tuple[int, str, Sequence[int], float], **changes: Any) -> Finding:
    """What it may hide of areas and offences in months."""
    return finding(
        missing=tuple(
            Missing(
                area=boroughs(3)[area],
                offence=offence,
                months=frozenset(FIRST + at for at in months),
                most=most,
            )
            for area, offence, months, most in parts
        ),
        **changes,
    )


# Of 1,200 a year a twentieth are 60: they stay, and of more they are withheld.
@pytest.mark.parametrize(("most", "is_much"), [(60, False), (60.1, True)])
def test_what_may_hide_more_than_a_twentieth_of_a_year_is_withheld(
    most: float, *, is_much: bool
) -> None:
    found = judged(hidden((1, "Arson", [13, 15], most)))

    assert found.more is not None
    assert found.unsure is not None
    # Of arson, and of all; a half in each of the two months.
    for selection in (0, 2):
        assert np.isnan(found.counts[1, selection]).sum() == 24 * is_much
        more = np.zeros(MONTHS)
        more[[13, 15]] = most / 2
        assert found.more[1, selection].tolist() == (more * (not is_much)).tolist()
        # A month of which more than a twentieth may be missing is not judged.
        unsure = [] if is_much else [13, 15]
        assert np.flatnonzero(found.unsure[1, selection]).tolist() == unsure
    assert np.isfinite(found.counts[[0, 2]]).all()
    assert not found.more[[0, 2]].any()
    assert not found.more[1, 1].any()


def test_how_much_may_hide_in_any_twelve_months_running() -> None:
    year = list(range(12, 24))
    over_two = hidden((0, "Arson", [12, 13], 50), (0, "Arson", [24, 25], 50))
    in_one = hidden((0, "Arson", [13], 50), (0, "Arson", [24], 50))

    assert gaps(over_two) == [NONE] * 3
    assert gaps(in_one)[0] == [NEWER, [], NEWER]
    assert gaps(hidden((0, "Arson", year, 59), (0, "Arson", [35], 4)))[0] == NONE
    # What two findings hide adds up in what there may be more.
    found = judged(hidden((0, "Arson", [13], 4)), hidden((0, "Arson", [13], 5)))
    assert found.more is not None
    assert found.unsure is not None
    assert found.more[0, 0, 13] == 9
    assert found.unsure[0, 0, 13]
    found = judged(hidden((0, "Arson", [13], 5)))
    assert found.unsure is not None
    assert not found.unsure.any()


def test_a_year_s_figures_are_those_of_the_last_two_years() -> None:
    counts = np.full((3, 3, MONTHS), 100.0)
    counts[0, 0, :12] = 9000
    counts[0, 0, 20:23] = NAN
    counts[0, 0, 23:26] = 200

    # Of 24 months, three of which are gaps, 2,400 in all, so that a year is 1,200.
    assert gaps(hidden((0, "Arson", [13], 60)), counts=counts)[0][0] == [20, 21, 22]
    assert gaps(hidden((0, "Arson", [13], 61)), counts=counts)[0][0] == NEWER


def test_what_of_what_may_be_hidden_is_not_in_the_panel() -> None:
    outside = hidden((0, "Arson", [13, 99], 100), (1, "Rape", [13], 9000))
    assert judged(outside).more is not None
    found = judged(outside)
    assert found.more is not None
    assert found.more[0, 0, 13] == 50
    assert not found.more[1, 0].any()
    elsewhere = finding(
        missing=(
            Missing(
                area=Area(code="", name="Moon"), offence="Arson", months=frozenset([1]), most=9.0
            ),
            Missing(area=BARNET, offence="Arson", months=frozenset(), most=9.0),
        )
    )
    unchanged = judged(elsewhere)
    assert unchanged.more is not None
    assert not unchanged.more.any()
    # What lies in another file's months is not of this one.
    older = judged(hidden((0, "Arson", [3, 13], 10)))
    assert older.more is not None
    assert np.flatnonzero(older.more[0, 0]).tolist() == [13]


def test_the_last_month_alone_is_withheld_whatever_it_may_hide() -> None:
    of_last = hidden((0, "Arson", [35], 1), months=frozenset([LAST]))
    of_two = hidden((0, "Arson", [35], 1), months=frozenset([LAST - 1, LAST]))

    assert gaps(of_last) == [[[35]] * 3] * 3
    assert gaps(of_two) == [NONE] * 3
    assert gaps(replace(of_last, months=None)) == [NONE] * 3
    assert gaps(hidden((0, "Arson", [34], 1), months=frozenset([LAST - 1]))) == [NONE] * 3


def test_a_month_that_is_not_judged_keeps_its_figure() -> None:
    unknown = finding(
        rule="unknown-month",
        severity=Severity.NOTES,
        months=frozenset([FIRST + 20]),
        areas=frozenset(boroughs(1)),
    )

    found = judged(unknown)

    assert np.isfinite(found.counts).all()
    assert found.unsure is not None
    assert np.argwhere(found.unsure).tolist() == [[0, 0, 20], [0, 1, 20], [0, 2, 20]]
    assert judged(replace(unknown, acknowledged=KNOWN)).unsure is None
    both = judged(unknown, finding(offences=frozenset(["Arson"]), months=frozenset([FIRST + 13])))
    assert both.unsure is not None
    assert both.unsure.sum() == 3
    assert np.isnan(both.counts).sum() == 6


def ends(*findings: Finding, area: Area | None = None) -> list[tuple[str, int]]:
    found = ends_withheld(findings, extracts(), area)
    return sorted((vintage, month - FIRST) for vintage, month in found)


def test_which_months_of_which_releases_are_withheld_as_a_whole() -> None:
    first, second, _ = boroughs(3)
    months = frozenset([FIRST + 3, LAST])
    whole = finding(months=months)
    part = replace(whole, areas=frozenset([first]))

    assert ends(whole) == [("2026-01", 3), ("2026-01", 35)]
    assert ends(replace(whole, files=(*FILES, "other.csv"))) == [
        ("2025-12", 3), ("2025-12", 35), ("2026-01", 3), ("2026-01", 35),
    ]  # fmt: skip
    assert ends(replace(whole, files=("other.csv",))) == []
    assert ends(replace(whole, severity=Severity.NOTES)) == []
    assert ends(replace(whole, offences=frozenset(["Arson"]))) == []
    assert ends(replace(whole, months=None)) == []
    assert ends(part) == ends(part, area=second) == []
    assert ends(part, area=first) == ends(whole)
    assert ends_withheld([whole], (), first) == frozenset()
    borough = [replace(part, areas=frozenset([BARNET]))]
    assert len(ends_withheld(borough, extracts(wards(2)), wards(1)[0])) == 2
