"""Street files of several downloads: this year and last are always of one of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from xlsrc.extracts.street_file import Use, download_of
from xlsrc.extracts.street_forces import forces_joined
from xlsrc.extracts.street_months import emptied, months_joined, without_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.street_file import StreetFile

TWO_YEARS: Final = 24
# Figures that end more than a year before a newer download say nothing of this year.
_FALLS_BACK: Final = 12

_Download = tuple["Extract", ...]  # a force's extracts of one download, one for each level


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetReading:
    """The extracts of all forces as the figures use them, every month of every file, and faults."""

    extracts: tuple[Extract, ...]
    files: tuple[StreetFile, ...]
    faults: tuple[str, ...]


def street_reading(found: Iterable[Extract]) -> StreetReading:
    """What all forces' files of data.police.uk give together, each layout by itself.

    A download is an archive, or a folder with its ``YYYY-MM`` folders. Of each force the newest
    that holds two years to its last month gives them, and older ones only earlier months or other
    editions of the same. The files say what became of
    each month.
    """
    layouts: defaultdict[str, list[Extract]] = defaultdict(list)
    for extract in found:
        layouts[extract.layout].append(extract)
    readings = [_of_layout(emptied(layouts.pop(name))) for name in list(layouts)]
    return StreetReading(
        extracts=tuple(extract for one in readings for extract in one.extracts),
        files=tuple(file for one in readings for file in one.files),
        faults=tuple(fault for one in readings for fault in one.faults),
    )


def _of_layout(found: Iterable[Extract]) -> StreetReading:
    downloads: defaultdict[str, list[Extract]] = defaultdict(list)
    for extract in found:
        downloads[_download(extract)].append(extract)
    faults: dict[str, None] = {}
    forces: defaultdict[str, list[_Download]] = defaultdict(list)
    del found
    for name in sorted(downloads):
        months, twice = months_joined(emptied(downloads.pop(name)))
        faults |= dict.fromkeys(twice)
        for reporter in dict.fromkeys(one.reporter for one in months):
            forces[reporter].append(tuple(one for one in months if one.reporter == reporter))
    ranked = [_ranked(of_force) for of_force in forces.values()]
    files = tuple(
        file
        for of_force in ranked
        for download in of_force
        for one in download
        for file in one.street
    )
    return StreetReading(extracts=tuple(_joined(ranked)), files=files, faults=tuple(faults))


def _download(extract: Extract) -> str:
    """Archives of a single month each are like loose files: they are collected month by month."""
    download = download_of(extract.file)
    is_one_month = len(extract.months) == 1 and download.lower().endswith(".zip")
    return download_of(download[: -len(".zip")]) if is_one_month else download


def _months(download: _Download) -> set[int]:
    return {month for one in download for month in one.months}


def _ranked(downloads: Sequence[_Download]) -> list[_Download]:
    """The downloads of a force, the one that the figures are of first.

    The last of the list may be one that nothing uses, without months.
    """
    some = [one for one in downloads if _months(one)]
    if not some:
        return list(downloads)
    # The sort is stable: of downloads to the same month the last by name is the newest.
    some.sort(key=lambda one: max(_months(one)))
    every = set().union(*(_months(one) for one in some))
    newest = some[-1]
    whole = [
        one
        for one in some
        if _holds_two_years(one, every) and max(_months(one)) >= max(every) - _FALLS_BACK
    ]
    first = whole[-1] if whole else newest
    at = some.index(first)
    short = [_without(one, _months(one), Use.SHORT) for one in some[at + 1 :]]
    last = max(_months(first))
    window = set(range(last - TWO_YEARS + 1, last + 1))
    older = []
    for one in reversed(some[:at]):
        if not whole:
            kept = _without(one, window, Use.PARTED)
        elif max(_months(one)) == last:
            kept = _without(one, _months(first), Use.OLDER)
        else:
            kept = one
        older.append(_without(kept, set(), Use.OLDER))
    empty = [one for one in downloads if not _months(one)]
    return [first, *older, *short, *empty]


def _holds_two_years(download: _Download, every: set[int]) -> bool:
    months = _months(download)
    last = max(months)
    window = set(range(last - TWO_YEARS + 1, last + 1))
    return min(months) <= last - TWO_YEARS + 1 and (window & every) <= months


def _without(download: _Download, months: set[int], use: Use) -> _Download:
    """The download without some months; what is not used already is told to be of ``use``."""
    return tuple(without_months(one, months, use) for one in download)


def _joined(forces: Sequence[Sequence[_Download]]) -> list[Extract]:
    """Each force's first downloads joined, then the second ones, and what has no months."""
    results: list[Extract] = []
    for rank in range(max(map(len, forces), default=0)):
        # What another force adds to an older edition is in its oldest, if it has no more.
        edition = [downloads[min(rank, len(downloads) - 1)] for downloads in forces]
        ranked = [downloads[rank] for downloads in forces if rank < len(downloads)]
        own = {one.reporter for download in ranked for one in download}
        levels: defaultdict[str, list[Extract]] = defaultdict(list)
        for download in edition:
            for one in download:
                if one.months:
                    levels[one.level].append(one)
        joined = [one for alike in levels.values() for one in forces_joined(alike)]
        # Of an archive of several forces each has its line: which is whose must be told.
        several = len({one.reporter for one in joined}) > 1
        results += [
            replace(one, street=(), notes=(one.reporter, *one.notes) if several else one.notes)
            for one in joined
            if one.reporter in own
        ]
    return results
