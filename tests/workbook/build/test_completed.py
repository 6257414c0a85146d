"""A table that is older than one of its columns gets it from the shipped rows."""

from __future__ import annotations

import dataclasses

from workbook.build.older_tables import completed
from workbook.tables.defaults import default_tables
from workbook.tables.settings_layout import DEFINITIONS_TABLE, DISCLOSURE, SENSITIVE
from xlsrc.domain.indicator import Disclosure

SHIPPED = default_tables()[DEFINITIONS_TABLE.name]
AT = SHIPPED.columns.index(DISCLOSURE)


def test_a_known_row_has_what_is_shipped_and_an_own_one_nothing() -> None:
    own = ("own", *SHIPPED.rows[0][1:])
    older = dataclasses.replace(
        SHIPPED,
        columns=(*SHIPPED.columns[:AT], *SHIPPED.columns[AT + 1 :]),
        rows=tuple((*row[:AT], *row[AT + 1 :]) for row in (*SHIPPED.rows, own)),
    )

    found = completed(DEFINITIONS_TABLE, older, SHIPPED)

    assert (len(found.columns), found.columns[-1]) == (len(SHIPPED.columns), DISCLOSURE)
    assert {row[0]: row[-1] for row in found.rows} == {
        **{row[0]: row[AT] for row in SHIPPED.rows},
        "own": None,
    }


def test_an_older_yes_under_sensitive_is_small_numbers_under_disclosure() -> None:
    answers = ("yes", "no", None, "YES ")
    older = dataclasses.replace(
        SHIPPED,
        columns=(*SHIPPED.columns[:AT], SENSITIVE, *SHIPPED.columns[AT + 1 :]),
        rows=tuple(
            (*row[:AT], answer, *row[AT + 1 :])
            for row, answer in zip(SHIPPED.rows, answers, strict=False)
        ),
    )

    found = completed(DEFINITIONS_TABLE, older, SHIPPED)

    small = Disclosure.SMALL_NUMBERS.value
    assert found.columns == SHIPPED.columns
    assert [row[AT] for row in found.rows] == [small, None, None, small]


def test_a_table_with_all_its_columns_stays_as_it_is() -> None:
    assert completed(DEFINITIONS_TABLE, SHIPPED, SHIPPED) == SHIPPED
