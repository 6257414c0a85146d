"""Cells of a workbook that hold something though they are read as empty.

The library that reads workbooks gives an error (``#DIV/0!``) and a formula that no program has
worked out as nothing at all, just as it gives a cell that nobody filled in.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from html import unescape
from typing import Final

_LARGEST_SHEET: Final = 256 * 2**20  # bytes; above that a sheet is read without this look
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\b([^>]*)/?>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)/?>")
_ATTRIBUTE: Final = re.compile(r"([\w:]+)\s*=\s*\"([^\"]*)\"")
_CELL: Final = re.compile(r"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_VALUE: Final = re.compile(r"<(?:\w+:)?v\b[^>]*>([^<]+)<")
_FORMULA: Final = re.compile(r"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)<)")
_PLACE: Final = re.compile(r"^([A-Z]{1,3})(\d+)$")
_LETTERS: Final = 26
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"

Place = tuple[int, int]


def silent_cells(content: bytes) -> dict[str, dict[Place, str]]:
    """Per sheet name the row and column (from 0) of each such cell: ``#DIV/0!``, ``=B2/C2``.

    Nothing for a file that is no .xlsx or .xlsm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if _WORKBOOK not in package.namelist():
                return {}
            return {
                name: _of_sheet(package.read(part).decode("utf-8", "replace"))
                for name, part in _parts(package).items()
                if package.getinfo(part).file_size <= _LARGEST_SHEET
            }
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError):
        return {}  # whoever opens the workbook says what is wrong with it


def _parts(package: zipfile.ZipFile) -> dict[str, str]:
    """The part of the package that holds each sheet."""
    targets = {}
    for match in _RELATION.finditer(package.read(_RELATIONS).decode("utf-8", "replace")):
        found = dict(_ATTRIBUTE.findall(match[1]))
        targets[found.get("Id", "")] = found.get("Target", "")
    parts = {}
    for match in _SHEET.finditer(package.read(_WORKBOOK).decode("utf-8", "replace")):
        found = dict(_ATTRIBUTE.findall(match[1]))
        relation = next((value for name, value in found.items() if name.endswith(":id")), "")
        part = posixpath.normpath(posixpath.join("xl", targets.get(relation, ""))).lstrip("/")
        if part in package.namelist():
            parts[unescape(found.get("name", ""))] = part
    return parts


def _of_sheet(text: str) -> dict[Place, str]:
    if 't="e"' not in text and not _FORMULA.search(text):
        return {}
    found = {}
    for match in _CELL.finditer(text):
        attributes, inside = dict(_ATTRIBUTE.findall(match[1])), match[2] or ""
        value, formula = _VALUE.search(inside), _FORMULA.search(inside)
        kind = attributes.get("t", "n")
        place = _PLACE.match(attributes.get("r", ""))
        if place is None:
            continue
        if kind == "e" and value:
            found[_row_and_column(place)] = unescape(value[1])
        # A formula that gives an empty text has been worked out: Excel writes its kind.
        elif formula and not value and kind != "str":
            found[_row_and_column(place)] = f"={unescape(formula[1] or '…')}"
    return found


def _row_and_column(place: re.Match[str]) -> Place:
    column = 0
    for letter in place[1]:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return int(place[2]) - 1, column - 1
