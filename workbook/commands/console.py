"""What the command line shows: progress, tables, one-sentence errors."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from xlsrc.assessment import Dashboard


def print_anything() -> None:
    """Have a letter that the console does not know printed as its number: no command ends on one.

    Not every console of Windows knows all letters, nor does one of Linux without a language set.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextlib.contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Report steps: a spinner on a terminal, plain lines otherwise (both on stderr)."""
    if not sys.stderr.isatty():
        yield lambda step: print(f"{step} …", file=sys.stderr, flush=True)
        return
    from rich.console import Console

    console = Console(stderr=True)
    # The usual spinner's letters are Braille.
    spinner = "dots" if console.encoding.startswith("utf") else "line"
    with console.status("Starting", spinner=spinner) as status:
        yield lambda step: status.update(f"{step} …")


def show_faults(faults: Sequence[str]) -> None:
    """Print each fault of the extracts, on stderr: what is printed may be read by a program."""
    for fault in faults:
        print(f"Fault: {fault}", file=sys.stderr)


def show_table(title: str, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under headings; numbers stand right, ``None`` is a dash."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, header_style="bold")
    for index, heading in enumerate(headings):
        numeric = any(isinstance(row[index], int | float) for row in rows)
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(_shown(value) for value in row))
    wide = not sys.stdout.isatty()
    Console(width=200 if wide else None).print(table)


AT_FAULT: Final = 1
"""How a command ends when what it was given is at fault."""


def show_findings(dashboard: Dashboard) -> None:
    """Every fault and finding, each once, beside the answer (on stderr): the most serious first.

    A finding has its reference, by which it is acknowledged, and whoever has acknowledged it.
    """
    from xlsrc.words.findings import by_weight, entry_faults, standing_words

    show_faults(dashboard.faults)
    for finding in by_weight(dashboard):
        standing = standing_words(finding)
        head = "; ".join(filter(None, (f"{finding.severity}, {finding.reference}", standing)))
        print(f"Finding ({head}): {finding.sentence}", file=sys.stderr)
    for sentence in entry_faults(dashboard):
        print(f"Acknowledged: {sentence}", file=sys.stderr)


def end_strictly(dashboard: Dashboard, *, strict: bool) -> None:
    """End with 1 where a scheduled job asked for it and a file is not used, or a finding that
    nobody acknowledged stops or withholds.
    """
    if strict and (dashboard.faults or dashboard.doubts):
        raise typer.Exit(AT_FAULT)


def _shown(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.1f}".removesuffix(".0")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
