"""What a table holds beside values, in whatever prefix and with all left out that may be."""

from __future__ import annotations

import pytest

from workbook.layout.carried import CellExtras, Link, Note, TableExtras
from workbook.layout.table import Column, Owner, Table
from workbook.package.archive import Archive
from workbook.package.extras import sheet_links, sheet_notes, table_extras
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.structure import SheetPart, Structure, TablePart
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import WorkbookError


def _archive(**parts: str) -> Archive:
    texts = {name.replace("_rels_", "_rels/") + ".xml": text for name, text in parts.items()}
    texts = {name.replace("s.rels.xml", "s.xml.rels"): text for name, text in texts.items()}
    return Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in texts.items()})


def _links(*links: tuple[str, str, str]) -> str:
    found = "".join(
        f'<Relationship Id="{at}" Type="o/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for at, kind, target in links
        for mode in ["External" if ":" in target else "Internal"]
    )
    return f"<Relationships>{found}</Relationships>"


PART = TablePart(
    name="T", sheet="S", part="t.xml", area=Rectangle(4, 3, 6, 5), columns=("Key", "Mine", "Fed")
)
TABLE = Table(
    name="t",
    sheet="S",
    columns=(Column(header="Key", width=12), Column(header="Fed", width=20)),
)


def _structure(shared: str | None = "texts.xml", *, is_worksheet: bool = True) -> Structure:
    return Structure(
        source="a.xlsx",
        workbook_part="book.xml",
        sheets=(SheetPart(name="S", part="s.xml", is_worksheet=is_worksheet),),
        names={},
        tables=(PART,),
        charts=(),
        drawings=(),
        shared_strings=shared,
        styles=None,
        calculation_chain=None,
        core_properties=None,
        date_1904=False,
    )


def _sheet(data: str = "", before: str = "", end: str = "", p: str = "") -> str:
    return f"<{p}worksheet>{before}<{p}sheetData>{data}</{p}sheetData>{end}</{p}worksheet>"


def _read(archive: Archive, structure: Structure) -> TableExtras:
    """The extras of the table on the one sheet."""
    return table_extras(
        archive, structure, TABLE, lambda name: SheetXml(archive.text("s.xml"), where=name)
    )


def _extras(
    sheet: str, shared: str | None = None, rels: str | None = None, **parts: str
) -> TableExtras:
    parts |= {"s": sheet} | ({} if shared is None else {"texts": shared})
    parts |= {} if rels is None else {"_rels_s.rels": rels}
    return _read(_archive(**parts), _structure())


OWN = Column(header="Mine", owner=Owner.ANALYST, width=12, number="general", wraps=True)


def test_a_plain_table_has_its_own_columns_alone() -> None:
    assert _extras(_sheet()) == TableExtras(extra_columns=(OWN,), cells={}, widths={})
    archive = _archive(s=_sheet())
    assert _read(archive, _structure(None)) == TableExtras(extra_columns=(OWN,))
    assert _read(archive, _structure("lost.xml")).cells == {}
    nowhere = _read(archive, _structure(is_worksheet=False))
    assert nowhere == TableExtras()


