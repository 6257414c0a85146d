"""The map's shapes in a workbook open in Excel: what xlwings leaves to each system's own way."""

from __future__ import annotations

import sys
from collections import defaultdict
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Final

from workbook.package.shape import EDGE_SUFFIX, LABEL_SUFFIX
from workbook.surfaces.live_native import MAC
from workbook.surfaces.live_shape_looks import (
    Shapes,
    ShapesAlone,
    by_name,
    set_edges,
    set_fills,
)
from xlsrc.domain.workbook_errors import OutdatedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from workbook.block import ShapeStyle
    from workbook.package.alt_texts import Given

    Sheet = Any

GROUP: Final = "group"


class LiveShapes:
    """The named shapes of a book, those in groups too where the system lets them be reached.

    On a Mac xlwings sees a group as one shape: its members keep the look they had, and
    `out_of_reach` says so. There, shapes that stand alone get plain fills and solid
    outlines: their words, and the table, say what is hatched or dashed elsewhere.
    """

    def __init__(self, name: str, sheets: Mapping[str, Sheet], system: str = sys.platform) -> None:
        self._book_name = name
        self._sheets = sheets
        self._is_mac = system == MAC
        self._missed: set[str] = set()

    def changes(self, styles: Sequence[ShapeStyle]) -> list[tuple[str, Callable[[], None]]]:
        """What styles the shapes, each with its sheet; `TemplateError` now for one that is missing.

        As on disk, the label stands in a text box of its own or else in the shape itself.
        """
        if not styles:
            return []
        areas = by_name((style for style in styles if style.fill), "")
        labels = by_name((style for style in styles if style.label), LABEL_SUFFIX)
        edges = by_name((style for style in styles if style.edge is not None), EDGE_SUFFIX)
        found: set[str] = set()
        changes: list[tuple[str, Callable[[], None]]] = []
        for sheet, shapes in self._reached:
            parts = [_held(shapes, wanted) for wanted in (areas, labels, edges)]
            if not self._is_mac:
                parts[1] |= _labelled_themselves(shapes, parts[0], parts[1])
            found |= parts[0].keys() | parts[2].keys()
            found |= {style.name + LABEL_SUFFIX for style in parts[1].values()}
            if any(parts):
                changes.append((sheet, partial(self._write, shapes, *parts)))
        self._refuse_missing([name for name in (*areas, *labels, *edges) if name not in found])
        return changes

    def descriptions(self, lacking: Iterable[Given]) -> list[tuple[str, Callable[[], None]]]:
        """What gives objects the alternative text that they lack, each with its sheet.

        Nothing is for one that is out of reach, or whose name others on its sheet have too.
        """
        changes: list[tuple[str, Callable[[], None]]] = []
        for one in lacking:
            name = one.drawn.name
            held = [s for sheet, s in self._reached if sheet == one.sheet and s.held([name])]
            if len(held) == 1:
                changes.append((one.sheet, partial(self._describe, held[0].one(name), one.text)))
        return changes

    def _describe(self, shape: Any, text: str) -> None:  # noqa: ANN401 - Excel's own object
        if self._is_mac:
            shape.alternative_text.set(text)
        else:
            shape.AlternativeText = text

    def _refuse_missing(self, missing: Sequence[str]) -> None:
        if missing and not self._is_mac:
            message = f"{self._book_name} lacks the map's shape {missing[0]}; run `safer build`."
            raise OutdatedError(message)
        suffixes = (LABEL_SUFFIX, EDGE_SUFFIX)
        self._missed = {
            next((name.removesuffix(s) for s in suffixes if name.endswith(s)), name)
            for name in missing
        }

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

    @cached_property
    def _reached(self) -> list[tuple[str, Shapes]]:
        """The shapes of each group, and those that stand alone, with the name of their sheet."""
        found: list[tuple[str, Shapes]] = []
        for name, sheet in self._sheets.items():
            alone: defaultdict[str, list[Any]] = defaultdict(list)
            for shape in sheet.shapes:
                alone[shape.name].append(shape.api)
                if not self._is_mac and shape.type == GROUP:
                    found.append((name, Shapes(shape.api.GroupItems)))
            for copy in range(max(map(len, alone.values()), default=0)):
                several = {key: one[copy] for key, one in alone.items() if copy < len(one)}
                found.append((name, ShapesAlone(several)))
        return found

    def _write(
        self,
        shapes: Shapes,
        areas: Mapping[str, ShapeStyle],
        labels: Mapping[str, ShapeStyle],
        edges: Mapping[str, ShapeStyle],
    ) -> None:
        if self._is_mac:
            for name, style in areas.items():
                shapes.one(name).fill_format.fore_color.set(list(_parts(style.fill)))
                self._describe(shapes.one(name), style.alt_text)
            for name, style in labels.items():
                text = style.label.replace("\n", "\r")
                shapes.one(name).shape_text_frame.text_range.content.set(text)
            for name, style in edges.items():
                line = shapes.one(name).line_format
                line.visible.set(bool(style.edge))
                if style.edge:
                    line.fore_color.set(list(_parts(style.edge)))
            return
        set_fills(shapes, areas)
        shapes.set_words({name: style.label for name, style in labels.items()})
        set_edges(shapes, edges)


def _held(shapes: Shapes, wanted: Mapping[str, ShapeStyle]) -> dict[str, ShapeStyle]:
    return {name: wanted[name] for name in shapes.held(list(wanted))}


def _labelled_themselves(
    shapes: Shapes, areas: Mapping[str, ShapeStyle], boxes: Mapping[str, ShapeStyle]
) -> dict[str, ShapeStyle]:
    """The areas without a text box for their label that hold words of their own."""
    return {
        name: style
        for name, style in areas.items()
        if style.label and name + LABEL_SUFFIX not in boxes and shapes.one(name).TextFrame2.HasText
    }


def _parts(colour: str) -> tuple[int, ...]:
    """Red, green and blue of RRGGBB, each 0 to 255."""
    return tuple(bytes.fromhex(colour))
