"""What an indicator of harm sums: the rows that are asked for, by the names that a source has."""

from __future__ import annotations

from functools import partial

import pytest

from xlsrc.defaults import default_indicators, default_weights
from xlsrc.domain.harm import (
    ALL_WEIGHTS,
    VICTIM_REPORTED,
    HarmWeight,
    counted_twice,
    weighed,
)
from xlsrc.domain.indicator import DAYS, Source, SourceChoice
from xlsrc.extracts.offences import shipped_offences

NAMES = shipped_offences().names
FORCES = (Source.MPS_RECORDED_CRIME, Source.HOME_OFFICE)


def choice(source: Source, *offences: str) -> SourceChoice:
    return SourceChoice(source=source, offences=offences)


@pytest.mark.parametrize("source", FORCES)
def test_victim_reported_harm_leaves_out_what_the_police_or_shops_find(source: Source) -> None:
    some = weighed(choice(source, VICTIM_REPORTED), default_weights(), NAMES)
    every = weighed(choice(source, ALL_WEIGHTS), default_weights(), NAMES)

    assert set(every.offences) - set(some.offences) == {
        "Shoplifting", "Drug possession", "Drug trafficking", "Possession of weapons",
        "Miscellaneous crimes against society",
    }  # fmt: skip
    assert dict(zip(some.offences, some.weights, strict=True))["Rape"] == 2555


@pytest.mark.parametrize("source", FORCES)
def test_the_shipped_rows_count_every_notifiable_offence_but_fraud_once(source: Source) -> None:
    of = partial(shipped_offences().of, source)
    counted = frozenset().union(*(of(name) for one in default_weights() for name in one.offences))

    assert counted_twice(default_weights(), of) == []
    assert of("All notifiable offences") - counted <= {
        "Fraud and forgery", "NFIB fraud", "Burglary non-dwelling",
    }  # fmt: skip


def test_a_source_without_subgroups_can_have_no_harm() -> None:
    with pytest.raises(ValueError, match=r"Home Office subgroup: data\.police\.uk has none of"):
        weighed(choice(Source.POLICE_UK, VICTIM_REPORTED), default_weights(), NAMES)


@pytest.mark.parametrize("offences", [("HarmWeights",), (VICTIM_REPORTED, "Arson")])
def test_weights_are_asked_for_by_one_of_two_names_and_alone(offences: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="Offences must be HarmWeights: victim-reported or"):
        weighed(choice(Source.MPS_RECORDED_CRIME, *offences), default_weights(), NAMES)


def test_weights_that_are_not_there_are_a_fault() -> None:
    with pytest.raises(ValueError, match="a table that has no row"):
        weighed(choice(Source.MPS_RECORDED_CRIME, VICTIM_REPORTED), (), NAMES)


def test_what_names_no_weights_is_as_it_was() -> None:
    plain = choice(Source.POLICE_UK, "Burglary")

    assert weighed(plain, default_weights(), NAMES) is plain


def test_an_offence_of_two_rows_is_found_also_inside_a_group() -> None:
    rows = [
        HarmWeight(subgroup=name, days=1, offences=(name,), is_victim_reported=True)
        for name in ("Burglary", "Residential burglary")
    ]

    of = partial(shipped_offences().of, Source.MPS_RECORDED_CRIME)
    assert counted_twice(rows, of) == ["Residential burglary"]


def test_harm_is_in_days_and_has_no_wards() -> None:
    harm = next(one for one in default_indicators() if one.id == "total_harm")

    assert (harm.unit, harm.has_wards, harm.headline) == (DAYS, False, True)
