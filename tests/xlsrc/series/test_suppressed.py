"""A return with suppressed months: what its year is at least, and what can be said of it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import pytest

from workbook.html.svg.year import year_figure
from workbook.sheets.all_indicators.values import values
from workbook.sheets.summary.values import blocks as summary_blocks
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.month import Month
from xlsrc.extracts.limits import MAX_FIGURE
from xlsrc.extracts.return_cells import reading
from xlsrc.extracts.store import Store
from xlsrc.records import records
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.series.suppressed import after_the_last

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
    ("row", "most"),
    [
        (",<5,40", MAX_FIGURE),
        (",3,<5", MAX_FIGURE),
        ("<5 %,,", MAX_FIGURE),
        (",[c],[c]", MAX_FIGURE),
        (",<5,[x]", None),
        (",<5,twelve", None),
        (",[x],40", None),
    ],
)
def test_of_a_share_that_is_suppressed_it_is_known_that_it_is(
    row: str, most: float | None, tmp_path: Path
) -> None:
    (tmp_path / "return.csv").write_text(
        "indicator,area,month,value,numerator,denominator\n"
        f"repeats,Barnet,2025-01,{row}\nrepeats,Barnet,2025-02,,20,40\n"
    )

    (extract,) = Store.open(tmp_path, cache=None).extracts

    assert np.isnan(extract.count[0])
    assert extract.most[0] == most if most else np.isnan(extract.most[0])


def test_a_target_is_not_judged_over_suppressed_months_and_its_note_says_so(
    tmp_path: Path,
) -> None:
    found = shown(tmp_path, {"2025-05": "<5"}, plain=40)

    (row,) = records(found)

    assert row["rag"] == "No figure"
    notes = row["notes"]
    assert isinstance(notes, list)
    assert any("not judged, for suppressed months are among the 12" in str(one) for one in notes)


@pytest.mark.parametrize(
    ("cell", "least", "most"),
    [("<5", 1, 4), ("fewer than 10", 1, 9), ("≤4", 0, 4), ("0-4", 0, 4), ("1 to 4", 1, 4),
     ("*", 1, 4), ("[c]", 1, 4), ("<1", 0, 0)],
)  # fmt: skip
def test_what_a_suppressed_cell_may_be(cell: str, least: int, most: int) -> None:
    found = reading(cell)

    assert (found.gap, found.least, found.most) == ("suppressed", least, most)


def test_a_true_0_among_suppressed_months_is_no_exception() -> None:
    """A series of 3 a month: the months that are shown are 0, and 5 and more."""
    counts = np.random.default_rng(3).poisson(3, (200, 84)).astype(float)
    hidden = (counts >= 1) & (counts <= 4)

    judged = after_the_last(np.where(hidden, np.nan, counts), hidden)

    assert np.isnan(judged).all()


def test_a_series_begins_after_its_last_suppressed_month() -> None:
    counts = np.arange(40, dtype=float)[np.newaxis]
    hidden = np.isin(np.arange(40), [3, 15])[np.newaxis]

    judged = after_the_last(counts, hidden)

    assert np.isnan(judged[0, :16]).all()
    assert judged[0, 16:].tolist() == list(range(16, 40))
    assert np.isnan(after_the_last(counts[:, :39], hidden[:, :39])).all()
    assert (after_the_last(counts, hidden & False) == counts).all()
