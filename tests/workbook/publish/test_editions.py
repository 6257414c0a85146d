"""What each edition is made of: the public one of controlled extracts alone."""

from __future__ import annotations

import datetime
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.by_quarter import indicator
from tests.support.two_folders import written
from workbook.layout.edition import Audience
from workbook.publish import editions
from workbook.publish.edition import tables_for
from workbook.publish.editions import OfAudience, of_audiences
from workbook.publish.ward_rows import ward_figures
from workbook.sheets.about_edition.words import LEFT_OUT
from workbook.tables.defaults import default_tables
from xlsrc.defaults import default_settings
from xlsrc.disclosure.ward_years import WardYears
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.published import PublishedEdition
from xlsrc.extracts.store import Store
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from workbook.block import TableData
    from xlsrc.domain.settings import Settings

    Made = tuple[dict[Audience, OfAudience], SimpleNamespace]

DAY = datetime.date(2026, 11, 27)
COUNTED = ("rape", "other_sexual", "shoplifting", "deliberate_fires")
WARD = Area(code="E05013628", name="Barnet Vale", level=Level.WARD)


def settings() -> Settings:
    shipped = default_settings()
    named = tuple(one for one in shipped.indicators if one.id in COUNTED)
    rape = next(one for one in named if one.id == "rape")
    table = WardYears(indicator=rape, years=(2025,), wards=(WARD,), shown=((77,),))
    before = PublishedEdition(
        name="First", area="Barnet", as_at=Month.parse("2025-12"), on=DAY, digest="", parent="",
        figures=tuple(ward_figures("First", [table])),
    )  # fmt: skip
    return replace(shipped, indicators=named, asked=(), map_indicator="", published=(before,))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    extracts = written(tmp_path_factory.mktemp("editions"), other=False)
    asked: list[Mapping[str, TableData]] = []

    def settings_by(tables: Mapping[str, TableData]) -> Settings:
        asked.append(tables)
        return settings()

    working: Any = SimpleNamespace(
        tables=default_tables(),
        settings_by=settings_by,
        extracts=extracts,
        today=DAY,
        scope=Scope.of(Store.open(extracts, cache=None), settings(), today=DAY),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editions, "dashboard", lambda scope: scope)
        return of_audiences(working), SimpleNamespace(working=working, asked=asked)


def test_each_edition_has_the_tables_of_its_readers(made: Made) -> None:
    found, by = made

    wanted = {one: tables_for(by.working.tables, one) for one in Audience}
    assert {one: of.tables for one, of in found.items()} == wanted
    assert wanted[Audience.PUBLIC] != wanted[Audience.RESTRICTED]
    assert by.asked == [wanted[one] for one in Audience]
    assert {of.extracts for of in found.values()} == {by.working.extracts}


def test_the_public_ones_figures_alone_are_of_controlled_extracts(made: Made) -> None:
    found: dict[Audience, Any] = made[0]
    names = {
        audience: {
            one.file for one in of.shown.store.extracts if one.source is Source.PARTNER_RETURN
        }
        for audience, of in found.items()
    }

    assert names[Audience.PUBLIC] == {"Partner return 001"}
    assert all(name.endswith("returns.csv") for name in names[Audience.RESTRICTED])
    assert names[Audience.RESTRICTED]
    assert {of.shown.today for of in found.values()} == {DAY}


def test_wards_by_year_are_the_publics_and_repeat_what_was_published(made: Made) -> None:
    found, _ = made

    assert found[Audience.RESTRICTED].ward_years == ()
    tables = {one.indicator.id: one for one in found[Audience.PUBLIC].ward_years}
    assert set(tables) == {"rape", "other_sexual"}
    rape = tables["rape"]
    assert rape.years == (2024, 2025)
    published = {ward.code: row[1] for ward, row in zip(rape.wards, rape.shown, strict=True)}
    assert published[WARD.code] == 77
    assert {cell for code, cell in published.items() if code != WARD.code} == {"[x]"}


def test_a_workbook_and_a_page_are_made_of_all_of_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: Any = "figures"
    edition: Any = "edition"
    table = WardYears(indicator=indicator("Rape"), years=(2025,), wards=(WARD,), shown=((9,),))
    one = OfAudience(tables={}, shown=shown, ward_years=(table,), extracts=tmp_path)
    monkeypatch.setattr(editions, "edition_file", lambda *of: of)
    monkeypatch.setattr(editions, "without_file_names", lambda of: f"{of} without names")
    monkeypatch.setattr(editions, "html_edition", lambda *of: repr(of))

    outlines = (None, None, tmp_path)
    assert tuple(one.excel(edition)) == ("figures", {}, "edition", (table,), outlines)
    page = ("figures without names", "edition", (table,), LEFT_OUT, outlines)
    assert one.html(edition) == repr(page).encode()
