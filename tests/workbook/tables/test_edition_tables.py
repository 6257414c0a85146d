"""The analysts' tables as the readers of an edition may see them."""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.layout.edition import Audience
from workbook.tables.analyst_tables import ANALYST_TABLES
from workbook.tables.defaults import default_tables
from workbook.tables.edition_tables import tables_for
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE
from workbook.tables.settings import settings
from xlsrc.domain.indicator import Disclosure
from xlsrc.extracts.offences import shipped_offences

if TYPE_CHECKING:
    from workbook.block import TableData
    from xlsrc.domain.settings import Settings


def _with(table: TableData, row: int, **cells: object) -> TableData:
    """The table with these cells of a row, by heading with _ for a blank."""
    by_header = {header.replace("_", " "): value for header, value in cells.items()}
    rows = [dict(zip(table.columns, one, strict=True)) for one in table.rows]
    rows[row] |= by_header
    return dataclasses.replace(table, rows=tuple(tuple(one.values()) for one in rows))


def _settings(tables: dict[str, TableData]) -> Settings:
    return settings(tables, shipped_offences().names)


@pytest.mark.parametrize("audience", Audience)
def test_what_an_audience_may_see_can_still_be_read(audience: Audience) -> None:
    found = _settings(tables_for(default_tables(), audience))

    assert len(found.indicators) == len(_settings(default_tables()).indicators)
    assert len(found.plan.actions) == len(_settings(default_tables()).plan.actions)


@pytest.mark.parametrize("audience", Audience)
def test_no_cell_of_a_hidden_column_says_what_it_said(audience: Audience) -> None:
    given = default_tables()
    for table in ANALYST_TABLES:
        rows = given[table.name].rows or (table.blank(),)
        filled = tuple(
            tuple(
                cell if column.is_seen_by(audience) else "CANARY"
                for cell, column in zip(row, table.columns, strict=True)
            )
            for row in rows
        )
        given[table.name] = dataclasses.replace(given[table.name], rows=filled)

    assert "CANARY" not in str(tables_for(given, audience))


def test_the_words_for_the_public_stand_for_the_analysts_view() -> None:
    given = default_tables()
    words = {"Words for the public": "Fewer calls.", "Analyst's view": "Between us: no."}
    given["Commentary"] = _with(given["Commentary"], 0, **words)

    public = _settings(tables_for(given, Audience.PUBLIC)).views[0]
    restricted = _settings(tables_for(given, Audience.RESTRICTED)).views[0]

    assert (public.text, restricted.text) == ("Fewer calls.", "Between us: no.")


def test_without_words_for_the_public_there_are_none() -> None:
    views = _settings(tables_for(default_tables(), Audience.PUBLIC)).views

    assert {view.text for view in views} == {""}


def test_what_residents_said_is_for_members() -> None:
    given = default_tables()

    assert _settings(given).evidence
    assert len(tables_for(given, Audience.RESTRICTED)["Evidence"].rows) == len(
        given["Evidence"].rows
    )
    assert tables_for(given, Audience.PUBLIC)["Evidence"].rows == ()


def test_who_acknowledged_and_approved_is_in_no_edition_but_that_somebody_did() -> None:
    given = default_tables()
    given["Acknowledged"] = dataclasses.replace(
        given["Acknowledged"], rows=(("3f9a1c20b7-1200", "J. Smith", "A move", "always"),)
    )
    given["KnownChanges"] = _with(given["KnownChanges"], 0, Approved_by="J. Smith")

    found = _settings(tables_for(given, Audience.RESTRICTED))
    known, change = found.acknowledged[0], found.known_changes[0]

    assert (known.who, known.why, known.fault) == ("the partnership", "A move", "")
    assert change.approved_by == "the board"


def test_what_is_invented_stays_known_as_invented() -> None:
    given = default_tables()
    given["Targets"] = _with(given["Targets"], 0, Note="ILLUSTRATIVE: agreed by nobody")
    before = _settings(given)

    found = _settings(tables_for(given, Audience.PUBLIC))

    assert found.targets[0].note == "ILLUSTRATIVE"
    assert [one.illustrative for one in found.case_reviews] == [
        one.illustrative for one in before.case_reviews
    ]


def test_columns_that_analysts_have_added_are_in_no_edition() -> None:
    given = default_tables()
    actions = given["Actions"]
    given["Actions"] = dataclasses.replace(
        actions,
        columns=(*actions.columns, "Private"),
        rows=tuple((*row, "CANARY") for row in actions.rows),
    )

    found = tables_for(given, Audience.RESTRICTED)["Actions"]

    assert "Private" not in found.columns
    assert "CANARY" not in str(found)


def test_an_older_workbooks_sensitive_indicators_stay_so() -> None:
    given = default_tables()
    table = given["Definitions"]
    at = table.columns.index("Disclosure")
    given["Definitions"] = dataclasses.replace(
        table,
        columns=(*table.columns[:at], "Sensitive", *table.columns[at + 1 :]),
        rows=tuple((*row[:at], "yes", *row[at + 1 :]) for row in table.rows),
    )

    found = _settings(tables_for(given, Audience.PUBLIC))

    assert {one.declared for one in found.indicators} == {Disclosure.SMALL_NUMBERS}


def test_what_was_published_is_read_by_its_public_values() -> None:
    given = default_tables()
    day = datetime.date(2025, 11, 6)
    editions, figures = EDITIONS_TABLE.headers, PUBLISHED_TABLE.headers
    of_edition = {"Edition": "September 2025", "Area": "Barnet", "Published on": day}
    edition = of_edition | {"As-at month": datetime.date(2025, 9, 1), "Digest": "CANARY"}
    figure = {"In edition": "September 2025", "Indicator id": "rape", "Place": "Barnet"} | {
        "Month": datetime.date(2025, 9, 1),
        "Figure": "Last 12 months",
    }
    rows = ({"Value": 3.0, "Public value": "1–4"}, {"Value": 270.0}, {"Value": 9.0})
    given["Editions"] = dataclasses.replace(
        given["Editions"], rows=(tuple(map(edition.get, editions)),)
    )
    given["Published"] = dataclasses.replace(
        given["Published"], rows=tuple(tuple(map((figure | row).get, figures)) for row in rows)
    )

    public = _settings(tables_for(given, Audience.PUBLIC)).published
    restricted = _settings(tables_for(given, Audience.RESTRICTED)).published

    assert [[one.value for one in edition.figures] for edition in public] == [["1–4"]]
    assert [one.value for one in restricted[0].figures] == [3.0, 270.0, 9.0]
    assert "CANARY" not in str((public, restricted))
