"""What the gate asks of a police force's month: how many rows, where, and which stand again."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, Self

from xlsrc.extracts.label import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

STREET: Final = "data.police.uk street"
OUTCOMES: Final = "data.police.uk outcomes"
SEARCHES: Final = "data.police.uk stop and search"

GROUP_OF: Final = {OUTCOMES: "Outcomes", SEARCHES: "Stop and search"}
"""The group of labels under which a layout's kinds stand; a crime type is a group of its own."""

RAILWAYS: Final = "British Transport Police"
NATIONAL_FORCES: Final = frozenset({RAILWAYS})
"""Forces without an area of their own: what they report is added to the figures of others."""

# Of real files up to 3.4 % of rows repeat a Crime ID; of their rows without one 18 to 22 % of the
# distinct ones stand an even number of times.
_REPEATED_IDS: Final = 0.10
_EVEN_ROWS: Final = 0.60
_LEAST_ROWS: Final = 20
SAMPLE: Final = 64
_ID_LETTERS: Final = 16
_MONTH_FOLDER: Final = re.compile(r"^(19|20)\d{2}-(0[1-9]|1[0-2])$")


def label_of(layout: str, kind: str) -> Label:
    """The label under which a layout's kind of incident counts."""
    return Label(group=GROUP_OF.get(layout, kind), offence=kind)


class Use(StrEnum):
    """What became of a month: in the figures, or why it is not."""

    USED = "used"
    REPEATED = "its rows stand again"
    OLDER = "of an older download"
    SHORT = "of a download without the two years"
    PARTED = "of another download than this year's"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetFile:
    """One month (ordinal) of one force in one file; ``layout`` is what the file is of.

    ``rows`` are all of them; ``identified`` have a Crime ID, in ``repeated`` of them another row's.
    Of the rows without one ``distinct`` are unlike, ``even`` of those stand an even number of
    times. ``pointed`` have no LSOA's code, and lie where their point is. ``placed`` counts by
    authority (code, name) and crime type, or outcome or kind of search, ``unplaced`` by type what
    has no place. ``sample`` are the smallest Crime IDs, by which copies are known.
    """

    file: str
    layout: str
    force: str
    month: int
    rows: int
    identified: int
    repeated: int
    distinct: int
    even: int
    pointed: int
    placed: tuple[tuple[str, str, str, int], ...]
    unplaced: tuple[tuple[str, int], ...]
    sample: tuple[str, ...]
    use: Use = Use.USED

    @property
    def ids_stand_again(self) -> bool:
        """Whether more Crime IDs are another row's than in any real file."""
        return self.repeated >= _LEAST_ROWS / 2 and self.repeated > _REPEATED_IDS * self.identified

    @property
    def rows_stand_again(self) -> bool:
        """Whether the rows without an ID stand in pairs more often than in any real file."""
        return self.distinct >= _LEAST_ROWS and self.even > _EVEN_ROWS * self.distinct

    @property
    def is_repeated(self) -> bool:
        """Whether it cannot be used: nobody can know what stands there once."""
        return self.ids_stand_again or self.rows_stand_again

    @property
    def download(self) -> str:
        """The archive that it is in, or the folder around the months' own folders."""
        return download_of(self.file)

    def fields(self) -> tuple[Any, ...]:
        """Its fields as JSON can hold them."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    @classmethod
    def of_fields(cls, fields: Iterable[Any]) -> Self:
        """The file of :meth:`fields`, read back."""
        *figures, placed, unplaced, sample, use = fields
        names = tuple(cls.__dataclass_fields__)[: len(figures)]
        return cls(
            **dict(zip(names, figures, strict=True)),
            placed=tuple((code, name, kind, count) for code, name, kind, count in placed),
            unplaced=tuple((kind, count) for kind, count in unplaced),
            sample=tuple(sample),
            use=Use(use),
        )


def download_of(file: str) -> str:
    """The archive that a file is or is in, or the folder around its ``YYYY-MM`` folder."""
    parts = PurePosixPath(file).parts
    for at, part in enumerate(parts):
        if part.lower().endswith(".zip"):
            return "/".join(parts[: at + 1])
    folders = parts[:-1]
    return "/".join(folders[:-1] if folders and _MONTH_FOLDER.match(folders[-1]) else folders)


def sample_of(names: Iterable[str]) -> tuple[str, ...]:
    """The smallest of the distinct names, shortened: of two copies they are the same."""
    return tuple(
        hashlib.sha256(one.encode()).hexdigest()[:_ID_LETTERS] for one in nsmallest(SAMPLE, names)
    )
