"""A finding: what is wrong with what came in, how far it reaches, and what to do about it."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from xlsrc.domain.area import Level

if TYPE_CHECKING:
    from xlsrc.domain.acknowledgement import Acknowledgement
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Source


class Severity(StrEnum):
    """The most that a finding may do: a file is not used; figures are doubtful; or it is said."""

    STOPS = "stops"
    WITHHOLDS = "withholds"
    NOTES = "notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """At most ``most`` offences more in an area, spread over ``months``, if the fault hides any."""

    area: Area
    offence: str
    months: frozenset[int]
    most: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault of one source, found by ``rule``.

    ``areas``, ``offences`` (canonical names) and ``months`` (ordinals) are those it reaches;
    ``None`` means all. ``wanted``, ``found``, ``where`` and ``action`` are the parts of its
    sentence, without a full stop. ``size`` is the figure that was found, by which facts that
    moved are told from facts that stand. ``missing`` says how much it can hide; where it is
    empty and the finding withholds, that is not known. ``acknowledged`` is the row of the table
    Acknowledged that holds for it: it then only marks. ``lapsed`` says why one that named it does
    not hold any more. Where counts only moved among offences, ``within`` has these: what sums all
    of them is right. ``wholes`` are those of the areas that were made of others after it was found:
    it is the same finding with them and without.
    """

    rule: str
    severity: Severity
    source: Source
    files: tuple[str, ...]
    areas: frozenset[Area] | None = None
    offences: frozenset[str] | None = None
    months: frozenset[int] | None = None
    wanted: str
    found: str
    where: str
    action: str
    size: float = math.nan
    missing: tuple[Missing, ...] = ()
    acknowledged: Acknowledgement | None = None
    lapsed: str = ""
    within: frozenset[str] = frozenset()
    wholes: frozenset[Area] = frozenset()

    @property
    def id(self) -> str:
        """What the finding is known by: the same when a next release moves only its last month."""
        areas = None if self.areas is None else self.areas - self.wholes
        parts = (
            self.rule,
            self.source.value,
            *_sorted(None if areas is None else {repr(area) for area in areas}),
            "|",
            *_sorted(self.offences),
            "|",
            "" if not self.months else str(min(self.months)),
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]

    @property
    def reference(self) -> str:
        """What an acknowledgement names it by, ``3f9a1c20b7-1200``: its id and its size.

        The size to three figures; without one the id alone.
        """
        return self.id if math.isnan(self.size) else f"{self.id}-{rounded(self.size)}"

    @property
    def sentence(self) -> str:
        """What was wanted, what was found, where, and what to do."""
        return f"{self.wanted}: {self.found}. {self.where}. {self.action}."

    @property
    def is_doubt(self) -> bool:
        """Whether figures cannot be relied on: it stops or withholds, unacknowledged."""
        return self.severity is not Severity.NOTES and self.acknowledged is None

    def reaches(self, area: Area) -> bool:
        """Whether it is about an area, or about a part of it."""
        return self.areas is None or any(
            one == area or (one.level is not Level.BOROUGH and one.borough == area.name)
            for one in self.areas
        )

    def changes_the_sum_of(self, offences: frozenset[str]) -> bool:
        """Whether a sum of canonical offences is not what it should be."""
        if self.offences is None:
            return True
        if self.within and self.within <= offences:
            return False
        return not self.offences.isdisjoint(offences)

    def counts_in(self, source: Source, offences: frozenset[str]) -> bool:
        """Whether it is about any of the canonical offences of a source."""
        return self.source is source and (
            self.offences is None or not self.offences.isdisjoint(offences)
        )


def rounded(size: float) -> str:
    """A size to three figures, ``1230`` or ``0.0346``, without a power of ten."""
    return format(Decimal(f"{size:.3g}").normalize(), "f")


def _sorted(names: frozenset[str] | set[str] | None) -> list[str]:
    return ["*"] if names is None else sorted(names)
