"""A PDF that LibreOffice printed gets the tags of what its workbook holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.publish.pdf_tags.box import Box
from workbook.publish.pdf_tags.content import content, page_box
from workbook.publish.pdf_tags.grid import grids
from workbook.publish.pdf_tags.owners import boxes, owners
from workbook.publish.pdf_tags.reading import read
from workbook.publish.pdf_tags.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pikepdf

    from workbook.publish.pdf_tags.content import Content
    from workbook.publish.pdf_tags.grid import Grid
    from workbook.publish.pdf_tags.owners import Owner
    from workbook.publish.pdf_tags.printed_sheet import PrintedSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    """A sheet on its pages."""

    sheet: PrintedSheet
    pages: Sequence[pikepdf.Page]
    contents: Sequence[Content]
    grids: Sequence[Grid]


def pages_of_sheets(pdf: pikepdf.Pdf) -> dict[str, tuple[int, int]]:
    """The first page of each sheet, counted from 0, and the one after its last.

    LibreOffice's bookmarks say it; empty where it made none.
    """
    places = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
    firsts = dict[str, int]()
    with pdf.open_outline() as outline:
        for item in outline.root:
            place: Any = item.destination
            page = place[0].objgen if place is not None else None
            if page in places:
                firsts[str(item.title)] = places[page]
    ends = sorted({*firsts.values(), len(pdf.pages)})
    return {
        name: (first, next(end for end in ends if end > first)) for name, first in firsts.items()
    }


def tagged(pdf: pikepdf.Pdf, sheets: Sequence[PrintedSheet]) -> bool:
    """Tag every page; False, and nothing done, where a page does not lie as its sheet says.

    That is another program's or another version's way of printing: its own tags stay.
    """
    pages = pages_of_sheets(pdf)
    by_name = {sheet.name: sheet for sheet in sheets}
    found = []
    for name, (first, end) in sorted(pages.items(), key=lambda one: one[1]):
        some = pdf.pages[first:end]
        contents = [content(page) for page in some]
        lie = None
        if name in by_name:
            lie = grids(by_name[name], contents, [page_box(page) for page in some])
        if lie is None:
            return False
        found.append(_Printed(sheet=by_name[name], pages=some, contents=contents, grids=lie))
    if sum(len(one.pages) for one in found) != len(pdf.pages):
        return False
    tree = Tree(pdf)
    for one in found:
        tree.begin_sheet()
        for at in range(len(one.pages)):
            _add(tree, one, at)
    tree.close()
    return True


def _add(tree: Tree, printed: _Printed, at: int) -> None:
    page, grid, drawn = printed.pages[at], printed.grids[at], printed.contents[at]
    whose = owners(printed.sheet, grid, drawn, is_first=at == 0)
    where = boxes(drawn, whose)
    nodes = read(printed.sheet, grid, where, is_first=at == 0)
    tree.add_page(page, drawn, whose, nodes, _links(page, where))


def _links(page: pikepdf.Page, where: Mapping[Owner, Box]) -> dict[Owner, list[Any]]:
    """The page's links by the cell whose text each lies on; a link on none is taken out."""
    import pikepdf

    found: dict[Owner, list[Any]] = {}
    kept = pikepdf.Array()
    annotations: Any = page.obj.get("/Annots", [])
    for annotation in annotations:
        left, bottom, right, top = (float(side) for side in annotation.Rect)
        middle = Box(*((left + right) / 2, (bottom + top) / 2) * 2)
        owner = next(
            (o for o, b in where.items() if isinstance(o, tuple) and b.holds(middle, 2)), None
        )
        if owner is not None:
            found.setdefault(owner, []).append(annotation)
            kept.append(annotation)
    if "/Annots" in page.obj:
        page.obj.Annots = kept
    return found
