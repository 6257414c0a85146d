"""`safer new` on a terminal: what it asks, offers and shows; elsewhere it asks nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.support.new_areas import SOUTH_YORKSHIRE, street_folder
from tests.support.terminal import answered
from workbook.cli import app
from workbook.commands.new_questions import Answers

SAFER = Path(sys.executable).with_name("safer")
NO_TERMINAL = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")


@NO_TERMINAL
def test_a_person_is_asked_again_until_all_is_known(tmp_path: Path) -> None:
    extracts = street_folder(tmp_path / "police", "South Yorkshire Police", SOUTH_YORKSHIRE)
    (tmp_path / "empty").mkdir()

    session = answered(
        [SAFER, "new"],
        [
            ("Folder with the extracts", "nowhere"),
            ("Folder with the extracts", str(tmp_path / "empty")),
            ("Folder with the extracts", f"'{extracts}'"),
            ("Area, by name or ONS code", "Sheffeild"),
            ("Area, by name or ONS code", "Sheffield"),
            ("File to write", "Board.ods"),
            ("File to write", "Board.xlsx"),
            ("Make it?", "n"),
        ],
        folder=tmp_path,
    )

    said = "\n".join(session.lines)
    assert "found no folder at nowhere: correct the path" in said
    assert "found none in" in said
    assert "It has figures of Barnsley, Doncaster, Rotherham and Sheffield." in said
    assert "found 'Sheffeild': perhaps Sheffield" in said
    assert "[out/Dashboard Sheffield.xlsx]" in said
    assert "'Board.ods'" in said
    assert f"This makes the workbook of Sheffield, with figures from {extracts}" in said
    assert session.lines[-1] == "Nothing was written."
    assert session.code == 0
    assert {path.name for path in tmp_path.iterdir()} == {"police", "empty"}


def test_the_answers_make_the_workbook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made: list[object] = []

    class Stopped(Exception):  # noqa: N818 - it ends the command when all is known
        pass

    def new(area: str, **options: object) -> None:
        made.extend((area, options["extracts"], options["out"]))
        raise Stopped

    out = tmp_path / "Board.xlsx"
    monkeypatch.setattr("workbook.commands.new.is_at_a_terminal", lambda: True)
    monkeypatch.setattr("workbook.new_workbook.new", new)

    run = CliRunner().invoke(app, ["new"], input=f"\nE08000019\n{out}\n\n")

    assert isinstance(run.exception, Stopped)
    assert made == ["E08000019", None, out]
    assert "This makes the workbook of Sheffield, with no figures yet" in run.output
    assert f"Without questions: safer new --area E08000019 --out {out}" in run.output


def test_an_end_of_the_answers_is_no_consent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook.commands.new.is_at_a_terminal", lambda: True)

    run = CliRunner().invoke(app, ["new"], input="\nSheffield\n")

    assert run.exit_code == 1
    assert "Aborted" in run.output


def test_a_script_is_never_asked(tmp_path: Path) -> None:
    run = subprocess.run(
        [SAFER, "new", "--extracts", tmp_path / "none"],
        input="",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stdout) == (1, "")
    assert "no folder at" in run.stderr


def test_the_command_shown_is_one_that_a_shell_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = Answers(area="King's Lynn", extracts=Path("my files"), out=Path("a b.xlsx"))

    monkeypatch.setattr(sys, "platform", "linux")
    assert answers.command == (
        "safer new --area 'King'\"'\"'s Lynn' --extracts 'my files' --out 'a b.xlsx'"
    )
    monkeypatch.setattr(sys, "platform", "win32")
    assert answers.command == (
        'safer new --area "King\'s Lynn" --extracts "my files" --out "a b.xlsx"'
    )
