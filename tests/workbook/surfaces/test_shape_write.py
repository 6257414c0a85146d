from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.rich_workbook import AS_AT, MAP_GROUP, make_rich_workbook
from workbook.block import ShapeStyle
from workbook.package.archive import Archive
from workbook.package.shape import styled_drawing
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

WARD = "E05013628"


def styled(alt_text: str = "new", label: str = "", fill: str = "6C98C0") -> str:
    style = ShapeStyle(WARD, fill, alt_text, label)
    return styled_drawing(MAP_GROUP, {WARD: style})[0]


def test_a_shape_deep_in_groups_is_filled() -> None:
    assert '<a:solidFill><a:srgbClr val="6C98C0"/></a:solidFill><a:ln' in styled()


def test_a_shapes_outline_keeps_its_colour() -> None:
    assert '<a:ln w="12700"><a:solidFill><a:srgbClr val="7B8794"/>' in styled()


def test_another_kind_of_fill_becomes_a_plain_one() -> None:
    dotted = MAP_GROUP.replace(
        '<a:solidFill><a:srgbClr val="F4F6F8"/></a:solidFill>',
        '<a:pattFill prst="pct5"><a:fgClr><a:srgbClr val="000000"/></a:fgClr></a:pattFill>',
    )

    style = ShapeStyle(WARD, "6C98C0", "")
    assert styled_drawing(dotted, {WARD: style})[0] == styled(alt_text="")


def hatched(drawing: str) -> str:
    return styled_drawing(drawing, {WARD: ShapeStyle(WARD, "FFFFFF", "no data", hatched=True)})[0]


def test_a_shape_without_data_is_hatched() -> None:
    pattern = '<a:pattFill prst="ltUpDiag"><a:fgClr><a:srgbClr val="7B8794"/></a:fgClr><a:bgClr>'

    assert pattern + '<a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill><a:ln' in hatched(MAP_GROUP)


def test_a_hatched_shape_becomes_plain_when_it_has_data() -> None:
    style = ShapeStyle(WARD, "6C98C0", "new")

    assert styled_drawing(hatched(MAP_GROUP), {WARD: style})[0] == styled()


def test_alternative_text_is_replaced_and_escaped() -> None:
    assert 'descr="Barnet Vale: 2 &lt; &quot;3&quot;"' in styled('Barnet Vale: 2 < "3"')


def test_a_labels_lines_go_into_its_paragraphs() -> None:
    text = styled(label="Barnet Vale\n◆ 2.5")

    assert "<a:t>Barnet Vale</a:t></a:r></a:p><a:p>" in text
    assert "<a:t>◆ 2.5</a:t>" in text


def test_a_label_of_more_lines_repeats_the_last_ones_look() -> None:
    last = '<a:p><a:r><a:rPr lang="en-GB"/><a:t>{}</a:t></a:r></a:p>'

    assert last.format("two") + last.format("three") in styled(label="one\ntwo\nthree")


def test_a_label_of_fewer_lines_leaves_the_others_blank() -> None:
    assert '<a:rPr lang="en-GB"/><a:t></a:t>' in styled(label="one")


def test_without_a_label_the_old_one_stays() -> None:
    assert "<a:t>0.0</a:t>" in styled()


def test_styling_twice_changes_nothing_more() -> None:
    once = styled("a", "b\nc")

    again = styled_drawing(once, {WARD: ShapeStyle(WARD, "6C98C0", "a", "b\nc")})[0]
    assert again == once


def test_shapes_of_a_workbook_are_styled(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    opened = HeadlessWorkbook.open(make_rich_workbook(tmp_path / "rich.xlsx"))
    opened.write([ShapeStyle(WARD, "8BAFCF", "new")], target, as_at=AS_AT)

    assert 'val="8BAFCF"' in Archive.read(target).text("xl/drawings/drawing2.xml")


def test_a_missing_shape_is_named(tmp_path: Path) -> None:
    opened = HeadlessWorkbook.open(make_rich_workbook(tmp_path / "rich.xlsx"))

    styles = [ShapeStyle("E05099999", "8BAFCF", ""), ShapeStyle(WARD, "8BAFCF", "")]
    with pytest.raises(TemplateError, match=r"lacks 1 of the map's shapes .E05099999.*safer build"):
        opened.write(styles, tmp_path / "o.xlsx", as_at=AS_AT)


def test_a_map_that_is_gone_as_a_whole_is_said_while_the_other_is_drawn(tmp_path: Path) -> None:
    opened = HeadlessWorkbook.open(make_rich_workbook(tmp_path / "rich.xlsx"))
    styles = [
        ShapeStyle(WARD, "8BAFCF", "new", sheet="Map"),
        ShapeStyle("E01000115", "8BAFCF", "", sheet="Small areas"),
        ShapeStyle("E01000116", "8BAFCF", "", sheet="Small areas"),
    ]
    (note,) = opened.write(styles, tmp_path / "o.xlsx", as_at=AS_AT)

    assert note.startswith("The map's shapes on Small areas are not in this file")
    assert 'val="8BAFCF"' in Archive.read(tmp_path / "o.xlsx").text("xl/drawings/drawing2.xml")
