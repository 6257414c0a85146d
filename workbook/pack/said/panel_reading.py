"""An indicator's panel on a section sheet as what a pack says of the indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from workbook.pack.said.cell import words
from workbook.pack.said.content import (
    Grid,
    GridCell,
    GridColumn,
    GridRow,
    IndicatorView,
    Look,
    Words,
)
from workbook.sheets.section import layout
from workbook.sheets.section.layout import KEY_LABELS
from workbook.sheets.section.panel_text import ASK, fitted, view_heading, view_line

if TYPE_CHECKING:
    from workbook.layout.named_block import NamedBlock
    from workbook.pack.said.content import NativeChart
    from workbook.pack.said.source import RefreshedWorkbook
    from xlsrc.domain.commentary import View
    from xlsrc.domain.indicator import Indicator, Section

SHOWS: Final = "What it shows"

KEY_SHARES: Final = {
    "last_12": 18,
    "change": 18,
    "is_it_real": 21,
    "trend": 24,
    "last_3": 19,
    "peers": 20,
}
"""The key figures that a pack shows: the usual range to come stands in the words beside."""

KEY_COLUMNS: Final = (
    GridColumn(heading="Status", share=17, look=Look.STATUS),
    *(GridColumn(heading=KEY_LABELS[key], share=share) for key, share in KEY_SHARES.items()),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelWords:
    """What a panel says under its headings; ``question`` is the one among it, '' for none, and
    ``has_view`` is whether the analyst's view is.
    """

    words: tuple[Words, ...]
    question: str
    has_view: bool


class Panel(NamedTuple):
    """The panel of an indicator on the sheet of a section."""

    book: RefreshedWorkbook
    section: Section
    indicator: Indicator

    def block(self, declared: NamedBlock) -> NamedBlock:
        """The panel's own of the blocks that every panel has."""
        return declared.of(section=self.section.id, indicator=self.indicator.id)

    def text(self, declared: NamedBlock, key: str) -> str:
        """A cell of the panel as words."""
        return self.book.text(self.block(declared), key)

    @property
    def label(self) -> str:
        """The indicator's name as the panel shows it."""
        return self.text(layout.PANEL_HEAD, "indicator") or self.indicator.name

    @property
    def key_cells(self) -> tuple[GridCell, ...]:
        """The status and the key figures: the cells of `KEY_COLUMNS`."""
        status = self.text(layout.PANEL_HEAD, "status")
        return (
            GridCell(text=status, tone=self.book.known[self.indicator.id].status),
            *(GridCell(text=self.text(layout.PANEL_KEYS, key)) for key in KEY_SHARES),
        )


def indicator_view(panel: Panel) -> IndicatorView:
    """What a panel says of its indicator, as a slide or a part of a report shows it."""
    indicator, invented = panel.indicator, panel.book.known[panel.indicator.id].invented
    view = next(
        (v for v in panel.book.settings.views if v.indicator_id == indicator.id and v.text), None
    )
    (text,) = panel.book.rows(panel.block(layout.PANEL_TEXT))
    said = panel_words(
        str(text["shows"] or "").strip(),
        Words(
            heading=panel.text(layout.PANEL_ASK, "heading"),
            text=panel.text(layout.PANEL_ASK, "text"),
        ),
        view,
    )
    # A view that the last refresh knew of stands on the panel, in whatever words.
    is_shown = said.has_view or (view is not None and view.speaks_of is not None)
    return IndicatorView(
        label=panel.label,
        origin=panel.text(layout.PANEL_HEAD, "origin"),
        keys=Grid(
            title=f"Key figures of {panel.label}",
            columns=KEY_COLUMNS,
            rows=(GridRow(cells=panel.key_cells),),
        ),
        charts=_charts(panel),
        words=said.words,
        question=said.question,
        definition=indicator.definition,
        caveats=indicator.caveats,
        invented=invented,
        is_marked=invented or (view is not None and view.illustrative and is_shown),
    )


def _charts(panel: Panel) -> tuple[NativeChart, ...]:
    """The panel's charts, where there are figures to draw."""
    months = panel.book.rows(panel.block(layout.PANEL_YEAR))[1:]
    if not any(isinstance(value, float) for month in months for value in month.values()):
        return ()
    volume = panel.text(layout.PANEL_KEYS, "last_12")
    said = f"{panel.label}: {KEY_LABELS['last_12'].lower()} {volume}."
    found = []
    for block, key in ((layout.PANEL_YEAR, "year"), (layout.PANEL_TREND, "trend")):
        title = panel.text(layout.PANEL_TITLES, key)
        chart = panel.book.chart(
            panel.block(block), title=title, alt_text=f"Line chart. {title}. {said}"
        )
        if chart is not None:
            found.append(chart)
    return tuple(found)


def panel_words(above: str, below: Words, view: View | None) -> PanelWords:
    """What a panel says, by its text under "What it shows" and the smaller one below.

    ``view`` is the analyst's, where there is one; a panel that cuts it short gives it whole. It
    stands in a line above a question, or below in its place.
    """
    shows, viewed = _parted(above, view)
    question = below.text
    if view is not None and viewed is None and below.text and _is_view(below, view):
        question = ""
        viewed = Words(heading=below.heading, text=_whole(below.text, view))
    found = [Words(heading=SHOWS, text=words(shows))]
    if viewed is not None:
        found.append(viewed)
    if question:
        found.append(below)
    return PanelWords(
        words=tuple(one for one in found if one.text),
        question=question,
        has_view=viewed is not None,
    )


def _parted(text: str, view: View | None) -> tuple[str, Words | None]:
    """The drafted text, and the analyst's view, whole, where it stands in a line below that."""
    if view is not None:
        whole = words(view.text)
        for written_for in (None, view.speaks_of):
            heading = view_heading(written_for)
            for said in (whole, fitted(whole, heading=heading)):
                line = view_line(heading, said)
                if text == line or text.endswith(f"\n{line}"):
                    drafted = text.removesuffix(line).rstrip("\n")
                    return drafted, Words(heading=heading, text=whole)
    return text, None


def _is_view(below: Words, view: View) -> bool:
    """Whether what stands below the drafted text is the analyst's view and not a question.

    Its heading is what it is told by. Under another one that an analyst chose it is the view if
    the last refresh knew of one, which then speaks of a month, or if it is its text.
    """
    if below.heading == ASK:
        return False
    return view.speaks_of is not None or below.text == fitted(words(view.text))


def _whole(below: str, view: View) -> str:
    said = words(view.text)
    return said if below == fitted(said) else below
