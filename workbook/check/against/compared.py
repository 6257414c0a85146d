"""Things of a workbook beside those of the one before: gone, new, renamed, moved, changed."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import count
from typing import TYPE_CHECKING

from workbook.check.against.told import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from workbook.check.against.difference import Difference
    from workbook.check.against.thing import Asked, Thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was found: the differences, and which thing of the new has become of each of the old."""

    differences: tuple[Difference, ...]
    pairs: tuple[tuple[Thing, Thing], ...]

    @property
    def names(self) -> dict[str, str]:
        """What each name of the old is in the new, of what both have."""
        return {old.name: new.name for old, new in self.pairs}


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
        ours = _named([thing for thing in old if thing.place == was])
        theirs = _named_like(ours, [thing for thing in new if thing.place == now])
        same = _pairs(ours, theirs)
        pairs += same
        told = Told(asked=asked, place=now, old=ours, new=theirs, same=same)
        found += told.differences()
    return Compared(differences=tuple(found), pairs=tuple(pairs))


def _named(things: Iterable[Thing], taken: Iterable[str] = ()) -> dict[str, Thing]:
    """Things in order, each by a name that no other has, and none of ``taken``."""
    found: dict[str, Thing] = {}
    known = set(taken)
    for thing in things:
        names = (thing.name if n == 1 else f"{thing.name} ({n})" for n in count(1))
        name = next(one for one in names if one not in known)
        known.add(name)
        found[name] = thing
    return found


def _named_like(old: Mapping[str, Thing], new: Sequence[Thing]) -> dict[str, Thing]:
    """The new things in order, each by the name of the old one that it is in the order of all.

    Of several of one name that one is gone leaves the others theirs.
    """
    theirs, unique = [thing.name for thing in old.values()], list(old)
    matcher = SequenceMatcher(None, theirs, [thing.name for thing in new], autojunk=False)
    same = {
        after + at: unique[before + at]
        for before, after, size in matcher.get_matching_blocks()
        for at in range(size)
    }
    rest = _named((thing for at, thing in enumerate(new) if at not in same), same.values())
    others = iter(rest)
    names = [same[at] if at in same else next(others) for at in range(len(new))]
    return dict(zip(names, new, strict=True))


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
