"""The sections of the strategy, one by one, as their sheets have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.html.drawn import drawn
from workbook.html.plan import actions_table, outputs_table
from workbook.html.svg.long_term import long_term_figure
from workbook.html.svg.year import year_figure
from workbook.html.table import cell_text
from workbook.html.ward_years import ward_years_table
from workbook.sheets.section import layout
from workbook.sheets.section.order import assessed
from workbook.sheets.section.panel_text import view_said
from workbook.sheets.section.values import key_figures, objective
from xlsrc.measures.targets import Grey
from xlsrc.words import commentary
from xlsrc.words.action_sentences import action_box, impact_box
from xlsrc.words.verdicts import GREY, target_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.html.drawn import Drawn
    from workbook.html.table import Table
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.disclosure.ward_years import WardYears
    from xlsrc.domain.indicator import Section

TARGET: Final = "Target"
BOXES: Final = tuple(layout.BOX_HEADINGS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPart:
    """An indicator: its status, figures, sentences and drawings; ``ident`` is its place."""

    ident: str
    name: str
    status: str
    shows: str
    view: tuple[str, str]
    keys: tuple[tuple[str, str], ...]
    drawings: tuple[Drawn, ...]
    counted: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPart:
    """A section: its objective, three sentences, indicators, plan and tables of wards."""

    ident: str
    title: str
    objective: str
    boxes: tuple[tuple[str, str], ...]
    indicators: tuple[IndicatorPart, ...]
    tables: tuple[Table, ...]
    wards: tuple[Table, ...]


def section_parts(dashboard: Dashboard, ward_years: Sequence[WardYears]) -> tuple[SectionPart, ...]:
    """Every section that is shown, in order; ward tables stand under the first of theirs."""
    placed: set[str] = set()
    parts = []
    for at, section in enumerate(dashboard.settings.sections, 1):
        own = [
            one
            for one in ward_years
            if section.id in one.indicator.sections and one.indicator.id not in placed
        ]
        placed |= {one.indicator.id for one in own}
        parts.append(_section(dashboard, section, f"section-{at}", own))
    return tuple(parts)


def _section(
    dashboard: Dashboard, section: Section, ident: str, ward_years: Sequence[WardYears]
) -> SectionPart:
    assessments = assessed(dashboard, section)
    said = (
        commentary.problem_sentence(section, assessments),
        action_box(dashboard, section),
        impact_box(dashboard, section),
    )
    tables = (
        actions_table(dashboard, section, ident),
        outputs_table(dashboard, section, ident),
    )
    return SectionPart(
        ident=ident,
        title=wording.section_title(section),
        objective=objective(section),
        boxes=tuple(zip(BOXES, said, strict=True)),
        indicators=tuple(
            _indicator(dashboard, one, f"{ident}-{at}") for at, one in enumerate(assessments, 1)
        ),
        tables=tuple(one for one in tables if one is not None) if section.is_priority else (),
        wards=tuple(
            ward_years_table(one, f"{ident}-wards-{at}") for at, one in enumerate(ward_years, 1)
        ),
    )


def _indicator(dashboard: Dashboard, one: Assessment, ident: str) -> IndicatorPart:
    return IndicatorPart(
        ident=ident,
        name=one.label,
        status=one.status,
        shows=commentary.what_it_shows(one),
        view=view_said(dashboard, one),
        keys=_keys(one),
        drawings=(
            drawn(year_figure(one, dashboard, f"{ident}-year"), one.label),
            drawn(long_term_figure(one, dashboard, f"{ident}-long"), one.label),
        ),
        counted=f"{one.indicator.definition} {one.indicator.caveats}".strip(),
        origin=wording.origin(one),
    )


def _keys(one: Assessment) -> tuple[tuple[str, str], ...]:
    """The panel's key figures, and the target where there is one."""
    found = key_figures(one)
    keys = [(label, cell_text(found[key])) for key, label in layout.KEY_LABELS.items()]
    target = target_words(one)
    if target != GREY[Grey.NO_TARGET]:
        keys.append((TARGET, target))
    return tuple(keys)
