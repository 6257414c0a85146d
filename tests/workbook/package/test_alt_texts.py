"""Alternative texts of two sheets with a drawing each, in whatever prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.block import ChartText, ShapeText
from workbook.package.alt_texts import Given, Undescribed, texts_lacking, undescribed, with_texts
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.package.zip_entry import Entry

if TYPE_CHECKING:
    from workbook.block import AltText

NS = 'xmlns:r="o/r"'


def _links(*links: tuple[str, str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{at}" Type="o/{kind}" Target="{target}"/>' for at, kind, target in links
    )
    return f"<Relationships>{found}</Relationships>"


def _frame(link: str, name: str, descr: str = "", p: str = "xdr:") -> str:
    return (
        f'<{p}graphicFrame><{p}nv><{p}cNvPr id="2" name="{name}"{descr}/></{p}nv>'
        f'<c:chart xmlns:c="c" r:id="{link}"/></{p}graphicFrame>'
    )


def _shape(name: str, kind: str = "sp") -> str:
    return f'<xdr:{kind} macro=""><xdr:cNvPr id="3" name="{name}"/></xdr:{kind}>'


def _chart(*places: str) -> str:
    return "".join(f"<c:val><c:numRef><c:f>{at}</c:f></c:numRef></c:val>" for at in places)


TYPES = "".join(
    f'<Override PartName="/xl/{name}.xml" ContentType="a/{kind}"/>'
    for name, kind in (
        ("d1", "officedocument.drawing+xml"),
        ("d2", "officedocument.drawing+xml"),
        ("c1", "drawingml.chart+xml"),
        ("c2", "drawingml.chart+xml"),
        ("c3", "drawingml.chart+xml"),
    )
)
PARTS = {
    "[Content_Types].xml": f"<Types>{TYPES}</Types>",
    "_rels/.rels": _links(("a", "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": (
        f'<workbook {NS}><sheets><sheet name="One" r:id="s1"/><sheet name="Two" r:id="s2"/>'
        '</sheets><definedNames><definedName name="one.a">One!$C$3:$D$9</definedName>'
        '<definedName name="one.b">One!$F$2:$G$5</definedName>'
        '<definedName name="two">Two!$A$1:$B$4</definedName>'
        '<definedName name="total">Two!$B$2:$B$4</definedName></definedNames></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": _links(
        ("s1", "worksheet", "s1.xml"), ("s2", "worksheet", "s2.xml")
    ),
    "xl/s1.xml": "<worksheet/>",
    "xl/s2.xml": "<worksheet/>",
    "xl/_rels/s1.xml.rels": _links(("d", "drawing", "d1.xml"), ("v", "vmlDrawing", "d2.xml")),
    "xl/_rels/s2.xml.rels": _links(("d", "drawing", "d2.xml"), ("l", "drawing", "lost.xml")),
    "xl/d1.xml": _frame("c1", "Left") + _frame("c2", "Said", ' descr="said"') + _shape("Map"),
    "xl/d2.xml": (
        _shape("Map", "pic") + _shape("Map", "grpSp") + _frame("a&amp;c", "Right", p="")
        + _frame("gone", "Lost") + _frame("i", "Image")
    ),
    "xl/_rels/d1.xml.rels": _links(("c1", "chart", "c1.xml"), ("c2", "chart", "c2.xml")),
    "xl/_rels/d2.xml.rels": _links(
        ("a&amp;c", "chart", "c3.xml"), ("gone", "chart", "c9.xml"), ("i", "image", "c1.xml")
    ),
    "xl/c1.xml": _chart("one!$C$4:$C$9", "One!$F$2:$F$3"),
    "xl/c2.xml": _chart("One!$C$4:$C$9", "One!$F$2:$F$3"),
    "xl/c3.xml": _chart("total"),
}  # fmt: skip


def _archive(**parts: str) -> Archive:
    texts = PARTS | {f"xl/{name}.xml": text for name, text in parts.items()}
    return Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in texts.items()})


def _given(*texts: AltText, **parts: str) -> list[tuple[str, str, str, str, str]]:
    archive = _archive(**parts)
    return [
        (one.part, one.sheet, one.drawn.name, one.text, one.chart)
        for one in texts_lacking(archive, structure(archive), texts)
    ]


LEFT = ChartText(blocks=("one.a", "one.b"), text="Left.", series=2, columns=2)
RIGHT = ChartText(blocks=("two",), text="Right.", series=1)


def test_each_drawing_gets_the_texts_of_its_own_sheet() -> None:
    texts = (
        ShapeText(name="Map", text="One map.", block="one.b"),
        RIGHT,
        ShapeText(name="Map", text="Two maps.", block="two", is_group=True),
        LEFT,
    )
    left = ("xl/d1.xml", "One", "Left", "Left. The figures are in C2:D9.", "xl/c1.xml")
    assert _given(*texts) == [
        left,
        ("xl/d1.xml", "One", "Map", "One map.", ""),
        ("xl/d2.xml", "Two", "Map", "Two maps.", ""),
        ("xl/d2.xml", "Two", "Right", "Right.", "xl/c3.xml"),
    ]
    assert _given(LEFT) == [left]
    assert Given("d", "S", Undescribed("sp", "", 0, 1), "x").chart == ""
    assert _given() == []


@pytest.mark.parametrize(
    ("places", "found"),
    [
        (("One!$C$2:$C$9", "One!$D$2:$G$9"), True),
        (("One!$C$2:$C$9",), False),
        (("One!$C$2:$C$9", "One!$D$2:$G$9", "One!$C$2"), False),
        (("One!$C$1:$C$9", "One!$D$2:$G$9"), False),
        (("One!$C$2:$C$9", "One!$D$2:$H$9"), False),
        (("Two!$C$2:$C$9", "One!$D$2:$G$9"), False),
        (("One!$C$2:$C$9", "Two!$D$2:$G$9"), False),
    ],
)
def test_a_chart_is_known_by_its_series_which_all_lie_in_the_blocks(
    places: tuple[str, ...], *, found: bool
) -> None:
    assert bool(_given(LEFT, c1=_chart(*places))) is found


def test_of_two_texts_for_one_chart_the_first_that_fits_is_taken() -> None:
    other = ChartText(blocks=("one.a", "one.b"), text="Other.", series=3)
    again = ChartText(blocks=("one.b", "one.a"), text="Again.", series=2, columns=1)
    assert [one[3] for one in _given(other, again, LEFT)] == ["Again. The figures are in C2:C9."]


def test_a_frame_that_shows_no_chart_takes_none_of_the_next() -> None:
    slicer = '<xdr:graphicFrame><xdr:cNvPr id="9" name="Slicer"/></xdr:graphicFrame>'
    found = _given(LEFT, d1=slicer + _frame("c1", "Left") + slicer)
    assert [one[2] for one in found] == ["Left"]


def test_a_drawing_is_read_as_it_is_written_now() -> None:
    archive = _archive()
    now = {"xl/d1.xml": _frame("c2", "New"), "xl/c2.xml": PARTS["xl/c1.xml"]}
    found = texts_lacking(
        archive, structure(archive), [LEFT], lambda part: now.get(part) or archive.text(part)
    )
    assert [(one.drawn.name, one.chart) for one in found] == [("New", "xl/c2.xml")]


@pytest.mark.parametrize("p", ["", "xdr:"])
def test_what_is_drawn_is_told_by_its_own_properties(p: str) -> None:
    tags = {
        "one": f'<{p}cNvPr id="1" name="A &gt; &quot;b&quot;" title="x>y"/>',
        "two": f'<{p}cNvPr id="2" descr="  ">',
        "three": f'<{p}cNvPr id="3" name="n" descr="said">',
        "four": f'<{p}cNvPr id="4" name="d">',
        "five": f'<{p}cNvPr id="5" name="e">',
    }
    text = (
        f"<{p}sp>{tags['one']}</{p}sp><{p}pic a='1'>{tags['two']}</{p}cNvPr></{p}pic>"
        f"<{p}graphicFrame>{tags['three']}</{p}cNvPr></{p}graphicFrame>"
        f'<{p}grpSp>{tags["four"]}<a:ext><adec:decorative x="y" val="true"/></a:ext></{p}cNvPr>'
        f'</{p}grpSp><{p}grpSp>{tags["five"]}</{p}cNvPr><decorative val="1"/></{p}grpSp>'
        f"<{p}cxnSp>{tags['one']}</{p}cxnSp>"
    )
    found = list(undescribed(text))
    assert [(one.kind, one.name) for one in found] == [
        ("sp", 'A > "b"'),
        ("pic", ""),
        ("grpSp", "e"),
    ]
    assert [text[one.start : one.end] for one in found] == [
        tags["one"],
        tags["two"],
        tags["five"],
    ]


def test_each_text_stands_in_its_own_tag_and_all_else_stays() -> None:
    text = '<a>1<c id="1"/>2<c descr="" id="2">3</c>4</a>'
    first, second = text.index("<c id"), text.index("<c descr")
    given = [
        Given("d", "S", Undescribed("sp", "", first, first + 11), 'A "b" & <c>'),
        Given("d", "S", Undescribed("sp", "", second, second + 19), "two\nlines"),
    ]
    assert with_texts(text, given) == (
        '<a>1<c id="1" descr="A &quot;b&quot; &amp; &lt;c&gt;"/>2<c descr="two&#10;lines" id="2">'
        "3</c>4</a>"
    )
