"""What a page's content stream draws, piece by piece, and the stream again with each piece marked.

A piece is a text object or a path: the least that a mark can stand around. What LibreOffice
marked itself is taken out.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from workbook.publish.pdf_tags.box import Box, around

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

_MARKS: Final = {"BDC", "BMC", "EMC", "MP", "DP"}
_PATH: Final = {"m", "l", "c", "v", "y", "re", "h"}
_PAINTED: Final = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_NEXT_LINE: Final = {"T*", "'", '"'}
_SHOWN: Final = {"Tj", "TJ", "'", '"'}
_WHOLE: Final = {"Do", "sh", "INLINE IMAGE"}
_GLYPH: Final = 0.5
"""Of a letter whose width a font does not say, in ems."""

_ASCENT: Final = 0.75
_KERNED: Final = 1.0
"""How far, in points, letters may reach into one another."""

_Matrix = tuple[float, float, float, float, float, float]
_SAME: Final[_Matrix] = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Instructions ``first`` to ``last`` of a page: where they draw, and whether it is text.

    A piece that ``is_inner`` is a part of a text object, which no mark may reach out of.
    """

    first: int
    last: int
    box: Box
    is_text: bool
    is_inner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A page's instructions without marks, and its pieces in the order of drawing."""

    instructions: tuple[tuple[Any, str], ...]
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _State:
    """What holds while a stream is read: where things are drawn, and with which letters."""

    matrix: _Matrix = _SAME
    font: str = ""
    size: float = 0.0
    line: _Matrix = _SAME
    text: _Matrix = _SAME
    leading: float = 0.0
    saved: list[tuple[_Matrix, str, float]] = field(default_factory=list)


def content(page: pikepdf.Page) -> Content:
    """A page read; a form that it draws is one piece of the whole page's size."""
    import pikepdf

    instructions = tuple(
        (list(found.operands), str(found.operator))
        if isinstance(found, pikepdf.ContentStreamInstruction)
        else (found, "INLINE IMAGE")
        for found in pikepdf.parse_content_stream(page)
    )
    kept = tuple(found for found in instructions if found[1] not in _MARKS)
    widths = _widths(page)
    return Content(instructions=kept, pieces=tuple(_pieces(kept, widths, page_box(page))))


def page_box(page: pikepdf.Page) -> Box:
    """A page's own sides."""
    left, bottom, right, top = (float(side) for side in page.mediabox)
    return Box(left, bottom, right, top)


def _widths(page: pikepdf.Page) -> dict[str, dict[int, float]]:
    """Of each simple font of the page, a letter's width in ems by its code."""
    found: dict[str, dict[int, float]] = {}
    fonts: Any = page.Resources.get("/Font", {})
    for name, font in fonts.items():
        first = int(font.get("/FirstChar", 0))
        found[str(name)] = {
            first + at: float(width) / 1000 for at, width in enumerate(font.get("/Widths", []))
        }
    return found


def _pieces(
    instructions: Sequence[tuple[Any, str]], widths: dict[str, dict[int, float]], whole: Box
) -> Iterator[Piece]:
    state = _State()
    first, shown = 0, list[tuple[int, Box]]()
    path_first, points = None, list[tuple[float, float]]()
    for at, (operands, operator) in enumerate(instructions):
        if operator == "BT":
            first, shown = at, []
            state.line = state.text = _SAME
        elif operator == "ET":
            yield from _of_object(first, at, shown)
        elif operator in _PATH:
            path_first = at if path_first is None else path_first
            points += _points(operator, [float(number) for number in operands], state.matrix)
        elif operator in _PAINTED or operator == "n":
            if operator != "n" and path_first is not None:
                box = around(Box(x, y, x, y) for x, y in points)
                yield Piece(first=path_first, last=at, box=box, is_text=False)
            path_first, points = None, []
        elif operator in _WHOLE:
            yield Piece(first=at, last=at, box=_unit(state, whole, operator), is_text=False)
        elif not _moved(operands, operator, state):
            shown += ((at, box) for box in _text(operands, operator, state, widths))


def _of_object(first: int, last: int, shown: Sequence[tuple[int, Box]]) -> Iterator[Piece]:
    """A text object as one piece, or in parts where it goes back in its line: a sign of another
    font is painted after the words that it stands before or between.
    """
    if shown and all(_follows(one, other) for (_, one), (_, other) in itertools.pairwise(shown)):
        box = around(box for _, box in shown)
        yield Piece(first=first, last=last, box=box, is_text=True)
        return
    for at, box in shown:
        yield Piece(first=at, last=at, box=box, is_text=True, is_inner=True)


def _follows(before: Box, box: Box) -> bool:
    return box.left >= before.left and (
        box.left >= before.right - _KERNED or box.bottom < before.bottom - _KERNED
    )


