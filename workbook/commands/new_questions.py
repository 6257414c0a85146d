"""What `safer new` asks on a terminal: which folder, which area, which file; then whether to go on.

What is answered wrongly is said in the sentence that the command itself would end with, and asked
again. Nothing is written here.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from workbook.commands.coded import error_lines
from workbook.commands.console import progress
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.extracts.store import Store

NAMED: Final = 12
"""Areas of a folder that are named before it is said how many more there are."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What is to be made: for whom, from which extracts (None: without figures), in which file."""

    area: str
    extracts: Path | None
    out: Path

    @property
    def command(self) -> str:
        """The command that makes the same without a question."""
        words = ["safer", "new", "--area", self.area]
        words += [] if self.extracts is None else ["--extracts", str(self.extracts)]
        words += ["--out", str(self.out)]
        return subprocess.list2cmdline(words) if sys.platform == "win32" else shlex.join(words)


def is_at_a_terminal() -> bool:
    """Whether somebody is there to answer: what a script pipes is never taken for answers."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def asked(out: Path | None) -> Answers | None:
    """The answers; None where, at the end, nothing is to be made.

    ``out`` is offered as the file's name, where one was given.
    """
    print("A new workbook for a partnership. Ctrl+C ends it at any time: nothing is written yet.")
    extracts, store = _folder()
    named, area = _area(store)
    answers = Answers(area=named, extracts=extracts, out=_out(area, out))
    figures = (
        "no figures yet (safer refresh brings them)"
        if extracts is None
        else f"figures from {extracts}"
    )
    print(f"\nThis makes the workbook of {area.name}, with {figures} and an empty plan:")
    print(f"  {answers.out}")
    if answers.out.exists():
        print("A file of this name is there: it is replaced only if no entry would be lost.")
    print(f"Without questions: {answers.command}")
    if typer.confirm("Make it?", default=True):
        return answers
    print("Nothing was written.")
    return None


def _folder() -> tuple[Path | None, Store | None]:
    from workbook.commands.listing import area_rows
    from xlsrc.domain.wording import some
    from xlsrc.extracts.store import Store

    while True:
        text = _answer("Folder with the extracts (Enter: none yet)", default="")
        if not text:
            return None, None
        folder = Path(text).expanduser()
        try:
            with progress() as step:
                store = Store.open(folder, progress=step)
            _, rows = area_rows(store)
        except (DashboardError, OSError) as error:
            _say(error)
            continue
        if rows:
            print(f"It has figures of {some([str(row[0]) for row in rows], NAMED)}.")
            return folder, store
        print(f"Figures of an area were wanted; found none in {folder}: name another folder.")


def _area(store: Store | None) -> tuple[str, Area]:
    """The area, with the words that it was named by."""
    from workbook.build.area_tables import known_area

    while True:
        text = _answer("Area, by name or ONS code")
        try:
            return text, known_area(text) if store is None else store.area(text)
        except DashboardError as error:
            _say(error)


def _out(area: Area, given: Path | None) -> Path:
    from workbook.package.kind import PLAIN
    from workbook.package.target import chosen_target, refuse_template

    offered = given or chosen_target(None, f"Dashboard {area.name}", PLAIN)
    while True:
        out = Path(_answer("File to write", default=str(offered))).expanduser()
        try:
            chosen = chosen_target(out, "", PLAIN)
            refuse_template(chosen)
        except DashboardError as error:
            _say(error)
        else:
            return chosen


def _answer(question: str, default: str | None = None) -> str:
    """What is answered, without the quotes of a path that was dragged into the terminal."""
    given: str = typer.prompt(question, default=default, show_default=bool(default))
    return given.strip().strip("\"'")


def _say(error: DashboardError | OSError) -> None:
    for line in error_lines(error):
        print(line)
