from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings
from xlsrc.domain.action import MeasuredAs, Plan
from xlsrc.domain.errors import TableError
from xlsrc.domain.month import Month
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from workbook.block import TableData

FIRST_ROW = 6


def with_cells(table_name: str, row: int, **cells: object) -> dict[str, TableData]:
    """The shipped tables with other cells in one row; headings with _ for each blank."""
    tables = default_tables()
    table = tables[table_name]
    changed = list(table.rows[row])
    for heading, value in cells.items():
        changed[table.columns.index(heading.replace("_", " "))] = value
    rows = (*table.rows[:row], tuple(changed), *table.rows[row + 1 :])
    return tables | {table_name: dataclasses.replace(table, rows=rows)}


def plan_of(tables: dict[str, TableData]) -> Plan:
    return settings(tables, shipped_offences().names).plan


def faults_of(tables: dict[str, TableData]) -> list[str]:
    with pytest.raises(TableError) as caught:
        settings(tables, shipped_offences().names)
    return list(caught.value.faults)


SHIPPED = plan_of(default_tables())


def test_the_shipped_plan_has_actions_for_every_priority() -> None:
    assert {action.priority for action in SHIPPED.actions} == set("1234567")


@pytest.mark.parametrize("part", ["actions", "decisions", "outputs", "outcomes"])
def test_everything_of_the_shipped_plan_is_marked_as_invented(part: str) -> None:
    assert all(one.illustrative for one in getattr(SHIPPED, part))


def test_the_leads_of_the_shipped_plan_fit_their_cells() -> None:
    assert max(len(action.lead) for action in SHIPPED.actions) <= 20


def test_dates_are_read_from_date_cells_and_from_texts() -> None:
    tables = with_cells("Actions", 0, Start=datetime.datetime(2025, 4, 1), Due="2026-03-31")  # noqa: DTZ001 - as cells are read
    first = plan_of(tables).actions[0]

    assert (first.start, first.due) == (datetime.date(2025, 4, 1), datetime.date(2026, 3, 31))


def test_progress_that_nobody_entered_is_not_nought() -> None:
    assert plan_of(with_cells("Actions", 0, Progress=None)).actions[0].progress is None


def test_a_return_without_a_value_is_still_awaited() -> None:
    found = plan_of(with_cells("OutputReturns", 0, Value=None))

    assert len(found.output_values) == len(SHIPPED.output_values) - 1


def test_an_output_names_several_actions() -> None:
    output = next(output for output in SHIPPED.outputs if output.ref == "O11")

    assert (output.actions, output.measured_as) == (("5.1", "5.2"), MeasuredAs.TOTAL)


def test_an_impact_question_names_its_wards_and_their_controls() -> None:
    question = next(q for q in SHIPPED.impact_questions if q.wards)

    assert (question.wards, question.controls, question.start) == (
        ("Childs Hill", "Cricklewood"),
        ("Hendon", "West Hendon"),
        Month.of(2025, 4),
    )


@pytest.mark.parametrize(
    ("table", "cells", "fault"),
    [
        (
            "Actions",
            {"Priority": "mopac7"},
            "Actions!B6: priority must be one of 1, 2, 3, 4, 5, 6, 7; found 'mopac7'.",
        ),
        (
            "Actions",
            {"Due": "soon"},
            "Actions!F6: due must be a date; found 'soon'.",
        ),
        (
            "Actions",
            {"Due": datetime.date(2025, 1, 1)},
            "Actions!F6: due must not be before start; found '2025-01-01'.",
        ),
        (
            "Actions",
            {"Start": None},
            "Actions!E6: start must be a date; found an empty cell.",
        ),
        (
            "Actions",
            {"Progress": 75},
            "Actions!G6: progress must be from 0 % to 100 %; found '75'.",
        ),
        (
            "Actions",
            {"Status_set_by_you": "fine"},
            (
                "Actions!I6: status set by you must be overdue, at risk, not reported, on track, "
                "not started or complete; found 'fine'."
            ),
        ),
        (
            "Actions",
            {"Ref": 1.1},
            "Actions!A6: ref must be a text without blanks around it; found '1.1'.",
        ),
        (
            "Actions",
            {"Ref": "1.2"},
            "Actions!A7: ref must be different in every row; found '1.2'.",
        ),
        (
            "Decisions",
            {"Action": "9.9"},
            "Actions!D6: action must be the ref of an action; found '9.9'.",
        ),
        (
            "Outputs",
            {"Actions": "1.1; 9.9"},
            "Outputs!B6: there are no actions 9.9; found '1.1; 9.9'.",
        ),
        (
            "Outputs",
            {"Target": -1},
            "Outputs!F6: target must be a number of at least 0; found '-1'.",
        ),
        (
            "OutputReturns",
            {"Period_to": None},
            "Outputs!B6: period to must be a date or YYYY-MM; found an empty cell.",
        ),
        (
            "OutputReturns",
            {"Output": "O99"},
            "Outputs!A6: there are no outputs O99; found 'O99'.",
        ),
        (
            "Outcomes",
            {"Outputs": "O99"},
            "Outcomes!D6: there are no outputs O99; found 'O99'.",
        ),
        (
            "ImpactQuestions",
            {"Indicator": "Burglary"},
            (
                "Outcomes!D6: indicator must be the id of a row of Definitions with a section; "
                "found 'Burglary'."
            ),
        ),
        (
            "ImpactQuestions",
            {"Control_wards": "Hendon"},
            "Outcomes!H6: control wards must have wards beside them; found 'Hendon'.",
        ),
        (
            "ImpactQuestions",
            {"Nearby_wards": "Hendon"},
            "Outcomes!I6: nearby wards must have wards beside them; found 'Hendon'.",
        ),
        (
            "ImpactQuestions",
            {"Wards": "Hendon", "Control_wards": "hendon; Edgware"},
            (
                "Outcomes!H6: control wards must not be among those worked in or nearby; found "
                "'hendon; Edgware'."
            ),
        ),
    ],
)
def test_a_fault_names_its_cell(table: str, cells: dict[str, object], fault: str) -> None:
    assert fault in faults_of(with_cells(table, 0, **cells))
