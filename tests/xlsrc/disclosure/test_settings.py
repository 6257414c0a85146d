"""The settings of a public edition."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from xlsrc.defaults import default_settings
from xlsrc.disclosure.settings import public_settings
from xlsrc.domain.action import ImpactQuestion, MeasuredAs, Output, OutputValue, Plan
from xlsrc.domain.commentary import Evidence, View
from xlsrc.domain.indicator import Disclosure, Source
from xlsrc.domain.month import Month
from xlsrc.extracts.offences import shipped_offences
from xlsrc.plan.outputs import OutputStatus, measured_outputs

SHIPPED = default_settings()
KNOWN = shipped_offences()


def with_disclosure(name: str, said: Disclosure | None) -> Disclosure:
    one = next(one for one in SHIPPED.indicators if one.id == name)
    return replace(one, declared=said).disclosure


@pytest.mark.parametrize(
    ("name", "said", "follows"),
    [
        ("robbery", None, Disclosure.OPEN),
        ("deliberate_fires", None, Disclosure.SMALL_NUMBERS),
        ("deliberate_fires", Disclosure.OPEN, Disclosure.OPEN),
        ("robbery", Disclosure.NEVER, Disclosure.NEVER),
    ],
)
def test_without_a_word_a_partners_small_numbers_are_not_public(
    name: str, said: Disclosure | None, follows: Disclosure
) -> None:
    assert with_disclosure(name, said) is follows


def test_what_comes_from_the_police_or_else_from_a_partner_is_as_its_source_is() -> None:
    asb = next(one for one in SHIPPED.indicators if Source.POLICE_UK is one.choices[0].source)

    assert asb.declared is None
    said = {one.source: asb.using(one).disclosure for one in asb.choices}
    assert said == {
        Source.POLICE_UK: Disclosure.OPEN,
        Source.PARTNER_RETURN: Disclosure.SMALL_NUMBERS,
    }


def test_what_holds_a_sensitive_offence_has_no_wards_and_all_else_has() -> None:
    shown = {one.id: one for one in public_settings(SHIPPED, KNOWN).indicators}

    without = {name for name, one in shown.items() if not one.by_ward}
    assert without >= {"rape", "other_sexual", "stalking_harassment", "total_notifiable"}
    assert shown["asb_incidents"].by_ward
    assert shown["residential_burglary"].has_wards
    assert all(one.by_offence for one in shown.values())


def test_a_map_of_a_sensitive_offence_is_of_the_first_other_one() -> None:
    assert public_settings(replace(SHIPPED, map_indicator="rape"), KNOWN).map_indicator == ""
    found = public_settings(replace(SHIPPED, map_indicator="robbery"), KNOWN)
    assert found.map_indicator == "robbery"


def test_all_that_is_said_of_an_indicator_that_is_never_public_is_gone() -> None:
    named = "residential_burglary"
    view = View(
        indicator_id=named,
        text="Fewer.",
        confirmed_for=None,
        data_to=None,
        draft="",
        speaks_of=None,
        mark="",
    )
    own = replace(
        SHIPPED,
        views=(view, replace(view, indicator_id="robbery")),
        indicators=tuple(
            replace(one, declared=Disclosure.NEVER) if one.id == named else one
            for one in SHIPPED.indicators
        ),
    )

    shown = public_settings(own, KNOWN)

    assert [one.indicator_id for one in shown.views] == ["robbery"]
    assert named not in repr([shown.views, shown.targets, shown.evidence, shown.known_changes])
    assert named not in {one.indicator for one in shown.plan.impact_questions}
    assert not next(one for one in shown.indicators if one.id == "burglary").by_offence


@pytest.mark.parametrize(("value", "is_shown"), [(4.0, False), (5.0, True), (0.0, True)])
def test_an_output_with_a_value_of_1_to_4_shows_none(value: float, *, is_shown: bool) -> None:
    output = Output(
        ref="O1",
        actions=("A1",),
        text="Visits",
        unit="visits",
        measured_as=MeasuredAs.TOTAL,
        target=100,
        start=datetime.date(2025, 1, 1),
        due=datetime.date(2026, 1, 1),
    )
    month = Month.parse("2025-03")
    values = (
        OutputValue(output=output.ref, month=month, value=value),
        OutputValue(output=output.ref, month=month + 1, value=50.0),
    )
    own = replace(SHIPPED, plan=Plan(outputs=(output,), output_values=values))

    (found, *_) = measured_outputs(public_settings(own, KNOWN).plan, Month.parse("2025-12"))

    assert (found.to_date is not None) is is_shown
    assert (found.status is not OutputStatus.NOT_SHOWN) is is_shown


def asks(name: str, *wards: str) -> ImpactQuestion:
    month = Month.parse("2025-03")
    return ImpactQuestion(
        ref="Q", priority="P", actions=(), indicator=name, start=month, wards=wards
    )


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        (asks("residential_burglary", "E05013628"), True),
        (asks("residential_burglary"), True),
        # Of the area alone its figures are public; of wards they are not.
        (asks("rape"), True),
        (asks("rape", "E05013628"), False),
        (asks("never_heard_of"), False),
        (asks("never_heard_of", "E05013628"), False),
    ],
)
def test_an_impact_is_asked_of_figures_that_are_public(
    question: ImpactQuestion, *, is_asked: bool
) -> None:
    own = replace(SHIPPED, plan=replace(SHIPPED.plan, impact_questions=(question,)))

    found = public_settings(own, KNOWN).plan.impact_questions

    assert found == ((question,) if is_asked else ())


def test_of_an_output_with_one_small_value_all_values_are_gone_and_of_others_none() -> None:
    month = Month.parse("2025-03")
    values = tuple(
        OutputValue(output=ref, month=month + at, value=value)
        for ref, of_output in (("O1", (1.0, 50.0)), ("O2", (5.0, 0.0)), ("O3", (60.0, 4.0)))
        for at, value in enumerate(of_output)
    )

    found = public_settings(replace(SHIPPED, plan=Plan(output_values=values)), KNOWN).plan

    assert found.output_values == values[2:4]


def test_what_is_asked_of_partners_is_public_unless_it_never_may_be() -> None:
    first, second, *_ = SHIPPED.indicators
    own = replace(SHIPPED, asked=(replace(first, declared=Disclosure.NEVER), second))

    assert public_settings(own, KNOWN).asked == (second,)


@pytest.mark.parametrize(
    ("applies_to", "kept"),
    [
        (("robbery",), ("robbery",)),
        (("robbery", "shoplifting"), ("shoplifting",)),
        (("shoplifting", "burglary"), ("shoplifting", "burglary")),
    ],
)
def test_a_change_and_what_is_proof_of_it_apply_to_what_is_left(
    applies_to: tuple[str, ...], kept: tuple[str, ...]
) -> None:
    own = replace(
        SHIPPED,
        indicators=tuple(
            replace(one, declared=Disclosure.NEVER) if one.id == "robbery" else one
            for one in SHIPPED.indicators
        ),
        known_changes=(replace(SHIPPED.known_changes[0], applies_to=applies_to),),
        evidence=(
            Evidence(
                linked_to=applies_to, date=None, source="", words="Said", is_quote=True,
                illustrative=False,
            ),
        ),
    )  # fmt: skip

    found = public_settings(own, KNOWN)

    left = () if kept == ("robbery",) else (kept,)
    assert tuple(one.applies_to for one in found.known_changes) == left
    assert tuple(one.linked_to for one in found.evidence) == left
