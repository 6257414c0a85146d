"""Conditional formats, validations and sparklines that a sheet had and has no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import Leaf, little_book, pair
from workbook.build.left_rules import conditions, lines

if TYPE_CHECKING:
    from workbook.build.sheet_pair import OneSide


def both(theirs: str, ours: str = "") -> list[str]:
    old, new = (little_book({"Map": Leaf(after=after)}) for after in (theirs, ours))
    return list(lines(pair(old, new)))


def side_of(after: str) -> OneSide:
    return pair(little_book({"Map": Leaf(after=after)}), little_book({"Map": Leaf()})).old


def condition(rule: str, cells: str = "B2:B9") -> str:
    return f'<conditionalFormatting sqref="{cells}">{rule}</conditionalFormatting>'


ABOVE = '<cfRule type="cellIs" operator="{}" dxfId="4"><formula>{}</formula></cfRule>'
SCALE = (
    '<cfRule type="colorScale"><colorScale><cfvo type="{}"{}/><color rgb="{}"/></colorScale>'
    "</cfRule>"
)


@pytest.mark.parametrize(
    ("theirs", "ours", "is_left"),
    [
        (ABOVE.format("greaterThan", "A1"), "", True),
        # The same rule for cells that have moved, and in other numbers of the styles.
        (ABOVE.format("greaterThan", "A1"), ABOVE.format("greaterThan", "$C$9"), False),
        (ABOVE.format("greaterThan", "A1").replace("4", "7"), ABOVE.format("greaterThan", "A1"),
         False),
        (ABOVE.format("lessThan", "A1"), ABOVE.format("greaterThan", "A1"), True),
        (ABOVE.format("lessThan", "A1*2"), ABOVE.format("lessThan", "A1"), True),
        # Programs write a value for the ends of a scale, or none.
        (SCALE.format("min", ' val="0"', "FF0000"), SCALE.format("min", "", "FF0000"), False),
        (SCALE.format("num", ' val="3"', "FF0000"), SCALE.format("num", "", "FF0000"), True),
        (SCALE.format("min", "", "00FF00"), SCALE.format("min", "", "FF0000"), True),
        ("<extLst/>", "", False),  # no rule
    ],
)  # fmt: skip
def test_conditional_formats(theirs: str, ours: str, *, is_left: bool) -> None:
    found = both(condition(theirs), condition(ours, "D7:D8"))

    assert found == ["the conditional format of Map!B2:B9"] * is_left


def test_ranges_are_named_once_each() -> None:
    rules = condition(ABOVE.format("lessThan", "A1") + ABOVE.format("equal", "A1"), "B2 D2")

    assert both(rules) == ["the conditional format of Map!B2 and D2"]
    assert both(rules + condition(ABOVE.format("equal", "A2*3"), "F2")) == [
        "the conditional formats of Map!B2 and D2, F2"
    ]


def test_the_newer_half_of_a_data_bar_is_no_rule_of_its_own() -> None:
    newer = (
        "<extLst><ext><conditionalFormattings><conditionalFormatting>"
        '<cfRule type="dataBar" id="{7}"/><cfRule type="expression" id="{8}"><f>A1&gt;2</f>'
        "</cfRule><sqref>P2:P9</sqref></conditionalFormatting></conditionalFormattings></ext>"
        "</extLst>"
    )
    older = condition(
        '<cfRule type="dataBar"><dataBar><cfvo type="min"/></dataBar><extLst><ext><id>{7}</id>'
        "</ext></extLst></cfRule>"
    )

    found = [(rule.attributes[0], cells) for rule, cells in conditions(side_of(older + newer).tree)]

    assert found == [("dataBar", "B2:B9"), ("expression", "P2:P9")]


def test_the_number_of_a_look_is_told_where_it_is_asked_for() -> None:
    tree = side_of(condition(ABOVE.format("lessThan", "A1"))).tree

    assert [rule.look for rule, _ in conditions(tree, looks=True)] == ["4"]
    assert [rule.look for rule, _ in conditions(tree)] == [""]


LIST = '<dataValidation type="list" sqref="{}"><formula1>{}</formula1></dataValidation>'


@pytest.mark.parametrize(
    ("theirs", "ours", "is_left"),
    [
        (LIST.format("P2", "Data!$A$1"), "", True),
        (LIST.format("P2", "Data!$A$1"), LIST.format("R7", "Data!$B$9"), False),
        (LIST.format("P2", '"a,b"'), LIST.format("P2", '"a,c"'), True),
        # A list has no operator; what is between two numbers has, said or not.
        (LIST.format("P2", "1").replace("list", 'list" operator="equal'), LIST.format("P2", "1"),
         False),
        ('<dataValidation type="whole" operator="between" sqref="P2"/>',
         '<dataValidation type="whole" sqref="P2"/>', False),
        ('<dataValidation type="whole" operator="equal" sqref="P2"/>',
         '<dataValidation type="whole" sqref="P2"/>', True),
        ('<dataValidation prompt="Ours" sqref="P2"/>', '<dataValidation sqref="P2"/>', True),
        ("<dataValidation prompt='x'><sqref>P2</sqref></dataValidation>", "", True),
    ],
)  # fmt: skip
def test_validations(theirs: str, ours: str, *, is_left: bool) -> None:
    assert both(theirs, ours) == ["the data validation of Map!P2"] * is_left


SPARK = "<sparklineGroup{}><sparkline><f>Data!{}</f><sqref>P2</sqref></sparkline></sparklineGroup>"


@pytest.mark.parametrize(
    ("theirs", "ours", "is_left"),
    [
        (SPARK.format("", "A5:A9"), "", True),
        (SPARK.format(' type="line"', "A5:A9"), SPARK.format("", "B1:B7"), False),
        (SPARK.format(' type="column"', "A5:A9"), SPARK.format("", "A5:A9"), True),
    ],
)
def test_sparklines(theirs: str, ours: str, *, is_left: bool) -> None:
    assert both(theirs, ours) == ["the sparklines of Map!P2"] * is_left
