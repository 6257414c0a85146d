"""Series with suppressed months of every pattern: nothing biased, nothing called what it is not."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

import pytest

from workbook.block import Block, Formula, TableBlock
from workbook.house.wording import change
from workbook.sheets.all_indicators.values import values
from workbook.sheets.checks.values import blocks as checks
from workbook.sheets.data.values import blocks as data
from workbook.sheets.heat_tables.layout import TABLE, WARDS, YEARS
from workbook.sheets.heat_tables.values import blocks as heat_tables
from workbook.sheets.heat_tables.values import foot_rows
from workbook.sheets.section.values import blocks as sections
from workbook.sheets.summary.values import blocks as summary
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.month import Month
from xlsrc.domain.setting import YesNo
from xlsrc.domain.wording import listed
from xlsrc.extracts.store import Store
from xlsrc.records import records
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.supply.resilience import resilience
from xlsrc.words.asks import ask
from xlsrc.words.commentary import what_it_shows
from xlsrc.words.not_judged import verdict_sentences
from xlsrc.words.other_years import NOT_TESTED_FOR_SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workbook.block import Row
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.record import Value

SETTINGS = default_settings()
FIRES = next(one for one in SETTINGS.indicators if one.id == "deliberate_fires")
SHARE = next(one for one in SETTINGS.indicators if one.is_share and one.source is FIRES.source)
MONTHS: Final = [Month.of(year, month) for year in range(2021, 2026) for month in range(1, 13)]

# Months back from the last that are suppressed; the others are 20 to 24.
PATTERNS: Final = {
    "none": (),
    "last": (0,),
    "one": (7,),
    "quarter": (2,),
    "year_before": (15,),
    "within_two_years": (23,),
    "two_years_ago": (24,),
    "long_ago": (40,),
    "first": (59,),
    "every_month": tuple(range(60)),
    "half_year": tuple(range(6)),
}
MANY: Final = 6
"""Suppressed months of a series that shows no 0: some may be 0."""
LEARNT: Final = (
    "expected", "expected_low", "expected_high", "z1", "z6", "exception", "worth_watching",
    "next_quarter_low", "next_quarter_high", "level_change_pct", "level_change_low", "trend",
    "forecast_year_end", "forecast_year_end_low", "forecast_year_end_high", "chance_of_target",
    "xmr_mean", "xmr_lower", "xmr_upper", "change", "change_pct", "change_p", "change_significant",
    "rank", "benchmark",
)  # fmt: skip
IN_TWO_YEARS: Final = tuple(
    name for name, back in PATTERNS.items() if any(one < 24 for one in back)
)
BEFORE: Final = tuple(name for name in PATTERNS if name not in IN_TWO_YEARS)


def _named(one: Indicator, name: str) -> Indicator:
    choices = (dataclasses.replace(one.choices[0], offences=(name,)),)
    return dataclasses.replace(one, id=name, name=name, offences=(name,), choices=choices)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    """One indicator a pattern, and a share of which the last month is suppressed."""
    folder = tmp_path_factory.mktemp("patterns")
    for file in (data_folder() / "mps/2026-01").glob("MPS Borough*24*.csv"):
        (folder / file.name).symlink_to(file.resolve())
    lines = ["indicator,area,month,value,numerator,denominator"]
    for name, back in PATTERNS.items():
        lines += [
            f"{name},Barnet,{month},{'<5' if len(MONTHS) - 1 - at in back else 20 + at % 5},,"
            for at, month in enumerate(MONTHS)
        ]
    lines += [f"share,Barnet,{month},,{20 + month.number},60" for month in MONTHS[:-1]]
    lines.append(f"share,Barnet,{MONTHS[-1]},,<5,60")
    (folder / "return.csv").write_text("\n".join(lines) + "\n")
    made = [_named(FIRES, name) for name in PATTERNS] + [_named(SHARE, "share")]
    settings = dataclasses.replace(SETTINGS, indicators=tuple(made), targets=())
    return dashboard(Scope.of(Store.open(folder, cache=None), settings))


def of(shown: Dashboard, name: str) -> Assessment:
    return next(one for one in shown.assessments if one.indicator.id == name)


def rows_of(writes: Iterable[object]) -> list[Row]:
    """The rows of all blocks and tables among the writes, a formula as its value."""
    found: list[Row] = []
    for one in writes:
        rows = (
            one.values
            if isinstance(one, Block)
            else one.rows
            if isinstance(one, TableBlock)
            else ()
        )
        found += [tuple(c.value if isinstance(c, Formula) else c for c in row) for row in rows]
    return found


def record(shown: Dashboard, name: str) -> dict[str, Value]:
    return next(one for one in records(shown) if one["indicator"] == name)


@pytest.mark.parametrize("name", [*PATTERNS, "share"])
def test_a_series_goes_on_to_its_last_month_and_is_not_late(shown: Dashboard, name: str) -> None:
    found = of(shown, name)

    assert (found.as_at, found.late) == (MONTHS[-1], False)


@pytest.mark.parametrize("name", [*IN_TWO_YEARS, "share"])
def test_what_the_shown_months_alone_would_say_is_not_said(shown: Dashboard, name: str) -> None:
    found = record(shown, name)

    assert [key for key in LEARNT if found[key] is not None] == []
    assert found["change_words"] == "Cannot say: suppressed months"
    notes = found["notes"]
    assert isinstance(notes, list)
    assert any("no usual range" in str(note) for note in notes)


@pytest.mark.parametrize("name", IN_TWO_YEARS)
def test_a_sum_over_suppressed_months_has_the_bounds_of_what_may_be(
    shown: Dashboard, name: str
) -> None:
    found, least = of(shown, name), 0 if len(PATTERNS[name]) >= MANY else 1
    volume = found.volume

    for value, bounds, months, ago in (
        (volume.last_3, volume.bounds_3, 3, 0),
        (volume.last_3_before, volume.bounds_3_before, 3, 12),
        (volume.last_12, volume.bounds, 12, 0),
        (volume.last_12_before, volume.bounds_before, 12, 12),
    ):
        window = range(ago, ago + months)
        hidden = [back for back in PATTERNS[name] if back in window]
        known = sum(20 + (59 - back) % 5 for back in window if back not in hidden)
        if hidden:
            assert value is None
            assert bounds == (known + least * len(hidden), known + 4 * len(hidden))
        else:
            assert (value, bounds) == (known, None)


@pytest.mark.parametrize("name", BEFORE)
def test_two_years_after_a_suppressed_month_all_is_said_from_those_after_it(
    shown: Dashboard, name: str
) -> None:
    found, whole = record(shown, name), record(shown, "none")

    assert of(shown, name).usual.history == min(PATTERNS[name], default=60)
    assert found["expected_low"] is not None
    same = ("volume_3m", "volume_12m", "change", "change_p", "observed", "xmr_mean")
    assert [found[key] for key in same] == [whole[key] for key in same]


@pytest.mark.parametrize("name", [*IN_TWO_YEARS, "share"])
def test_nothing_suppressed_is_called_late_missing_or_0(shown: Dashboard, name: str) -> None:
    found = of(shown, name)
    cells = values(found, shown.settings)
    cells.pop("Notes")

    said = " ".join([what_it_shows(found), ask(found), *map(str, cells.values())])

    for untrue in ("no data", "No data", "late", "missing", "supplied", "a gap", "year before to"):
        assert untrue not in said
    assert cells["Data to"] == MONTHS[-1].first_day


def test_no_page_calls_a_suppressed_month_no_data(shown: Dashboard) -> None:
    # The folder has no wards, so their table is without.
    wards = TABLE.of(table=WARDS).name
    tables = heat_tables(shown, ())
    months = [one for one in tables if not (isinstance(one, Block) and one.name == wards)]

    texts = [
        cell
        for row in rows_of((*summary(shown), *sections(shown), *months))
        for cell in row
        if isinstance(cell, str)
    ]

    assert [text for text in texts if "no data" in text] == []


def test_data_and_heat_tables_show_what_a_suppressed_month_may_be(shown: Dashboard) -> None:
    counts = {(row[0], row[2]): row[3] for row in rows_of(data(shown)[1:])}

    assert counts["last", MONTHS[-1].first_day] == "1–4"
    assert counts["share", MONTHS[-1].first_day] == "[c]"
    assert counts["every_month", MONTHS[0].first_day] == "0–4"


def test_the_mean_of_a_month_of_which_a_year_is_suppressed_is_not_shown(shown: Dashboard) -> None:
    rows = rows_of(heat_tables(shown, ()))
    start = next(at for at, row in enumerate(rows) if row[0] == "last")
    table = rows[start : start + 1 + YEARS + foot_rows(of(shown, "last").indicator)]

    assert table[-3][12] == "1–4"
    assert table[-1][11:13] == (22, "–")


def test_every_figure_that_is_worked_out_again_agrees(shown: Dashboard) -> None:
    assert {row[-1] for row in rows_of(checks(shown)[2:])} == {True}


def test_a_source_that_suppresses_lacks_no_month(shown: Dashboard) -> None:
    assert {one.gaps for one in resilience(shown) if one.indicator_ids} == {0}


def test_no_invented_figure_stands_in_for_a_return_that_is_suppressed_whole(
    tmp_path: Path,
) -> None:
    for file in (data_folder() / "mps/2026-01").glob("MPS Borough*24*.csv"):
        (tmp_path / file.name).symlink_to(file.resolve())
    real = [f"fires,Barnet,{month},<5," for month in MONTHS]
    drawn = [f"fires,Barnet,{month},90,ILLUSTRATIVE" for month in MONTHS]
    for name, lines in (("real", real), ("drawn", drawn)):
        text = "\n".join(["indicator,area,month,value,note", *lines])
        (tmp_path / f"{name}.csv").write_text(text)
    settings = dataclasses.replace(SETTINGS, indicators=(_named(FIRES, "fires"),), targets=())

    (found,) = dashboard(Scope.of(Store.open(tmp_path, cache=None), settings)).assessments

    assert (found.illustrative, found.volume.last_12, found.volume.bounds) == (False, None, (0, 48))


def test_a_change_over_suppressed_months_is_said_by_what_it_could_be(shown: Dashboard) -> None:
    # 244 to 247 against 263, 267 against 240 to 243.
    assert change(of(shown, "last")) == "−7 to −6 %"
    assert change(of(shown, "year_before")) == "+10 to +11 %"
    assert "It could be +10 % to +11 %." in what_it_shows(of(shown, "year_before"))


def test_data_quality_names_the_changes_that_suppressed_months_leave_unjudged(
    shown: Dashboard,
) -> None:
    names = listed([*IN_TWO_YEARS, "share"])

    assert verdict_sentences(shown) == (f"No verdict: {names} (suppressed months).",)


def test_a_year_that_rests_on_suppressed_months_says_so(tmp_path: Path) -> None:
    settings = dataclasses.replace(
        SETTINGS,
        indicators=(_named(FIRES, "fires"),),
        targets=(),
        to_date=YesNo.YES,
        baseline="2022",
    )
    for file in (data_folder() / "mps/2026-01").glob("MPS Borough*24*.csv"):
        (tmp_path / file.name).symlink_to(file.resolve())
    hidden = ("2022-07", "2025-02")
    lines = [f"fires,Barnet,{one},{'<5' if str(one) in hidden else 20}" for one in MONTHS]
    (tmp_path / "return.csv").write_text("\n".join(["indicator,area,month,value", *lines]))

    (found,) = records(dashboard(Scope.of(Store.open(tmp_path, cache=None), settings)))

    notes = found["notes"]
    assert isinstance(notes, list)
    assert "baseline_change: July 2022 is suppressed" in notes
    assert found["baseline_volume"] is None
    # April to December are whole; their test rests on 24 months.
    assert (found["ytd_volume"], found["ytd_change"]) == (180, 0)
    assert f"ytd_change: {NOT_TESTED_FOR_SMALL}" in notes
