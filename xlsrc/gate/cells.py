"""The figures of one source as the series rules see them: area × offence × month, as joined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import OFFENCES_MEASURE, Source
from xlsrc.domain.month import Month
from xlsrc.domain.names import name_key
from xlsrc.domain.settings import Effect
from xlsrc.extracts.gate.release import is_ordinary
from xlsrc.extracts.panel import Selection, area_key, assembled
from xlsrc.extracts.street_file import OUTCOMES, SEARCHES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.area import Area
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.store import Store

    Flags = NDArray[np.bool_]

_RECENT: Final = 24
_LASTS: Final = 12
_LARGE: Final = 0.01

_LIVES: Final = 6
"""A part of a borough without an offence in so many months at either end was not there yet, or is
no more: wards are drawn anew."""

_JUDGED_BY_FILE: Final = frozenset({OUTCOMES, SEARCHES})
"""What changes with what police forces do: of it only the files are judged."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Cells:
    """The months of one source and level, of one police force where files are by force.

    ``counts`` and ``vintage`` (an index into ``vintages``, −1: no release has the month) are
    area × offence × month; month m is ``first + m``. ``ordinary`` marks the areas that are no odd
    ones. ``masked`` and ``steps`` (offence × month) are the known changes; masked months are gaps
    in ``counts``, not in ``as_counted``. ``members`` are the offences that are parts of the total,
    none inside another. ``every_area``: whether they are all areas that their releases have.
    ``shown_to`` is the last month of which changes are shown; None for the last that there is.
    """

    extracts: tuple[Extract, ...]
    areas: tuple[Area, ...]
    offences: tuple[str, ...]
    first: int
    counts: NDArray[np.float64]
    as_counted: NDArray[np.float64]
    vintage: NDArray[np.int16]
    vintages: tuple[str, ...]
    ordinary: Flags
    masked: Flags
    steps: Flags
    members: Flags
    every_area: bool = True
    shown_to: Month | None = None

    @property
    def source(self) -> Source:
        """The publisher's dataset."""
        return self.extracts[0].source

    @property
    def level(self) -> Level:
        """What its areas are."""
        return self.extracts[0].level

    @property
    def months(self) -> int:
        """How many months there are."""
        return int(self.counts.shape[2])

    @property
    def is_returned(self) -> bool:
        """Whether a partner returns them: single series, of which others say nothing."""
        return self.source is Source.PARTNER_RETURN

    @property
    def is_there(self) -> Flags:
        """Which offences any area has a month of."""
        return np.asarray((self.vintage >= 0).any(axis=(0, 2)))

    @cached_property
    def large(self) -> Flags:
        """The ordinary areas with 1 % of all that is counted, or more: how single small areas
        vary was never measured.
        """
        own = np.nan_to_num(self.counts[:, self.members]).sum(axis=(1, 2))
        return np.asarray(self.ordinary & (own >= _LARGE * own[self.ordinary].sum()))

    @property
    def is_recent(self) -> Flags:
        """The months that changes on the year before are made of, and any after them: notes of
        older ones are noise.
        """
        end = self.months if self.shown_to is None else self.shown_to.ordinal + 1 - self.first
        return np.asarray(np.arange(self.months) >= min(end, self.months) - _RECENT)

    @property
    def reached(self) -> frozenset[Area] | None:
        """The areas that a fault of all of them reaches."""
        if self.every_area:
            return None
        return frozenset(self.areas[at] for at in np.flatnonzero(self.ordinary).tolist())

    def reached_of(self, offences: Sequence[int]) -> frozenset[str] | None:
        """The offences that a fault of some of them reaches; None for all parts of the total."""
        lacking = set(np.flatnonzero(self.members & self.is_there).tolist()) - set(offences)
        return self.canonical(offences) if lacking else None

    @cached_property
    def joins(self) -> Flags:
        """Where a series goes on in another release than the month before: that says nothing."""
        joined = np.zeros(self.vintage.shape, dtype=bool)
        before, now = self.vintage[:, :, :-1], self.vintage[:, :, 1:]
        joined[:, :, 1:] = (before != now) & (before >= 0) & (now >= 0)
        return joined

    @cached_property
    def levels(self) -> Flags:
        """Where a series may go on at another level: in another release, for a year at least, in
        a new way of recording, or after months left out.
        """
        lasting = np.zeros(self.vintage.shape, dtype=bool)
        if self.months >= _LASTS:
            same = self.vintage[:, :, 1:] == self.vintage[:, :, :-1]
            runs = np.lib.stride_tricks.sliding_window_view(same, _LASTS - 1, axis=2)
            lasting[:, :, : runs.shape[2]] = runs.all(axis=-1)
        after = np.zeros(self.masked.shape, dtype=bool)
        after[:, 1:] = self.masked[:, :-1] & ~self.masked[:, 1:]
        return (self.joins & lasting) | self.steps | after

    def name(self, month: int) -> str:
        """The month of a column in words."""
        return Month(self.first + month).name

    def canonical(self, offences: Iterable[int]) -> frozenset[str]:
        """The canonical offences behind some of the series."""
        known = self.extracts[0].offences
        names = [self.offences[at] for at in offences]
        return frozenset().union(*(known.of(self.source, name) or {name} for name in names))

    def files(
        self, area: int | slice, offence: int | slice | list[int], months: Sequence[int]
    ) -> tuple[str, ...]:
        """The files that the figures of some cells come from."""
        some = self.vintage[area][..., list(months)]
        some = some[:, offence] if isinstance(area, slice) else some[offence]
        used = {self.vintages[at] for at in np.unique(some).tolist() if at >= 0}
        ordinals = {self.first + month for month in months}
        return tuple(
            one.file
            for one in self.extracts
            if one.vintage in used and not ordinals.isdisjoint(one.months)
        )


