"""The drawings' CSS: a rule for every class that is drawn, and the map's own ramp."""

from __future__ import annotations

import re
from importlib.resources import files

from tests.support.drawn_svg import parsed
from tests.support.made_up import made_up_dashboard
from workbook.html.svg.dots import dots_figure
from workbook.html.svg.figure import Mark
from workbook.html.svg.long_term import long_term_figure
from workbook.html.svg.spark import spark_figure
from workbook.html.svg.year import year_figure
from workbook.sheets.map.parts import CLASS_FILLS, NO_DATA_FILL

LOOK = files("workbook.html.svg").joinpath("look.css").read_text(encoding="utf-8")
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
