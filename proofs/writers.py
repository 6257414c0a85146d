"""Two that write at once: before each step on a file a chance says whose turn it is.

Whatever the order, nothing is lost: each writer's file is in its place or among the backups, or
that writer was told, in a sentence, that it was not written.
"""

from __future__ import annotations

import os
import random
import select
from collections import Counter
from typing import TYPE_CHECKING, Final

from proofs.attacked import SAID, WORK, Held, Tree, kill
from proofs.attacked_commands import (
    BUILD,
    FLEET_HERE,
    PACK,
    PUBLISH,
    REFRESH,
    WORD,
    Command,
    is_asked,
    is_whole,
    made_once,
)
from proofs.count import Count
from tests.support.analyst import Analyst

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEED: Final = 19
ORDERS: Final = 20
"""Orders of turns of each two commands that write one file."""
LONG_ORDERS: Final = 8
"""Of those that write many: an order of them takes long."""
SAVES: Final = 40
"""Moments of a refresh at which an analyst saves."""


def proof(folder: Path, part: float) -> Iterator[Count]:
    """A count for each two writers; ``part`` of the orders."""
    print(f"seed {SEED}")
    made = made_once(folder)
    over = Command("build", ("build", "Dashboard.xlsx", "--out", "Template.xlsx"), BUILD.prepare)
    refresh = Command(
        "refresh", ("refresh", "Dashboard.xlsx", "--out", "Template.xlsx"), over.prepare
    )
    pairs = (
        ("Two refreshes of one workbook", REFRESH, REFRESH),
        ("A build and a refresh to one file", over, refresh),
        ("Two publications of one workbook", PUBLISH, PUBLISH),
        ("Two packs of one workbook", PACK, PACK),
        ("Two fleets into one folder", FLEET_HERE, FLEET_HERE),
    )
    for number, (words, one, other) in enumerate(pairs):
        if not is_asked(words):
            continue
        place = one.prepared(folder / f"pair {number}", made)
        orders = LONG_ORDERS if one in (PUBLISH, PACK, FLEET_HERE) else ORDERS
        yield _pair(place, words, one, other, max(1, round(orders * part)))
    for words, save in (("by a new file", _by_rename), ("in the same file", _in_place)):
        title = f"An analyst saves {words} during a refresh"
        if not is_asked(title):
            continue
        place = REFRESH.prepared(folder / f"saved {words}", made)
        yield _saved(place, title, save, part)


def _first_write(place: Path, held: Held) -> int:
    """The first step that writes among the command's files."""
    steps = held.steps()
    own = f"{place}/{WORK}/"
    return next(one.number for one in steps if one.writes and one.path.startswith(own))


def _pair(place: Path, words: str, one: Command, other: Command, number: int) -> Count:
    """Two commands, each held before it writes, that go on by turns."""
    seen: Counter[str] = Counter()
    failed = 0
    wholes: list[dict[str, bytes]] = []
    begins: list[int] = []
    before = Tree.of(place)
    for command in (one, other):
        if wholes and command is one:  # the same command: the same steps
            wholes *= 2
            begins *= 2
            break
        with command.held(place) as held:
            begins.append(_first_write(place, held))
            wholes.append(Tree.of(place).part(WORK))
            before.put_back()
    with one.held(place, begins[0]) as first:
        between = Tree.of(place)
        before.put_back()
        with other.held(place, begins[1]) as second:
            between = Tree.of(place)
            for index in range(number):
                between.put_back()
                codes = _by_turns(place, (first, second), f"{SEED} {words} {index}")
                wrong = _lost(place, between, wholes, codes)
                seen["both" if codes == (0, 0) else "told"] += 1
                if wrong:
                    failed += 1
                    print(f"{words}, order {index}, ended with {codes}: {wrong}", flush=True)
    return Count(
        words, number, failed, f"{seen['both']:,} ended both well, in {seen['told']:,} one was told"
    )


def _lost(
    place: Path, before: Tree, wholes: list[dict[str, bytes]], codes: tuple[int, int]
) -> list[str]:
    """What nobody has any more, is half, or was left."""
    now = Tree.of(place, like=before)
    there, was = now.part(WORK), before.part(WORK)
    contents = set(there.values())
    found = [
        f"what {name} held is lost"
        for name, content in was.items()
        if content not in contents and ".bak" not in name and name in there
    ]
    found += [f"{name} is gone" for name in was.keys() - there.keys()]
    for code, whole in zip(codes, wholes, strict=True):
        for name, content in whole.items():
            if code == 0 and ".bak" not in name and not _is_held(name, content, there):
                found.append(f"{name} was written, and is nowhere")
    known = {*was.values(), *(content for whole in wholes for content in whole.values())}
    for name, content in there.items():
        if content not in known and not is_whole(name, content, None):
            found.append(f"{name} is half")
    if any(code not in (0, 1) for code in codes):
        found.append("one broke off")
    for said in ("0.txt", "1.txt"):
        if "Traceback" in (place / SAID / said).read_text("utf-8", "replace"):
            found.append("one ended with a traceback")
    return found + [f"{name} was left" for name in now.left]