def _moved(operands: Any, operator: str, state: _State) -> bool:  # noqa: ANN401 - anything
    """Whether an instruction is of what holds for those after it; the state takes it on."""
    if operator == "q":
        state.saved.append((state.matrix, state.font, state.size))
    elif operator == "Q" and state.saved:
        state.matrix, state.font, state.size = state.saved.pop()
    elif operator == "cm":
        state.matrix = _times(_numbers(operands), state.matrix)
    elif operator == "Tf":
        state.font, state.size = str(operands[0]), float(operands[1])
    else:
        return False
    return True


def _unit(state: _State, whole: Box, operator: str) -> Box:
    """Where a picture is drawn: the unit square."""
    if operator == "sh":
        return whole
    corners = [_at(state.matrix, x, y) for x in (0, 1) for y in (0, 1)]
    return around(Box(x, y, x, y) for x, y in corners)


def _points(operator: str, numbers: list[float], matrix: _Matrix) -> list[tuple[float, float]]:
    if operator == "re":
        x, y, width, height = numbers
        numbers = [x, y, x + width, y + height]
    return [_at(matrix, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]


def _text(
    operands: Any,  # noqa: ANN401 - a PDF's operands are anything
    operator: str,
    state: _State,
    widths: dict[str, dict[int, float]],
) -> Iterator[Box]:
    """The boxes that a text's instruction fills; it moves the state on."""
    if operator == "TL":
        state.leading = float(operands[0])
    elif operator in {"Td", "TD"}:
        move = (1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1]))
        state.line = state.text = _times(move, state.line)
        if operator == "TD":
            state.leading = -float(operands[1])
    elif operator == "Tm":
        state.line = state.text = _numbers(operands)
    if operator in _NEXT_LINE:
        state.line = state.text = _times((1, 0, 0, 1, 0, -state.leading), state.line)
    if operator in _SHOWN:
        shown = operands[0] if operator == "TJ" else [operands[-1]]
        width = _width(shown, widths.get(state.font, {})) * state.size
        matrix = _times(state.text, state.matrix)
        corners = [_at(matrix, x, y) for x in (0, width) for y in (0, state.size * _ASCENT)]
        yield around(Box(x, y, x, y) for x, y in corners)
        state.text = _times((1, 0, 0, 1, width, 0), state.text)


def _width(shown: Any, widths: dict[int, float]) -> float:  # noqa: ANN401 - as above
    total = 0.0
    for part in shown:
        letters = bytes(part) if not isinstance(part, int) and hasattr(part, "__bytes__") else None
        if letters is None:
            total -= float(part) / 1000
        elif widths:
            total += sum(widths.get(letter, _GLYPH) for letter in letters)
        else:
            total += _GLYPH * len(letters) / 2
    return total


def _numbers(operands: Any) -> _Matrix:  # noqa: ANN401 - as above
    a, b, c, d, e, f = (float(number) for number in operands)
    return (a, b, c, d, e, f)


def _times(one: _Matrix, other: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _at(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def marked(found: Content, marks: Sequence[int | str]) -> bytes:
    """The stream with a mark around each piece: a content's number, or an artifact's kind.

    ``marks`` are one a piece; neighbours of one number stand in one mark. '' is an artifact of no
    kind.
    """
    import pikepdf

    opened, closed = dict[int, Any](), set[int]()
    before: int | str | None = None
    last, was_inner = -1, False
    for piece, mark in zip(found.pieces, marks, strict=True):
        if mark != before or piece.is_inner or was_inner:
            opened[piece.first] = _opening(mark)
            if before is not None:
                closed.add(last)
        before, last, was_inner = mark, piece.last, piece.is_inner
    if before is not None:
        closed.add(last)
    out: list[Any] = []
    for at, (operands, operator) in enumerate(found.instructions):
        if at in opened:
            out.append(opened[at])
        if operator == "INLINE IMAGE":
            out.append(operands)
        else:
            out.append((operands, pikepdf.Operator(operator)))
        if at in closed:
            out.append(([], pikepdf.Operator("EMC")))
    return pikepdf.unparse_content_stream(out)


def _opening(mark: int | str) -> tuple[list[Any], pikepdf.Operator]:
    import pikepdf

    if isinstance(mark, int):
        operands = [pikepdf.Name.Span, pikepdf.Dictionary(MCID=mark)]
        return (operands, pikepdf.Operator("BDC"))
    if mark:
        kind = pikepdf.Dictionary(Type=pikepdf.Name.Pagination, Subtype=pikepdf.Name("/" + mark))
        return ([pikepdf.Name.Artifact, kind], pikepdf.Operator("BDC"))
    return ([pikepdf.Name.Artifact], pikepdf.Operator("BMC"))
