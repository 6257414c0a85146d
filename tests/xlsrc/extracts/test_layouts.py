"""Every published header is read, by its columns alone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.paths import EXCERPTS
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.reader import extracts_of

if TYPE_CHECKING:
    from xlsrc.extracts.extract import Extract

BARNET = Area(code="E09000003", name="Barnet")


def read(name: str, content: bytes | None = None) -> tuple[Extract, ...]:
    content = (EXCERPTS / name).read_bytes() if content is None else content
    return extracts_of(content, name, hashlib.sha256(content).hexdigest())


def total(extract: Extract, *, area: str, last: int) -> float:
    """The count of an area's last months, whatever the offence."""
    names = np.array([place.name for place in extract.areas])[extract.area]
    recent = extract.month > max(extract.months) - last
    return float(extract.count[(names == area) & recent].sum())


@pytest.mark.parametrize("name", ["mps_borough_2025.csv", "mps_borough_2026.csv"])
def test_a_borough_release_is_read_whatever_its_headers_are_called(name: str) -> None:
    (extract,) = read(name)

    # look/summary.png: Barnet's total notifiable offences, 12 months to December 2025
    assert total(extract, area="Barnet", last=12) == 28_538


def test_the_borough_layout_to_2024_is_read() -> None:
    (extract,) = read("mps_borough_2024.csv")

    assert (extract.level, extract.areas) == (Level.BOROUGH, (BARNET,))


@pytest.mark.parametrize("name", ["mps_ward_2025.csv", "mps_ward_2026.csv"])
def test_a_ward_release_is_read_whatever_its_headers_are_called(name: str) -> None:
    (extract,) = read(name)

    assert (
        Area(code="E05013631", name="Childs Hill", level=Level.WARD, borough="Barnet")
        in extract.areas
    )


def test_an_lsoa_release_names_the_borough_of_its_code() -> None:
    (extract,) = read("mps_lsoa.csv")

    assert extract.areas[0] == Area(
        code="E01000115", name="Barnet 009A", level=Level.LSOA, borough="Barnet"
    )


def test_a_release_covers_every_month_of_its_header() -> None:
    (extract,) = read("mps_borough_2025.csv")

    months = range(Month.parse("2024-01").ordinal, Month.parse("2025-12").ordinal + 1)
    assert extract.months == tuple(months)


def test_a_release_that_names_no_vintage_is_of_the_month_after_its_last() -> None:
    (extract,) = read("mps_borough_2025.csv")

    assert extract.vintage == "2026-01"


@pytest.mark.parametrize("name", ["dashboard_crime_type.csv", "dashboard_offence_group.csv"])
def test_both_wordings_of_the_dashboard_are_read_alike(name: str) -> None:
    (extract,) = read(name)

    frame = extract.frame()
    rows = frame[
        (frame["area_name"] == "Barnet")
        & (frame["offence"] == "Domestic Abuse")
        & (frame["measure"] == "Offences")
        & (frame["month"] == "2025-07-01")
    ]
    # the published row: Barnet, 2025-07-01, Domestic Abuse, Offences
    assert rows["count"].tolist() == [289.0]


def test_a_dashboard_is_of_the_month_it_was_refreshed_in() -> None:
    (extract,) = read("dashboard_crime_type.csv")

    assert extract.vintage == "2025-08"


def test_a_knife_file_without_its_year_index_is_read() -> None:
    (extract,) = read("dashboard_knife.csv")

    assert (extract.source, extract.areas) == (Source.MPS_DASHBOARD, (BARNET,))


def test_a_column_may_stand_anywhere_in_any_case() -> None:
    shuffled = (
        b"borough name,202501,MINORTEXT,majortext\nBarnet,7,ARSON,ARSON AND CRIMINAL DAMAGE\n"
    )

    (extract,) = read("shuffled.csv", shuffled)

    assert extract.count.tolist() == [7.0]


def test_a_tidy_frame_has_the_promised_columns() -> None:
    (extract,) = read("mps_ward_2025.csv")

    assert list(extract.frame().columns[:10]) == [
        "area_code", "area_name", "area_level", "offence_group", "offence", "month", "count",
        "vintage", "source", "file",
    ]  # fmt: skip


def test_a_tidy_frame_adds_up_to_the_file() -> None:
    (extract,) = read("mps_borough_2025.csv")

    frame = extract.frame()

    barnet = frame[(frame["area_name"] == "Barnet") & (frame["month"] >= "2025-01-01")]
    assert barnet["count"].sum() == 28_538
