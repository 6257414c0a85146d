"""Commands that are killed (SIGKILL, with all that they started) at any moment.

A part of the kills falls at a random time of the whole run, the rest while files are written:
before each step on a file, and at random times between. Every state of the folders that a kill
left is run again once: kills that left the same need no second try.
"""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from typing import TYPE_CHECKING, Final

from proofs.attacked import TEMPORARY, WORK, Step, Tree, kill, outlived
from proofs.attacked_commands import (
    BUILD,
    FLEET_AT_WORK,
    FLEET_HERE,
    PACK,
    PRINTED,
    PUBLISH,
    REFRESH,
    Command,
    faults,
    is_asked,
    is_done,
    is_started,
    made_once,
    rerun_faults,
)
from proofs.count import PROJECT, Count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proofs.attacked import Held

SEED: Final = 19
KILLS: Final = (
    (REFRESH, 200), (BUILD, 200), (PUBLISH, 196), (PRINTED, 4), (PACK, 200), (FLEET_HERE, 190),
    (FLEET_AT_WORK, 10),
)  # fmt: skip
"""How often each command is killed."""
AT_ANY_TIME: Final = 0.1
"""Of the kills, at a random time of the whole run; the others while files are written."""
FAILED: Final = PROJECT / "out" / "proofs" / "kills"


def proof(folder: Path, part: float) -> Iterator[Count]:
    """A count for each command; ``part`` of the kills."""
    print(f"seed {SEED}")
    made = made_once(folder)
    for command, number in KILLS:
        if not is_asked(f"{command.name}."):
            continue
        yield Killing(command, command.prepared(folder, made)).count(max(1, round(number * part)))


class Killing:
    """One command, killed many times over."""

    def __init__(self, command: Command, place: Path) -> None:
        self._command = command
        self._place = place
        self._chance = random.Random(f"{SEED} {command.name}")
        self._seen: Counter[str] = Counter()
        self._again: dict[str, list[str]] = {}

    def count(self, number: int) -> Count:
        """Kill it so often."""
        with self._command.held(self._place) as whole:
            self._whole = whole
            self._before = Tree.of(self._place)
            self._steps = whole.steps()
            self._complete = Tree.of(self._place, like=self._before)
            wrong = faults(self._before, self._complete, self._complete)
            if wrong or self._complete.left:
                message = f"{self._command.name}, undisturbed: {wrong} {self._complete.left}"
                raise RuntimeError(message)
            failed = sum(bool(self._killed(whole, self._before, *how)) for how in self._any(number))
            begins = self._first_write()
            self._before.put_back()
            with self._command.held(self._place, begins.number) as writing:
                held = Tree.of(self._place, like=self._before)
                how = list(self._while_writing(number, begins))
                failed += sum(bool(self._killed(writing, held, *one)) for one in how)
        seen = self._seen
        return Count(
            f"{self._command.name.capitalize()} killed at a random moment",
            seen["killed"],
            failed,
            f"{seen['before']:,} before anything was written, {seen['while']:,} while files were "
            f"written, {seen['after']:,} after; {seen['left']:,} left something of their own that "
            f"the next run took away; {len(self._again):,} different states were left, and on each "
            f"the command ran again",
        )

    def _first_write(self) -> Step:
        """The first step that writes among the command's own files."""
        own = f"{self._place}/{WORK}/"
        return next(step for step in self._steps if step.writes and step.path.startswith(own))

    def _any(self, number: int) -> Iterator[tuple[int, float]]:
        """Random times of the whole run, and random steps that write what is kept or worked on."""
        lasts = self._steps[-1].seconds
        own = f"{self._place}/{WORK}/"
        others = [one for one in self._steps if one.writes and not one.path.startswith(own)]
        for index in range(max(1, round(number * AT_ANY_TIME))):
            if others and index % 4 == 3:
                yield self._chance.choice(others).number, 0.0
            else:
                yield 0, self._chance.uniform(0, lasts)

    def _while_writing(self, number: int, begins: Step) -> Iterator[tuple[int, float]]:
        """The steps from the first that writes on, in turn; and random times between."""
        steps = [step.number for step in self._steps if step.number >= begins.number]
        lasts = self._steps[-1].seconds - begins.seconds
        for index in range(number - max(1, round(number * AT_ANY_TIME))):
            if index % 3 == 2:
                yield 0, self._chance.uniform(0, lasts * 1.1)
            else:
                yield steps[(index - index // 3) % len(steps)], 0.0

    def _killed(self, held: Held, start: Tree, last: int, after: float) -> list[str]:
        """Kill it once, and see what is there; what is wrong with it."""
        start.put_back()
        group = held.goes_on(last=last)
        if not last:
            time.sleep(after)
            kill(group)
        held.ended()
        kill(group)
        went_on = outlived(self._place) if self._command is PRINTED else []
        now = Tree.of(self._place, like=start)
        self._seen["killed"] += 1
        started, done = is_started(self._before, now), is_done(now, self._complete)
        self._seen["left"] += bool(now.left)
        self._seen["after" if done and not now.left else "while" if started else "before"] += 1
        wrong = went_on + faults(self._before, now, self._complete)
        if not wrong and now.digest not in self._again:
            now.unlock()
            code, said = self._whole.ran()
            after_it = Tree.of(self._place, like=now)
            self._again[now.digest] = rerun_faults(after_it, self._complete, code, said)
        wrong = wrong or self._again[now.digest]
        if wrong:
            how = f"before its step {last}" if last else f"{after:.4f} s after it went on"
            print(f"{self._command.name} killed {how}: {'; '.join(wrong)}", flush=True)
            self._keep(now)
        return wrong

    def _keep(self, now: Tree) -> None:
        """Keep the folders that a kill left."""
        place = FAILED / f"{self._command.name} {self._seen['killed']}"
        shutil.rmtree(place, ignore_errors=True)
        for name, file in now.files.items():
            if not name.startswith(f"{TEMPORARY}/"):
                (place / name).parent.mkdir(parents=True, exist_ok=True)
                (place / name).write_bytes(file.content)
