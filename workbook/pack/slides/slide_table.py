"""A native table on a slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house import style
from workbook.pack.looks import (
    CELL_END,
    CELL_SIDE,
    Run,
    before,
    cell_look,
    column_widths,
    heading_type,
    row_heights,
)
from workbook.pack.said.content import Look
from workbook.pack.slides.slide_parts import describe, emu, paint, write

if TYPE_CHECKING:
    from pptx.slide import Slide

    from workbook.pack.fit import Frame, Type
    from workbook.pack.said.content import Grid, GridColumn
    from workbook.pack.theme import Theme

NO_GRID: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Office's table style without lines and fills: the lines here are the house style's."""


def add_grid(slide: Slide, place: Frame, grid: Grid, type_: Type, theme: Theme) -> None:
    """A native table with its first row tagged as headings."""
    heights = row_heights(grid, place.width, type_)
    heading_size = heading_type(type_).size
    shape = slide.shapes.add_table(
        len(grid.rows) + 1,
        len(grid.columns),
        emu(place.left),
        emu(place.top),
        emu(place.width),
        emu(sum(heights)),
    )
    shape.name = f"Table: {grid.title}"
    describe(shape, f"{grid.title}: {len(grid.rows)} rows by {', '.join(grid.headings)}.")
    table = shape.table
    table.horz_banding = False
    shape.element.find(".//{*}tableStyleId").text = NO_GRID
    for at, width in enumerate(column_widths(grid, place.width, type_)):
        table.columns[at].width = emu(width)
    for at, height in enumerate(heights):
        table.rows[at].height = emu(height)
    for at, column in enumerate(grid.columns):
        heading = Run(text=column.heading, size=heading_size, bold=True, colour=theme.second)
        side = before(grid, at)
        _fill_cell(table.cell(0, at), heading, column, edges=("tx1", "tx1"), anchor="b", side=side)
        for number, row in enumerate(grid.rows, start=1):
            run, fill = cell_look(column, row.cells[at], type_.size, theme, invented=row.invented)
            is_last = number == len(grid.rows)
            edges = ("", "tx1" if is_last else style.RULE[1:])
            _fill_cell(table.cell(number, at), run, column, edges=edges, fill=fill, side=side)


def _fill_cell(
    cell: Any,  # noqa: ANN401 - python-pptx keeps the type of a cell to itself
    run: Run,
    column: GridColumn,
    *,
    edges: tuple[str, str],
    fill: str = "",
    anchor: str = "ctr",
    side: float = CELL_SIDE,
) -> None:
    from pptx.enum.text import MSO_ANCHOR

    cell.margin_left, cell.margin_right = emu(side), emu(CELL_SIDE)
    cell.margin_top = cell.margin_bottom = emu(CELL_END)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if anchor == "b" else MSO_ANCHOR.MIDDLE
    write(cell.text_frame, ((run,),), align="r" if column.look is Look.NUMBER else "l")
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - borders have no other way in
    for tag, colour in zip(("a:lnT", "a:lnB"), edges, strict=True):
        if colour:
            properties.append(_edge(tag, colour))
    if fill:
        paint(cell.fill, fill)


def _edge(tag: str, colour: str) -> Any:  # noqa: ANN401 - an element of lxml
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    is_scheme = len(colour) != len(style.INK) - 1
    painted = f'<a:schemeClr val="{colour}"/>' if is_scheme else f'<a:srgbClr val="{colour}"/>'
    width = emu(1.25 if is_scheme else 0.75)
    return parse_xml(
        f'<{tag} {nsdecls("a")} w="{width}"><a:solidFill>{painted}</a:solidFill></{tag}>'
    )
