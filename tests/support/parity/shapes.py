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
LIGHT_UPWARD_DIAGONAL: Final = 22
SYS_DASH: Final = 10
"""Office's numbers of a pattern and of a line's dashes."""

DRAWING: Final = re.compile(r"xl/drawings/drawing\d+\.xml")


def shapes_of(path: Path) -> list[Any]:
    """Every shape of a workbook: its name, fill and line as COLORREF, alternative text, label."""
    found = []
    with zipfile.ZipFile(path) as package:
        for name in filter(DRAWING.fullmatch, sorted(package.namelist())):
            for shape in ElementTree.fromstring(package.read(name)).iter(f"{XDR}sp"):  # noqa: S314 - our own file
                properties = shape.find(f"{XDR}nvSpPr/{XDR}cNvPr")
                look = shape.find(f"{XDR}spPr")
                words = Words([_paragraph(one) for one in shape.iter(f"{A}p")])
                found.append(_shape(properties, look, words))
    return found


class Words:
    """A shape's text as Excel has it: paragraphs parted by carriage returns, each letter with its
    weight; a new text takes the weight of the first letter.
    """

    def __init__(self, paragraphs: list[tuple[str, bool]]) -> None:
        self._text = "\r".join(text for text, _ in paragraphs)
        self._bold = [is_bold for text, is_bold in paragraphs for _ in f"{text}\r"][:-1]

    @property
    def Text(self) -> str:  # noqa: N802 - Excel's own name, as those below
        return self._text

    @Text.setter
    def Text(self, value: str) -> None:  # noqa: N802
        self._text = value
        self._bold = [self._bold[0] if self._bold else False] * len(value)

    def GetCharacters(self, start: int, length: int) -> Any:  # noqa: N802
        return Letters(self, slice(start - 1, start - 1 + length))

    def replace(self, part: slice, text: str) -> None:
        """Other letters in a place, of the weight of the first that stood there."""
        weight = self._bold[part.start]
        self._text = self._text[: part.start] + text + self._text[part.stop :]
        self._bold[part] = [weight] * len(text)

    def weights(self, part: slice) -> Weight:
        return Weight(self._bold, part)

    def lines(self) -> list[tuple[str, bool]]:
        """The lines that hold anything, and whether each is bold."""
        found, start = [], 0
        for line in self._text.split("\r"):
            if line.strip():
                found.append((line, self._bold[start]))
            start += len(line) + 1
        return found


class Letters:
    """Some letters of a shape's text."""

    def __init__(self, words: Words, part: slice) -> None:
        self._words, self._part = words, part

    @property
    def Font(self) -> Weight:  # noqa: N802 - Excel's own name, as below
        return self._words.weights(self._part)

    @property
    def Text(self) -> str:  # noqa: N802
        return self._words.Text[self._part]

    @Text.setter
    def Text(self, value: str) -> None:  # noqa: N802
        self._words.replace(self._part, value)


class Weight:
    """The font of some letters."""

    def __init__(self, letters: list[bool], part: slice) -> None:
        self._letters, self._part = letters, part

    @property
    def Bold(self) -> int:  # noqa: N802
        return -1 if all(self._letters[self._part]) else 0

    @Bold.setter
    def Bold(self, value: int) -> None:  # noqa: N802
        self._letters[self._part] = [bool(value)] * len(self._letters[self._part])


def _paragraph(paragraph: Any) -> tuple[str, bool]:
    text = "".join(run.text or "" for run in paragraph.iter(f"{A}t"))
    return text, any(run.get("b") == "1" for run in paragraph.iter(f"{A}rPr"))


def _colour(found: Any) -> Any:
    red, green, blue = bytes.fromhex("000000" if found is None else found.get("val"))
    return SimpleNamespace(RGB=red + (green << 8) + (blue << 16))


