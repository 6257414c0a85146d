"""Rows that stand twice or sum others, and wards beside boroughs: of some of several."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pytest

from tests.support.made_up_release import (
    ARSON,
    BARNET,
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
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import Release
from xlsrc.extracts.gate.repeated import repeated_key, total_row
from xlsrc.extracts.gate.wards import ward_borough
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
AGAIN = "A row that is absent is no 0: fetch the file again, or ask the publisher"


def inside(areas: Sequence[Area]) -> list[Area]:
    return [
        Area(code=f"E0500{at:04}", name=f"Ward {at}", level=Level.WARD, borough=one.name)
        for at, one in enumerate(areas)
    ]


def of_wards(counts: Numbers, areas: Sequence[Area], source: Source = MPS) -> Release:
    extract = made_up_extract(counts, inside(areas), [SHOPLIFTING, ARSON])
    return Release.of(replace(extract, file="wards.csv", source=source), shipped_places())


def of_boroughs(counts: Numbers, areas: Sequence[Area], source: Source = MPS) -> Release:
    extract = made_up_extract(counts, areas, [SHOPLIFTING, ARSON])
    return Release.of(replace(extract, source=source), shipped_places())


def test_wards_of_two_boroughs_that_are_too_few_have_all_their_facts() -> None:
    areas = boroughs(8)
    whole = np.full((8, 2, 6), 1000.0)
    counts = 0.9 * whole
    counts[2, :, 1] = 700
    counts[5, :, 3:5] = [600, 800]
    second, fifth = areas[2], areas[5]

    def few(area: Area, months: list[int], words: str, size: float) -> Finding:
        return Finding(
            rule="ward-borough",
            severity=Severity.NOTES,
            source=MPS,
            files=("wards.csv", "2026-01.csv"),
            areas=frozenset([area]),
            months=frozenset(FIRST + at for at in months),
            wanted="Wards were wanted that add up to their borough as they do elsewhere",
            found=f"the wards of {area.name} have {words}, those of other boroughs 90 %",
            where="Files wards.csv and 2026-01.csv",
            action="Read its ward figures as incomplete",
            size=cast("float", pytest.approx(size)),
        )

    found = ward_borough(of_wards(counts, areas), [of_boroughs(whole, areas)])
    both = [
        few(second, [1], "70 % of its offences in 1 month (February 2024)", 20),
        few(fifth, [3, 4], "70 % of its offences in 2 months (April 2024 to May 2024)", 20),
    ]
    assert found == sorted(both, key=lambda one: one.found)


def test_of_boroughs_without_figures_or_wards_nothing_is_said() -> None:
    areas = boroughs(8)
    whole = np.full((8, 2, 6), 1000.0)
    counts = 0.9 * whole
    counts[2] = 500
    none = whole.copy()
    none[2, :, 4] = 0
    none[2, 1, 5] = 0

    assert len(ward_borough(of_wards(counts, areas), [of_boroughs(whole, areas)])) == 1
    assert ward_borough(of_wards(counts, areas), [of_boroughs(none, areas)]) == []
    some = [of_boroughs(np.delete(whole, 2, axis=0), [*areas[:2], *areas[3:]])]
    assert ward_borough(of_wards(counts, areas), some) == []
    dashboard = of_boroughs(whole, areas, Source.MPS_DASHBOARD)
    assert ward_borough(of_wards(counts, areas), [dashboard]) == []
    elsewhere = ward_borough(
        of_wards(counts, areas, Source.POLICE_UK), [of_boroughs(whole, areas, Source.POLICE_UK)]
    )
    assert elsewhere[0].wanted == "Wards were wanted that add up to their area as they do elsewhere"
    assert elsewhere[0].found.endswith("those of other areas 90 %")


def test_two_wards_of_a_borough_and_odd_ones() -> None:
    areas = boroughs(6)
    whole = np.full((6, 2, 6), 1000.0)
    counts = np.full((8, 2, 6), 900.0)
    counts[:2] = 500
    counts[7] = 9000
    places = inside([areas[0], *areas, areas[0]])
    places[7] = replace(places[7], code="")
    release = made_up_release(counts, places, [SHOPLIFTING, ARSON])

    # Half and half of the first are its whole; one without a code is no ward.
    assert ward_borough(release, [of_boroughs(whole, areas)]) == []
    counts[0] = 300
    lower = made_up_release(counts, places, [SHOPLIFTING, ARSON])
    (found,) = ward_borough(lower, [of_boroughs(whole, areas)])
    assert found.found.startswith(f"the wards of {areas[0].name} have 80 % of its offences in 6 ")


def totals(
    counts: Numbers, areas: Sequence[Area], labels: Sequence[Label], **changes: Any
) -> list[str]:
    extract = replace(made_up_extract(counts, areas, labels), **changes)
    found = total_row(Release.of(extract, shipped_places()))
    return [one.found.partition(": ")[2] for one in found]


def figures(areas: int, labels: int, months: int = 4) -> Numbers:
    """Counts of which none is the sum of others."""
    number = areas * labels
    unlike: Numbers = np.asarray(7.0 ** np.arange(number) % 991, dtype=np.float64)
    return (1000 + unlike[:, None] + np.arange(float(months))).reshape(areas, labels, months)


THREE = (SHOPLIFTING, BICYCLES, ARSON)
SUM = Label(group="THEFT", offence="EVERYTHING STOLEN")


def test_sums_of_a_group_of_an_area_and_of_a_label() -> None:
    counts = figures(3, 4)
    first, second, third = boroughs(3)
    labels = (*THREE, SUM)

    assert totals(counts, boroughs(3), labels) == []
    of_group, of_area, of_label = counts.copy(), counts.copy(), counts.copy()
    of_group[1, 3] = of_group[1, :2].sum(axis=0)
    of_area[1, 3] = of_area[1, :3].sum(axis=0)
    of_label[2, 2] = of_label[:2, 2].sum(axis=0)
    assert totals(of_group, boroughs(3), labels) == [f"{second.name}, EVERYTHING STOLEN"]
    assert totals(of_area, boroughs(3), labels) == [f"{second.name}, EVERYTHING STOLEN"]
    assert totals(of_label, boroughs(3), labels) == [f"{third.name}, ARSON"]
    # Of two groups each has its own; of outcomes none is a sum of offences.
    other = replace(SUM, measure="Positive outcomes")
    assert totals(of_area, boroughs(3), (*THREE, other)) == []
    assert (
        totals(of_group, boroughs(3), (SHOPLIFTING, replace(BICYCLES, group="X"), ARSON, SUM)) == []
    )
    assert first.name


def test_a_sum_of_a_borough_s_wards_and_one_of_sums() -> None:
    counts = figures(6, 2)
    places = inside([BARNET] * 3 + [boroughs(2)[1]] * 3)
    counts[2, 0] = counts[:2, 0].sum(axis=0)

    assert totals(counts, places, THREE[:2]) == ["Ward 2, SHOPLIFTING"]
    # Sums of parts of which some are sums themselves: found one after another.
    counts = figures(3, 5)
    counts[1, 2] = counts[1, :2].sum(axis=0)
    counts[1, 4] = counts[1, [0, 1, 3]].sum(axis=0)
    labels = (SHOPLIFTING, BICYCLES, SUM, ARSON, Label(group="X", offence="X OF ALL"))
    second = boroughs(2)[1].name
    assert totals(counts, boroughs(3), labels) == [
        f"{second}, EVERYTHING STOLEN; {second}, X OF ALL"
    ]


# In nine months of ten; a month in which nothing is counts for neither.
@pytest.mark.parametrize(("unlike", "is_found"), [(1, True), (2, False)])
def test_in_how_many_months_a_row_is_a_sum(unlike: int, *, is_found: bool) -> None:
    counts = figures(3, 4, 16)
    counts[1, :, 10:] = 0
    counts[1, 3] = counts[1, :2].sum(axis=0)
    counts[1, 3, :unlike] += 1

    assert bool(totals(counts, boroughs(3), (*THREE, SUM))) == is_found


@pytest.mark.parametrize(
    ("name", "is_total"),
    [
        *((name, True) for name in (
            "Total", "TOTALS", "Totals of all", "Grand Total", "subtotal", "Sub total", "sub-total",
            "The grand total", "Borough total", "Total notifiable", "sum", "Overall", "ALL",
            "Sum of offences", "overall crime", "All crimes", "all of London", "All areas",
            "All the boroughs", "overall offence",
        )),
        *((name, False) for name in (
            "Totally", "Summer", "All sorts", "Overalls", "Sums", "Consumption", "sum of parts",
            "A sum", "London", "Small areas", "subtotally",
        )),
    ],
)  # fmt: skip
def test_which_names_are_of_totals(name: str, *, is_total: bool) -> None:
    counts = figures(2, 2)
    place, label = Area(code="", name=name), Label(group="THEFT", offence=name)

    assert (
        totals(counts, [BARNET, place], THREE[:2])
        == [f"{name}, SHOPLIFTING; {name}, BICYCLE THEFT"] * is_total
    )
    assert (
        totals(counts, boroughs(2), (SHOPLIFTING, label))
        == [f"Barnet, {name}; {boroughs(2)[1].name}, {name}"] * is_total
    )


@pytest.mark.parametrize(("months", "is_found"), [(5, True), (4, False)])
def test_a_sum_is_one_from_twenty_offences_with_its_parts(months: int, *, is_found: bool) -> None:
    counts = np.broadcast_to(np.array([1.0, 1, 2])[:, None], (1, 3, months))

    found = totals(counts, boroughs(1), (SHOPLIFTING, BICYCLES, SUM))

    assert found == ["Barnet, EVERYTHING STOLEN"] * is_found


@pytest.mark.parametrize(
    ("areas", "more"), [(1, ""), (2, ""), (3, ""), (4, "; and 1 more"), (1203, "; and 1,200 more")]
)
def test_three_rows_that_are_sums_are_named(areas: int, more: str) -> None:
    total = Label(group="THEFT", offence="Total")
    places = wards(areas)

    (found,) = total_row(made_up_release(np.ones((areas, 1, 1)), places, [total]))

    rows = "; ".join(f"{one.name}, Total" for one in places[:3])
    number = "1 row that is the sum" if areas == 1 else f"{areas:,} rows that are sums"
    assert (found.found, found.size) == (f"{number} of others: {rows}{more}", float(areas))
    assert found.areas == frozenset(places)


def test_which_rows_are_no_totals_though_they_look_so() -> None:
    counts = figures(2, 2)
    places = (BARNET, boroughs(2)[1])

    # A label of its group's name that nobody knows, but not one that is known.
    magic = Label(group="MAGIC", offence="Magic")
    assert len(totals(counts, places, (SHOPLIFTING, magic))) == 1
    assert totals(counts, places, (SHOPLIFTING, WEAPONS)) == []
    assert totals(counts, [BARNET, UNKNOWN], THREE[:2]) == []
    odd = Area(code="", name="Unknown (total)")
    assert totals(counts, [BARNET, odd], THREE[:2]) == []
    # In a strand of the dashboard that is new it is one of its labels.
    dashboard = {"source": Source.MPS_DASHBOARD}
    assert totals(counts, places, (magic, magic), **dashboard) == []
    known = Label(group="Knife Crime", offence="Knife Crime Total")
    assert len(totals(counts, places, (known, known), **dashboard)) == 1


def test_sums_of_the_dashboard_s_known_labels_are_none() -> None:
    counts = figures(3, 4)
    counts[1, 3] = counts[1, :2].sum(axis=0)
    labels = [
        Label(group="Robbery", offence=one)
        for one in ("ROBBERY OF PERSONAL PROPERTY", "ROBBERY OF BUSINESS PROPERTY")
    ]
    more = [Label(group="Burglary", offence="DOMESTIC BURGLARY"), labels[0]]
    unknown = Label(group="Robbery", offence="ROBBERY OF THE MOON")
    dashboard: dict[str, Any] = {"source": Source.MPS_DASHBOARD}

    assert totals(counts, boroughs(3), (*labels, *more[:1], unknown), **dashboard) == [
        f"{boroughs(2)[1].name}, ROBBERY OF THE MOON"
    ]
    new = replace(unknown, group="Moon Robbery")
    assert totals(counts, boroughs(3), (*labels, *more[:1], new), **dashboard) == []
    odd = (boroughs(3)[0], Area(code="", name="Everywhere"), boroughs(3)[2])
    counts = figures(3, 2)
    counts[1] = counts[[0, 2]].sum(axis=0)
    assert totals(counts, odd, labels, **dashboard) == [
        "Everywhere, ROBBERY OF PERSONAL PROPERTY; Everywhere, ROBBERY OF BUSINESS PROPERTY"
    ]
    assert totals(counts, boroughs(3), labels, **dashboard) == []


def twice(areas: Sequence[int], labels: Sequence[int], lines: Sequence[int]) -> list[Finding]:
    """What is found of a file with these rows, each of three months."""
    places = (*boroughs(2), wards(1)[0])
    kinds = (SHOPLIFTING, ARSON, replace(SHOPLIFTING, group="Theft", offence="shoplifting"), MOON)
    extract = made_up_extract(np.ones((3, 4, 3)), places, kinds)
    return repeated_key(
        replace(
            extract,
            area=np.repeat(areas, 3).astype(np.int32),
            label=np.repeat(labels, 3).astype(np.int32),
            month=np.tile(extract.month[:3], len(areas)),
            count=np.ones(3 * len(areas)),
            lines=np.array(lines, dtype=np.int32),
        )
    )


def test_rows_that_stand_again_have_all_their_facts() -> None:
    (found,) = twice([0, 1, 2, 1, 0, 2, 1], [0, 1, 3, 0, 2, 3, 2], [2, 3, 5, 8, 9, 11, 12])

    assert found == Finding(
        rule="repeated-key",
        severity=Severity.STOPS,
        source=MPS,
        files=("2026-01.csv",),
        areas=frozenset([*boroughs(2), wards(1)[0]]),
        offences=frozenset(["Shoplifting", "MOON THEFT"]),
        wanted="One row for each area and offence was wanted",
        found="rows 2 and 9 are both Barnet, shoplifting (and 2 more rows stand again)",
        where="File 2026-01.csv",
        action="Nobody can know which is right and the file is not used: remove one of them",
        size=3.0,
    )
    (found,) = twice([1, 2, 2, 2], [0, 3, 1, 3], [4, 6, 7, 9])
    assert found.found == "rows 6 and 9 are both Ward 0, Barnet, MOON THEFT"
    assert (found.areas, found.offences) == (frozenset(wards(1)), frozenset(["MOON THEFT"]))
    (found,) = twice([1, 2, 1, 2], [0, 3, 0, 3], [4, 6, 7, 9])
    assert found.found.endswith(", SHOPLIFTING (and 1 more row stands again)")
    assert twice([0, 1, 2], [0, 0, 0], [2, 3, 4]) == []
