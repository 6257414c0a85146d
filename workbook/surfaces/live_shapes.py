"""The map's shapes in a workbook open in Excel: what xlwings leaves to each system's own way."""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import xlwings as xw

    from workbook.block import ShapeStyle

GROUP: Final = "group"
MAC: Final = "darwin"
_TRUE, _FALSE = -1, 0
"""Office's own truth values."""


class LiveShapes:
    """The named shapes of a book, those in groups too where the system lets them be reached.

    On a Mac xlwings sees a group as one shape: its members keep the look they had, and
    `out_of_reach` says so.
    """

    def __init__(self, book: xw.Book, system: str = sys.platform) -> None:
        self._book = book
        self._is_mac = system == MAC
        self._missed: set[str] = set()

    def change(self, style: ShapeStyle) -> Callable[[], None]:
        """What styles the shapes of a name; `TemplateError` now when there are none.

        As on disk, the label stands in a text box of its own or in the shape itself.
        """
        areas = self._named(style.name)
        labels = self._labels(style.name, areas) if style.label else []
        edges = self._named(style.name + EDGE_SUFFIX) if style.edge is not None else []
        missing = [
            name
            for name, found, is_wanted in (
                (style.name, areas, True),
                (style.name + LABEL_SUFFIX, labels, style.label),
                (style.name + EDGE_SUFFIX, edges, style.edge is not None),
            )
            if is_wanted and not found
        ]
        if missing and not self._is_mac:
            message = f"{self._book.name} lacks the map's shape {missing[0]}; run `safer build`."
            raise TemplateError(message)
        if missing:
            self._missed.add(style.name)

        def write() -> None:
            for shape in areas:
                self._fill(shape, style)
            for shape in labels:
                self._label(shape, style.label)
            for shape in edges:
                self._edge(shape, style.edge or "")

        return write

    @property
    def out_of_reach(self) -> str:
        """A sentence on the shapes that could not be styled, and what to do; '' for none."""
        if not self._missed:
            return ""
        number = len(self._missed)
        return (
            f"The map keeps its old colours and values in {number} "
            f"area{'s' if number > 1 else ''}: on a Mac a refresh in Excel cannot reach shapes in "
            "a group. Ungroup the map (Shape Format, Group, Ungroup) and refresh again, or close "
            "the workbook and run `safer refresh` on it."
        )

    def _labels(self, name: str, areas: Sequence[Any]) -> Sequence[Any]:
        boxes = self._named(name + LABEL_SUFFIX)
        if self._is_mac:
            return boxes
        return [*boxes, *(shape for shape in areas if shape.TextFrame2.HasText)]

    def _named(self, name: str) -> Sequence[Any]:
        return self._all.get(name, [])

    @cached_property
    def _all(self) -> dict[str, list[Any]]:
        """The native objects of every shape by name."""
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for sheet in self._book.sheets:
            for shape in sheet.shapes:
                found[shape.name].append(shape.api)
                if shape.type == GROUP and not self._is_mac:
                    for member in shape.api.GroupItems:
                        found[member.Name].append(member)
        return dict(found)

    def _fill(self, shape: Any, style: ShapeStyle) -> None:  # noqa: ANN401 - each system's own object
        if self._is_mac:
            shape.fill_format.fore_color.set(list(_parts(style.fill)))
            shape.alternative_text.set(style.alt_text)
        else:
            shape.Fill.ForeColor.RGB = _colour(style.fill)
            shape.AlternativeText = style.alt_text

    def _label(self, shape: Any, label: str) -> None:  # noqa: ANN401 - as above
        # Excel parts paragraphs by carriage returns.
        text = label.replace("\n", "\r")
        if self._is_mac:
            shape.shape_text_frame.text_range.content.set(text)
            return
        words = shape.TextFrame2.TextRange
        # Python's types for Excel call it so where they are made beforehand, as xlwings has them.
        characters = getattr(words, "GetCharacters", None) or words.Characters
        weight = characters(max(len(words.Text), 1), 1).Font.Bold
        words.Text = text
        last = len(text.rpartition("\r")[2])
        if last:
            # A new text takes the look of its first letter; the last line is the figure.
            characters(len(text) - last + 1, last).Font.Bold = weight

    def _edge(self, shape: Any, edge: str) -> None:  # noqa: ANN401 - as above
        if self._is_mac:
            shape.line_format.visible.set(bool(edge))
            if edge:
                shape.line_format.fore_color.set(list(_parts(edge)))
            return
        shape.Line.Visible = _TRUE if edge else _FALSE
        if edge:
            shape.Line.ForeColor.RGB = _colour(edge)


def _parts(colour: str) -> tuple[int, ...]:
    """Red, green and blue of RRGGBB, each 0 to 255."""
    return tuple(bytes.fromhex(colour))


def _colour(colour: str) -> int:
    """RRGGBB as Office's number, red in its lowest byte."""
    return int.from_bytes(bytes.fromhex(colour), "little")
