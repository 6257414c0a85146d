"""What is true of a folder of extracts: its yearly changes and peers, and what findings touch."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.defaults import default_settings
from xlsrc.domain.area import Level
from xlsrc.domain.errors import DashboardError
from xlsrc.extracts.folder import folder_reading
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.population import populations_for
from xlsrc.extracts.selection import atoms_of, labels_of
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.domain.month import Month
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.population import Populations

YEAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which figures are asked for: of one source and level, of some areas, to a month."""

    source: Source
    level: Level
    areas: tuple[Area, ...]
    as_at: Month

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The shipped indicators that are counts of this source."""
        return tuple(
            one
            for one in default_settings().indicators
            if one.source is self.source and not one.is_share
        )

    @property
    def selections(self) -> tuple[Selection, ...]:
        """What each of the indicators counts."""
        return tuple(Selection(offences=one.offences) for one in self.indicators)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """What a folder's files say, right or wrong, and what the gate found in them.

    ``counts`` is area × indicator × month to the month asked for, as they would be if the gate
    stopped and masked nothing. ``members`` are the canonical offences behind each indicator,
    ``words`` what the readers said.
    """

    question: Question
    store: Store
    counts: NDArray[np.float64]
    first_month: int
    members: tuple[frozenset[str], ...]
    words: frozenset[str]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the gate found, in any of the folder's files."""
        return self.store.findings

    def over(self, months: int) -> Answer:
        """The same for so many months: a damaged file may reach less far back, or farther."""
        counts = np.full((*self.counts.shape[:2], months), np.nan)
        last = min(months, self.counts.shape[2])
        counts[:, :, -last:] = self.counts[:, :, -last:]
        first = self.question.as_at.ordinal - months + 1
        return replace(self, counts=counts, first_month=first)

    @property
    def year(self) -> NDArray[np.float64]:
        """Area × indicator: the last 12 months."""
        return np.asarray(self.counts[:, :, -YEAR:].sum(axis=2))

    @property
    def year_before(self) -> NDArray[np.float64]:
        """Area × indicator: the 12 months before."""
        return np.asarray(self.counts[:, :, -2 * YEAR : -YEAR].sum(axis=2))

    @property
    def change(self) -> NDArray[np.float64]:
        """Area × indicator: the change on the year, in points; NaN where there is none."""
        before = self.year_before
        with np.errstate(divide="ignore", invalid="ignore"):
            change = np.where(before > 0, 100 * (self.year / before - 1), np.nan)
        return np.asarray(change)

    def rates(self) -> NDArray[np.float64]:
        """Area × indicator: the last 12 months per 1,000 people."""
        first = self.question.as_at - (YEAR - 1)
        people = _people().of(self.question.areas, first).people
        return np.asarray(1000 * self.year / people[:, None])

    def touched(self, findings: Iterable[Finding]) -> NDArray[np.bool_]:
        """Area × indicator × month: whether any of the findings is about it."""
        touched = np.zeros(self.counts.shape, dtype=bool)
        months = np.arange(self.counts.shape[2]) + self.first_month
        for one in findings:
            if one.source is not self.question.source or not self._is_of_this_level(one):
                continue
            if one.severity is Severity.STOPS:
                return np.ones(self.counts.shape, dtype=bool)  # nothing of the file is used
            areas = np.array([_is_about(one, area) for area in self.question.areas])
            offences = np.array([one.counts_in(one.source, each) for each in self.members])
            when = (
                np.ones(months.size, bool)
                if one.months is None
                else (np.isin(months, list(one.months)))
            )
            touched |= areas[:, None, None] & offences[:, None] & when
        return touched

    def _is_of_this_level(self, finding: Finding) -> bool:
        """A finding about a file of wards says nothing of boroughs."""
        level = self.question.level
        if level is Level.BOROUGH:
            return all("Ward" not in file and "LSOA" not in file for file in finding.files)
        return any(level.value.casefold() in file.casefold() for file in finding.files)


@cache
def _people() -> Populations:
    return populations_for(data_folder(), shipped_places())


def answer(
    folder: Path, question: Question, cache_folder: Path, also: Sequence[Extract] = ()
) -> Answer:
    """What a folder says to a question, read past the gate.

    ``also`` are extracts whose labels count, too, when a finding's offences are looked up: a
    label that a damage took away is in none of the folder's.
    """
    store = _scoped(Store.open(folder, cache=cache_folder), question.as_at)
    read = folder_reading(folder, cache_folder, None, store.offences, store.places).extracts
    ungated = replace(store, extracts=read, findings=())
    panel = ungated.panel(
        question.source,
        question.level,
        question.areas,
        question.selections,
        question.as_at,
    )
    return Answer(
        question=question,
        store=store,
        counts=panel.counts,
        words=frozenset((*store.faults, *(note for one in read for note in one.notes))),
        first_month=panel.first_month.ordinal,
        members=tuple(
            _members(question.source, one, (*read, *also)) for one in question.selections
        ),
    )


def _scoped(store: Store, as_at: Month) -> Store:
    """The store as every figure of a month is made from, with all that is found of its series, too;
    of the latest month where no area has that one.
    """
    for month, area in itertools.product((as_at, None), store.areas(Level.BOROUGH)):
        settings = replace(default_settings(), area=area.name, as_at=month)
        try:
            return Scope.of(store, settings).store
        except DashboardError:
            continue
    return store


def extracts_of(folder: Path, cache_folder: Path) -> tuple[Extract, ...]:
    """Every extract of a folder, read past the gate."""
    store = Store.open(folder, cache=cache_folder)
    return folder_reading(folder, cache_folder, None, store.offences, store.places).extracts


def _members(source: Source, selection: Selection, extracts: Iterable[Extract]) -> frozenset[str]:
    return frozenset(
        extract.meanings[at].offence
        for extract in extracts
        if extract.source is source
        for atom in atoms_of(source, selection)
        for at in labels_of(extract, atom)
    ) | frozenset(selection.offences)


def _is_about(finding: Finding, area: Area) -> bool:
    """Whether it reaches an area, or the borough around it."""
    return finding.reaches(area) or any(
        one.level is Level.BOROUGH and one.name == area.borough for one in finding.areas or ()
    )
