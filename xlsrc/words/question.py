"""A question to the board with the figures it rests on, in longer and shorter forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.indicator import Indicator, Section

MOST_NAMED: Final = 3
"""Actions and wards that a question names before it says how many more there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to the board, and the figures it rests on, what matters most first.

    ``shorter`` is the question with fewer names, '' where it has none to leave out.
    """

    topic: str
    question: str
    evidence: tuple[str, ...] = ()
    shorter: str = ""

    def forms(self) -> Iterator[str]:
        """The sentence, then with less evidence, with fewer names, at last the question alone."""
        questions = [question for question in (self.question, self.shorter) if question]
        for question in questions:
            for number in range(len(self.evidence), 0, -1):
                yield f"{question} {_bracketed('; '.join(self.evidence[:number]))}"
        yield from questions


def _bracketed(evidence: str) -> str:
    """In round brackets, in square ones where it has round ones itself."""
    return f"[{evidence}]" if "(" in evidence else f"({evidence})"


def priorities_of(indicator: Indicator, dashboard: Dashboard) -> Iterable[Section]:
    """The priorities whose page shows an indicator, in their order."""
    return (
        section
        for section in dashboard.settings.sections
        if section.is_priority and section.id in indicator.sections
    )
