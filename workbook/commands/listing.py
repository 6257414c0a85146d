"""What `safer extracts` shows: the files of a folder and what newer vintages restated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.build.area_tables import fed_ids
from xlsrc.assessed_files import missing_months
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import BY_PLACE, Source
from xlsrc.domain.month import Month
from xlsrc.domain.names import name_key
from xlsrc.extracts.offences import ALL_NOTIFIABLE
from xlsrc.extracts.panel import Selection
from xlsrc.national.area_word import area_word, level_word
from xlsrc.national.areas import authority_codes, shipped_areas
from xlsrc.national.named_area import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.store import Store

HEADINGS: Final = (
    "file", "source", "layout", "level", "vintage",
    "first", "last", "rows", "missing months", "notes",
)  # fmt: skip
FILE_HEADINGS: Final = ("file", "what became of it", "why")
REVISION_HEADINGS: Final = (
    "area", "of", "months restated", "most", "was", "in vintage", "is now", "in vintage",
)  # fmt: skip


AREA_HEADINGS: Final = ("area", "kind", "code", "sources", "first", "last", "indicators")


def area_rows(store: Store) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and a row for every area that a store has figures of: what it could feed.

    Partnerships of several authorities, or of parts of them, and groups of the partnership's own
    list are there where all of these are.
    """
    there = store.areas(Level.BOROUGH)
    codes = {area.code for area in there}
    made = [
        Area(code=one.code, name=one.name)
        for one in shipped_areas().partnerships
        if one.kind is Kind.PARTNERSHIP
        and one.code not in codes
        and codes.issuperset(authority_codes(one))
    ]
    for own in store.places.boroughs:
        whole = store.places.whole(own.area) if own.members else None
        if whole is not None and codes.issuperset(authority_codes(whole)):
            made.append(own.area)
    store = store.holding(made)
    areas = sorted((*there, *made), key=lambda area: area.name)
    return AREA_HEADINGS, [_area_row(store, area) for area in areas]


def _area_row(store: Store, area: Area) -> tuple[object, ...]:
    files = [one for one in store.extracts if one.level is Level.BOROUGH and area in one.areas]
    months = [month for one in files for month in one.months]
    return (
        area.name,
        area_word(area),
        area.code,
        "; ".join(dict.fromkeys(one.source.value for one in files)),
        str(Month(min(months))) if months else None,
        str(Month(max(months))) if months else None,
        len(fed_ids(area, store)),
    )


def extract_rows(store: Store) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and one row per extract file."""
    rows: list[tuple[object, ...]] = [
        (
            extract.file,
            extract.source.value + (" ‡" if extract.illustrative else ""),
            extract.layout,
            _level(extract),
            extract.vintage,
            str(Month(min(extract.months))),
            str(Month(max(extract.months))),
            len(extract.count),
            ", ".join(map(str, missing_months(extract.months, extract.source.every))) or None,
            "; ".join(extract.notes) or None,
        )
        for extract in store.extracts
        if extract.months
    ]
    return HEADINGS, rows


def _level(extract: Extract) -> str:
    """The word for its areas: ``borough``; ``area`` where they are of several kinds."""
    words = {level_word(extract.level, area) for area in extract.areas if area.code}
    return words.pop() if len(words) == 1 else "area"


def file_rows(store: Store) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and a row for every file of the folder: read or not, and why."""
    rows: list[tuple[object, ...]] = [
        (line.file, line.state, line.detail or None) for line in store.files
    ]
    return FILE_HEADINGS, rows


def revision_rows(store: Store) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and how many months the newest vintage restated and the one it moved most: per
    area of all recorded crime, and of each indicator of the partner returns.
    """
    returns = Source.PARTNER_RETURN
    ids = {
        name_key(label.offence): label.offence
        for extract in store.select(returns, Level.BOROUGH)
        if not extract.illustrative
        for label in extract.labels
    }
    return REVISION_HEADINGS, [
        *(
            row
            for source in (*BY_PLACE, Source.HOME_OFFICE)
            for row in _restated(store, source, {"all recorded crime": ALL_NOTIFIABLE})
        ),
        *_restated(store, returns, {name: name for name in ids.values()}),
    ]


def _restated(
    store: Store, source: Source, offences: Mapping[str, str]
) -> Iterator[tuple[object, ...]]:
    """A row for each area and offence, by its name, that the newest vintage restated."""
    if not offences or not store.select(source, Level.BOROUGH):
        return
    latest = store.latest_month(source, Level.BOROUGH)
    for area in store.areas(Level.BOROUGH, source=source):
        for name, offence in offences.items():
            selection = Selection(offences=(offence,))
            found = store.revisions(source, Level.BOROUGH, area, [selection], latest)
            if not found:
                continue
            most = max(found, key=lambda revision: abs(revision.after - revision.before))
            yield (
                area.name,
                name,
                len(found),
                str(most.month),
                most.before,
                most.vintage_before,
                most.after,
                most.vintage_after,
            )
