"""Labels that stop, start, fall or that nobody knows: of some of several, every fact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.findings import facts
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
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.falls import label_falls
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.offences import offence_lost, unknown_label
from xlsrc.extracts.gate.release import Pair, Release
from xlsrc.extracts.gate.stopped import label_stops, stopped
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

NAN = np.nan
MPS = Source.MPS_RECORDED_CRIME
HOME = Label(group="BURGLARY", offence="RES BURGLARY OF A HOME")
SHED = Label(group="BURGLARY", offence="RES BURGLARY OF UNCONNECTED BUILDING")
MOON = Label(group="THEFT", offence="MOON THEFT")
STARS = Label(group="THEFT", offence="STARS THEFT")
RAPE = Label(group="SEXUAL OFFENCES", offence="RAPE")
ASK = "Ask the publisher what became of it"
ASK_BEFORE = "Ask the publisher under what name it was before"


def of_label(rule: str, found: str, offences: Sequence[str], **facts: Any) -> Finding:
    finding = Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("2026-01.csv",),
        offences=frozenset(offences),
        wanted="Every label was wanted over all months",
        found=found,
        where="File 2026-01.csv",
        action=ASK,
    )
    return replace(finding, **facts)


def columns(first: int, last: int) -> frozenset[int]:
    return frozenset(range(FIRST + first, FIRST + last + 1))


def found_in(
    rows: Sequence[Sequence[float]], labels: Sequence[Label], *, areas: int = 2, **changes: Any
) -> list[Finding]:
    """Of each label so many offences a month in every one of some boroughs."""
    counts = np.broadcast_to(np.array(rows, dtype=float), (areas, len(rows), len(rows[0])))
    extract = replace(made_up_extract(counts, boroughs(areas), labels), **changes)
    return label_stops(Release.of(extract, shipped_places()))


def test_labels_that_stop_and_start_have_all_their_facts() -> None:
    goes = [500.0] * 30
    first = [400.0] * 3 + [40.0] * 12 + [0.0] * 15
    second = [0.0] * 12 + [30.0] * 12 + [300.0] * 6

    # Twice 40 a month in the year before, and 30 in the one after.
    assert found_in([first, goes, second], (SHOPLIFTING, ARSON, BICYCLES)) == [
        of_label(
            "label-stops",
            "'SHOPLIFTING' stops at April 2025 (80 a month before)",
            ["Shoplifting"],
            months=columns(15, 29),
            size=80.0,
        ),
        of_label(
            "label-starts",
            "'BICYCLE THEFT' starts at January 2025 (60 a month from then on)",
            ["Bicycle theft"],
            months=columns(0, 11),
            action=ASK_BEFORE,
            size=60.0,
        ),
    ]


def test_a_label_that_goes_on_under_a_new_name_has_all_its_facts() -> None:
    goes = [500.0] * 30

    def under(level: float, at: int, label: Label = MOON) -> list[Finding]:
        new = [0.0] * at + [level] * (30 - at)
        return found_in([[40.0] * 18 + [0.0] * 12, goes, new], (SHOPLIFTING, ARSON, label))

    assert under(50, 18) == [
        of_label(
            "label-stops",
            "'SHOPLIFTING' stops at July 2025 (80 a month before) and 'MOON THEFT' starts (100 a "
            "month): perhaps renamed SHOPLIFTING → MOON THEFT",
            ["Shoplifting", "MOON THEFT"],
            months=columns(18, 29),
            action="One line in offences.csv beside the extracts mends it",
            size=80.0,
        )
    ]
    # A known label that takes its place is none that starts.
    assert [one.rule for one in under(50, 18, BICYCLES)] == ["label-stops"]
    renamed = [
        "perhaps renamed" in under(level, at)[0].found
        for level, at in ((80, 18), (81, 18), (20, 18), (19, 18), (40, 17), (40, 19))
    ]
    assert renamed == [True, False, True, False, True, True]
    for at in (16, 20):
        assert [one.rule for one in under(40, at, BICYCLES)] == ["label-stops", "label-starts"]
        assert [one.rule for one in under(40, at)] == ["label-stops"]


def test_of_two_that_start_the_one_of_the_nearest_level_is_the_new_name() -> None:
    rows = [[40.0] * 18 + [0.0] * 12, *([0.0] * 18 + [level] * 12 for level in (60.0, 44.0, 30.0))]
    rows = [*rows, [500.0] * 30]

    (found,) = found_in(rows, (SHOPLIFTING, MOON, STARS, replace(STARS, offence="SUN"), ARSON))

    assert found.offences == frozenset(["Shoplifting", "STARS THEFT"])


# From three areas on the new name has the old one's shares of them.
@pytest.mark.parametrize(
    ("old", "new", "is_renamed"),
    [
        ((30, 20, 10), (30, 20, 10), True),
        ((30, 20, 10), (10, 20, 30), False),
        ((30, 10), (10, 30), True),
        ((30, 20, 10), (28, 10, 22), False),
    ],
)
def test_a_new_name_is_like_the_old_one_in_its_areas(
    old: tuple[float, ...], new: tuple[float, ...], *, is_renamed: bool
) -> None:
    counts = np.zeros((len(old), 3, 30))
    counts[:, 0, :18] = np.array(old)[:, None]
    counts[:, 1, 18:] = np.array(new)[:, None]
    counts[:, 2] = 500

    (found,) = label_stops(made_up_release(counts, boroughs(len(old)), (SHOPLIFTING, MOON, ARSON)))

    assert ("perhaps renamed" in found.found) == is_renamed


def test_a_label_that_another_of_its_offence_takes_the_place_of_is_nothing() -> None:
    stops, starts, goes = [40.0] * 18 + [0.0] * 12, [0.0] * 18 + [5.0] * 12, [500.0] * 30
    late = [0.0] * 20 + [8.0] * 10

    assert found_in([stops, [8 * one for one in starts], goes], (HOME, SHED, ARSON)) == []
    # Not of another offence, nor later; nor is one that nobody knows the same as another.
    (renamed,) = found_in([stops, [9 * one for one in starts], goes], (HOME, RAPE, ARSON))
    assert renamed.found.endswith("perhaps renamed RES BURGLARY OF A HOME → RAPE")
    assert [one.rule for one in found_in([stops, late, goes], (HOME, SHED, ARSON))] == [
        "label-stops"
    ]
    unknown = found_in([stops, [3 * one for one in starts], goes], (MOON, STARS, ARSON))
    assert [one.rule for one in unknown] == ["label-stops"]


# A label of an offence that was there before under another starts nothing, from half of it on.
@pytest.mark.parametrize(("before", "number"), [(50, 0), (49.9, 1)])
def test_a_label_of_an_offence_that_goes_on_starts_nothing(before: float, number: int) -> None:
    old = [400.0] * 3 + [before] * 12 + [5.0] * 15
    new = [0.0] * 15 + [95.0] * 12 + [400.0] * 3

    found = found_in([old, new, [500.0] * 30], (HOME, SHED, ARSON))

    assert [one.rule for one in found if one.rule == "label-starts"] == ["label-starts"] * number


def test_labels_of_other_measures_do_not_stop() -> None:
    outcomes = replace(SHOPLIFTING, measure="Positive outcomes")
    rows = [[40.0] * 18 + [0.0] * 12, [500.0] * 30]

    assert len(found_in(rows, (SHOPLIFTING, ARSON))) == 1
    assert found_in(rows, (outcomes, ARSON)) == []


# Where the groups of a file begin and end by themselves, each is judged by its own months; where
# not, months that hold next to nothing (a tenth of the middle) are not of the file.
def test_the_months_that_a_file_fills() -> None:
    begins = [[0.0] * 6 + [40.0] * 24, [0.0] * 6 + [500.0] * 24]
    ends = [one[::-1] for one in begins]
    part = [begins[0], [500.0] * 30]
    nearly = [[0.0] * 6 + [40.0] * 24, [50.0] * 6 + [500.0] * 24]

    for rows in (begins, ends):
        assert found_in(rows, (SHOPLIFTING, ARSON)) == []
    assert [one.rule for one in found_in(part, (SHOPLIFTING, ARSON))] == ["label-starts"]
    assert found_in(part, (SHOPLIFTING, ARSON), covered_by_group=True) == []
    both = [*part, [40.0] * 30]
    assert len(found_in(both, (SHOPLIFTING, ARSON, BICYCLES), covered_by_group=True)) == 1
    assert found_in(nearly, (SHOPLIFTING, ARSON)) == []
    nearly[1][:6] = [60.0] * 6
    (found,) = found_in(nearly, (SHOPLIFTING, ARSON))
    assert found.months == columns(0, 5)
    # What stops after months that hold nothing: by the file's own columns.
    later = [[0.0] * 4 + [40.0] * 14 + [0.0] * 12, [0.0] * 4 + [500.0] * 26]
    (found,) = found_in(later, (SHOPLIFTING, ARSON))
    assert (found.months, found.size) == (columns(18, 29), 80.0)
    assert found_in([[0.0] * 30], (SHOPLIFTING,)) == []


def test_a_year_before_a_stop_may_be_shorter() -> None:
    (found,) = found_in([[30.0, 60.0] + [0.0] * 10, [500.0] * 12], (SHOPLIFTING, ARSON))

    assert (found.size, found.months) == (90.0, columns(2, 11))
    (begun,) = found_in([[0.0] * 10 + [60.0, 30.0], [500.0] * 12], (SHOPLIFTING, ARSON))
    assert (begun.size, begun.months) == (90.0, columns(0, 9))


def release(rows: Sequence[Sequence[float]], labels: Sequence[Label], areas: int = 2) -> Release:
    counts = np.broadcast_to(np.array(rows, dtype=float), (areas, len(rows), len(rows[0])))
    return made_up_release(counts, boroughs(areas), labels)


def test_which_labels_have_stopped() -> None:
    rows = [[40.0] * 18 + [0.0] * 12, [500.0] * 30, [0.0] * 18 + [50.0] * 12]

    assert stopped(release(rows, (SHOPLIFTING, ARSON, MOON))) == frozenset([0])
    assert stopped(release(rows[::-1], (MOON, ARSON, SHOPLIFTING))) == frozenset([2])


def fallen(row: Sequence[float], *, areas: int = 10, **changes: Any) -> list[Finding]:
    rows = [[500.0] * len(row), list(row)]
    counts = np.broadcast_to(np.array(rows), (areas, 2, len(row)))
    extract = replace(made_up_extract(counts, boroughs(areas), (ARSON, SHOPLIFTING)), **changes)
    return label_falls(Release.of(extract, shipped_places()))


def test_a_label_that_falls_in_months_apart_has_all_its_facts() -> None:
    row = np.full(40, 40.0)
    row[14:17] = 9
    row[30:33] = 8

    (found,) = fallen(row.tolist())

    # From the 15th month on a quarter of 400 is 90; the later one is in the months besides.
    assert found == Finding(
        rule="label-falls",
        severity=Severity.NOTES,
        source=MPS,
        files=("2026-01.csv",),
        offences=frozenset(["Shoplifting"]),
        months=columns(14, 16) | columns(30, 32),
        wanted="Counts like those of a year before were wanted",
        found=(
            "'SHOPLIFTING' fell in nearly all areas from 1,200 to 270 in the three months from "
            "March 2025"
        ),
        where="File 2026-01.csv",
        action="Ask the publisher whether it is recorded elsewhere now",
        size=270.0,
    )


# Of the last sixty months alone, with the quarter of a year before the first of them.
@pytest.mark.parametrize(("at", "is_found"), [(29, False), (30, True)])
def test_falls_of_long_ago_are_history(at: int, *, is_found: bool) -> None:
    row = np.full(90, 40.0)
    row[at - 2 : at + 1] = 1

    found = fallen(row.tolist())

    assert [one.months for one in found] == [columns(at - 2, at)] * is_found


@pytest.mark.parametrize(("months", "is_found"), [(15, True), (14, False)])
def test_a_fall_is_seen_beside_a_year_before(months: int, *, is_found: bool) -> None:
    assert bool(fallen([40.0] * (months - 3) + [1.0] * 3)) == is_found


def test_where_no_fall_is_seen() -> None:
    row = [40.0] * 15 + [1.0] * 3
    odd = tuple(Area(code="", name=f"Unknown ({at})") for at in range(10))
    gone = [40.0] * 15 + [0.0] * 12

    assert len(fallen(row)) == 1
    assert fallen(row, labels=(ARSON, replace(SHOPLIFTING, measure="Positive outcomes"))) == []
    assert label_falls(made_up_release(np.array([[row]] * 10), odd, [SHOPLIFTING])) == []
    # A label that has stopped is told as that.
    assert fallen(gone) == []
    # By a quarter in all areas together, too, the others being small.
    counts = np.full((10, 1, 18), 4.0)
    counts[:, :, -3:] = 1
    counts[0] = 4000
    assert label_falls(made_up_release(counts, boroughs(10), [SHOPLIFTING])) == []
    counts[0, :, -3:] = 1000
    assert len(label_falls(made_up_release(counts, boroughs(10), [SHOPLIFTING]))) == 1
    with_odd = made_up_release(
        np.concatenate([counts, counts[:1] * 99]), (*boroughs(10), UNKNOWN), [SHOPLIFTING]
    )
    assert label_falls(with_odd)[0].size == 3 * (1000 + 9)


# Of ten areas eight fell, seven of them from a single offence; where none was, none fell.
@pytest.mark.parametrize(("fell", "number"), [(8, 1), (7, 0)])
def test_an_area_falls_from_a_single_offence(fell: int, number: int) -> None:
    counts = np.zeros((10, 1, 15))
    counts[0] = 40
    counts[0, 0, -3:] = 1
    counts[1:fell, 0, 1] = 1

    found = label_falls(made_up_release(counts, boroughs(10), [SHOPLIFTING]))

    assert len(found) == number


def unknown(
    counts: Numbers, areas: Sequence[Area], labels: Sequence[Label], earlier: Sequence[Finding] = ()
) -> list[Finding]:
    return unknown_label(made_up_release(counts, areas, labels), earlier)


THEFTS = frozenset(
    ["Bicycle theft", "Other theft", "Shoplifting", "Theft from the person"]
)  # of the list of offences


# A fiftieth of its group makes this doubtful.
@pytest.mark.parametrize(("each", "is_large"), [(20, True), (19, False)])
def test_a_label_that_nobody_knows_has_all_its_facts(each: float, *, is_large: bool) -> None:
    counts = np.full((3, 4, 2), 1.0)
    counts[:, 0] = 980
    counts[:, 1] = each
    counts[:, 2] = 9e6
    counts[:2, 3] = NAN
    outcomes = replace(BICYCLES, measure="Positive outcomes")
    counts[2, 3] = 9e6

    assert unknown(counts, boroughs(3), (SHOPLIFTING, MOON, ARSON, outcomes)) == [
        Finding(
            rule="unknown-label",
            severity=Severity.WITHHOLDS if is_large else Severity.NOTES,
            source=MPS,
            files=("2026-01.csv",),
            offences=(THEFTS if is_large else frozenset()) | {"MOON THEFT"},
            within=THEFTS,
            wanted="A known label was wanted",
            found=f"'MOON THEFT' in THEFT ({6 * each:,.0f} offences, counted in totals only)",
            where="File 2026-01.csv",
            action="Add it to offences.csv beside the extracts",
            size=6.0 * each,
        )
    ]


def test_a_label_that_nobody_knows_in_some_areas() -> None:
    counts = np.full((4, 3, 2), 5.0)
    counts[[1, 3], 1] = NAN
    counts[[0, 2], 2] = NAN
    areas = boroughs(4)
    inside = tuple(
        Area(code=f"E050000{at}", name=f"W {at}", level=Level.WARD, borough=areas[at // 2].name)
        for at in range(4)
    )

    one, other = unknown(counts, areas, (SHOPLIFTING, MOON, STARS))
    assert (one.areas, other.areas) == (frozenset(areas[::2]), frozenset(areas[1::2]))
    # A ward of each borough is every borough.
    assert [one.areas for one in unknown(counts, inside, (SHOPLIFTING, MOON, STARS))] == [None] * 2
    unplaced = np.concatenate([counts[:1], counts[:1]])
    unplaced[1, 1:] = NAN
    (one,) = unknown(unplaced[:, :2], (areas[0], UNKNOWN), (SHOPLIFTING, MOON))
    assert one.areas is None


def earlier(rule: str, offences: frozenset[str] | None, areas: frozenset[Area] | None) -> Finding:
    return replace(of_label(rule, "", []), areas=areas, offences=offences)


def test_a_label_that_came_for_one_that_went_is_not_named_again() -> None:
    counts = np.full((3, 2, 2), 5.0)
    counts[2, 1] = NAN
    areas = boroughs(3)
    shoplifting = frozenset(["Shoplifting"])

    def is_said(*before: Finding) -> bool:
        return bool(unknown(counts, areas, (SHOPLIFTING, MOON), before))

    assert is_said()
    for rule in ("rows-missing", "offence-lost", "label-stops"):
        assert not is_said(earlier(rule, shoplifting, None))
        assert not is_said(earlier(rule, shoplifting, frozenset(areas[:2])))
        assert is_said(earlier(rule, shoplifting, frozenset(areas[:1])))
        assert is_said(earlier(rule, frozenset(["Arson"]), None))
        assert is_said(earlier(rule, None, None))
    assert is_said(earlier("label-starts", shoplifting, None))
    assert not is_said(
        earlier("label-starts", shoplifting, None), earlier("label-stops", shoplifting, None)
    )
    # What is everywhere is no part of some areas.
    counts[2, 1] = 5
    assert is_said(earlier("label-stops", shoplifting, frozenset(areas)))


EVERY = {
    "Arson": ARSON,
    "Criminal damage": Label(group="ARSON AND CRIMINAL DAMAGE", offence="CRIMINAL DAMAGE"),
    "Residential burglary": HOME,
    "Business and community burglary": Label(
        group="BURGLARY", offence="BURGLARY BUSINESS AND COMMUNITY"
    ),
    "Drug possession": Label(group="DRUG OFFENCES", offence="POSSESSION OF DRUGS"),
    "Drug trafficking": Label(group="DRUG OFFENCES", offence="TRAFFICKING OF DRUGS"),
    "Homicide": Label(group="VIOLENCE AGAINST THE PERSON", offence="HOMICIDE"),
    "Violence with injury": Label(
        group="VIOLENCE AGAINST THE PERSON", offence="VIOLENCE WITH INJURY"
    ),
    "Violence without injury": Label(
        group="VIOLENCE AGAINST THE PERSON", offence="VIOLENCE WITHOUT INJURY"
    ),
    "Possession of weapons": WEAPONS,
    "Personal robbery": Label(group="ROBBERY", offence="ROBBERY OF PERSONAL PROPERTY"),
    "Business robbery": Label(group="ROBBERY", offence="ROBBERY OF BUSINESS PROPERTY"),
    "Rape": RAPE,
    "Other sexual offences": Label(group="SEXUAL OFFENCES", offence="OTHER SEXUAL OFFENCES"),
    "Bicycle theft": BICYCLES,
    "Other theft": Label(group="THEFT", offence="OTHER THEFT"),
    "Shoplifting": SHOPLIFTING,
    "Theft from the person": Label(group="THEFT", offence="THEFT FROM THE PERSON"),
    "Theft from a motor vehicle": Label(group="VEHICLE OFFENCES", offence="THEFT FROM A VEHICLE"),
    "Theft or taking of a motor vehicle": Label(
        group="VEHICLE OFFENCES", offence="THEFT OR UNAUTH TAKING OF A MOTOR VEH"
    ),
}


def lost(offence: str, found: str) -> Finding:
    return Finding(
        rule="offence-lost",
        severity=Severity.WITHHOLDS,
        source=MPS,
        files=("2026-01.csv",),
        offences=frozenset([offence]),
        wanted=f"Rows of {offence} were wanted",
        found=found,
        where="File 2026-01.csv",
        action="Add a new label to offences.csv beside the extracts, or fetch the file again",
    )


def whole(lacking: Sequence[str] = (), *more: Label, areas: int = 10, **changes: Any) -> Release:
    labels = [label for name, label in EVERY.items() if name not in lacking] + list(more)
    counts = np.full((areas, len(labels), 1), 5.0)
    extract = made_up_extract(counts, boroughs(areas), labels)
    return Release.of(replace(extract, **changes), shipped_places())


@pytest.mark.parametrize("name", EVERY)
def test_an_offence_that_every_release_has_is_missed(name: str) -> None:
    found = offence_lost(whole([name]), None)

    assert facts(found) == facts([lost(name, "no row in any area; every release has some")])


def test_which_releases_have_every_offence() -> None:
    ten = list(EVERY)[:10]

    assert offence_lost(whole(), None) == []
    assert [one.offences for one in offence_lost(whole(ten), None)] == [
        frozenset([name]) for name in sorted(ten)
    ]
    assert offence_lost(whole(list(EVERY)[:11]), None) == []
    assert offence_lost(whole(ten, areas=9), None) == []
    assert offence_lost(whole(ten, source=Source.MPS_DASHBOARD), None) == []
    assert offence_lost(whole(ten, level=Level.LSOA), None) == []
    assert len(offence_lost(whole(ten, level=Level.WARD), None)) == 10
    new = Label(group="THEFT", offence="MOON THEFT")
    (found,) = offence_lost(whole(["Shoplifting"], new, MOON, STARS), None)
    assert found.found == (
        "no row in any area; every release has some; perhaps renamed: 'MOON THEFT', 'MOON THEFT', "
        "'STARS THEFT'"
    )


def beside(
    now: Sequence[float], before: Sequence[float], labels: Sequence[Label], months: int = 2
) -> list[Finding]:
    """What is lost of labels with so many in each of two areas a month; NaN is no row."""

    def made(each: Sequence[float], vintage: str, extra: int) -> Release:
        counts = np.broadcast_to(
            np.array(each, dtype=float)[:, None], (2, len(each), months + extra)
        ).copy()
        there = np.isfinite(counts).any(axis=(0, 2))
        named = [one for one, has in zip(labels, there.tolist(), strict=True) if has]
        return made_up_release(counts[:, there], boroughs(2), named, vintage=vintage)

    newer = made(now, "2026-01", 3)
    return offence_lost(newer, Pair.of(newer, made(before, "2025-12", 0)))


def test_offences_that_the_release_before_had_have_all_their_facts() -> None:
    labels = (SHOPLIFTING, ARSON, HOME, SHED, replace(RAPE, measure="Positive outcomes"))

    found = beside([NAN, 7, NAN, 40, NAN], [25, 7, 300, 40, 99], labels)

    assert facts(found) == facts(
        [
            lost(
                "Residential burglary",
                "RES BURGLARY OF A HOME is gone: 160 offences, 1,360 in the months of 2025-12",
            ),
            lost("Shoplifting", "no row in any area; 100 in the same months of 2025-12"),
        ]
    )
    assert beside([NAN, 7], [24.9, 7], (SHOPLIFTING, ARSON)) == []


def test_what_every_release_has_is_missed_beside_what_the_one_before_had() -> None:
    newer = whole(["Shoplifting", "Rape"])
    labels = [label for name, label in EVERY.items() if name != "Shoplifting"]
    counts = np.full((10, len(labels), 1), 20.0)
    older = made_up_release(counts, boroughs(10), labels, vintage="2025-12")

    assert facts(offence_lost(newer, Pair.of(newer, older))) == facts(
        [
            lost("Rape", "no row in any area; 200 in the same months of 2025-12"),
            lost("Shoplifting", "no row in any area; every release has some"),
        ]
    )


# Of a label that is gone with a fiftieth of its offence, where less than nine tenths are left.
@pytest.mark.parametrize(
    ("gone", "left", "now", "is_found"),
    [
        (2, 98, 89, True),
        (2, 98, 90, False),
        (1.9, 98.1, 50, False),
        (50, 50, 90, False),
        (50, 50, 89, True),
    ],
)
def test_when_a_label_that_is_gone_has_left_its_offence_short(
    gone: float, left: float, now: float, *, is_found: bool
) -> None:
    assert bool(beside([NAN, now], [gone, left], (HOME, SHED))) == is_found
    assert beside([0, now], [gone, left], (HOME, SHED)) == []


def test_a_lost_label_s_perhaps_new_name_is_of_its_group() -> None:
    burglary = Label(group="BURGLARY", offence="BREAKING IN")

    (found,) = beside([NAN, 5, 5], [100, NAN, NAN], (SHOPLIFTING, MOON, burglary))

    assert found.found.endswith("; perhaps renamed: 'MOON THEFT'")
    assert wards(1)[0].level is Level.WARD
