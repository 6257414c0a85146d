"""A return with suppressed months: what its year is at least, and what can be said of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from workbook.house import wording
from workbook.html.svg.year import year_figure
from workbook.sheets.all_indicators.values import values
from workbook.sheets.summary.values import _change as percent_cell
from workbook.sheets.summary.values import blocks as summary_blocks
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.month import Month
from xlsrc.extracts.return_cells import reading
from xlsrc.extracts.store import Store
from xlsrc.records import records
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.words import changes
from xlsrc.words.commentary import what_it_shows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsrc.assessment import Dashboard

HEADER = "indicator,area,month,value\n"
SETTINGS = default_settings()
FIRES = next(one for one in SETTINGS.indicators if one.id == "deliberate_fires")


def shown(folder: Path, cells: Mapping[str, str], *, plain: int) -> Dashboard:
    """The figures of a return of 2023 to 2025, ``plain`` a month but for ``cells``."""
    for file in (data_folder() / "mps/2026-01").glob("MPS Borough*24*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    months = [f"{year}-{month:02d}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    rows = (
        f"deliberate_fires,Barnet,{month},{cells.get(month, plain + at % 3)}\n"
        for at, month in enumerate(months)
    )
    (folder / "return.csv").write_text(HEADER + "".join(rows))
    settings = dataclasses.replace(SETTINGS, indicators=(FIRES,))
    return dashboard(Scope.of(Store.open(folder, cache=None), settings))


def test_a_sum_with_a_suppressed_month_says_at_least(tmp_path: Path) -> None:
    found = shown(tmp_path, {"2025-05": "<5"}, plain=40)

    (row,) = records(found)
    # Eleven months are 4 × (40 + 41 + 42) less May's 41; May is 1 to 4.
    assert row["volume_12m"] is None
    assert (row["volume_12m_at_least"], row["volume_12m_at_most"]) == (452, 455)
    assert row["volume_12m_prior"] == 492
    assert row["volume_12m_prior_at_least"] is None
    notes = row["notes"]
    assert isinstance(notes, list)
    assert "volume_12m: at least 452, at most 455: suppressed months are among the 12" in notes
    cells = values(found.assessments[0], found.settings)
    assert cells["Last 12 months"] == "at least 452"
    assert cells["Year before"] == 492


def test_charts_know_what_a_suppressed_month_is_at_least_and_at_most(tmp_path: Path) -> None:
    found = shown(tmp_path, {"2025-05": "<5"}, plain=40)

    monthly = found.assessments[0].monthly
    of = dict(zip(monthly.months, monthly.suppressed, strict=True))
    assert of.pop(Month.of(2025, 5)) == (1, 4)
    assert set(of.values()) == {None}
    year = year_figure(found.assessments[0], found, "fires")
    assert ("May", "1–4", "41") in year.table[1]


def test_on_summary_at_least_is_a_sign_as_wide_as_its_column(tmp_path: Path) -> None:
    found = shown(tmp_path, {"2025-05": "<5"}, plain=40)

    cells = [cell for block in summary_blocks(found) for row in block.values for cell in row]

    assert "≥ 452" in cells


def test_a_change_over_suppressed_months_says_what_it_could_be(tmp_path: Path) -> None:
    found = shown(tmp_path, {"2025-05": "<5", "2025-11": "<5"}, plain=10)

    # 2025: ten months are 4 × (10 + 11 + 12) less May's 11 and November's 11, two 1 to 4: 112 to
    # 118. 2024: 132.
    (one,) = found.assessments
    assert changes.change(one) == "14 to 20 fewer (−11 to −15 %)"
    assert wording.change(one) == "−20 to −14 (−15 to −11 %)"
    assert what_it_shows(one).startswith("14 to 20 fewer (−11 to −15 %) than the year before.")
    cells = values(one, found.settings)
    assert (cells["Change"], cells["Change %"]) == ("−20 to −14", "−15 to −11 %")


def test_a_change_that_could_go_either_way_says_both(tmp_path: Path) -> None:
    (one,) = shown(tmp_path, {"2025-05": "<5", "2024-05": "<5"}, plain=10).assessments

    # 121 of eleven months in both years.
    assert changes.change(one) == "3 fewer to 3 more (−2 to +2 %)"


def test_a_quarter_with_a_suppressed_month_is_not_called_without_data(tmp_path: Path) -> None:
    found = shown(tmp_path, {"2025-11": "<5"}, plain=10)

    (one,) = found.assessments
    cells = [cell for block in summary_blocks(found) for row in block.values for cell in row]
    assert wording.figure(one, one.volume.last_3) == "not shown"
    assert "no data" not in cells
    assert "[c]" in cells
    # The change in per cent is two: there is room for neither, nor for one as if it were both.
    assert percent_cell(one) == "–"


def test_no_suppressed_month_is_an_exception(tmp_path: Path) -> None:
    (one,) = shown(tmp_path, {"2025-11": "*"}, plain=40).assessments

    assert one.exception is None
    assert one.peers.rank is None


def test_a_change_that_suppressed_months_could_turn_has_no_verdict(tmp_path: Path) -> None:
    year_before = {f"2024-{month:02d}": "[c]" for month in range(1, 6)}
    (row,) = records(shown(tmp_path, year_before, plain=3))

    # 2025: 4 × (3 + 4 + 5) = 48; of 2024 seven months are 29 (5, 3, 4, 5, 3, 4, 5), five 1 to 4.
    assert (row["volume_12m"], row["volume_12m_prior"]) == (48, None)
    assert (row["volume_12m_prior_at_least"], row["volume_12m_prior_at_most"]) == (34, 49)
    assert row["change_could_be_low"] == pytest.approx(100 * (48 / 49 - 1))
    assert row["change_could_be_high"] == pytest.approx(100 * (48 / 34 - 1))


def test_the_verdict_goes_where_the_bounds_would_give_two(tmp_path: Path) -> None:
    year_before = {f"2024-{month:02d}": "<5" for month in range(1, 11)}
    (row,) = records(shown(tmp_path, year_before, plain=5))

    # 2025: 72. Of 2024 two months are 13 (6, 7), ten 0 to 4: 72 against 13 is a rise, against 53
    # (t = 1.7) there is no clear change.
    assert (row["volume_12m_prior_at_least"], row["volume_12m_prior_at_most"]) == (13, 53)
    assert (row["change_significant"], row["change_words"]) == (
        None,
        "Cannot say: suppressed months",
    )


def test_where_zeros_are_never_shown_many_suppressed_months_may_be_zeros(tmp_path: Path) -> None:
    months = {f"2025-{month:02d}": "<5" for month in range(1, 7)}
    (row,) = records(shown(tmp_path, months, plain=6))

    # July to December: 6, 7, 8, 6, 7, 8.
    assert (row["volume_12m_at_least"], row["volume_12m_at_most"]) == (42, 66)


def test_a_month_that_is_not_available_leaves_no_sum(tmp_path: Path) -> None:
    (row,) = records(shown(tmp_path, {"2025-05": "[x]", "2025-06": "[c]"}, plain=40))

    assert (row["volume_12m"], row["volume_12m_at_least"]) == (None, None)


@pytest.mark.parametrize(
    ("cell", "least", "most"),
    [("<5", 1, 4), ("fewer than 10", 1, 9), ("≤4", 0, 4), ("0-4", 0, 4), ("1 to 4", 1, 4),
     ("*", 1, 4), ("[c]", 1, 4), ("<1", 0, 0)],
)  # fmt: skip
def test_what_a_suppressed_cell_may_be(cell: str, least: int, most: int) -> None:
    found = reading(cell)

    assert (found.gap, found.least, found.most) == ("suppressed", least, most)
