"""Status words, known changes and lateness: polarity is applied once, last."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsrc.domain.indicator import Indicator, Polarity, Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange, Settings
from xlsrc.domain.status import Status
from xlsrc.series.comparable import comparable_months, is_late, known_change
from xlsrc.series.verdict import status

BURGLARY = Indicator(
    id="burglary",
    name="Burglary",
    sections=("5",),
    headline=True,
    polarity=Polarity.LOWER,
    source=Source.MPS_RECORDED_CRIME,
    offences=("Burglary",),
)
RECORDING = KnownChange(
    id="recording",
    label="New recording system",
    effect=Effect.STEP,
    first=Month.of(2024, 3),
    last=None,
    applies_to=("burglary",),
    approved_by="Board, 1 April 2024",
)
LOCKDOWN = dataclasses.replace(
    RECORDING,
    id="lockdown",
    label="Lockdown",
    effect=Effect.MASK,
    first=Month.of(2020, 4),
    last=Month.of(2020, 6),
)


def settings(*changes: KnownChange) -> Settings:
    return Settings(
        board="Board",
        area="Barnet",
        as_at=None,
        last_published=None,
        indicators=(BURGLARY,),
        sections=(),
        known_changes=changes,
    )


def with_polarity(polarity: Polarity) -> Indicator:
    return dataclasses.replace(BURGLARY, polarity=polarity)


@pytest.mark.parametrize(
    ("polarity", "difference", "word"),
    [
        (Polarity.LOWER, 30.0, Status.WORSE),
        (Polarity.LOWER, -30.0, Status.BETTER),
        (Polarity.HIGHER, 30.0, Status.BETTER),
        (Polarity.HIGHER, -30.0, Status.WORSE),
        (Polarity.NEUTRAL, 30.0, Status.CONTEXT),
        (Polarity.NEUTRAL, -30.0, Status.CONTEXT),
    ],
)
def test_a_real_change_is_judged_by_polarity(
    polarity: Polarity, difference: float, word: Status
) -> None:
    assert status(with_polarity(polarity), difference=difference, significant=True) is word


def test_usual_variation_is_steady() -> None:
    assert status(BURGLARY, difference=30.0, significant=False) is Status.STEADY


def test_without_a_comparison_nothing_can_be_said() -> None:
    assert status(BURGLARY, difference=None, significant=None) is Status.CANNOT_SAY


@pytest.mark.slow
@given(difference=st.floats(-1e6, 1e6), significant=st.booleans())
def test_a_neutral_indicator_is_never_good_or_bad(difference: float, significant: bool) -> None:  # noqa: FBT001 - Hypothesis passes it by name
    word = status(with_polarity(Polarity.NEUTRAL), difference=difference, significant=significant)

    assert word is Status.CONTEXT


@pytest.mark.parametrize(
    ("as_at", "broken"),
    [
        (Month.of(2024, 2), False),  # before the change
        (Month.of(2024, 3), True),  # its first month
        (Month.of(2025, 7), True),
        (Month.of(2026, 1), True),  # one old month left in the year before
        (Month.of(2026, 2), False),  # both years on the new footing
    ],
)
def test_a_step_breaks_the_comparison_while_it_lies_between_the_years(
    as_at: Month,
    broken: bool,  # noqa: FBT001 - a parametrised value
) -> None:
    assert (known_change(BURGLARY, settings(RECORDING), as_at) is not None) is broken


@pytest.mark.parametrize(
    ("as_at", "broken"),
    [(Month.of(2020, 3), False), (Month.of(2022, 5), True), (Month.of(2022, 6), False)],
)
def test_months_left_out_break_the_comparison_while_they_are_in_it(
    as_at: Month,
    broken: bool,  # noqa: FBT001 - a parametrised value
) -> None:
    assert (known_change(BURGLARY, settings(LOCKDOWN), as_at) is not None) is broken


def test_a_change_of_another_indicator_breaks_nothing() -> None:
    other = dataclasses.replace(RECORDING, applies_to=("robbery",))

    assert known_change(BURGLARY, settings(other), Month.of(2025, 7)) is None


def test_a_change_may_name_a_whole_source() -> None:
    of_source = dataclasses.replace(RECORDING, applies_to=(Source.MPS_RECORDED_CRIME.value,))

    assert known_change(BURGLARY, settings(of_source), Month.of(2025, 7)) is of_source


def test_a_source_within_its_normal_lag_is_not_late() -> None:
    probation = dataclasses.replace(BURGLARY, lag_months=7)

    assert not is_late(probation, Month.of(2025, 6), Month.of(2025, 12))


def test_a_source_past_its_normal_lag_is_late() -> None:
    assert is_late(BURGLARY, Month.of(2025, 7), Month.of(2025, 12))


@pytest.mark.parametrize(
    ("as_at", "broken"), [(Month.of(2025, 4), True), (Month.of(2025, 5), False)]
)
def test_a_quarter_can_be_compared_again_before_a_year_can(as_at: Month, *, broken: bool) -> None:
    """March to May 2024 and 2025 are both on the new footing."""
    assert (known_change(BURGLARY, settings(RECORDING), as_at, months=3) is not None) is broken


def test_a_change_in_the_quarter_counts_though_an_earlier_one_is_over() -> None:
    earlier = dataclasses.replace(LOCKDOWN, first=Month.of(2020, 3), last=Month.of(2020, 3))

    found = known_change(BURGLARY, settings(earlier, LOCKDOWN), Month.of(2021, 6), months=3)

    assert found == LOCKDOWN


def test_months_left_out_between_two_quarters_break_neither() -> None:
    third = dataclasses.replace(LOCKDOWN, first=Month.of(2021, 1), last=Month.of(2021, 5))
    both = settings(LOCKDOWN, third)

    assert known_change(BURGLARY, both, Month.of(2021, 9), months=3) is None
    assert known_change(BURGLARY, both, Month.of(2021, 8), months=3) == LOCKDOWN
    assert known_change(BURGLARY, both, Month.of(2021, 9)) == LOCKDOWN


@pytest.mark.parametrize(
    ("changes", "as_at", "first"),
    [
        ((LOCKDOWN,), Month.of(2021, 9), Month.of(2021, 7)),
        ((LOCKDOWN,), Month.of(2022, 9), Month.of(2021, 10)),
        ((LOCKDOWN,), Month.of(2021, 6), None),
        ((RECORDING,), Month.of(2025, 7), Month.of(2025, 3)),
        ((RECORDING,), Month.of(2025, 2), None),
        ((LOCKDOWN, RECORDING), Month.of(2024, 2), Month.of(2023, 3)),
    ],
)
def test_the_last_months_that_can_be_compared_each_with_its_own_a_year_before(
    changes: tuple[KnownChange, ...], as_at: Month, first: Month | None
) -> None:
    found = comparable_months(BURGLARY, settings(*changes), as_at)

    assert found == (() if first is None else tuple(months_from(first, as_at)))


def test_months_of_a_later_lockdown_are_not_compared_with_those_of_an_earlier_year() -> None:
    third = dataclasses.replace(LOCKDOWN, first=Month.of(2021, 1), last=Month.of(2021, 5))

    found = comparable_months(BURGLARY, settings(LOCKDOWN, third), Month.of(2022, 5))

    assert found == ()


def months_from(first: Month, last: Month) -> list[Month]:
    return [first + at for at in range(last.ordinal - first.ordinal + 1)]
