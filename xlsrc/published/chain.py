"""The chain of editions: whether it is as it was published, and whether two are of one parent."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from xlsrc.domain.published import digest_of
from xlsrc.domain.wording import count_of, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.domain.published import PublishedEdition

MEND: Final = (
    "go back to a copy of the workbook in which it is whole, such as the .bak beside it; rows of "
    "Published and Editions are never changed by hand"
)


def chain_faults(published: Sequence[PublishedEdition]) -> tuple[str, ...]:
    """A sentence for each edition that is not as it was published; () for a whole chain.

    ``published`` are in the order of their chain.
    """
    faults: list[str] = []
    before, known = "", {"", *(one.digest for one in published)}
    for at, one in enumerate(published):
        if digest_of(one) != one.digest:
            faults.append(
                f"Published: the edition {one.name} as it was published was wanted; found that "
                f"{_what_is_wrong(one)}: {MEND}."
            )
        if one.parent != before and one.parent not in known:
            faults.append(
                f"Published: the edition {one.name} follows one whose row in Editions is gone: "
                f"{MEND}."
            )
        elif one.parent != before:
            others = [other.name for other in published[:at] if other.parent == one.parent]
            faults.append(
                f"Published: one edition after another was wanted; found that "
                f"{listed([*others, one.name])} follow the same one: {MEND}."
            )
        before = one.digest
    return tuple(faults)


def _what_is_wrong(one: PublishedEdition) -> str:
    more = len(one.figures) - one.rows
    if more < 0:
        return f"{count_of(-more, 'row')} of its {one.rows:,} can no longer be read or are gone"
    if more > 0:
        return f"{count_of(more, 'row')} more than its {one.rows:,} are there"
    return "one of its rows, or its row in Editions, was changed"


def branches(new: Sequence[PublishedEdition], old: Sequence[PublishedEdition]) -> str:
    """The sentence on two workbooks that went on by themselves from one edition; '' where one
    has all that the other has. Each list is in the order of its chain.
    """
    together = _together(new, old)
    if together in (len(new), len(old)):
        return ""
    mine, theirs = new[together], old[together]
    if mine.area != theirs.area:
        return ""
    origin = f"come from the edition {new[together - 1].name}" if together else "begin with none"
    each = (
        f"each published {mine.name} by itself"
        if mine.name == theirs.name
        else f"one published {mine.name}, the other {theirs.name}, each by itself"
    )
    return (
        f"Both workbooks {origin} and {each}, on {_day(mine)} and on {_day(theirs)}: what the "
        "board has seen can stand in one only; keep that one and publish from it, and lay the "
        "other aside."
    )


def went_on_elsewhere(
    before: Sequence[PublishedEdition], other: Sequence[PublishedEdition], area: str, where: str
) -> str:
    """The sentence on a workbook that has published what one lacks that is to go on; '' if none.

    ``before`` are the editions of the one that is to go on for ``area``, ``other`` those of the
    other, which is the file ``where``. One that is behind, or of another area, is none.
    """
    together = _together(before, other)
    if together == len(other) or other[together].area != area:
        return ""
    theirs = other[together]
    after = f" after {before[together - 1].name}" if together else ""
    return (
        f"One workbook that goes on from edition to edition was wanted; found that '{where}' has "
        f"published {theirs.name}{after}, on {_day(theirs)}, and this one lacks it: what the board "
        "has seen can stand in one only. Go on in that one; if the board never saw its edition, "
        "lay it aside in another folder."
    )


def _together(one: Sequence[PublishedEdition], other: Sequence[PublishedEdition]) -> int:
    """How many editions two chains have in common from the first on."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda two: two[0].digest == two[1].digest, pairs))


def _day(one: PublishedEdition) -> str:
    return f"{one.on.day} {one.on:%B %Y}"
