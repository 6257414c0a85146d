"""The plan in the analysts' tables: actions, decisions, outputs, outcomes, impact questions."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

from workbook.tables.plan_layout import (
    ACTIONS_TABLE,
    DECISIONS_TABLE,
    IMPACT_QUESTIONS_TABLE,
    OUTCOMES_TABLE,
    OUTPUT_RETURNS_TABLE,
    OUTPUTS_TABLE,
)
from xlsrc.domain.action import (
    SET_BY_HAND,
    Action,
    Decision,
    ImpactQuestion,
    MeasuredAs,
    Outcome,
    Output,
    OutputValue,
    Plan,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workbook.tables.table_reader import Reader, Record

NO_DAY: Final = datetime.date.min
"""Stands in for a missing day; the fault that goes with it keeps it from being used."""


def plan(reader: Reader, priorities: Mapping[str, bool], indicators: Collection[str]) -> Plan:
    """The plan, with a fault noted for every cell that does not fit.

    ``priorities`` are the ids of the sections that are priorities, each with whether it is shown
    (what is planned for one that is not is kept), ``indicators`` all ids of indicators.
    References between the plan's own tables must name rows that are there.
    """
    actions = tuple(_action(record, priorities) for record in keyed(reader, ACTIONS_TABLE.name))
    action_refs = {action.ref for action in actions}
    outputs = tuple(_output(record, action_refs) for record in keyed(reader, OUTPUTS_TABLE.name))
    output_refs = {output.ref for output in outputs}
    return Plan(
        actions=actions,
        decisions=tuple(
            _decision(record, action_refs) for record in keyed(reader, DECISIONS_TABLE.name)
        ),
        outputs=outputs,
        output_values=tuple(
            value
            for record in reader.records(OUTPUT_RETURNS_TABLE.name)
            if (value := _output_value(record, output_refs)) is not None
        ),
        outcomes=tuple(
            _outcome(record, priorities, output_refs)
            for record in keyed(reader, OUTCOMES_TABLE.name)
        ),
        impact_questions=tuple(
            question
            for record in keyed(reader, IMPACT_QUESTIONS_TABLE.name)
            if (question := _question(record, priorities, indicators, action_refs)) is not None
        ),
    )


def keyed(reader: Reader, table_name: str, column: str = "Ref") -> list[Record]:
    """The filled rows; each needs a Ref of its own, by which refresh finds the row again.

    ``column`` is the one that has it where that is not Ref.
    """
    records = reader.records(table_name)
    seen: set[str] = set()
    name = column.lower()
    for record in records:
        raw = record.raw(column)
        if not isinstance(raw, str) or raw != raw.strip() or not raw:
            record.fault(column, f"{name} must be a text without blanks around it")
        elif raw in seen:
            record.fault(column, f"{name} must be different in every row")
        seen.add(str(raw))
    return records


def _action(record: Record, priorities: Mapping[str, bool]) -> Action:
    start, due = day_of(record, "Start", required=True), day_of(record, "Due", required=True)
    if start and due and due < start:
        record.fault("Due", "due must not be before start")
    set_by_you = record.text("Status set by you")
    return Action(
        ref=record.text("Ref"),
        priority=_priority(record, priorities),
        text=record.text("Action", required=True),
        lead=record.text("Lead agency"),
        start=start or NO_DAY,
        due=due or NO_DAY,
        progress=_share(record, "Progress"),
        completed_on=day_of(record, "Completed on"),
        override=record.choice("Status set by you", SET_BY_HAND) if set_by_you else None,
        last_update=day_of(record, "Last update"),
    )


def _decision(record: Record, actions: Collection[str]) -> Decision:
    action = record.text("Action")
    if action and action not in actions:
        record.fault("Action", "action must be the ref of an action")
    return Decision(
        ref=record.text("Ref"),
        date=day_of(record, "Date", required=True) or NO_DAY,
        text=record.text("Decision", required=True),
        action=action,
    )


def _output(record: Record, actions: Collection[str]) -> Output:
    start, due = day_of(record, "Start", required=True), day_of(record, "Due", required=True)
    if start and due and due < start:
        record.fault("Due", "due must not be before start")
    return Output(
        ref=record.text("Ref"),
        actions=_refs(record, "Actions", actions, "actions"),
        text=record.text("Output", required=True),
        unit=record.text("Unit"),
        measured_as=record.choice("Measured as", MeasuredAs) or MeasuredAs.TOTAL,
        target=_number(record, "Target"),
        start=start or NO_DAY,
        due=due or NO_DAY,
    )


def _output_value(record: Record, outputs: Collection[str]) -> OutputValue | None:
    _refs(record, "Output", outputs, "outputs")
    month = record.month("Period to")
    if record.raw("Period to") in (None, ""):
        record.fault("Period to", "period to must be a date or YYYY-MM")
    value = _number(record, "Value")
    if month is None or value is None:
        # A partner's empty cell is a return still awaited, not a nought.
        return None
    return OutputValue(output=record.text("Output"), month=month, value=value)


def _outcome(record: Record, priorities: Mapping[str, bool], outputs: Collection[str]) -> Outcome:
    return Outcome(
        ref=record.text("Ref"),
        priority=_priority(record, priorities),
        text=record.text("Intermediate outcome", required=True),
        outputs=_refs(record, "Outputs", outputs, "outputs"),
    )


def _question(
    record: Record,
    priorities: Mapping[str, bool],
    indicators: Collection[str],
    actions: Collection[str],
) -> ImpactQuestion | None:
    indicator = record.text("Indicator")
    if indicator not in indicators:
        record.fault("Indicator", "indicator must be the id of a row of Definitions with a section")
    start = record.month("First month")
    if record.raw("First month") in (None, ""):
        record.fault("First month", "first month must be a date or YYYY-MM")
    wards, controls = record.names("Wards"), record.names("Control wards")
    nearby = record.names("Nearby wards")
    for column, names, others in (
        ("Control wards", controls, (*wards, *nearby)),
        ("Nearby wards", nearby, wards),
    ):
        if names and not wards:
            record.fault(column, f"{column.lower()} must have wards beside them")
        if {name.casefold() for name in names} & {name.casefold() for name in others}:
            record.fault(column, f"{column.lower()} must not be among those worked in or nearby")
    if start is None:
        return None
    return ImpactQuestion(
        ref=record.text("Ref"),
        priority=_priority(record, priorities),
        actions=_refs(record, "Actions", actions, "actions"),
        indicator=indicator,
        start=start,
        wards=wards,
        controls=controls,
        nearby=nearby,
    )


def _priority(record: Record, priorities: Mapping[str, bool]) -> str:
    text = record.text("Priority")
    if text not in priorities:
        offered = ", ".join(name for name, is_shown in priorities.items() if is_shown)
        record.fault("Priority", f"priority must be one of {offered}")
    return text


def _refs(record: Record, column: str, known: Collection[str], what: str) -> tuple[str, ...]:
    """The references in a cell; a fault when one names no row. An empty cell is an orphan."""
    names = record.names(column)
    unknown = [name for name in names if name not in known]
    if unknown:
        record.fault(column, f"there are no {what} {', '.join(unknown)}")
    return names


def day_of(record: Record, column: str, *, required: bool = False) -> datetime.date | None:
    """A date cell, or a text YYYY-MM-DD; None for an empty cell."""
    value = record.raw(column)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if value in (None, ""):
        if required:
            record.fault(column, f"{column.lower()} must be a date")
        return None
    try:
        return datetime.date.fromisoformat(str(value).strip())
    except ValueError:
        record.fault(column, f"{column.lower()} must be a date")
        return None


def _number(record: Record, column: str) -> float | None:
    """A number of at least 0; None for an empty cell."""
    value = record.raw(column)
    if value in (None, ""):
        return None
    try:
        number = float(str(value))
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        record.fault(column, f"{column.lower()} must be a number of at least 0")
        return None
    return number


def _share(record: Record, column: str) -> float | None:
    """A share from 0 % to 100 %; None for an empty cell."""
    number = _number(record, column)
    if number is not None and number > 1:
        record.fault(column, f"{column.lower()} must be from 0 % to 100 %")
        return None
    return number