class Fill:
    """A shape's fill: plain, or hatched in a colour on another."""

    def __init__(self, look: Any = None) -> None:
        find = (lambda _: None) if look is None else look.find
        pattern = find(f"{A}pattFill")
        self.is_hatched = pattern is not None
        front = (
            f"{A}pattFill/{A}fgClr/{A}srgbClr" if self.is_hatched else f"{A}solidFill/{A}srgbClr"
        )
        self.ForeColor = _colour(find(front))
        self.BackColor = _colour(find(f"{A}pattFill/{A}bgClr/{A}srgbClr"))

    def Solid(self) -> None:  # noqa: N802 - Excel's own name, as those below
        self.is_hatched = False

    def Patterned(self, pattern: int) -> None:  # noqa: N802
        assert pattern == LIGHT_UPWARD_DIAGONAL
        self.is_hatched = True

    def look(self) -> tuple[int, ...]:
        """One colour, or two of a hatching."""
        return (self.ForeColor.RGB, *((self.BackColor.RGB,) if self.is_hatched else ()))


def _line(look: Any) -> Any:
    line = look.find(f"{A}ln/{A}solidFill/{A}srgbClr")
    is_dashed = look.find(f"{A}ln/{A}prstDash") is not None
    return SimpleNamespace(
        ForeColor=_colour(line), Visible=line is not None, DashStyle=SYS_DASH if is_dashed else 1
    )


def _shape(properties: Any, look: Any, words: Words) -> Any:
    return SimpleNamespace(
        Name=properties.get("name"),
        AlternativeText=properties.get("descr", ""),
        Fill=Fill(look),
        Line=_line(look),
        TextFrame2=SimpleNamespace(TextRange=words, HasText=bool(words.Text)),
    )


class Shapes(list[Any]):
    """The shapes of a sheet or of a group: each by its name, or several as one.

    As in Excel, a name that is not there is an error.
    """

    @property
    def Count(self) -> int:  # noqa: N802 - Excel's own name, as those below
        return len(self)

    def Item(self, which: str | int) -> Any:  # noqa: N802
        if isinstance(which, int):
            return self[which - 1]
        return next(one for one in self if one.Name == which)

    def Range(self, names: list[str]) -> Any:  # noqa: N802
        by_name = {one.Name: one for one in self}
        return ShapeRange([by_name[name] for name in names])


class ShapeRange(Shapes):
    """Several shapes, whose looks can be set at once, and their words where ``takes_words``."""

    takes_words = True

    @property
    def TextFrame2(self) -> Any:  # noqa: N802
        parts = [one.TextFrame2 for one in self]
        return Together(parts if self.takes_words else parts[:1])

    @property
    def Fill(self) -> Any:  # noqa: N802
        return Together([one.Fill for one in self])

    @property
    def Line(self) -> Any:  # noqa: N802
        return Together([one.Line for one in self])


class Together:
    """Parts of several shapes that change as one."""

    def __init__(self, parts: list[Any]) -> None:
        object.__setattr__(self, "_parts", parts)

    def __getattr__(self, name: str) -> Any:
        found = [getattr(part, name) for part in self._parts]
        if all(callable(one) for one in found):
            return lambda *arguments: [one(*arguments) for one in found] and None
        return Together(found)

    def __setattr__(self, name: str, value: Any) -> None:
        for part in self._parts:
            setattr(part, name, value)


def with_shapes(book: Workbook, path: Path) -> list[Any]:
    """Give a workbook of openpyxl the shapes of its file, as one group."""
    sheet: Any = book.worksheets[0]
    if "test_shapes" not in sheet.__dict__:
        group = SimpleNamespace(GroupItems=Shapes(shapes_of(path)))
        sheet.test_shapes = [SimpleNamespace(name="Map", type="group", api=group)]
    found: list[Any] = sheet.test_shapes[0].api.GroupItems
    return found


def looks(shapes: list[Any]) -> list[tuple[object, ...]]:
    """What a person sees of each shape."""
    return [
        (
            one.Name,
            one.Fill.look(),
            (one.Line.ForeColor.RGB, one.Line.DashStyle) if one.Line.Visible else None,
            one.AlternativeText,
            one.TextFrame2.TextRange.lines(),
        )
        for one in shapes
    ]
