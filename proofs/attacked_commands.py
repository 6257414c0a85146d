"""The five commands that write a workbook or what is made of it, each with its files before."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Final

from proofs.attacked import CACHE, VOLATILE, WORK, Held, Tree
from proofs.count import PROJECT
from tests.support.analyst import Analyst

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WORD: Final = "Typed by an analyst before the run."
"""What the workbook's analyst has typed; it has to be in the workbook before and after."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its arguments, and what prepares the folder that it works in."""

    name: str
    arguments: tuple[str, ...]
    prepare: Callable[[Path, Path], None]
    """Of the folder, and the folder with the workbooks that were made once for all."""

    def prepared(self, folder: Path, made: Path) -> Path:
        """A folder of its own with the command's files as they are before it."""
        place = folder / self.name.replace(" ", "-")
        (place / WORK).mkdir(parents=True)
        self.prepare(place / WORK, made)
        return place

    def held(self, place: Path, hold: int = 0) -> Held:
        """The command, held there before one of its steps."""
        return Held(place, self.arguments, hold)


def is_asked(words: str) -> bool:
    """Whether a kind is to be tried: all are, but where SAFER_PROOF_KIND names a part of one."""
    return os.environ.get("SAFER_PROOF_KIND", "") in words


def made_once(folder: Path) -> Path:
    """The workbooks that the commands begin with: one of last month with an analyst's words, one
    of this month made of it, and a template without those words.
    """
    made = folder / "made"
    made.mkdir()
    template = str(PROJECT / "templates" / "Dashboard.xlsx")
    _safer(made, "refresh", template, "--as-at", "2025-11", "--out", "November.xlsx")
    analyst = Analyst(made / "November.xlsx")
    part = analyst.structure.table("Commentary")
    analyst.put(part.sheet, part.data.first_row, part.column("Analyst's view"), WORD)
    analyst.save()
    _safer(made, "refresh", "November.xlsx", "--out", "December.xlsx")
    _safer(made, "build", "--out", "Plain.xlsx")
    for left in made.glob("*.bak"):
        left.unlink()
    return made


def _safer(folder: Path, *arguments: str) -> None:
    environment = os.environ | {"PYTHONPATH": str(PROJECT), "XDG_CACHE_HOME": str(folder / ".c")}
    command = [sys.executable, "-c", "from workbook.cli import main; main()", *arguments]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)


def _kept(target: Path) -> None:
    """Three contents of before beside a file."""
    for number, suffix in enumerate((".bak", ".bak2", ".bak3"), 1):
        target.with_name(target.name + suffix).write_bytes(f"kept {number}".encode() * 1000)


def _refresh(work: Path, made: Path) -> None:
    shutil.copy(made / "November.xlsx", work / "Dashboard.xlsx")
    _kept(work / "Dashboard.xlsx")


def _build(work: Path, made: Path) -> None:
    shutil.copy(made / "December.xlsx", work / "Dashboard.xlsx")
    shutil.copy(made / "Plain.xlsx", work / "Template.xlsx")
    _kept(work / "Template.xlsx")


def _december(work: Path, made: Path) -> None:
    shutil.copy(made / "December.xlsx", work / "Dashboard.xlsx")


def _fleet(work: Path, made: Path) -> None:
    (work / "areas.txt").write_text("Barnet\nCamden\n", encoding="utf-8")
    (work / "fleet").mkdir()
    shutil.copy(made / "November.xlsx", work / "fleet" / "Board of Barnet.xlsx")


FLEET: Final = (
    "fleet",
    "--areas",
    "areas.txt",
    "--extracts",
    str(PROJECT / "data"),
    "--out",
    "fleet",
)
REFRESH: Final = Command(
    "refresh", ("refresh", "Dashboard.xlsx", "--out", "Dashboard.xlsx"), _refresh
)
BUILD: Final = Command("build", ("build", "Dashboard.xlsx", "--out", "Template.xlsx"), _build)
PUBLISH: Final = Command("publish", ("publish", "Dashboard.xlsx", "--no-pdf"), _december)
PRINTED: Final = Command(
    "publish with PDF", ("publish", "Dashboard.xlsx", "--only", "public"), _december
)
PACK: Final = Command("pack", ("pack", "Dashboard.xlsx"), _december)
FLEET_HERE: Final = Command("fleet", (*FLEET, "--workers", "1"), _fleet)
FLEET_AT_WORK: Final = Command("fleet of two processes", (*FLEET, "--workers", "2"), _fleet)


