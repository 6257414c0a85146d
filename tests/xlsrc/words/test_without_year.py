"""What is said of indicators that a known change keeps from being compared with last year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import AS_AT, made_up_dashboard, with_parts
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.words.board import ALL_CRIME, NOT_COMPARABLE, board_sentences
from xlsrc.words.letters import lower_first
from xlsrc.words.without_year import not_comparable

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard

LOCKDOWN = KnownChange(
    id="lockdown",
    label="Lockdown",
    effect=Effect.MASK,
    first=Month.of(2024, 7),
    last=Month.of(2024, 9),
    applies_to=("police",),
    approved_by="Board",
)
QUARTER = (AS_AT - 2, AS_AT - 1, AS_AT)


def broken(one: Assessment, **change: object) -> Assessment:
    bare = replace(
        one, indicator=replace(one.indicator, headline=True), exception=None, findings=()
    )
    nothing = {"difference": None, "percent": None, "certainty": None, "doubt": None}
    return with_parts(
        bare,
        change=nothing | {"broken_by": LOCKDOWN, "comparable": QUARTER} | change,
        level={"trend": None},
    )


def of_broken(number: int, others: int = 0) -> Dashboard:
    """So many headline indicators that the same change breaks, and others that are steady."""
    made_up = made_up_dashboard()
    real = [
        one
        for one in made_up.assessments
        if one.volume.last_12
        and not one.illustrative
        and not one.indicator.is_share
        and not one.indicator.is_weighted
        and one.as_at == AS_AT
    ]
    plan = replace(made_up.settings.plan, actions=(), decisions=())
    shown = [broken(one) for one in real[:number]]
    shown += [
        with_parts(broken(one), change={"broken_by": None})
        for one in real[number : number + others]
    ]
    return replace(made_up, assessments=tuple(shown), settings=replace(made_up.settings, plan=plan))


def summed(one: Assessment, months: tuple[Month, ...]) -> str:
    by_month = dict(zip(one.monthly.months, one.monthly.numerators, strict=True))
    return f"{sum(by_month[month] or 0 for month in months):,.0f}"


def test_many_say_once_why_and_each_its_volume_and_the_months_that_can_be_compared() -> None:
    dashboard = of_broken(6)

    lines = board_sentences(dashboard)

    assert dict(lines)[NOT_COMPARABLE] == (
        "No headline indicator can be compared with the year before (Lockdown in July 2024)."
    )
    others = [line for line in lines if line[0] not in (NOT_COMPARABLE, "Actions", "For decision")]
    assert len(others) >= 3
    for (label, said), one in zip(others, dashboard.assessments, strict=False):
        before = tuple(month - 12 for month in QUARTER)
        assert label in (ALL_CRIME, one.label)
        assert said == (
            f"{one.volume.last_12:,.0f} in 12 months. October–December 2025: "
            f"{summed(one, QUARTER)} against {summed(one, before)} a year before."
        )


def test_some_of_many_are_counted() -> None:
    said = dict(board_sentences(of_broken(4, others=3)))

    assert said[NOT_COMPARABLE].startswith("4 of 7 headline indicators with the year before (Lock")


def test_few_are_named_in_one_line() -> None:
    dashboard = of_broken(2, others=1)
    first, second, _ = dashboard.assessments

    said = dict(board_sentences(dashboard))[NOT_COMPARABLE]

    assert said == (
        f"{first.label} and {lower_first(second.label)} with the year before "
        "(Lockdown in July 2024)."
    )


def test_without_months_to_compare_the_reason_stands_alone() -> None:
    one = with_parts(of_broken(1).assessments[0], change={"comparable": ()})

    assert not_comparable(one) == "Not comparable with last year (Lockdown in July 2024)."


def test_a_gap_in_the_months_compares_nothing() -> None:
    one = of_broken(1).assessments[0]
    counts = list(one.monthly.numerators)
    counts[-14] = None
    gapped = with_parts(one, monthly={"numerators": tuple(counts)})

    assert not_comparable(gapped) == "Not comparable with last year (Lockdown in July 2024)."
