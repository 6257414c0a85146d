"""What a workbook consists of: sheets, defined names, tables, charts, drawings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree

from workbook.package.archive import resolved_target
from workbook.package.format_mark import format_of, refuse_newer
from workbook.package.reference import Rectangle, sheet_range
from workbook.package.xml_text import UNWRITABLE
from xlsrc.domain.workbook_errors import (
    DamagedWorkbookError,
    LostNameError,
    MissingTableError,
    NotAWorkbookError,
    SaveInExcelError,
    TableColumnError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook.package.archive import Archive

CHART_TYPE: Final = "drawingml.chart+xml"
DRAWING_TYPE: Final = "officedocument.drawing+xml"
CONTENT_TYPES: Final = "[Content_Types].xml"
ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character as Excel writes it into strings (ECMA-376 part 1, 22.9.2.19 ST_Xstring)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """One relationship of a part; ``kind`` is the last word of its type, such as ``table``."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPart:
    """One sheet by name, with its part; chart sheets and dialogs are no worksheets."""

    name: str
    part: str
    is_worksheet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePart:
    """An Excel table: where it lies and what its columns are called."""

    name: str
    sheet: str
    part: str
    area: Rectangle
    columns: tuple[str, ...]
    header_rows: int = 1
    totals_rows: int = 0

    @property
    def data(self) -> Rectangle:
        """The rows between heading and totals; always at least one."""
        return Rectangle(
            self.area.first_row + self.header_rows,
            self.area.first_column,
            self.area.last_row - self.totals_rows,
            self.area.last_column,
        )

    @property
    def is_whole(self) -> bool:
        """Whether it names as many columns as its range has."""
        return len(self.columns) == self.area.shape[1]

    def column(self, name: str) -> int:
        """The sheet column of a heading; ``TemplateError`` when it was renamed or removed."""
        try:
            return self.area.first_column + self.columns.index(name)
        except ValueError as error:
            message = (
                f"Table {self.name} on sheet {self.sheet} needs the column {name!r}; found "
                f"{', '.join(map(repr, self.columns))}. Name it so again, or run `safer build`."
            )
            raise TableColumnError(message) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """The parts of a workbook and the addresses that names and tables have in it now."""

    source: str
    workbook_part: str
    sheets: tuple[SheetPart, ...]
    names: Mapping[str, str]
    tables: tuple[TablePart, ...]
    charts: tuple[str, ...]
    drawings: tuple[str, ...]
    shared_strings: str | None
    styles: str | None
    calculation_chain: str | None
    core_properties: str | None
    date_1904: bool

    def sheet(self, name: str) -> SheetPart | None:
        """The worksheet of a name (Excel ignores case), or None."""
        folded = name.casefold()
        return next(
            (s for s in self.sheets if s.is_worksheet and s.name.casefold() == folded), None
        )

    def table(self, name: str) -> TablePart:
        """The table of a name; ``TemplateError`` when the workbook lacks it."""
        folded = name.casefold()
        for table in self.tables:
            if table.name.casefold() == folded:
                return table
        message = f"{self.source} has no table {name!r}; name it so again, or run `safer build`."
        raise MissingTableError(message)

    def named_range(self, name: str) -> tuple[SheetPart, Rectangle]:
        """The sheet and range of a defined name; ``TemplateError`` for a lost or broken one."""
        text = self.names.get(name.casefold())
        if text is None:
            message = f"{self.source} has no cells named {name!r}; run `safer build`."
            raise LostNameError(message)
        found = sheet_range(text)
        sheet = self.sheet(found[0]) if found else None
        if found is None or sheet is None:
            message = (
                f"The name {name!r} in {self.source} must mean one range of cells; found "
                f"{text!r}. Undo the deletion that broke it, or run `safer build`."
            )
            raise LostNameError(message)
        return (sheet, found[1])


def unescaped(text: str) -> str:
    """A string of the file with Excel's ``_x000A_`` escapes as the characters they stand for.

    They are the halves of UTF-16: two make one character, one alone is ``\ufffd``, as Excel shows
    it, since no file can hold it. A control character, which most files cannot hold, is nothing.
    """
    if "_x" not in text:
        return text
    plain = ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    whole = plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return UNWRITABLE.sub("", whole)


