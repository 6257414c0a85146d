"""The shapes of a drawing: fill, alternative text, label and edge."""

from __future__ import annotations

import pytest

from workbook.block import ShapeStyle
from workbook.package.shape import described, shapes_gone, styled_drawing


def _shape(name: str, look: str = "", text: str = "", tag: str = "") -> str:
    return (
        f'<xdr:sp macro=""><xdr:cNvPr id="2" name="{name}"{tag}/>'
        f"<xdr:spPr>{look}</xdr:spPr>{text}</xdr:sp>"
    )


RED = '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'
BLUE = '<a:solidFill><a:srgbClr val="0000FF"/></a:solidFill>'
LINE = f'<a:ln w="1">{RED}</a:ln>'
HATCHED = (
    '<a:pattFill prst="ltUpDiag"><a:fgClr><a:srgbClr val="7B8794"/></a:fgClr>'
    '<a:bgClr><a:srgbClr val="0000FF"/></a:bgClr></a:pattFill>'
)


@pytest.mark.parametrize(
    ("look", "wanted"),
    [
        (RED, BLUE),
        (f"<a:prstGeom/>{RED}{LINE}", f"<a:prstGeom/>{BLUE}{LINE}"),
        (LINE, BLUE + LINE),
        ("<a:noFill/>" + LINE, BLUE + LINE),
        ("", BLUE),
        (
            '<a:solidFill><a:srgbClr val="ff0000"><a:alpha val="5"/></a:srgbClr></a:solidFill>',
            '<a:solidFill><a:srgbClr val="0000FF"><a:alpha val="5"/></a:srgbClr></a:solidFill>',
        ),
    ],
)
def test_a_shape_is_filled_and_its_line_is_left(look: str, wanted: str) -> None:
    style = ShapeStyle(name="Ward", fill="0000FF", alt_text="A <b>")
    text = _shape("Ward", look) + _shape("Other", look)
    tag = ' descr="A &lt;b&gt;"'
    assert styled_drawing(text, {"Ward": style}) == (
        _shape("Ward", wanted, tag=tag) + _shape("Other", look),
        frozenset({"Ward"}),
    )


def test_a_shape_without_data_is_hatched() -> None:
    style = ShapeStyle(name="Ward", fill="0000FF", alt_text="x", hatched=True)
    written, found = styled_drawing(_shape("Ward", RED + LINE), {"Ward": style})
    assert written == _shape("Ward", HATCHED + LINE, tag=' descr="x"')
    assert found == {"Ward"}


def test_only_the_first_properties_of_a_shape_get_the_text() -> None:
    same = '<xdr:cNvPr id="2" name="Ward"/>'
    inner = f"{same}<xdr:spPr>{RED}</xdr:spPr>"
    written, _ = styled_drawing(
        _shape("Ward", RED, inner), {"Ward": ShapeStyle(name="Ward", fill="0000FF", alt_text="x")}
    )
    assert written == _shape("Ward", BLUE, inner, tag=' descr="x"')


def test_a_shape_without_a_name_is_left() -> None:
    text = '<xdr:sp><xdr:cNvPr id="2"/></xdr:sp><xdr:sp></xdr:sp>'
    style = ShapeStyle(name="Ward", fill="0000FF", alt_text="x", label="y", edge="00FF00")
    assert styled_drawing(text, {"": style, "Ward": style}) == (text, frozenset())


@pytest.mark.parametrize(
    ("edge", "dashed", "line"),
    [
        ("0000FF", False, f'<a:ln w="1">{BLUE}</a:ln>'),
        ("0000FF", True, f'<a:ln w="1">{BLUE}<a:prstDash val="sysDash"/></a:ln>'),
        ("", True, '<a:ln w="1"><a:noFill/></a:ln>'),
    ],
)
@pytest.mark.parametrize("before", [RED, f'{RED}<a:prstDash val="sysDash"/>', "<a:noFill/>"])
def test_the_edge_of_a_shape_is_drawn_or_not(
    edge: str, before: str, line: str, *, dashed: bool
) -> None:
    style = ShapeStyle(name="Ward", fill="", alt_text="", edge=edge, dashed=dashed)
    text = _shape("Ward edge", f'<a:noFill/><a:ln w="1">{before}</a:ln>')
    assert styled_drawing(text, {"Ward": style}) == (
        _shape("Ward edge", f"<a:noFill/>{line}"),
        frozenset({"Ward edge"}),
    )


def test_an_edge_that_nobody_asks_for_is_left() -> None:
    text = _shape("Ward edge", LINE) + _shape("Ward", LINE)
    style = ShapeStyle(name="Ward", fill="", alt_text="x", edge=None)
    assert styled_drawing(text, {"Ward": style}) == (text, frozenset())


def _body(*lines: str) -> str:
    paragraphs = "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)
    return f"<xdr:txBody>{paragraphs}<a:p/></xdr:txBody>"


@pytest.mark.parametrize(
    ("before", "label", "after"),
    [
        (("a", "b"), "one\ntwo", ("one", "two")),
        (("a", "b"), "one", ("one", "")),
        (("a",), "one\ntwo\n< 3", ("one", "two", "&lt; 3")),
    ],
)
def test_the_label_of_a_shape_line_by_line(
    before: tuple[str, ...], label: str, after: tuple[str, ...]
) -> None:
    style = ShapeStyle(name="Ward", fill="0000FF", alt_text="x", label=label)
    text = _shape("Ward label", "", _body(*before))
    assert styled_drawing(text, {"Ward": style}) == (
        _shape("Ward label", "", _body(*after)),
        frozenset({"Ward label"}),
    )
    own = _shape("Ward", RED, _body(*before))
    assert styled_drawing(own, {"Ward": style}) == (
        _shape("Ward", BLUE, _body(*after), tag=' descr="x"'),
        frozenset({"Ward", "Ward label"}),
    )


def test_the_runs_beyond_the_first_become_empty() -> None:
    text = "<a:p><a:r><a:t/></a:r><a:r><a:t>b</a:t></a:r></a:p>"
    wanted = "<a:p><a:r><a:t>one</a:t></a:r><a:r><a:t></a:t></a:r></a:p>"
    style = ShapeStyle(name="Ward", fill="", alt_text="", label="one")
    written, _ = styled_drawing(_shape("Ward label", "", text), {"Ward": style})
    assert written == _shape("Ward label", "", wanted)


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ('<c id="1"/>', '<c id="1" descr="a &quot;b&quot;&#10;c"/>'),
        ('<c id="1" >', '<c id="1" descr="a &quot;b&quot;&#10;c">'),
        ('<c descr="old" id="1">', '<c descr="a &quot;b&quot;&#10;c" id="1">'),
    ],
)
def test_an_alternative_text_in_its_tag(tag: str, wanted: str) -> None:
    assert described(tag, 'a "b"\nc') == wanted


@pytest.mark.parametrize(
    ("sheets", "named"),
    [(("A", "", "B"), "A and B"), (("",), "the map's sheet"), ((), "the map's sheet")],
)
def test_the_sentence_on_a_map_without_shapes(sheets: tuple[str, ...], named: str) -> None:
    assert shapes_gone(sheets) == (
        f"The map's shapes on {named} are not in this file, as not every program keeps them; all "
        "figures and texts are written. Run `safer build` on it to draw them again."
    )
