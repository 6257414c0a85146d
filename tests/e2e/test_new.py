"""`safer new`: the workbook of any partnership, with and without extracts."""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.support.html_page import EDITION, chart_tables, read_page, table, words
from tests.support.new_areas import SOUTH_YORKSHIRE, london_words, street_folder
from workbook.build.build import build
from workbook.check.checks import faults
from workbook.html.page import html_edition
from workbook.new_workbook import New, new
from workbook.refresh import refresh, settings_of
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.action import ILLUSTRATIVE_MARK, Plan
from xlsrc.domain.indicator import Source
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.domain.settings import Settings


def quietly(_step: str) -> None:
    """Report nothing."""


def made(tmp_path: Path, area: str, extracts: Path | None = None) -> New:
    return new(area, extracts=extracts, out=tmp_path / "new.xlsx", progress=quietly)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], New]:
    """The workbook of an area without extracts, made once: to look at."""
    return cache(lambda area: made(tmp_path_factory.mktemp("bare"), area))


def read(path: Path) -> Settings:
    return settings_of(HeadlessWorkbook.open(path))


@pytest.mark.parametrize("area", ["Sheffield", "Cardiff", "Dorset", "Isle of Wight"])
def test_a_workbook_without_extracts_is_in_order_and_speaks_of_no_other_place(
    bare: Callable[[str], New], area: str
) -> None:
    path = bare(area).path

    assert faults(path) == ()
    assert london_words(path) == set()


def test_without_extracts_it_has_all_default_indicators_but_the_returns(
    bare: Callable[[str], New],
) -> None:
    settings = bare("Cardiff").settings

    assert not any(one.may_be_returned for one in settings.indicators)
    assert all(one.may_be_returned for one in settings.asked)
    assert {one.source for one in settings.indicators} == {Source.POLICE_UK, Source.HOME_OFFICE}
    assert len(settings.asked) == 10


def test_every_section_of_a_new_workbook_has_an_indicator(tmp_path: Path, sheffield: New) -> None:
    for settings in (sheffield.settings, made(tmp_path, "Camden").settings):
        assert all(settings.of_section(section) for section in settings.sections)


def test_a_new_workbook_has_what_its_extracts_feed(sheffield: New) -> None:
    settings = sheffield.settings

    assert [one.id for one in settings.indicators] == [
        "total_crime",
        "asb",
        "violence_sexual",
        "burglary",
        "vehicle_crime",
        "searches",
        "search_finds",
        "positive_outcomes",
    ]
    assert settings.map_indicator == "burglary"
    assert sheffield.refreshed is not None
    assert all(one.volume.last_12 is not None for one in sheffield.refreshed.dashboard.assessments)


def test_its_figures_are_those_of_the_files(sheffield: New) -> None:
    assert sheffield.refreshed is not None
    shown = {one.indicator.id: one for one in sheffield.refreshed.dashboard.assessments}

    # The last digits of the months of a year, twice over, less what divides by three.
    months = [int(f"{number:02d}"[-1]) % 3 for number in range(1, 13)]
    assert shown["burglary"].volume.last_12 == 12 * 6 + sum(months)
    assert shown["asb"].volume.last_12 == 12 * 9 + sum(months)
    assert shown["searches"].volume.last_12 == 12 * 8
    assert shown["search_finds"].volume.last_12 == pytest.approx(25)


def test_its_sheets_are_in_order_and_speak_of_no_other_place(sheffield: New) -> None:
    assert faults(sheffield.path) == ()
    # What the bundled files of people are called is no word of the partnership's.
    assert {one for one in london_words(sheffield.path) if "population/" not in one} == set()


def test_its_plan_is_empty_and_nothing_in_it_is_invented(sheffield: New) -> None:
    settings = read(sheffield.path)

    assert settings.plan == Plan()
    assert settings.evidence == ()
    assert settings.targets == ()
    assert not any(view.text for view in settings.views)
    assert not any(section.lead or section.action_plan for section in settings.sections)


def test_it_is_compared_with_the_other_areas_of_the_files(sheffield: New) -> None:
    group = sheffield.settings.peer_group

    assert {area.name for area in group.members} == set(SOUTH_YORKSHIRE)


def test_a_new_workbook_is_refreshed_as_ever(
    sheffield: New, south_yorkshire: Path, tmp_path: Path
) -> None:
    again = refresh(sheffield.path, south_yorkshire, out=tmp_path / "again.xlsx")

    assert faults(again.path) == ()


