"""One save of a small workbook written by hand: every part that changes, and no other."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.little_package import (
    NEW,
    OLD,
    ONE,
    PARTS,
    TABLED,
    TWO,
    cache,
    chart,
    drawing,
    point,
)
from workbook.block import (
    Block,
    ChartText,
    FooterWords,
    Formula,
    ShapeStyle,
    ShapeText,
    TableBlock,
)
from workbook.package.archive import Archive
from workbook.package.save import saved
from workbook.package.sheet_writer import SheetWriter
from workbook.package.structure import structure
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import TemplateError, WorkbookError

if TYPE_CHECKING:
    from workbook.block import Write

AS_AT = datetime.date(2026, 3, 31)
WORDS = FooterWords(words="Board · Barnet · data to Mar 2026")
DATED = {"core.xml": "<c><modified>2026-03-31T00:00:00Z</modified></c>"}


def _save(*writes: Write, **parts: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """The parts that changed besides the date, and what is said."""
    texts = PARTS | {f"xl/{name}.xml": text for name, text in parts.items()}
    before = Archive(
        "a.xlsx", {name: Entry.of(name, text.encode()) for name, text in texts.items()}
    )
    content, notes = saved(before, structure(before), writes, as_at=AS_AT)
    after = Archive.of(content, source="a.xlsx")
    assert after.names == before.names
    changed = {name: after.text(name) for name in after.names if after.text(name) != texts[name]}
    assert changed.pop("core.xml") == DATED["core.xml"]
    return changed, notes


def test_nothing_to_write_changes_the_date_alone() -> None:
    assert _save() == ({}, ())


def test_a_block_changes_its_cells_what_depends_on_them_and_the_charts_of_them() -> None:
    assert _save(Block("one", ((5,), (2,)))) == (
        {
            "xl/s1.xml": ONE.replace('<c r="A1"><v>1<', '<c r="A1"><v>5<').replace(
                "<f>A1*2</f><v>2</v>", "<f>A1*2</f>"
            ),
            "xl/c1.xml": PARTS["xl/c1.xml"].replace(point(0, "1"), point(0, "5"), 1),
        },
        (),
    )


def test_what_stood_there_already_changes_nothing() -> None:
    assert _save(Block("one", ((1,), (2,))), Block("two", ((7,),))) == ({}, ())


def test_blocks_of_two_sheets_are_each_written_to_their_own() -> None:
    changed, notes = _save(Block("two", (("x",),)), Block("one", ((1,), (3,))))
    assert notes == ()
    assert changed == {
        "xl/s1.xml": ONE.replace('<c r="A2"><v>2<', '<c r="A2"><v>3<'),
        "xl/s2.xml": TWO.replace(
            '<x:c r="A1"><x:v>7</x:v></x:c>',
            '<x:c r="A1" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c>',
        ),
        "xl/c1.xml": PARTS["xl/c1.xml"].replace(point(1, "2"), point(1, "3"), 1),
        "xl/c2.xml": PARTS["xl/c2.xml"].replace(point(0, "7"), ""),
        "xl/p.xml": PARTS["xl/p.xml"].replace(
            "<pivotCacheDefinition>", '<pivotCacheDefinition refreshOnLoad="1">'
        ),
    }


def test_footers_of_the_house_are_renewed_on_every_kind_of_sheet() -> None:
    """One with formulas, one without, one of a chart alone, and one that is written to."""
    changed, _ = _save(WORDS, Block("two", ((7,),)))
    assert changed == {
        f"xl/{name}.xml": PARTS[f"xl/{name}.xml"].replace(OLD, NEW) for name in ("s1", "s2", "s4")
    }
    mine = PARTS["xl/s4.xml"].replace(OLD, "Mine")
    assert "xl/s4.xml" not in _save(WORDS, s4=mine)[0]


def test_a_footer_is_renewed_where_a_cell_is_written_too() -> None:
    changed, _ = _save(Block("two", ((8,),)), WORDS)
    assert changed["xl/s2.xml"] == TWO.replace(OLD, NEW).replace(">7<", ">8<")


def test_a_drawing_is_styled_and_described_at_once() -> None:
    texts = (
        ChartText(blocks=("one",), text="Rates.", series=2, columns=1),
        ShapeText(name="Ward", text="A ward.", block="one"),
    )
    one_series = chart(cache("One!$A$1:$A$2", "1", "2"), cache("One!$A$1:$A$2", "1", "2"))
    style = ShapeStyle(name="Ward", fill="0000FF", alt_text="Low")
    described = ' descr="Rates. The figures are in A1:A2."'
    changed, notes = _save(style, *texts, c1=one_series)
    assert notes == ()
    assert changed == {
        "xl/d1.xml": drawing(described, ' descr="Low"', "0000FF"),
        "xl/d2.xml": drawing(' descr="said"', ' descr="Low"', "0000FF"),
        "xl/c1.xml": one_series.replace("stacked", "standard"),
    }
    changed, _ = _save(*texts, Block("one", ((1,), (3,))), c1=one_series)
    assert changed == {
        "xl/s1.xml": ONE.replace('<c r="A2"><v>2<', '<c r="A2"><v>3<'),
        "xl/d1.xml": drawing(described, ' descr="A ward."'),
        "xl/c1.xml": one_series.replace("stacked", "standard").replace(
            point(1, "2"), point(1, "3")
        ),
    }
    assert _save(ShapeText(name="Ward", text="A ward.", block="two")) == ({}, ())


def test_a_map_that_is_gone_is_said_and_one_that_lacks_a_shape_is_refused() -> None:
    gone = ShapeStyle(name="Lost", fill="0000FF", alt_text="x", sheet="Map")
    changed, notes = _save(gone)
    assert changed == {}
    assert notes == (
        (
            "The map's shapes on Map are not in this file, as not every program keeps them; all "
            "figures and texts are written. Run `safer build` on it to draw them again."
        ),
    )
    there = ShapeStyle(name="Ward", fill="0000FF", alt_text="x", sheet="Map", label="a", edge="")
    with pytest.raises(TemplateError) as refused:
        _save(gone, there)
    assert str(refused.value) == (
        "a.xlsx lacks 3 of the map's shapes (Lost, Ward edge, Ward label); run `safer build`."
    )


def _row(number: int, key: str, count: int) -> str:
    return (
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{key}</t></is></c>'
        f'<c r="B{number}"><v>{count}</v></c></row>'
    )


def test_a_table_grows_with_its_filter_its_lists_and_its_charts() -> None:
    rows = (("c", 1), ("d", 5), ("e", 6))
    changed, notes = _save(TableBlock("T", ("Key", "Count"), rows, identity=("Key",)))
    assert notes == ("Hidden rows of T are shown again, since they hold other figures now.",)
    start, end = TABLED.index('<row r="3"'), TABLED.index("</sheetData>")
    written = "".join(_row(at, key, count) for at, (key, count) in enumerate(rows, 3))
    assert changed == {
        "xl/s3.xml": (TABLED[:start] + written + TABLED[end:]).replace("B3:B4", "B3:B5"),
        "xl/t.xml": PARTS["xl/t.xml"].replace("A2:B4", "A2:B5"),
        "xl/c1.xml": PARTS["xl/c1.xml"].replace(
            point(0, "1") + point(1, "2") + "</c:numCache></c:numRef></c:val></c:lineChart>",
            point(0, "1") + point(1, "5") + "</c:numCache></c:numRef></c:val></c:lineChart>",
        ),
    }


def test_a_table_of_analysts_keeps_its_hidden_rows() -> None:
    changed, notes = _save(TableBlock("T", ("Key", "Count"), (("b", 9),), keys=("Key",)))
    assert notes == ()
    assert changed == {
        "xl/s3.xml": TABLED.replace('<c r="B4"><v>2<', '<c r="B4"><v>9<'),
        "xl/c1.xml": PARTS["xl/c1.xml"].replace(
            point(1, "2") + "</c:numCache></c:numRef></c:val></c:lineChart>",
            point(1, "9") + "</c:numCache></c:numRef></c:val></c:lineChart>",
        ),
    }


def test_a_filter_of_a_table_is_cleared_with_its_order() -> None:
    table = PARTS["xl/t.xml"].replace(
        '<autoFilter ref="A2:B4"/>',
        '<autoFilter ref="A2:B4"><filterColumn colId="0"><filters/></filterColumn></autoFilter>'
        '<sortState ref="A3:B4"/>',
    )
    block = TableBlock("T", ("Key", "Count"), (("a", 1), ("b", 2)), identity=("Key",))
    changed, notes = _save(block, t=table)
    assert notes == ("The filter of T was cleared, so that no new row is hidden.",)
    assert changed["xl/t.xml"] == PARTS["xl/t.xml"]
    assert ' hidden="1"' not in changed["xl/s3.xml"]
    one_less = TableBlock("T", ("Key", "Count"), (("a", 1),), identity=("Key",))
    changed, _ = _save(one_less, t=table)
    assert changed["xl/t.xml"] == PARTS["xl/t.xml"].replace("B4", "B3")


def test_a_chart_of_a_formula_that_nobody_worked_out_keeps_its_points() -> None:
    sheet = ONE.replace("<f>A1*2</f><v>2</v>", "<f>1+1</f>")
    drawn = chart(cache("One!$C$2:$C$2", "2"))
    changed, _ = _save(Block("one", ((5,), (2,))), s1=sheet, c1=drawn)
    assert changed == {"xl/s1.xml": sheet.replace('<c r="A1"><v>1<', '<c r="A1"><v>5<')}


def test_a_formula_of_a_block_gets_its_value_and_what_hangs_on_it_follows() -> None:
    sheet = TWO.replace("<x:v>7</x:v>", "<x:f>1+6</x:f><x:v>7</x:v>")
    one = ONE.replace("A1*2", "Two!A1")
    changed, _ = _save(Block("two", ((Formula("1+6", 8),),)), s2=sheet, s1=one)
    assert changed["xl/s2.xml"] == sheet.replace(">7<", ">8<")
    assert changed["xl/s1.xml"] == one.replace("<f>Two!A1</f><v>2</v>", "<f>Two!A1</f>")
    assert changed["xl/c2.xml"] == PARTS["xl/c2.xml"].replace(point(0, "7"), point(0, "8"))


def test_one_table_takes_one_block_and_must_stand_on_a_worksheet() -> None:
    block = TableBlock("t", ("Key", "Count"), (), identity=("Key",))
    with pytest.raises(ValueError, match=r"^one save takes one block for table T; found two$"):
        _save(block, block)


def test_a_sheet_is_named_in_what_is_said_of_it() -> None:
    turned = ONE.replace('<row r="2">', '<row r="1">')
    with pytest.raises(WorkbookError, match=r"^Sheet One was not written by Excel \(its rows"):
        _save(Block("one", ((1,), (3,))), s1=turned)
    bad = Block("one", ((float("nan"),), (2,)))
    filtered = ONE.replace(
        "</sheetData>",
        '</sheetData><autoFilter ref="A1:A2"><filterColumn colId="0"><filters/></filterColumn>'
        "</autoFilter>",
    )
    for sheet in (ONE, filtered):
        with pytest.raises(WorkbookError, match=r"^One!A1: a cell holds a number or is empty"):
            _save(bad, s1=sheet)


def test_a_filter_over_a_block_is_cleared_on_its_own_sheet() -> None:
    filtered = ONE.replace(
        "</sheetData>",
        '</sheetData><autoFilter ref="A1:A2"><filterColumn colId="0"><filters/></filterColumn>'
        "</autoFilter>",
    ).replace('<row r="2">', '<row r="2" hidden="1">')
    changed, notes = _save(Block("one", ((1,), (2,))), s1=filtered)
    assert notes == ("The filter of the sheet One was cleared, so that no new row is hidden.",)
    wanted = ONE.replace("</sheetData>", '</sheetData><autoFilter ref="A1:A2"/>')
    assert changed == {"xl/s1.xml": wanted}


def test_of_the_sheets_that_are_looked_into_none_is_kept_in_memory() -> None:
    archive = Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in PARTS.items()})
    writer = SheetWriter(archive, structure(archive))
    writer.put_block(Block("two", ((8,),)))
    writer.write((), AS_AT)
    assert list(writer.edits) == ["xl/s1.xml", "xl/s2.xml"]
    held = set(archive._texts)  # noqa: SLF001 - the promise is about what is held
    assert not held & {"xl/s1.xml", "xl/s2.xml"}