def cells_of(store: Store, settings: Settings) -> Iterator[Cells]:
    """The cells of every source, level and police force of a store; invented figures are not
    looked at, nor is what is counted by the quarter: the rules know how months vary. Nor are
    outcomes and searches, and what is found of one police force reaches no other's areas.
    """
    kinds: defaultdict[tuple[Source, Level, str], list[Extract]] = defaultdict(list)
    for extract in store.extracts:
        by_quarter = extract.source.every > 1
        other = by_quarter or extract.layout in _JUDGED_BY_FILE
        if extract.months and not (extract.illustrative or other):
            kinds[extract.source, extract.level, extract.reporter].append(extract)
    for (source, level, reporter), extracts in kinds.items():
        # A force's LSOAs are the parts of its authorities, from the same rows.
        if not (reporter and level is Level.LSOA):
            yield from _alike(_cells(store, settings, source, extracts))


def _alike(cells: Cells) -> Iterator[Cells]:
    """The cells by areas of which the same months are there: their sums are no series otherwise."""
    there: Flags = np.asarray((cells.vintage >= 0).any(axis=1))
    kinds: defaultdict[bytes, list[int]] = defaultdict(list)
    for at, months in enumerate(there):
        kinds[months.tobytes()].append(at)
    ordinary_kinds = [some for some in kinds.values() if cells.ordinary[some].any()]
    for areas in ordinary_kinds:
        if there[areas[0]].any():
            yield replace(
                cells,
                areas=tuple(cells.areas[at] for at in areas),
                counts=cells.counts[areas],
                as_counted=cells.as_counted[areas],
                vintage=cells.vintage[areas],
                ordinary=cells.ordinary[areas],
                every_area=len(ordinary_kinds) == 1 and not cells.extracts[0].reporter,
            )


