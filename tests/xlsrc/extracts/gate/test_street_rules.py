"""Street files of forces other than those of the cases, each with a fault and its right value."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from tests.support.street import ASB, Incidents, months, name, rows, street_file
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.panel import Selection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsrc.extracts.store import Store

WEST, BTP = "West Midlands Police", "British Transport Police"
COVENTRY = Area(code="E08000026", name="Coventry")
WALSALL = Area(code="E08000030", name="Walsall")
BURGLARY = Selection(offences=("Burglary",))
TWO_YEARS = months("2023-04", "2025-03")

Opened = "Callable[..., Store]"


def usual(*, burglaries: int = 40) -> list[Incidents]:
    return [
        Incidents(place="Coventry", kind="Burglary", number=burglaries),
        Incidents(place="Coventry", kind="Drugs", number=20),
        Incidents(place="Coventry", kind=ASB, number=30),
        Incidents(place="Walsall", kind="Burglary", number=30),
        Incidents(place="Walsall", kind="Drugs", number=15),
    ]


def download(
    over: Sequence[str],
    *,
    force: str = WEST,
    folder: str = "",
    incidents: Sequence[Incidents] | None = None,
) -> dict[str, str]:
    found = usual() if incidents is None else incidents
    return {
        name(month, force, folder): street_file(rows(force, month, found, seed=folder))
        for month in over
    }


def series(store: Store, area: Area, last: str, length: int = 24) -> list[float]:
    panel = store.panel(Source.POLICE_UK, Level.BOROUGH, [area], [BURGLARY], Month.parse(last))
    found: list[float] = panel.counts[0, 0, -length:].tolist()
    return found


def only(store: Store) -> Finding:
    (finding,) = store.findings
    return finding


def ordinals(*texts: str) -> frozenset[int]:
    return frozenset(Month.parse(text).ordinal for text in texts)


def test_whole_months_are_clean(store_of: Callable[..., Store]) -> None:
    store = store_of(download(TWO_YEARS))

    assert (store.findings, store.faults) == ((), ())
    assert series(store, COVENTRY, "2025-03") == [40.0] * 24


def test_two_years_are_of_the_download_that_holds_both(store_of: Callable[..., Store]) -> None:
    """The newer one's half year has a tenth more of everything."""
    newer = download(months("2024-10", "2025-03"), folder="later/", incidents=usual(burglaries=44))
    store = store_of({**download(TWO_YEARS, folder="all/"), **newer})

    assert series(store, COVENTRY, "2025-03") == [40.0] * 24
    assert only(store).rule == "two-downloads"
    assert "October 2024 to March 2025" in only(store).sentence


def test_newer_months_alone_are_not_put_behind_an_older_download(
    store_of: Callable[..., Store],
) -> None:
    newer = download(["2025-04", "2025-05"], folder="later/", incidents=usual(burglaries=60))
    store = store_of({**download(TWO_YEARS, folder="all/"), **newer})

    latest = store.latest_month(Source.POLICE_UK, Level.BOROUGH, COVENTRY)

    assert str(latest) == "2025-03"
    assert series(store, COVENTRY, "2025-03") == [40.0] * 24
    assert only(store).months == ordinals("2025-04", "2025-05")


def test_two_downloads_of_a_year_each_give_this_year_alone(store_of: Callable[..., Store]) -> None:
    older = download(TWO_YEARS[:12], folder="a/")
    newer = download(TWO_YEARS[12:], folder="b/", incidents=usual(burglaries=44))
    store = store_of({**older, **newer})

    found = series(store, COVENTRY, "2025-03")

    assert all(map(math.isnan, found[:12]))
    assert found[12:] == [44.0] * 12
    assert only(store).severity is Severity.WITHHOLDS


def test_a_whole_newer_download_gives_the_two_years(store_of: Callable[..., Store]) -> None:
    older = download(months("2022-04", "2025-02"), folder="a/")
    newer = download(TWO_YEARS, folder="b/", incidents=usual(burglaries=44))
    store = store_of({**older, **newer})

    assert series(store, COVENTRY, "2025-03", 36) == [40.0] * 12 + [44.0] * 24
    assert store.findings == ()


