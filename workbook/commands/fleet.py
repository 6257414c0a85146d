"""`safer fleet`: parse, call, report."""

from __future__ import annotations

import contextlib
import datetime
import sys
from collections import Counter
from typing import TYPE_CHECKING, Annotated, Final

import typer

from workbook.commands.coded import with_code
from workbook.commands.command_options import AsAtOption  # noqa: TC001 - typer reads it
from workbook.commands.console import AT_FAULT, progress, show_faults, show_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook.fleet.flow import Report
    from workbook.fleet.report import Row

HEADINGS: Final = ("area", "state", "month", "findings", "doubtful", "exceptions", "what to do")

AreasOption = Annotated[
    str,
    typer.Option(
        "--areas",
        metavar="all|london|FILE",
        help="All that there are figures of, London's, a group of areas in words, one area, or a "
        "file with a name or code a line (or a .csv with a column Area).",
    ),
]
ExtractsWhereOption = Annotated[
    str, typer.Option("--extracts", metavar="WHERE", help="Folder or address of the extracts.")
]
OutOption = Annotated[
    str,
    typer.Option(
        "--out", metavar="WHERE", help="Folder or address that workbooks and report go to."
    ),
]
WorkbooksOption = Annotated[
    str | None,
    typer.Option(
        "--workbooks",
        metavar="WHERE",
        help="Folder or address of the workbooks to refresh (default: those in --out).",
    ),
]
SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler to work on, such as tcp://HOST:8786; local for one of this machine.",
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option("--workers", metavar="N", min=1, help="Processes (default: one a core)."),
]
AgainFlag = Annotated[
    bool, typer.Option("--again", help="Make those too of which nothing has changed.")
]


def fleet(
    areas: AreasOption,
    extracts: ExtractsWhereOption,
    out: OutOption,
    workbooks: WorkbooksOption = None,
    scheduler: SchedulerOption = None,
    workers: WorkersOption = None,
    as_at: AsAtOption = None,
    again: AgainFlag = False,  # noqa: FBT002 - a flag of the command line
) -> None:
    """Refresh or make the workbooks of many areas at once."""
    from workbook.fleet.asked_areas import words_of
    from workbook.fleet.flow import fleet as made
    from workbook.fleet.plan import Asked

    asked = Asked(
        areas=words_of(areas),
        extracts=extracts,
        out=out,
        workbooks=workbooks,
        scheduler=scheduler,
        workers=workers,
        today=datetime.date.today(),  # noqa: DTZ011 - a day has no time zone here
        as_at=as_at,
        again=again,
    )
    with _shown() as (step, heard):
        report = made(asked, progress=step, heard=heard)
    show(report, out)
    if any(row.is_failed for row in report.rows):
        raise typer.Exit(AT_FAULT)


def show(report: Report, out: str) -> None:
    """Print what needs a look, and how many of each there are: all rows are in the report."""
    from workbook.fleet.places import shown
    from workbook.fleet.report import REPORT

    show_faults(report.faults)
    rows = [row for row in report.rows if row.is_failed or row.doubtful]
    if rows:
        show_table("To look at", HEADINGS, [_line(row) for row in rows], spare=HEADINGS[2:6])
    counts = Counter(row.state.value for row in report.rows)
    totals = ", ".join(f"{count:,} {state}" for state, count in sorted(counts.items()))
    print(f"{totals or 'no area'}; all rows in {REPORT} at {shown(out)}")


def _line(row: Row) -> tuple[object, ...]:
    return (
        row.area,
        row.state.value,
        row.month or None,
        *((None,) * 3 if row.is_failed else (row.findings, row.doubtful, row.exceptions)),
        with_code(row.sentence, getattr(row.sentence, "code", "")) or None,
    )


@contextlib.contextmanager
def _shown() -> Iterator[tuple[Callable[[str], None], Callable[[Row, int], None]]]:
    """Report steps and areas: a bar on a terminal, plain lines otherwise (both on stderr)."""
    if not sys.stderr.isatty():
        with progress() as step:
            yield step, _said
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Starting", total=None)

        def heard(row: Row, total: int) -> None:
            bar.update(task, description=f"{row.area}: {row.state}", total=total, advance=1)

        yield lambda step: bar.update(task, description=f"{step} …"), heard


def _said(row: Row, _total: int) -> None:
    print(f"{row.area}: {row.state}", file=sys.stderr, flush=True)
