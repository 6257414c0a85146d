from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.support.html_page import EDITION, read_page, table, words
from tests.support.made_up import ABSENT, WARDS, made_up_dashboard
from workbook.html.page import html_edition
from xlsrc.disclosure.ward_years import WardYears
from xlsrc.domain.action import Plan
from xlsrc.domain.area import Area
from xlsrc.domain.commentary import View

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from xlsrc.assessment import Dashboard

HOSTILE = """<script>alert("1")</script> & 'quoted' "twice" <img src=x onerror=alert(1)>"""
WELSH = "Pen-y-bont ar Ogwr, Ŵyl y Môr a’r Tŷ"
LEFT_OUT = "Some counts of wards are left out, so that nobody can be known by them."


@pytest.fixture(scope="module")
def dashboard() -> Dashboard:
    return made_up_dashboard()


@pytest.fixture(scope="module")
def ward_years(dashboard: Dashboard) -> WardYears:
    rape = next(one for one in dashboard.settings.indicators if one.id == "rape")
    return WardYears(
        indicator=rape,
        years=(2023, 2024),
        wards=WARDS[:3],
        shown=(("1–4", 12), ("[c]", 0), (1234, "1–4")),
    )


@pytest.fixture(scope="module")
def text(dashboard: Dashboard, ward_years: WardYears) -> str:
    return html_edition(dashboard, EDITION, (ward_years,), LEFT_OUT)


@pytest.fixture(scope="module")
def page(text: str) -> HtmlElement:
    return read_page(text)


def test_the_same_figures_give_the_same_page(
    dashboard: Dashboard, ward_years: WardYears, text: str
) -> None:
    assert html_edition(dashboard, EDITION, (ward_years,), LEFT_OUT) == text


def test_the_page_is_one_small_file_that_asks_for_nothing(text: str, page: HtmlElement) -> None:
    assert len(text.encode()) < 1_500_000
    assert page.xpath("//script|//link|//img|//iframe|//object|//embed|//form") == []
    assert page.xpath("//@style|//@*[starts-with(name(), 'on')]|//@src|//@srcset") == []
    addresses = {one for one in page.xpath("//@href") if not one.startswith("#")}
    assert addresses == {
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    }
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style


def test_every_place_is_named_once_and_every_link_leads_to_one(page: HtmlElement) -> None:
    idents = page.xpath("//@id")
    named = {
        one
        for value in page.xpath("//@aria-labelledby|//@aria-describedby")
        for one in value.split()
    }
    linked = {one[1:] for one in page.xpath("//@href") if one.startswith("#")}

    assert len(idents) == len(set(idents))
    assert named | linked <= set(idents)


def test_headings_go_down_step_by_step_from_the_one_title(page: HtmlElement) -> None:
    levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert page.xpath("//html/@lang") == ["en-GB"]
    assert len(page.xpath("//main")) == len(page.xpath("//header")) == 1


def test_every_table_has_its_name_and_every_row_and_column_its_heading(page: HtmlElement) -> None:
    for one in page.xpath("//table"):
        assert one.xpath("./caption|ancestor::*[@role='group']/@aria-label")
        assert one.xpath("./thead/tr/th[@scope='col']")
        lines = one.xpath("./tbody/tr")
        assert all(line.xpath("./th[@scope='row' or @scope='rowgroup']") for line in lines)
        region = one.getparent()
        assert region.get("tabindex") == "0"
    assert not page.xpath("//@tabindex[number(.) > 0]")


def test_a_chart_does_not_show_again_what_heads_it(dashboard: Dashboard, page: HtmlElement) -> None:
    labels = {one.label for one in dashboard.assessments}
    captions = page.xpath("//*[@class='charts']/figure/figcaption")
    shown = [words(one).removeprefix(words(one.find("span"))) for one in captions if len(one)]

    assert len(shown) > 70
    assert not [one for one in shown for label in labels if one.strip().startswith(f"{label}.")]


def test_drawings_have_a_name_and_say_their_values(page: HtmlElement) -> None:
    drawings = page.xpath("//*[local-name()='svg']")

    assert len(drawings) > 60
    assert all(one.get("role") == "img" and one.get("aria-labelledby") for one in drawings)
    assert all(one.xpath("./*[local-name()='desc']/text()") for one in drawings)


def test_what_analysts_write_is_text_whatever_it_holds(dashboard: Dashboard) -> None:
    first = dashboard.settings.plan.actions[0]
    plan = dataclasses.replace(
        dashboard.settings.plan,
        actions=(
            dataclasses.replace(first, text=HOSTILE, lead=HOSTILE),
            *dashboard.settings.plan.actions[1:],
        ),
    )
    section = dataclasses.replace(
        dashboard.settings.sections[0], name=HOSTILE, objective=HOSTILE, id='a" onclick="x'
    )
    shown = dashboard.assessments[0]
    view = View(
        indicator_id=shown.indicator.id,
        text=HOSTILE,
        confirmed_for=None,
        data_to=None,
        draft="",
        speaks_of=None,
        mark="",
    )
    indicator = dataclasses.replace(
        shown.indicator, name=HOSTILE, definition=HOSTILE, sections=(section.id,)
    )
    settings = dataclasses.replace(
        dashboard.settings,
        board=HOSTILE,
        plan=plan,
        views=(view,),
        sections=(section, *dashboard.settings.sections[1:]),
        indicators=(indicator, *dashboard.settings.indicators[1:]),
    )
    hostile = dataclasses.replace(
        dashboard,
        settings=settings,
        area=dataclasses.replace(dashboard.area, name=HOSTILE),
        assessments=(dataclasses.replace(shown, indicator=indicator), *dashboard.assessments[1:]),
    )

    text = html_edition(hostile, dataclasses.replace(EDITION, reasons=(HOSTILE,)), (), HOSTILE)
    page = read_page(text)

    assert "<script" not in text
    assert page.xpath("//script|//img|//@onerror|//@onclick") == []
    assert words(page.xpath("//h1")[0]).startswith(
        f"Crime and community safety in {HOSTILE}, 12 months"
    )
    assert sum(HOSTILE in words(one) for one in page.xpath("//td|//th|//p|//h3|//h4|//li")) >= 6


