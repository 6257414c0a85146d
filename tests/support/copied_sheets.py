"""Sheets of one workbook copied into another, with all that hangs on them, as Excel does it."""

from __future__ import annotations

import copy
import posixpath
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.support.excel_package import LINK, MAIN, ExcelPackage, element

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNTED: Final = ("fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs")
USED_BY: Final = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
OF_THE_WORKBOOK: Final = ("FeaturePropertyBag", "sheetMetadata", "rdRichValue", "richValueRel",
                          "rdRichValueStructure", "rdRichValueTypes", "vbaProject")  # fmt: skip
"""What cells and sheets refer to by number, and a workbook has once."""
FIRST_OWN_FORMAT: Final = 164
NAMED: Final = re.compile(r"[\w/]+\.(?:xml|vml|rels)")


def copy_sheets(book: ExcelPackage, other: ExcelPackage, name: str) -> list[str]:
    """Copy every sheet of another workbook behind the last; their names, which begin with this.

    Formats, texts and tables get new numbers and names; formulas speak of the copies.
    """
    copied = _Copying(book, other, name)
    return [copied.sheet(sheet) for sheet in other.workbook.find(f"{MAIN}sheets")]


class _Copying:
    def __init__(self, book: ExcelPackage, other: ExcelPackage, name: str) -> None:
        self.book = book
        self.other = other
        self.name = name
        self.mark = re.sub(r"\W", "", name)
        self.names = {old: f"{name} {number}" for number, old in enumerate(other.sheet_names, 1)}
        self.tables: dict[str, str] = {}
        self.done: dict[str, str] = {}
        self.types = _content_types(other)
        self.formats = _merged_styles(book, other)
        self.texts = _merged_texts(book, other)
        for kind in OF_THE_WORKBOOK:
            self._of_the_workbook(kind)

    def sheet(self, sheet: etree._Element) -> str:
        old = sheet.get("name")
        part = self.other.sheet_part(old)
        new = self._part(part)
        kind = "chartsheet" if "/chartsheets/" in part else "worksheet"
        link = self.book.relate("xl/workbook.xml", kind, new)
        sheets = self.book.workbook.find(f"{MAIN}sheets")
        numbers = [int(one.get("sheetId")) for one in sheets]
        said = {"name": self.names[old], "sheetId": str(max(numbers) + 1), f"{LINK}id": link}
        if sheet.get("state"):
            said["state"] = sheet.get("state")
        etree.SubElement(sheets, f"{MAIN}sheet", said)
        return self.names[old]

    def _of_the_workbook(self, kind: str) -> None:
        for part in self.other.related("xl/workbook.xml", kind):
            if part in self.book.parts:
                continue
            links = self.other.links("xl/workbook.xml")
            id_ = self.other.link_to("xl/workbook.xml", part)
            said = next(link for link in links if link.get("Id") == id_)
            self._part(part, keep_name=True)
            new = copy.deepcopy(said)
            root = self.book.links("xl/workbook.xml")
            new.set("Id", f"rId{len(root) + 100}")
            root.append(new)

    def _part(self, part: str, *, keep_name: bool = False) -> str:
        """The copy of a part, with all that it is related to."""
        if part in self.done:
            return self.done[part]
        folder, base = posixpath.split(part)
        stem, dot, suffix = base.partition(".")
        new = part if keep_name else f"{folder}/{stem}{self.mark}{dot}{suffix}"
        self.done[part] = new
        self.book.add_part(new, self._content(part), self.types(part))
        links = f"{folder}/_rels/{base}.rels"
        if links in self.other.parts:
            root = etree.fromstring(self.other.parts[links])
            for link in root:
                if link.get("TargetMode") != "External":
                    old = posixpath.normpath(posixpath.join(folder, link.get("Target")))
                    link.set("Target", f"/{self._part(old.lstrip('/'))}")
            self.book.parts[f"{folder}/_rels/{posixpath.basename(new)}.rels"] = etree.tostring(root)
        return new

    def _content(self, part: str) -> bytes:
        content = self.other.parts[part]
        if not NAMED.fullmatch(part):
            return content
        text = self._renamed(content.decode())
        if "/tables/" in part:
            return self._table(text)
        if "/worksheets/" in part:
            return self._cells(text)
        return text.encode()

    def _renamed(self, text: str) -> str:
        for old, new in self.names.items():
            quoted = re.escape(old.replace("'", "''").replace("&", "&amp;"))
            text = re.sub(rf"'{quoted}'!|(?<![\w'.]){quoted}!", f"'{new}'!", text)
        for old, new in self.tables.items():
            text = re.sub(rf"\b{re.escape(old)}\[", f"{new}[", text)
        return text

    def _table(self, text: str) -> bytes:
        root = etree.fromstring(text.encode())
        name = root.get("displayName")
        number = 500 + len([part for part in self.book.parts if "/tables/" in part])
        root.set("id", str(number))
        for attribute in ("name", "displayName"):
            root.set(attribute, f"{name}{self.mark}")
        for one in root.iter():
            for attribute in [a for a in one.keys() if a.lower().endswith("dxfid")]:  # noqa: SIM118 - lxml's
                one.set(attribute, str(int(one.get(attribute)) + self.formats["dxfs"]))
        return bytes(etree.tostring(root))

    def _cells(self, text: str) -> bytes:
        root = etree.fromstring(text.encode())
        for view in root.iter(f"{MAIN}sheetView"):
            view.attrib.pop("tabSelected", None)
        for tag, attribute in (("c", "s"), ("row", "s"), ("col", "style")):
            for one in root.iter(f"{MAIN}{tag}"):
                if one.get(attribute) or tag == "c":
                    one.set(attribute, str(int(one.get(attribute, 0)) + self.formats["cellXfs"]))
        for rule in root.iter(f"{MAIN}cfRule"):
            if rule.get("dxfId"):
                rule.set("dxfId", str(int(rule.get("dxfId")) + self.formats["dxfs"]))
        for cell in root.iter(f"{MAIN}c"):
            if cell.get("t") == "s":
                value = cell.find(f"{MAIN}v")
                value.text = str(int(value.text) + self.texts)
        content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return bytes(content)


