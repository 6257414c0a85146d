"""What the command line imports before it is needed, and that it is the same without."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.support.paths import ROOT
from workbook.cli import COMMANDS, Command, app

OF_HELP = ("numpy", "pydantic", "rich", "xlsrc.domain.settings", "workbook.refresh")
"""What only a command needs: the list of commands is there without."""

BEFORE_A_REFRESH = (
    "docx", "httpx", "jinja2", "lxml", "openpyxl", "pandas", "pikepdf", "polars", "pptx",
    "pydantic", "pyproj", "python_calamine", "rich", "scipy", "shapely", "sqlalchemy", "sqlite3",
    "ssl", "urllib.request", "xlsxwriter", "xlwings",
)  # fmt: skip
"""What a refresh needs for files that it has not read before, if at all."""

OF_NEW_FILES = (
    "xlsrc.extracts.reader", "xlsrc.extracts.partner_return", "xlsrc.extracts.street_counts",
    "xlsrc.extracts.gate.judged", "xlsrc.extracts.gate.street_judged", "xlsrc.gate.found",
)  # fmt: skip
"""The layouts, and the rules that judge files and their series."""


def imported(script: str, names: tuple[str, ...]) -> list[str]:
    """Which of some modules a fresh Python has imported after a script."""
    said = subprocess.run(
        [sys.executable, "-c", f"import sys\n{script}\nprint(*sys.modules, sep='\\n')"],
        cwd=ROOT,
        # A measurement of branches would import its own.
        env={name: text for name, text in os.environ.items() if not name.startswith("COV")},
        capture_output=True,
        text=True,
        check=True,
    )
    there = set(said.stdout.splitlines())
    return [name for name in names if name in there]


def run_of(*words: str) -> str:
    return f"from workbook.cli import app\ntry: app({list(words)})\nexcept SystemExit: pass\n"


def test_the_list_of_commands_needs_no_command() -> None:
    assert imported(run_of("--help"), OF_HELP) == []


def test_a_command_begins_without_what_only_new_files_need() -> None:
    parsed = run_of("refresh", "no such workbook", "--extracts", "here", "--as-at", "2025-13")
    begun = "import workbook.refresh, workbook.commands.refresh"

    assert imported(f"{parsed}{begun}", (*BEFORE_A_REFRESH, *OF_NEW_FILES)) == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_list_says_of_each_command_what_its_own_help_begins_with(command: Command) -> None:
    found = command.loaded()
    own = found.info.help if isinstance(found, typer.Typer) else inspect.getdoc(found)

    assert command.line == str(own).partition("\n")[0]


def test_every_module_of_commands_is_in_the_list() -> None:
    listed = {command.module for command in COMMANDS}
    declaring = {
        path.stem
        for path in (ROOT / "workbook" / "commands").glob("*.py")
        if "Annotated[" in path.read_text(encoding="utf-8")
    }

    assert declaring - {"command_options"} == listed


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nothing",), "No such command 'nothing'."),
        (("refres",), "No such command 'refres'. Did you mean 'refresh'"),
        (("refresh", "--as-at", "2025-13"), "'--as-at': a month number must be 1 to 12; found 13"),
        (("peers", "suggest", "--count", "0"), "'--count': Input should be greater than or equal"),
        (("figures", "--format", "xml"), "'xml' is not one of 'table', 'csv', 'json'"),
        (("check",), "Missing argument 'workbook'."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_mistake_in_the_words_is_said_and_ends_with_2(words: tuple[str, ...], said: str) -> None:
    run = CliRunner().invoke(app, words)

    assert run.exit_code == 2
    assert said in run.output


def test_a_path_arrives_as_one_and_several_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []

    def packed(workbook: Path, **options: object) -> tuple[Path, ...]:
        given.extend((workbook, options["templates"]))
        return ()

    monkeypatch.setattr("workbook.pack.packing.packed", packed)

    run = CliRunner().invoke(
        app, ("pack", "Board.xlsx", "--template", "a.potx", "--template", "b.dotx")
    )

    assert run.exit_code == 0, run.output
    assert given == [Path("Board.xlsx"), [Path("a.potx"), Path("b.dotx")]]
