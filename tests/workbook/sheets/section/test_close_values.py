"""Every indicator's definition stands on a printed page of its section, in sections of any size."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_dashboard
from workbook.house.style import LABEL_SIZE
from workbook.house.text_width import text_width, wrapped
from workbook.sheets.section import layout
from workbook.sheets.section import values as section_values
from workbook.sheets.section.close_values import also_lines, counted
from workbook.sheets.section.columns import LAST_COLUMN, QUARTERS, WIDER, narrowed, room
from workbook.sheets.section.order import assessed
from workbook.sheets.section.pages import HEARD_LINES, counted_lines, section_pages

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.indicator import Section

DASHBOARD = made_up_dashboard()
SECTIONS = DASHBOARD.settings.sections


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def said(dashboard: Dashboard, section: Section) -> str:
    """What the section's lines say is counted."""
    name = layout.COUNTED.of(section=section.id).name
    (block,) = [block for block in section_values.blocks(dashboard) if block.name == name]
    return plain(" ".join(str(cell) for row in block.values for cell in row if cell))


def of_many(number: int) -> tuple[Assessment, ...]:
    """So many indicators as if they were of one section."""
    return (DASHBOARD.assessments * 2)[:number]


def nine_sections() -> Dashboard:
    """The dashboard with two more priorities."""
    more = tuple(
        dataclasses.replace(SECTIONS[-1], id=str(8 + at), sheet=f"{8 + at} More", name="More")
        for at in range(2)
    )
    indicators = tuple(
        dataclasses.replace(indicator, sections=(*indicator.sections, "8", "9"))
        if indicator.id in {"burglary", "robbery", "arson"}
        else indicator
        for indicator in DASHBOARD.settings.indicators
    )
    known = {indicator.id: indicator for indicator in indicators}
    settings = dataclasses.replace(
        DASHBOARD.settings, sections=(*SECTIONS, *more), indicators=indicators
    )
    return dataclasses.replace(
        DASHBOARD,
        settings=settings,
        assessments=tuple(
            dataclasses.replace(one, indicator=known[one.indicator.id])
            for one in DASHBOARD.assessments
        ),
    )


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_every_definition_stands_whole_on_a_page_of_its_section(section: Section) -> None:
    text = said(DASHBOARD, section)

    lacking = [
        one.indicator.id
        for one in DASHBOARD.of_section(section)
        if f"{one.label}: {one.indicator.definition}" not in text
    ]
    assert lacking == []


def test_every_definition_stands_there_in_nine_sections() -> None:
    dashboard = nine_sections()

    lacking = [
        (section.id, one.indicator.id)
        for section in dashboard.settings.sections
        for one in dashboard.of_section(section)
        if one.indicator.definition not in said(dashboard, section)
    ]
    assert lacking == []


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 8, 12, 20])
@pytest.mark.parametrize("kind", ["tight", "wide"])
def test_every_definition_of_many_indicators_has_room(number: int, kind: str) -> None:
    assessments = of_many(number)
    lines = counted(
        assessments, counted_lines(number, is_tight=kind == "tight"), "What is counted. "
    )

    text = plain(" ".join(lines))
    assert [one for one in assessments if one.indicator.definition not in text] == []
    assert len(lines) <= counted_lines(number, is_tight=kind == "tight")


def test_definitions_too_long_for_the_page_are_all_cut_alike() -> None:
    long = tuple(
        dataclasses.replace(
            one, indicator=dataclasses.replace(one.indicator, definition="Very long. " * 90)
        )
        for one in DASHBOARD.assessments[:12]
    )
    lines = counted(long, 6)

    assert len(lines) <= 6
    assert [one for one in long if f"{one.label}: Very" not in plain(" ".join(lines))] == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_no_line_across_the_page_is_cut_off_where_it_is_drawn_wider(section: Section) -> None:
    written = {block.name: block for block in section_values.blocks(DASHBOARD)}
    pages = section_pages(len(DASHBOARD.of_section(section)), is_priority=section.is_priority)
    # Beside the last small panels the text wraps in its cell.
    across_the_page = (layout.ALSO,) if pages.beside else (layout.ALSO, layout.COUNTED)
    names = [one.of(section=section.id).name for one in across_the_page]
    lines = [
        str(cell)
        for name in names
        if name in written
        for row in written[name].values
        for cell in row
        if cell
    ]

    across = room(0, LAST_COLUMN)
    assert [line for line in lines if text_width(line, LABEL_SIZE) * WIDER > across] == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_the_text_beside_the_last_small_panels_has_room_there(section: Section) -> None:
    pages = section_pages(len(DASHBOARD.of_section(section)), is_priority=section.is_priority)
    if not pages.beside:
        return
    written = {block.name: block for block in section_values.blocks(DASHBOARD)}
    wide = narrowed(QUARTERS[pages.beside], LAST_COLUMN, wraps=True)
    for declared, lines in (
        (layout.COUNTED, pages.views + pages.counted),
        (layout.HEARD, HEARD_LINES - 1),
    ):
        block = written.get(declared.of(section=section.id).name)
        if block:
            ((text,),) = block.values
            assert len(wrapped(str(text), wide, LABEL_SIZE)) <= lines


def test_what_has_no_panel_on_the_first_page_is_named_there() -> None:
    for section in SECTIONS:
        assessments = assessed(DASHBOARD, section)
        pages = section_pages(len(assessments), is_priority=section.is_priority)
        if section.is_priority and pages.also:
            rest = assessments[pages.panels :]
            text = " ".join(also_lines(rest, has_page=bool(pages.small)))
            assert [one.label for one in rest if one.label not in text] == []
