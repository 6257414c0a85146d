"""Chains of formulas over several sheets: which values go when one cell changes, cell by cell."""

from __future__ import annotations

import datetime
import re

import pytest

from tests.support.little_workbook import NS, archive_of, link, links
from workbook.block import Block, Formula
from workbook.package.archive import Archive
from workbook.package.edit import RowEdit
from workbook.package.save import saved
from workbook.package.sheet import SheetXml
from workbook.package.sheet_edits import SheetEdits
from workbook.package.stale_values import WrittenSheet
from workbook.package.structure import SheetPart, structure

AS_AT = datetime.date(2026, 3, 31)
BOOK = {
    "book.xml": (
        f'<workbook {NS}><sheets><sheet name="Fed" r:id="a"/><sheet name="Mine" r:id="b"/></sheets>'
        '<definedNames><definedName name="fed">Fed!$A$1</definedName>'
        '<definedName name="both">Fed!$A$1:$B$1</definedName></definedNames></workbook>'
    ),
    "_rels/book.xml.rels": links(link("a", "worksheet", "a.xml"), link("b", "worksheet", "b.xml")),
}


def _sheet(cells: dict[str, str], p: str = "") -> str:
    """A sheet with these cells' contents; one of a formula alone shows 7."""
    rows: dict[int, list[tuple[str, str]]] = {}
    for at, content in cells.items():
        column = at.rstrip("0123456789")
        rows.setdefault(int(at.removeprefix(column)), []).append((column, content))
    text = ""
    for row, inner in sorted(rows.items()):
        each = ""
        for column, content in sorted(inner, key=lambda one: (len(one[0]), one[0])):
            if content.startswith("="):
                content = f"<{p}f>{content[1:]}</{p}f><{p}v>7</{p}v>"  # noqa: PLW2901
            said, _, said_content = content.rpartition("|")
            each += f'<{p}c r="{column}{row}"{said}>{said_content}</{p}c>'
        text += f'<{p}row r="{row}">{each}</{p}row>'
    return f"<{p}worksheet><{p}sheetData>{text}</{p}sheetData></{p}worksheet>"


def _gone(
    fed: dict[str, str], mine: dict[str, str], block: Block | None = None, p: str = ""
) -> set[str]:
    """The cells that lose their value when Fed!A1 changes."""
    fed = {"A1": f"<{p}v>1</{p}v>"} | fed
    archive = archive_of(BOOK | {"a.xml": _sheet(fed, p), "b.xml": _sheet(mine, p)})
    write = block or Block("fed", ((2,),))
    content = saved(archive, structure(archive), [write], as_at=AS_AT).content
    after = Archive.of(content, source="a.xlsx")
    values = re.compile(rf'<{p}c r="(\w+)"(?:[^>]*[^/>])?>(?:(?!</{p}c>).)*<{p}v>')
    return {
        f"{name}!{at}"
        for part, name in (("a.xml", "Fed"), ("b.xml", "Mine"))
        for at in set(values.findall(archive.text(part))) - set(values.findall(after.text(part)))
    }


@pytest.mark.parametrize("p", ["", "x:"])
def test_a_chain_is_followed_up_down_and_across_sheets(p: str) -> None:
    fed = {"C9": "=Mine!C1+1", "D1": "=B5", "B5": "=A1*2", "E1": "=B6", "B6": "=1+1"}
    mine = {"C1": "=C2", "C2": "=C3", "C3": "=Fed!D1", "D3": "=Fed!E1", "E1": "=Fed!C9"}
    assert _gone(fed, mine, p=p) == {
        "Fed!B5", "Fed!D1", "Mine!C3", "Mine!C2", "Mine!C1", "Fed!C9", "Mine!E1",
    }  # fmt: skip


def test_what_is_passed_over_leaves_the_next_to_be_looked_at() -> None:
    mine = {
        "A1": "=SC_RATE(Fed!A1)", "A2": "=Fed!A1", "B1": "=SC_RATE(1)", "B2": "=2", "B3": "=Fed!A1",
        "C1": "=NOW()", "C2": "=1", "D2": "=C1", "E2": "=A1", "F9": "=F9",
    }  # fmt: skip
    assert _gone({}, mine) == {"Mine!A2", "Mine!B3", "Mine!C1", "Mine!D2"}


