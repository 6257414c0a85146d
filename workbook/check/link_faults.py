"""Faults of a package's joints: relationships, content types, names, chart references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.check.sheet_faults import formula_faults
from workbook.package.cell import unescaped_xml
from workbook.package.reference import sheet_range
from workbook.package.structure import CONTENT_TYPES, parsed, relationships

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.package.archive import Archive
    from workbook.package.structure import Structure

_USED_ID: Final = re.compile(r'\s(\w+):(?:id|embed|link|pict|dm|lo|qs|cs)="([^"]+)"')
_LINKS: Final = re.compile(r'\sxmlns:(\w+)="[^"]*/officeDocument/(?:2006/)?relationships"')
_CHART_FORMULA: Final = re.compile(r"<(?:\w+:)?f>([^<]*)</(?:\w+:)?f>")


def link_faults(archive: Archive, structure: Structure) -> Iterator[str]:
    """Relationships without target, used ids without relationship, parts without type, charts
    of sheets that are not there.
    """
    for part in ("", *(name for name in archive.names if name.endswith((".xml", ".vml")))):
        links = relationships(archive, part)
        for link in links:
            if not link.external and link.target and archive.part_name(link.target) is None:
                yield f"{part or 'the package'} is linked to {link.target}, which is not there"
        if part.startswith("xl/"):
            ids = {link.id for link in links}
            for used in sorted(_used_ids(archive.text(part)) - ids):
                yield f"{part} uses the relationship {used}, which is not there"
    yield from _content_type_faults(archive)
    for part in structure.charts:
        for formula in _CHART_FORMULA.findall(archive.text(part)):
            yield from _reference_faults(part, unescaped_xml(formula), structure)


def _used_ids(text: str) -> set[str]:
    prefixes = set(_LINKS.findall(text))
    return {id_ for prefix, id_ in _USED_ID.findall(text) if prefix in prefixes}


def name_faults(archive: Archive, structure: Structure) -> Iterator[str]:
    """Defined names that mean nothing, twice the same, cells of a sheet that is not there, or a
    formula that Excel does not take.
    """
    seen: set[tuple[str, str | None]] = set()
    for holder in parsed(archive, structure.workbook_part):
        if not holder.tag.endswith("}definedNames"):
            continue
        for element in holder:
            name = element.get("name", "")
            key = (name.casefold(), element.get("localSheetId"))
            if key in seen:
                yield f"the name {name!r} is defined twice"
            seen.add(key)
            meaning = element.text or ""
            yield from _reference_faults(f"the name {name!r}", meaning, structure)
            yield from formula_faults(f"the name {name!r}", meaning)


def _reference_faults(owner: str, formula: str, structure: Structure) -> Iterator[str]:
    if "#REF!" in formula:
        yield f"{owner} has lost its cells ({formula})"
        return
    place = sheet_range(formula)
    if place is not None:
        names = {sheet.name.casefold() for sheet in structure.sheets}
        if place[0].casefold() not in names:
            yield f"{owner} means cells of the sheet {place[0]!r}, which is not there"


def _content_type_faults(archive: Archive) -> Iterator[str]:
    defaults: set[str] = set()
    overrides: set[str] = set()
    for element in parsed(archive, CONTENT_TYPES):
        extension, part = element.get("Extension"), element.get("PartName")
        if extension is not None:
            defaults.add(extension.casefold())
        if part is not None:
            name = part.lstrip("/")
            if name.casefold() in overrides:
                yield f"{name} has two content types"
            overrides.add(name.casefold())
            if archive.part_name(name) is None:
                yield f"{name} has a content type but is not there"
    for name in archive.names:
        extension = name.rpartition(".")[2].casefold()
        is_typed = name.casefold() in overrides or extension in defaults
        if name != CONTENT_TYPES and not is_typed:
            yield f"{name} has no content type"