def relationships_part(part: str) -> str:
    """The name of the part that holds another part's relationships."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def relationships(archive: Archive, part: str) -> tuple[Relationship, ...]:
    """The relationships of a part (of the package when ``part`` is empty); none is empty."""
    name = archive.part_name(relationships_part(part))
    if name is None:
        return ()
    found = []
    for element in parsed(archive, name):
        target = element.get("Target", "")
        external = element.get("TargetMode") == "External"
        if not external:
            wanted = resolved_target(part, target)
            target = archive.part_name(wanted) or wanted
        kind = element.get("Type", "").rpartition("/")[2]
        found.append(
            Relationship(id=element.get("Id", ""), kind=kind, target=target, external=external)
        )
    return tuple(found)


def parsed(archive: Archive, part: str) -> ElementTree.Element:
    """The root of a small part; the archive has refused DTDs, so no entity can expand."""
    try:
        return ElementTree.fromstring(archive.content(part))  # noqa: S314 - see above
    # An encoding that nobody knows is a LookupError, one of several bytes a letter a ValueError.
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        message = f"{archive.source} is damaged in {part} ({error}); restore it from a copy."
        raise DamagedWorkbookError(message) from error


def structure(archive: Archive) -> Structure:
    """The structure of an opened package; `WorkbookError` when it is no Excel workbook, or of a
    format that only a newer version of this program knows.
    """
    office = [r for r in relationships(archive, "") if r.kind == "officeDocument"]
    if not office or archive.part_name(office[0].target) is None:
        message = f"{archive.source} is a zip but not an Excel workbook (.xlsx); name the workbook."
        raise NotAWorkbookError(message)
    workbook_part = office[0].target
    if not workbook_part.endswith(".xml"):
        message = f"{archive.source} is a binary workbook; save it in Excel as .xlsx and use that."
        raise SaveInExcelError(message)
    root = parsed(archive, workbook_part)
    links = {link.id: link for link in relationships(archive, workbook_part)}
    kinds = {link.kind: link.target for link in links.values()}
    sheets = tuple(_sheets(archive.source, root, links))
    properties = next(children(root, "workbookPr"), None)
    package_links = {link.kind: link.target for link in relationships(archive, "")}
    custom = archive.part_name(package_links.get("custom-properties", ""))
    refuse_newer(format_of(parsed(archive, custom) if custom else None), archive.source)
    return Structure(
        source=archive.source,
        workbook_part=workbook_part,
        sheets=sheets,
        names=_defined_names(root),
        tables=tuple(
            _table(archive, sheet.name, link.target)
            for sheet in sheets
            if sheet.is_worksheet
            for link in relationships(archive, sheet.part)
            if link.kind == "table"
        ),
        charts=_parts_of_type(archive, CHART_TYPE),
        drawings=_parts_of_type(archive, DRAWING_TYPE),
        shared_strings=kinds.get("sharedStrings"),
        styles=kinds.get("styles"),
        calculation_chain=kinds.get("calcChain"),
        core_properties=package_links.get("core-properties"),
        date_1904=properties is not None and properties.get("date1904") in {"1", "true"},
    )


def children(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    """The children of an element with a local name, whatever their namespace."""
    return (element for element in root if element.tag.rpartition("}")[2] == name)


def _sheets(
    source: str, root: ElementTree.Element, links: Mapping[str, Relationship]
) -> Iterator[SheetPart]:
    seen: set[str] = set()
    for holder in children(root, "sheets"):
        for element in holder:
            id_ = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            link = links.get(id_)
            if link is not None:
                if link.target in seen:
                    message = f"{source} is damaged: two sheets are {link.target}; restore a copy."
                    raise DamagedWorkbookError(message)
                seen.add(link.target)
                yield SheetPart(
                    name=element.get("name", ""),
                    part=link.target,
                    is_worksheet=link.kind == "worksheet",
                )


def _defined_names(root: ElementTree.Element) -> dict[str, str]:
    names: dict[str, str] = {}
    for holder in children(root, "definedNames"):
        for element in holder:
            name = element.get("name", "").casefold()
            # A name of the workbook goes before one of a single sheet.
            if element.get("localSheetId") is None or name not in names:
                names[name] = (element.text or "").strip()
    return names


def _table(archive: Archive, sheet: str, part: str) -> TablePart:
    root = parsed(archive, part)
    try:
        area = Rectangle.parse(root.get("ref", ""))
        header_rows = int(root.get("headerRowCount", "1"))
        totals_rows = int(root.get("totalsRowCount", "0"))
    except ValueError as error:
        message = f"{archive.source} is damaged: {part} has no valid range; restore it from a copy."
        raise DamagedWorkbookError(message) from error
    columns = tuple(
        unescaped(column.get("name", ""))
        for holder in children(root, "tableColumns")
        for column in holder
    )
    return TablePart(
        name=root.get("displayName", root.get("name", "")),
        sheet=sheet,
        part=part,
        area=area,
        columns=columns,
        header_rows=header_rows,
        totals_rows=totals_rows,
    )


def _parts_of_type(archive: Archive, content_type: str) -> tuple[str, ...]:
    targets = (
        element.get("PartName", "").lstrip("/")
        for element in parsed(archive, CONTENT_TYPES)
        if element.get("ContentType", "").lower().endswith(content_type)
    )
    return tuple(name for target in targets if (name := archive.part_name(target)) is not None)
