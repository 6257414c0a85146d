"""A stranger's first hour: the blocks of README and of the guide, typed word by word.

On a machine that has nothing of the project's: a copy of what is committed, a Python with pip
alone, an empty home. Nothing but pip may ask for anything that is not on the machine.
"""

from __future__ import annotations

import ast
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.support.fenced import typed
from tests.support.libreoffice import needs_libreoffice
from tests.support.new_areas import SOUTH_YORKSHIRE, street_folder
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = "http://127.0.0.1:9"
"""A proxy at which nobody listens."""

needs_git = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs git, and a clone"
)


@dataclass(kw_only=True)
class Terminal:
    """A terminal of somebody new: where it is, what it knows, and all that was said in it."""

    at: Path
    environment: dict[str, str]
    said: list[str] = field(default_factory=list)

    def type(self, block: str) -> None:
        """Type a block; each of its commands has to end well."""
        ends = self.environment["HOME"] + "/where"
        done = subprocess.run(
            ["sh", "-euc", f'{block}\npwd > "{ends}"'],
            cwd=self.at,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if "pip install" in block and "No matching distribution" in done.stderr:
            pytest.skip("needs a package index that pip can reach")
        assert done.returncode == 0, f"{block}{done.stdout}{done.stderr}"
        self.said.append(done.stdout)
        with open(ends, encoding="utf-8") as file:
            self.at = self.at / file.read().rstrip("\n")


def of_pip() -> dict[str, str]:
    """Where this machine's pip finds packages, as variables: an empty home has no settings."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    pairs = (line.partition("=") for line in listed.splitlines())
    return {
        "PIP_" + name.rpartition(".")[2].replace("-", "_").upper(): " ".join(
            str(ast.literal_eval(value)).split()
        )
        for name, _, value in pairs
    }
