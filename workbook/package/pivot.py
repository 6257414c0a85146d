"""Pivot tables: what they are made from, where they stand, and the order to make them again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.package.reference import LAST_COLUMN, LAST_ROW, Rectangle
from workbook.package.structure import CONTENT_TYPES, children, parsed, relationships

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from workbook.package.archive import Archive
    from workbook.package.formula_places import Place, Words
    from workbook.package.structure import Structure

_CACHE_TYPE: Final = b"pivotCacheDefinition+xml"
_ROOT: Final = re.compile(r"<(?:\w+:)?pivotCacheDefinition\b[^>]*?(?=\s*/?>)")
_ON_LOAD: Final = re.compile(r"""\srefreshOnLoad\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class PivotCache:
    """What pivot tables remember of their source: its part, its source, where they stand.

    ``source`` is None where it is not known which cells it is; empty for another file or a
    database. The place of a pivot table reaches to the end of its sheet, as far as it may grow.
    """

    part: str
    source: tuple[Place, ...] | None
    tables: tuple[Place, ...]


def pivot_caches(archive: Archive, structure: Structure, words: Words) -> list[PivotCache]:
    """The pivot caches of a workbook; nothing is read where there is none."""
    if _CACHE_TYPE not in archive.content(CONTENT_TYPES):
        return []
    tables: dict[str, list[Place]] = {}
    for sheet in structure.sheets:
        for link in relationships(archive, sheet.part) if sheet.is_worksheet else ():
            if link.kind != "pivotTable" or archive.part_name(link.target) is None:
                continue
            area = _grown(parsed(archive, link.target))
            for cache in relationships(archive, link.target):
                if cache.kind == "pivotCacheDefinition":
                    tables.setdefault(cache.target, []).append((sheet.name.casefold(), area))
    return [
        PivotCache(
            part=link.target,
            source=_source(parsed(archive, link.target), words),
            tables=tuple(tables.get(link.target, ())),
        )
        for link in relationships(archive, structure.workbook_part)
        if link.kind == "pivotCacheDefinition" and archive.part_name(link.target) is not None
    ]


def refreshed_on_load(definition: str) -> str:
    """A cache's part with the order to read its source again when Excel opens the workbook."""

    def ordered(match: re.Match[str]) -> str:
        found = _ON_LOAD.search(match[0])
        if found is not None and found[1] in {"1", "true"}:
            return match[0]
        return f'{_ON_LOAD.sub("", match[0])} refreshOnLoad="1"'

    return _ROOT.sub(ordered, definition, count=1)


def _grown(pivot_table: Element) -> Rectangle:
    for location in children(pivot_table, "location"):
        try:
            area = Rectangle.parse(location.get("ref", ""))
        except ValueError:
            continue
        # Its filters stand above it, one below the other, with a blank row between.
        above = int(location.get("rowPageCount", "0"))
        first_row = max(1, area.first_row - above - 1) if above else area.first_row
        return Rectangle(first_row, area.first_column, LAST_ROW, LAST_COLUMN)
    return Rectangle(1, 1, LAST_ROW, LAST_COLUMN)


def _source(definition: Element, words: Words) -> tuple[Place, ...] | None:
    found: list[Place] = []
    for source in children(definition, "cacheSource"):
        for element in _ranges(source):
            if any(key.endswith("}id") for key in element.attrib):
                continue  # in another file
            places = _range(element, words)
            if places is None:
                return None
            found += places
    return tuple(found)


def _ranges(source: Element) -> Iterator[Element]:
    yield from children(source, "worksheetSource")
    for several in children(source, "consolidation"):
        for sets in children(several, "rangeSets"):
            yield from sets


def _range(element: Element, words: Words) -> tuple[Place, ...] | None:
    name, sheet = element.get("name"), element.get("sheet", "")
    if name is not None:
        return words.source(name, sheet)
    try:
        return ((sheet.casefold(), Rectangle.parse(element.get("ref", ""))),)
    except ValueError:
        return None