def test_a_formula_with_its_value_from_python_is_followed_by_that() -> None:
    fed = {"B1": "=A1*2", "C1": "=B1", "D1": "=A1"}
    mine = {"A1": "=Fed!B1"}
    same = Block("both", ((2, Formula("A1*2", 7)),))
    assert _gone(fed, mine, same) == {"Fed!D1"}
    other = Block("both", ((2, Formula("A1*2", 8)),))
    assert _gone(fed, mine, other) == {"Fed!D1", "Fed!C1", "Mine!A1"}
    theirs = Block("both", ((2, Formula("A1*3", 8)),))
    assert _gone(fed, mine, theirs) == {"Fed!D1", "Fed!B1", "Fed!C1", "Mine!A1"}
    nothing = Block("both", ((1, Formula("A1*2", 7)),))
    assert _gone(fed, mine, nothing) == set()


def test_shared_formulas_are_read_from_the_place_of_each() -> None:
    shared = '<f t="shared" si="3"/><v>7</v>'
    mine = {
        "B2": '<f t="shared" ref="B2:C4" si="3">Fed!A1+Fed!$A$9</f><v>7</v>',
        "B3": shared, "C2": shared, "B5": '<f t="shared" si="4"/><v>7</v>', "B6": "=1",
    }  # fmt: skip
    assert _gone({}, mine) == {"Mine!B2", "Mine!B5"}
    upwards = mine | {"B2": '<f t="shared" ref="B2:C4" si="3">Fed!XFD1048576</f><v>7</v>'}
    assert _gone({}, upwards) == {"Mine!B5"}
    upwards["C3"] = shared
    assert _gone({}, upwards) == {"Mine!B5", "Mine!C3"}


@pytest.mark.parametrize(
    ("formula", "said", "gone"),
    [
        ("Fed!A1:A2", "", {"B2", "B3", "D1"}),
        ("Fed!A2:A3", "", set()),
        ("Fed!A1:A2", ' cm="1"|', {"B2", "B3", "D1", "E1"}),
        ("Fed!A2:A3", ' cm="1"|', set()),
    ],
)
def test_an_array_goes_whole_and_one_that_spills_reaches_further(
    formula: str, said: str, gone: set[str]
) -> None:
    mine = {
        "B2": f'{said}<f t="array" ref="B2:B3">{formula}</f><v>7</v>', "B3": "<v>7</v>",
        "B4": "<v>7</v>", "D1": "=B3", "E1": "=C9", "F1": "=A9+B1",
    }  # fmt: skip
    assert _gone({}, mine) == {f"Mine!{at}" for at in gone}


def test_what_nobody_worked_out_has_no_value_to_lose_and_carries_on() -> None:
    mine = {
        "A1": "<f>1+1</f>", "A2": "=A1", "A3": "=A4", "A4": "=1",
        "B1": '<f t="dataTable" ref="B1:B2" r1="Z9"/><v>7</v>', "B2": "<v>7</v>", "C1": "=B2",
        "D1": "<f></f><v>7</v>", "D2": "=D1",
    }  # fmt: skip
    assert _gone({}, mine) == {
        "Mine!A2", "Mine!B1", "Mine!B2", "Mine!C1", "Mine!D1", "Mine!D2",
    }  # fmt: skip


def test_where_python_gives_every_value_nothing_else_is_asked() -> None:
    fed = {"B1": "=A1*2"}
    block = Block("both", ((2, Formula("A1*2", 8)),))
    assert _gone(fed, {"A1": "<v>1</v>"}, block) == set()


def test_a_sheet_is_known_before_and_after_by_its_own_name_and_calendar() -> None:
    part = SheetPart(name="S", part="s.xml", is_worksheet=True)
    before = SheetXml(_sheet({"A1": "=1", "B1": "=2"}), where="S", date_1904=True)
    edits = SheetEdits(part, lambda: before)
    edits.edit(1, RowEdit({1: Formula("1", 7)}))
    written = WrittenSheet(edits, lambda: _sheet({"A1": "=1"}))
    assert (written.before, written.after.where, written.after.date_1904) == (before, "S", True)
    assert written.after is written.after
    assert [one.text for one in written.after.formulas()] == ["1"]
    assert [one.text for one in written.formulas] == ["1", "2"]
    assert written.has_own_formulas
    assert [written.is_written(1, column) for column in (1, 2)] == [True, False]
    assert WrittenSheet(edits, None).after is before
    edits.edit(1, RowEdit({2: Formula("2", 7)}))
    assert not written.has_own_formulas
