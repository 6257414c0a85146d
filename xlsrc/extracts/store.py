"""A folder of extracts as one store: what is there, what is at fault, and its monthly series."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Self

import numpy as np

from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import NoFiguresError, NoFolderError, NoSourceError, Told, UnknownAreaError
from xlsrc.domain.month import Month
from xlsrc.domain.names import name_key
from xlsrc.extracts.folder import NOT_USED, FileLine, folder_reading
from xlsrc.extracts.gate.eras import barred
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.gate.kept import findings_kept
from xlsrc.extracts.gate.releases import used
from xlsrc.extracts.offences import Offences, offences_digest, offences_for, shipped_offences
from xlsrc.extracts.panel import Panel, Selection, area_key, assembled, layers_of
from xlsrc.extracts.places import Places, places_for, shipped_places
from xlsrc.extracts.selection import counts_each
from xlsrc.extracts.whole_areas import not_held, with_whole_areas, with_whole_findings
from xlsrc.extracts.withheld import ends_withheld, withheld
from xlsrc.keeping.limits import USER_CACHES
from xlsrc.keeping.trimmed import tended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from xlsrc.domain.indicator import Source
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.folder import Control
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.kept_counts import CountsFolder
    from xlsrc.extracts.population import Populations

_NAMED: Final = 5
"""Areas that a message names of those there are."""

USER_CACHE: Final = USER_CACHES / "extracts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A month of a series that a newer vintage changed."""

    month: Month
    selection: Selection
    before: float
    after: float
    vintage_before: str
    vintage_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The extracts of a folder; ``faults`` name files that are not used or count once,
    ``files`` what became of every file.

    ``findings`` are what the gate found; a file that one of them stops is not among ``extracts``.
    ``lost`` are those of the ``faults`` that are about files which were perhaps partner returns.

    By the lists ``offences`` and ``places`` the labels and areas of its files are read. ``cache``
    is the folder in which what was read, and worked out, is kept; None: nowhere. ``people`` are
    the estimates that lie with it where they are read already, ``judged`` what was found of its
    series by what tells settings apart for that.
    """

    folder: Path
    extracts: tuple[Extract, ...]
    faults: tuple[str, ...]
    files: tuple[FileLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    lost: tuple[str, ...] = ()
    offences: Offences = field(default_factory=shipped_offences, repr=False)
    places: Places = field(default_factory=shipped_places, repr=False)
    cache: Path | None = field(default=None, repr=False)
    people: Populations | None = field(default=None, repr=False, compare=False)
    judged: Mapping[str, tuple[Finding, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        cache: Path | None = USER_CACHE,
        progress: Callable[[str], None] | None = None,
        control: Control | None = None,
        counts: CountsFolder | None = None,
    ) -> Self:
        """The store of every extract below ``folder``, formats recognised by their headers.

        A file that cannot be read becomes a fault and stops nothing else. ``cache`` keeps files
        already read (``None``: nowhere). ``control`` takes out of the extracts what is not to be
        known. ``counts`` has what street files give, which are then not read.
        :class:`~xlsrc.domain.errors.ExtractError` for a folder that is not there.
        """
        if not folder.is_dir():
            message = (
                f"a folder of extracts was wanted; found no folder at {folder}: correct the path"
            )
            raise NoFolderError(message)
        cache = tended(cache, progress)
        offences, places = offences_for(folder), places_for(folder)
        found = folder_reading(folder, cache, progress, offences, places, control, counts)
        findings = findings_kept(
            cache, found.extracts, places, offences_digest(folder), found.street
        )
        stops = [one for one in findings if one.severity is Severity.STOPS]
        stopped = {file: one for one in stops for file in one.files}
        return cls(
            folder=folder,
            extracts=used(found.extracts, findings),
            faults=(*found.faults, *(Told(one.sentence, one.rule) for one in stops)),
            files=tuple(
                replace(line, state=NOT_USED, detail=f"see finding {stopped[line.file].reference}")
                if line.file in stopped
                else line
                for line in found.files
            ),
            findings=findings,
            lost=found.lost,
            offences=offences,
            places=places,
            cache=cache,
        )

    def select(self, source: Source, level: Level) -> tuple[Extract, ...]:
        """The extracts of one source and level, oldest vintage first."""
        return tuple(one for one in self.extracts if one.source == source and one.level == level)

    def areas(
        self, level: Level, borough: str | None = None, *, source: Source | None = None
    ) -> tuple[Area, ...]:
        """The areas with an ONS code, by name, as the newest vintage of their borough has them.

        Boroughs older wards of which were replaced show the new wards alone. Odd areas
        ("Unknown", airports) have no code and are not among them.
        """
        newest: dict[str, tuple[str, dict[object, Area]]] = {}
        for extract in self.extracts:
            if extract.level != level or (source is not None and extract.source != source):
                continue
            for area in extract.areas:
                home = name_key(area.borough or area.name)
                if not area.code or (borough is not None and home != name_key(borough)):
                    continue
                vintage, members = newest.get(home, ("", {}))
                if extract.vintage > vintage:
                    vintage, members = extract.vintage, {}
                if extract.vintage == vintage:
                    members[area_key(area)] = area
                newest[home] = (vintage, members)
        areas = [area for _, members in newest.values() for area in members.values()]
        return tuple(sorted(areas, key=lambda area: (area.name, area.borough)))

    def area(self, name_or_code: str) -> Area:
        """The whole area of a name, alias or code that the extracts hold figures for.

        :class:`~xlsrc.domain.errors.AreaError` suggests the nearest names.
        """
        area = self.places.known(name_or_code)
        if area is None:
            message = (
                f"an area of England and Wales was wanted; found {name_or_code!r}: perhaps "
                f"{self.places.nearest(name_or_code)}"
            )
            raise UnknownAreaError(message)
        there = self.areas(Level.BOROUGH)
        if area not in there and area not in self.holding([area]).areas(Level.BOROUGH):
            found = ", ".join(one.name for one in there[:_NAMED])
            more = f" and {len(there) - _NAMED} more" if len(there) > _NAMED else ""
            message = (
                f"figures of {area.name} were wanted; found those of {found or 'no area'}{more} "
                f"in {self.folder}: add extracts that hold it"
            )
            if self.faults:
                message = "\n".join((f"{message}. Not used are:", *self.faults))
            raise NoFiguresError(message)
        return area

    def holding(self, areas: Iterable[Area]) -> Store:
        """The store with figures of these areas too, made of those of what lies in them.

        What is found of a part of one is found of it. An area of which nothing is there stays
        without figures.
        """
        wanted = not_held(self.extracts, areas)
        if not wanted:
            return self
        return replace(
            self,
            extracts=with_whole_areas(self.extracts, wanted, self.places),
            findings=with_whole_findings(self.findings, wanted, self.places),
        )

    def latest_month(
        self,
        source: Source,
        level: Level,
        area: Area | None = None,
        offences: Sequence[str] = (),
    ) -> Month:
        """The last complete month that a source has at a level, of one area if given.

        With ``offences`` that of the files which count them, if any does: a police force's
        searches may run later than its crimes. Months that a finding withholds for all offences
        are not among them.
        :class:`~xlsrc.domain.errors.ExtractError` when there is none.
        """
        key = None if area is None else area_key(area)
        extracts = self.select(source, level)
        left_out = ends_withheld(self.findings, extracts, area)
        here = [
            extract
            for extract in extracts
            if key is None or any(area_key(one) == key for one in extract.areas)
        ]
        here = [one for one in here if counts_each(one, offences)] or here
        months = [last for one in here if (last := _last_month(one, left_out)) is not None]
        if not months:
            place = "any area" if area is None else area.name
            message = (
                f"an extract of {source.value} for {place} at {level.value} level was wanted; "
                f"found none in {self.folder}: add one to the folder"
            )
            raise NoSourceError(message)
        return Month(max(months))

    def panel(
        self,
        source: Source,
        level: Level,
        areas: Sequence[Area],
        selections: Sequence[Selection],
        as_at: Month,
    ) -> Panel:
        """The monthly series of areas × selections, to ``as_at``: see :func:`panel.assembled`.

        Without what the ``findings`` withhold: see :func:`withheld.withheld`. What an older
        release counts otherwise is not joined: the series begins where its definition does.
        """
        extracts = self.select(source, level)
        other = barred(extracts, self.findings, as_at)
        panel = assembled(extracts, areas, selections, as_at, other)
        return withheld(panel, self.findings, extracts, areas, selections)

    def revisions(
        self,
        source: Source,
        level: Level,
        area: Area,
        selections: Sequence[Selection],
        as_at: Month,
    ) -> tuple[Revision, ...]:
        """The months to ``as_at`` that the newest vintage states otherwise than the one before it.

        Sums of many months are the reader's to make; a month in a single vintage is no revision.
        """
        # An invented figure is no earlier edition of a real one.
        extracts = [one for one in self.select(source, level) if not one.illustrative]
        other = barred(extracts, self.findings, as_at)
        layers = layers_of(extracts, extracts, [area], selections, as_at, other)
        first = as_at.ordinal - layers.counts.shape[3] + 1
        revisions = []
        for position, selection in enumerate(selections):
            has = layers.has[:, 0, position] & np.isfinite(layers.counts[:, 0, position])
            for month in np.flatnonzero(has.sum(axis=0) > 1):
                before, after = np.flatnonzero(has[:, month])[-2:]
                figures = layers.counts[:, 0, position, month]
                if figures[before] != figures[after]:
                    revisions.append(
                        Revision(
                            month=Month(first + int(month)),
                            selection=selection,
                            before=float(figures[before]),
                            after=float(figures[after]),
                            vintage_before=layers.vintages[before],
                            vintage_after=layers.vintages[after],
                        )
                    )
        return tuple(revisions)

    def unmapped(self) -> tuple[str, ...]:
        """The release labels that no canonical offence stands for, with their file."""
        return tuple(
            f"{extract.file}: {label.group} / {label.offence}"
            for extract in self.extracts
            for label, meaning in zip(extract.labels, extract.meanings, strict=True)
            if not meaning.mapped
        )


def _last_month(extract: Extract, left_out: frozenset[tuple[str, int]]) -> int | None:
    months = (m for m in reversed(extract.months) if (extract.vintage, m) not in left_out)
    return next(months, None)
