"""An analyst at work in Excel: edits of a workbook's package as Excel leaves them on saving."""

from __future__ import annotations

import copy
import re
import zipfile
from typing import TYPE_CHECKING, Final, Self

from lxml import etree

from workbook.package.archive import Archive
from workbook.package.reference import Rectangle, column_letters, column_number
from workbook.package.structure import Structure, TablePart, structure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
AFTER_LINKS: Final = ("printOptions", "pageMargins", "pageSetup", "headerFooter")
VML: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202"'
    ' coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>{shapes}</xml>'
)
VML_SHAPE: Final = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="visibility:hidden"><v:textbox/>'
    '<x:ClientData ObjectType="Note"><x:Anchor>1,15,0,2,3,31,4,1</x:Anchor><x:Row>{row}</x:Row>'
    "<x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
Run = tuple[str, str]
"""A text and the properties of its run: ``""``, or elements such as ``<b/>``."""


def tag(name: str) -> str:
    return f"{{{MAIN}}}{name}"


class Analyst:
    """A workbook open in Excel; `save` leaves it as Excel does, with shared strings only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with zipfile.ZipFile(path) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self._trees: dict[str, etree._Element] = {}
        self._structure: Structure | None = None
        self._shared = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.save()

    @property
    def structure(self) -> Structure:
        if self._structure is None:
            self._flush()
            self._structure = structure(Archive.read(self.path))
        return self._structure

    def type(self, table: str, key: str, header: str, value: str | Sequence[Run]) -> str:
        """Type a text, or one with formatted runs, into the row of a key; the cell's address."""
        part = self.structure.table(table)
        row = self.row_of(table, key)
        column = part.column(header)
        self._put(part.sheet, row, column, value)
        return f"{column_letters(column)}{row}"

    def put(self, sheet: str, row: int, column: int, text: str) -> None:
        """Type a text anywhere."""
        self._put(sheet, row, column, text)

    def colour(self, table: str, key: str, header: str, rgb: str) -> None:
        """Fill a cell with a colour."""
        part = self.structure.table(table)
        cell = self._cell(part.sheet, self.row_of(table, key), part.column(header))
        styles = self._tree("xl/styles.xml")
        fills, looks = styles.find(tag("fills")), styles.find(tag("cellXfs"))
        fill = etree.SubElement(etree.SubElement(fills, tag("fill")), tag("patternFill"))
        fill.set("patternType", "solid")
        etree.SubElement(fill, tag("fgColor"), rgb=f"FF{rgb}")
        look = copy.deepcopy(looks[int(cell.get("s", "0"))])
        look.set("fillId", str(len(fills) - 1))
        looks.append(look)
        cell.set("s", str(len(looks) - 1))

    def row_of(self, table: str, key: str) -> int:
        part = self.structure.table(table)
        for row in range(part.data.first_row, part.data.last_row + 1):
            if self._text(part.sheet, row, part.area.first_column) == key:
                return row
        message = f"{table} has no row {key}"
        raise LookupError(message)

    def sort(self, table: str, header: str) -> None:
        """Sort the rows by a column's text, last first; the cells move with their formats."""
        part = self.structure.table(table)
        area = part.data
        rows = [self._row(part.sheet, n) for n in range(area.first_row, area.last_row + 1)]
        column = part.column(header)
        order = sorted(
            range(len(rows)),
            key=lambda at: self._text(part.sheet, area.first_row + at, column),
            reverse=True,
        )
        taken = [[copy.deepcopy(cell) for cell in row] for row in rows]
        for row, at in zip(rows, order, strict=True):
            for cell in list(row):
                row.remove(cell)
            for cell in taken[at]:
                letters = re.sub(r"\d", "", cell.get("r"))
                cell.set("r", f"{letters}{row.get('r')}")
                row.append(cell)

    def filter(self, table: str, header: str, value: str) -> None:
        """Show only the rows with a value in a column."""
        part = self.structure.table(table)
        column = part.column(header)
        for number in range(part.data.first_row, part.data.last_row + 1):
            if self._text(part.sheet, number, column) != value:
                self._row(part.sheet, number).set("hidden", "1")
        tree = self._tree(part.part)
        filters = tree.find(tag("autoFilter"))
        own = etree.SubElement(
            filters, tag("filterColumn"), colId=str(column - part.area.first_column)
        )
        etree.SubElement(etree.SubElement(own, tag("filters")), tag("filter"), val=value)

    def insert_row(self, table: str, at: int, values: Sequence[str | None]) -> None:
        """A row put in at a data row (from 0); all below moves down."""
        part = self.structure.table(table)
        row = part.data.first_row + at
        model = self._row(part.sheet, row)
        self._shift(part, row, 1)
        new = copy.deepcopy(model)
        model.addprevious(new)
        self._renumber(new, row)
        for cell in new:
            for inner in list(cell):
                cell.remove(inner)
            cell.attrib.pop("t", None)
        for offset, value in enumerate(values):
            if value is not None:
                self._put(part.sheet, row, part.area.first_column + offset, value)

    def delete_row(self, table: str, key: str) -> None:
        part = self.structure.table(table)
        row = self.row_of(table, key)
        element = self._row(part.sheet, row)
        element.getparent().remove(element)
        self._shift(part, row + 1, -1)

    def add_column(self, table: str, header: str, values: Sequence[str]) -> None:
        """A column right of the table, as typing beside it makes one."""
        part = self.structure.table(table)
        column = part.area.last_column + 1
        self._put(part.sheet, part.area.first_row, column, header)
        for row, value in enumerate(values, part.data.first_row):
            if value:
                self._put(part.sheet, row, column, value)
        tree = self._tree(part.part)
        area = part.area
        self._resize(tree, Rectangle(area.first_row, area.first_column, area.last_row, column))
        columns = tree.find(tag("tableColumns"))
        ids = [int(one.get("id")) for one in columns]
        etree.SubElement(columns, tag("tableColumn"), id=str(max(ids) + 1), name=header)
        columns.set("count", str(len(columns)))
        self._structure = None

    def widen(self, table: str, header: str, width: float) -> None:
        part = self.structure.table(table)
        column = part.column(header)
        tree = self._sheet(part.sheet)
        columns = tree.find(tag("cols"))
        for one in columns:
            first, last = int(one.get("min")), int(one.get("max"))
            if not first <= column <= last:
                continue
            # Neighbours of one width stand together until one of them is drawn wider.
            for low, high, own in (
                (first, column - 1, one.get("width")),
                (column, column, str(width)),
                (column + 1, last, one.get("width")),
            ):
                if low <= high:
                    part_of = copy.deepcopy(one)
                    part_of.set("min", str(low))
                    part_of.set("max", str(high))
                    part_of.set("width", own)
                    one.addprevious(part_of)
            columns.remove(one)
            break

    def add_sheet(self, name: str, text: str) -> None:
        number = 1 + sum(1 for part in self.parts if part.startswith("xl/worksheets/sheet"))
        part = f"xl/worksheets/sheet{number}.xml"
        self.parts[part] = (
            f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'
            f"{text}</t></is></c></row></sheetData></worksheet>"
        ).encode()
        self._declare(
            part, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        )
        link = self._link("xl/workbook.xml", "worksheet", f"worksheets/sheet{number}.xml")
        sheets = self._tree("xl/workbook.xml").find(tag("sheets"))
        ids = [int(one.get("sheetId")) for one in sheets]
        element = etree.SubElement(sheets, tag("sheet"), name=name, sheetId=str(max(ids) + 1))
        element.set(f"{{{LINKS}}}id", link)
        self._structure = None

    def note(self, table: str, key: str, header: str, author: str, text: str) -> None:
        """A note at a cell of a sheet that has none yet, its author in bold as Excel writes it."""
        part = self.structure.table(table)
        row, column = self.row_of(table, key), part.column(header)
        sheet = self._sheet_part(part.sheet)
        number = 900 + len([name for name in self.parts if "comments" in name])
        comments, drawing = f"xl/comments{number}.xml", f"xl/drawings/vmlDrawing{number}.vml"
        self.parts[comments] = (
            f'<comments xmlns="{MAIN}"><authors><author>{author}</author></authors><commentList>'
            f'<comment ref="{column_letters(column)}{row}" authorId="0"><text><r><rPr><b/></rPr>'
            f'<t xml:space="preserve">{author}:\n</t></r><r><t>{text}</t></r></text></comment>'
            "</commentList></comments>"
        ).encode()
        shape = VML_SHAPE.format(id=1025, row=row - 1, column=column - 1)
        self.parts[drawing] = VML.format(shapes=shape).encode()
        self._declare(
            comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
        )
        types = self._tree("[Content_Types].xml")
        if not any(one.get("Extension") == "vml" for one in types):
            default = etree.Element(
                f"{{{TYPES}}}Default",
                Extension="vml",
                ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing",
            )
            types.insert(0, default)
        self._link(sheet, "comments", f"../comments{number}.xml")
        link = self._link(sheet, "vmlDrawing", f"../drawings/vmlDrawing{number}.vml")
        legacy = etree.Element(tag("legacyDrawing"))
        legacy.set(f"{{{LINKS}}}id", link)
        self._tree(sheet).find(tag("tableParts")).addprevious(legacy)

    def hyperlink(self, table: str, key: str, header: str, address: str) -> None:
        part = self.structure.table(table)
        sheet = self._sheet_part(part.sheet)
        link = self._link(sheet, "hyperlink", address, external=True)
        tree = self._tree(sheet)
        holder = tree.find(tag("hyperlinks"))
        if holder is None:
            holder = etree.Element(tag("hyperlinks"))
            next(e for e in tree if etree.QName(e).localname in AFTER_LINKS).addprevious(holder)
        cell = f"{column_letters(part.column(header))}{self.row_of(table, key)}"
        element = etree.SubElement(holder, tag("hyperlink"), ref=cell)
        element.set(f"{{{LINKS}}}id", link)

    def save(self) -> None:
        """Write the file; texts of every edited sheet become shared strings."""
        for name, tree in list(self._trees.items()):
            if name.startswith("xl/worksheets/"):
                for cell in tree.iter(tag("c")):
                    inline = cell.find(tag("is"))
                    if inline is not None:
                        self._share(cell, inline)
        self._flush()

    def _share(self, cell: etree._Element, inline: etree._Element) -> None:
        strings = self._tree("xl/sharedStrings.xml")
        if not self._shared:
            self._shared = len(strings)
        item = etree.SubElement(strings, tag("si"))
        for child in list(inline):
            item.append(child)
        cell.remove(inline)
        cell.set("t", "s")
        etree.SubElement(cell, tag("v")).text = str(self._shared)
        self._shared += 1

    def _put(self, sheet: str, row: int, column: int, value: str | Sequence[Run]) -> None:
        cell = self._cell(sheet, row, column)
        for inner in list(cell):
            cell.remove(inner)
        cell.set("t", "inlineStr")
        holder = etree.SubElement(cell, tag("is"))
        if isinstance(value, str):
            _text_element(holder, value)
            return
        for text, properties in value:
            run = etree.SubElement(holder, tag("r"))
            if properties:
                run.append(etree.fromstring(f'<rPr xmlns="{MAIN}">{properties}</rPr>'))
            _text_element(run, text)

    def _text(self, sheet: str, row: int, column: int) -> str:
        cell = self._cell(sheet, row, column)
        value = cell.find(tag("v"))
        if cell.get("t") == "s" and value is not None:
            item = self._tree("xl/sharedStrings.xml")[int(value.text)]
            return "".join(t.text or "" for t in item.iter(tag("t")))
        inline = "".join(t.text or "" for t in cell.iter(tag("t")))
        return inline or (value.text if value is not None else "")

    def _cell(self, sheet: str, row: int, column: int) -> etree._Element:
        element = self._row(sheet, row)
        address = f"{column_letters(column)}{row}"
        for cell in element:
            at = column_number(re.sub(r"\d", "", cell.get("r")))
            if at == column:
                return cell
            if at > column:
                new = etree.Element(tag("c"), r=address)
                cell.addprevious(new)
                return new
        return etree.SubElement(element, tag("c"), r=address)

    def _row(self, sheet: str, number: int) -> etree._Element:
        data = self._sheet(sheet).find(tag("sheetData"))
        for row in data:
            if int(row.get("r")) == number:
                return row
            if int(row.get("r")) > number:
                new = etree.Element(tag("row"), r=str(number))
                row.addprevious(new)
                return new
        return etree.SubElement(data, tag("row"), r=str(number))

    def _shift(self, part: TablePart, first_row: int, by: int) -> None:
        """Move the rows from ``first_row`` on, and the table's end with them."""
        for row in self._sheet(part.sheet).find(tag("sheetData")):
            if int(row.get("r")) >= first_row:
                self._renumber(row, int(row.get("r")) + by)
        area = part.area
        self._resize(
            self._tree(part.part),
            Rectangle(area.first_row, area.first_column, area.last_row + by, area.last_column),
        )

    @staticmethod
    def _renumber(row: etree._Element, number: int) -> None:
        row.set("r", str(number))
        for cell in row:
            cell.set("r", re.sub(r"\d+", str(number), cell.get("r")))

    def _resize(self, tree: etree._Element, area: Rectangle) -> None:
        self._structure = None
        tree.set("ref", area.address)
        tree.find(tag("autoFilter")).set("ref", area.address)

    def _sheet_part(self, sheet: str) -> str:
        part = self.structure.sheet(sheet)
        assert part is not None
        return part.part

    def _sheet(self, sheet: str) -> etree._Element:
        return self._tree(self._sheet_part(sheet))

    def _tree(self, part: str) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    def _declare(self, part: str, content_type: str) -> None:
        types = self._tree("[Content_Types].xml")
        etree.SubElement(
            types, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type
        )

    def _link(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            self.parts[rels] = f'<Relationships xmlns="{PACKAGE}"/>'.encode()
        tree = self._tree(rels)
        id_ = f"rId{900 + len(tree)}"
        attributes = {"Id": id_, "Type": f"{LINKS}/{kind}", "Target": target}
        if external:
            attributes["TargetMode"] = "External"
        etree.SubElement(tree, f"{{{PACKAGE}}}Relationship", attributes)
        return id_

    def _flush(self) -> None:
        for name, tree in self._trees.items():
            self.parts[name] = etree.tostring(
                tree, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.parts.items():
                package.writestr(name, content)


def _text_element(holder: etree._Element, text: str) -> None:
    element = etree.SubElement(holder, tag("t"))
    element.set(SPACE, "preserve")
    # Excel writes a text that looks like one of its escapes so that it is none.
    element.text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
