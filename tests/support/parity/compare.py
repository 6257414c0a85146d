"""Two workbooks cell by cell: what each cell holds, and where each table ends.

The live one is openpyxl's model; the headless one is read from its package, as it was written.
"""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import openpyxl
from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string as column_of
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel, to_excel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook

S: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LINKS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
SHEET_LINKS: Final = re.compile(r"xl/worksheets/_rels/[^/]+\.rels")
DATES: Final = (datetime.datetime, datetime.time, datetime.timedelta)
DRAWN: Final = re.compile(rb'<Relationship [^>]*relationships/drawing"[^>]*/>')

Cells = dict[tuple[int, int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSheet:
    """The cells of a sheet that hold anything, by row and column, and the extent of each table."""

    cells: Cells
    tables: dict[str, str]


def held(path: Path) -> Workbook:
    """A workbook in openpyxl's model, without charts, which take half of the time to read."""
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(copy, "w") as bare:
        for name in package.namelist():
            content = package.read(name)
            bare.writestr(name, DRAWN.sub(b"", content) if SHEET_LINKS.fullmatch(name) else content)
    return openpyxl.load_workbook(copy)


def written(path: Path) -> dict[str, WrittenSheet]:
    """The sheets of a file by their names, in tab order."""
    with zipfile.ZipFile(path) as package:
        parts = _links(package, "xl/workbook.xml")
        texts: list[str] = []
        if "xl/sharedStrings.xml" in package.namelist():
            items = etree.fromstring(package.read("xl/sharedStrings.xml"))
            texts = ["".join(t.text or "" for t in si.iter(f"{S}t")) for si in items]
        found = {}
        for sheet in etree.fromstring(package.read("xl/workbook.xml")).iter(f"{S}sheet"):
            _, part = parts[sheet.get(f"{R}id")]
            tables = [
                etree.fromstring(package.read(target))
                for kind, target in _links(package, part).values()
                if kind.endswith("/table")
            ]
            found[sheet.get("name")] = WrittenSheet(
                cells=dict(_cells(etree.fromstring(package.read(part)), texts)),
                tables={table.get("displayName"): table.get("ref") for table in tables},
            )
    return found


def differences(live: Workbook, headless: dict[str, WrittenSheet]) -> list[str]:
    """Every sheet, cell and table in which two workbooks differ, in words."""
    found = []
    if live.sheetnames != list(headless):
        found.append(f"sheets {live.sheetnames}, not {list(headless)}")
    for name in filter(headless.__contains__, live.sheetnames):
        ours, theirs = headless[name], live[name]
        if dict(theirs.tables.items()) != ours.tables:
            found.append(f"{name}: tables {dict(theirs.tables.items())}, not {ours.tables}")
        cells = {at: cell for at, cell in theirs._cells.items() if cell.value is not None}  # noqa: SLF001 - asking for a cell makes it
        for at in sorted(cells.keys() | ours.cells.keys()):
            a, b = ours.cells.get(at), _content(cells.get(at))
            if isinstance(a, float) and _is_read_as_date(cells.get(at)):
                a = float(to_excel(from_excel(a)))
            if a != b or isinstance(a, bool) is not isinstance(b, bool):
                found.append(f"{name}!{get_column_letter(at[1])}{at[0]}: {b!r}, not {a!r}")
    return found


def _links(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The kind and the part of each of a part's relationships, by its id."""
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.namelist():
        return {}
    return {
        link.get("Id"): (link.get("Type"), posixpath.normpath(f"{folder}/{link.get('Target')}"))
        for link in etree.fromstring(package.read(path)).iter(f"{LINKS}Relationship")
    }


def _cells(sheet: Any, texts: list[str]) -> Iterator[tuple[tuple[int, int], object]]:
    """Each cell that holds something: a formula with its ``=``, else the value."""
    shared: dict[str, Translator] = {}
    for row in sheet.iter(f"{S}row"):
        digits = len(row.get("r"))
        for cell in row:
            value = _written(cell, texts, shared)
            if value is not None and value != "":
                yield (int(row.get("r")), column_of(cell.get("r")[:-digits])), value


def _written(cell: Any, texts: list[str], shared: dict[str, Translator]) -> object:
    kind, value = cell.get("t", "n"), None
    for child in cell:
        if child.tag == f"{S}f":
            return _formula(child, cell.get("r"), shared)
        if child.tag == f"{S}v":
            value = child.text
        elif child.tag == f"{S}is":
            return "".join(t.text or "" for t in child.iter(f"{S}t"))
    if value is None or kind in {"str", "e"}:
        return value
    if kind == "s":
        return texts[int(value)]
    return value == "1" if kind == "b" else float(value)


def _formula(formula: Any, at: str, shared: dict[str, Translator]) -> str:
    """A formula's text; of one that is shared, as it stands in its first cell, moved to this."""
    if formula.get("t") != "shared":
        return f"={formula.text}"
    if formula.text:
        shared[formula.get("si")] = Translator(f"={formula.text}", at)
    return str(shared[formula.get("si")].translate_formula(at))


def _is_read_as_date(cell: Any) -> bool:
    """Whether openpyxl made a date of a number, and rounded it, for the cell's format."""
    return isinstance(getattr(cell, "value", None), DATES)


def _content(cell: Any) -> object:
    """What a cell of openpyxl's holds; ``None`` for an empty text."""
    value = None if cell is None else cell.value
    value = getattr(value, "text", value)
    if isinstance(value, DATES):
        return float(to_excel(value))
    link = getattr(cell, "hyperlink", None)
    # openpyxl reads an empty cell that is a link as holding the place it leads to.
    is_own_place = link is not None and value == link.location
    return None if value == "" or is_own_place else value
