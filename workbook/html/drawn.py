"""Figures on the page: each drawing under its heading, and the map beside its table."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from workbook.html.marks import cell
from workbook.html.svg.ward_map import FOUND, NAME, NUMBER, map_figure
from workbook.html.table import TOTAL, Column, Line, Table
from workbook.sheets.map.found import NUMBERED
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.words.letters import sentence

if TYPE_CHECKING:
    from workbook.html.svg.figure import Figure
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.geography import Geography

WARDS: Final = "Every ward, and the whole area"
ARROWS: Final = "←→"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A figure as the page shows it: what repeats the heading above it is for listeners alone."""

    figure: Figure
    spoken: str
    title: str
    has_table: bool = True

    @property
    def svg(self) -> Markup:
        """The drawing, which is safe markup."""
        return Markup(self.figure.svg)  # noqa: S704 - every text in it is escaped

    @property
    def numbered(self) -> str:
        """What the numbers in wards mean, which a phone does not show; '' where there are none."""
        return NUMBERED if any(NUMBERED in one for one in self.figure.notes) else ""

    @property
    def notes(self) -> str:
        """What belongs under the drawing, in sentences; what its arrows say is in it already."""
        told = (one.replace(NUMBERED, "").strip() for one in self.figure.notes)
        parts = (part for note in told if note for part in re.split(r" {2,}", note))
        return " ".join(sentence(one) for one in parts if not set(ARROWS) & set(one))


def drawn(figure: Figure, heading: str = "") -> Drawn:
    """The figure under a heading, which its caption may begin with."""
    repeated = f"{heading}. "
    # Blanks that do not break a line are blanks here.
    caption = figure.caption.replace("\N{NO-BREAK SPACE}", " ")
    if heading and caption.startswith(repeated):
        return Drawn(figure=figure, spoken=repeated.strip(), title=figure.caption[len(repeated) :])
    return Drawn(figure=figure, spoken="", title=figure.caption)


@dataclass(frozen=True, slots=True, kw_only=True)
class WardMap:
    """The map by ward, and its table beside it; without wards the sentence that says so."""

    drawing: Drawn
    table: Table | None


def ward_map(dashboard: Dashboard, found: Geography) -> WardMap:
    """The map that the settings ask for, of these wards."""
    figure = map_figure(dashboard, found, "ward-map")
    headings, rows = figure.table
    # A ward's name heads its row; a column that says nothing of any ward is left out.
    told = [
        one
        for at, one in enumerate(headings)
        if one != NAME and any(row[at] != DOES_NOT_APPLY for row in rows)
    ]
    named = [dict(zip(headings, row, strict=True)) for row in rows]
    lines = [
        Line((_keyed(row[NAME], shade), *(row[one] for one in told)))
        for row, shade in zip(named, figure.shades, strict=True)
    ]
    table = Table(
        ident="wards",
        caption=WARDS,
        columns=(Column(NAME), *map(_column, told)),
        lines=(*lines[:-1], *(replace(one, kind=TOTAL) for one in lines[-1:])),
    )
    return WardMap(
        drawing=Drawn(figure=figure, spoken="", title=figure.caption, has_table=False),
        table=table if rows else None,
    )


def _column(heading: str) -> Column:
    """A phone shows no numbers in wards, and no column of them."""
    look = "numbered" if heading == NUMBER else ""
    return Column(heading, is_figure=heading != FOUND, look=look)


def _keyed(name: str, shade: int | None) -> str:
    """A ward's name behind the colour that it has on the map."""
    if shade is None:
        return name
    return Markup(
        '<span class="keyed"><span class="s-key s-class-{}"></span> <span>{}</span></span>'
    ).format(shade, cell(name))