def test_signs_that_turn_words_about_are_left_out(dashboard: Dashboard) -> None:
    turned = "\u202eمجلس\u2067 of \x01 \ud800Barnet"
    area = dataclasses.replace(dashboard.area, name=turned)

    text = html_edition(dataclasses.replace(dashboard, area=area), EDITION)

    assert "مجلس of  Barnet, 12 months to" in text
    assert text.encode()


def test_long_and_welsh_names_stand_as_they_are(dashboard: Dashboard) -> None:
    area = Area(code="W06000013", name=WELSH)
    assert len(WELSH) >= 35

    page = read_page(html_edition(dataclasses.replace(dashboard, area=area), EDITION))

    assert WELSH in words(page.xpath("//h1")[0])


def test_without_a_plan_a_map_and_words_about_what_is_left_out_the_page_is_whole(
    dashboard: Dashboard,
) -> None:
    bare = dataclasses.replace(
        dashboard, settings=dataclasses.replace(dashboard.settings, plan=Plan()), impacts=()
    )

    page = read_page(html_edition(bare, EDITION))

    said = words(page.xpath("//section[@aria-labelledby='map']")[0])
    assert "No indicator has figures of wards." in said
    assert not page.xpath("//*[contains(@id, '-actions')]")
    assert not page.xpath("//*[@id='left-out']|//a[@href='#left-out']")
    impact = words(page.xpath("//section[@aria-labelledby='impact']")[0])
    assert "No impact estimate is made" in impact


def test_what_is_absent_has_its_reason_and_never_nought(
    dashboard: Dashboard, page: HtmlElement
) -> None:
    name = next(one.label for one in dashboard.assessments if one.indicator.id == ABSENT)
    headings = [one for one in page.xpath("//h4") if words(one).startswith(name)]
    part = headings[0].getparent()
    pairs = part.xpath(".//dl/div")
    figures = {words(one.xpath("./dt")[0]): words(one.xpath("./dd")[0]) for one in pairs}

    assert figures["12 months (year before)"] == "no data"
    assert "0" not in "".join(figures.values())
    assert "No monthly figures to draw" in words(part)


def test_a_section_without_any_indicator_says_so(dashboard: Dashboard) -> None:
    empty = dashboard.settings.sections[-1]
    settings = dataclasses.replace(
        dashboard.settings,
        indicators=tuple(
            one for one in dashboard.settings.indicators if empty.id not in one.sections
        ),
    )
    shown = tuple(one for one in dashboard.assessments if empty.id not in one.indicator.sections)

    page = read_page(
        html_edition(dataclasses.replace(dashboard, settings=settings, assessments=shown), EDITION)
    )

    assert f"No indicator is defined for {empty.name}." in words(page)


def test_wards_by_year_stand_under_their_section_with_what_their_signs_mean(
    dashboard: Dashboard, page: HtmlElement
) -> None:
    rape = next(one for one in dashboard.settings.indicators if one.id == "rape")
    at = [one.id for one in dashboard.settings.sections].index(rape.sections[0]) + 1

    found = table(page, f"section-{at}-wards-1")

    assert found == [
        {"Ward": WARDS[0].name, "2023": "1–4", "2024": "12"},
        {"Ward": WARDS[1].name, "2023": "[c]", "2024": "0"},
        {"Ward": WARDS[2].name, "2023": "1,234", "2024": "1–4"},
    ]
    part = words(page.xpath(f"//section[@aria-labelledby='section-{at}']")[0])
    assert "[c] stands for a count that is withheld" in part
    assert "1–4 stands for a count from 1 to 4" in part


def test_the_head_says_whose_edition_it_is_and_its_day(page: HtmlElement) -> None:
    head = words(page.xpath("//header")[0])

    assert "December 2025, PUBLIC" in head
    assert "12 March 2026" in head
    assert LEFT_OUT in words(page.xpath("//section[@aria-labelledby='left-out']")[0])
    assert page.xpath("//a[@href='#left-out']")


def test_invented_figures_are_marked_and_said(page: HtmlElement) -> None:
    rows = page.xpath("//table[@id='headline']/tbody/tr")
    marked = [one for one in rows if words(one.xpath("./th")[0]).endswith("‡")]

    assert marked
    assert all("invented" in one.get("class") for one in marked)
    said = words(page.xpath("//main")[0])
    assert "ILLUSTRATIVE" in said
    # An edition's reader replaces nothing, and has no sheets of analysts.
    of_analysts = ("replace with a real", "Outcomes", "on Settings", "What we heard")
    assert not [one for one in of_analysts if one in said]


def test_no_name_of_a_file_is_on_the_page(dashboard: Dashboard, text: str) -> None:
    assert not [one.file for one in dashboard.sources if one.file in text]
    assert not re.search(r"\b[0-9a-f]{16}\b", text)
