"""What the ten slides show, as the sheet Deck of a refreshed workbook has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.pack.chart_xml import Inner
    from workbook.pack.said.content import Grid, NativeChart, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """A figure, what it is, and how it changed, each in words."""

    figure: str
    label: str
    change: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSlide:
    """The words of one slide, by its number from 1; ``invented`` where any rests on ‡."""

    number: int
    title: str
    subtitle: str
    keys: tuple[KeyFigure, ...]
    leads: tuple[Words, ...]
    foot: str
    source: str
    invented: bool

    @property
    def spoken(self) -> str:
        """All that it says beside its title, for whoever presents it."""
        keys = [f"{one.figure}: {one.label}" for one in self.keys]
        leads = [f"{one.heading}: {one.text}" for one in self.leads]
        return "\n".join(text for text in (self.subtitle, *keys, *leads, self.foot) if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """A chart of months: its figures as they are drawn, and what stands beside the lines.

    ``labels`` are the words beside the last value of each line; ``marked`` the months that stand
    out, each with its place from 0, its value and its words.
    """

    chart: NativeChart
    inner: Inner
    top: float
    months: int
    labels: tuple[tuple[str, float], ...]
    marked: tuple[tuple[int, float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """A chart of bars, a row a label; ``ends`` are where the words behind a bar stand."""

    chart: NativeChart
    low: float
    high: float
    labels: tuple[str, ...]
    ends: tuple[float, ...]
    words: tuple[str, ...]
    bold: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WardShape:
    """A ward on a slide's map: its code, name, class (None without a figure) and count."""

    code: str
    name: str
    shade: int | None
    count: str
    stands_out: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardMap:
    """The map of a slide: the workbook's shapes, what each ward shows, and the classes' words."""

    drawing: str
    wards: tuple[WardShape, ...]
    legend: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Everything that the ten slides show; ``None`` and empty tables for what there is not."""

    slides: Mapping[int, BoardSlide]
    figures: tuple[KeyFigure, ...]
    moved: Grid
    rise: Curves | None
    fall: Curves | None
    ward_map: BoardMap | None
    wards: Grid
    ranks: Bars | None
    states: Bars | None
    actions: Grid
    late: Grid
    estimates: Bars | None
    outputs: Grid
    outlook: Curves | None
    coming: Grid
    targets: Grid
    evidence: Grid
