from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from tests.support.made_up import AREA, AS_AT, WARDS
from tests.support.recorded_crime import indicator, settings_with
from tests.support.scopes import scope
from xlsrc.domain.action import ImpactQuestion, Plan
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Indicator, Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.extracts.extract import Extract
from xlsrc.extracts.label import Label
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.store import Store
from xlsrc.plan.impact_estimates import Fewer, ImpactEstimate, impact_estimates, partner
from xlsrc.series.ward_panel import ward_panel

BURGLARY = indicator("Burglary", id="burglary", name="Burglary")
LABEL = Label(group="BURGLARY", offence="BURGLARY IN A DWELLING")
MONTHS = [AS_AT.ordinal - back for back in range(47, -1, -1)]
START = Month.of(2025, 4)
BOROUGHS = tuple(b.area for b in shipped_places().boroughs if b.has_mps_data)


def stepped(before: float, after: float) -> list[float]:
    """A steady monthly count that changes as the work begins."""
    return [after if month >= START.ordinal else before for month in MONTHS]


def extract(level: Level, areas: tuple[Area, ...], counts: list[list[float]]) -> Extract:
    cube = np.array(counts, dtype=np.float64)[:, None, :]
    area, label, month = np.indices(cube.shape)
    return Extract(
        source=Source.MPS_RECORDED_CRIME,
        layout="made up",
        level=level,
        vintage="2026-01",
        file=f"{level}.csv",
        sha256="",
        months=tuple(MONTHS),
        areas=areas,
        labels=(LABEL,),
        area=area.ravel().astype(np.int32),
        label=label.ravel().astype(np.int32),
        month=np.array(MONTHS, dtype=np.int32)[month.ravel()],
        count=cube.ravel(),
        denominator=np.full(cube.size, np.nan),
        sparse=False,
        illustrative=False,
    )


def store(
    here: list[float], elsewhere: list[float], wards: dict[str, list[float]] | None = None
) -> Store:
    boroughs = [here if b.code == AREA.code else elsewhere for b in BOROUGHS]
    extracts = [extract(Level.BOROUGH, BOROUGHS, boroughs)]
    if wards:
        areas = tuple(ward for ward in WARDS if ward.name in wards)
        counts = [wards[ward.name] for ward in areas]
        extracts.append(extract(Level.WARD, areas, counts))
    return Store(folder=Path(), extracts=tuple(extracts), faults=())


def question(start: Month = START, **fields: tuple[str, ...]) -> ImpactQuestion:
    return ImpactQuestion(
        ref="I1", priority="5", actions=(), indicator="burglary", start=start, **fields
    )


def estimate(
    found: Store,
    asked: ImpactQuestion,
    of: Indicator = BURGLARY,
    changes: tuple[KnownChange, ...] = (),
) -> ImpactEstimate:
    plan = Plan(impact_questions=(asked,))
    settings = dataclasses.replace(settings_with(of), plan=plan, known_changes=changes)
    here = scope(found, settings)
    return impact_estimates(here, ward_panel(here))[0]


def answer(found: ImpactEstimate) -> Fewer:
    assert found.answer is not None
    return found.answer


def test_a_fall_that_peers_did_not_have_is_counted() -> None:
    # Nine months at 80 instead of 100: peers stayed as they were.
    assert answer(
        estimate(store(stepped(100, 80), stepped(90, 90)), question())
    ).fewer == pytest.approx(180)


def test_a_fall_that_all_peers_had_as_well_is_none() -> None:
    assert answer(
        estimate(store(stepped(100, 80), stepped(50, 40)), question())
    ).fewer == pytest.approx(0)


def test_a_month_that_nobody_has_leaves_the_peers_where_they_are() -> None:
    """It is no peer whose figures break off: the area lacks it, too."""
    here, elsewhere = stepped(100, 80), stepped(90, 90)
    here[-30] = elsewhere[-30] = float("nan")

    assert answer(estimate(store(here, elsewhere), question())).fewer == pytest.approx(180)


def test_peers_that_break_off_are_none() -> None:
    broken = stepped(90, 90)
    broken[-2:] = [float("nan")] * 2

    assert "no figures of peers" in estimate(store(stepped(100, 80), broken), question()).reason


def test_the_months_since_the_start_are_the_spell() -> None:
    found = estimate(store(stepped(100, 80), stepped(90, 90)), question())

    assert (found.first, found.last) == (START, AS_AT)


