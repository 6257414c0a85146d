"""The structure tree of a PDF: its nodes as objects, each content's number, and its parent."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from workbook.publish.pdf_tags.content import marked
from workbook.publish.pdf_tags.node import DRAWN
from workbook.publish.pdf_tags.owners import FOOTER, HEADER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import pikepdf

    from workbook.publish.pdf_tags.box import Box
    from workbook.publish.pdf_tags.content import Content
    from workbook.publish.pdf_tags.node import Node
    from workbook.publish.pdf_tags.owners import Owner

_PRINTED: Final = 4
"""The flag of an annotation that is part of the page on paper, too."""

_SAME_LINE: Final = 2.0
_NO_WORDS: Final = "A drawing without a description"


class Tree:
    """A structure tree that grows page by page; `close` hangs it into the PDF."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        import pikepdf

        self._pdf = pdf
        self._root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self._document = self._element("Document", self._root)
        self._root.K = pikepdf.Array([self._document])
        self._parents: list[Any] = []
        self._sect: Any = None

    def begin_sheet(self) -> None:
        """What comes next is another sheet's."""
        self._sect = self._element("Sect", self._document)
        self._document.K.append(self._sect)

    def add_page(
        self,
        page: pikepdf.Page,
        content: Content,
        owners: Sequence[Owner],
        nodes: Sequence[Node],
        links: Mapping[Owner, Sequence[Any]],
    ) -> None:
        """Mark a page's content and hang its nodes into the sheet's part of the tree.

        An owner that is in no node is a paragraph at the end of the page: nothing is lost.
        """
        import pikepdf

        marks, numbers, woven = _numbered(content, owners)
        page.Contents = self._pdf.make_stream(marked(content, marks))
        page.obj.Tabs = pikepdf.Name.S
        held = {owner for node in nodes for owner in _held(node)}
        builder = _Page(self, page, numbers, links, woven)
        for node in nodes:
            builder.add(node, self._sect)
        for owner in numbers:
            if owner not in held:
                builder.paragraph(owner, self._sect)
        page.obj.StructParents = self._next(builder.parents())

    def close(self) -> None:
        """The tree becomes the PDF's own."""
        import pikepdf

        numbers = [part for at, one in enumerate(self._parents) for part in (at, one)]
        tree = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
        self._root.ParentTree = self._pdf.make_indirect(tree)
        self._root.ParentTreeNextKey = len(self._parents)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)

    def _next(self, parent: Any) -> int:  # noqa: ANN401 - an object of a PDF is anything
        self._parents.append(parent)
        return len(self._parents) - 1

    def _element(self, tag: str, parent: Any) -> Any:  # noqa: ANN401 - as above
        import pikepdf

        return self._pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem,
                S=pikepdf.Name("/" + tag),
                P=parent,
                K=pikepdf.Array(),
            )
        )


