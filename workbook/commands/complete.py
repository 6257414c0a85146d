"""`safer complete`: what a shell reads to complete commands and options."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import Annotated, Final

import typer

PROGRAM: Final = "safer"
VARIABLE: Final = "_SAFER_COMPLETE"
"""By which a shell asks the program for what a word may become."""


class Shell(StrEnum):
    """The shells that are known."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def complete(
    shell: Annotated[Shell, typer.Argument(help="The shell that is to read it.")],
) -> None:
    """Print what has a shell complete commands and options.

    Put it where the shell reads it when it starts:

    bash: safer complete bash >> ~/.bashrc

    zsh: safer complete zsh >> ~/.zshrc (after the line with compinit)

    fish: safer complete fish > ~/.config/fish/completions/safer.fish

    PowerShell: safer complete powershell >> $PROFILE
    """
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # typer's one door to it

    print(get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell.value))


def answer_shells() -> None:
    """Make the shells known, where one of them asks: whoever asks nothing waits for nothing."""
    if VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]  # as above

        completion_init()
