"""`safer check`: parse, call, report."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the options' types
from typing import Annotated

import typer

from workbook.commands.console import AT_FAULT


def check(
    workbook: Annotated[Path, typer.Argument(help="The workbook to check.")],
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", help="The workbook or edition before: say what is otherwise, instead."
        ),
    ] = None,
    accepted: Annotated[
        Path | None,
        typer.Option("--accepted", help="The working workbook that accepts differences."),
    ] = None,
) -> None:
    """Say what is wrong with a workbook, or differs from an older one."""
    if against is not None:
        from workbook.check.against.report import report

        compared = report(workbook, against, accepted)
        for line in compared.lines:
            print(line)
        if compared.is_at_fault:
            raise typer.Exit(AT_FAULT)
        return
    if accepted is not None:
        message = "--accepted says what is meant beside --against: name the workbook before, too."
        raise typer.BadParameter(message)
    from workbook.check.accessibility import accessibility
    from workbook.check.checks import faults

    rules = accessibility(workbook)
    found = (*faults(workbook), *(fault for rule in rules for fault in rule.faults))
    for fault in found:
        print(fault)
    for rule in rules:
        print(f"{'Broken' if rule.faults else 'Kept'}: {rule.rule}.")
    if found:
        raise typer.Exit(AT_FAULT)
    print(f"{workbook}: no fault found.")
