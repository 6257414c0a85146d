"""All the rules for police forces' street files, over the months of a folder."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xlsrc.extracts.gate.order import without_echoes
from xlsrc.extracts.gate.street import tables_of
from xlsrc.extracts.gate.street_files import (
    months_missing,
    street_elsewhere,
    street_month_twice,
    street_repeated,
    two_downloads,
)
from xlsrc.extracts.gate.street_labels import street_labels
from xlsrc.extracts.gate.street_places import street_pointed, street_unplaced
from xlsrc.extracts.gate.street_stops import force_stops
from xlsrc.extracts.street_file import STREET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.gate.street import ForceMonths
    from xlsrc.extracts.offences import Offences
    from xlsrc.extracts.street_file import StreetFile


def street_findings(
    files: Sequence[StreetFile], extracts: Sequence[Extract], offences: Offences
) -> tuple[Finding, ...]:
    """What is at fault in the months of street files; ``offences`` says what crime types mean.

    Of outcomes and searches, which change with what forces do, only the files are judged.
    ``extracts`` are those that the figures are of. A finding that withholds names these as its
    files, one that stops a month that month's file.
    """
    found: list[Finding] = []
    for layout in dict.fromkeys(one.layout for one in files):
        own = [one for one in files if one.layout == layout]
        held = [one for one in extracts if one.layout == layout]
        tables = tables_of(own, held, offences)
        if layout == STREET:
            found += _of_street(own, tables)
            continue
        reached = frozenset(meaning.offence for one in held for meaning in one.meanings)
        found += [replace(one, offences=reached) for one in _of_others(own, tables)]
    return without_echoes(found)


def _of_street(files: Sequence[StreetFile], tables: Sequence[ForceMonths]) -> list[Finding]:
    areas_of = {one.force: one.own_areas for one in tables}
    found = [*street_repeated(files, areas_of), *two_downloads(files, areas_of)]
    for force in tables:
        found += [
            *months_missing(force, files),
            *street_month_twice(force),
            *street_elsewhere(force),
            *street_labels(force),
            *street_unplaced(force),
            *street_pointed(force),
        ]
    return [*found, *force_stops(tables)]


def _of_others(files: Sequence[StreetFile], tables: Sequence[ForceMonths]) -> list[Finding]:
    """The findings on outcomes, or on searches, which reach no crime."""
    areas_of = {one.force: one.own_areas for one in tables}
    found = [*street_repeated(files, areas_of), *two_downloads(files, areas_of)]
    for force in tables:
        found += [*months_missing(force, files), *street_unplaced(force)]
    return found