def test_of_older_work_the_last_year_is_the_spell() -> None:
    found = estimate(store(stepped(100, 80), stepped(90, 90)), question(Month.of(2023, 6)))

    assert (found.first, found.last) == (Month.of(2025, 1), AS_AT)


@pytest.mark.parametrize(
    ("month", "before"), [("2025-04", "2024-04"), ("2026-03", "2025-03"), ("2026-04", "2024-04")]
)
def test_a_month_is_set_against_the_year_before_the_start(month: str, before: str) -> None:
    assert partner(Month.parse(month), Month.parse("2025-04")) == Month.parse(before)


def test_less_than_half_a_year_is_too_early() -> None:
    found = estimate(store(stepped(100, 80), stepped(90, 90)), question(Month.of(2025, 8)))

    assert (found.too_early, found.answer) == (True, None)


def test_a_change_in_recording_leaves_no_estimate() -> None:
    change = KnownChange(
        id="labels",
        label="New labels",
        effect=Effect.STEP,
        first=Month.of(2025, 1),
        last=None,
        applies_to=("burglary",),
        approved_by="the board",
    )

    found = estimate(store(stepped(100, 80), stepped(90, 90)), question(), changes=(change,))

    assert found.reason == "not comparable: recording changed January 2025"


def test_months_left_out_are_left_out_of_both_years() -> None:
    mask = KnownChange(
        id="strike",
        label="Strike",
        effect=Effect.MASK,
        first=Month.of(2025, 12),
        last=Month.of(2025, 12),
        applies_to=("burglary",),
        approved_by="the board",
    )

    found = estimate(store(stepped(100, 80), stepped(90, 90)), question(), changes=(mask,))

    assert answer(found).fewer == pytest.approx(160)


def test_a_share_has_no_estimate() -> None:
    share = dataclasses.replace(BURGLARY, is_share=True)

    assert estimate(store(stepped(9, 8), stepped(9, 9)), question(), share).answer is None


WARD_COUNTS = {
    "Childs Hill": stepped(20, 12),
    "Hendon": stepped(18, 17),
    "Cricklewood": stepped(10, 14),
    "Edgware": stepped(10, 10),
}


def with_wards() -> Store:
    return store(stepped(100, 80), stepped(90, 90), WARD_COUNTS)


def fewer_by_hand(treated: tuple[float, float], others: tuple[float, float]) -> float:
    """Of nine months before and after, with 0.5 added to each of the four sums."""
    a0, a1, b0, b1 = (9 * monthly + 0.5 for monthly in (*treated, *others))
    return a0 * b1 / b0 - a1


def test_wards_are_set_against_all_other_wards() -> None:
    found = estimate(with_wards(), question(wards=("childs hill",)))

    assert answer(found).fewer == pytest.approx(
        fewer_by_hand((20, 12), (18 + 10 + 10, 17 + 14 + 10))
    )
    assert found.other_wards == 3


def test_control_wards_that_are_named_stand_for_all_others() -> None:
    found = estimate(with_wards(), question(wards=("Childs Hill",), controls=("Hendon",)))

    assert answer(found).fewer == pytest.approx(fewer_by_hand((20, 12), (18, 17)))


def test_wards_nearby_are_none_of_the_others_and_shown_beside() -> None:
    found = estimate(with_wards(), question(wards=("Childs Hill",), nearby=("Cricklewood",)))

    assert answer(found).fewer == pytest.approx(fewer_by_hand((20, 12), (28, 27)))
    assert found.nearby is not None
    assert found.nearby.fewer == pytest.approx(fewer_by_hand((10, 14), (28, 27)))
    assert found.nearby.low < found.nearby.fewer < found.nearby.high


def test_one_ward_cannot_be_set_against_one_other() -> None:
    two = {name: WARD_COUNTS[name] for name in ("Childs Hill", "Hendon")}

    found = estimate(
        store(stepped(100, 80), stepped(90, 90), two), question(wards=("Childs Hill",))
    )

    assert found.reason == "too few months or offences to tell"


def test_a_ward_that_nobody_knows_is_named() -> None:
    found = store(stepped(100, 80), stepped(90, 90), {"Hendon": stepped(18, 17)})

    asked = question(wards=("Soho",), controls=("Hendon",))
    assert estimate(found, asked).reason == "the ward figures know no Soho"


def test_an_area_without_peers_in_the_extracts_has_no_estimate() -> None:
    partner_return = dataclasses.replace(BURGLARY, source=Source.PARTNER_RETURN)

    found = estimate(store(stepped(100, 80), stepped(90, 90)), question(), partner_return)

    assert found.reason == "there are no figures of peers to set it against"
