"""Office files that a pack begins with, and what is done to one before it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from workbook.pack.drawing import LANGUAGE
from workbook.package.archive import Archive
from workbook.package.properties import without_content_type, without_relationship
from xlsrc.domain.workbook_errors import PackTemplateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.pack.said.pack_content import Pack

CONTENT_TYPES: Final = "[Content_Types].xml"
TEMPLATE_TYPE: Final = ".template.main+xml"
DOCUMENT_TYPES: Final = {
    "presentationml": ".presentation.main+xml",
    "wordprocessingml": ".document.main+xml",
}
THUMBNAIL: Final = "thumbnail"
_OF_PEOPLE: Final = ("attachedTemplate", "printerSettings", "commentAuthors", "people")
"""Kinds of relationships of a template that lead to its maker: a path, a printer, names."""
_PARTS_OF_PEOPLE: Final = re.compile(r"/printerSettings/|/commentAuthors\.xml$|/people\.xml$")
_PROPERTIES: Final = "docProps/app.xml"
_SETTINGS: Final = "word/settings.xml"
_ELEMENTS_OF_PEOPLE: Final = re.compile(
    r"<(Manager|HyperlinkBase)>[^<]*</\1>|<w:attachedTemplate\b[^>]*/>"
)
LONGEST_PROPERTY: Final = 255
"""Letters that python-pptx and python-docx let a property have."""
UNREADABLE: Final = (ValueError, KeyError, AttributeError, TypeError, SyntaxError)
"""What these and lxml raise for a document that is none, beside errors of their own."""


def template_bytes(path: Path) -> bytes:
    """A template of PowerPoint or Word as a document that can be opened.

    `WorkbookError` where there is no such file, or it is none of Office's, encrypted or damaged.
    """
    if not path.is_file():
        message = f"A template was to be read; there is no file '{path}'. Check its name."
        raise PackTemplateError(message)
    archive = Archive.read(path)
    if CONTENT_TYPES not in archive.names:
        message = f"'{path}' is a zip but no Office file; name a .pptx, .potx, .docx or .dotx."
        raise PackTemplateError(message)
    for name in archive.names:
        archive.content(name)  # a damaged part is said here: neither library would name the file
    types = archive.text(CONTENT_TYPES)
    for family, main in DOCUMENT_TYPES.items():
        types = types.replace(f"{family}{TEMPLATE_TYPE}", f"{family}{main}")
    return archive.replaced({CONTENT_TYPES: types})


def with_theme(content: bytes, theme: str, changed: Callable[[str], str]) -> bytes:
    """An Office file with one theme part changed."""
    archive = Archive.of(content, source=theme)
    return archive.replaced({theme: changed(archive.text(theme))})


def set_properties(properties: Any, pack: Pack) -> None:  # noqa: ANN401 - of either library
    """What the file says of itself: whose it is, its days and its language."""
    properties.title = f"{pack.title}, {pack.period}"[:LONGEST_PROPERTY]
    board = pack.board[:LONGEST_PROPERTY]
    properties.subject = properties.author = properties.last_modified_by = board
    properties.language = LANGUAGE
    properties.comments = ""  # a template's own description
    properties.created = properties.modified = pack.dated


def finished(content: bytes) -> bytes:
    """An Office file without the picture of the template's first page, and without who and what
    machine made that template; with the times of its zip set, so that the same pack is the same
    bytes.
    """
    archive = Archive.of(content, source="The pack")
    parts: dict[str, str | bytes | None] = {}
    for name in archive.names:
        if name.endswith(".rels"):
            links = archive.text(name)
            for kind in (THUMBNAIL, *_OF_PEOPLE):
                links = without_relationship(links, kind)
            parts[name] = links
        elif name.startswith(f"docProps/{THUMBNAIL}") or _PARTS_OF_PEOPLE.search(name):
            parts[name] = None
        elif name in {_PROPERTIES, _SETTINGS}:
            parts[name] = _ELEMENTS_OF_PEOPLE.sub("", archive.text(name))
    types = archive.text(CONTENT_TYPES)
    for name in (one for one, kept in parts.items() if kept is None):
        types = without_content_type(types, name)
    parts[CONTENT_TYPES] = types
    return archive.replaced(parts)
