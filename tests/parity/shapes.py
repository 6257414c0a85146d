"""The map's shapes, which openpyxl does not keep: read from the package, as Excel has them."""

from __future__ import annotations

import re
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XDR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
DRAWING: Final = re.compile(r"xl/drawings/drawing\d+\.xml")


def shapes_of(path: Path) -> list[Any]:
    """Every shape of a workbook: its name, fill as a COLORREF, alternative text and label."""
    found = []
    with zipfile.ZipFile(path) as package:
        for name in filter(DRAWING.fullmatch, sorted(package.namelist())):
            for shape in ElementTree.fromstring(package.read(name)).iter(f"{XDR}sp"):  # noqa: S314 - our own file
                properties = shape.find(f"{XDR}nvSpPr/{XDR}cNvPr")
                fill = shape.find(f"{XDR}spPr/{A}solidFill/{A}srgbClr")
                lines = [
                    "".join(run.text or "" for run in paragraph.iter(f"{A}t"))
                    for paragraph in shape.iter(f"{A}p")
                ]
                found.append(_shape(properties, fill, lines))
    return found


def _shape(properties: Any, fill: Any, lines: list[str]) -> Any:
    red, green, blue = bytes.fromhex("000000" if fill is None else fill.get("val"))
    colour = SimpleNamespace(RGB=red + (green << 8) + (blue << 16))
    return SimpleNamespace(
        Name=properties.get("name"),
        AlternativeText=properties.get("descr", ""),
        Fill=SimpleNamespace(ForeColor=colour),
        TextFrame2=SimpleNamespace(TextRange=SimpleNamespace(Text="\r".join(lines))),
    )


def with_shapes(book: Workbook, path: Path) -> list[Any]:
    """Give a workbook of openpyxl the shapes of its file, as one group."""
    if "test_shapes" not in book.worksheets[0].__dict__:
        group = SimpleNamespace(GroupItems=shapes_of(path))
        book.worksheets[0].test_shapes = [SimpleNamespace(name="Map", type="group", api=group)]
    found: list[Any] = book.worksheets[0].test_shapes[0].api.GroupItems
    return found


def looks(shapes: list[Any]) -> list[tuple[str, int, str, str]]:
    """What a person sees of each shape."""
    return [
        (
            one.Name,
            one.Fill.ForeColor.RGB,
            one.AlternativeText,
            one.TextFrame2.TextRange.Text.rstrip("\r"),
        )
        for one in shapes
    ]
