"""How shapes look in Excel on Windows: many that are alike are set as one, which saves calls.

Excel gives a range of shapes for a list of names. Where it does not, or a range takes no setting,
each shape is set by itself.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from workbook.package.shape import HATCH_COLOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from workbook.block import ShapeStyle

_TRUE, _FALSE = -1, 0
"""Office's own truth values."""

_HATCHED: Final = 22
"""msoPatternLightUpwardDiagonal"""

_SOLID, _DASHED = 1, 10
"""msoLineSolid, msoLineSysDash"""

_PROBE: Final = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"
"""A text that no label has: whether a range of shapes takes words shows in its last shape."""


class Shapes:
    """The shapes of a group, or those that stand alone on a sheet, by name."""

    def __init__(self, items: Any) -> None:  # noqa: ANN401 - Excel's own object
        self._items = items
        self._known: dict[str, Any] = {}

    def one(self, name: str) -> Any:  # noqa: ANN401 - Excel's own object
        """A shape; an error of Excel's when there is none of the name."""
        if name not in self._known:
            self._known[name] = self._items.Item(name)
        return self._known[name]

    def held(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are here, in order.

        Names come as they were drawn, so that those of one group follow upon one another: a list
        whose first, middle and last are elsewhere is elsewhere.
        """
        if not names or self._has_all(names):
            return list(names)
        ends = {0, len(names) // 2, len(names) - 1}
        if len(names) == 1 or not any(self._has_all([names[at]]) for at in ends):
            return []
        middle = len(names) // 2
        return self.held(names[:middle]) + self.held(names[middle:])

    def _has_all(self, names: Sequence[str]) -> bool:
        try:
            if len(names) == 1:
                self.one(names[0])
            else:
                self._items.Range(list(names))
        except Exception:  # noqa: BLE001 - Excel says so when one is not there
            return False
        return True

    def set_alike(self, wanted: Mapping[str, Hashable], change: Callable[[Any, Any], None]) -> None:
        """Change shapes by name, those that are to be alike as one."""
        alike: defaultdict[Any, list[str]] = defaultdict(list)
        for name, look in wanted.items():
            alike[look].append(name)
        for look, names in alike.items():
            if len(names) == 1 or not self._set_as_one(names, look, change):
                for name in names:
                    change(self.one(name), look)

    def _set_as_one(
        self, names: Sequence[str], look: Hashable, change: Callable[[Any, Any], None]
    ) -> bool:
        try:
            change(self._items.Range(list(names)), look)
        except Exception:  # noqa: BLE001 - what a range does not take, each shape does
            return False
        return True

    def set_words(self, wanted: Mapping[str, str]) -> None:
        """Write labels: several that are the same line as one, where Excel takes that."""
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for name, label in wanted.items():
            alike[label].append(name)
        for label, names in alike.items():
            if len(names) == 1 or "\n" in label or not self._set_words_as_one(names, label):
                for name in names:
                    write_words(self.one(name).TextFrame2.TextRange, label)

    def _set_words_as_one(self, names: Sequence[str], label: str) -> bool:
        """Whether a range took the words: the last of its shapes is asked, not trusted."""
        try:
            words = self._items.Range(list(names)).TextFrame2.TextRange
            words.Text = _PROBE
            taken = all(
                self.one(name).TextFrame2.TextRange.Text == _PROBE
                for name in (names[len(names) // 2], names[-1])
            )
            words.Text = label
        except Exception:  # noqa: BLE001 - as above
            return False
        return taken


class ShapesAlone(Shapes):
    """Shapes of a sheet that are in no group, which are at hand already."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__(None)
        self._known = dict(known)

    def held(self, names: Sequence[str]) -> list[str]:
        """Those of the names that are here."""
        return [name for name in names if name in self._known]


def set_fills(shapes: Shapes, styles: Mapping[str, ShapeStyle]) -> None:
    """Fill shapes, plain or hatched, and describe each."""
    shapes.set_alike({n: (s.fill, s.hatched) for n, s in styles.items()}, _fill)
    for name, style in styles.items():
        shapes.one(name).AlternativeText = style.alt_text


def set_edges(shapes: Shapes, styles: Mapping[str, ShapeStyle]) -> None:
    """Draw or hide outlines."""
    shapes.set_alike({n: (s.edge or "", s.dashed) for n, s in styles.items()}, _edge)


def _fill(shape: Any, look: tuple[str, bool]) -> None:  # noqa: ANN401 - Excel's own object
    colour, is_hatched = look
    fill = shape.Fill
    if is_hatched:
        fill.Patterned(_HATCHED)
        fill.ForeColor.RGB = _colour(HATCH_COLOUR)
        fill.BackColor.RGB = _colour(colour)
    else:
        fill.Solid()
        fill.ForeColor.RGB = _colour(colour)


def _edge(shape: Any, look: tuple[str, bool]) -> None:  # noqa: ANN401 - as above
    colour, is_dashed = look
    line = shape.Line
    line.Visible = _TRUE if colour else _FALSE
    if colour:
        line.ForeColor.RGB = _colour(colour)
        line.DashStyle = _DASHED if is_dashed else _SOLID


def write_words(words: Any, label: str) -> None:  # noqa: ANN401 - as above
    """Write a shape's words; its last line, the figure, keeps its weight."""
    # Excel parts paragraphs by carriage returns.
    text = label.replace("\n", "\r")
    now = words.Text
    if now == text:
        return
    # Python's types for Excel call it so where they are made beforehand, as xlwings has them.
    characters = getattr(words, "GetCharacters", None) or words.Characters
    (before, _, figure), (new_before, _, new_figure) = now.rpartition("\r"), text.rpartition("\r")
    if before == new_before and figure and new_figure:
        characters(len(now) - len(figure) + 1, len(figure)).Text = new_figure
        return
    weight = characters(max(len(now), 1), 1).Font.Bold
    words.Text = text
    if new_figure:
        # A new text takes the look of its first letter; the last line is the figure.
        characters(len(text) - len(new_figure) + 1, len(new_figure)).Font.Bold = weight


def _colour(colour: str) -> int:
    """RRGGBB as Office's number, red in its lowest byte."""
    return int.from_bytes(bytes.fromhex(colour), "little")


def by_name(styles: Iterable[ShapeStyle], suffix: str) -> dict[str, ShapeStyle]:
    """Styles by the name of the shape that each is of: the area's own, or with a suffix."""
    return {style.name + suffix: style for style in styles}
