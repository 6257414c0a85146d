"""A save of two tables on two sheets that both lose a row: what stood beside them is kept once."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.little_package import links
from workbook.block import TableBlock
from workbook.package.archive import Archive
from workbook.package.save import saved
from workbook.package.structure import structure
from workbook.package.table import TableRows
from workbook.package.zip_entry import Entry
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Mapping

AS_AT = datetime.date(2026, 3, 31)
MARCH = datetime.datetime(2026, 3, 1)  # noqa: DTZ001 - dates of cells have no zone


def _sheet(*rows: str, end: str = "", p: str = "") -> str:
    return f"<{p}worksheet><{p}sheetData>{''.join(rows)}</{p}sheetData>{end}</{p}worksheet>"


def _row(row: int, *texts: str, p: str = "") -> str:
    cells = "".join(
        f'<{p}c r="{column}{row}" t="str"><{p}v>{text}</{p}v></{p}c>'
        for column, text in zip("ABC", texts, strict=False)
        if text
    )
    return f'<{p}row r="{row}">{cells}</{p}row>'


def _table(name: str, ref: str, *columns: str) -> str:
    each = "".join(f'<tableColumn name="{column}"/>' for column in columns)
    return (
        f'<table displayName="{name}" ref="{ref}"><autoFilter ref="{ref}"/>'
        f"<tableColumns>{each}</tableColumns></table>"
    )


def _note(cell: str, text: str) -> str:
    return f'<comment ref="{cell}" authorId="0"><text><t>{text}</t></text></comment>'


LINKED = (
    '<hyperlinks><hyperlink ref="B3" r:id="l"/><hyperlink ref="B4" location="K!A1"/></hyperlinks>'
)
PARTS = {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": links(("a", "officeDocument", "book.xml")),
    "book.xml": (
        '<workbook xmlns:r="o/r"><sheets><sheet name="K" r:id="k"/><sheet name="One" r:id="a"/>'
        '<sheet name="Two" r:id="b"/><sheet name="Three" r:id="c"/></sheets>'
        '<calcPr fullCalcOnLoad="1"/></workbook>'
    ),
    "_rels/book.xml.rels": links(
        ("k", "worksheet", "k.xml"),
        ("a", "worksheet", "one.xml"),
        ("b", "worksheet", "two.xml"),
        ("c", "worksheet", "three.xml"),
        ("st", "styles", "styles.xml"),
    ),
    "styles.xml": '<styleSheet><cellXfs><xf/><xf numFmtId="17"/></cellXfs></styleSheet>',
    "_rels/k.xml.rels": links(("t", "table", "tk.xml")),
    "_rels/one.xml.rels": links(
        ("t", "table", "t1.xml"), ("n", "comments", "n.xml"), ("l", "hyperlink", "up.xml")
    ),
    "_rels/two.xml.rels": links(("t", "table", "t2.xml"), ("u", "table", "t3.xml")),
    "k.xml": _sheet(_row(1, "kept below"), '<row r="3"><c r="E3" s="1"/></row>'),
    "one.xml": _sheet(
        _row(2, "Key", "Own"), _row(3, "a", "own a"), _row(4, "b", "own b"), end=LINKED
    ),
    "two.xml": _sheet(
        _row(2, "Key", "Own", p="x:"),
        _row(3, "c", "own c", p="x:"),
        _row(4, "d", "own d", p="x:"),
        p="x:",
    ),
    "three.xml": _sheet('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'),
    "n.xml": f"<comments>{_note('A3', 'note a')}{_note('A4', 'note b')}</comments>",
    "t1.xml": _table("T", "A2:B4", "Key", "Own"),
    "t2.xml": _table("U", "A2:B4", "Key", "Own"),
    "t3.xml": _table("Far", "H2:H4", "x"),
    "tk.xml": _table("keptanswers", "A2:E3", "Table", "Row", "Column", "Answer", "Kept at"),
}
NOTHING: Mapping[str, str] = {}


def _archive(parts: Mapping[str, str] = NOTHING) -> Archive:
    texts = {**PARTS, **parts}
    return Archive("a.xlsx", {name: Entry.of(name, t.encode()) for name, t in texts.items()})


def _saved(*writes: TableBlock, before: Archive | None = None) -> tuple[Archive, tuple[str, ...]]:
    archive = before or _archive()
    content, notes = saved(archive, structure(archive), writes, as_at=AS_AT)
    return Archive.of(content, source="a.xlsx"), notes


def _block(name: str, *keys: str) -> TableBlock:
    return TableBlock(name, ("Key",), tuple((key,) for key in keys), identity=("Key",))


def _kept(archive: Archive) -> list[tuple[object, ...]]:
    opened = HeadlessWorkbook(archive, structure(archive))
    return list(opened.tables(["KeptAnswers"])["KeptAnswers"].rows)


def test_answers_of_two_sheets_are_kept_first_those_in_cells_then_those_that_hung() -> None:
    after, notes = _saved(_block("U", "d"), _block("T", "b"))
    assert notes == (
        "4 answers stand on the sheet Kept answers now, since the rows beside them are gone.",
    )
    assert _kept(after) == [
        ("U", "c", "Own", "own c", MARCH),
        ("T", "a", "Own", "own a", MARCH),
        ("T", "a", "Key (note)", "note a", MARCH),
        ("T", "a", "Own (link)", "up.xml", MARCH),
    ]
    assert after.text("n.xml") == f"<comments>{_note('A3', 'note b')}</comments>"
    assert after.text("one.xml").endswith(
        '</sheetData><hyperlinks><hyperlink ref="B3" location="K!A1"/></hyperlinks></worksheet>'
    )
    assert after.text("two.xml") == _sheet(
        _row(2, "Key", "Own", p="x:"),
        '<x:row r="3"><x:c r="A3" t="inlineStr"><x:is><x:t>d</x:t></x:is></x:c>'
        '<x:c r="B3" t="str"><x:v>own d</x:v></x:c></x:row>',
        '<x:row r="4"><x:c r="A4"/><x:c r="B4"/></x:row>',
        p="x:",
    )
    assert after.text("tk.xml") == PARTS["tk.xml"].replace("A2:E3", "A2:E6")
    assert after.text("t2.xml") == PARTS["t2.xml"].replace("B4", "B3")
    assert after.text("t3.xml") == PARTS["t3.xml"]
    assert after.text("three.xml") == PARTS["three.xml"]
    unsaid = {field.name: field.default for field in dataclasses.fields(TableRows)}
    assert (unsaid["calculated"], unsaid["dates"], unsaid["hangs"]) == (
        frozenset(), frozenset(), False,
    )  # fmt: skip


def test_the_answers_of_every_row_of_a_table_are_kept() -> None:
    after, notes = _saved(_block("T", "x"))
    assert notes == (
        "6 answers stand on the sheet Kept answers now, since the rows beside them are gone.",
    )
    assert [row[1:4] for row in _kept(after)] == [
        ("a", "Own", "own a"),
        ("b", "Own", "own b"),
        ("a", "Key (note)", "note a"),
        ("b", "Key (note)", "note b"),
        ("a", "Own (link)", "up.xml"),
        ("b", "Own (link)", "K!A1"),
    ]
    assert after.text("n.xml") == "<comments></comments>"
    assert after.text("one.xml").endswith("</sheetData></worksheet>")


def test_rows_that_only_change_their_places_take_all_with_them() -> None:
    after, notes = _saved(_block("T", "b", "a"), _block("U", "d", "c"))
    assert notes == ()
    assert after.text("k.xml") == PARTS["k.xml"]
    assert (
        after.text("n.xml")
        == f"<comments>{_note('A4', 'note a')}{_note('A3', 'note b')}</comments>"
    )
    assert after.text("one.xml").endswith(
        '<hyperlinks><hyperlink ref="B4" r:id="l"/><hyperlink ref="B3" location="K!A1"/>'
        "</hyperlinks></worksheet>"
    )
    moved = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{key}</t></is></c>'
        f'<c r="B{row}" t="str"><v>own {key}</v></c></row>'
        for row, key in ((3, "b"), (4, "a"))
    )
    assert moved in after.text("one.xml")


def test_rows_that_stay_leave_every_part_as_it_is() -> None:
    after, notes = _saved(_block("U", "c", "d"), _block("T", "a", "b"))
    assert notes == ()
    changed = [name for name in PARTS if after.text(name) != PARTS[name]]
    assert changed == ["one.xml", "two.xml"]
    again, _ = _saved(_block("U", "c", "d"), _block("T", "a", "b"), before=after)
    assert [name for name in PARTS if again.text(name) != after.text(name)] == []


def test_a_workbook_without_a_table_for_answers_is_refused_with_the_first() -> None:
    lost = _archive({"tk.xml": PARTS["tk.xml"].replace("keptanswers", "Other")})
    with pytest.raises(TemplateError) as refused:
        _saved(_block("U", "d"), _block("T", "b"), before=lost)
    assert str(refused.value) == (
        "a.xlsx has no table KeptAnswers to keep the answer in that stands beside 'c' of U under "
        "Own and 3 more, whose row is gone: run `safer build` on it, then refresh what that "
        "makes. Nothing was written."
    )
    assert _saved(_block("U", "d", "c"), before=lost)[1] == ()


def test_the_table_for_answers_may_itself_be_written_to() -> None:
    columns = ("Table", "Row", "Column", "Answer", "Kept at")
    block = TableBlock("KeptAnswers", columns, (("V", "v", "w", "x", MARCH),), keys=columns[:2])
    after, _ = _saved(block)
    assert _kept(after) == [("V", "v", "w", "x", MARCH)]


def test_tables_grow_on_their_own_sheets_alone() -> None:
    rules = '<x:dataValidation sqref="A3:A4 B3:B4 H3:H4"/>'
    before = _archive(
        {"two.xml": PARTS["two.xml"].replace("</x:sheetData>", f"</x:sheetData>{rules}")}
    )
    after, _ = _saved(_block("U", "c", "d", "e"), _block("T", "b", "a", "f"), before=before)
    assert rules.replace("A3:A4 B3:B4", "A3:A5 B3:B5") in after.text("two.xml")
    assert after.text("t1.xml") == PARTS["t1.xml"].replace("B4", "B5")
