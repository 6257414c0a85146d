"""An indicator by the quarter: what is said of it, and what is not. All tables are made up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from tests.support.by_quarter import QUARTERLY, indicator, made_up_rows, of, saved, shown
from tests.support.home_office import BURGLARY, HEADER
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.source_choices import source_choices
from xlsrc.domain.status import Status
from xlsrc.domain.supply import Rating
from xlsrc.domain.target import IndicatorTarget, Target, TargetKind
from xlsrc.records import records
from xlsrc.resources import data_folder
from xlsrc.series.comparable import expected_month
from xlsrc.supply.resilience import resilience
from xlsrc.words.notes import notes

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.assessment import Dashboard

ROWS = made_up_rows()
COUNTED = pd.DataFrame(ROWS, columns=HEADER)
BURGLARIES = COUNTED[COUNTED["Offence Description"] == BURGLARY[0]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    folder = tmp_path_factory.mktemp("home office")
    saved(folder, ROWS)
    return shown(folder)


def counted(year: str, name: str = "Barnet", quarters: tuple[int, ...] = (1, 2, 3, 4)) -> list[int]:
    """A financial year's burglaries by quarter, as pandas finds them."""
    rows = BURGLARIES[(BURGLARIES["CSP Name"] == name) & (BURGLARIES["Financial Year"] == year)]
    return [int(rows.set_index("Financial Quarter")["Number of Offences"][q]) for q in quarters]


def test_volumes_are_sums_of_quarters(found: Dashboard) -> None:
    volume = of(found, "Burglary").volume

    assert volume.last_12 == sum(counted("2024/25"))
    assert volume.last_12_before == sum(counted("2023/24"))
    assert volume.last_3 == counted("2024/25")[3]
    assert volume.last_3_before == counted("2023/24")[3]


def test_the_as_at_month_is_the_last_of_the_last_quarter(found: Dashboard) -> None:
    assert found.leading is Source.HOME_OFFICE
    assert found.as_at == of(found, "Burglary").as_at == Month.of(2025, 3)


def test_the_change_is_tested_by_its_four_pairs_of_quarters(found: Dashboard) -> None:
    now, before = (np.array(counted(year), dtype=float) for year in ("2024/25", "2023/24"))
    pairs, share = now + before, now.sum() / (now + before).sum()
    chi = ((now - pairs * share) ** 2 / (pairs * share * (1 - share))).sum()
    error = np.sqrt(max(1, chi / 3) * (1 / now.sum() + 1 / before.sum()))
    t = np.log(now.sum() / before.sum()) / error

    change = of(found, "Burglary").change

    assert change.difference == now.sum() - before.sum()
    assert change.p == pytest.approx(2 * stats.t.sf(abs(t), 3))


