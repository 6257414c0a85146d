"""Consoles that do not know all letters: what is printed there never ends a command."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.analyst import Analyst

if TYPE_CHECKING:
    from workbook.refresh import Refreshed

SAFER = Path(sys.executable).with_name("safer")
AGENCY = "Łódź → 火 ✓"
CONSOLES = {
    "no-language": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    "windows": {"PYTHONIOENCODING": "cp1252"},
}
COMMANDS = (
    "refresh Board.xlsx --out new.xlsx",
    "figures --workbook Board.xlsx",
    "figures --explain burglary",
    "extracts",
    "check Board.xlsx",
    "pack Board.xlsx",
    "build Board.xlsx --out built.xlsx",
    "refresh --help",
)
ON_WINDOWS = ("figures --workbook Board.xlsx", "refresh --help")
"""A console of these letters has all that the other has: one answer and one help are tried."""


@pytest.fixture(params=CONSOLES)
def console(request: pytest.FixtureRequest) -> dict[str, str]:
    return os.environ | CONSOLES[request.param]


@pytest.fixture(scope="module")
def board(sample: Refreshed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with such letters in it."""
    path = tmp_path_factory.mktemp("board") / "Board.xlsx"
    shutil.copy(sample.path, path)
    with Analyst(path) as analyst:
        table = analyst.structure.table("Returns")
        analyst.put(table.sheet, table.data.first_row, table.column("Agency"), AGENCY)
        analyst.put("Settings", 2, 12, AGENCY)
    return path


@pytest.fixture
def folder(board: Path, tmp_path: Path) -> Path:
    shutil.copy(board, tmp_path)
    return tmp_path


def safer(*arguments: str, folder: Path, env: dict[str, str]) -> tuple[int, str]:
    run = subprocess.run(
        [SAFER, *arguments], cwd=folder, capture_output=True, env=env, check=False, timeout=120
    )
    return run.returncode, (run.stdout + run.stderr).decode("latin-1")


@pytest.mark.parametrize(
    ("console", "command"),
    [
        *(("no-language", command) for command in COMMANDS),
        *(("windows", command) for command in ON_WINDOWS),
    ],
    indirect=["console"],
)
def test_a_command_ends_well(folder: Path, console: dict[str, str], command: str) -> None:
    code, said = safer(*command.split(), folder=folder, env=console)

    assert (code, "Traceback" in said) == (0, False)


def test_letters_that_the_console_lacks_are_printed_as_numbers(
    folder: Path, console: dict[str, str]
) -> None:
    code, said = safer("returns", "forms", "--workbook", "Board.xlsx", folder=folder, env=console)

    assert "Traceback" not in said
    assert "\\u706b" in said
    if console["PYTHONIOENCODING"] == "cp1252":  # there, files may have names of all letters
        assert (code, (folder / "forms" / f"Return {AGENCY}.xlsx").exists()) == (0, True)
    else:
        assert (code, "the language set for this console" in said) == (1, True)


def test_signs_that_the_console_lacks_are_printed_as_the_nearest(
    folder: Path, console: dict[str, str]
) -> None:
    _, said = safer("figures", folder=folder, env=console | {"COLUMNS": "200"})
    (burglary,) = (line for line in said.splitlines() if line.startswith(" Burglary"))

    assert burglary.split()[4:] == ["-344", "-14", "%", "v", "Better", "A", "real", "fall"]
    assert "\\u" not in said


@pytest.fixture(scope="module")
def figures_in_utf8(tmp_path_factory: pytest.TempPathFactory) -> object:
    env = os.environ | {"PYTHONIOENCODING": "utf-8"}
    folder = tmp_path_factory.mktemp("wide")
    _, wide = safer("figures", "--format", "json", folder=folder, env=env)
    return json.JSONDecoder().raw_decode(wide.encode("latin-1").decode("utf-8"))[0]


def test_json_is_the_same_to_every_console(
    folder: Path, console: dict[str, str], figures_in_utf8: object
) -> None:
    _, said = safer("figures", "--format", "json", folder=folder, env=console)

    assert json.JSONDecoder().raw_decode(said)[0] == figures_in_utf8