@pytest.mark.parametrize(
    ("force", "area", "parts"),
    [
        ("South Wales Police", "Cardiff", ("Cardiff", "Swansea")),
        # Of the partnership, Bournemouth is no part.
        ("Dorset Police", "Dorset", ("Dorset Council", "Bournemouth, Christchurch and Poole")),
        ("Kent Police", "Dartford and Gravesham", ("Dartford", "Gravesham")),
        # A name with commas in every row; a force of one square mile.
        (
            "Dorset Police",
            "Bournemouth, Christchurch and Poole",
            ("Bournemouth, Christchurch and Poole", "Dorset Council"),
        ),
        ("City of London Police", "City of London", ("City of London", "Westminster")),
    ],
)
def test_one_of_wales_and_one_of_several_authorities(
    tmp_path: Path, force: str, area: str, parts: tuple[str, ...]
) -> None:
    found = made(tmp_path, area, street_folder(tmp_path / "extracts", force, parts))

    assert faults(found.path) == ()
    if area != "City of London":
        assert {one for one in london_words(found.path) if "population/" not in one} == set()
    assert found.refreshed is not None
    of_burglary = next(
        one for one in found.refreshed.dashboard.assessments if one.indicator.id == "burglary"
    )
    year = 12 * 6 + sum(int(f"{number:02d}"[-1]) % 3 for number in range(1, 13))
    assert of_burglary.volume.last_12 == year * (2 if area == "Dartford and Gravesham" else 1)


def test_wards_of_one_name_are_told_apart_on_every_sheet(tmp_path: Path) -> None:
    """Dartford and Gravesham have a ward called Town each."""
    extracts = street_folder(tmp_path / "extracts", "Kent Police", ("Gravesham", "Dartford"))
    path = made(tmp_path, "Dartford and Gravesham", extracts).path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    said = {
        sheet.title: {cell.value for row in sheet.iter_rows() for cell in row} for sheet in book
    }

    for title in ("Ward data", "Heat tables", "Map"):
        assert {"Town (Dartford)", "Town (Gravesham)"} <= said[title], title
    assert [title for title, values in said.items() if "Town" in values] == []


@pytest.mark.slow
def test_another_borough_of_london_has_its_figures_and_nothing_of_the_example(
    tmp_path: Path,
) -> None:
    found = made(tmp_path, "Camden", data_folder())

    assert faults(found.path) == ()
    assert found.refreshed is not None
    shown = found.refreshed.dashboard
    assert not any(one.illustrative for one in shown.assessments)
    assert any(one.indicator.id == "mopac7_total" for one in shown.assessments)
    assert read(found.path).plan == Plan()
    # Files of the folder are listed whosever figures they hold.
    assert [
        one for one in invented(found.path) if not one.startswith(("Sources!", "Data quality!"))
    ] == []


def test_build_for_another_borough_leaves_the_example_behind(tmp_path: Path) -> None:
    path = build(None, area="Camden", out=tmp_path / "Camden.xlsx", progress=quietly).path
    settings = read(path)

    assert settings.area == "Camden"
    assert settings.plan == Plan()
    assert settings.evidence == ()
    assert [target.indicator for target in settings.targets] == ["mopac7_total"]
    assert invented(path) == []


def test_build_for_the_examples_own_borough_keeps_the_example(tmp_path: Path) -> None:
    path = build(None, area="E09000003", out=tmp_path / "it.xlsx", progress=quietly).path

    assert read(path).plan.actions


def test_build_for_a_place_anywhere_has_the_indicators_of_any_force(tmp_path: Path) -> None:
    path = build(None, area="Cardiff", out=tmp_path / "it.xlsx", progress=quietly).path

    assert read(path).area == "Cardiff"
    assert london_words(path) == set()


def invented(path: Path) -> list[str]:
    """The cells with the mark of an invented text, where it stands for no legend."""
    with warnings.catch_warnings():
        # openpyxl says of sparklines that it would lose them if it saved the file.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    return [
        f"{sheet.title}!{cell.coordinate}: {cell.value}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
        and cell.value.endswith(ILLUSTRATIVE_MARK)
        and cell.value != f"ASB {ILLUSTRATIVE_MARK}"
    ]


def test_its_public_page_is_whole_and_small(sheffield: New) -> None:
    assert sheffield.refreshed is not None
    text = html_edition(sheffield.refreshed.dashboard, EDITION)
    page = read_page(text)

    assert len(text.encode()) < 1_500_000
    assert "Sheffield" in words(page.xpath("//h1")[0])
    assert len(table(page, "wards")) > 20
    assert len(list(chart_tables(page))) >= 20
    assert "London" not in words(page.xpath("//main")[0])
    assert len(page.xpath("//@id")) == len(set(page.xpath("//@id")))