def test_a_halving_of_every_quarter_is_real_and_better(tmp_path: Path) -> None:
    halved = [(*one[:-1], int(one[-1] or 0) // 2) if one[0] == "2024/25" else one for one in ROWS]
    saved(tmp_path, halved)
    assessment = of(shown(tmp_path), "Burglary")

    assert assessment.change.is_real
    assert assessment.status is Status.BETTER


def test_nothing_is_said_of_months(found: Dashboard) -> None:
    for record in records(found):
        for key in (
            "observed", "expected", "expected_low", "expected_high", "z1", "z6", "exception",
            "next_quarter_low", "level_change_pct", "trend", "forecast_year_end",
            "worth_watching", "xmr_mean",
        ):  # fmt: skip
            assert record[key] is None, key
        said = record["notes"]
        assert isinstance(said, list)
        assert said[0] == (
            "expected: by the quarter: no monthly range, exception, level, forecast or ward"
        )
    assert (found.exceptions, found.watched, found.wards) == ((), (), ())


def test_its_figures_are_those_of_quarters_and_no_other(found: Dashboard) -> None:
    monthly = of(found, "Burglary").monthly

    assert monthly.every == 3
    assert monthly.months[:2] == (Month.of(2021, 6), Month.of(2021, 9))
    assert len(monthly.months) == 16
    assert list(monthly.recorded[-4:]) == counted("2024/25")
    assert list(monthly.recorded[:4]) == counted("2021/22")


def test_the_rank_is_among_the_areas_of_the_same_tables(found: Dashboard) -> None:
    peers = of(found, "Burglary").peers
    year = BURGLARIES[BURGLARIES["Financial Year"] == "2024/25"]
    counts = year.groupby("CSP Name")["Number of Offences"].sum()
    rows = {peer.area.name: peer for peer in peers.rows if peer.count is not None}

    assert {name: peer.count for name, peer in rows.items()} == {
        "Kingston upon Thames" if name == "Kingston" else name: count
        for name, count in counts.items()
    }
    rates = {name: 1000 * (peer.count or 0) / (peer.residents or 0) for name, peer in rows.items()}
    assert peers.rate == pytest.approx(rates["Barnet"])
    assert (peers.rank, peers.rank_of) == (sorted(rates.values()).index(rates["Barnet"]) + 1, 7)
    assert rows["Barnet"].as_at == Month.of(2025, 3)


def test_a_quarter_without_rows_leaves_its_year_without_a_figure_and_says_why(
    tmp_path: Path,
) -> None:
    saved(tmp_path, [one for one in ROWS if one[:2] != ("2024/25", 2) or one[3] != "Barnet"])
    found = shown(tmp_path)
    assessment = of(found, "Burglary")

    assert (assessment.volume.last_12, assessment.change.difference) == (None, None)
    assert assessment.volume.last_3 == counted("2024/25")[3]
    assert assessment.status is Status.CANNOT_SAY
    said = [note.text for note in notes(assessment) if note.figure == "volume_12m"]
    assert said == ["withheld: area missing (see Data quality)"]
    # The others are compared without it.
    assert assessment.peers.rate is None


def test_what_is_counted_by_the_month_leads(tmp_path: Path) -> None:
    saved(tmp_path, ROWS)
    for file in (data_folder() / "mps/2026-01").glob("MPS Borough*24*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monthly = indicator("Robbery", source=Source.MPS_RECORDED_CRIME)

    found = shown(tmp_path, [*QUARTERLY, monthly])

    assert (found.leading, found.as_at) == (Source.MPS_RECORDED_CRIME, Month.of(2025, 12))
    late, on_time = of(found, "Burglary"), of(found, "Robbery")
    assert (late.as_at, late.late) == (Month.of(2025, 3), True)
    assert late.volume.last_12 == sum(counted("2024/25"))
    assert on_time.usual.observed is not None
    assert on_time.monthly.every == 1
    assert len(on_time.monthly.months) == 24


def test_an_earlier_as_at_ends_with_the_last_whole_quarter(tmp_path: Path) -> None:
    saved(tmp_path, ROWS)

    found = shown(tmp_path, as_at=Month.of(2024, 11))

    assessment = of(found, "Burglary")
    assert assessment.as_at == Month.of(2024, 9)
    assert assessment.volume.last_3 == counted("2024/25")[1]
    assert assessment.volume.last_12 == sum(counted("2023/24")[2:] + counted("2024/25")[:2])


def test_the_month_that_a_board_may_expect_ends_a_quarter() -> None:
    # To January 2026 with a lag of 4 months: October, and so the quarter to September.
    assert expected_month(QUARTERLY[0], Month.of(2026, 1)) == Month.of(2025, 9)
    assert expected_month(QUARTERLY[0], Month.of(2026, 3)) == Month.of(2025, 12)


def test_a_target_on_a_baseline_year_is_that_of_its_quarters(tmp_path: Path) -> None:
    saved(tmp_path, ROWS)
    target = Target(kind=TargetKind.CHANGE, amount=-10, baseline_year="2021/22")
    ours = IndicatorTarget(indicator="burglary", target=target)

    standing = of(shown(tmp_path, targets=(ours,)), "Burglary").target

    assert standing.figure == pytest.approx(0.9 * sum(counted("2021/22")))
    assert standing.lacking is None
    assert standing.chance is None


def test_the_second_choice_is_taken_where_the_first_has_nothing(tmp_path: Path) -> None:
    saved(tmp_path, ROWS)
    choices = source_choices(
        (Source.MPS_RECORDED_CRIME, Source.HOME_OFFICE), "Burglary", "", "1; 4"
    )
    both = replace(indicator("Burglary").using(choices[0]), choices=choices)

    (assessment,) = shown(tmp_path, [both]).assessments

    assert assessment.indicator.source is Source.HOME_OFFICE
    assert assessment.indicator.lag_months == 4
    assert assessment.volume.last_12 == sum(counted("2024/25"))


def test_no_quarter_of_two_years_is_missing_and_the_source_is_secure(tmp_path: Path) -> None:
    saved(tmp_path, made_up_rows(years=range(2021, 2024)), "2024-07/made up.xlsx")
    saved(tmp_path, ROWS)

    (rating,) = resilience(shown(tmp_path))

    assert (rating.gaps, rating.worked_out) == (0, Rating.SECURE)


def test_a_release_that_restates_is_listed_by_its_quarters(tmp_path: Path) -> None:
    saved(tmp_path, ROWS, "2025-07/made up.xlsx")
    more = [
        (*one[:-1], int(one[-1] or 0) + 7)
        if (*one[:2], one[3], one[4]) == ("2024/25", 4, "Barnet", BURGLARY[0])
        else one
        for one in ROWS
    ]
    saved(tmp_path, more, "2025-10/made up.xlsx")

    (revision,) = shown(tmp_path).revisions

    assert (revision.indicator, str(revision.month)) == ("Burglary", "2025-03")
    assert revision.after - revision.before == 7
