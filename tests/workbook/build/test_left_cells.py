"""What cells held and hold no longer, where neither refresh nor a table writes."""

from __future__ import annotations

import re

import pytest

from tests.support.little_book import STYLES, Leaf, little_book, pair, row, table
from tests.support.little_workbook import link
from workbook.build.left_cells import lines

WARDS, ENTRIES, MINE = "WardMap", "Acknowledged", "Mine"


def told(
    old: Leaf,
    new: Leaf | None = None,
    names: dict[str, str] | None = None,
    made: dict[str, str] | None = None,
    **parts: str,
) -> list[str]:
    one = little_book({"Map": old}, names, parts={f"xl/{n}.xml": t for n, t in parts.items()})
    return list(lines(pair(one, little_book({"Map": new or Leaf()}, made))))


def cells(*each: str, at: int = 5) -> str:
    return f'<row r="{at}">{"".join(each)}</row>'


def test_a_text_is_missed_but_for_one_that_has_moved_or_that_refresh_writes() -> None:
    old = Leaf(row(5, "mine", "the house's") + cells('<c r="A7"><v>3</v></c>', at=7))

    assert told(old) == ["the contents of Map!A5, B5, A7"]
    assert told(old, Leaf(row(9, "the house's"))) == ["the contents of Map!A5, A7"]
    names = {"block": "Map!$A$5:$B$7"}
    assert told(old, None, names, names) == []


def test_the_name_of_an_indicator_in_a_text_is_that_of_any() -> None:
    one, other = (little_book({"Map": Leaf(row(5, f"{name} by ward"))}) for name in "AB")

    assert list(lines(pair(one, other, indicators=re.compile("A|B")))) == []
    assert list(lines(pair(one, other))) == ["the contents of Map!A5"]


def test_a_cell_that_holds_an_empty_value_holds_nothing() -> None:
    assert told(Leaf(cells('<c r="A5"><v/></c>', '<c r="B5"><v>3</v></c>'))) == [
        "the contents of Map!B5"
    ]


FORMULA = '<c r="{at}"><f>{text}</f><v>3</v></c>'


def formula(at: str, text: str) -> str:
    return cells(FORMULA.format(at=at, text=text), at=int(re.sub("[A-Z]", "", at)))


def test_a_formula_is_missed_unless_only_its_cells_have_moved() -> None:
    assert told(Leaf(formula("D5", "SUM(A1:A2)"))) == ["the formulas of Map!D5"]
    moved = Leaf(formula("D5", "SUM(A1:A2)")), Leaf(formula("F9", "SUM(C4:$C$5)"))
    assert told(*moved) == []


def test_where_blocks_are_of_another_size_numbers_in_formulas_count_rows() -> None:
    old, new = Leaf(formula("D5", "INDEX(A1,3)+1")), Leaf(formula("D9", "INDEX(A1,7)+1"))
    short, long = {"panel.one": "Map!$A$1:$B$2"}, {"panel.one": "Map!$A$1:$B$6"}

    assert told(old, new, short, short) == ["the formulas of Map!D5"]
    assert told(old, new, short, long) == []


def test_formulas_in_tables() -> None:
    said = formula("B5", "A5*2")
    refreshed = table(WARDS, "A4:B5", "Ward", "Code")
    own = table(WARDS, "A4:B5", "Ward", "Own")
    entered = table(ENTRIES, "A4:B5", "Finding", "Who")

    def leaf(one: str, rows: str = said) -> Leaf:
        return Leaf(rows, tables=(one,))

    assert told(leaf(refreshed), leaf(refreshed, "")) == ["the formulas of Map!B5"]
    assert told(leaf(refreshed), leaf(refreshed)) == []
    # An own column is named as such; what entries come to is carried.
    assert told(leaf(own), leaf(refreshed, "")) == []
    assert told(leaf(entered), leaf(entered, "")) == [
        "the formulas (their values are carried) of Map!B5"
    ]


def test_python_is_named_once() -> None:
    assert told(Leaf(formula("D5", "_xlfn._xlws.PY(0,1)"))) == ["the Python of Map!D5"]


@pytest.mark.parametrize(
    ("key", "count", "said"),
    [
        ("_localImage", 1, "the picture in the cell Map!A5"),
        ("_localImage", 2, "the pictures in the cells Map!A5, B5"),
        ("_linkedEntity", 1, "the data type in the cell Map!A5"),
    ],
)
def test_values_that_are_more_than_a_value(key: str, count: int, said: str) -> None:
    rich = [f'<c r="{letter}5" t="e" vm="1"><v>#VALUE!</v></c>' for letter in "AB"]
    one = little_book(
        {"Map": Leaf(cells(*rich[:count]))},
        parts={"xl/richData/rdrichvaluestructure.xml": f'<s t="{key}"/>'},
    )

    assert list(lines(pair(one, little_book({"Map": Leaf()})))) == [said]


