"""What the gate finds in tables by the quarter, all made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.home_office import BURGLARY, HEADER, row, year_table
from tests.xlsrc.extracts.test_home_office_store import (
    ROTHERHAM,
    SHEFFIELD,
    figures,
    of_quarters,
    saved,
)
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.store import Store
from xlsrc.national.areas import shipped_areas

if TYPE_CHECKING:
    from pathlib import Path


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