class _Page:
    """The elements of one page while they are made."""

    def __init__(
        self,
        tree: Tree,
        page: pikepdf.Page,
        numbers: Mapping[Owner, Sequence[int]],
        links: Mapping[Owner, Sequence[Any]],
        woven: Collection[Owner],
    ) -> None:
        self._tree = tree
        self._page = page
        self._numbers = numbers
        self._links = links
        self._woven = woven
        self._by_number: dict[int, Any] = {}

    def parents(self) -> Any:  # noqa: ANN401 - an object of a PDF is anything
        """The element of each number of the page's content, in the order of numbers."""
        import pikepdf

        found = [self._by_number[number] for number in range(len(self._by_number))]
        return self._tree._pdf.make_indirect(pikepdf.Array(found))  # noqa: SLF001 - its page

    def add(self, node: Node, parent: Any) -> None:  # noqa: ANN401 - as above
        """A node with all below it."""
        element = self._tree._element(node.tag, parent)  # noqa: SLF001 - its page
        parent.K.append(element)
        _describe(element, node)
        for owner, text in itertools.zip_longest(node.owners, node.lines, fillvalue=""):
            self._draw(owner, element, text)
        for kid in node.kids:
            self.add(kid, element)

    def paragraph(self, owner: Owner, parent: Any) -> None:  # noqa: ANN401 - as above
        """A paragraph of one owner."""
        element = self._tree._element("P", parent)  # noqa: SLF001 - its page
        parent.K.append(element)
        self._draw(owner, element)

    def _draw(self, owner: Owner, element: Any, text: str = "") -> None:  # noqa: ANN401 - as above
        """What an owner draws; its text stands for words that another's sign is painted among."""
        import pikepdf

        for annotation in self._links.get(owner, ()):
            link = self._tree._element("Link", element)  # noqa: SLF001 - its page
            element.K.append(link)
            annotation.F = _PRINTED
            annotation.StructParent = self._tree._next(link)  # noqa: SLF001 - its page
            link.Pg = self._page.obj
            link.K.append(
                pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=annotation, Pg=self._page.obj)
            )
            element = link
        if text and owner in self._woven:
            span = self._tree._element("Span", element)  # noqa: SLF001 - its page
            element.K.append(span)
            span.ActualText = " ".join(text.split())
            element = span
        element.Pg = self._page.obj
        for number in self._numbers.get(owner, ()):
            self._by_number[number] = element
            element.K.append(number)


def _numbered(
    content: Content, owners: Sequence[Owner]
) -> tuple[list[int | str], dict[Owner, list[int]], frozenset[Owner]]:
    """The mark of each piece, the numbers that each owner's pieces got, in reading order, and the
    cells of which two pieces lie over one another: no order of them reads as the text does.

    A drawing's pieces painted one after another have one number. A cell's have each its own: a
    sign of another font is painted after the words that it stands before.
    """
    marks: list[int | str] = []
    boxes: dict[Owner, dict[int, Box]] = {}
    before: Owner | None = None
    was_inner = False
    count = 0
    for piece, owner in zip(content.pieces, owners, strict=True):
        if isinstance(owner, str):
            marks.append(owner if owner in {FOOTER, HEADER} else "")
        else:
            if owner != before or isinstance(owner, tuple) or piece.is_inner or was_inner:
                boxes.setdefault(owner, {})[count] = piece.box
                count += 1
            marks.append(count - 1)
        before, was_inner = owner, piece.is_inner
    numbers = {
        owner: _read(some) if isinstance(owner, tuple) else list(some)
        for owner, some in boxes.items()
    }
    cells = {owner: some.values() for owner, some in boxes.items() if isinstance(owner, tuple)}
    return marks, numbers, frozenset(owner for owner, some in cells.items() if _is_woven(some))


def _is_woven(boxes: Collection[Box]) -> bool:
    return any(
        abs(one.bottom - other.bottom) < _SAME_LINE
        and min(one.right, other.right) - max(one.left, other.left) > _SAME_LINE
        for one, other in itertools.combinations(boxes, 2)
    )


def _read(boxes: Mapping[int, Box]) -> list[int]:
    """Texts line by line from above, each line from the left."""
    lines: list[list[int]] = []
    for number in sorted(boxes, key=lambda one: -boxes[one].bottom):
        if lines and boxes[lines[-1][0]].bottom - boxes[number].bottom < _SAME_LINE:
            lines[-1].append(number)
        else:
            lines.append([number])
    return [number for line in lines for number in sorted(line, key=lambda one: boxes[one].left)]


def _held(node: Node) -> set[Owner]:
    return {*node.owners, *(owner for kid in node.kids for owner in _held(kid))}


def _describe(element: Any, node: Node) -> None:  # noqa: ANN401 - an object of a PDF is anything
    import pikepdf

    if node.tag == DRAWN:
        element.Alt = node.said or _NO_WORDS
        if node.box is not None:
            element.A = pikepdf.Dictionary(
                O=pikepdf.Name.Layout,
                Placement=pikepdf.Name.Block,
                BBox=pikepdf.Array([round(side, 3) for side in node.box]),
            )
    if node.scope:
        element.A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name("/" + node.scope))