def test_a_month_whose_rows_stand_twice_is_missing(store_of: Callable[..., Store]) -> None:
    files = download(TWO_YEARS)
    header, *lines = files[name("2024-07", WEST)].splitlines()
    files[name("2024-07", WEST)] = "\n".join([header, *lines, *lines, ""])
    store = store_of(files)

    finding = only(store)

    assert (finding.rule, finding.severity) == ("street-repeated", Severity.STOPS)
    assert "210 of 210 rows with a Crime ID (100 %)" in finding.sentence
    assert finding.sentence in store.faults
    found = series(store, COVENTRY, "2025-03")
    assert math.isnan(found[15])
    assert found[:15] + found[16:] == [40.0] * 23


def test_rows_without_an_id_in_pairs_stop_a_month(store_of: Callable[..., Store]) -> None:
    files = download(TWO_YEARS)
    header, *lines = files[name("2024-07", WEST)].splitlines()
    pairs = [line for line in lines if ASB in line]
    files[name("2024-07", WEST)] = "\n".join([header, *lines, *pairs, ""])

    assert "30 of 30 kinds of row without a Crime ID" in only(store_of(files)).found


def test_a_few_crime_ids_given_twice_count_once(store_of: Callable[..., Store]) -> None:
    """Of 105 rows with an ID four are repeated: 3.4 % is the most of a real file."""
    files = download(TWO_YEARS)
    header, *lines = files[name("2024-07", WEST)].splitlines()
    files[name("2024-07", WEST)] = "\n".join([header, *lines, *lines[:4], ""])
    store = store_of(files)

    assert store.findings == ()
    assert series(store, COVENTRY, "2025-03") == [40.0] * 24


def test_a_single_file_that_stops_leaves_nothing(store_of: Callable[..., Store]) -> None:
    header, *lines = street_file(rows(WEST, "2024-07", usual())).splitlines()
    store = store_of({"one.csv": "\n".join([header, *lines, *lines, ""])})

    assert store.extracts == ()
    assert only(store).severity is Severity.STOPS


def test_a_month_under_another_s_heading_is_a_copy(store_of: Callable[..., Store]) -> None:
    files = download(TWO_YEARS)
    copied = files[name("2024-07", WEST)].replace(",2024-07,", ",2024-08,")
    files[name("2024-08", WEST)] = copied

    finding = only(store_of(files))

    assert (finding.rule, finding.months) == ("same-month-twice", ordinals("2024-07", "2024-08"))


def test_rows_of_a_month_that_stray_in_another_s_file_are_left_out(
    store_of: Callable[..., Store],
) -> None:
    files = download(TWO_YEARS)
    stray = rows(WEST, "2024-07", [Incidents(place="Coventry", kind="Burglary", number=5)])
    files[name("2024-08", WEST)] += "\n".join([*stray, ""])

    store = store_of(files)

    assert series(store, COVENTRY, "2025-03") == [40.0] * 24
    (fault,) = store.faults
    assert fault == (
        "2024-08/2024-08-west-midlands-police-street.csv holds 5 rows of July 2024, of which "
        "2024-07/2024-07-west-midlands-police-street.csv has 135: they are left out: take them "
        "out, or keep one of the files"
    )


def test_a_month_with_rows_of_another_place_makes_it_none_of_the_force_s(
    store_of: Callable[..., Store],
) -> None:
    files = download(TWO_YEARS)
    leeds = rows(WEST, "2024-07", [Incidents(place="Leeds", kind="Burglary", number=60)])
    files[name("2024-07", WEST)] += "\n".join([*leeds, ""])

    store = store_of(files)

    assert {one.name for one in store.areas(Level.BOROUGH) if one.code} == {"Coventry", "Walsall"}
    assert {one.notes for one in store.extracts} == {("60 rows lie outside the force's area",)}
    assert only(store).rule == "street-elsewhere"


def test_what_a_national_force_has_elsewhere_is_no_row_of_the_force(
    store_of: Callable[..., Store],
) -> None:
    elsewhere = [
        Incidents(place="Leeds", kind="Burglary", number=30),
        Incidents(place="", kind="Burglary", number=20),
        Incidents(place="Coventry", kind="Burglary", number=2),
    ]
    store = store_of({**download(TWO_YEARS), **download(TWO_YEARS, force=BTP, incidents=elsewhere)})

    assert {one.notes for one in store.extracts} == {()}
    assert series(store, COVENTRY, "2025-03") == [42.0] * 24


