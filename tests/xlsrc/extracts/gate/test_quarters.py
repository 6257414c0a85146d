"""What the gate finds in tables by the quarter, all made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.home_office import BURGLARY, HEADER, row, year_table
from tests.support.made_up_release import made_up_extract
from tests.xlsrc.extracts.test_home_office_store import (
    ROTHERHAM,
    SHEFFIELD,
    figures,
    of_quarters,
    saved,
)
from xlsrc.domain.area import Area
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.quarters import quarter_findings
from xlsrc.extracts.label import Label
from xlsrc.extracts.store import Store
from xlsrc.national.areas import shipped_areas

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from xlsrc.extracts.extract import Extract


def test_clean_tables_are_clean(tmp_path: Path) -> None:
    saved(tmp_path, "2020-07/a.xlsx", year_table(2019, ["Sheffield", "Rotherham"]))
    saved(tmp_path, "2021-07/a.xlsx", year_table(2019, ["Sheffield", "Rotherham"], 30))

    assert Store.open(tmp_path, cache=None).findings == ()


def test_a_quarter_that_no_file_has_is_a_hole(tmp_path: Path) -> None:
    saved(tmp_path, "2021-07/a.xlsx", year_table(2018, ["Sheffield"]))
    saved(tmp_path, "2021-07/b.xlsx", year_table(2020, ["Sheffield"]))

    (finding,) = Store.open(tmp_path, cache=None).findings

    assert (finding.rule, finding.severity) == ("hole", Severity.WITHHOLDS)
    assert finding.sentence == (
        "Every quarter from the first to the last was wanted: 4 quarters missing: April to June "
        "2019, July to September 2019, October to December 2019, January to March 2020. Files "
        "2021-07/a.xlsx, 2021-07/b.xlsx. Add the file that has them; sums over them are not given."
    )


@pytest.mark.parametrize("lacks", [2, 4])
def test_a_quarter_that_lacks_partnerships_names_them(tmp_path: Path, lacks: int) -> None:
    table = year_table(2019, ["Sheffield", "Rotherham", "Barnsley"])
    kept = [one for one in table if one[1] != lacks or one[3] == "Sheffield"]
    saved(tmp_path, "a.xlsx", kept)
    store = Store.open(tmp_path, cache=None)

    (finding,) = store.findings

    quarter = {2: "July to September 2019", 4: "January to March 2020"}[lacks]
    assert finding.found == f"Barnsley, Rotherham have none in {quarter}"
    assert finding.is_doubt
    assert finding.reaches(ROTHERHAM)
    assert not finding.reaches(SHEFFIELD)
    assert np.isnan(figures(store, "Shoplifting", ROTHERHAM)[3 * lacks - 1])


def test_a_former_district_that_ends_and_an_area_that_begins_lack_nothing(tmp_path: Path) -> None:
    table = [*year_table(2022, ["Mendip", "Sheffield"]), *year_table(2023, ["Somerset"])[1:]]
    table += year_table(2023, ["Sheffield"], 50)[1:]
    saved(tmp_path, "a.xlsx", table)

    assert Store.open(tmp_path, cache=None).findings == ()


def test_two_files_of_a_release_that_disagree_withhold_the_figure_alone(tmp_path: Path) -> None:
    table = year_table(2019, ["Sheffield"])
    saved(tmp_path, "2020-07/a.xlsx", table)
    other = [*table]
    other[1] = row("2019/20", 1, "Sheffield", BURGLARY, 99)
    saved(tmp_path, "2020-07/b.xlsx", other)
    store = Store.open(tmp_path, cache=None)

    (finding,) = store.findings

    assert (finding.rule, finding.severity) == ("same-month-twice", Severity.WITHHOLDS)
    assert finding.found == "Sheffield, Residential burglary, April to June 2019: 10 and 99"
    first, *others = of_quarters(figures(store, "Burglary"))
    assert np.isnan(first)
    assert others == [12, 14, 16]
    assert of_quarters(figures(store, "Shoplifting")) == [11, 13, 15, 17]


def test_a_release_of_nearly_all_partnerships_says_which_it_lacks(tmp_path: Path) -> None:
    names = [one.name for one in shipped_areas().partnerships]
    rows = [row("2019/20", 1, name, BURGLARY, 1) for name in names if name != "Sheffield"]
    saved(tmp_path, "a.xlsx", [HEADER, *rows])

    (finding,) = Store.open(tmp_path, cache=None).findings

    assert (finding.severity, finding.found) == (Severity.NOTES, "Sheffield has none")


def test_an_excerpt_lacks_nobody_else(tmp_path: Path) -> None:
    saved(tmp_path, "a.xlsx", [HEADER, row("2019/20", 1, "Sheffield", BURGLARY, 1)])

    assert Store.open(tmp_path, cache=None).findings == ()


def test_a_second_opening_finds_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    saved(folder, "a.xlsx", year_table(2018, ["Sheffield"]))
    saved(folder, "b.xlsx", year_table(2020, ["Sheffield"]))

    first, again = (Store.open(folder, cache=tmp_path / "cache") for _ in range(2))

    assert first.findings == again.findings != ()


QUARTER = Month.parse("2024-03").ordinal
THEFT = Label(group="Theft offences", offence="Shoplifting")
BREAKING = Label(group="Burglary", offence="Residential burglary")
BARNSLEY = Area(code="E08000016", name="Barnsley")


def by_quarter(
    counts: object, areas: Sequence[Area], *, file: str = "a.xlsx", first: int = 0
) -> Extract:
    """A release of area × label × quarter from January to March 2024 on; NaN has no row."""
    figures = np.array(counts, dtype=float)
    labels = (THEFT, BREAKING)[: figures.shape[1]]
    extract = made_up_extract(figures, areas, labels)
    begins = QUARTER + 3 * first
    months = tuple(range(begins, begins + 3 * figures.shape[2], 3))
    month = np.array(months, dtype=np.int32)[extract.month - extract.months[0]]
    return replace(extract, source=Source.HOME_OFFICE, file=file, months=months, month=month)


def of_quarters_found(rule: str, found: str, **facts: Any) -> Finding:
    finding = Finding(
        rule=rule,
        severity=Severity.WITHHOLDS,
        source=Source.HOME_OFFICE,
        files=("a.xlsx",),
        wanted="Every partnership should have rows in every quarter",
        found=found,
        where="File a.xlsx",
        action="The figures are missing there, not 0: fetch the files again, or ask the publisher",
    )
    return replace(finding, **facts)


def test_quarters_that_partnerships_lack_have_all_their_facts() -> None:
    nan = np.nan
    extract = by_quarter(
        [[[5, 5, 5, 5]], [[5, nan, nan, 5]], [[5, nan, nan, 5]], [[5, 5, 5, nan]]],
        [SHEFFIELD, ROTHERHAM, BARNSLEY, Area(code="E08000017", name="Doncaster")],
    )

    assert quarter_findings([extract]) == (
        of_quarters_found(
            "area-missing",
            "Barnsley, Rotherham have none in April to June 2024, July to September 2024",
            areas=frozenset([ROTHERHAM, BARNSLEY]),
            months=frozenset([QUARTER + 3, QUARTER + 6]),
            size=2.0,
        ),
        of_quarters_found(
            "area-missing",
            "Doncaster has none in October to December 2024",
            areas=frozenset([Area(code="E08000017", name="Doncaster")]),
            months=frozenset([QUARTER + 9]),
            size=1.0,
        ),
    )


def test_a_hole_between_two_files_has_all_its_facts() -> None:
    one = by_quarter([[[5, 5]]], [SHEFFIELD])
    other = by_quarter([[[5, 5]]], [SHEFFIELD], file="b.xlsx", first=3)

    assert quarter_findings([one, other])[0] == of_quarters_found(
        "hole",
        "1 quarter missing: July to September 2024",
        files=("a.xlsx", "b.xlsx"),
        months=frozenset([QUARTER + 6]),
        wanted="Every quarter from the first to the last was wanted",
        where="Files a.xlsx, b.xlsx",
        action="Add the file that has them; sums over them are not given",
        size=1.0,
    )
    assert quarter_findings([]) == ()


def test_figures_that_two_files_give_differently_have_all_their_facts() -> None:
    nan = np.nan
    one = by_quarter([[[5, 6, 7], [1, 2, 3]], [[8, 8, nan], [9, 9, 9]]], [SHEFFIELD, ROTHERHAM])
    other = by_quarter(
        [[[8, 8, 8], [9, 1009, 9]], [[6, 7, 4], [2, 4, 5]]],
        [ROTHERHAM, SHEFFIELD],
        file="b.xlsx",
        first=1,
    )

    assert quarter_findings([one, other]) == (
        of_quarters_found(
            "same-month-twice",
            "Rotherham, Residential burglary, July to September 2024: 9 and 1,009; 1 figure more",
            files=("a.xlsx", "b.xlsx"),
            areas=frozenset([SHEFFIELD, ROTHERHAM]),
            offences=frozenset(["Residential burglary"]),
            months=frozenset([QUARTER + 6]),
            wanted="One figure for each quarter of a release was wanted",
            where="Files a.xlsx, b.xlsx",
            action="Take out the file that is wrong, or put each in the folder of its own release",
            size=2.0,
        ),
    )


def test_partnerships_that_are_never_there_have_all_their_facts() -> None:
    every = [Area(code=one.code, name=one.name) for one in shipped_areas().partnerships]
    lacking = sorted(every[:2], key=lambda one: one.name)
    release = by_quarter(np.ones((len(every) - 2, 1, 1)), every[2:])

    assert quarter_findings([release]) == (
        of_quarters_found(
            "area-missing",
            f"{lacking[0].name}, {lacking[1].name} have none",
            severity=Severity.NOTES,
            areas=frozenset(),
            wanted="Every partnership should have rows",
            action=(
                "Ranks and comparisons lack them: add the file's names for them to areas.csv "
                "beside the extracts, or fetch it again"
            ),
            size=2.0,
        ),
    )


def test_areas_are_looked_for_in_a_release_of_which_no_newer_one_says_all_again() -> None:
    nan = np.nan
    old = replace(by_quarter([[[5, 5, 5]], [[5, nan, 5]]], [SHEFFIELD, ROTHERHAM]), vintage="2025")
    new = by_quarter([[[5, 5, 5]], [[5, 5, 5]]], [SHEFFIELD, ROTHERHAM], file="b.xlsx")
    later = by_quarter([[[5, 5]], [[5, 5]]], [SHEFFIELD, ROTHERHAM], file="b.xlsx", first=1)

    assert quarter_findings([old, new]) == ()
    assert [one.files for one in quarter_findings([old, later])] == [("a.xlsx",)]