def is_whole(name: str, content: bytes, wanted: bytes | None) -> bool:
    """Whether a file is what an undisturbed run writes there."""
    if name.endswith("fleet.json"):
        try:
            return "entries" in json.loads(content)
        except ValueError:
            return False
    if name.endswith("fleet.parquet"):
        return content[:4] == content[-4:] == b"PAR1"
    if name.endswith(".pdf"):
        return content.startswith(b"%PDF") and content.rstrip().endswith(b"%%EOF")
    return content == wanted


def faults(before: Tree, now: Tree, complete: Tree) -> list[str]:
    """What is half, lost or foreign in the folders of a command that was stopped."""
    found = []
    was, whole, there = (tree.part(WORK) for tree in (before, complete, now))
    # The name of a backup may be free for a moment, while its content has the next one's.
    found += [f"{name} is gone" for name in was.keys() - there.keys() if ".bak" not in name]
    contents = set(there.values())
    kept = set(was.values())
    for name, content in there.items():
        if content == was.get(name) or (".bak" in name and content in kept):
            continue
        if name not in whole or not is_whole(name, content, whole[name]):
            found.append(f"{name} is neither as before nor complete")
    for name, content in was.items():
        if content not in contents and not name.endswith((".bak3", *VOLATILE)):
            found.append(f"what {name} held is nowhere")
    found += _half_folders(there, whole)
    cached = now.part(CACHE).items()
    return found + [f"{name} in the cache is half" for name, one in cached if not _reads(name, one)]


def _reads(name: str, content: bytes) -> bool:
    """Whether a file of the cache is whole; that its figures are right, the next run shows."""
    try:
        if name.endswith(".npz"):
            with zipfile.ZipFile(BytesIO(content)) as file:
                return file.testzip() is None
        return not name.endswith(".json") or json.loads(content) is not None
    except (ValueError, zipfile.BadZipFile):
        return False


def _half_folders(there: dict[str, bytes], whole: dict[str, bytes]) -> list[str]:
    """Folders of an edition with some of their files alone."""
    found = []
    for folder in {name.split("/")[0] for name in there if name.startswith("Published")}:
        missing = [one for one in whole if one.startswith(f"{folder}/") and one not in there]
        if missing:
            found.append(f"{folder} lacks {', '.join(missing)}")
    return found


def rerun_faults(now: Tree, complete: Tree, code: int, said: str) -> list[str]:
    """What is not as an undisturbed run leaves it, after the command has run again."""
    found = []
    if code or "Traceback" in said:
        found.append(f"run again it ended with {code}: {said[-2000:]}")
    there, whole = now.part(WORK), complete.part(WORK)
    for name, content in whole.items():
        if ".bak" not in name and not is_whole(name, there.get(name, b""), content):
            found.append(f"run again it left {name} other than an undisturbed run")
    found += [
        f"{name} should not be there" for name in there.keys() - whole.keys() if ".bak" not in name
    ]
    found += [f"{name} was left behind" for name in now.left]
    return found


def is_started(before: Tree, now: Tree) -> bool:
    """Whether the run has written anything beyond its caches and scratch."""
    begun = [name for name in now.left if name.startswith(f"{WORK}/")]
    return bool(begun) or now.part(WORK) != before.part(WORK)


def is_done(now: Tree, complete: Tree) -> bool:
    """Whether all was in its place, and nothing was left to do but to end."""
    there, whole = now.part(WORK), complete.part(WORK)
    return there.keys() == whole.keys() and all(
        is_whole(name, there[name], content) for name, content in whole.items()
    )