@pytest.mark.parametrize("p", ["", "x:"])
def test_formatted_runs_are_read_without_their_prefix(p: str) -> None:
    def runs(*texts: str, p: str = p) -> str:
        return "".join(
            f"<{p}r><{p}rPr><{p}b/></{p}rPr><{p}t>{text}</{p}t></{p}r>" for text in texts
        )

    shared = (
        f"<{p}sst><{p}si><{p}t>plain</{p}t></{p}si><{p}si/><{p}si>{runs('a', 'b &lt; c')}</{p}si>"
        f"<{p}si><{p}rPh sb='0'>{runs('guide')}</{p}rPh><{p}t>plain</{p}t></{p}si>"
        f"<{p}si><{p}r xml:space='preserve'><{p}t>_x003C__x0041__xD83D__xDE00_</{p}t></{p}r>"
        f"</{p}si>"
        f"</{p}sst>"
    )
    sheet = _sheet(
        f'<{p}row r="4"><{p}c r="C4" t="s"><{p}v>2</{p}v></{p}c></{p}row>'
        f'<{p}row r="5"><{p}c r="B5" t="s"><{p}v>2</{p}v></{p}c>'
        f'<{p}c r="C5" t="s"><{p}v>0</{p}v></{p}c><{p}c t="s" r="D5"><{p}v>\n2 </{p}v></{p}c>'
        f"<{p}c r=\"E5\" t='s'><{p}v>3</{p}v></{p}c></{p}row>"
        f'<{p}row r="6"><{p}c r="C6" t="inlineStr"><{p}is>{runs("in")}</{p}is></{p}c>'
        f'<{p}c r="D6" t="s"><{p}v>4</{p}v></{p}c><{p}c r="E6"><{p}v>2</{p}v></{p}c></{p}row>'
        f'<{p}row r="7"><{p}c r="C7" t="s"><{p}v>2</{p}v></{p}c></{p}row>',
        p=p,
    )
    assert _extras(sheet, shared).cells == {
        (0, "Mine"): CellExtras(runs=runs("a", "b &lt; c", p="")),
        (1, "Key"): CellExtras(runs=runs("in", p="")),
        (1, "Mine"): CellExtras(runs="<r><t>&lt;A😀</t></r>"),
    }


@pytest.mark.parametrize(
    ("columns", "widths", "own"),
    [
        ('<col min="3" max="5" width="30.7109375"/>', {"Key": 30.0, "Fed": 30.0}, 30.0),
        ('<col min="4" max="4" width="9.7109375"/>', {}, 9.0),
        ('<col min="3" max="3" width="12.7109375"/>', {}, 12),
        ('<col min="3" max="3" width="12.8"/>', {"Key": 12.14}, 12),
        ('<col min="3" max="3" width="12.75"/>', {}, 12),
        ('<col min="3" max="3" width="0.3"/>', {"Key": 0.0}, 12),
        ('<x:col max="3" min="3" width = "20.7109375"/>', {"Key": 20.0}, 12),
        ('<col min="3" max="3"/><col min="5" max="5" width="9.7109375"/>', {"Fed": 9.0}, 12),
        ('<col min="3" max="4" width="9" hidden="1"/>', {}, 12),
        ('<col min="3" max="3" width="9.7109375" hidden="0"/>', {"Key": 9.0}, 12),
        ('<col min="1" max="16384" width="9.7109375"/>', {"Key": 9.0, "Fed": 9.0}, 9.0),
        ('<col min="6" max="9" width="30"/><col min="1" max="2" width="30"/>', {}, 12),
    ],
)
def test_widths_that_somebody_has_drawn(columns: str, widths: dict[str, float], own: float) -> None:
    found = _extras(_sheet(before=f"<cols>{columns}</cols>"))
    assert found.widths == widths
    assert [column.width for column in found.extra_columns] == [own]


def test_columns_beyond_two_hundred_of_one_width_are_not_told() -> None:
    def widths(first: int) -> int:
        columns = f'<cols><col min="{first}" max="999" width="30.7109375"/></cols>'
        part = TablePart(
            name="T", sheet="S", part="t", area=Rectangle(1, 210, 2, 210), columns=("Key",)
        )
        structure = _structure()
        object.__setattr__(structure, "tables", (part,))
        return len(_read(_archive(s=_sheet(before=columns)), structure).widths)

    assert [widths(first) for first in (9, 10, 11)] == [0, 1, 1]


def _comments(*comments: str, authors: str = "") -> str:
    inner = f"{authors}<x:commentList>{''.join(comments)}</x:commentList>"
    return f"<x:comments xmlns:x='m'>{inner}</x:comments>"


