from __future__ import annotations

import datetime

import pytest

from xlsrc.domain.action import MeasuredAs, Output, OutputValue, Plan
from xlsrc.domain.month import Month
from xlsrc.plan.outputs import Direction, MeasuredOutput, OutputStatus, measured_outputs

AS_AT = Month.of(2025, 12)


def measured(
    *values: tuple[str, float],
    target: float | None = 400,
    measured_as: MeasuredAs = MeasuredAs.TOTAL,
    due: str = "2026-03-31",
) -> MeasuredOutput:
    output = Output(
        ref="O1",
        actions=("1.1",),
        text="Homes fitted with locks",
        unit="homes",
        measured_as=measured_as,
        target=target,
        start=datetime.date(2025, 4, 1),
        due=datetime.date.fromisoformat(due),
    )
    returned = tuple(
        OutputValue(output="O1", month=Month.parse(month), value=value) for month, value in values
    )
    return measured_outputs(Plan(outputs=(output,), output_values=returned), AS_AT)[0]


def test_returns_of_a_total_are_added_up() -> None:
    assert measured(("2025-06", 118), ("2025-09", 151), ("2025-12", 143)).to_date == 412


def test_of_a_level_the_latest_return_counts_also_when_it_was_entered_first() -> None:
    found = measured(("2025-12", 96), ("2025-06", 82), measured_as=MeasuredAs.LATEST, target=95)

    assert (found.to_date, found.status) == (96, OutputStatus.MET)


def test_returns_after_the_as_at_month_do_not_count_yet() -> None:
    assert measured(("2025-12", 100), ("2026-03", 300)).to_date == 100


def test_nothing_returned_is_not_nought() -> None:
    found = measured()

    assert (found.to_date, found.status) == (None, OutputStatus.NO_RETURN)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        (400, OutputStatus.MET),
        (272, OutputStatus.ON_COURSE),
        (270, OutputStatus.BEHIND),
        (0, OutputStatus.BEHIND),
    ],
)
def test_a_total_is_held_against_a_steady_course(value: float, status: OutputStatus) -> None:
    # 274 of 364 days have passed: nine tenths of that course to 400 is 271.
    assert measured(("2025-12", value)).status is status


def test_a_late_return_is_not_read_as_work_left_undone() -> None:
    # 90 of 364 days were returned: nine tenths of that course to 400 is 89.
    assert measured(("2025-06", 95)).status is OutputStatus.ON_COURSE


def test_a_target_that_was_due_is_missed() -> None:
    assert measured(("2025-09", 390), due="2025-12-30").status is OutputStatus.MISSED


def test_without_a_target_there_is_no_share() -> None:
    found = measured(("2025-12", 10), target=None)

    assert (found.share, found.status) == (None, OutputStatus.NO_TARGET)


def test_the_trend_sets_the_last_two_returns_side_by_side() -> None:
    assert measured(("2025-06", 118), ("2025-09", 151), ("2025-12", 143)).trend is Direction.DOWN


def test_one_return_has_no_trend() -> None:
    assert measured(("2025-12", 143)).trend is None


def test_a_total_is_taken_on_to_its_due_date_at_the_pace_so_far() -> None:
    """274 of 364 days are covered: 412 become 547; of a level there is no pace."""
    found = measured(("2025-12", 412))
    latest = measured(("2025-12", 96), measured_as=MeasuredAs.LATEST)

    assert found.on_pace == pytest.approx(412 * 364 / 274, rel=1e-9)
    assert latest.on_pace is None
