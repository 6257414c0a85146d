"""What tables held and hold no longer: columns, totals, styles, filters, and own tables."""

from __future__ import annotations

import pytest

from tests.support.little_book import Leaf, little_book, pair, table
from workbook.build.left_tables import lines

WARDS = "WardMap"
STYLE = '<tableStyleInfo name="TableStyleMedium{}"/>'
CHOSEN = '<autoFilter ref="A4:B5"><filterColumn colId="0"/></autoFilter>'


def ward_map(*columns: str, inside: str = "", more: str = "") -> Leaf:
    ref = f"A4:{chr(ord('A') + len(columns) - 1)}5"
    return Leaf(tables=(table(WARDS, ref, *columns, inside=inside, more=more),))


@pytest.mark.parametrize(
    ("theirs", "said"),
    [
        (ward_map("Ward", "Code"), []),
        (ward_map("Ward", "Code", "Mine"), ["the column 'Mine' of the table WardMap on Map"]),
        (ward_map("Ward", "Code", "A", "B"), ["the columns 'A', 'B' of the table WardMap on Map"]),
        (ward_map("Ward", "Code", more=' totalsRowCount="1"'),
         ["the totals row of the table WardMap on Map"]),
        (ward_map("Ward", "Code", inside=STYLE.format(2)),
         ["the table style of the table WardMap on Map"]),
        (ward_map("Ward", "Code", inside=CHOSEN),
         ["the filter or sorting of the table WardMap (all its rows are kept)"]),
        (ward_map("Ward", "Code", inside='<sortState ref="A5:B5"/>'),
         ["the filter or sorting of the table WardMap (all its rows are kept)"]),
        (Leaf(tables=(table("One", "A1:A2", "a"), table("Two", "C1:C2", "a"))),
         ["the tables 'One', 'Two' on Map"]),
    ],
)  # fmt: skip
def test_what_was_made_of_a_table(theirs: Leaf, said: list[str]) -> None:
    made = little_book({"Map": ward_map("Ward", "Code")})

    assert list(lines(pair(little_book({"Map": theirs}), made))) == said


def test_a_style_that_both_have_is_no_change() -> None:
    same, other = (little_book({"Map": ward_map("Ward", inside=STYLE.format(at))}) for at in (2, 3))

    assert list(lines(pair(same, same))) == []
    assert list(lines(pair(other, same))) == ["the table style of the table WardMap on Map"]
