"""Notes, conversations and links of two tables on one sheet, in whatever prefix."""

from __future__ import annotations

import pytest

from workbook.layout.kept_answers import CONVERSATION, NOTE
from workbook.package.archive import Archive
from workbook.package.moved_notes import (
    LINK,
    Hanging,
    MovedArea,
    hanging_cells,
    moved_links,
    moved_notes,
)
from workbook.package.reference import Rectangle
from workbook.package.zip_entry import Entry

LEFT = MovedArea(Rectangle(3, 2, 5, 3), (1, 2, None))
SAME = ' xref="C4"'
"""Another attribute that says what the cell's address says."""
RIGHT = MovedArea(Rectangle(4, 5, 5, 6), (None, 0))


def _archive(**parts: str) -> Archive:
    """A sheet with parts of each kind, and links of other kinds."""
    links = (
        '<Relationships><Relationship Id="n1" Type="o/comments" Target="n1.xml"/>'
        '<Relationship Id="n2" Type="o/comments" Target="lost.xml"/>'
        '<Relationship Id="n3" Type="o/comments" Target="n3.xml"/>'
        '<Relationship Id="o" Type="o/other" Target="o.xml"/>'
        '<Relationship Id="t" Type="o/threadedComment" Target="t.xml"/>'
        '<Relationship Id="v" Type="o/vmlDrawing" Target="v.xml"/>'
        '<Relationship Id="out" Type="o/hyperlink" Target="http://a/?b" TargetMode="External"/>'
        "</Relationships>"
    )
    texts = {"_rels/s.xml.rels": links, "o.xml": _note("B5", "not a note")}
    texts |= {f"{name}.xml": "" for name in ("n1", "n3", "t", "v")}
    texts |= {f"{name}.xml": text for name, text in parts.items()}
    return Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in texts.items()})


def _note(cell: str, *texts: str, p: str = "", more: str = "") -> str:
    runs = "".join(
        f'<{p}r><{p}rPr/><{p}t xml:space="preserve">{one}</{p}t></{p}r>' for one in texts
    )
    return f'<{p}comment authorId="0" ref="{cell}"{more}><{p}text>{runs}</{p}text></{p}comment>'


def _shape(row: int, column: int, anchor: str = "1, 15, 2, 10, 3, 15, 6, 4") -> str:
    return (
        f'<v:shape id="s{row}"><x:ClientData ObjectType="Note"><x:Anchor>\n {anchor}</x:Anchor>'
        f"<x:Row>{row}</x:Row><x:Column> {column} </x:Column></x:ClientData></v:shape>\n"
    )


@pytest.mark.parametrize("p", ["", "x:"])
def test_each_note_goes_with_its_row_of_its_table(p: str) -> None:
    notes = (
        f"<{p}commentList>{_note('B3', 'a', p=p)}{_note('C4', 'b', p=p, more=SAME)}"
        f"{_note('B5', 'gone ', '&lt;here&gt;', p=p)}{_note('E4', 'gone', p=p)}"
        f"{_note('F5', 'f', p=p)}{_note('D4', 'between', p=p)}{_note('B6', 'below', p=p)}"
        f"</{p}commentList>"
    )
    parts, gone = moved_notes(_archive(n1=notes), "s.xml", [LEFT, RIGHT])
    assert parts == {
        "n1.xml": (
            f"<{p}commentList>{_note('B4', 'a', p=p)}{_note('C5', 'b', p=p, more=SAME)}"
            f"{_note('F4', 'f', p=p)}{_note('D4', 'between', p=p)}{_note('B6', 'below', p=p)}"
            f"</{p}commentList>"
        )
    }
    assert gone == [Hanging(4, 5, NOTE, "gone"), Hanging(5, 2, NOTE, "gone <here>")]


def test_what_is_gone_of_several_parts_is_told_in_the_order_of_its_cells() -> None:
    archive = _archive(
        n1=_note("C5", "third") + _note("E4", "first"),
        n3=_note("B5", "copy of the talk") + _note("F4", "second"),
        t=(
            '<threadedComment ref="B5" id="1"><text>a &amp; b</text></threadedComment>'
            '<threadedComment ref="B3" id="2"><text>stays</text></threadedComment>'
            '<threadedComment ref="B5" id="3"><text>_x0041_</text></threadedComment>'
        ),
    )
    parts, gone = moved_notes(archive, "s.xml", [LEFT, RIGHT])
    assert gone == [
        Hanging(4, 5, NOTE, "first"),
        Hanging(4, 6, NOTE, "second"),
        Hanging(5, 2, CONVERSATION, "a & b\nA"),
        Hanging(5, 3, NOTE, "third"),
    ]
    assert parts == {
        "n1.xml": "",
        "n3.xml": "",
        "t.xml": '<threadedComment ref="B4" id="2"><text>stays</text></threadedComment>',
    }


