"""What a peer group did over some months against the same a year before."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.support.made_up import AREA, AS_AT, made_up_settings
from tests.support.recorded_crime import MONTHS, VINTAGE, indicator
from tests.support.scopes import scope
from xlsrc.comparison.peer_moves import Spell, peer_moves
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Indicator, Source
from xlsrc.domain.settings import Effect, KnownChange, PeerGroup
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder

ARSON = indicator("Arson")
RELEASE = data_folder() / "mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv"


def moved(
    counts: dict[str, list[float]],
    *,
    months: int = 1,
    changes: tuple[KnownChange, ...] = (),
    of: Indicator = ARSON,
) -> float | None:
    """What boroughs with these counts did in the last months of their 24."""
    areas = tuple(a for name in counts if (a := shipped_places().known(name)) is not None)
    store = Store(folder=Path(), extracts=(_release(counts, areas),), faults=())
    peers = PeerGroup(id="made_up", name="Made-up group", members=areas)
    settings = replace(made_up_settings(), peer_group=peers, known_changes=changes)
    spell = Spell(indicator=of, first=AS_AT - (months - 1), last=AS_AT)
    (found,) = peer_moves(scope(store, settings), [spell])
    return found


def _release(counts: dict[str, list[float]], areas: tuple[Area, ...]) -> Extract:
    cube = np.array(list(counts.values()), dtype=np.float64)
    area, month = np.indices(cube.shape)
    return Extract(
        source=Source.MPS_RECORDED_CRIME,
        layout="made up",
        level=Level.BOROUGH,
        vintage=VINTAGE,
        file="made up.csv",
        sha256="",
        sparse=False,
        illustrative=False,
        months=MONTHS,
        areas=areas,
        labels=(Label(group="ARSON AND CRIMINAL DAMAGE", offence="ARSON"),),
        area=area.ravel().astype(np.int32),
        label=np.zeros(cube.size, dtype=np.int32),
        month=np.array(MONTHS, dtype=np.int32)[month.ravel()],
        count=cube.ravel(),
        denominator=np.full(cube.size, np.nan),
    )


def test_the_members_months_are_added_up_before_they_are_compared() -> None:
    """20 + 80 of a year before became 40 + 70: 10 % more, not the mean of +100 and −12.5 %."""
    counts = {"Barnet": [20.0] * 23 + [40.0], "Brent": [80.0] * 23 + [70.0]}

    assert moved(counts) == pytest.approx(10)


def test_of_a_spell_all_its_months_count() -> None:
    counts = {"Barnet": [10.0] * 18 + [20.0] * 6, "Brent": [30.0] * 18 + [30.0] * 6}

    assert moved(counts, months=6) == pytest.approx(100 * (300 / 240 - 1))


def test_too_few_to_give_a_per_cent_of_give_none() -> None:
    assert moved({"Barnet": [2.0] * 24, "Brent": [3.0] * 24}) is None


def test_one_member_is_no_group() -> None:
    assert moved({"Barnet": [50.0] * 24}) is None


@pytest.mark.parametrize(
    "of", [replace(ARSON, is_share=True), replace(ARSON, count_only=True)], ids=["share", "count"]
)
def test_shares_and_counts_only_have_none(of: Indicator) -> None:
    assert moved({"Barnet": [50.0] * 24, "Brent": [50.0] * 24}, of=of) is None


def test_a_known_change_between_the_two_spells_parts_them() -> None:
    change = KnownChange(
        id="new_system",
        label="A new system",
        effect=Effect.STEP,
        first=AS_AT - 6,
        last=None,
        applies_to=(ARSON.id,),
        approved_by="",
    )
    counts = {"Barnet": [50.0] * 24, "Brent": [50.0] * 24}

    assert moved(counts, changes=(change,)) is None
    assert moved(counts, changes=(replace(change, first=AS_AT - 12),)) == pytest.approx(0)


@cache
def _in_file(month: str) -> float:
    """Shoplifting in the boroughs; the release also has what belongs to none of them."""
    with RELEASE.open(encoding="utf-8-sig", newline="") as file:
        return sum(
            float(row[month])
            for row in csv.DictReader(file)
            if row["MinorText"] == "SHOPLIFTING"
            and shipped_places().known(row["BoroughName"]) is not None
        )


def test_london_in_december_is_what_the_release_adds_up_to() -> None:
    shoplifting = next(one for one in made_up_settings().indicators if one.id == "shoplifting")
    here = scope(Store.open(data_folder()), made_up_settings())
    spell = Spell(indicator=shoplifting, first=AS_AT, last=AS_AT)

    (found,) = peer_moves(here, [spell])

    assert AREA in here.settings.peer_group.members
    assert found == pytest.approx(100 * (_in_file("202512") / _in_file("202412") - 1))
