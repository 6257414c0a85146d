"""Things beside things: what is gone, new, renamed, moved or changed, each one difference."""

from __future__ import annotations

import re

import pytest

from workbook.check.against.compared import compared
from workbook.check.against.difference import Kind
from workbook.check.against.thing import Asked, Thing

COLUMNS = Asked(kind=Kind.COLUMN, noun="column", of="table", ordered=True)


def columns(*names: str, table: str = "T") -> list[Thing]:
    return [Thing(name=name, place=table) for name in names]


def sentences(old: list[Thing], new: list[Thing]) -> list[str]:
    return [one.sentence for one in compared(COLUMNS, old, new).differences]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("A B C", "A B C", []),
        ("A B C", "A C", ["Table T: the column 'B' is gone (was number 2 of 3)."]),
        ("A C", "A B C", ["Table T: the column 'B' is new."]),
        ("A B C", "A X C", ["Table T: the column 'B' is now called 'X'."]),
        ("A B C", "X B C", ["Table T: the column 'A' is now called 'X'."]),
        (
            "A B C D",
            "A X Y D",
            [
                "Table T: the column 'B' is now called 'X'.",
                "Table T: the column 'C' is now called 'Y'.",
            ],
        ),
        (
            "A B C D",
            "A X D",
            [
                "Table T: the column 'B' is gone (was number 2 of 4).",
                "Table T: the column 'C' is gone (was number 3 of 4).",
                "Table T: the column 'X' is new.",
            ],
        ),
        (
            "A B C D",
            "A C D B",
            ["Table T: the column 'B' has moved: it came after 'A', and now comes after 'D'."],
        ),
        (
            "A B C D",
            "D A B C",
            ["Table T: the column 'D' has moved: it came after 'C', and now comes first."],
        ),
    ],
)
def test_the_fewest_differences_explain_another_order_or_name(
    old: str, new: str, said: list[str]
) -> None:
    assert sorted(sentences(columns(*old.split()), columns(*new.split()))) == sorted(said)


def test_a_renamed_place_is_looked_up_under_its_new_name() -> None:
    old, new = columns("A", table="Old"), columns("A", "B", table="New")

    found = compared(COLUMNS, old, new, {"Old": "New"}).differences

    assert [one.sentence for one in found] == ["Table New: the column 'B' is new."]


def test_a_place_that_is_gone_takes_its_things_along() -> None:
    assert compared(COLUMNS, columns("A"), [], {}).differences == ()


def test_things_of_one_name_are_told_apart_by_their_order() -> None:
    assert sentences(columns("A", "A"), columns("A", "A", "A")) == [
        "Table T: the column 'A' is new."
    ]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("B C A D", ["Table T: the column 'A' is gone (was number 1 of 5)."]),
        ("A B C D", ["Table T: the column 'A' is gone (was number 4 of 5)."]),
    ],
)
def test_of_two_of_one_name_the_other_stays_where_one_is_gone(new: str, said: list[str]) -> None:
    assert sentences(columns(*["A", "B", "C", "A", "D"]), columns(*new.split())) == said


def test_another_id_under_the_same_name_is_said_as_such() -> None:
    old, new = (
        [Thing(name=one, place="T", called="Burglary", marks=frozenset({1}))]
        for one in ("burglary", "burglaries")
    )

    assert sentences(old, new) == [
        "Table T: the column 'Burglary': its id was 'burglary', is now 'burglaries'."
    ]


def test_what_is_known_by_a_mark_is_renamed_wherever_it_stands() -> None:
    old = [Thing(name="A", marks=frozenset({1})), Thing(name="B", marks=frozenset({2}))]
    new = [Thing(name="B", marks=frozenset({2})), Thing(name="Z", marks=frozenset({1, 3}))]

    (first, *_) = compared(COLUMNS, old, new).differences

    assert first.sentence == "Table: the column 'A' is now called 'Z'."


def test_long_texts_are_given_where_they_part() -> None:
    old, new = (
        [Thing(name="A", place="T", says={"Definition": "Same words. " * 20 + end})]
        for end in ("Ends so.", "Ends otherwise.")
    )

    assert sentences(old, new) == [
        (
            "Table T: the column 'A': Definition was '…words. Ends so.', is now '…words. Ends "
            "otherwise.'."
        )
    ]


def test_a_property_that_is_not_known_of_both_is_no_difference() -> None:
    old, new = [Thing(name="A", says={"format": "0"})], [Thing(name="A")]

    assert sentences(old, new) == []


def test_a_reference_begins_with_its_kind_and_is_the_same_each_time() -> None:
    (first,), (again,) = (
        compared(COLUMNS, columns("A", "B"), columns("A")).differences for _ in range(2)
    )

    assert re.fullmatch(r"column-[0-9a-f]{8}", first.key)
    assert first.key == again.key


def test_another_change_of_the_same_thing_has_another_reference() -> None:
    def key(now: str) -> str:
        old, new = [Thing(name="A", says={"format": "0"})], [Thing(name="A", says={"format": now})]
        return compared(COLUMNS, old, new).differences[0].key

    assert key("0.0") != key("0.00")