def test_notes_of_several_parts_with_and_without_an_author() -> None:
    one = _comments(
        '<x:comment ref="C5" authorId="1"><x:text><x:r><x:rPr/><x:t>a _x0041_</x:t></x:r>'
        "<x:rPh><x:t>guide</x:t></x:rPh><x:t/><x:t>b</x:t></x:text></x:comment>",
        '<x:comment ref="D6"><x:text/></x:comment>',
        authors="<x:authors><x:author/><x:author>Bob</x:author></x:authors>",
    )
    two = _comments('<x:comment ref="AB12" authorId="3"><x:t>c</x:t></x:comment>')
    archive = _archive(
        **{
            "_rels_s.rels": _links(
                ("l", "comments", "lost.xml"),
                ("o", "other", "n1.xml"),
                ("1", "comments", "n1.xml"),
                ("2", "comments", "n2.xml"),
            ),
            "n1": one,
            "n2": two,
        }
    )
    assert sheet_notes(archive, "s.xml") == {
        (5, 3): Note(author="Bob", text="a Ab"),
        (6, 4): Note(author="", text=""),
        (12, 28): Note(author="", text="c"),
    }
    assert sheet_notes(archive, "other.xml") == {}


def test_links_with_all_and_with_nothing_of_what_they_may_say() -> None:
    end = (
        '<hyperlinks><hyperlink ref="C5:D6" r:id="out" location="S!A1" tooltip="a &quot;b&quot;"/>'
        '<x:hyperlink ref="B2" x:id="in"></x:hyperlink><hyperlink ref="E5" display="x"/>'
        '<hyperlink id="no" ref="E6" location="Twice"/></hyperlinks>'
    )
    rels = _links(("out", "hyperlink", "http://a/?b"), ("in", "hyperlink", "up.xml"))
    sheet = SheetXml(_sheet(before='<hyperlink ref="A1"/>', end=end), where="S")
    archive = _archive(**{"_rels_s.rels": rels})
    all_said = Link(address="http://a/?b", place="S!A1", tip='a "b"')
    assert list(sheet_links(archive, "s.xml", sheet)) == [
        ((5, 3), all_said),
        ((5, 4), all_said),
        ((6, 3), all_said),
        ((6, 4), all_said),
        ((2, 2), Link(address="up.xml", place="", tip="")),
        ((5, 5), Link(address="", place="", tip="")),
        ((6, 5), Link(address="", place="Twice", tip="")),
    ]
    cells = _extras(_sheet(end=end), rels=rels).cells
    assert cells == {
        (0, "Key"): CellExtras(link=all_said),
        (0, "Mine"): CellExtras(link=all_said),
        (0, "Fed"): CellExtras(link=Link(address="", place="", tip="")),
        (1, "Key"): CellExtras(link=all_said),
        (1, "Mine"): CellExtras(link=all_said),
        (1, "Fed"): CellExtras(link=Link(address="", place="Twice", tip="")),
    }


def test_a_cell_with_a_note_alone_or_beside_its_runs() -> None:
    sheet = _sheet(
        '<row r="6"><c r="D6" t="inlineStr"><is><r><t>a</t></r></is></c></row>',
    )
    notes = _comments(
        '<x:comment ref="D6"><x:t>b</x:t></x:comment><x:comment ref="E6"><x:t>c</x:t></x:comment>'
    )
    found = _extras(sheet, rels=_links(("1", "comments", "n1.xml")), n1=notes)
    assert found.cells == {
        (1, "Mine"): CellExtras(runs="<r><t>a</t></r>", note=Note(author="", text="b")),
        (1, "Fed"): CellExtras(note=Note(author="", text="c")),
    }


def test_a_sheet_that_cannot_be_read_is_named() -> None:
    with pytest.raises(WorkbookError, match=r"^Sheet S was not written by Excel \(it has no cel"):
        _extras("<worksheet/>")
