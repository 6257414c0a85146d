"""What in a written file acts instead of being read: formulas, links, scripts, fields, escapes."""

from __future__ import annotations

import csv
import html.parser
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from proofs.injection.payloads import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ACTIVE: Final = frozenset(
    [
        "f",
        "hyperlink",
        "instrText",
        "fldSimple",
        "hlinkClick",
        "hlinkHover",
        "oleObject",
        "ddeLink",
        "externalReference",
        "altChunk",
        "control",
        "definedName",
        "formula",
        "formula1",
        "formula2",
        "object",
        "subDoc",
        "webPublishItem",
    ]
)
"""Elements of a package that do something; texts of them are compared."""
_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER: Final = re.compile(r"^[-+]?[\d.,  ]+(e[-+]?\d+)?\s?%?$", re.IGNORECASE)
_CONSOLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def acting(folder: Path) -> set[tuple[str, str]]:
    """All that acts in the files below a folder, each with its kind of file."""
    found: set[tuple[str, str]] = set()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in READERS and folder / "in" not in path.parents:
            found |= {(path.suffix, one) for one in READERS[path.suffix](path.read_bytes())}
    return found


def in_package(content: bytes) -> Iterator[str]:
    """Elements that act, links to outside, and parts that are no XML, of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xlsx", ".bin")):
                yield f"a part {name}"
            if not name.endswith((".xml", ".rels", ".vml")):
                continue
            for element in ElementTree.fromstring(package.read(name)).iter():  # noqa: S314
                tag = element.tag.rpartition("}")[2]
                said = "".join(element.itertext())
                told = f"{element.attrib}" if tag == "hyperlink" else f"{said}{element.attrib}"
                if tag in ACTIVE and MARK in told:
                    yield f"<{tag}> of {name} says {said[:60]!r} {element.attrib}"
                elif tag == "Relationship" and MARK in element.get("Target", ""):
                    yield f"{name} points to {element.get('Target')}"
                elif tag == "Relationship" and element.get("TargetMode") == "External":
                    yield f"a link to {element.get('Target')}"
                elif tag in ("oddHeader", "oddFooter", "evenHeader", "firstHeader"):
                    yield from _codes(said)


def _codes(said: str) -> Iterator[str]:
    """The codes of a header or footer; two of ``&`` are one letter."""
    for code in re.findall(r"&(?:\[\w+\]|K\w{6}|\"[^\"]*\"|\d+|.)", said.replace("&&", "")):
        yield f"the code {code} of a header"


class _Page(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(f"<{tag}>")
        for name, value in attrs:
            self.found.add(f"<{tag} {name}>")
            if name in ("href", "src", "action", "style", "id", "class") and MARK in (value or ""):
                self.found.add(f"{name}={value!r}")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.found.add("a comment")


def in_page(content: bytes) -> Iterator[str]:
    """Every kind of element and attribute of a page, and addresses with the mark."""
    page = _Page()
    page.feed(content.decode())
    yield from page.found


def in_csv(content: bytes) -> Iterator[str]:
    """Cells that a spreadsheet takes for a formula."""
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            if cell.startswith(_SIGNS) and not _NUMBER.match(cell):
                yield f"a cell {cell[:40]!r}"


def in_json(content: bytes) -> Iterator[str]:
    """Nothing, where it is JSON."""
    json.loads(content)
    yield from ()


def in_pdf(content: bytes) -> Iterator[str]:
    """Actions and addresses of a PDF, of which no word is needed."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary):
                for key in ("/URI", "/JS", "/Launch", "/AA", "/OpenAction", "/EmbeddedFiles"):
                    if key in one:
                        yield f"{key} {str(one[key])[:60] if key == '/URI' else ''}"


def in_console(said: str) -> Iterator[str]:
    """Characters that a console obeys."""
    for line in said.split("\n"):
        if found := _CONSOLE.search(line.replace("\t", " ").rstrip("\r")):
            yield f"{found[0]!r} in {line[:60]!r}"


READERS: Final = {
    ".xlsx": in_package, ".xlsm": in_package, ".pptx": in_package, ".docx": in_package,
    ".html": in_page, ".svg": in_page, ".csv": in_csv, ".json": in_json, ".pdf": in_pdf,
}  # fmt: skip
