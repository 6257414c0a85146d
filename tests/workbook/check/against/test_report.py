"""Accepted differences: told with their reasons, and rows that accept nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import typer

from workbook.check.against import report as reports
from workbook.check.against.difference import Difference, Kind
from workbook.check.against.report import reported
from workbook.commands.check import check
from xlsrc.domain.accepted import AcceptedDifference

GONE = Difference(
    kind=Kind.COLUMN,
    where="table T",
    of="A",
    was="A",
    now="",
    sentence="Table T: the column 'A' is gone.",
)
NEW = Difference(
    kind=Kind.SHEET, where="", of="S", was="", now="S", sentence="The sheet 'S' is new."
)


def row(key: str, reason: str = "Nobody read it.", who: str = "Analyst") -> AcceptedDifference:
    return AcceptedDifference(key=key, reason=reason, who=who, cell="Settings!A70")


def lines(*rows: AcceptedDifference) -> list[str]:
    return list(reported([GONE, NEW], rows).lines)


def test_what_nobody_accepted_is_told_with_its_reference() -> None:
    assert lines()[:2] == [f"{GONE.sentence} [{GONE.key}]", f"{NEW.sentence} [{NEW.key}]"]


def test_an_accepted_difference_is_told_with_its_reason() -> None:
    assert lines(row(GONE.key))[:2] == [
        f"{NEW.sentence} [{NEW.key}]",
        f"Accepted: {GONE.sentence} Reason: Nobody read it. [{GONE.key}]",
    ]


def test_what_is_not_accepted_is_counted() -> None:
    assert lines(row(GONE.key))[-1].startswith("2 differences, 1 of them not accepted: mend")


def test_all_accepted_is_said() -> None:
    assert lines(row(GONE.key), row(NEW.key))[-1] == "2 differences, accepted with a reason."


def test_no_difference_is_said() -> None:
    assert list(reported([], []).lines) == ["Nothing is otherwise but what figures change."]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            row(GONE.key, who=""),
            (
                f"Settings!A70: who accepts '{GONE.key}' was wanted under Who; found an "
                "empty cell. "
                "The row accepts nothing."
            ),
        ),
        (
            row("column-00000000"),
            (
                "Settings!A70: the reference of a difference was wanted; found 'column-00000000', "
                "which none has now: take the row out."
            ),
        ),
        (
            AcceptedDifference(key=GONE.key, reason="", who="Analyst", fault="It is wrong."),
            "It is wrong.",
        ),
    ],
    ids=["nobody", "no such difference", "at fault"],
)
def test_a_row_that_accepts_nothing_is_named(wrong: AcceptedDifference, said: str) -> None:
    found = reported([GONE, NEW], [wrong])

    assert (found.notes, len(found.open)) == ((said,), 2)


@pytest.mark.parametrize(
    ("rows", "branches", "ends"),
    [
        ([], "", 1),
        ([row(GONE.key), row(NEW.key)], "", 0),
        ([row(GONE.key), row(NEW.key)], "Both went on.", 1),
    ],
    ids=["not accepted", "accepted", "branches"],
)
def test_the_command_ends_with_1_while_there_is_something_to_mend(
    monkeypatch: pytest.MonkeyPatch, rows: list[AcceptedDifference], branches: str, ends: int
) -> None:
    found = replace(reported([GONE, NEW], rows), branches=branches)
    monkeypatch.setattr(reports, "report", lambda *_: found)
    code = 0

    try:
        check(Path("new.xlsx"), against=Path("old.xlsx"))
    except typer.Exit as ended:
        code = ended.exit_code

    assert code == ends


def test_rows_of_acceptance_are_asked_for_beside_another_workbook_alone() -> None:
    with pytest.raises(typer.BadParameter, match="name the workbook before, too"):
        check(Path("new.xlsx"), accepted=Path("working.xlsx"))
