"""The phrases that several slides use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.words.letters import UNIT, lower_first

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment

NUMBERS: Final = (
    "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
TAIL: Final = re.compile(
    r" (?:of|from|with|without|per|in|to|by|on|through|against|for|‡)(?: |$)|[,:(]"
)
"""What follows the word that an indicator's name is about."""

COMMON: Final = frozenset({
    "all", "areas", "authorities", "boroughs", "cities", "comparable", "counties", "districts",
    "matched", "most", "neighbouring", "nearby", "nearest", "other", "our", "peers", "similar",
    "the", "towns", "your",
})  # fmt: skip
"""Words with which the name of a peer group may begin that are no name themselves."""

TENTH, THIRTEENTH = 10, 13
"""``11th`` to ``13th`` end otherwise than ``1st`` to ``3rd``."""


def number(value: int) -> str:
    """``three``; figures from 13 on."""
    return NUMBERS[value] if value < len(NUMBERS) else f"{value:,}"


def ordinal(place: int) -> str:
    """``3rd``, ``11th``, ``22nd``."""
    teens = TENTH < place % 100 <= THIRTEENTH
    return f"{place}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(place % 10, 'th')}"


def named(assessment: Assessment) -> str:
    """An indicator's name within a sentence: ``burglary``, ``ASB incidents ‡``."""
    return lower_first(without_unit(assessment.label))


def without_unit(label: str) -> str:
    """``Reoffending ‡`` of ``Reoffending, % ‡``: a label without its unit."""
    return label.replace(UNIT, "")


def is_or_are(name: str) -> str:
    """The verb that goes with an indicator's name: ``are`` of ``ASB incidents``."""
    return "are" if _is_plural(name) else "is"


def ranks_or_rank(name: str) -> str:
    """The verb that goes with an indicator's name: ``rank`` of ``ASB incidents``."""
    return "rank" if _is_plural(name) else "ranks"


def _is_plural(name: str) -> bool:
    """Whether the word that a name is about is of several; ``possession of weapons`` is not."""
    about = TAIL.split(name, maxsplit=1)[0].split()
    return bool(about) and about[-1].endswith("s") and not about[-1].endswith(("ss", "us", "is"))


def peers_named(group: str) -> str:
    """The name of a peer group inside a sentence: ``nearest areas``, but ``London boroughs``."""
    first = group.partition(" ")[0]
    return lower_first(group) if first.casefold() in COMMON else group


def moved_by(assessment: Assessment) -> str:
    """How far an indicator moved, without a sign: ``11 %``, ``2.1 pt``, ``4``; '' for nothing.

    A count without a per cent is one of few events.
    """
    change = assessment.change
    if change.difference is None:
        return ""
    if assessment.indicator.is_share:
        return f"{abs(change.difference):.1f} pt"
    if change.percent is None:
        return wording.count(abs(change.difference))
    return f"{wording.signed(abs(change.percent)).removeprefix('+')} %"


def mark(*, illustrative: bool) -> str:
    """`` ‡`` for what is invented."""
    return f" {ILLUSTRATIVE_MARK}" if illustrative else ""
