"""The main points and the headline indicators, as Summary has them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from workbook.block import Block
from workbook.house import wording
from workbook.house.style import SUMMARY_SIZE
from workbook.html.svg.spark import spark_figure
from workbook.html.table import HEADING_LINE, Column, Line, Table, cell_text
from workbook.sheets.summary import layout
from workbook.sheets.summary.layout import summary_rows
from workbook.sheets.summary.values import blocks
from xlsrc.domain.indicator import Section
from xlsrc.domain.wording import DOES_NOT_APPLY, figure, percent, points
from xlsrc.measures.rolling import PER_CENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.block import Cell
    from workbook.layout.named_block import NamedBlock
    from xlsrc.assessment import Assessment, Dashboard

SPARK: Final = "sparkline"

SHOWN: Final = (
    ("last_12", True),
    ("year_before", True),
    ("change", True),
    ("is_it_real", False),
    ("status", False),
    ("last_3", True),
    ("usual_range", True),
    (SPARK, False),
    ("peers", False),
)
"""The columns behind the name, and which of them are figures: what changed comes first."""

STRONG: Final = "last_12"

BETWEEN: Final = "   "
"""Stands between two sentences of a note on Summary."""


class SummarySaid:
    """What Summary says of a dashboard, by its blocks."""

    def __init__(self, dashboard: Dashboard) -> None:
        """Work out the blocks of Summary."""
        self._dashboard = dashboard
        self._blocks = {one.name: one for one in blocks(dashboard) if isinstance(one, Block)}

    def _records(self, block: NamedBlock) -> tuple[Mapping[str, Cell], ...]:
        return block.records(self._blocks[block.name].values)

    def _cell(self, block: NamedBlock) -> str:
        return cell_text(self._blocks[block.name].values[0][0])

    @property
    def points(self) -> tuple[tuple[str, str], ...]:
        """The sentences for the board: a topic and what is said of it."""
        said = ((one["topic"], one["sentence"]) for one in self._records(layout.SENTENCES))
        return tuple((cell_text(topic), cell_text(text)) for topic, text in said if text)

    @property
    def table(self) -> Table:
        """The headline indicators, section by section."""
        headings = layout.HEADINGS | {"peers": self._cell(layout.PEERS_HEADING)}
        by_id = {one.indicator.id: one for one in self._dashboard.assessments}
        rows = summary_rows(self._dashboard.settings)
        lines = []
        for shown, record in zip(rows, self._records(layout.TABLE), strict=True):
            if isinstance(shown, Section):
                name = cell_text(record["indicator"])
                lines.append(Line((name, cell_text(record["usual_range"])), HEADING_LINE))
            else:
                assessment = by_id[shown.id]
                figure = spark_figure(assessment, self._dashboard, f"spark-{len(lines)}")
                spark = Markup(figure.svg) or DOES_NOT_APPLY  # noqa: S704 - safe markup
                lines.append(_line(assessment, {**record, SPARK: spark}, self._dashboard))
        return Table(
            ident="headline",
            caption=(
                f"Headline indicators, {self._dashboard.area.name}, "
                f"{wording.period(self._dashboard)}"
            ),
            columns=(
                Column(headings["indicator"]),
                *(
                    Column(cell_text(headings[key]), is_figure=is_figure, strong=key == STRONG)
                    for key, is_figure in SHOWN
                ),
            ),
            lines=tuple(lines),
            notes=self._notes(),
        )

    def _notes(self) -> tuple[str, ...]:
        """What the table's words and ranges mean, and how many chance alone would give."""
        told = {
            block.name: self._cell(block).split(BETWEEN)
            for block in (layout.CHANCE, layout.READING, layout.SOURCES)
        }
        about_columns = [
            one for one in told[layout.READING.name] if one in (layout.TOO_VARIABLE, layout.HARM)
        ]
        peers, late, *_ = told[layout.SOURCES.name]
        return (*told[layout.CHANCE.name], *about_columns, peers, late)


def name_of(assessment: Assessment, dashboard: Dashboard) -> str:
    """The indicator's name, with the month that its figures run to where that is another."""
    return wording.label_to(assessment, dashboard.as_at, math.inf, SUMMARY_SIZE)


def _line(assessment: Assessment, record: Mapping[str, Cell], dashboard: Dashboard) -> Line:
    label = name_of(assessment, dashboard)
    if layout.IN_THOUSANDS in cell_text(record["indicator"]):
        label += layout.IN_THOUSANDS
    return Line((label, *(_shown(assessment, key, record[key]) for key, _ in SHOWN)))


def _shown(assessment: Assessment, key: str, cell: Cell) -> str:
    """A cell as its number format shows it."""
    if isinstance(cell, Markup):
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return cell_text(cell)
    is_share = assessment.indicator.is_share
    if key == "change":
        return points(cell) if is_share else percent(PER_CENT * cell)
    return figure(cell, is_share=is_share)
