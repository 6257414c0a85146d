"""A workbook of which a test writes the parts it is about, and no more is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.package.archive import Archive
from workbook.package.structure import Structure, structure
from workbook.package.zip_entry import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

NS = 'xmlns="main" xmlns:r="o/relationships"'
TYPES = '<Types xmlns="t"/>'


def links(*each: str) -> str:
    return f'<Relationships xmlns="p">{"".join(each)}</Relationships>'


def link(at: str, kind: str, target: str, more: str = "") -> str:
    return f'<Relationship Id="{at}" Type="http://o/{kind}" Target="{target}"{more}/>'


BARE: Mapping[str, str] = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": links(link("a", "officeDocument", "/book.xml")),
    "book.xml": f"<workbook {NS}><sheets/></workbook>",
}


def archive_of(parts: Mapping[str, str | None]) -> Archive:
    texts = {**BARE, **parts}
    return Archive(
        "A.xlsx",
        {name: Entry.of(name, text.encode()) for name, text in texts.items() if text is not None},
    )


def structure_of(parts: Mapping[str, str | None]) -> Structure:
    return structure(archive_of(parts))
