"""What a pack says, whatever it is written as: words, tables, charts and the map."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Look(Enum):
    """How the cells of a column are shown."""

    TEXT = auto()
    STRONG = auto()
    QUIET = auto()
    NUMBER = auto()
    STATUS = auto()


class Tone(Enum):
    """What the value behind a cell says beyond its words: the cell is then marked, whatever
    its words are.
    """

    PLAIN = auto()
    WORSE = auto()
    BETTER = auto()
    NEW = auto()
    GONE_WRONG = auto()
    """Overdue, behind, far from its target: it stands out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """A column of a table: its heading, its share of the width (any unit) and its look."""

    heading: str
    share: float
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """The words that a cell shows, and what is marked of its value."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A row of a table; ``invented`` is whether what it shows is illustrative."""

    cells: tuple[GridCell, ...]
    invented: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of the cells, in order."""
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its title, what its columns are, and its rows."""

    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.heading for column in self.columns)

    def with_shares(self, shares: Sequence[float]) -> Grid:
        """The table with other widths of its columns."""
        columns = zip(self.columns, shares, strict=True)
        return replace(self, columns=tuple(replace(one, share=share) for one, share in columns))


@dataclass(frozen=True, slots=True, kw_only=True)
class NativeChart:
    """A chart of the workbook with the cells that it draws, which stand in a workbook of its own.

    ``xml`` is its chart part, referring to ``workbook`` (the bytes of an .xlsx) and to no other.
    """

    title: str
    alt_text: str
    xml: str
    workbook: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A short text under a heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """Short texts, each a paragraph of its own, under one heading."""

    heading: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    """A headline indicator: key figures, charts, what they show, and how it is defined.

    ``question`` is the one that its figures raise, '' for none, and stands among ``words`` too;
    ``is_marked`` is whether its figures, or words about them, are illustrative. A chart that the
    workbook has no more is left out.
    """

    label: str
    origin: str
    keys: Grid
    charts: tuple[NativeChart, ...]
    words: tuple[Words, ...]
    question: str
    definition: str
    caveats: str
    invented: bool
    is_marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section of the board's report; ``plan`` holds its tables of actions and outputs."""

    title: str
    objective: str
    note: str
    boxes: tuple[Words, ...]
    indicators: Grid
    headlines: tuple[IndicatorView, ...]
    plan: tuple[Grid, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """The ward map: its shapes as DrawingML, the words around them, and its highest wards.

    ``legend`` is, by class, the fill (RRGGBB) and what it stands for.
    """

    title: str
    note: str
    drawing: str
    alt_text: str
    legend: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    foot: tuple[str, ...]
    wards: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactView:
    """What is done and whether it works: the tables of Impact and its chart."""

    title: str
    note: str
    mark: str
    tables: tuple[Grid, ...]
    burn_up: NativeChart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionList:
    """A list of exceptions under the rule that it keeps; ``nothing`` is the sentence in place of
    the borough's rows, '' where it has any.
    """

    table: Grid
    rule: str
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionsView:
    """What is outside its usual range and what is worth watching: what was looked at, how much of
    it chance alone would give, and how much more only the workbook lists ('' for none).
    """

    title: str
    note: str
    lists: tuple[ExceptionList, ...]
    chance: tuple[str, ...]
    more: str
