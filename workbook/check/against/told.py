"""The differences of one kind at one place, as sentences: gone, new, renamed, moved, changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.check.against.difference import Difference, Kind
from xlsrc.domain.wording import some

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from workbook.check.against.thing import Asked, Thing

SHOWN: Final = 60
"""Letters of a text that a sentence gives."""

BEFORE_CHANGE: Final = 12
"""Letters that it gives from before the place where two long texts part."""

NAMED: Final = 3
"""Changed properties that a sentence names, before it says how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is asked at one place: the things of the old and of the new, and which is which."""

    asked: Asked
    place: str
    old: Mapping[str, Thing]
    new: Mapping[str, Thing]
    same: Sequence[tuple[Thing, Thing]]

    def differences(self) -> Iterator[Difference]:
        """Every difference, a sentence each."""
        if self.asked.counted:
            yield from self._gone_and_new()
            for was, now in self.same:
                if was.name != now.name:
                    yield self._one(was, was.name, now.name, self._renamed(was, now))
        if self.asked.ordered:
            for now, before, after in _moved(self.same, list(self.new.values())):
                came, comes = _after(before), _after(after)
                said = f" has moved: it came {came}, and now comes {comes}"
                yield self._one(now, came, comes, said)
        yield from self._changed()

    def _one(self, thing: Thing, was: str, now: str, said: str) -> Difference:
        where = f"{self.asked.of} {self.place}".strip()
        begins = f"{where[:1].upper()}{where[1:]}: the" if where else "The"
        return Difference(
            kind=self.asked.kind,
            where=where,
            of=thing.name,
            was=was,
            now=now,
            sentence=f"{begins} {self.asked.noun} {thing.words}{said}.",
        )

    def _gone_and_new(self) -> Iterator[Difference]:
        kept = {id(thing) for pair in self.same for thing in pair}
        for at, (name, thing) in enumerate(self.old.items(), 1):
            if id(thing) not in kept:
                number = f" (was number {at} of {len(self.old)})" if self.asked.ordered else ""
                yield self._one(thing, name, "", f" is gone{number}")
        for name, thing in self.new.items():
            if id(thing) not in kept:
                yield self._one(thing, "", name, " is new")

    def _renamed(self, was: Thing, now: Thing) -> str:
        if self.asked.kind is Kind.FORMAT:  # it has no name but what it asks
            return f" is now {now.words}"
        if was.words == now.words:  # what people know it by is as before, and its id is not
            return f": its id was '{was.name}', is now '{now.name}'"
        return f" is now called {now.words}"

    def _changed(self) -> Iterator[Difference]:
        for was, now in self.same:
            changed = [k for k in was.says if k in now.says and was.says[k] != now.says[k]]
            if changed:
                each = (_change(key, was.says[key], now.says[key]) for key in changed)
                told = "; ".join(each) if self.asked.tells else f"{some(changed, NAMED)} changed"
                before, after = ("\n".join(t.says[key] for key in changed) for t in (was, now))
                yield self._one(now, before, after, f": {told}")


def _after(thing: Thing | None) -> str:
    return "first" if thing is None else f"after {thing.words}"


def _moved(
    same: Sequence[tuple[Thing, Thing]], new: Sequence[Thing]
) -> Iterator[tuple[Thing, Thing | None, Thing | None]]:
    """Things that moved: each with what it came after, and what it comes after now.

    The fewest that explain the order: those outside a longest run that kept its own.
    """
    places = {id(thing): at for at, thing in enumerate(new)}
    kept = _longest_rise([places[id(now)] for _, now in same])
    in_order = sorted((now for _, now in same), key=lambda thing: places[id(thing)])
    rank = {id(thing): at for at, thing in enumerate(in_order)}
    for at, (_, thing) in enumerate(same):
        if at not in kept:
            before, after = at - 1, rank[id(thing)] - 1
            yield (
                thing,
                same[before][1] if before >= 0 else None,
                in_order[after] if after >= 0 else None,
            )


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """The places of a longest rising run of different numbers."""
    runs: list[list[int]] = []
    for at, number in enumerate(numbers):
        longest: list[int] = []
        for place in range(at):
            if numbers[place] < number and len(runs[place]) > len(longest):
                longest = runs[place]
        runs.append([*longest, at])
    return frozenset(next((run for run in runs if len(run) == max(map(len, runs))), ()))


def _change(what: str, was: str, now: str) -> str:
    """``number format was '0', is now '0.0'``; of long texts, where they part."""
    before, after = (f"'{one}'" if one else "empty" for one in _parted(was, now))
    return f"{what} was {before}, is now {after}"


def _parted(was: str, now: str) -> tuple[str, str]:
    """Both texts, shortened to where they begin to differ when one is long."""
    if max(len(was), len(now)) <= SHOWN:
        return was, now
    alike = min(len(was), len(now))
    parts = (at for at in range(alike) if was[at] != now[at])
    start = max(0, next(parts, alike) - BEFORE_CHANGE)
    return _from(was, start), _from(now, start)


def _from(text: str, start: int) -> str:
    rest = text[start : start + SHOWN]
    return f"{'…' if start else ''}{rest}{'…' if start + SHOWN < len(text) else ''}"
