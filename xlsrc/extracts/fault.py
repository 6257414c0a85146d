"""What is at fault in a file that is used all the same, said once for many cells alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from xlsrc.domain.wording import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_SHOWN: Final = 6  # rows, and cells' texts, named in a message


ANY_INDICATOR: Final = "*"
"""Whose figures were lost where nobody can know of which indicator they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One sentence without the file's name, which goes before it, and the indicator it touches.

    ``indicator`` is the id that the file gives, or the one that it is perhaps meant for; '' where
    it is of none; :data:`ANY_INDICATOR` where it may be of any that has no other return.
    ``is_used``: its figures are used all the same.
    """

    indicator: str
    text: str
    is_used: bool = False


@dataclass(slots=True)
class FaultLog:
    """The faults of one file as they are found; cells alike become one sentence."""

    _found: dict[tuple[str, str, str, str], list[tuple[int, str]]] = field(default_factory=dict)

    def add(
        self, indicator: str, line: int, column: str, wanted: str, found: str, action: str
    ) -> None:
        """One cell: its row and column, what was wanted there, what was found, what to do."""
        self._found.setdefault((indicator, column, wanted, action), []).append((line, found))

    def faults(self) -> tuple[Fault, ...]:
        """A sentence for each kind of fault, in order of first sight."""
        return tuple(
            Fault(
                indicator=indicator,
                text=(
                    f"{_rows([line for line, _ in cells])}, column {column}: {wanted} was wanted; "
                    f"found {_shown([found for _, found in cells])}"
                    f"{f' for {indicator}' if indicator.strip(ANY_INDICATOR) else ''}: {action}"
                ),
            )
            for (indicator, column, wanted, action), cells in self._found.items()
        )


def _rows(lines: Sequence[int]) -> str:
    distinct = list(dict.fromkeys(lines))
    if len(distinct) == 1:
        return f"row {distinct[0]}"
    return f"rows {some([str(line) for line in distinct])}"


def _shown(found: Sequence[str]) -> str:
    return some(list(dict.fromkeys(found)))


def some(names: Sequence[str]) -> str:
    """The names as a list in words; of many the first few, and how many more there are."""
    more = len(names) - _MOST_SHOWN
    if more <= 0:
        return listed(list(names))
    return f"{', '.join(names[:_MOST_SHOWN])} and {more} more"
