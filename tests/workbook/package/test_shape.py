"""Several shapes of a drawing, each in its own style, in whatever prefix."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.little_workbook import archive_of
from workbook.block import ShapeStyle
from workbook.package.map_shapes import styled_drawings
from workbook.package.shape import described, styled_drawing
from workbook.package.structure import structure
from xlsrc.domain.errors import TemplateError


def _shape(name: str, inner: str = "", tag: str = "", p: str = "xdr:") -> str:
    return (
        f'<{p}sp macro=""><{p}nvSpPr><{p}cNvPr id="2" name="{name}"{tag}/></{p}nvSpPr>{inner}'
        f"</{p}sp>"
    )


def _look(inner: str, p: str = "xdr:") -> str:
    return f'<{p}spPr bwMode="auto">{inner}</{p}spPr>'


def _solid(colour: str, a: str = "a:") -> str:
    return f'<{a}solidFill><{a}srgbClr val="{colour}"/></{a}solidFill>'


def _style(name: str, **said: object) -> ShapeStyle:
    given: dict[str, Any] = {"name": name, "fill": "", "alt_text": ""} | said
    return ShapeStyle(**given)


def _styled(text: str, *styles: ShapeStyle) -> tuple[str, frozenset[str]]:
    return styled_drawing(text, {style.name: style for style in styles})


@pytest.mark.parametrize(("p", "a"), [("xdr:", "a:"), ("", ""), ("xdr:", "")])
def test_each_shape_gets_its_own_fill_in_its_own_prefix(p: str, a: str) -> None:
    outline = f"<{a}ln>{_solid('111111', a)}</{a}ln>"

    def drawing(one: str, two: str, said: tuple[str, str]) -> str:
        return (
            _shape("One", _look(f"<{a}xfrm/>{one}{outline}", p), said[0], p)
            + _shape("A &amp; B", _look(two, p), said[1], p)
            + _shape("Other", _look(_solid("222222", a), p), "", p)
        )

    before = drawing(_solid("333333", a), f'<{a}gradFill rot="1"><{a}x/></{a}gradFill>', ("", ""))
    hatched = (
        f'<{a}pattFill prst="ltUpDiag"><{a}fgClr><{a}srgbClr val="7B8794"/></{a}fgClr>'
        f'<{a}bgClr><{a}srgbClr val="BBBBBB"/></{a}bgClr></{a}pattFill>'
    )
    styles = (
        _style("One", fill="AAAAAA", alt_text="first"),
        _style("A & B", fill="BBBBBB", alt_text="", hatched=True),
    )
    assert _styled(before, *styles) == (
        drawing(_solid("AAAAAA", a), hatched, (' descr="first"', ' descr=""')),
        frozenset({"One", "A & B"}),
    )
    again = _styled(before, *styles)[0]
    assert _styled(again, *styles)[0] == again
    plain = _style("A & B", fill="CCCCCC", alt_text="")
    assert _styled(again, plain)[0] == drawing(
        _solid("AAAAAA", a), _solid("CCCCCC", a), (' descr="first"', ' descr=""')
    )


@pytest.mark.parametrize(
    "kind", ["solidFill", "noFill", "gradFill", "pattFill", "blipFill", "grpFill"]
)
@pytest.mark.parametrize("after", ["ln", "effectLst", "effectDag", "scene3d", "sp3d", "extLst", ""])
def test_the_fill_that_is_replaced_is_the_shapes_own(kind: str, after: str) -> None:
    end = f'<a:{after} x="1">{_solid("111111")}</a:{after}>' if after else ""
    for old in (f"<a:{kind}/>", f'<a:{kind} x="1"><a:y/></a:{kind}>', ""):
        text = _shape("One", _look(f"<a:xfrm/>{old}{end}"))
        written, _ = _styled(text, _style("One", fill="AAAAAA", alt_text="x"))
        wanted = _look(f"<a:xfrm/>{_solid('AAAAAA')}{end}")
        assert written == _shape("One", wanted, ' descr="x"')


def test_a_shape_without_a_look_gets_one_and_only_its_first_look_is_filled() -> None:
    style = _style("One", fill="AAAAAA", alt_text="x")
    empty = _shape("One", '<xdr:spPr bwMode="auto"/>')
    assert _styled(empty, style)[0] == _shape("One", _look(_solid("AAAAAA")), ' descr="x"')
    bare = _shape("One")
    assert _styled(bare, style) == (_shape("One", "", ' descr="x"'), frozenset({"One"}))
    second = _look(_solid("111111"))
    two = _shape("One", second + second)
    filled = _look(_solid("AAAAAA"))
    assert _styled(two, style)[0] == _shape("One", filled + second, ' descr="x"')


def test_a_name_that_stands_twice_is_styled_twice() -> None:
    style = _style("One", fill="AAAAAA", alt_text="x")
    one, filled = _shape("One", _look("")), _shape("One", _look(_solid("AAAAAA")), ' descr="x"')
    assert _styled(f"<g>{one}<h/>{one}</g>", style)[0] == f"<g>{filled}<h/>{filled}</g>"


def _text(*paragraphs: str, p: str = "a:") -> str:
    return f"<xdr:txBody><{p}bodyPr/>{''.join(paragraphs)}</xdr:txBody>"


def _paragraph(*texts: str, p: str = "a:") -> str:
    return f"<{p}p>{''.join(f'<{p}r><{p}t>{text}</{p}t></{p}r>' for text in texts)}</{p}p>"


@pytest.mark.parametrize("p", ["a:", ""])
def test_labels_stand_in_the_shape_or_in_a_box_of_its_name(p: str) -> None:
    def paragraphs(*lines: str) -> str:
        return _text(f"<{p}p/>", *(_paragraph(line, p=p) for line in lines), p=p)

    style = _style("One", fill="AAAAAA", alt_text="x", label="a & b\ntwo")
    text = (
        _shape("One label", paragraphs("old", "old"))
        + _shape("One", _look(""))
        + _shape("Two label", paragraphs("old", "old"))
        + _shape("One label too", paragraphs("old"))
    )
    written, found = _styled(text, style)
    assert found == {"One", "One label"}
    assert written == (
        _shape("One label", paragraphs("a &amp; b", "two"))
        + _shape("One", _look(_solid("AAAAAA")), ' descr="x"')
        + _shape("Two label", paragraphs("old", "old"))
        + _shape("One label too", paragraphs("old"))
    )
    own = _shape("One", _look("") + paragraphs("old"))
    assert _styled(own, style) == (
        _shape("One", _look(_solid("AAAAAA")) + paragraphs("a &amp; b", "two"), ' descr="x"'),
        frozenset({"One", "One label"}),
    )


@pytest.mark.parametrize(
    ("before", "label", "after"),
    [
        ([("a", "b"), ("c",)], "1\n2", [("1", ""), ("2",)]),
        ([("a",), ("b", "c")], "1\n2\n3", [("1",), ("2", ""), ("3", "")]),
        ([("a",), ("b",), ("c",)], "1", [("1",), ("",), ("",)]),
        ([("a",)], "1\r\n2\rx\x07", [("1",), ("2",), ("x",)]),
        ([], "1", []),
    ],
)
def test_a_label_s_lines(
    before: list[tuple[str, ...]], label: str, after: list[tuple[str, ...]]
) -> None:
    def box(paragraphs: list[tuple[str, ...]]) -> str:
        return _shape("One label", "<m/>".join(["", *(_paragraph(*one) for one in paragraphs), ""]))

    written, found = _styled(box(before), _style("One", label=label))
    assert found == {"One label"}
    assert written.replace("<m/>", "") == box(after).replace("<m/>", "")


def test_what_stands_between_the_lines_of_a_label_stays() -> None:
    def box(one: str, two: str, three: str = "") -> str:
        return _shape(
            "One label", f"<x/>{_paragraph(one)}<y/>{_paragraph(two)}{three}<z/>{_paragraph()}"
        )

    label = _style("One", label="1\n2\n3")
    assert _styled(box("a", "b"), label)[0] == box("1", "2", _paragraph("3"))
    empty = _shape("One label", "<a:p><a:r><a:t/></a:r><a:r><a:t /></a:r></a:p>")
    filled = "<a:p><a:r><a:t>1</a:t></a:r><a:r><a:t></a:t></a:r></a:p>"
    assert _styled(empty, _style("One", label="1"))[0] == _shape("One label", filled)


@pytest.mark.parametrize("a", ["a:", ""])
def test_edges_are_coloured_dashed_or_taken_away_each_on_its_own(a: str) -> None:
    def edge(name: str, line: str, more: str = "") -> str:
        return _shape(name, _look(f'<{a}noFill/><{a}ln w="1">\n{line}</{a}ln>{more}'))

    none, dash = f"<{a}noFill/>", f'<{a}prstDash val="sysDash"/>'
    dot = f'<{a}prstDash val="dot"/>'
    text = (
        edge("One edge", none)
        + edge("Two edge", _solid("111111", a) + dash)
        + edge("Three edge", f"<{a}noFill> </{a}noFill>{dot}")
        + edge("Four edge", none)
        + edge("One", none)
    )
    written, found = _styled(
        text,
        _style("One", edge="AAAAAA", dashed=True),
        _style("Two", edge=""),
        _style("Three", edge="BBBBBB"),
        _style("Four", edge=None),
    )
    assert found == {"One edge", "Two edge", "Three edge"}
    assert written == (
        edge("One edge", _solid("AAAAAA", a) + dash)
        + edge("Two edge", none)
        + edge("Three edge", _solid("BBBBBB", a) + dot)
        + edge("Four edge", none)
        + edge("One", none)
    )
    twice = edge("One edge", none, f"<{a}ln>{none}</{a}ln>")
    assert _styled(twice, _style("One", edge="AAAAAA"))[0] == edge(
        "One edge", _solid("AAAAAA", a), f"<{a}ln>{none}</{a}ln>"
    )


def test_a_description_stands_once_in_a_tag() -> None:
    assert described('<c descr="a" title="b" descr2="c"/>', "x") == (
        '<c descr="x" title="b" descr2="c"/>'
    )
    assert described("<c  />", "x\x00y & 'z'") == "<c descr=\"xy &amp; 'z'\"/>"
    assert described('<c a="/">', 'say "x"\n<y>') == (
        '<c a="/" descr="say &quot;x&quot;&#10;&lt;y&gt;">'
    )


def _drawn(*drawings: str) -> dict[str, str]:
    """A workbook with these drawings."""
    types = "".join(
        f'<Override PartName="/d{at}.xml" ContentType="a/officedocument.drawing+xml"/>'
        for at in range(len(drawings))
    )
    parts = {f"d{at}.xml": f"<d>{text}</d>" for at, text in enumerate(drawings)}
    return {"[Content_Types].xml": f'<Types xmlns="t">{types}</Types>', **parts}


def test_the_drawings_that_change_are_those_with_a_shape_of_the_map() -> None:
    archive = archive_of(
        _drawn(_shape("Other"), _shape("One", _look("")), _shape("Two", _look("")))
    )
    found = structure(archive)
    styles = {
        name: _style(name, fill="AAAAAA", alt_text="x", sheet="Map") for name in ("One", "Two")
    }
    filled = {name: _shape(name, _look(_solid("AAAAAA")), ' descr="x"') for name in styles}
    assert styled_drawings(archive, found, styles) == (
        {"d1.xml": f"<d>{filled['One']}</d>", "d2.xml": f"<d>{filled['Two']}</d>"},
        (),
    )
    assert styled_drawings(archive, found, {}) == ({}, ())
    none = {"One": _style("One", sheet="Map"), "Lost": _style("Lost", sheet="Gone")}
    assert styled_drawings(archive, found, none) == ({}, ())


def test_shapes_that_a_map_lacks_are_named_three_of_them_at_most() -> None:
    archive = archive_of(_drawn(_shape("One", _look(""))))
    found = structure(archive)

    def refused(*names: str) -> str:
        styles = {
            name: _style(name, fill="AAAAAA", alt_text="x", sheet="Map") for name in ("One", *names)
        }
        with pytest.raises(TemplateError) as error:
            styled_drawings(archive, found, styles)
        return str(error.value)

    assert refused("b") == "A.xlsx lacks 1 of the map's shapes (b); run `safer build`."
    assert refused("d", "c", "b", "e") == (
        "A.xlsx lacks 4 of the map's shapes (b, c, d); run `safer build`."
    )


def test_whole_maps_that_are_gone_are_said_once_each_in_one_sentence() -> None:
    archive = archive_of(_drawn(_shape("One", _look(""))))
    styles = {
        "One": _style("One", fill="AAAAAA", alt_text="x", sheet="Map"),
        "a": _style("a", fill="AAAAAA", sheet="Small"),
        "b": _style("b", edge="", sheet="Wide"),
        "c": _style("c", label="c", sheet="Small"),
    }
    parts, notes = styled_drawings(archive, structure(archive), styles)
    assert list(parts) == ["d0.xml"]
    (note,) = notes
    assert note.startswith("The map's shapes on Small and Wide are not in this file, ")
