"""A table of a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from workbook.house import style
from workbook.pack.fit import Type
from workbook.pack.looks import cell_look, column_widths, has_room
from workbook.pack.report.report_parts import add_runs, element, emu
from workbook.pack.said.content import GridCell, Look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from workbook.pack.looks import Run
    from workbook.pack.said.content import Grid, GridColumn
    from workbook.pack.theme import Theme

TABLE_SIZES: Final = (9.0, 8.5, 8.0)
CELL_SIDE, CELL_END = 3.5, 1.5
"""Points that a table's cell keeps free at its sides, and above and below its text."""


def add_grid(
    document: Document, grid: Grid, width: float, theme: Theme, *, keep: bool = False
) -> None:
    """A Word table whose headings are repeated on every page that it goes on to.

    With ``keep`` it stays on the page of what follows it.
    """
    table = document.add_table(rows=0, cols=len(grid.columns))
    table.autofit = False
    properties = table._tbl.tblPr  # noqa: SLF001 - a table's text for screen readers, its margins
    margins = "".join(
        f'<w:{side} w:w="{twips(size)}" w:type="dxa"/>'
        for side, size in (
            ("top", CELL_END), ("left", CELL_SIDE), ("bottom", CELL_END), ("right", CELL_SIDE),
        )
    )  # fmt: skip
    look = properties.find("{*}tblLook")
    at = len(properties) if look is None else properties.index(look)
    properties.insert(at, element(f"<w:tblCellMar>{margins}</w:tblCellMar>"))
    for name, text in (
        ("tblCaption", grid.title),
        ("tblDescription", f"{len(grid.rows)} rows by {', '.join(grid.headings)}."),
    ):
        one = element(f"<w:{name}/>")
        one.set(one.tag.replace(name, "val"), text)
        properties.append(one)
    type_ = table_type(grid, width, theme)
    widths = column_widths(grid, width, type_)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = emu(wide)
    headings = [
        (
            cell_look(column, GridCell(text=column.heading), type_.size, theme, invented=False)[0],
            "",
        )
        for column in grid.columns
    ]
    _add_row(table, grid, headings, widths, heading=theme.second)
    for number, row in enumerate(grid.rows, start=1):
        cells = [
            cell_look(column, cell, type_.size, theme, invented=row.invented)
            for column, cell in zip(grid.columns, row.cells, strict=True)
        ]
        _add_row(table, grid, cells, widths, last=number == len(grid.rows))
    if keep:
        for row in table.rows:
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
    _space_after(document).paragraph_format.keep_with_next = keep


def table_type(grid: Grid, width: float, theme: Theme) -> Type:
    """The largest type in which a table breaks no word; else the smallest."""
    sizes = [Type(size=size, wide=theme.wide) for size in TABLE_SIZES]
    return next((one for one in sizes if has_room(grid, width, one)), sizes[-1])


def _space_after(document: Document) -> Paragraph:
    """A narrow line after a table, which would otherwise touch what follows."""
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)
    return paragraph


def _add_row(
    table: Any,  # noqa: ANN401 - python-docx keeps the type of a row's parts to itself
    grid: Grid,
    cells: Sequence[tuple[Run, str]],
    widths: Sequence[float],
    *,
    heading: str = "",
    last: bool = False,
) -> None:
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way in
    properties.append(element("<w:cantSplit/>"))
    if heading:
        properties.append(element("<w:tblHeader/>"))
    for cell, column, (run, fill), width in zip(
        row.cells, grid.columns, cells, widths, strict=True
    ):
        cell.width = emu(width)
        _fill_cell(cell, run, column, heading=heading)
        _edge_cell(cell, fill, heading=bool(heading), last=last)


def _fill_cell(cell: Any, run: Run, column: GridColumn, *, heading: str) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.line_spacing = 1.0
    if column.look is Look.NUMBER:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if heading:
        paragraph.paragraph_format.keep_with_next = True
        run = replace(run, bold=True, colour=heading)
    add_runs(paragraph, (run,))


def _edge_cell(cell: Any, fill: str, *, heading: bool, last: bool) -> None:  # noqa: ANN401
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - borders have no other way in
    ink, rule = style.INK[1:], style.RULE[1:]
    top = f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{ink}"/>' if heading else ""
    colour, weight = (ink, 8) if heading or last else (rule, 4)
    bottom = f'<w:bottom w:val="single" w:sz="{weight}" w:space="0" w:color="{colour}"/>'
    properties.append(element(f"<w:tcBorders>{top}{bottom}</w:tcBorders>"))
    if fill:
        properties.append(element(f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'))
    properties.append(element(f'<w:vAlign w:val="{"bottom" if heading else "center"}"/>'))


def twips(length: float) -> str:
    """Points in the unit of a table: twentieths."""
    return str(round(length * 20))
