"""Charts and shapes without an alternative text, and the text that each of them gets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.block import ChartText
from workbook.package.cell import unescaped_xml
from workbook.package.chart import drawn_cells
from workbook.package.reference import Rectangle
from workbook.package.shape import described
from workbook.package.structure import relationships

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from workbook.block import AltText, ShapeText
    from workbook.package.archive import Archive
    from workbook.package.chart import Place
    from workbook.package.structure import SheetPart, Structure

CHART: Final = "graphicFrame"
GROUP: Final = "grpSp"

_DRAWN: Final = re.compile(
    r"<(?:\w+:)?(graphicFrame|pic|sp|grpSp)\b[^>]*>.*?(<(?:\w+:)?cNvPr\b(?:[^>\"]|\"[^\"]*\")*>)",
    re.DOTALL,
)
_PROPERTIES_END: Final = re.compile(r"</(?:\w+:)?cNvPr>")
_DECORATIVE: Final = re.compile(r"<(?:\w+:)?decorative\b[^>]*val=\"(?:1|true)\"")
_DESCRIPTION: Final = re.compile(r'\sdescr="([^"]*)"')
_NAME: Final = re.compile(r'\sname="([^"]*)"')
_CHART_LINK: Final = re.compile(r'<(?:\w+:)?chart\b[^>]*\s\w+:id="([^"]*)"')


class Undescribed(NamedTuple):
    """An object of a drawing without alternative text: its element, its name, where its tag is."""

    kind: str
    name: str
    start: int
    end: int


class Given(NamedTuple):
    """The alternative text that an object lacks, the drawing and sheet it is on, and the part of
    a chart.
    """

    part: str
    sheet: str
    drawn: Undescribed
    text: str
    chart: str = ""


class _Area(NamedTuple):
    """Where the cells lie that a chart draws."""

    text: ChartText
    sheet: str
    cells: Rectangle

    def holds(self, places: Sequence[Place]) -> bool:
        """Whether it is these cells that the chart of the text draws."""
        return len(places) == self.text.series and all(
            sheet.casefold() == self.sheet.casefold() and self.cells.around(cells) == self.cells
            for sheet, cells in places
        )

    @property
    def words(self) -> str:
        """The text with the cells as they lie now."""
        if not self.text.columns:
            return self.text.text
        first = self.cells
        last = first.first_column + self.text.columns - 1
        named = Rectangle(first.first_row, first.first_column, first.last_row, last)
        return self.text.naming(named.address)


def undescribed(drawing: str) -> Iterator[Undescribed]:
    """What a drawing shows without a word for those who cannot see it.

    Left out is what its author marked as decorative.
    """
    for match in _DRAWN.finditer(drawing):
        description = _DESCRIPTION.search(match[2])
        if description and description[1].strip():
            continue
        if not match[2].endswith("/>"):
            end = _PROPERTIES_END.search(drawing, match.end())
            if end and _DECORATIVE.search(drawing, match.end(), end.start()):
                continue
        named = _NAME.search(match[2])
        name = unescaped_xml(named[1]) if named else ""
        yield Undescribed(match[1], name, *match.span(2))


def texts_lacking(
    archive: Archive,
    structure: Structure,
    texts: Iterable[AltText],
    read: Callable[[str], str] | None = None,
) -> Iterator[Given]:
    """The objects without alternative text that one of the texts is for, drawing by drawing.

    ``read`` gives a part's text where it is no longer the archive's. A text that is for no object
    is left, and so is an object that has a text already: it may be its author's own.
    """
    read = read or archive.text
    areas: dict[str, list[_Area]] = {}
    shapes: dict[tuple[str, str, bool], ShapeText] = {}
    for text in texts:
        if isinstance(text, ChartText):
            on, cells = _around(structure, text.blocks)
            areas.setdefault(on.name, []).append(_Area(text, on.name, cells))
        else:
            on, _ = structure.named_range(text.block)
            shapes[on.name, text.name, text.is_group] = text
    if not areas and not shapes:
        return
    for part, sheet in _drawings(archive, structure).items():
        drawing = read(part)
        charts: Mapping[str, str] | None = None
        for drawn in undescribed(drawing):
            chart: str | None = None
            if drawn.kind == CHART:
                charts = _charts(archive, part) if charts is None else charts
                chart = charts.get(_chart_link(drawing, drawn))
                words = _of_chart(chart, areas.get(sheet, ()), structure, read)
            else:
                shape = shapes.get((sheet, drawn.name, drawn.kind == GROUP))
                words = shape.text if shape else ""
            if words:
                yield Given(part, sheet, drawn, words, chart or "")


def with_texts(drawing: str, given: Sequence[Given]) -> str:
    """A drawing part with the texts in it."""
    pieces: list[str] = []
    position = 0
    for one in given:
        start, end = one.drawn.start, one.drawn.end
        pieces += (drawing[position:start], described(drawing[start:end], one.text))
        position = end
    return "".join((*pieces, drawing[position:]))


def _drawings(archive: Archive, structure: Structure) -> dict[str, str]:
    """The drawing parts, each with the name of its sheet."""
    return {
        link.target: sheet.name
        for sheet in structure.sheets
        for link in relationships(archive, sheet.part)
        if link.kind == "drawing" and link.target in structure.drawings
    }


def _around(structure: Structure, blocks: Sequence[str]) -> tuple[SheetPart, Rectangle]:
    sheet, cells = structure.named_range(blocks[0])
    for block in blocks[1:]:
        cells = cells.around(structure.named_range(block)[1])
    return sheet, cells


def _charts(archive: Archive, drawing: str) -> Mapping[str, str]:
    return {r.id: r.target for r in relationships(archive, drawing) if r.kind == "chart"}


def _chart_link(drawing: str, drawn: Undescribed) -> str:
    end = drawing.find(f"{CHART}>", drawn.end)
    link = _CHART_LINK.search(drawing, drawn.end, max(end, drawn.end))
    return unescaped_xml(link[1]) if link else ""


def _of_chart(
    part: str | None,
    areas: Sequence[_Area],
    structure: Structure,
    read: Callable[[str], str],
) -> str:
    if part is None or part not in structure.charts:
        return ""
    places = drawn_cells(read(part), structure.names)
    return next((area.words for area in areas if area.holds(places)), "")
