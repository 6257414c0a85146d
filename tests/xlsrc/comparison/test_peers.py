"""Each indicator among its peers: against figures worked out apart, and what is left out."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.made_up import AREA, AS_AT, made_up_settings
from tests.support.paths import VECTORS
from tests.support.recorded_crime import MONTHS, VINTAGE, indicator
from tests.support.scopes import scope
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.assess import dashboard
from xlsrc.comparison.peers import comparisons
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Polarity, Source
from xlsrc.domain.settings import PeerGroup
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.store import Store
from xlsrc.records import FIGURES
from xlsrc.resources import data_folder
from xlsrc.scope import Scope
from xlsrc.series.series import series_set
from xlsrc.words.notes import peer_notes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.comparison.comparison import Comparison
    from xlsrc.domain.indicator import Indicator

# Made by peers_barnet_2025-12.R, in base R (z in numpy) straight from the release.
FROM_R = VECTORS / "peers_barnet_2025-12.csv"
WORKED_OUT_IN_R = list(csv.DictReader(FROM_R.read_text(encoding="utf-8").splitlines()))
EIGHT = ("Barnet", "Brent", "Bexley", "Croydon", "Ealing", "Enfield", "Harrow", "Sutton")


@cache
def sample() -> Dashboard:
    return dashboard(
        Scope.of(Store.open(data_folder()), settings(default_tables(), shipped_offences().names))
    )


def assessed(name: str) -> Assessment:
    return next(a for a in sample().assessments if a.indicator.id == name)


def areas(*names: str) -> tuple[Area, ...]:
    return tuple(area for name in names if (area := shipped_places().known(name)) is not None)


def group(*names: str, note: str = "") -> PeerGroup:
    return PeerGroup(id="made_up", name="Made-up group", members=areas(*names), note=note)


def release(counts: Mapping[str, Sequence[float]], vintage: str = VINTAGE) -> Extract:
    """24 months of arson in some boroughs, as one release."""
    cube = np.array(list(counts.values()), dtype=np.float64)
    area, month = np.indices(cube.shape)
    return Extract(
        source=Source.MPS_RECORDED_CRIME,
        layout="made up",
        level=Level.BOROUGH,
        vintage=vintage,
        file=f"{vintage}.csv",
        sha256="",
        sparse=False,
        illustrative=False,
        months=MONTHS,
        areas=areas(*counts),
        labels=(Label(group="ARSON AND CRIMINAL DAMAGE", offence="ARSON"),),
        area=area.ravel().astype(np.int32),
        label=np.zeros(cube.size, dtype=np.int32),
        month=np.array(MONTHS, dtype=np.int32)[month.ravel()],
        count=cube.ravel(),
        denominator=np.full(cube.size, np.nan),
    )


def compared(
    extracts: Sequence[Extract],
    peers: PeerGroup,
    shown: Indicator | None = None,
) -> Comparison:
    store = Store(folder=Path(), extracts=tuple(extracts), faults=())
    series = series_set(store, [shown or indicator("Arson")], AREA, Level.BOROUGH, AS_AT)
    settings = replace(made_up_settings(), peer_group=peers)
    return comparisons(scope(store, settings), series)[0]


def said(found: Comparison) -> tuple[str, ...]:
    return tuple(map(str, peer_notes(found)))


@pytest.mark.parametrize("known", WORKED_OUT_IN_R, ids=lambda known: known["indicator"])
@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("volume_12m", "count"),
        ("rate_per_1000", "rate"),
        ("rate_low", "low"),
        ("rate_high", "high"),
        ("peer_rate", "peer_rate"),
        ("rank", "rank"),
        ("rank_of", "of"),
        ("benchmark_z", "z"),
    ],
)
def test_figures_among_london_are_those_worked_out_in_r(
    known: dict[str, str], field: str, column: str
) -> None:
    found = FIGURES[field](assessed(known["indicator"]))

    assert found == pytest.approx(float(known[column]), rel=1e-8)


@pytest.mark.parametrize("known", WORKED_OUT_IN_R, ids=lambda known: known["indicator"])
def test_verdicts_among_london_are_those_worked_out_in_r(known: dict[str, str]) -> None:
    assert assessed(known["indicator"]).peers.verdict == known["verdict"]


def test_a_place_by_few_offences_has_a_wide_range() -> None:
    # 63 arsons and 2,089 burglaries in the year: chance moves the first by 13 %, the other by 2 %.
    widths = [
        (found.rank_high or 0) - (found.rank_low or 0)
        for found in (assessed("arson").peers, assessed("burglary").peers)
    ]

    assert widths[0] >= 8
    assert widths[1] <= 3


def test_every_peer_of_the_sample_has_its_row() -> None:
    rows = [row.area for row in sample().peers if row.indicator.id == "burglary"]

    assert rows == [borough.area for borough in shipped_places().boroughs if borough.has_mps_data]


def test_a_peer_with_a_missing_month_is_left_out_by_name() -> None:
    gapped = [4.0] * 20 + [float("nan")] + [4.0] * 3

    found = compared(
        [release({"Barnet": [5.0] * 24, "Brent": gapped, "Harrow": [3.0] * 24})],
        group("Barnet", "Brent", "Harrow"),
    )

    assert (found.rank, found.rank_of, said(found)) == (
        2,
        2,
        ("peer_rate: without Brent (no whole year of figures)",),
    )


def test_a_peer_left_out_has_a_row_without_figures() -> None:
    found = compared(
        [release({"Barnet": [5.0] * 24, "Harrow": [3.0] * 24})],
        group("Barnet", "Harrow", "Liverpool"),
    )

    assert [(row.area.name, row.count, row.rank) for row in found.rows] == [
        ("Barnet", 60, 2),
        ("Harrow", 36, 1),
        ("Liverpool", None, None),
    ]


def test_a_true_zero_is_a_rate_of_0() -> None:
    found = compared(
        [release({"Barnet": [5.0] * 24, "Harrow": [0.0] * 24})], group("Barnet", "Harrow")
    )

    assert (found.rank, found.rows[1].rate) == (2, 0)


def test_the_area_stands_among_peers_that_do_not_name_it() -> None:
    found = compared(
        [release({"Barnet": [5.0] * 24, "Brent": [4.0] * 24, "Harrow": [3.0] * 24})],
        group("Brent", "Harrow"),
    )

    assert [row.area.name for row in found.rows] == ["Barnet", "Brent", "Harrow"]


def test_a_small_group_has_ranks_and_no_verdict() -> None:
    found = compared(
        [release({name: [float(4 + at)] * 24 for at, name in enumerate(EIGHT[:7])})],
        group(*EIGHT[:7]),
    )

    assert (found.rank_of, found.verdict, found.z) == (7, None, None)


def test_a_small_group_has_no_limits() -> None:
    found = compared(
        [release({"Barnet": [5.0] * 24, "Brent": [4.0] * 24})], group("Barnet", "Brent")
    )

    assert {(row.expected_rate, row.low_95, row.high_998) for row in found.rows} == {
        (None, None, None)
    }


def test_eight_areas_have_a_verdict() -> None:
    found = compared(
        [release({name: [40.0] * 24 for name in EIGHT})],
        group(*EIGHT),
    )

    assert found.verdict is not None


def test_the_mean_counts_each_member_once() -> None:
    found = compared(
        [release({"Barnet": [5.0] * 24, "Brent": [4.0] * 24})], group("Barnet", "Brent")
    )

    assert found.peer_rate == pytest.approx(np.mean([row.rate for row in found.rows]))


def test_a_member_of_another_release_is_named() -> None:
    found = compared(
        [
            release({"Barnet": [5.0] * 24, "Brent": [4.0] * 24}),
            release({"Harrow": [3.0] * 24}, vintage="2025-12"),
        ],
        group("Barnet", "Brent", "Harrow"),
    )

    assert said(found) == ("peer_rate: not all of the release 2026-01: Harrow (2025-12)",)


def test_a_group_without_members_says_why() -> None:
    found = compared(
        [release({"Barnet": [5.0] * 24})],
        PeerGroup(id="national", name="National", members=(), note="Not available: needs tables."),
    )

    assert (found.rank, said(found)) == (
        None,
        ("peer_rate: National: not available: needs tables",),
    )


def test_an_area_without_peers_still_has_its_rate() -> None:
    found = compared([release({"Barnet": [5.0] * 24})], group("Brent"))

    assert (round(found.rate or 0, 4), found.peer_rate) == (round(60 / 390.346, 4), None)


@pytest.mark.parametrize(
    ("shown", "reason"),
    [
        (indicator("Arson", count_only=True), "rate_per_1000: shown as a count only"),
        (
            indicator("Arson", per_offences=("Arson",), is_share=True),
            "rate_per_1000: a share has no rate per 1,000 residents",
        ),
    ],
)
def test_what_has_no_rate_says_why(shown: Indicator, reason: str) -> None:
    found = compared([release({"Barnet": [5.0] * 24})], group("Barnet", "Brent"), shown)

    assert said(found) == (reason,)


@pytest.mark.parametrize("peers", [group("Barnet", "Brent"), group()])
def test_a_series_shorter_than_a_year_is_no_zero(peers: PeerGroup) -> None:
    whole = release({"Barnet": [5.0] * 24, "Brent": [4.0] * 24})
    early = whole.month < MONTHS[4]
    short = replace(
        whole,
        months=MONTHS[:4],
        area=whole.area[early],
        label=whole.label[early],
        month=whole.month[early],
        count=whole.count[early],
        denominator=whole.denominator[early],
    )

    found = compared([short], peers)

    assert (found.rate, said(found)) == (
        None,
        ("rate_per_1000: no population, or a gap in the 12 months",),
    )


@pytest.mark.parametrize("polarity", [Polarity.LOWER, Polarity.NEUTRAL])
def test_the_lowest_rate_is_first_unless_higher_is_better(polarity: Polarity) -> None:
    found = compared(
        [release({"Barnet": [5.0] * 24, "Brent": [40.0] * 24})],
        group("Barnet", "Brent"),
        indicator("Arson", polarity=polarity),
    )

    assert found.rank == 1
