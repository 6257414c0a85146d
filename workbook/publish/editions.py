"""The figures of both editions: each made by the tables that its readers may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.html.page import html_edition
from workbook.layout.edition import Audience, Edition
from workbook.publish.edition import edition_file, tables_for
from workbook.publish.file_names import without_file_names
from workbook.publish.ward_rows import wards_before
from workbook.refresh import scope_of
from workbook.sheets.about_edition.words import LEFT_OUT
from xlsrc.assess import dashboard
from xlsrc.disclosure.scope import public_scope
from xlsrc.disclosure.ward_years import ward_years
from xlsrc.domain.area import Level
from xlsrc.plan.invented import without_invented

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbook.block import TableData
    from workbook.publish.working import Working
    from xlsrc.assessment import Dashboard
    from xlsrc.disclosure.ward_years import WardYears


@dataclass(frozen=True, slots=True, kw_only=True)
class OfAudience:
    """What one edition is made of: its tables, its figures, its wards by calendar year."""

    tables: Mapping[str, TableData]
    shown: Dashboard
    ward_years: tuple[WardYears, ...]
    extracts: Path

    @property
    def boundaries(self) -> tuple[Path | None, Path | None, Path | None]:
        """Where its outlines come from: a folder beside the extracts, else the bundled ones."""
        return (None, None, self.extracts)

    def excel(self, edition: Edition) -> bytes:
        """Its workbook."""
        return edition_file(self.shown, self.tables, edition, self.ward_years, self.boundaries)

    def html(self, edition: Edition) -> bytes:
        """Its page."""
        shown = without_file_names(self.shown)
        return html_edition(shown, edition, self.ward_years, LEFT_OUT, self.boundaries).encode()


def of_audiences(working: Working) -> dict[Audience, OfAudience]:
    """What each edition is made of; the public one of controlled extracts alone."""
    tables = {audience: tables_for(working.tables, audience) for audience in Audience}
    settings = {audience: working.settings_by(tables[audience]) for audience in Audience}
    members, everybody = Audience.RESTRICTED, Audience.PUBLIC
    of_members = scope_of(settings[members], working.extracts, today=working.today)
    controlled = public_scope(
        working.extracts, without_invented(settings[everybody]), today=working.today
    )
    years = ward_years(working.scope, working.scope.settings, _before(working))
    return {
        members: OfAudience(
            tables=tables[members],
            shown=dashboard(of_members),
            ward_years=(),
            extracts=working.extracts,
        ),
        everybody: OfAudience(
            tables=tables[everybody],
            shown=dashboard(controlled),
            ward_years=years,
            extracts=working.extracts,
        ),
    }


def _before(working: Working) -> tuple[WardYears, ...]:
    """What earlier editions showed of wards by calendar year."""
    settings, scope = working.scope.settings, working.scope
    wards = dict.fromkeys(
        ward
        for source in dict.fromkeys(one.source for one in settings.indicators)
        for ward in scope.parts(Level.WARD, source)
    )
    return wards_before(settings.published, settings.indicators, wards)
