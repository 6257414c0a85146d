"""`safer complete`: what shells read, and what they are answered, in a real bash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from workbook.cli import app
from workbook.commands.complete import Shell

HERE = Path(sys.executable).parent

ASKS = """
source <(safer complete bash)
complete -p safer
answer() {
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
    _safer_completion safer
    echo ${COMPREPLY[@]}
}
answer safer fig
answer safer figures --form
answer safer figures --format ""
answer safer explain rows
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
@pytest.mark.skipif(sys.platform == "win32", reason="its bash has another path")
def test_bash_completes_commands_options_and_choices() -> None:
    run = subprocess.run(
        ["bash", "--norc", "-c", ASKS],
        env=os.environ | {"PATH": f"{HERE}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.splitlines() == [
        "complete -o default -F _safer_completion safer",
        "figures",
        "--format",
        "table csv json",
        "rows-missing",
    ]
    assert run.stderr == ""


@pytest.mark.parametrize("shell", Shell)
def test_every_shell_has_a_script_that_asks_this_program(shell: Shell) -> None:
    run = CliRunner().invoke(app, ["complete", shell.value])

    assert run.exit_code == 0
    assert "_SAFER_COMPLETE" in run.stdout
    assert f"complete_{shell.value}" in run.stdout


def test_another_shell_is_told_which_there_are() -> None:
    run = CliRunner().invoke(app, ["complete", "csh"])

    assert run.exit_code == 2
    assert "'bash', 'zsh', 'fish', 'powershell'" in run.output
