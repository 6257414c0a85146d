"""How much harm an offence does, and the indicators that are sums of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlsrc.domain.indicator import Source, SourceChoice

HARM_WEIGHTS: Final = "HarmWeights"
VICTIM_REPORTED: Final = f"{HARM_WEIGHTS}: victim-reported"
ALL_WEIGHTS: Final = f"{HARM_WEIGHTS}: all"
"""What the Definitions name as offences where an indicator is a sum of weights × counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmWeight:
    """One row of the HarmWeights table: the days of an offence, and what is counted with them.

    ``offences`` are canonical offences or groups, by the names that any source has for them.
    """

    subgroup: str
    days: float
    offences: tuple[str, ...]
    is_victim_reported: bool


def is_harm(offences: Sequence[str]) -> bool:
    """Whether what the Definitions name as offences are the weights of harm."""
    return any(one.casefold().startswith(HARM_WEIGHTS.casefold()) for one in offences)


def weighed(
    choice: SourceChoice,
    weights: Sequence[HarmWeight],
    names: Callable[[Source], frozenset[str]],
) -> SourceChoice:
    """The choice with the offences that its weights are of, as its source names them.

    A choice that names no weights is as it was. ``names`` gives the offences and groups that a
    source can be counted by; of a row's it takes those that the source has.

    Raises
    ------
    ValueError
        No such set of weights, none of it in the table, or a subgroup that the source does not
        count by itself: a sum without it would be no sum of harm.
    """
    if not is_harm(choice.offences):
        return choice
    asked = "; ".join(choice.offences).casefold()
    if asked not in (VICTIM_REPORTED.casefold(), ALL_WEIGHTS.casefold()):
        message = f"Offences must be {VICTIM_REPORTED} or {ALL_WEIGHTS}, and nothing besides"
        raise ValueError(message)
    wanted = [one for one in weights if one.is_victim_reported or asked == ALL_WEIGHTS.casefold()]
    if not wanted:
        message = f"Offences name {HARM_WEIGHTS}, a table that has no row of them"
        raise ValueError(message)
    known = {name.casefold(): name for name in names(choice.source)}
    offences: list[str] = []
    days: list[float] = []
    for one in wanted:
        own = [known[name.casefold()] for name in one.offences if name.casefold() in known]
        if not own:
            message = (
                f"Offences name {HARM_WEIGHTS}, which needs counts by Home Office subgroup: "
                f"{choice.source} has none of '{one.subgroup}'"
            )
            raise ValueError(message)
        offences += own
        days += [one.days] * len(own)
    return replace(choice, offences=tuple(offences), weights=tuple(days))


def counted_twice(weights: Sequence[HarmWeight], of: Callable[[str], frozenset[str]]) -> list[str]:
    """The subgroups, in order, that count an offence twice, or one which one before them counts.

    ``of`` gives the canonical offences behind a name.
    """
    taken: set[str] = set()
    found = []
    for one in weights:
        counted = [offence for name in one.offences for offence in of(name)]
        if len(set(counted)) < len(counted) or not taken.isdisjoint(counted):
            found.append(one.subgroup)
        taken.update(counted)
    return found
