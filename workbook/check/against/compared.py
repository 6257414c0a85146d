"""Things of a workbook beside those of the one before: gone, new, renamed, moved, changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from workbook.check.against.difference import Difference, Kind
from xlsrc.domain.wording import some

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SHOWN: Final = 60
"""Letters of a text that a sentence gives."""

NAMED: Final = 3
"""Changed properties that a sentence names, before it says how many more there are."""

BEFORE_CHANGE: Final = 12
"""Letters that it gives from before the place where two long texts part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A named thing of a workbook: where it is, and what there is to say of it.

    ``place`` is what it belongs to, as a sheet or a table; ``name`` is its own there, and
    ``called`` how a sentence names it. ``says`` are its properties in words, by what they are
    called. Two things of which neither has the other's name are the same, renamed, when they share
    one of their ``marks``.
    """

    name: str
    place: str = ""
    called: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    marks: frozenset[object] = frozenset()

    @property
    def words(self) -> str:
        """The name that people know it by, in quotation marks."""
        return f"'{self.called or self.name}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was found: the differences, and which thing of the new has become of each of the old."""

    differences: tuple[Difference, ...]
    pairs: tuple[tuple[Thing, Thing], ...]

    @property
    def names(self) -> dict[str, str]:
        """What each name of the old is in the new, of what both have."""
        return {old.name: new.name for old, new in self.pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How things of one kind are compared.

    ``noun`` is what a sentence calls one, after the place if there is one (``of`` a sheet or a
    table, say). Order counts where ``ordered``; whether things are gone or new, where ``counted``.
    A sentence gives a changed property as it was and is where it ``tells`` it, else by its name.
    """

    kind: Kind
    noun: str
    of: str = ""
    ordered: bool = False
    counted: bool = True
    tells: bool = True


def compared(
    asked: Asked,
    old: Sequence[Thing],
    new: Sequence[Thing],
    places: Mapping[str, str] | None = None,
) -> Compared:
    """The differences of one kind, place by place.

    ``places`` are the places to look at, by their name in the old, with what they are called in
    the new; None for all. Things of one name at a place are told apart by their order.
    """
    there = {thing.place: thing.place for thing in (*old, *new)} if places is None else places
    found: list[Difference] = []
    pairs: list[tuple[Thing, Thing]] = []
    for was, now in there.items():
        ours, theirs = _named(old, was), _named(new, now)
        same = _pairs(ours, theirs)
        pairs += same
        found += _differences(asked, now, (ours, theirs), same)
    return Compared(differences=tuple(found), pairs=tuple(pairs))


def _named(things: Sequence[Thing], place: str) -> dict[str, Thing]:
    """The things of a place, in order, each by a name that no other has."""
    found: dict[str, Thing] = {}
    seen: Counter[str] = Counter()
    for thing in things:
        if thing.place == place:
            seen[thing.name] += 1
            times = seen[thing.name]
            found[thing.name if times == 1 else f"{thing.name} ({times})"] = thing
    return found


def _pairs(old: Mapping[str, Thing], new: Mapping[str, Thing]) -> list[tuple[Thing, Thing]]:
    """Which is which: by name, then by marks, then by what stands before and after."""
    now = {name: name for name in old if name in new}
    taken = set(now)
    for name, thing in old.items():
        if name not in now:
            marked = (n for n, other in new.items() if n not in taken and thing.marks & other.marks)
            other = next(marked, None)
            if other is not None:
                now[name] = other
                taken.add(other)
    free = _runs(new, taken)
    for (before, after), names in _runs(old, set(now)).items():
        others = free.get((now.get(before, ""), now.get(after, "")), [])
        if len(others) == len(names) and all(
            not old[name].marks and old[name].says == new[other].says
            for name, other in zip(names, others, strict=True)
        ):
            now |= dict(zip(names, others, strict=True))
    return [(thing, new[now[name]]) for name, thing in old.items() if name in now]


def _runs(names: Iterable[str], known: set[str]) -> dict[tuple[str, str], list[str]]:
    """The unknown names by the known ones that stand before and after them; '' at an end."""
    found: dict[tuple[str, str], list[str]] = {}
    before, between = "", list[str]()
    for name in (*names, ""):
        if name and name not in known:
            between.append(name)
        else:
            if between:
                found[before, name] = between
            before, between = name, []
    return found


def _differences(
    asked: Asked,
    place: str,
    sides: tuple[Mapping[str, Thing], Mapping[str, Thing]],
    same: Sequence[tuple[Thing, Thing]],
) -> Iterator[Difference]:
    where = f"{asked.of} {place}".strip()
    begins = f"{where[:1].upper()}{where[1:]}: the {asked.noun}" if where else f"The {asked.noun}"

    def one(thing: Thing, was: str, now: str, said: str) -> Difference:
        between = "" if said.startswith(":") else " "
        sentence = f"{begins} {thing.words}{between}{said}."
        return Difference(
            kind=asked.kind, where=where, of=thing.name, was=was, now=now, sentence=sentence
        )

    kept = {id(thing) for pair in same for thing in pair}
    if asked.counted:
        for at, (name, thing) in enumerate(sides[0].items(), 1):
            if id(thing) not in kept:
                number = f" (was number {at} of {len(sides[0])})" if asked.ordered else ""
                yield one(thing, name, "", f"is gone{number}")
        for name, thing in sides[1].items():
            if id(thing) not in kept:
                yield one(thing, "", name, "is new")
    for was, now in same:
        if was.name != now.name:
            yield one(was, was.name, now.name, f"is now called {now.words}")
    for now, before, after in _moved(same, list(sides[1].values())) if asked.ordered else ():
        said = f"has moved: it came {_after(before)}, and now comes {_after(after)}"
        yield one(now, _after(before), _after(after), said)
    for was, now in same:
        changed = [key for key in was.says if key in now.says and was.says[key] != now.says[key]]
        if changed:
            said = [_changed(key, was.says[key], now.says[key]) for key in changed]
            told = "; ".join(said) if asked.tells else f"{some(changed, NAMED)} changed"
            before, after = ("\n".join(t.says[key] for key in changed) for t in (was, now))
            yield one(now, before, after, f": {told}")


def _after(thing: Thing | None) -> str:
    return "first" if thing is None else f"after {thing.words}"


def _moved(
    same: Sequence[tuple[Thing, Thing]], new: Sequence[Thing]
) -> Iterator[tuple[Thing, Thing | None, Thing | None]]:
    """Things that others have not just made way for: each with what it came after, and comes now.

    The fewest that explain the order: what is not of a longest run that kept its order.
    """
    places = {id(thing): at for at, thing in enumerate(new)}
    kept = _longest_rise([places[id(now)] for _, now in same])
    if len(kept) == len(same):
        return
    in_order = sorted(same, key=lambda pair: places[id(pair[1])])
    before = {id(now): at for at, (_, now) in enumerate(in_order)}
    for at, (_, now) in enumerate(same):
        if at not in kept:
            rank = before[id(now)]
            yield (
                now,
                same[at - 1][1] if at else None,
                in_order[rank - 1][1] if rank else None,
            )


def _longest_rise(numbers: Sequence[int]) -> frozenset[int]:
    """The places of a longest rising run of different numbers."""
    runs: list[tuple[int, ...]] = []
    for at, number in enumerate(numbers):
        before = (runs[i] for i in range(at) if numbers[i] < number)
        runs.append((*max(before, key=len, default=()), at))
    return frozenset(max(runs, key=len, default=()))


def _changed(what: str, was: str, now: str) -> str:
    """``number format was '0', is now '0.0'``; of long texts, where they part."""
    before, after = (f"'{one}'" if one else "empty" for one in _parted(was, now))
    return f"{what} was {before}, is now {after}"


def _parted(was: str, now: str) -> tuple[str, str]:
    """Both texts, shortened to where they begin to differ when one is long."""
    if max(len(was), len(now)) <= SHOWN:
        return was, now
    same = next((at for at, (a, b) in enumerate(zip(was, now)) if a != b), min(len(was), len(now)))
    start = max(0, same - BEFORE_CHANGE)
    return _from(was, start), _from(now, start)


def _from(text: str, start: int) -> str:
    rest = text[start : start + SHOWN]
    return f"{'…' if start else ''}{rest}{'…' if start + SHOWN < len(text) else ''}"