@pytest.mark.parametrize(
    ("xf", "said"),
    [
        ('<extLst><ext><xfComplement i="0"/></ext></extLst>',
         ["the checkboxes in the cells Map!A5, B5"]),
        ("", ["the contents of Map!A5, B5"]),
    ],
)  # fmt: skip
def test_a_truth_that_is_shown_as_a_checkbox(xf: str, said: list[str]) -> None:
    boxes = [f'<c r="{letter}5" s="1" t="b"><v>1</v></c>' for letter in "AB"]
    styles = STYLES.replace('<xf numFmtId="9"/>', f'<xf numFmtId="9">{xf}</xf>')
    one = little_book({"Map": Leaf(cells(*boxes))}, parts={"styles.xml": styles})

    assert list(lines(pair(one, little_book({"Map": Leaf()})))) == said


STYLED = '<c r="{at}" s="{look}"/>'


def looks(*each: tuple[str, int]) -> str:
    return "".join(
        cells(STYLED.format(at=at, look=look), at=int(re.sub("[A-Z]", "", at))) for at, look in each
    )


def test_a_format_is_missed_unless_the_sheet_has_it_elsewhere() -> None:
    assert told(Leaf(looks(("D5", 1)))) == ["the formats of Map!D5"]
    assert told(Leaf(looks(("D5", 1))), Leaf(looks(("F9", 1)))) == []
    assert told(Leaf(looks(("D5", 1))), Leaf(looks(("F9", 2)))) == ["the formats of Map!D5"]


def test_formats_of_tables() -> None:
    refreshed = table(WARDS, "A4:A6", "Ward")
    own = table(WARDS, "A4:B6", "Ward", "Own")
    made = Leaf(looks(("A5", 1)), tables=(refreshed,))

    def left(one: str, *each: tuple[str, int]) -> list[str]:
        return told(Leaf(looks(*each), tables=(one,)), made)

    # A row looks as the template's rows do, and rows that a refresh has shed as well.
    assert left(refreshed, ("A5", 1), ("A6", 1), ("A7", 1)) == []
    assert left(refreshed, ("A6", 2)) == ["the formats of Map!A6"]
    assert left(refreshed, ("A7", 2)) == ["the formats of Map!A7"]
    # An own column and an own table are named whole.
    assert left(own, ("B6", 2)) == []
    assert left(table(MINE, "C4:C6", "x"), ("C6", 2)) == []


def test_a_table_whose_rows_have_no_look_leaves_their_formats_to_it() -> None:
    one = Leaf(looks(("A5", 1)), tables=(table(WARDS, "A4:A6", "Ward"),))

    assert told(one, Leaf(tables=one.tables)) == []


LINK = '<hyperlinks><hyperlink ref="{at}" location="Data!{to}"/></hyperlinks>'


def test_links() -> None:
    old = Leaf(after=LINK.format(at="D5", to="A1"))

    assert told(old) == ["the links at Map!D5"]
    assert told(old, Leaf(after=LINK.format(at="F9", to="A1"))) == []
    assert told(old, Leaf(after=LINK.format(at="D5", to="A2"))) == ["the links at Map!D5"]
    entered = old._replace(tables=(table(ENTRIES, "D4:E5", "Finding", "Who"),))
    assert told(entered, Leaf(tables=entered.tables)) == []


def talk(*cells: str) -> str:
    each = (f'<threadedComment ref="{at}"/>' for at in cells)
    return f"<t>{''.join(each)}</t>"


def notes(*cells: str) -> str:
    each = (f'<comment ref="{at}"><text><t>look at {at}</t></text></comment>' for at in cells)
    return f'<comments xmlns="main"><commentList>{"".join(each)}</commentList></comments>'


def test_notes_and_conversations_by_what_becomes_of_them() -> None:
    hung = (link("n", "comments", "/xl/notes.xml"), link("c", "threadedComment", "/xl/talk.xml"))
    gone = (link("x", "threadedComment", "/xl/gone.xml"),)
    entries = (table(ENTRIES, "A4:B6", "Finding", "Who"),)
    old = Leaf(tables=entries, links=(*hung, *gone))

    found = told(
        old, Leaf(tables=entries), notes=notes("A5", "D5", "E5"), talk=talk("A5", "D5", "D5", "D6")
    )

    assert found == [
        "the conversation (carried as a note) at Map!A5",
        "the conversations at Map!D5, D6",
        "the notes at Map!E5",
    ]
    assert told(old, Leaf(tables=entries), notes=notes(), talk=talk("A5", "B6")) == [
        "the conversations (carried as notes) at Map!A5, B6"
    ]
