"""What drives a change, in a sentence: only what the breakdowns support, and never a cause."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.drivers.parts import BY_OFFENCE, BY_WARD

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.drivers.drivers import Breakdown, Part

MOST_WARDS: Final = 4
_NUMBER: Final = {2: "two", 3: "three", 4: "four"}


def driver_sentence(assessment: Assessment) -> str:
    """``Drug trafficking added 608; the rest fell 434.``, ``Four wards had the largest falls: …``.

    '' when neither is supported: an offence whose own change is larger than the whole's, or, in
    a change that is real, the wards that moved the same way furthest; in both cases only parts
    that are themselves more than noise.
    """
    offence = offence_clause(assessment)
    if offence:
        return f"{offence}."
    wards = leading_wards(assessment)
    if not wards:
        return ""
    if len(wards) == 1:
        return f"{wards[0].name} had the largest {_way(assessment)}."
    clause = _wards_clause(wards, _way(assessment))
    return f"{clause[:1].upper()}{clause[1:]}: {_names(wards)}."


def with_driver(clause: str, assessment: Assessment) -> str:
    """What is said of the change followed by what drives it, in one line of the Summary.

    ``A real fall; four wards had the largest falls (Childs Hill, Cricklewood).``
    """
    offence = offence_clause(assessment)
    if offence:
        return f"{clause}. {offence}."
    wards = leading_wards(assessment)
    if not wards:
        return f"{clause}."
    if len(wards) == 1:
        return f"{clause}; {wards[0].name} had the largest {_way(assessment)}."
    return f"{clause}; {_wards_clause(wards, _way(assessment))} ({_names(wards)})."


def offence_clause(assessment: Assessment) -> str:
    """``Drug trafficking added 608; the rest fell 434``; '' when no offence outweighs the change.

    The rest must be comparable too, or nothing can be said of it.
    """
    breakdown = _breakdown(assessment, BY_OFFENCE)
    if breakdown is None or breakdown.difference is None:
        return ""
    whole = breakdown.difference
    first = next((part for part in breakdown.parts if part.more_than_noise), None)
    if (
        whole != assessment.change.difference
        or first is None
        or first.difference is None
        or abs(first.difference) <= abs(whole)
        or any(part.difference is None for part in breakdown.parts)
    ):
        return ""
    name = f"{first.name}, {first.aside}," if first.aside else first.name
    moved, rest = wording.count(abs(first.difference)), wording.count(abs(whole - first.difference))
    if first.difference > 0:
        return f"{name} added {moved}; the rest fell {rest}"
    return f"{name} fell {moved}; the rest rose {rest}"


def leading_wards(assessment: Assessment) -> tuple[Part, ...]:
    """The wards that moved furthest in the direction of a real change, at most four.

    Each is more than noise by itself, and none that is left out moved as far.
    """
    breakdown = _breakdown(assessment, BY_WARD)
    change = assessment.change.difference
    if breakdown is None or not change or not assessment.change.is_real:
        return ()
    if breakdown.difference is None or breakdown.difference * change <= 0:
        return ()
    same_way = sorted(
        (part for part in breakdown.parts if (part.difference or 0) * change > 0),
        key=_size,
        reverse=True,
    )
    sure = tuple(takewhile(lambda part: part.more_than_noise, same_way))[:MOST_WARDS]
    left = max((_size(part) for part in same_way[len(sure) :]), default=0)
    return tuple(part for part in sure if _size(part) > left)


def _breakdown(assessment: Assessment, by: str) -> Breakdown | None:
    return next((one for one in assessment.drivers if one.by == by and one.parts), None)


def _size(part: Part) -> float:
    return abs(part.difference or 0)


def _way(assessment: Assessment) -> str:
    return "rise" if (assessment.change.difference or 0) > 0 else "fall"


def _wards_clause(wards: tuple[Part, ...], way: str) -> str:
    return f"{_NUMBER[len(wards)]} wards had the largest {way}s"


def _names(wards: tuple[Part, ...]) -> str:
    return ", ".join(part.name for part in wards)