def test_months_between_that_are_not_there_are_told(store_of: Callable[..., Store]) -> None:
    files = download([one for one in TWO_YEARS if one not in {"2024-02", "2024-03"}])

    finding = only(store_of(files))

    assert (finding.rule, finding.severity) == ("months-missing", Severity.WITHHOLDS)
    assert finding.months == ordinals("2024-02", "2024-03")
    assert finding.areas == frozenset([COVENTRY, WALSALL])


@pytest.mark.parametrize(("own", "severity"), [(0.9, Severity.NOTES), (0, Severity.WITHHOLDS)])
def test_a_file_of_another_place_is_told(
    store_of: Callable[..., Store], own: float, severity: Severity
) -> None:
    files = download(TWO_YEARS)
    elsewhere = [
        Incidents(place=one.place if at % 10 < 10 * own else "Leeds", kind=one.kind, number=1)
        for one in usual()
        for at in range(one.number)
    ]
    kept = {
        (one.place, one.kind): sum(o.place == one.place and o.kind == one.kind for o in elsewhere)
        for one in elsewhere
    }
    merged = [Incidents(place=p, kind=k, number=n) for (p, k), n in kept.items()]
    files[name("2024-07", WEST)] = street_file(rows(WEST, "2024-07", merged))

    findings = [one for one in store_of(files).findings if one.rule == "street-elsewhere"]

    assert [(one.severity, one.months) for one in findings] == [(severity, ordinals("2024-07"))]


def test_places_that_are_lost_from_one_year_to_the_next_are_told(
    store_of: Callable[..., Store],
) -> None:
    """Of 135 rows a month 14 have no LSOA in the second year."""
    lost = [
        Incidents(place="Coventry", kind="Burglary", number=26),
        Incidents(place="", kind="Burglary", number=14),
        *usual()[1:],
    ]
    store = store_of({**download(TWO_YEARS[:12]), **download(TWO_YEARS[12:], incidents=lost)})

    finding = only(store)

    assert (finding.rule, finding.severity) == ("unknown-share", Severity.WITHHOLDS)
    assert "0.0 % in April 2023 to March 2024, 10.4 % in April 2024 to March 2025" in finding.found
    most = {
        one.most
        for one in finding.missing
        if (one.area, one.offence) == (COVENTRY, "Burglary") and min(one.months) % 12 == 3
    }
    # 14 of 56 placed are 25 %: twice that, and half the two years' 14.3 %, of 12 × 26.
    assert max(most) == pytest.approx(12 * 26 * (2 * 14 / 56 + 14 * 12 / (12 * (70 + 56))))


def test_what_is_withheld_for_lost_places_is_no_figure(store_of: Callable[..., Store]) -> None:
    """The year before, of which every row has its place, stays."""
    lost = [
        Incidents(place="Coventry", kind="Burglary", number=26),
        Incidents(place="", kind="Burglary", number=14),
        *usual()[1:],
    ]
    store = store_of({**download(TWO_YEARS[:12]), **download(TWO_YEARS[12:], incidents=lost)})

    found = series(store, COVENTRY, "2025-03")

    assert found[:12] == [40.0] * 12
    assert all(map(math.isnan, found[12:]))


def test_a_new_name_of_a_crime_type_leaves_no_false_zero(store_of: Callable[..., Store]) -> None:
    renamed = [
        Incidents(place=o.place, kind=o.kind.replace("Burglary", "Breaking in"), number=o.number)
        for o in usual()
    ]
    store = store_of({**download(TWO_YEARS[:18]), **download(TWO_YEARS[18:], incidents=renamed)})

    found = series(store, COVENTRY, "2025-03")

    assert found[:18] == [40.0] * 18
    assert all(map(math.isnan, found[18:]))


def test_one_month_of_lost_places_is_told(store_of: Callable[..., Store]) -> None:
    lost = [*usual()[1:], Incidents(place="", kind="Burglary", number=40)]
    files = {**download(TWO_YEARS), **download(["2024-07"], incidents=lost)}

    finding = only(store_of(files))

    assert finding.rule == "unknown-share"
    assert ordinals("2024-07") <= (finding.months or frozenset())


