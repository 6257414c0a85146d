"""Parts of a package that the new template lacks, named by kind; an unknown kind is named too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.build.sheet_pair import one_or_more
from workbook.package.format_mark import FORMAT_PROPERTY
from workbook.package.structure import parsed, relationships

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.package.archive import Archive
    from workbook.package.structure import Structure

KINDS: Final = {
    "xl/pivottables/": ("pivot table", "pivot tables"),
    "xl/slicers/": ("slicer", "slicers"),
    "xl/timelines/": ("timeline", "timelines"),
    "xl/externallinks/": ("link to another workbook", "links to other workbooks"),
    "xl/vbaproject.bin": ("macro project", "macro projects"),
    "xl/macrosheets/": ("macro sheet", "macro sheets"),
    "xl/ctrlprops/": ("form control", "form controls"),
    "xl/activex/activex": ("control", "controls"),
    "xl/embeddings/": ("embedded file", "embedded files"),
    "xl/querytables/": ("query", "queries"),
    "xl/connections": ("connection", "connections"),
    "xl/diagrams/data": ("SmartArt", "SmartArt"),
    "xl/ink/": ("ink", "ink"),
    "xl/model/": ("data model", "data models"),
    "xl/richdata/rdrichvalue.xml": ("picture or data type in cells", ""),
    "xl/featurepropertybag/": ("set of checkboxes in cells", ""),
    "xl/python": ("Python in cells", ""),
    "xl/webextensions/webextension": ("add-in beside the sheet", "add-ins beside the sheets"),
    "xl/customproperty": ("custom property of a sheet", "custom properties of sheets"),
    "xl/xmlmaps": ("XML map", "XML maps"),
    "xl/revisions/revisionheaders": ("history of a shared workbook", ""),
    "xl/attachedtoolbars": ("toolbar", "toolbars"),
    "customui/": ("ribbon of its own", "ribbons of its own"),
    "customxml/item": ("custom XML data", "custom XML data"),
    "_xmlsignatures/sig": ("digital signature", "digital signatures"),
    "docmetadata/labelinfo": ("sensitivity label", "sensitivity labels"),
}
"""Parts, by the beginning of their names in small letters, that no template has."""

PLAIN: Final = (
    "[content_types].xml", "docprops/core", "docprops/app", "docprops/thumbnail",
    "docprops/custom", "xl/workbook", "xl/styles", "xl/sharedstrings", "xl/theme/",
    "xl/calcchain", "xl/metadata", "xl/volatiledependencies", "xl/printersettings/",
    "xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/", "xl/tables/", "xl/charts/",
    "xl/drawings/", "xl/media/", "xl/comments", "xl/threadedcomments/", "xl/persons/",
    "xl/pivotcache/", "xl/slicercaches/", "xl/timelinecaches/", "xl/diagrams/", "xl/richdata/",
    "xl/vbaprojectsignature", "xl/vbadata", "xl/activex/", "xl/webextensions/taskpanes",
    "xl/revisions/", "xl/tablesinglecells/", "xl/richstyles/", "customxml/itemprops",
    "_xmlsignatures/origin", "docmetadata/",
)  # fmt: skip
"""Parts that every workbook may have, or whose things are named where they are seen."""

TOLD_BY: Final = {
    "xl/slicers/": "drawing/2010/slicer",
    "xl/timelines/": "drawing/2012/timeslicer",
    "xl/diagrams/data": "drawingml/2006/diagram",
    "xl/ink/": "contentPart",
    "xl/richdata/rdrichvalue.xml": ' vm="',
    "xl/featurepropertybag/": "xfComplement",
    "xl/python": "PY(",
}
"""Words of a sheet, drawing or of the formats by which the things of a part are named."""

_LABEL: Final = "MSIP_Label"
_MASHUP: Final = "DataMashup"
_BESIDE_DATA: Final = "customxml/itemprops"


def lines(old: Archive, new: Archive, theirs: Structure) -> Iterator[str]:
    """One line for each kind of part that only ``old`` has."""
    known = {name.casefold() for name in new.names}
    owners = _owners(old, theirs)
    found: dict[tuple[str, str], list[str]] = {}
    for name in old.names:
        folded = name.casefold()
        if folded in known or folded.endswith(".rels"):
            continue
        start = next((s for s in KINDS if folded.startswith(s)), None)
        if start is not None and not folded.startswith(_BESIDE_DATA):
            if start not in TOLD_BY or not _is_told(old, TOLD_BY[start]):
                kind, titles = _kind(old, name, KINDS[start], owners)
                found.setdefault(kind, []).extend(t for t in titles if t)
        elif not folded.startswith(PLAIN):
            found.setdefault(("part of an unknown kind", "parts of unknown kinds"), []).append(name)
    labelled, properties = _properties(old)
    if labelled:
        found.setdefault(KINDS["docmetadata/labelinfo"], [])
    if properties:
        found["document property", "document properties"] = properties
    for (noun, plural), titles in found.items():
        yield one_or_more(noun, plural, titles) if titles else f"the {noun}"


def _kind(
    old: Archive, name: str, kind: tuple[str, str], owners: dict[str, str]
) -> tuple[tuple[str, str], list[str]]:
    """What a part is and what its things are called."""
    noun = kind[0]
    on = f" on {owners[name]}" if name in owners else ""
    if not kind[1] or noun in {"macro project", "digital signature", "sensitivity label"}:
        return kind, []
    if noun == "custom XML data" and _MASHUP in _words(old.content(name)):
        return KINDS["xl/querytables/"], [name]
    if noun == "link to another workbook":
        targets = [link.target for link in relationships(old, name) if link.external]
        return kind, [f"'{target}'" for target in targets] or [name]
    if not name.endswith(".xml"):
        return kind, [name + on]
    root = parsed(old, name)
    names = [e.get("name") for e in (root, *root) if e.get("name")]
    return kind, [f"'{title}'{on}" for title in names] or [name + on]


def _words(content: bytes) -> str:
    """The characters of a part in either of the encodings that Office writes."""
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if is_wide else "utf-8", "replace")


def _owners(old: Archive, theirs: Structure) -> dict[str, str]:
    """The sheet that each part hangs on directly."""
    return {
        link.target: sheet.name
        for sheet in theirs.sheets
        for link in relationships(old, sheet.part)
        if not link.external
    }


def _is_told(old: Archive, word: str) -> bool:
    seen = ("xl/worksheets/sheet", "xl/drawings/drawing", "xl/styles")
    return any(
        word in old.text(name)
        for name in old.names
        if name.casefold().startswith(seen) and name.endswith(".xml")
    )


def _properties(old: Archive) -> tuple[bool, list[str]]:
    """Whether document properties hold a sensitivity label, and the names of the others."""
    part = old.part_name("docProps/custom.xml")
    names = [] if part is None else [e.get("name", "") for e in parsed(old, part)]
    names = [name for name in names if name != FORMAT_PROPERTY]
    own = [f"'{name}'" for name in names if not name.startswith(_LABEL)]
    return len(own) < len(names), own
