"""Outputs against their targets: the figure to date, its trend, and whether it keeps up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from xlsrc.domain.action import MeasuredAs
from xlsrc.plan.actions import last_day

if TYPE_CHECKING:
    import datetime

    from xlsrc.domain.action import Output, OutputValue, Plan
    from xlsrc.domain.month import Month

ON_COURSE: Final = 0.9
"""A total that is at least this share of a steady course to its target counts as on course."""


class OutputStatus(StrEnum):
    """How an output stands against its target, in words."""

    MET = "met"
    ON_COURSE = "on course"
    BEHIND = "behind"
    MISSED = "missed"
    NO_TARGET = "no target"
    NO_RETURN = "no return"
    NOT_SHOWN = "not shown"


class Direction(StrEnum):
    """The latest period value against the one before it."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredOutput:
    """An output with its figure to date (``None`` without any return, or where it is withheld) and
    how that stands.

    ``share`` is the figure to date over the target; ``to`` is the last month returned. ``on_pace``
    is what a total comes to by its due date at the pace so far, ``None`` of other figures and
    where no time has passed.
    """

    output: Output
    to_date: float | None
    share: float | None
    status: OutputStatus
    trend: Direction | None
    to: Month | None
    on_pace: float | None = None


def measured_outputs(plan: Plan, as_at: Month) -> tuple[MeasuredOutput, ...]:
    """All outputs with what was returned to the as-at month, in the order of the table."""
    returned: dict[str, list[OutputValue]] = {}
    for value in sorted(plan.output_values, key=lambda value: value.month):
        if value.month <= as_at:
            returned.setdefault(value.output, []).append(value)
    at = last_day(as_at)
    return tuple(_measured(output, returned.get(output.ref, []), at) for output in plan.outputs)


def _measured(output: Output, values: list[OutputValue], at: datetime.date) -> MeasuredOutput:
    if output.withheld or not values:
        status = OutputStatus.NOT_SHOWN if output.withheld else OutputStatus.NO_RETURN
        return MeasuredOutput(
            output=output, to_date=None, share=None, status=status, trend=None, to=None
        )
    is_total = output.measured_as is MeasuredAs.TOTAL
    to_date = math.fsum(value.value for value in values) if is_total else values[-1].value
    return MeasuredOutput(
        output=output,
        to_date=to_date,
        share=to_date / output.target if output.target else None,
        status=_status(output, to_date, last_day(values[-1].month), at),
        trend=_trend(values),
        to=values[-1].month,
        on_pace=_on_pace(output, to_date, last_day(values[-1].month)),
    )


def _status(
    output: Output, to_date: float, returned_to: datetime.date, at: datetime.date
) -> OutputStatus:
    """Against the target once it is due; before that, totals against a steady course to it.

    The course is taken to the last day that was returned, so that a late return is not read as
    work that was not done.
    """
    if output.target is None:
        return OutputStatus.NO_TARGET
    if to_date >= output.target:
        return OutputStatus.MET
    if output.due < at:
        return OutputStatus.MISSED
    if output.measured_as is MeasuredAs.LATEST:
        return OutputStatus.BEHIND
    on_course = to_date >= ON_COURSE * _passed(output, returned_to) * output.target
    return OutputStatus.ON_COURSE if on_course else OutputStatus.BEHIND


def _passed(output: Output, returned_to: datetime.date) -> float:
    """The share of the time from its start to its due date that the returns cover."""
    whole = max(1, (output.due - output.start).days)
    return min(1.0, max(0.0, (returned_to - output.start).days / whole))


def _on_pace(output: Output, to_date: float, returned_to: datetime.date) -> float | None:
    passed = _passed(output, returned_to)
    if output.measured_as is not MeasuredAs.TOTAL or not passed:
        return None
    return to_date / passed


def _trend(values: list[OutputValue]) -> Direction | None:
    if len(values) < 2:  # noqa: PLR2004 - a direction takes two values
        return None
    before, now = values[-2].value, values[-1].value
    if now == before:
        return Direction.LEVEL
    return Direction.UP if now > before else Direction.DOWN