def _cells(store: Store, settings: Settings, source: Source, extracts: Sequence[Extract]) -> Cells:
    areas = tuple({area_key(area): area for one in extracts for area in one.areas}.values())
    meanings = {
        meaning
        for one in extracts
        for meaning, label in zip(one.meanings, one.labels, strict=True)
        if label.measure == OFFENCES_MEASURE
    }
    offences = tuple(sorted({meaning.offence for meaning in meanings}))
    last = Month(max(one.months[-1] for one in extracts))
    panel = assembled(extracts, areas, [Selection(offences=(name,)) for name in offences], last)
    first = panel.first_month.ordinal
    steps, masked = _known(store, settings, source, offences, range(first, last.ordinal + 1))
    ordinary = np.array([is_ordinary(area, store.places) for area in areas], dtype=bool)
    counts = panel.counts.copy()
    counts[:, masked] = np.nan
    if extracts[0].level is not Level.BOROUGH:
        counts[_not_there(counts)] = np.nan
    summed = {one.offence for one in meanings if one.notifiable and not one.overlaps}
    summed = summed or {one.offence for one in meanings}
    groups = {name_key(one.group) for one in meanings if not one.overlaps}
    names = {name_key(name) for name in offences}
    inside = {
        one.offence
        for one in meanings
        if name_key(one.group) in groups & names and name_key(one.offence) != name_key(one.group)
    }
    return Cells(
        extracts=tuple(extracts),
        areas=areas,
        offences=offences,
        first=first,
        counts=counts,
        as_counted=panel.counts,
        vintage=panel.vintage,
        vintages=panel.vintages,
        ordinary=ordinary,
        masked=masked,
        steps=np.zeros_like(steps) if source is Source.PARTNER_RETURN else steps,
        members=np.array([name in summed - inside for name in offences], dtype=bool),
        shown_to=settings.as_at,
    )


def _known(
    store: Store, settings: Settings, source: Source, offences: Sequence[str], months: range
) -> tuple[Flags, Flags]:
    """The first months of new ways of recording, and the months left out: offence × month."""
    steps, masked = np.zeros((2, len(offences), len(months)), dtype=bool)
    # Which of its sources an indicator goes by is known only after what is found here.
    counted_by = [by for one in settings.indicators if (by := one.by(source)) is not None]
    by_id = {one.id: one for one in counted_by}
    counted = [store.offences.of(source, name) | {name} for name in offences]
    for change in settings.known_changes:
        if source in change.applies_to:
            touched = np.ones(len(offences), dtype=bool)
        else:
            of_change: set[str] = set()
            for name in change.applies_to:
                if name in by_id:
                    of_change |= store.offences.behind(by_id[name])
            touched = np.array([not names.isdisjoint(of_change) for names in counted], dtype=bool)
        first = change.first.ordinal
        if change.effect is Effect.MASK:
            end = (change.last or change.first).ordinal
            inside = np.array([first <= month <= end for month in months])
            masked |= np.logical_and.outer(touched, inside)
        elif first in months:
            steps[touched, first - months.start] = True
    return steps, masked


def _not_there(counts: NDArray[np.float64]) -> Flags:
    """Area × offence × month: where an area is before its first offence, or after its last."""
    some: Flags = np.asarray(np.nan_to_num(counts).sum(axis=1) > 0)
    month = np.arange(some.shape[1])
    has: Flags = np.asarray(some.any(axis=1))
    first = np.where(has, some.argmax(axis=1), some.shape[1])
    last = np.where(has, some.shape[1] - 1 - some[:, ::-1].argmax(axis=1), -1)
    known: Flags = np.asarray(np.isfinite(counts).any(axis=1))
    start = np.where(known.any(axis=1), known.argmax(axis=1), 0)
    end = some.shape[1] - 1 - known[:, ::-1].argmax(axis=1)
    early = (month < first[:, None]) & ((first - start) >= _LIVES)[:, None]
    late = (month > last[:, None]) & ((end - last) >= _LIVES)[:, None]
    return np.broadcast_to((early | late)[:, None], counts.shape)
