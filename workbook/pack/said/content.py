"""What a pack says, whatever it is written as: words, tables, charts and the map."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    import datetime


class Look(Enum):
    """How the cells of a column are shown."""

    TEXT = auto()
    STRONG = auto()
    QUIET = auto()
    NUMBER = auto()
    STATUS = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """A column of a table: its heading, its share of the width (any unit) and its look."""

    heading: str
    share: float
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table: its title, what its columns are, and its rows as the words that they show."""

    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in order."""
        return tuple(column.heading for column in self.columns)


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
class IndicatorView:
    """A headline indicator: key figures, charts, what they show, and how it is defined.

    A chart is None where the workbook has it no more.
    """

    label: str
    status: str
    origin: str
    keys: tuple[Words, ...]
    year: NativeChart | None
    trend: NativeChart | None
    words: tuple[Words, ...]
    definition: str
    caveats: str

    @property
    def is_marked(self) -> bool:
        """Whether its figures, or words about them, are illustrative."""
        return any(map(is_invented, (self.label, *(words.text for words in self.words))))


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
class Pack:
    """Everything that a pack says, as the refreshed workbook said it.

    ``dated`` is the day as which the workbook is dated; ``edition`` its marking; ``marking`` the
    sentence that says what ‡ means, '' where no figure is illustrative.
    """

    title: str
    board: str
    area: str
    month: str
    period: str
    data_as_at: str
    edition: str
    marking: str
    workbook: str
    dated: datetime.datetime
    sentences: tuple[Words, ...]
    headlines: Grid
    key: str
    exceptions: Grid
    exceptions_notes: tuple[str, ...]
    ward_map: MapView | None
    sections: tuple[SectionView, ...]
    impact: ImpactView
    decisions: Grid
    questions: Grid
    sources: tuple[Words, ...]


def is_invented(text: str) -> bool:
    """Whether a label is marked as illustrative."""
    return text.rstrip().endswith(ILLUSTRATIVE_MARK)
