"""`safer extracts` and `safer returns`: what a folder holds, and what is still to come."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads the options' types
from typing import Annotated

import typer

from workbook.commands.coded import with_code
from workbook.commands.command_options import (
    AsAtOption,
    ExtractsOption,
    WorkbookOption,
    template,
)
from workbook.commands.console import AT_FAULT, fault_lines, progress, show_table
from xlsrc.resources import data_folder


def extracts(
    folder: Annotated[Path | None, typer.Argument(help="Folder of extracts.")] = None,
) -> None:
    """List a folder's files: months, gaps, revisions and faults."""
    from workbook.commands.listing import extract_rows, file_rows, revision_rows
    from xlsrc.extracts.gate.finding import Severity
    from xlsrc.extracts.store import Store

    with progress() as step:
        store = Store.open(folder or data_folder(), progress=step)
    show_table(f"Extracts in {folder or data_folder()}", *extract_rows(store))
    show_table("Every file", *file_rows(store))
    show_table("Restated by the newest vintage", *revision_rows(store))
    for label in store.unmapped():
        print(f"Counted in totals only, with no offence of its own: {label}")
    for finding in store.findings:
        if finding.severity is not Severity.STOPS:  # those are among the faults
            said = f"Finding ({finding.severity}): {finding.sentence}"
            print(with_code(said, finding.rule))
    for line in fault_lines(store.faults):
        print(line)
    if store.faults:
        raise typer.Exit(AT_FAULT)


def returns(
    folder: Annotated[Path, typer.Argument(help="Folder that takes the forms and the chasers.")],
    workbook: WorkbookOption = None,
    extracts: ExtractsOption = None,
    as_at: AsAtOption = None,
) -> None:
    """Write each agency's return to fill in, and who is late."""
    from workbook.commands.return_forms import CHASERS, write_returns
    from workbook.refresh import dashboard_of
    from xlsrc.supply.returns import without_agency

    with progress() as step:
        shown = dashboard_of(
            workbook or template(),
            extracts or data_folder(),
            as_at=as_at,
            progress=step,
        )
    for written in write_returns(shown, folder):
        print(f"{written.path}: {written.line}")
    for name in without_agency(shown):
        print(f"No agency is named for {name}: add it to the table Returns on Sources.")
    print(folder / CHASERS)
