"""What people do to whole sheets, with all that Excel rewrites for it on saving."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from tests.support.excel_package import CHART, LINK, MAIN

if TYPE_CHECKING:
    from tests.support.excel_package import ExcelPackage

_TYPES: Final = "application/vnd.openxmlformats-officedocument."


def quoted(name: str) -> str:
    """The name as formulas write it before their cells."""
    plain = re.fullmatch(r"[A-Za-z_]\w*", name) is not None
    return name if plain else "'" + name.replace("'", "''") + "'"


def hide_sheet(book: ExcelPackage, name: str, state: str = "hidden") -> None:
    """Hide a sheet; ``veryHidden`` is what a macro does."""
    _entry(book, name).set("state", state)


def delete_sheet(book: ExcelPackage, name: str) -> None:
    """Delete a sheet: its tables go, and whatever spoke of it speaks of ``#REF!``."""
    at = book.sheet_names.index(name)
    part = book.sheet_part(name)
    for defined in list(book.workbook.iter(f"{MAIN}definedName")):
        local = defined.get("localSheetId")
        if local == str(at):
            defined.getparent().remove(defined)
        elif local is not None and int(local) > at:
            defined.set("localSheetId", str(int(local) - 1))
    tables = [book.root(table).get("displayName") for table in book.related(part, "table")]
    for element in [f for sheet, f in book.formulas() if sheet != name and f.text]:
        text = re.sub(rf"(?:{re.escape(quoted(name))}|'{re.escape(name)}')!", "#REF!", element.text)
        for table in tables:
            text = re.sub(rf"\b{table}(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])", "#REF!", text)
        if "definedName" in element.tag or "chart" in element.tag:
            text = re.sub(r"#REF![$A-Z0-9:]+", "#REF!", text)
        element.text = text
    entry = _entry(book, name)
    _unrelate(book, "xl/workbook.xml", entry.get(f"{LINK}id"))
    entry.getparent().remove(entry)
    parts = [part, *book.related(part, "table"), *book.related(part, "comments")]
    for drawing in book.related(part, "drawing"):
        parts += [drawing, *book.related(drawing, "chart")]
    for gone in parts:
        book.remove_part(gone)


def copy_sheet(book: ExcelPackage, name: str, new: str) -> list[str]:
    """Copy a sheet beside itself; the names of the copied tables.

    Excel gives each copied table a name with a number, takes the sheet's names along as names
    of the copy, and lets the copied charts show the copied cells.
    """
    source = book.sheet_part(name)
    number = 500 + len(book.sheet_names)
    part = f"xl/worksheets/sheet{number}.xml"
    root = copy.deepcopy(book.root(source))
    renamed: dict[str, str] = {}
    book.add_part(part, b"", f"{_TYPES}spreadsheetml.worksheet+xml")
    book.put(part, root)
    for index, table in enumerate(book.related(source, "table")):
        own = copy.deepcopy(book.root(table))
        target = f"xl/tables/table{number}{index}.xml"
        renamed[own.get("displayName")] = f"{own.get('displayName')}{number}"
        own.set("id", f"{number}{index}")
        for attribute in ("name", "displayName"):
            own.set(attribute, renamed[own.get(attribute)])
        book.add_part(target, b"", f"{_TYPES}spreadsheetml.table+xml")
        book.put(target, own)
        _point(book, source, part, table, book.relate(part, "table", target))
    for drawing in book.related(source, "drawing"):
        own = copy.deepcopy(book.root(drawing))
        target = f"xl/drawings/drawing{number}.xml"
        book.add_part(target, b"", f"{_TYPES}drawing+xml")
        book.put(target, own)
        for index, chart in enumerate(book.related(drawing, "chart")):
            shown = copy.deepcopy(book.root(chart))
            for formula in shown.iter(f"{CHART}f"):
                formula.text = (formula.text or "").replace(f"{quoted(name)}!", f"{quoted(new)}!")
            own_chart = f"xl/charts/chart{number}{index}.xml"
            book.add_part(own_chart, b"", f"{_TYPES}drawingml.chart+xml")
            book.put(own_chart, shown)
            _point(book, drawing, target, chart, book.relate(target, "chart", own_chart))
        _point(book, source, part, drawing, book.relate(part, "drawing", target))
    for formula in root.iter(f"{MAIN}f"):
        for old, now in renamed.items():
            formula.text = re.sub(rf"\b{old}\[", f"{now}[", formula.text or "") or None
    for kept in list(root.iter(f"{MAIN}legacyDrawing", f"{MAIN}hyperlink")):
        if kept.get(f"{LINK}id") is not None:
            kept.getparent().remove(kept)
    link = book.relate("xl/workbook.xml", "worksheet", part)
    at = book.sheet_names.index(name)
    entry = etree.Element(f"{MAIN}sheet", {"name": new, "sheetId": str(number), f"{LINK}id": link})
    _entry(book, name).addnext(entry)
    _copy_names(book, name, new, at)
    return list(renamed.values())


def _copy_names(book: ExcelPackage, name: str, new: str, at: int) -> None:
    names = book.workbook.find(f"{MAIN}definedNames")
    for defined in list(names):
        local = defined.get("localSheetId")
        if local is not None and int(local) > at:
            defined.set("localSheetId", str(int(local) + 1))
        text = defined.text or ""
        if not text.startswith((f"{quoted(name)}!", f"'{name}'!")):
            continue
        if local is not None and int(local) != at:
            continue
        own = copy.deepcopy(defined)
        own.set("localSheetId", str(at + 1))
        own.text = text.replace(f"{quoted(name)}!", f"{quoted(new)}!").replace(
            f"'{name}'!", f"{quoted(new)}!"
        )
        names.append(own)


def _entry(book: ExcelPackage, name: str) -> etree._Element:
    return next(s for s in book.workbook.iter(f"{MAIN}sheet") if s.get("name") == name)


def _point(book: ExcelPackage, old: str, new: str, target: str, link: str) -> None:
    """Let the copy of a part point with ``link`` where the part pointed to ``target``."""
    before = book.link_to(old, target)
    for element in book.root(new).iter():
        for key, value in element.attrib.items():
            if key.startswith(LINK) and value == before:
                element.set(key, link)


def _unrelate(book: ExcelPackage, part: str, link: str) -> None:
    for relationship in list(book.links(part)):
        if relationship.get("Id") == link:
            relationship.getparent().remove(relationship)