def _content_types(other: ExcelPackage) -> _Types:
    return _Types(other.root("[Content_Types].xml"))


class _Types:
    def __init__(self, root: etree._Element) -> None:
        self.parts = {one.get("PartName"): one.get("ContentType") for one in root}
        self.endings = {one.get("Extension"): one.get("ContentType") for one in root}

    def __call__(self, part: str) -> str:
        return str(self.parts.get(f"/{part}") or self.endings[part.rpartition(".")[2]])


def _merged_texts(book: ExcelPackage, other: ExcelPackage) -> int:
    """Put the shared texts behind those that are there; by how much their numbers grow."""
    root = book.root("xl/sharedStrings.xml")
    before = len(root)
    if "xl/sharedStrings.xml" in other.parts:
        root.extend(copy.deepcopy(item) for item in other.root("xl/sharedStrings.xml"))
        for attribute in ("count", "uniqueCount"):
            root.set(attribute, str(len(root)))
    return before


def _merged_styles(book: ExcelPackage, other: ExcelPackage) -> dict[str, int]:
    """Put the formats behind those that are there; by how much the numbers of each kind grow."""
    ours, theirs = book.root("xl/styles.xml"), other.root("xl/styles.xml")
    grown = {kind: len(_holder(ours, kind)) for kind in COUNTED}
    formats = _merged_number_formats(ours, theirs)
    for kind in COUNTED:
        holder = _holder(ours, kind)
        for new in _children(theirs, kind):
            for attribute, of in USED_BY.items():
                if new.get(attribute):
                    new.set(attribute, str(int(new.get(attribute)) + grown[of]))
            if kind == "cellXfs":
                new.set("xfId", str(int(new.get("xfId", 0)) + grown["cellStyleXfs"]))
            if new.get("numFmtId") in formats:
                new.set("numFmtId", formats[new.get("numFmtId")])
            holder.append(new)
        holder.set("count", str(len(holder)))
    return grown


def _holder(styles: etree._Element, kind: str) -> etree._Element:
    found = styles.find(f"{MAIN}{kind}")
    if found is None:
        found = element(f'<{kind} count="0"/>')
        before = "cellStyles" if kind == "dxfs" else "fonts"
        place = styles.find(f"{MAIN}{before}")
        place.addnext(found) if kind == "dxfs" else place.addprevious(found)
    return found


def _children(styles: etree._Element, kind: str) -> Iterator[etree._Element]:
    found = styles.find(f"{MAIN}{kind}")
    yield from (copy.deepcopy(one) for one in (found if found is not None else ()))


def _merged_number_formats(ours: etree._Element, theirs: etree._Element) -> dict[str, str]:
    new: dict[str, str] = {}
    for one in _children(theirs, "numFmts"):
        holder = _holder(ours, "numFmts")
        known = [int(each.get("numFmtId")) for each in holder]
        new[one.get("numFmtId")] = str(max([*known, FIRST_OWN_FORMAT]) + 1)
        one.set("numFmtId", new[one.get("numFmtId")])
        holder.append(one)
        holder.set("count", str(len(holder)))
    return new