def test_the_shape_of_a_note_goes_with_it() -> None:
    archive = _archive(v="<xml>" + _shape(2, 1) + _shape(4, 1) + _shape(4, 4) + _shape(8, 1))
    parts, gone = moved_notes(archive, "s.xml", [LEFT, RIGHT])
    assert gone == []
    lower, higher = "1, 15,3, 10, 3, 15,7, 4", "1, 15,1, 10, 3, 15,5, 4"
    assert parts == {
        "v.xml": "<xml>"
        + _shape(3, 1, lower).replace("s3", "s2")
        + _shape(3, 4, higher).replace("s3", "s4")
        + _shape(8, 1)
    }


@pytest.mark.parametrize(
    ("anchor", "moved"),
    [
        ("1,2,0,4,5,6,0,8", "1,2,0,4,5,6,0,8"),
        ("1,2,1,4,5,6,2,8", "1,2,0,4,5,6,1,8"),
        ("1,2,x,4,5,6,-2,8", "1,2,x,4,5,6,-2,8"),
        ("1,2,3", "1,2,2"),
        ("1,2", "1,2"),
        ("1,2,3,4,5,6", "1,2,2,4,5,6"),
    ],
)
def test_an_anchor_is_moved_no_higher_than_the_first_row(anchor: str, moved: str) -> None:
    parts, _ = moved_notes(_archive(v=_shape(4, 5, anchor)), "s.xml", [RIGHT])
    assert parts == {"v.xml": _shape(3, 5, moved).replace("s3", "s4")}


def test_a_shape_that_is_no_note_or_of_no_cell_stays() -> None:
    other = _shape(4, 1).replace("Note", "Button")
    rowless = _shape(4, 1).replace("<x:Row>4</x:Row>", "")
    columnless = _shape(4, 1).replace("<x:Column> 1 </x:Column>", "")
    archive = _archive(v=other + rowless + columnless)
    assert moved_notes(archive, "s.xml", [LEFT]) == ({}, [])
    assert hanging_cells(archive, "s.xml", "") == frozenset()


def test_what_hangs_on_a_sheet_is_found_in_every_part_and_below_its_cells() -> None:
    archive = _archive(
        n1=_note("B3", "a"),
        n3=_note("AA7", "b", p="x:"),
        t='<threadedComment ref="C9" id="1"><text>c</text></threadedComment>',
        v=_shape(10, 4),
    )
    end = (
        '<x:hyperlinks><x:hyperlink r:id="out" ref="D2"/><x:hyperlink ref="E2:F3"/>'
        '</x:hyperlinks><hyperlinks><hyperlink ref="H1" display="x"/></hyperlinks>'
        '<other><hyperlink ref="J1"/></other>'
    )
    assert hanging_cells(archive, "s.xml", end) == {
        (3, 2), (7, 27), (9, 3), (11, 5), (2, 4), (1, 8),
    }  # fmt: skip
    assert hanging_cells(_archive(), "s.xml", "") == frozenset()


@pytest.mark.parametrize("p", ["", "x:"])
def test_links_of_two_tables_go_with_their_rows(p: str) -> None:
    def link(cell: str, more: str = "") -> str:
        return f'<{p}hyperlink ref="{cell}"{more}/>'

    def links(*inner: str) -> str:
        return f'<{p}hyperlinks a="1">{"".join(inner)}</{p}hyperlinks>'

    out = ' r:id="out"'
    text = (
        "<a/>"
        + links(
            link("B3", f'{out} xref="B3"'),
            link("C5", f'{out} location="S!A1"'),
            link("B5", ' location="a&amp;b"'),
            link("E4", ' id="no" location="x"'),
            link("F5", ' display="ref=&quot;F5&quot;"'),
            link("E5:F5", out),
            link("H9", out),
        )
        + "<b/>"
    )
    new, gone = moved_links(text, [LEFT, RIGHT], _archive(), "s.xml")
    assert new == (
        "<a/>"
        + links(
            link("B4", f'{out} xref="B3"'),
            link("F4", ' display="ref=&quot;F5&quot;"'),
            link("E5:F5", out),
            link("H9", out),
        )
        + "<b/>"
    )
    assert gone == [
        Hanging(5, 3, LINK, "http://a/?b#S!A1"),
        Hanging(5, 2, LINK, "a&b"),
        Hanging(4, 5, LINK, "x"),
    ]
    bare = links(link("C5", out), link("B5")) + links(link("H9"))
    new, gone = moved_links(bare, [LEFT], _archive(), "s.xml")
    assert new == links(link("H9"))
    assert gone == [Hanging(5, 3, LINK, "http://a/?b"), Hanging(5, 2, LINK, "")]


def test_an_area_says_where_its_rows_go() -> None:
    assert [LEFT.new_row(row) for row in (3, 4, 5)] == [4, 5, None]
    assert [RIGHT.new_row(row) for row in (4, 5)] == [None, 4]
