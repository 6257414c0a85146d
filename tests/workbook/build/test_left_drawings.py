"""What was drawn on a sheet and is no longer: by kind and name, charts by what they show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import NO_INDICATOR, Leaf, little_book, pair
from tests.support.little_workbook import link, links
from workbook.build.left_drawings import lines

if TYPE_CHECKING:
    from workbook.package.archive import Archive

DRAWN = Leaf(links=(link("d", "drawing", "/d.xml"),))
NS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def book(*objects: str, names: dict[str, str] | None = None, **charts: str) -> Archive:
    anchors = "".join(f"<anchor>{one}</anchor>" for one in objects)
    parts = {"d.xml": f'<wsDr xmlns="draw" {NS}>{anchors}</wsDr>'}
    parts["_rels/d.xml.rels"] = links(*(link(c, "chart", f"{c}.xml") for c in charts))
    parts |= {f"{name}.xml": text for name, text in charts.items()}
    return little_book({"Map": DRAWN}, names, parts=parts)


def told(
    old: Archive, new: Archive | None = None, indicators: re.Pattern[str] = NO_INDICATOR
) -> list[str]:
    return list(lines(pair(old, new or book(), indicators=indicators)))


def shape(name: str, words: str = "", kind: str = "sp", inside: str = "") -> str:
    return f'<{kind}><cNvPr name="{name}" descr="{words}"/>{inside}</{kind}>'


def chart(name: str, part: str = "", words: str = "") -> str:
    inside = '<graphicData uri="http://x/chart"/>' + (f'<chart r:id="{part}"/>' if part else "")
    return shape(name, words, "graphicFrame", inside)


def shown(cells: str = "Data!$A$1", kind: str = "lineChart", colour: str = "ff0000") -> str:
    return (
        f'<c xmlns="c"><{kind}><ser><f>{cells}</f><srgbClr val="{colour}"/></ser></{kind}>'
        "<srgbClr val='00FF00'/></c>"
    )


ALTERNATIVES = (
    f"<AlternateContent><Choice>{shape('New')}</Choice><Fallback>{shape('Old')}</Fallback>"
    "</AlternateContent>"
)


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (shape("Arrow 2"), "the shape 'Arrow 2' on Map"),
        (shape("Box", inside='<cNvSpPr txBox="1"/>'), "the text box 'Box' on Map"),
        (shape("Line", kind="cxnSp"), "the line 'Line' on Map"),
        (shape("Photo", kind="pic"), "the picture 'Photo' on Map"),
        (shape("Ink 3", kind="contentPart"), "the ink 'Ink 3' on Map"),
        (chart("Chart 7"), "the chart 'Chart 7' on Map"),
        (shape("It", kind="graphicFrame", inside='<graphicData uri="http://x/wonder"/>'),
         "the object 'It' on Map"),
        (shape("It", kind="graphicFrame"), "the object 'It' on Map"),
        ("<sp/>", "the shape '' on Map"),
        # Of alternatives the newest.
        (ALTERNATIVES, "the shape 'New' on Map"),
        # A group is one thing, whatever is in it.
        (shape("Group 1", kind="grpSp", inside=shape("Arrow 2")),
         "the group of shapes 'Group 1' on Map"),
    ],
)  # fmt: skip
def test_a_thing_is_named_with_its_kind(drawn: str, said: str) -> None:
    assert told(book(drawn)) == [said]
    assert told(book(drawn), book(drawn)) == []


def test_what_refresh_draws_and_what_is_a_part_of_its_own_is_not_missed() -> None:
    area, border = shape("E05000001 label"), shape("E05000001 E05000002 edge")
    control = shape("Button 1", inside="<compatExt/>")

    assert told(book(area, border, control, "<clientData/>")) == []


def test_of_the_maps_the_first_is_refreshs_own_and_a_copy_is_not() -> None:
    areas = shape("E05000001") + shape("E05000002")
    maps = [shape(f"Map {at}", kind="grpSp", inside=areas) for at in (1, 2, 3)]

    assert told(book(maps[0])) == []
    assert told(book(*maps)) == ["the maps 'Map 2', 'Map 3' on Map"]


def test_into_a_group_of_the_template_one_looks() -> None:
    made = shape("Legend", kind="grpSp", inside=shape("Key"))
    theirs = shape("Legend", kind="grpSp", inside=shape("Key") + shape("Mine"))
    own = shape("Own", kind="grpSp", inside=shape("Hidden"))

    assert told(book(theirs, own), book(made)) == [
        "the shape 'Mine' on Map",
        "the group of shapes 'Own' on Map",
    ]


@pytest.mark.parametrize(
    ("theirs", "is_changed"),
    [
        (shown(), False),
        (shown("'Data'!$C$9", colour="FF0000"), False),  # the same, as another program writes it
        (shown(kind="barChart"), True),
        (shown("Other!$A$1"), True),
        (shown(colour="00FF00"), True),
    ],
)
def test_a_chart_that_shows_something_else(theirs: str, *, is_changed: bool) -> None:
    old, new = (book(chart("Chart 1", "c"), c=text) for text in (theirs, shown()))

    assert told(old, new) == ["the changes to the chart 'Chart 1' on Map"] * is_changed


def test_a_chart_by_another_title_is_changed_and_cells_in_its_words_may_move() -> None:
    said = "Robbery. The figures are in Data!A{}"
    old, moved, other = (
        book(chart("Chart 1", "c", words), c=shown())
        for words in (said.format(1), said.format(9), "Burglary")
    )

    assert told(old, moved) == []
    assert told(old, other) == ["the changes to the chart 'Chart 1' on Map"]


def test_a_copy_is_told_from_what_it_was_copied_from() -> None:
    twice = book(chart("Chart 1", "c", "Robbery"), chart("Chart 2", "c", "Robbery"), c=shown())
    once = book(chart("Chart 1", "c", "Robbery"), c=shown())

    assert told(twice, once) == ["the chart 'Chart 2' on Map"]


def test_a_frame_whose_chart_is_not_there_shows_nothing() -> None:
    gone, there = book(chart("Chart 1", "x")), book(chart("Chart 1", "c"), c=shown())

    assert told(gone, gone) == []
    assert told(gone, there) == ["the changes to the chart 'Chart 1' on Map"]


def test_panels_of_an_indicator_that_is_gone_are_not_missed_where_one_is_like_them() -> None:
    indicators = re.compile("Robbery|Burglary|Theft")
    panels = (chart(f"Chart {at}", "c", f"{name} by month")
              for at, name in enumerate(("Robbery", "Burglary"), 1))  # fmt: skip
    old = book(*panels, c=shown())
    new = book(chart("Chart 9", "c", "Theft by month"), c=shown())
    other = book(chart("Chart 9", "c", "Theft by year"), c=shown())

    assert told(old, new, indicators) == []
    assert told(old, other, indicators) == ["the charts 'Chart 1', 'Chart 2' on Map"]


def test_where_blocks_are_of_another_size_a_name_alone_tells_nothing() -> None:
    def place(last: int) -> dict[str, str]:
        return {"panel.one": f"Map!$A$1:$B${last}"}

    old = book(chart("Chart 1", "c", "Mine"), c=shown(), names=place(2))
    new, laid_anew = (
        book(chart("Chart 1", "c", "Theirs"), c=shown(), names=place(last)) for last in (2, 6)
    )

    assert told(old, new) == ["the changes to the chart 'Chart 1' on Map"]
    assert told(old, laid_anew) == ["the chart 'Chart 1' on Map"]


def test_a_drawing_that_is_not_there_has_nothing() -> None:
    hung = Leaf(links=(link("d", "drawing", "/gone.xml"), link("x", "comments", "/gone.xml")))

    assert told(little_book({"Map": hung})) == []
