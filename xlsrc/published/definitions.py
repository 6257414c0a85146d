"""What an indicator counts, in words that a later edition can be held beside."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlsrc.domain.indicator import Indicator
    from xlsrc.extracts.offences import Offences

BETWEEN: Final = " | "
_IS: Final = ": "
NAMED: Final = 8
"""So many offences are named one by one; of more there is their number and a digest."""


def definition_text(indicator: Indicator, offences: Offences) -> str:
    """``Source: MPS recorded crime | Offences: Robbery | Made of: …``: what the figures count.

    Of the source that is used, not of those that might be; what it is called, where it is shown
    and what is said of it are no part of it.
    """
    behind = sorted(offences.behind(indicator))
    names = sorted(indicator.offences)
    parts = {
        "Source": indicator.source.value,
        "Offences": "; ".join(names),
        "Per 100 of": "; ".join(sorted(indicator.per_offences)),
        "Unit": indicator.unit,
        "Direction": indicator.polarity.value.replace("_", " "),
        "Weights": _weights(indicator),
        "Made of": "" if behind == names else _some(behind),
    }
    return BETWEEN.join(f"{part}{_IS}{text}" for part, text in parts.items() if text)


def definition_digest(text: str) -> str:
    """What tells a definition from others."""
    return "d" + hashlib.sha256(text.encode()).hexdigest()[:9]


def changed_parts(was: str, now: str) -> tuple[tuple[str, str, str], ...]:
    """The parts of two definitions that differ: the part, what it was and what it is."""
    before, after = _parts(was), _parts(now)
    return tuple(
        (part, before.get(part, ""), after.get(part, ""))
        for part in dict.fromkeys((*before, *after))
        if before.get(part) != after.get(part)
    )


def _parts(text: str) -> dict[str, str]:
    pairs = (part.partition(_IS) for part in text.split(BETWEEN))
    return {part: said for part, _, said in pairs if part}


def _weights(indicator: Indicator) -> str:
    """How many weights there are, and which: of one offence of harm nobody reads its days here."""
    pairs = sorted(zip(indicator.offences, indicator.weights, strict=False))
    if not pairs:
        return ""
    text = "; ".join(f"{offence} {weight:g}" for offence, weight in pairs)
    return f"{len(pairs)} ({_short(text)})"


def _some(names: list[str]) -> str:
    text = "; ".join(names)
    return text if len(names) <= NAMED else f"{len(names)} offences ({_short(text)})"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
