"""What is asked to be explained, and what that is made up of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.made_up import AREA, AS_AT, made_up_dashboard
from xlsrc.domain.area import Level
from xlsrc.domain.errors import IndicatorError
from xlsrc.drivers.drivers import Breakdown, Part
from xlsrc.words.explained import about, explained, headings, part_records, rows, title

MADE_UP = made_up_dashboard()


def part(name: str, now: float, before: float, *, sure: bool | None, note: str = "") -> Part:
    return Part(
        name=name,
        now=now,
        before=before,
        difference=now - before,
        p=None,
        more_than_noise=sure,
        note=note,
    )


BY_WARDS = Breakdown(
    by="ward",
    level=Level.WARD,
    vintage="2026-01",
    months=12,
    last=AS_AT,
    total_now=150.0,
    total_before=130.0,
    difference=20.0,
    borough_now=160.0,
    borough_before=120.0,
    parts=(
        part("Hendon", 100, 60, sure=True),
        part("Edgware", 45, 65, sure=False),
        part("Whetstone", 5, 5, sure=None, note="too few"),
    ),
)
BURGLARY = replace(
    next(a for a in MADE_UP.assessments if a.indicator.id == "burglary"),
    drivers=(BY_WARDS,),
    drivers_3m=(),
)
DASHBOARD = replace(MADE_UP, assessments=(BURGLARY,))


@pytest.mark.parametrize("asked", ["burglary", " BURGLARY ", BURGLARY.indicator.name])
def test_an_indicator_is_found_by_id_or_name(asked: str) -> None:
    assert explained(DASHBOARD, asked) is BURGLARY


def test_an_unknown_indicator_is_refused_with_the_nearest() -> None:
    with pytest.raises(IndicatorError, match=r"found 'burglry': perhaps burglary$"):
        explained(DASHBOARD, "burglry")


@pytest.mark.parametrize(("ends", "found"), [(None, "no data"), (AS_AT, "a count of ")])
def test_an_indicator_without_parts_is_refused(ends: object, found: str) -> None:
    bare = replace(BURGLARY, drivers=(), as_at=ends)  # type: ignore[arg-type]  # no month is what is tried

    with pytest.raises(IndicatorError, match=f"wanted; found {found}.*for 'burglary'"):
        explained(replace(DASHBOARD, assessments=(bare,)), "burglary")


def test_the_rows_say_what_is_more_than_noise_and_why_nothing_is_said() -> None:
    assert rows(BY_WARDS) == [
        ("Hendon", 100, 60, 40, "yes"),
        ("Edgware", 45, 65, -20, "no"),
        ("Whetstone", 5, 5, 0, "too few"),
        ("Total", 150, 130, 20, ""),
    ]


def test_the_headings_say_the_months() -> None:
    assert headings(BY_WARDS)[:3] == ("Ward", "Last 12 months", "Year before")
    assert headings(replace(BY_WARDS, months=3))[1:3] == ("Last 3 months", "A year before")
    assert title(BURGLARY, BY_WARDS).endswith(" in Barnet by ward, 12 months to December 2025")


def test_what_has_a_ward_is_said_only_of_no_more_than_was_recorded() -> None:
    assert about(BY_WARDS, AREA) == (
        "Level: ward; vintage: 2026-01",
        "150 of 160 have a ward",
    )


def test_the_records_end_in_their_total() -> None:
    found = part_records(BURGLARY)

    assert [(row["part"], row["is_total"], row["note"]) for row in found[2:]] == [
        ("Whetstone", False, "too few"),
        ("Total", True, "Level: ward; vintage: 2026-01; 150 of 160 have a ward"),
    ]
