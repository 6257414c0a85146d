"""Earlier quarters' figures from a file: all of it, or nothing and why."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.four_quarters import DECEMBER, INDICATORS, editions, shown
from tests.support.recorded_crime import settings_with
from xlsrc.domain.errors import DashboardError, TableError
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition
from xlsrc.published.chain import chain_faults
from xlsrc.published.importing import imported

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.date(2026, 1, 20)
SIMPLE = """Edition month,Indicator,Figure,Value
2025-06,Burglary,Last 12 months,"1,204"
June 2025,robbery,volume_12m,480
2025-09,Burglary,last 12 months,1190.5
2025-09,Burglary,Status,▼ Better
"""
NONE = settings_with(*INDICATORS)


def read(
    folder: Path, text: str, published: tuple[PublishedEdition, ...] = ()
) -> tuple[PublishedEdition, ...]:
    path = folder / "earlier.csv"
    path.write_text(text, encoding="utf-8")
    return imported(path, replace(NONE, published=published), "Barnet", TODAY)


def faults(folder: Path, text: str, published: tuple[PublishedEdition, ...] = ()) -> list[str]:
    with pytest.raises(TableError) as error:
        read(folder, text, published)
    *found, last = error.value.faults
    assert last == "Nothing was imported."
    return found


def test_the_simple_form_gives_an_edition_a_month(tmp_path: Path) -> None:
    june, september = read(tmp_path, SIMPLE)

    assert [(one.name, one.as_at, one.imported) for one in (june, september)] == [
        ("June 2025", Month.of(2025, 6), "earlier.csv"),
        ("September 2025", Month.of(2025, 9), "earlier.csv"),
    ]
    assert [(one.indicator, one.figure, one.value) for one in june.figures] == [
        ("burglary", Figure.VOLUME_12M, 1204.0),
        ("robbery", Figure.VOLUME_12M, 480.0),
    ]
    assert [one.value for one in september.figures] == [1190.5, "▼ Better"]


def test_they_are_a_chain_after_what_is_there(tmp_path: Path) -> None:
    there = editions()[:1]

    assert chain_faults((*there, *read(tmp_path, SIMPLE, there))) == ()


def test_a_quarter_stands_beside_imported_figures(tmp_path: Path) -> None:
    since = shown(DECEMBER, read(tmp_path, SIMPLE)).since

    assert since is not None
    assert [(one.indicator.id, one.published, one.restated) for one in since.volumes] == [
        ("burglary", 1190.5, True)
    ]


def test_exceptions_go_by_the_month_where_no_list_was_imported(tmp_path: Path) -> None:
    seen = shown(DECEMBER, read(tmp_path, SIMPLE))
    row = next(one for one in seen.exceptions if one.indicator.id == "robbery")

    assert row.outside.standing == "continuing"


def test_a_list_that_was_imported_counts(tmp_path: Path) -> None:
    listed = "2025-09,burglary,Exception,new; above; 2025-09 to 2025-09; since 2025-09\n"
    seen = shown(DECEMBER, read(tmp_path, SIMPLE + listed))

    assert {one.indicator.id: one.outside.standing.value for one in seen.exceptions} == {
        "burglary": "continuing",
        "robbery": "new",
    }


def test_all_columns_of_the_table_can_come(tmp_path: Path) -> None:
    (june,) = read(
        tmp_path,
        "In edition;Published on;Indicator id;Place;Month;Figure;Value;Public value;Vintage\n"
        "June 2025;2025-07-21;burglary;Barnet;2025-05;Last 12 months;1204;1204;2025-07\n"
        "June 2025;2025-07-21;robbery;Barnet;2025-05-01;Last 3 months;12;;\n",
    )

    assert june.on == datetime.date(2025, 7, 21)
    assert [(str(one.month), one.public, one.vintage) for one in june.figures] == [
        ("2025-05", 1204.0, "2025-07"),
        ("2025-05", None, ""),
    ]


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    there = read(tmp_path, SIMPLE)

    assert read(tmp_path, SIMPLE, there) == ()


def test_other_figures_of_a_published_month_are_refused(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, SIMPLE, editions()[1:2])

    assert fault == (
        "earlier.csv: a month that has no edition yet was wanted; found June 2025, which was "
        "published on 2025-07-20 with other figures, and stays as it was: take its rows out of "
        "the file."
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "last June,burglary,Last 12 months,9",
            "line 6: the edition's month, as 2025-06 or June 2025, was wanted; found 'last June'.",
        ),
        (
            "2025-06,Burglery,Last 3 months,9",
            "line 6: an indicator's id or name as in Definitions was wanted; found 'Burglery' (the",
        ),
        ("2025-06,burglary,Total,9", "line 6: one of Last 12 months, Year before, Last 3 months"),
        ("2025-06,burglary,Rank,third", "line 6: a number of 0 or more was wanted; found 'third'."),
        ("2025-06,burglary,Rank,nan", "line 6: a number of 0 or more was wanted; found 'nan'."),
        (
            "2025-06,burglary,Rank,",
            "line 6: a number of 0 or more was wanted; found an empty cell.",
        ),
        (
            "2025-06,burglary,Exception,high",
            "line 6: an exception, as 'new; above; 2025-04 to 2025-09; since 2025-08', was wanted",
        ),
        (
            "2025-06,burglary,Last 12 months,9",
            "line 6: one row for a figure was wanted; found Burglary, Last 12 months, of June",
        ),
        (
            "2025-06,burglary,Last 3 months,-5",
            "line 6: a number of 0 or more was wanted; found '-5'.",
        ),
        ("2025-06,burglary,Rank,1_000", "line 6: a number of 0 or more was wanted; found '1_000'."),
        ("2025-06,burglary,Rank,1e3", "line 6: a number of 0 or more was wanted; found '1e3'."),
        ("2025-06,burglary,Rank,inf", "line 6: a number of 0 or more was wanted; found 'inf'."),
        ("2025-06,burglary,Per 1_000,1", "line 6: one of Last 12 months"),
        ('2025-06,burglary,Rank,"12,5"', "line 6: a number of 0 or more was wanted; found '12,5'."),
        (
            '2025-06,burglary,Rank,"1.204,0"',
            "line 6: a number of 0 or more was wanted; found '1.204,0'.",
        ),
        ("2025-06,burglary,Rank,1 204", "line 6: a number of 0 or more was wanted; found '1 204'."),
        ("2025-06,burglary,Rank,#REF!", "line 6: a number of 0 or more was wanted; found '#REF!'."),
        ("2025-06,burglary,Change %,n/a", "line 6: a number was wanted; found 'n/a'."),
        (
            "2025-06,,Rank,1",
            "line 6: an indicator's id or name as in Definitions was wanted; found an empty",
        ),
        ("2025-06,burglary,,1", "line 6: one of Last 12 months"),
        (
            ",burglary,Rank,1",
            "line 6: the edition's month, as 2025-06 or June 2025, was wanted; found an",
        ),
        (
            "06/2025/01,burglary,Rank,1",
            "line 6: the edition's month, as 2025-06 or June 2025, was wanted",
        ),
        (
            "2026-02,burglary,Rank,1",
            "line 6: an edition's month that has begun was wanted; found February 2026.",
        ),
        ("2025-06,burglary", "line 6: 4 cells as in the heading were wanted; found 2."),
    ],
)
def test_a_row_at_fault_is_said_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    (fault,) = faults(tmp_path, f"{SIMPLE}{row}\n")

    assert fault.startswith(f"earlier.csv, {said}")


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("2025-07,2025-07-21", "a month no later than its edition's, June 2025, was wanted; found"),
        ("2025-06,2026-02-01", "a day from 2025-06-01, when the edition's month began, to 2026-01"),
        ("2025-06,31/02/2025", "the day it was published, as 2025-07-21, was wanted; found '31/02"),
        ("2025-06,07/21/2025", "the day it was published, as 2025-07-21, was wanted; found '07/21"),
        ("May,2025-07-21", "a month, as 2025-06, was wanted; found 'May'."),
    ],
)
def test_no_time_that_cannot_be_is_taken(tmp_path: Path, cells: str, said: str) -> None:
    text = f"Edition,Indicator,Figure,Value,Month,Published on\n2025-06,burglary,Rank,3,{cells}\n"

    (fault,) = faults(tmp_path, text)

    assert fault.startswith(f"earlier.csv, line 2: {said}")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_file_that_excel_saved_is_read_as_it_was_meant(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "earlier.csv"
    text = (
        "Edition month;Indicator;Figure;Value;Month;Published on\r\n"
        "Jun-25;Burglary;Last 12 months;1,204;01/05/2025;21/07/2025\r\n"
        "01/09/2025;Burglary;Change %;-12.5%;Sep-25;\r\n"
    )
    path.write_bytes(text.encode(encoding))

    june, september = imported(path, NONE, "Barnet", TODAY)

    assert (june.name, june.on) == ("June 2025", datetime.date(2025, 7, 21))
    assert [(one.value, str(one.month)) for one in june.figures] == [(1204.0, "2025-05")]
    assert (september.name, september.on) == ("September 2025", TODAY)
    assert [(one.value, str(one.month)) for one in september.figures] == [(-12.5, "2025-09")]


def test_every_row_at_fault_is_said(tmp_path: Path) -> None:
    rows = "2025-06,x,Rank,1\n2025-13,burglary,Rank,y\n"

    assert len(faults(tmp_path, SIMPLE + rows)) == 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Indicator,Figure,Value\nburglary,Rank,1\n", "add Edition. Nothing was imported."),
        ("", "found"),
        ("Edition,Indicator,Figure,Value\n", "rows of figures were wanted; found none."),
    ],
    ids=["no edition", "empty", "no row"],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(DashboardError, match=said):
        read(tmp_path, text)


def test_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(DashboardError, match="a CSV file was wanted"):
        imported(tmp_path / "none.csv", NONE, "Barnet", TODAY)
