"""Small panels: their words, their shared scales, and the first indicator of an overview."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import AS_AT, made_up_dashboard, with_parts
from workbook.house.style import BODY_SIZE, LABEL_SIZE
from workbook.house.text_width import fits, wrapped
from workbook.sheets.section import layout
from workbook.sheets.section import values as section_values
from workbook.sheets.section.columns import QUARTER_ENDS, QUARTERS, narrowed
from workbook.sheets.section.order import assessed, small_of
from workbook.sheets.section.overview_values import section_text, total_figures
from workbook.sheets.section.panel_text import taken
from workbook.sheets.section.small_values import scales, small_feeder, small_text, small_words
from xlsrc.domain.commentary import View
from xlsrc.domain.wording import DOES_NOT_APPLY

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment
    from xlsrc.domain.indicator import Section

DASHBOARD = made_up_dashboard()
SETTINGS = DASHBOARD.settings
OVERVIEWS = [section for section in SETTINGS.sections if not section.is_priority]
MOPAC = next(section for section in SETTINGS.sections if section.id == "mopac7")
VIEW_LENGTH = 400


def bare(indicator_id: str) -> Assessment:
    """An indicator without a usual range, a level and peers, as a weighted sum is."""
    one = next(a for a in DASHBOARD.assessments if a.indicator.id == indicator_id)
    nothing = (None,) * len(one.monthly.months)
    return with_parts(
        one,
        monthly={"lower": nothing, "upper": nothing, "level": nothing, "expected": nothing},
        level={"change": None, "low": None, "high": None, "trend": None},
        usual={"quarter": None, "next_quarter": None},
        peers={"verdict": None, "rank": None, "rank_of": None, "rate": None},
    )


def test_an_indicator_without_range_level_and_peers_shows_dashes_and_no_band() -> None:
    one = bare("burglary")
    words = small_words(one, None)
    heading, *rows = small_feeder(one, AS_AT, 10.0)

    assert (words[2]["peers"], words[3]["trend"]) == (DOES_NOT_APPLY, DOES_NOT_APPLY)
    width = heading.index("Range width")
    assert {row[width] for row in rows} == {None}
    assert any(row[heading.index("Recorded")] for row in rows)


def test_panels_on_one_scale_reach_to_the_same_figure() -> None:
    assessments = assessed(DASHBOARD, MOPAC)[1:]
    tops = scales(assessments, DASHBOARD.as_at)

    assert set(tops) == {one.indicator.id for one in assessments}
    for one in assessments:
        feeder = small_feeder(one, DASHBOARD.as_at, tops[one.indicator.id])
        drawn = [v for row in feeder[1:] for v in row[1:5] if isinstance(v, int | float)]
        assert max(drawn, default=0) <= tops[one.indicator.id] + 1e-9


def test_a_small_figure_has_a_scale_of_its_own() -> None:
    one, two, *_ = assessed(DASHBOARD, MOPAC)[1:]
    tenth = tuple(None if v is None else v / 10 for v in two.monthly.recorded)
    small = with_parts(two, monthly={"recorded": tenth, "upper": tenth, "lower": tenth})

    tops = scales((one, small), DASHBOARD.as_at)
    assert tops[small.indicator.id] * 2 < tops[one.indicator.id]


def test_shares_never_share_a_scale_with_counts() -> None:
    shares = [a for a in DASHBOARD.assessments if a.indicator.is_share]
    counts = [a for a in DASHBOARD.assessments if not a.indicator.is_share]
    both = scales((*shares, *counts), DASHBOARD.as_at)

    alone = scales(tuple(counts), DASHBOARD.as_at)
    assert {name: both[name] for name in alone} == alone


@pytest.mark.parametrize("section", SETTINGS.sections, ids=lambda section: section.id)
def test_every_word_of_a_small_panel_has_room(section: Section) -> None:
    written = {block.name: block for block in section_values.blocks(DASHBOARD)}
    cut = []
    for at, indicator in enumerate(small_of(SETTINGS, section)):
        own = layout.small(at % 4).of(section=section.id, indicator=indicator.id)
        for row in written[own.name].values[1:]:
            left, right = str(row[0] or ""), str(row[-1] or "")
            both = f"{left}  {right}"
            if not fits(both, narrowed(0, QUARTER_ENDS[0]), LABEL_SIZE):
                cut.append((indicator.id, both))

    assert cut == []


@pytest.mark.parametrize("quarter", range(4))
def test_every_name_of_a_priority_s_small_panel_is_whole_in_two_lines(quarter: int) -> None:
    wide = narrowed(QUARTERS[quarter], QUARTER_ENDS[quarter] - 1, wraps=True)
    labels = {
        one.label
        for section in SETTINGS.sections
        if section.is_priority
        for one in DASHBOARD.of_section(section)
    }
    said = {str(small_words(one, None, 2)[0]["name"]) for one in DASHBOARD.assessments}

    assert labels <= said
    assert [one for one in labels if len(wrapped(one, wide, BODY_SIZE, bold=True)) > 2] == []


def test_the_text_below_a_small_panel_keeps_a_long_view_whole_and_the_question() -> None:
    one = next(
        a
        for a in DASHBOARD.assessments
        if a.as_at is not None and a.indicator.id == "domestic_abuse_injury"
    )
    text = ("Locks were fitted in the homes of all who asked for them this year. " * 6)[
        :VIEW_LENGTH
    ]
    view = View(
        indicator_id=one.indicator.id,
        text=text.strip(),
        confirmed_for=None,
        data_to=one.as_at,
        draft="",
        speaks_of=None,
        mark="",
    )
    settings = dataclasses.replace(SETTINGS, views=(view,))
    dashboard = dataclasses.replace(DASHBOARD, settings=settings)
    said = small_text(dashboard, one, 13, has_view=True)

    assert text.strip() in said
    assert taken(said, narrowed(0, QUARTER_ENDS[0], wraps=True)) <= 13


@pytest.mark.parametrize("section", OVERVIEWS, ids=lambda section: section.id)
def test_an_overview_leads_with_eleven_figures_and_a_text(section: Section) -> None:
    assessments = assessed(DASHBOARD, section)

    assert len(total_figures(assessments[0])) == 11
    assert all(row["value"] for row in total_figures(assessments[0]))
    assert section_text(assessments).startswith(assessments[0].indicator.name)


def test_the_figures_of_an_absent_first_indicator_are_words() -> None:
    homicide = next(a for a in DASHBOARD.assessments if a.indicator.id == "homicide")

    assert all(isinstance(row["value"], str) for row in total_figures(homicide))
