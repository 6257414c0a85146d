"""Figures on the page: each drawing under its heading, and the map beside its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from workbook.html.marks import cell
from workbook.html.svg.ward_map import map_figure
from workbook.html.table import TOTAL, Column, Line, Table

if TYPE_CHECKING:
    from workbook.html.svg.figure import Figure
    from xlsrc.assessment import Dashboard
    from xlsrc.maps.geography import Geography


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


def drawn(figure: Figure, heading: str = "") -> Drawn:
    """The figure under a heading, which its caption may begin with."""
    title = figure.caption.removeprefix(f"{heading}. ")
    spoken = f"{heading}." if title != figure.caption else ""
    return Drawn(figure=figure, spoken=spoken, title=title)


@dataclass(frozen=True, slots=True, kw_only=True)
class WardMap:
    """The map by ward, and its table beside it; without wards the sentence that says so."""

    drawing: Drawn
    table: Table | None


def ward_map(dashboard: Dashboard, found: Geography) -> WardMap:
    """The map that the settings ask for, of these wards."""
    figure = map_figure(dashboard, found, "ward-map")
    headings, rows = figure.table
    table = Table(
        ident="wards",
        caption=f"{figure.caption}: every ward, and the whole area",
        columns=tuple(Column(one, is_figure=one in _FIGURES) for one in headings),
        lines=tuple(
            Line((_keyed(row[0], shade), *row[1:]), TOTAL if row is rows[-1] else "")
            for row, shade in zip(rows, figure.shades, strict=True)
        ),
    )
    return WardMap(
        drawing=Drawn(figure=figure, spoken="", title=figure.caption, has_table=False),
        table=table if rows else None,
    )


_FIGURES = ("Last 12", "Before", "Change", "Per 1,000")


def _keyed(name: str, shade: int | None) -> str:
    """A ward's name behind the colour that it has on the map."""
    if shade is None:
        return name
    return Markup('<span class="s-key s-class-{}"></span> {}').format(shade, cell(name))
