"""The map of a slide: which wards carry their number, which only a mark, and which nothing."""

from __future__ import annotations

from typing import Any

import pptx
import pytest

from workbook.house.style import INK
from workbook.pack.drawing import DRAWING, SLIDE
from workbook.pack.fit import Frame
from workbook.pack.said.board_content import BoardMap, WardShape
from workbook.pack.slides.board_map import MARK, add_ward_map
from workbook.package.shape import EMU_PER_POINT
from workbook.sheets.map.parts import CLASS_FILLS, NO_DATA_FILL

SPACES = {"a": DRAWING, "p": SLIDE}
PLACE = Frame(left=20, top=40, width=300, height=330)
"""Below the classes there is room for the map as large as it is drawn."""


def shape(code: str, left: float, size: float, *, text: str = "", points: int = 4) -> str:
    """A square ward, with a text of its own; with fewer points it is no area."""
    side = round(size * EMU_PER_POINT)
    steps = [(0, 0), (side, 0), (side, side), (0, side)][:points]
    path = "".join(
        f'<a:{"lnTo" if at else "moveTo"}><a:pt x="{x}" y="{y}"/></a:{"lnTo" if at else "moveTo"}>'
        for at, (x, y) in enumerate(steps)
    )
    body = f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>"
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="3" name="{code}"/><xdr:cNvSpPr/>'
        f'</xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="{round(left * EMU_PER_POINT)}" y="0"/>'
        f'<a:ext cx="{side}" cy="{side}"/></a:xfrm><a:custGeom><a:pathLst><a:path w="{side}" '
        f'h="{side}">{path}<a:close/></a:path></a:pathLst></a:custGeom><a:noFill/></xdr:spPr>'
        f"<xdr:style/>{body if text else ''}</xdr:sp>"
    )


def group(*shapes: str) -> str:
    side = 300 * EMU_PER_POINT
    return (
        '<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="2" name="Map"/><xdr:cNvGrpSpPr/>'
        '</xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{side}" cy="{side}"/><a:chOff x="0" y="0"/><a:chExt cx="{side}" cy="{side}"/>'
        f"</a:xfrm></xdr:grpSpPr>{''.join(shapes)}</xdr:grpSp>"
    )


def drawn(ward: WardShape, *shapes: str) -> Any:  # noqa: ANN401 - an element of lxml
    """The map's group on a slide."""
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    legend = ("fewest", *("",) * (len(CLASS_FILLS) - 2), "most")
    shown = BoardMap(drawing=group(*shapes), wards=(ward,), legend=legend)
    add_ward_map(slide, PLACE, shown, "Burglary by ward")
    (found,) = slide.shapes.element.findall("p:grpSp", SPACES)
    labels = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
    assert labels == ["fewest", "most"]
    return found


def ward(*, count: str = "93", stands_out: bool = False, shade: int | None = 1) -> WardShape:
    return WardShape(code="W1", name="Mill Hill", shade=shade, count=count, stands_out=stands_out)


@pytest.mark.parametrize(
    ("size", "one", "texts"),
    [
        (100, ward(), ["93"]),
        (100, ward(stands_out=True), [f"{MARK}93"]),
        (16, ward(stands_out=True), [MARK.strip()]),
        (3, ward(), []),
        (3, ward(stands_out=True), [MARK.strip()]),
        (100, ward(count=""), []),
    ],
    ids=["wide", "stands out", "narrow and stands out", "tiny", "tiny and stands out", "no figure"],
)
def test_a_number_lies_within_its_ward_or_a_mark_stands_for_it(
    size: float, one: WardShape, texts: list[str]
) -> None:
    found = drawn(one, shape("W1", 50, size, text="old"))

    assert [text.text for text in found.iter(f"{{{DRAWING}}}t")] == texts
    if texts:
        (place,) = found.xpath('./p:sp[p:nvSpPr/p:cNvPr/@name="Figure of W1"]//a:xfrm')
        off, extent = place.find("a:off", SPACES), place.find("a:ext", SPACES)
        middle = (int(off.get("x")) + int(extent.get("cx")) / 2) / EMU_PER_POINT
        assert middle == pytest.approx(50 + size / 2, abs=0.5)


def test_a_ward_whose_shape_is_no_area_carries_nothing() -> None:
    found = drawn(ward(stands_out=True), shape("W1", 50, 100, points=2))

    assert list(found.iter(f"{{{DRAWING}}}t")) == []


@pytest.mark.parametrize(
    ("shade", "fill"), [(1, CLASS_FILLS[1]), (None, NO_DATA_FILL)], ids=["a class", "none"]
)
def test_a_ward_has_the_colour_of_its_class_and_what_is_no_ward_is_left_out(
    shade: int | None, fill: str
) -> None:
    other, own = shape("North arrow", 0, 9), shape("W1", 50, 100, text="old")
    found = drawn(ward(shade=shade, count="", stands_out=True), other, own)

    (one,) = found.findall("p:sp", SPACES)
    assert one.find("./p:nvSpPr/p:cNvPr", SPACES).get("descr") == "Mill Hill: no figure"
    assert one.xpath("./p:spPr/a:solidFill/a:srgbClr/@val") == [fill]
    assert one.xpath("./p:spPr/a:ln//a:srgbClr/@val") == [INK[1:]]
    assert one.xpath("./p:style | ./p:txBody") == []
    assert found.find("./p:nvGrpSpPr/p:cNvPr", SPACES).get("descr") == (
        "Map of 1 ward. Burglary by ward."
    )
