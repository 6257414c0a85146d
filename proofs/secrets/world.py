"""A home of its own, in which the commands run as a person runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from proofs.secrets.doors import (
    ADDRESSES,
    ENVIRONMENT,
    HOME,
    MACHINE,
    SCHEDULER,
    SOURCES,
    TEMPORARY,
    planted,
    templates,
)
from xlsrc.resources import data_folder, shipped_template

if TYPE_CHECKING:
    from collections.abc import Sequence

SAFER: Final = Path(sys.executable).with_name("safer")
WORKING: Final = ("Dashboard", "workbooks/", "fleet/", "New")
"""How the names of the files begin that are workbooks to work in: a person's own are theirs."""
INPUTS: Final = ("extracts/", "own.")
_UNTRIED: Final = ("PATH", "LANG", "LC_ALL")
_BROKEN: Final = b"PK\x03\x04 no workbook"


@dataclass
class World:
    """The folders of one person, and what every command said to them."""

    folder: Path
    umask: int
    said: dict[str, str] = field(default_factory=dict)
    codes: dict[str, int] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    @property
    def home(self) -> Path:
        """Where the program may keep what it likes."""
        return self.folder / HOME

    @property
    def work(self) -> Path:
        """Where the person works: all else in the home is the program's."""
        return self.home / "work"

    @property
    def temporary(self) -> Path:
        """Where nothing is left."""
        return self.folder / TEMPORARY

    def run(self, *arguments: str) -> None:
        """Run a command in ``work``, and keep what it says."""
        kept = {name: os.environ[name] for name in _UNTRIED if name in os.environ}
        command: list[str] = [str(SAFER), *arguments]
        if _can_be_named():
            shell = f'hostname {MACHINE}; exec "$0" "$@"'
            command = ["unshare", "--uts", "sh", "-c", shell, *command]
        told = {"HOME": str(self.home), "TMPDIR": str(self.temporary), "COLUMNS": "200"}
        done = subprocess.run(
            command,
            cwd=self.work,
            env=kept | ENVIRONMENT | told,
            umask=self.umask,
            capture_output=True,
            check=False,
            timeout=900,
        )
        name = f"{len(self.said):02d} safer {' '.join(arguments)}"
        self.said[name] = (done.stdout + done.stderr).decode(errors="replace")
        self.codes[name] = done.returncode


def _can_be_named() -> bool:
    """Whether a machine's name may be given for one command."""
    asked = ["unshare", "--uts", "hostname", MACHINE]
    return (
        shutil.which("unshare") is not None
        and not subprocess.run(asked, check=False, capture_output=True).returncode
    )


def made(folder: Path, umask: int, *, whole: bool, few: bool = False) -> World:
    """A world in which every command that writes was run once; ``whole`` with its printed pages,
    ``few`` without those that take long and write as others do.
    """
    world = World(folder, umask)
    for one in (world.work / "workbooks", world.temporary):
        one.mkdir(parents=True, mode=0o755)
    extracts = world.work / "extracts"
    shutil.copytree(data_folder(), extracts, ignore=shutil.ignore_patterns("defaults"))
    (extracts / "sources.toml").write_text(SOURCES, encoding="utf-8")
    (world.work / "areas.csv").write_text("Barnet\n", encoding="utf-8")
    (world.work / "broken.xlsx").write_bytes(_BROKEN)
    shutil.copy(shipped_template(), world.work / "Template.xlsx")
    with_extracts = ("--extracts", "extracts")
    world.run("refresh", "Template.xlsx", *with_extracts, "--out", "Dashboard.xlsx")
    world.words = planted(world.work / "Dashboard.xlsx") | templates(world.work)
    shutil.copy(world.work / "Dashboard.xlsx", world.work / "workbooks" / "Barnet.xlsx")
    commands = _commands(with_extracts, whole=whole)
    for command in _of_each(commands) if few else commands:
        world.run(*command)
    return world


def _of_each(commands: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The first use of each command: that is enough for the modes of what it writes."""
    return list({one[0]: one for one in reversed(commands)}.values())[::-1]


def _commands(with_extracts: Sequence[str], *, whole: bool) -> list[tuple[str, ...]]:
    pages = () if whole else ("--no-pdf",)
    as_at = ("--as-at", "2025-11")
    fleet = ("fleet", "--out", "fleet", "--workers", "1")
    return [
        ("refresh", "Dashboard.xlsx", *with_extracts, *as_at, "--out", "Dashboard.xlsx"),
        ("refresh", "Dashboard.xlsx", *with_extracts, "--out", "Dashboard.xlsx"),
        ("check", "Dashboard.xlsx"),
        ("pack", "Dashboard.xlsx", "--out", "pack"),
        ("pack", "Dashboard.xlsx", "--out", "own pack", "--template", "own.pptx"),
        ("pack", "Dashboard.xlsx", "--out", "own report", "--template", "own.docx"),
        ("publish", "Dashboard.xlsx", *with_extracts, "--out", "edition", *pages),
        *([("preview", "Dashboard.xlsx", "--png", "pictures")] if whole else []),
        ("figures", *with_extracts, "--workbook", "Dashboard.xlsx", "--format", "json"),
        ("figures", *with_extracts, "--format", "csv"),
        ("extracts", "extracts"),
        ("returns", "returns", *with_extracts, "--workbook", "Dashboard.xlsx"),
        ("new", "--area", "Barnet", "--out", "New.xlsx"),
        (*fleet, *with_extracts, "--areas", "areas.csv", "--workbooks", "workbooks"),
        (*fleet, *with_extracts, "--areas", "areas.csv", "--again", "--scheduler", SCHEDULER),
        *((*fleet, "--areas", "areas.csv", "--extracts", address) for address in ADDRESSES),
        *(
            (*fleet, *with_extracts, "--areas", "areas.csv", "--workbooks", address)
            for address in ADDRESSES
        ),
        ("refresh", "broken.xlsx"),
        ("refresh", "missing.xlsx"),
        ("publish", "broken.xlsx"),
        ("pack", "missing.xlsx"),
        ("check", "broken.xlsx"),
        ("doctor",),
        ("addin", "install", "--extracts", "extracts"),
    ]
