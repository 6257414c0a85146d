"""Names, paths and passwords put in at every door, and looked for in all that comes out.

Also whose the files are that the commands write, and whether caches and logs stay within limits.
"""

from __future__ import annotations

import stat
from collections import Counter
from typing import TYPE_CHECKING, Final

from proofs.count import Count
from proofs.secrets.doors import ADDRESSES, TEMPORARY, of_environment
from proofs.secrets.filling import filled, logged
from proofs.secrets.found import words_below, words_in
from proofs.secrets.world import INPUTS, WORKING, World, made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UMASKS: Final = (0o022, 0o000, 0o077)
RUNS: Final = 200
FAULTS: Final = 400
_OF_OFFICE: Final = ("dconf", "libreoffice", "fontconfig")
"""Folders in a home that LibreOffice makes for itself."""
_ORGANISATION: Final = frozenset({"zqslidescompanycanary", "zqreportcompanycanary"})
"""A template's organisation is the board's own: it stays in the pack that is made of it."""
_OWN_WORDS: Final = frozenset({"zqnamecanary"})
"""What Check repeats of a workbook: its own defined name, to the person who holds it."""
_TOLD_TO_SUPPORT: Final = frozenset({TEMPORARY})
"""What `safer doctor` says beside: where temporary files lie. A folder in a home is `~/...`."""
_DOCTOR: Final = " safer doctor"
_DOCTORS_ENDS: Final = frozenset({0, *range(3, 9)})
"""Nothing at fault, or the kind of the first fault that is, as docs/support.md lists them."""


def proof(folder: Path, part: float) -> Iterator[Count]:
    """What is found of the words, whose the files are, and how much is kept."""
    rights: Counter[str] = Counter()
    wrong: list[str] = []
    for umask in UMASKS[: max(1, round(part * len(UMASKS)))]:
        world = made(
            folder / f"{umask:03o}",
            umask,
            whole=part == 1 and umask == UMASKS[0],
            few=umask != UMASKS[0],
        )
        if umask == UMASKS[0]:
            yield from _words(world)
            yield _ended(world)
        for path, is_right, whose in _rights(world):
            rights[whose] += 1
            if not is_right:
                wrong.append(f"{path}: umask {umask:03o}, {stat.S_IMODE(path.lstat().st_mode):o}")
        left = sorted(path.name for path in world.temporary.iterdir())
        wrong += [f"{name}: left among the temporary files" for name in left]
    _print(wrong)
    counted = ", ".join(f"{number:,} {whose}" for whose, number in sorted(rights.items()))
    umasks = "Modes of files and folders, after every command under each umask"
    yield Count(umasks, rights.total(), len(wrong), counted)
    yield filled(folder / "cache", max(1, round(RUNS * part)))
    yield logged(folder / "logs", max(1, round(FAULTS * part)))


def _ended(world: World) -> Count:
    """How the commands ended: with a result, or with 1 and a sentence, as each fleet must that
    is given an address with a secret in it; one of support with the code of what is at fault.
    """
    wrong = [
        f"{name}: ended with {code}"
        for name, code in world.codes.items()
        if code not in _ends(name) or not world.said[name] or "Traceback" in world.said[name]
    ]
    _print(wrong)
    ends = Counter(world.codes.values())
    told = ", ".join(f"{number} ended with {code}" for code, number in sorted(ends.items()))
    return Count(
        "Commands run with words of their own at every door", ends.total(), len(wrong), told
    )


def _ends(name: str) -> frozenset[int]:
    """The codes that a command may end with. 2 is of options that it does not know: none here."""
    if name.endswith(_DOCTOR):
        return _DOCTORS_ENDS
    return frozenset({1} if any(address in name for address in ADDRESSES) else {0, 1})


def _words(world: World) -> Iterator[Count]:
    """The words that came out, and those that were looked for where they had been put in."""
    inside = words_below(world.work)
    inputs = set[str]().union(*(found for name, found in inside.items() if name.startswith(INPUTS)))
    working = [name for name in inside if name.startswith(WORKING)]
    seen = inputs.union(*(inside[name] for name in working))
    missed = sorted(world.words - seen)
    _print([f"{word}: put in, and not found by the search" for word in missed])
    yield Count(
        "Words put into documents, looked for where they were put in",
        len(world.words),
        len(missed),
        f"{len(world.words & seen)} found: the search finds what is there",
    )
    environment = of_environment()
    every = environment | world.words
    leaks: list[str] = []
    files: Counter[str] = Counter()
    for name, found in inside.items():
        if name.startswith(INPUTS):
            continue
        is_own = name.startswith(WORKING)
        files["working workbooks" if is_own else "outputs"] += 1
        leaks += [
            f"{name}: {word}"
            for word in sorted(found & (environment if is_own else every) - _ORGANISATION)
        ]
    for name, found in words_below(world.home).items():
        if not name.startswith("work/"):
            files["files of caches and settings"] += 1
            leaks += [f"{name}: {word}" for word in sorted(found)]
    for name, said in world.said.items():
        files["consoles"] += 1
        own = _OWN_WORDS | (_TOLD_TO_SUPPORT if name.endswith(_DOCTOR) else frozenset())
        leaks += [f"{name}: {word}" for word in sorted(words_in(said.encode()) - own)]
    _print(leaks)
    places = ", ".join(f"{number} {kind}" for kind, number in sorted(files.items()))
    yield Count(
        "Names, paths and passwords × places to come out",
        len(every) * files.total(),
        len(leaks),
        f"{len(every)} words, {places}",
    )


def _rights(world: World) -> Iterator[tuple[Path, bool, str]]:
    """Every file and folder that was written, whether its mode is right, and whose it is."""
    for path in sorted(world.home.rglob("*")):
        if path.is_symlink() or path == world.work or any(one in path.parts for one in _OF_OFFICE):
            continue
        mode = stat.S_IMODE(path.lstat().st_mode)
        name = path.relative_to(world.home).as_posix()
        if not name.startswith("work/"):
            yield path, not mode & 0o077, "of the program, their owner's alone"
        elif ".bak" in path.name:
            yield path, mode == 0o600, "kept contents, their owner's alone"
        elif path.is_file() and not _is_given(name.removeprefix("work/")):
            yield path, not mode & (0o133 | world.umask), "outputs, written by their owner alone"


def _is_given(name: str) -> bool:
    """Whether a file was there before the commands ran."""
    given = ("areas.csv", "broken.xlsx", "Template.xlsx", "workbooks/")
    return name.startswith((*INPUTS, *given))


def _print(failures: list[str]) -> None:
    for one in failures:
        print(f"  FAILED {one}", flush=True)