def _is_held(name: str, content: bytes, there: dict[str, bytes]) -> bool:
    return content in there.values() or (name in there and is_whole(name, there[name], content))


def _by_turns(place: Path, pair: tuple[Held, Held], seed: str) -> tuple[int, int]:
    """Let both go on, one step at a time; the exit codes of both."""
    chance = random.Random(seed)
    runs = [_Turn(place, number, held) for number, held in enumerate(pair)]
    waiting = [run for run in runs if run.stops()]
    while waiting:
        run = chance.choice(waiting)
        run.goes_on()
        if not run.stops():
            waiting.remove(run)
    return (runs[0].ended(), runs[1].ended())


class _Turn:
    """A held command that stops before each of its steps."""

    def __init__(self, place: Path, number: int, held: Held) -> None:
        self._held = held
        self._said = f"{number}.txt"
        pipes = [place / SAID / f"{number}.{way}" for way in ("says", "goes")]
        for pipe in pipes:
            pipe.unlink(missing_ok=True)
            os.mkfifo(pipe)
        self.says = os.open(pipes[0], os.O_RDONLY | os.O_NONBLOCK)
        self._goes = os.open(pipes[1], os.O_RDWR)
        self._process = held.goes_on(
            said=str(place / SAID / self._said), turns=[str(one) for one in pipes]
        )
        self._begun = False
        self.step = ""

    def stops(self) -> bool:
        """Wait for its next step; False where it has ended."""
        while True:
            select.select([self.says], [], [], 0.05)
            try:
                said = os.read(self.says, 1 << 16)
            except BlockingIOError:
                continue
            if said:
                self._begun = True
                self.step = said.decode("utf-8", "replace").strip()
                return True
            if self._begun or _is_gone(self._process):
                return False

    def goes_on(self) -> None:
        """Let it take that step."""
        os.write(self._goes, b".")

    def ended(self) -> int:
        """Its exit code."""
        code = self._held.ended(self._said).code
        kill(self._process)
        os.close(self.says)
        os.close(self._goes)
        return code


def _is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def _by_rename(target: Path, content: bytes) -> None:
    new = target.with_name("~saved.tmp")
    new.write_bytes(content)
    new.replace(target)


def _in_place(target: Path, content: bytes) -> None:
    target.write_bytes(content)


def _saved(place: Path, words: str, save: Callable[[Path, bytes], None], part: float) -> Count:
    """A refresh during which an analyst saves the workbook, before each of its steps in turn."""
    target = place / WORK / "Dashboard.xlsx"
    seen: Counter[str] = Counter()
    failed = 0
    with REFRESH.held(place) as held:
        before = Tree.of(place)
        begins = _first_write(place, held)
        before.put_back()
        typed = _typed(place)
    with REFRESH.held(place, begins) as held:
        start = Tree.of(place)
        for at in range(max(1, round(SAVES * part))):
            start.put_back()
            run = _Turn(place, 0, held)
            step = 0
            is_saved = False
            while run.stops():
                # Between the last comparison and the rename no system lets anybody look.
                is_last = run.step.startswith("os.rename") and "('Dashboard.xlsx'," in run.step
                if step == at and not is_last:
                    save(target, typed)
                    is_saved = True
                step += 1
                run.goes_on()
            code = run.ended()
            held_now = Tree.of(place, like=start)
            contents = held_now.part(WORK).values()
            is_lost = is_saved and typed not in contents
            wrong = held_now.left + (["the save is lost"] if is_lost else [])
            seen["saved"] += is_saved
            seen["told"] += code == 1
            if wrong and step > at:
                failed += 1
                print(f"{words}, before step {at} ({step} in all): {wrong}", flush=True)
    return Count(
        words,
        seen["saved"],
        failed,
        f"{seen['told']:,} refreshes were refused in a sentence; the save between the last look "
        "and the rename is not among them",
    )


def _typed(place: Path) -> bytes:
    """The workbook as an analyst saves it meanwhile."""
    target = place / WORK / "Dashboard.xlsx"
    before = target.read_bytes()
    state = target.stat()
    analyst = Analyst(target)
    part = analyst.structure.table("Commentary")
    analyst.put(
        part.sheet, part.data.first_row + 1, part.column("Analyst's view"), f"Later. {WORD}"
    )
    analyst.save()
    typed = target.read_bytes()
    target.write_bytes(before)
    os.utime(target, ns=(state.st_mtime_ns, state.st_mtime_ns))
    return typed