def test_a_crime_type_under_a_new_name_is_withheld_from_there(
    store_of: Callable[..., Store],
) -> None:
    renamed = [
        Incidents(place=one.place, kind=one.kind.replace("Burglary", "Breaking in"), number=n)
        for one in usual()
        for n in [one.number]
    ]
    store = store_of({**download(TWO_YEARS[:18]), **download(TWO_YEARS[18:], incidents=renamed)})

    finding = only(store)

    assert (finding.rule, finding.severity) == ("label-stops", Severity.WITHHOLDS)
    assert "perhaps renamed: Burglary → Breaking in" in finding.found
    assert finding.months == ordinals(*TWO_YEARS[18:])


def test_a_line_in_the_label_table_mends_a_new_name(store_of: Callable[..., Store]) -> None:
    from xlsrc.resources import data_folder

    renamed = [
        Incidents(
            place=one.place, kind=one.kind.replace("Burglary", "Breaking in"), number=one.number
        )
        for one in usual()
    ]
    line = "data.police.uk,Breaking in,Breaking in,Burglary,Street-level crime,yes\n"
    labels = (data_folder() / "offences.csv").read_text(encoding="utf-8") + line
    store = store_of(
        {
            "offences.csv": labels,
            **download(TWO_YEARS[:18]),
            **download(TWO_YEARS[18:], incidents=renamed),
        }
    )

    assert store.findings == ()
    assert series(store, COVENTRY, "2025-03") == [40.0] * 24


def test_a_force_that_stops_withholds_its_areas(store_of: Callable[..., Store]) -> None:
    other = [Incidents(place="Leeds", kind="Burglary", number=50)]
    north = "West Yorkshire Police"
    store = store_of(
        {**download(TWO_YEARS[:20]), **download(TWO_YEARS, force=north, incidents=other)}
    )

    finding = only(store)

    assert (finding.rule, finding.areas) == ("force-stops", frozenset([COVENTRY, WALSALL]))
    assert finding.months == ordinals(*TWO_YEARS[20:])
    assert all(map(math.isnan, series(store, COVENTRY, "2025-03")[20:]))


def test_a_force_under_a_new_name_is_named(store_of: Callable[..., Store]) -> None:
    new = "West Midlands Constabulary"
    store = store_of({**download(TWO_YEARS[:15]), **download(TWO_YEARS[15:], force=new)})

    finding = only(store)

    assert f"perhaps renamed: {WEST} → {new}" in finding.found
    assert finding.areas == frozenset([COVENTRY, WALSALL])


def test_what_a_national_force_no_longer_adds_is_bounded(store_of: Callable[..., Store]) -> None:
    trains = [
        Incidents(place="Coventry", kind="Burglary", number=3),
        Incidents(place="Leeds", kind="Drugs", number=6),
    ]
    store = store_of(
        {**download(TWO_YEARS), **download(TWO_YEARS[:22], force=BTP, incidents=trains)}
    )

    finding = only(store)

    assert finding.rule == "force-stops"
    # Twice its usual 3 in each of the two months.
    assert [one.most for one in finding.missing if one.area == COVENTRY] == [12.0]
    assert series(store, COVENTRY, "2025-03") == [43.0] * 22 + [40.0] * 2


def test_a_national_force_alone_gives_no_area_s_figures(store_of: Callable[..., Store]) -> None:
    """What happens at Leeds's station is not what happens in Leeds."""
    trains = [Incidents(place="Leeds", kind="Burglary", number=30)]
    store = store_of({**download(TWO_YEARS), **download(TWO_YEARS, force=BTP, incidents=trains)})

    assert {one.name for one in store.areas(Level.BOROUGH)} == {"Coventry", "Walsall"}


def test_two_forces_in_two_downloads_are_put_together(store_of: Callable[..., Store]) -> None:
    trains = [Incidents(place="Coventry", kind="Burglary", number=5)]
    store = store_of(
        {
            **download(TWO_YEARS, folder="forces/"),
            **download(TWO_YEARS, force=BTP, folder="trains/", incidents=trains),
        }
    )

    assert series(store, COVENTRY, "2025-03") == [45.0] * 24
