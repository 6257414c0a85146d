"""`safer check`: parse, call, report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from workbook.commands.coded import with_code
from workbook.commands.command_options import ExtractsOption  # noqa: TC001 - typer reads it
from workbook.commands.console import AT_FAULT

NOT_TRIED: Final = 2
"""How a reproduction ends that could not be tried."""

AgainstOption = Annotated[
    Path | None,
    typer.Option(
        "--against",
        metavar="FILE",
        help="The workbook or edition before: say what is otherwise, instead.",
    ),
]
AcceptedOption = Annotated[
    Path | None,
    typer.Option(
        "--accepted", metavar="FILE", help="The working workbook that accepts differences."
    ),
]
MadeFromOption = Annotated[
    Path | None,
    typer.Option(
        "--made-from", metavar="FILE", help="The working workbook an edition to reproduce is of."
    ),
]


def check(
    workbook: Annotated[Path, typer.Argument(help="The workbook to check.")],
    against: AgainstOption = None,
    accepted: AcceptedOption = None,
    reproduce: Annotated[  # noqa: FBT002 - a flag of the command line
        bool,
        typer.Option(
            "--reproduce", help="Work out every figure again from the files named on Sources."
        ),
    ] = False,
    extracts: ExtractsOption = None,
    made_from: MadeFromOption = None,
) -> None:
    """Say what is wrong with a workbook, or differs from an older one."""
    _refuse_beside(
        reproduce=reproduce,
        compares=against is not None or accepted is not None,
        says_whence=extracts is not None or made_from is not None,
    )
    if reproduce:
        _reproduce(workbook, extracts, made_from)
        return
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
        print(with_code(fault, getattr(fault, "code", "")))
    for rule in rules:
        print(f"{'Broken' if rule.faults else 'Kept'}: {rule.rule}.")
    if found:
        raise typer.Exit(AT_FAULT)
    print(f"{workbook}: no fault found.")


def _refuse_beside(*, reproduce: bool, compares: bool, says_whence: bool) -> None:
    """Options that say nothing beside one another."""
    if reproduce and compares:
        message = "--reproduce is a check of its own: leave out --against and --accepted."
        raise typer.BadParameter(message)
    if says_whence and not reproduce:
        message = "--extracts and --made-from say where figures come from: add --reproduce."
        raise typer.BadParameter(message)


def _reproduce(workbook: Path, extracts: Path | None, made_from: Path | None) -> None:
    """End with 0 where every figure is the same, 1 where not, 2 where it could not be tried."""
    from workbook.commands.console import progress
    from workbook.commands.publish import today
    from workbook.reproduce.report import reproduction
    from xlsrc.domain.errors import DashboardError
    from xlsrc.resources import data_folder
    from xlsrc.words.codes.registry import FILE_UNUSABLE

    try:
        with progress() as step:
            found = reproduction(
                workbook,
                extracts or data_folder(),
                today=today(),
                made_from=made_from,
                progress=step,
            )
    except (DashboardError, OSError) as error:
        code = error.code if isinstance(error, DashboardError) else FILE_UNUSABLE
        print(with_code(f"Could not be tried: {error}", code), file=sys.stderr)
        raise typer.Exit(NOT_TRIED) from error
    for line in found.lines:
        print(line)
    if not found.is_whole:
        raise typer.Exit(AT_FAULT)
