"""An .xlsx as its parts, to be edited as Excel would edit it: without the product's own code."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LINK: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OFFICE: Final = LINK.strip("{}")
CELL_FORMULAS: Final = "{http://schemas.microsoft.com/office/excel/2006/main}"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIP: Final = f"{{{_PACKAGE}relationships}}"
_TYPE: Final = f"{{{_PACKAGE}content-types}}"
_NO_RELATIONSHIPS: Final = f'<Relationships xmlns="{_PACKAGE}relationships"/>'.encode()
# ECMA-376 part 1, 18.3.1.99: the order in which a worksheet holds what stands below its cells
_BELOW_CELLS: Final = (
    "sheetData",
    "mergeCells",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "drawing",
    "legacyDrawing",
    "tableParts",
    "extLst",
)


class ExcelPackage:
    """The parts of a workbook; a part that was asked for as a tree is written from it again."""

    def __init__(self, path: Path | IO[bytes]) -> None:
        with zipfile.ZipFile(path) as opened:
            self.parts = {name.lstrip("/"): opened.read(name) for name in opened.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def save(self, path: Path) -> Path:
        path.write_bytes(self.content())
        return path

    def content(self) -> bytes:
        """The workbook's bytes."""
        for name, root in self._trees.items():
            self.parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in self.parts.items():
                packed.writestr(name, content)
        return written.getvalue()

    def root(self, part: str) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    @property
    def workbook(self) -> etree._Element:
        return self.root("xl/workbook.xml")

    @property
    def sheet_names(self) -> list[str]:
        return [sheet.get("name") for sheet in self.workbook.find(f"{MAIN}sheets")]

    def sheet_part(self, name: str) -> str:
        for sheet in self.workbook.find(f"{MAIN}sheets"):
            if sheet.get("name") == name:
                return dict(self._targets("xl/workbook.xml"))[sheet.get(f"{LINK}id")]
        raise LookupError(name)

    def sheet(self, name: str) -> etree._Element:
        return self.root(self.sheet_part(name))

    def related(self, part: str, kind: str) -> list[str]:
        """The parts that a part is related to, by the last word of the relationship's type."""
        if self._links_part(part) not in self.parts:
            return []
        kinds = {
            link.get("Id"): link.get("Type").rpartition("/")[2]
            for link in self.root(self._links_part(part))
        }
        return [target for id_, target in self._targets(part) if kinds[id_] == kind]

    def relate(self, part: str, kind: str, target: str) -> str:
        """A new relationship between two parts; returns its id."""
        links = self._links_part(part)
        self.parts.setdefault(links, _NO_RELATIONSHIPS)
        root = self.root(links)
        id_ = f"rId{len(root) + 100}"
        etree.SubElement(
            root,
            f"{_RELATIONSHIP}Relationship",
            Id=id_,
            Type=f"{OFFICE}/{kind}",
            Target=posixpath.relpath(target, posixpath.dirname(part)),
        )
        return id_

    def add_part(self, part: str, content: str | bytes, content_type: str) -> None:
        """A new part with its content type; an `AssertionError` where there is one already."""
        assert part not in self.parts, part
        self.parts[part] = content.encode() if isinstance(content, str) else content
        etree.SubElement(
            self.root("[Content_Types].xml"),
            f"{_TYPE}Override",
            PartName=f"/{part}",
            ContentType=content_type,
        )

    def put(self, part: str, root: etree._Element) -> None:
        """Let a part be this tree."""
        self._trees[part] = root

    def remove_part(self, part: str) -> None:
        """Take a part away, with what it is related to and its content type."""
        for name in (part, self._links_part(part)):
            self.parts.pop(name, None)
            self._trees.pop(name, None)
        types = self.root("[Content_Types].xml")
        for one in list(types):
            if one.get("PartName") == f"/{part}":
                types.remove(one)

    def links(self, part: str) -> etree._Element:
        """The relationships of a part."""
        return self.root(self._links_part(part))

    def link_to(self, part: str, target: str) -> str:
        """The id of the relationship of a part to another."""
        return next(id_ for id_, found in self._targets(part) if found == target)

    def add_extension(self, extension: str, content_type: str) -> None:
        default = etree.Element(f"{_TYPE}Default", Extension=extension, ContentType=content_type)
        self.root("[Content_Types].xml").insert(0, default)

    def formulas(self) -> Iterator[tuple[str, etree._Element]]:
        """Every element whose text is a formula, with the sheet it stands on (or ``""``)."""
        for name in self.sheet_names:
            part = self.sheet_part(name)
            for tag in ("f", "formula", "formula1", "formula2"):
                yield from ((name, element) for element in self.root(part).iter(f"{MAIN}{tag}"))
            yield from ((name, element) for element in self.root(part).iter(f"{CELL_FORMULAS}f"))
        yield from (("", element) for element in self.workbook.iter(f"{MAIN}definedName"))
        for part in self.parts:
            if part.startswith("xl/charts/chart"):
                yield from (("", element) for element in self.root(part).iter(f"{CHART}f"))

    def shared_string(self, item: etree._Element) -> str:
        """The index of a new shared string."""
        root = self.root("xl/sharedStrings.xml")
        count = int(root.get("uniqueCount"))
        root.append(item)
        for attribute in ("count", "uniqueCount"):
            root.set(attribute, str(count + 1))
        return str(count)

    def _targets(self, part: str) -> list[tuple[str, str]]:
        folder = posixpath.dirname(part)
        return [
            (link.get("Id"), posixpath.normpath(posixpath.join(folder, link.get("Target"))))
            for link in self.root(self._links_part(part))
            if link.get("TargetMode") != "External"
        ]

    @staticmethod
    def _links_part(part: str) -> str:
        folder, name = posixpath.split(part)
        return f"{folder}/_rels/{name}.rels"


def element(text: str) -> etree._Element:
    """An element written as text, the worksheet's namespaces known."""
    spaces = f'xmlns="{MAIN.strip("{}")}" xmlns:r="{OFFICE}"'
    return etree.fromstring(f"<_ {spaces}>{text}</_>")[0]


def put_below_cells(sheet: etree._Element, text: str) -> None:
    """Put an element where the order of a worksheet's children wants it."""
    new = element(text)
    place = _BELOW_CELLS.index(etree.QName(new).localname)
    before = [
        child
        for child in sheet
        if etree.QName(child).localname not in _BELOW_CELLS
        or _BELOW_CELLS.index(etree.QName(child).localname) <= place
    ]
    before[-1].addnext(new)
