"""Parts whose elements stand on lines of their own, as some programs write them: read all alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.block import ShapeStyle
from workbook.layout.table import Column, Table
from workbook.package.alt_texts import undescribed
from workbook.package.archive import Archive
from workbook.package.chart import cached_numbers, drawn_cells, refreshed_chart, with_lines_apart
from workbook.package.chart_axis import with_steps
from workbook.package.extras import table_extras
from workbook.package.filters import is_filtered, without_filter, without_order
from workbook.package.formula_references import Cells, Columns, references
from workbook.package.moved_notes import MovedArea, hanging_cells, moved_links, moved_notes
from workbook.package.own_cells import calculated_columns
from workbook.package.reference import Rectangle
from workbook.package.shape import styled_drawing
from workbook.package.sheet import SheetXml
from workbook.package.strings import item_text, shared_texts
from workbook.package.structure import SheetPart, Structure, TablePart
from workbook.package.zip_entry import Entry

if TYPE_CHECKING:
    from workbook.package.chart import Grid


def _lined(text: str) -> str:
    """Each element on a line of its own."""
    return text.replace("><", ">\n<")


def test_the_parts_of_a_table() -> None:
    columns = (
        "<tableColumn><a/></tableColumn><tableColumn><calculatedColumnFormula>A1"
        "</calculatedColumnFormula></tableColumn>"
    )
    assert calculated_columns(_lined(columns), 1) == {2}
    text = (
        '<t><autoFilter ref="A1"><filterColumn colId="1"><filters/></filterColumn></autoFilter>'
        '<sortState ref="A1"><sortCondition/></sortState><z/></t>'
    )
    assert is_filtered(_lined(text))
    assert "".join(without_filter(_lined(text)).split("\n")) == (
        '<t><autoFilter ref="A1"></autoFilter><sortState ref="A1"><sortCondition/></sortState>'
        "<z/></t>"
    )
    assert "sort" not in without_order(_lined(text))


def test_shapes() -> None:
    line = '<a:ln><a:solidFill><a:srgbClr val="111111"/></a:solidFill></a:ln>'
    run = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"

    def drawing(fill: str, edge: str, said: str, label: str) -> str:
        return _lined(
            f'<d><xdr:sp><xdr:cNvPr name="One"{said}/><xdr:spPr><a:xfrm/>{fill}{line}</xdr:spPr>'
            f"<xdr:txBody>{run.format(label)}</xdr:txBody></xdr:sp>"
            f'<xdr:sp><xdr:cNvPr name="One edge"/><xdr:spPr>{edge}'
            "</xdr:spPr></xdr:sp></d>"
        )

    def solid(colour: str) -> str:
        return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'

    style = ShapeStyle(name="One", fill="AAAAAA", alt_text="x", label="new", edge="BBBBBB")
    edged = line.replace("111111", "BBBBBB")
    wanted = drawing(solid("AAAAAA"), edged, ' descr="x"', "new")
    written, found = styled_drawing(drawing(solid("222222"), line, "", "old"), {"One": style})
    assert found == {"One", "One label", "One edge"}
    assert written.replace("\n", "") == wanted.replace("\n", "")
    other = drawing("<a:gradFill><a:x/></a:gradFill>", line, "", "old")
    written, _ = styled_drawing(other, {"One": style})
    assert written.replace("\n", "") == wanted.replace("\n", "")
    assert [one.name for one in undescribed(other)] == ["One", "One edge"]


def _chart(cache: str, kind: str = "numRef", around: str = "c:val") -> str:
    return _lined(
        f'<c:chartSpace><c:lineChart><c:grouping val="stacked"/><{around}><c:{kind}>'
        f"<c:f>S!$A$1:$A$2</c:f>{cache}</c:{kind}></{around}></c:lineChart></c:chartSpace>"
    )


def test_charts() -> None:
    cache = (
        '<c:numCache><c:ptCount val="2"/><c:pt idx="0"><c:v>1</c:v></c:pt>'
        '<c:pt idx="1"><c:v>2</c:v></c:pt></c:numCache>'
    )
    text = _chart(cache)
    grid: Grid = [[1.0], [2.0]]

    def refreshed(text: str) -> str:
        return refreshed_chart(text, names={}, is_changed=lambda _: True, values=lambda _: grid)

    assert refreshed(text) == text
    place = ("S", Rectangle(1, 1, 2, 1))
    assert list(cached_numbers(text, {})) == [(place, {0: "1", 1: "2"})]
    assert drawn_cells(text, {}) == [place]
    grid = [[1.0], [3.0]]
    general = "<c:formatCode>General</c:formatCode><c:ptCount"
    written = cache.replace(">2</c:v>", ">3</c:v>").replace("<c:ptCount", general)
    assert refreshed(text).replace("\n", "") == _chart(written).replace("\n", "")
    assert with_lines_apart(text) == text.replace("stacked", "standard")
    levels = (
        '<c:multiLvlStrCache><c:ptCount val="2"/><c:lvl><c:pt idx="0"><c:v>x</c:v></c:pt></c:lvl>'
        '<c:lvl><c:pt idx="1"><c:v>y</c:v></c:pt></c:lvl></c:multiLvlStrCache>'
    )
    grid = [[None, "x"], ["y", None]]
    tabled = _chart(levels, "multiLvlStrRef", "c:cat")
    assert refreshed(tabled) == tabled


def test_axes() -> None:
    text = _lined(
        "<p><c:lineChart><c:val><c:numRef><c:f>S!$A$1</c:f></c:numRef></c:val></c:lineChart>"
        '<c:valAx><c:numFmt formatCode="[&lt;10]General;#,##0"/><c:crossBetween val="between"/>'
        "<c:x/></c:valAx></p>"
    )
    assert with_steps(text, text, lambda _: [[40.0]]) == text.replace(
        '<c:crossBetween val="between"/>',
        '<c:crossBetween val="between"/><c:majorUnit val="10"/>',
    )


def test_notes_and_links() -> None:
    area = MovedArea(Rectangle(2, 1, 3, 1), (1, 0))
    note = '<comment ref="A2" authorId="0"><text><t>two\nlines</t></text></comment>'
    shape = (
        '<v:shape><x:ClientData ObjectType="Note"><x:Anchor>1,2,3,4,5,6,7,8</x:Anchor>'
        "<x:Row>1</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>"
    )
    rels = (
        '<Relationships><Relationship Id="n" Type="o/comments" Target="n.xml"/>'
        '<Relationship Id="v" Type="o/vmlDrawing" Target="v.xml"/></Relationships>'
    )
    texts = {"_rels/s.xml.rels": rels, "n.xml": _lined(note), "v.xml": _lined(shape)}
    archive = Archive("a", {name: Entry.of(name, t.encode()) for name, t in texts.items()})
    parts, gone = moved_notes(archive, "s.xml", [area])
    assert gone == []
    assert parts == {
        "n.xml": _lined(note.replace("A2", "A3")),
        "v.xml": _lined(
            shape.replace("1,2,3,4,5,6,7,8", "1,2,4,4,5,6,8,8").replace("Row>1<", "Row>2<")
        ),
    }
    links = _lined('<hyperlinks><hyperlink ref="A3"/><hyperlink ref="B9"/></hyperlinks>')
    assert moved_links(links, [area], archive, "s.xml")[0] == links.replace("A3", "A2")
    assert hanging_cells(archive, "s.xml", links) == {(2, 1), (3, 1), (9, 2)}


def test_texts() -> None:
    inner = "<r><t>a\nb</t></r><rPh><t>guide\n</t></rPh><r><t>c</t></r>"
    shared = _lined(f"<sst><si>{inner}</si><si><t>d\n</t></si></sst>")
    sheet = _lined(
        '<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr">'
        f"<is>{inner}</is></c><c r=\"C2\" t='s'><v>1</v></c></row></sheetData></worksheet>"
    )
    texts = {"t.xml": shared, "s.xml": sheet}
    archive = Archive("a", {name: Entry.of(name, t.encode()) for name, t in texts.items()})
    assert shared_texts(archive, "t.xml") == ("a\nbc", "d\n")
    assert item_text(_lined(inner)) == "a\nbc"
    read = SheetXml(sheet, where="S")
    assert read.values(Rectangle(2, 1, 2, 3), ("a\nbc", "d\n")) == [["a\nbc", "a\nbc", "d\n"]]
    table = TablePart(
        name="T", sheet="S", part="t", area=Rectangle(1, 1, 2, 3), columns=("x", "y", "z")
    )
    found = Structure(
        source="a",
        workbook_part="b",
        sheets=(SheetPart(name="S", part="s.xml", is_worksheet=True),),
        names={},
        tables=(table,),
        charts=(),
        drawings=(),
        shared_strings="t.xml",
        styles=None,
        calculation_chain=None,
        core_properties=None,
        date_1904=False,
    )
    layout = Table(
        name="T", sheet="S", columns=tuple(Column(header=name, width=9) for name in "xyz")
    )
    cells = table_extras(
        archive, found, layout, lambda name: SheetXml(archive.text("s.xml"), where=name)
    ).cells
    runs = _lined("<r><t>a\nb</t></r>") + _lined("<r><t>c</t></r>")
    assert {at: cell.runs for at, cell in cells.items()} == {(0, "x"): runs, (0, "y"): runs}


def test_names_of_several_lines_in_formulas() -> None:
    free = (False, False, False, False)
    assert references("'My\nsheet'!A1").cells == [Cells(("My\nsheet",), (1, 1, 1, 1), free)]
    assert references("'[1]My\nsheet'!A1").cells == []
    assert references("T[a'\nb\nc]").columns == [Columns("T", (), ("a\nb\nc",))]
