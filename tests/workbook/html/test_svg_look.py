"""The drawings' CSS: a rule for every class that is drawn, and the map's own ramp."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from tests.support.drawn_svg import parsed
from tests.support.made_up import made_up_dashboard
from workbook.check.palette import contrast
from workbook.html.svg.dots import dots_figure
from workbook.html.svg.figure import Mark
from workbook.html.svg.long_term import long_term_figure
from workbook.html.svg.spark import spark_figure
from workbook.html.svg.year import year_figure
from workbook.sheets.map.parts import CLASS_FILLS, NO_DATA_FILL

LOOK = files("workbook.html.svg").joinpath("look.css").read_text(encoding="utf-8")
PAGE = files("workbook.html").joinpath("templates/page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): #(\w{6})", one))
    for one in PAGE.split("* { box-sizing")[0].split("@media")
)
OF_TEXT = ("ink", "second", "accent")
OF_LINES = ("ink", "second", "accent", "line", "illustrative")
BEHIND = ("bg", "band")
"""What stands behind a drawing's words: the page, or the usual range."""
RULED = set(re.findall(r"\.(s-[\w-]+)", LOOK))
VARIABLES = {
    "--accent", "--band", "--bg", "--hair", "--illustrative", "--ink", "--line", "--second",
}  # fmt: skip


def test_every_class_has_a_rule() -> None:
    dashboard = made_up_dashboard()
    one = dashboard.assessments[3]
    drawn = [draw(one, dashboard, "a") for draw in (year_figure, long_term_figure, spark_figure)]
    used = {
        name
        for figure in (*drawn, dots_figure(dashboard, "a"))
        for element in parsed(figure.svg).iter()
        for name in element.get("class", "").split()
    }
    assert used | set(Mark) <= RULED | {Mark.LABEL}


def test_colours_are_the_pages_variables_but_the_maps() -> None:
    assert set(re.findall(r"var\((--[\w-]+)\)", LOOK)) == VARIABLES
    of_maps = "".join(line for line in LOOK.splitlines() if "#" not in line or "s-" in line)
    for line in of_maps.split("}"):
        if "#" in line:
            assert re.search(r"s-(ward|class|plate|hatch|pointer|edge|map|key)", line), line


def test_the_maps_ramp_is_the_workbooks() -> None:
    fills = [
        re.search(rf"\.s-class-{name} {{ fill: #(\w+)", LOOK)
        for name in (*map(str, range(len(CLASS_FILLS))), "none")
    ]
    assert [one and one[1] for one in fills] == [*CLASS_FILLS, NO_DATA_FILL]


def test_nothing_is_fetched() -> None:
    assert "url(" not in LOOK
    assert "@import" not in LOOK


@pytest.mark.parametrize("colours", [LIGHT, LIGHT | DARK], ids=["light", "dark"])
def test_words_and_lines_of_drawings_stand_out(colours: dict[str, str]) -> None:
    words = {
        (one, behind): contrast(colours[one], colours[behind])
        for one in OF_TEXT
        for behind in BEHIND
    }
    lines = {one: contrast(colours[one], colours["bg"]) for one in OF_LINES}

    assert {key: ratio for key, ratio in words.items() if ratio < 4.5} == {}
    assert {key: ratio for key, ratio in lines.items() if ratio < 3} == {}


def test_the_maps_words_stand_out_on_every_class() -> None:
    ink = re.search(r"\.s-chart\.s-map text {[^}]*fill: #(\w{6})", LOOK)
    assert ink
    ratios = [contrast(ink[1], one) for one in (*CLASS_FILLS, NO_DATA_FILL)]
    assert min(ratios) >= 4.5
