"""The page: one file of HTML without scripts, pictures or fonts of its own, and no request."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from workbook.house import wording
from workbook.html import plan, reading
from workbook.html.drawn import drawn, ward_map
from workbook.html.exceptions import exceptions_said
from workbook.html.headline import SummarySaid
from workbook.html.marks import filters
from workbook.html.sections import section_parts
from workbook.html.svg.dots import dots_figure
from workbook.html.svg.estimates import estimates_figure
from workbook.html.svg.ranks import ranks_figure
from workbook.sheets.impact import values as impact
from xlsrc.domain.month import MONTH_NAMES
from xlsrc.maps.outlines import ward_outlines
from xlsrc.words.action_sentences import NO_IMPACT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from workbook.layout.edition import Audience, Edition
    from xlsrc.assessment import Dashboard
    from xlsrc.disclosure.ward_years import WardYears

LANGUAGE: Final = "en-GB"

UNSHOWN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)
"""What a page cannot hold, and signs without a look that turn the words after them about."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the page that the contents list: its place and its heading."""

    ident: str
    heading: str


CHAPTERS: Final = {
    one.ident: one
    for one in (
        Chapter("main-points", "Main points"),
        Chapter("headlines", "Headline indicators"),
        Chapter("exceptions", "Exceptions, and what is worth watching"),
        Chapter("map", "Map by ward"),
        Chapter("sections", "Priorities, one by one"),
        Chapter("impact", "Impact: what is done, and whether it works"),
        Chapter("reading", "How to read this"),
        Chapter("left-out", "What is not in this edition, and why"),
        Chapter("sources", "Sources and licence"),
    )
}


def html_edition(
    dashboard: Dashboard,
    edition: Edition,
    ward_years: Sequence[WardYears] = (),
    not_in_it: str = "",
    boundaries: tuple[Path | None, Path | None, Path | None] = (None, None, None),
) -> str:
    """The edition as a page of HTML, whole.

    ``dashboard`` holds the figures that the edition may show: nothing is left out here.
    ``ward_years`` are the tables of wards by calendar year, each shown under its indicator's
    section. ``not_in_it`` says what the edition leaves out, and why. ``boundaries`` are files of
    wards and of LSOAs, and a folder of extracts; without any the bundled wards are drawn.
    """
    wards_file, _, extracts = boundaries
    outlines = ward_outlines(dashboard.settings.area, wards_file, extracts)
    summary = SummarySaid(dashboard)
    area, board = dashboard.area.name, dashboard.settings.board
    subject, period = f"Crime and community safety in {area}", wording.period(dashboard)
    page = (
        _environment(edition.audience)
        .get_template("page.html")
        .render(
            language=LANGUAGE,
            marking=edition.marking,
            title=f"{subject}, {period}",
            subject=subject,
            period=period,
            whose=f"{board} · {area}",
            facts=_facts(dashboard, edition),
            reasons=edition.reasons,
            chapters={key: one for key, one in CHAPTERS.items() if key != "left-out" or not_in_it},
            illustrative=wording.illustrative_note(dashboard),
            points=summary.points,
            headline=summary.table,
            exceptions=exceptions_said(dashboard),
            sections=section_parts(dashboard, ward_years),
            ward_map=ward_map(dashboard, outlines.found),
            ranks=drawn(ranks_figure(dashboard, "ranks")),
            plot=drawn(dots_figure(dashboard, "plot")),
            estimates_plot=drawn(estimates_figure(dashboard, "estimates-plot")),
            impact_note=impact.NOTE,
            no_estimates=NO_IMPACT,
            priorities=plan.priorities_table(dashboard),
            estimates=plan.estimates_table(dashboard),
            chain=plan.chain_table(dashboard),
            symbols=reading.how_to_read(),
            quality=reading.quality(dashboard),
            not_in_it=not_in_it,
            about=reading.about(not_in_it),
            sources=reading.sources_table(dashboard),
            licence=reading.licence(dashboard, outlines.source),
            licence_address=reading.LICENCE_ADDRESS,
        )
    )
    return UNSHOWN.sub("", page)


def _facts(dashboard: Dashboard, edition: Edition) -> tuple[tuple[str, str], ...]:
    """What stands under the title: for whom it is, which data it shows, and its day."""
    data = wording.data_as_at(dashboard)
    facts = [("Edition", f"{edition.name}, {edition.marking}")]
    if data is not None:
        facts.append(("Data as at", data.removeprefix(DATA_AS_AT)))
    return (*facts, ("Published", _day(edition.on)))


DATA_AS_AT: Final = "data as at the "


def _day(day: datetime.date) -> str:
    """``12 March 2026``."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _environment(audience: Audience) -> Environment:
    """Templates that escape whatever they are given, and name no value that is not there."""
    environment = Environment(
        loader=ChoiceLoader(
            [PackageLoader("workbook.html"), PackageLoader("workbook.html.svg", "")]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(filters(audience))
    return environment
