from __future__ import annotations

import sqlite3
import sys
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from xlsrc.domain.area import Area, Level
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.database import database_extracts
from xlsrc.extracts.database_query import DatabaseSource
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = "area_code, area_name, area_level, offence_group, offence, month, count"
# Barnet's shoplifting of November and December 2025 in the January 2026 release, and a gap.
ROWS = (
    "('E09000003', 'Barnet', 'borough', 'THEFT', 'SHOPLIFTING', '2025-11-01', 247), "
    "('E09000003', 'Barnet', 'borough', 'THEFT', 'SHOPLIFTING', '2025-12-01', 281), "
    "('E09000003', 'Barnet', 'borough', 'THEFT', 'BICYCLE THEFT', '2025-12-01', NULL)"
)
TABLE = (
    "CREATE TABLE crime (area_code TEXT, area_name TEXT, area_level TEXT, offence_group TEXT, "  # noqa: S608 - the test's own text
    f"offence TEXT, month DATE, count INTEGER); INSERT INTO crime VALUES {ROWS};"
)


@pytest.fixture
def asked(tmp_path: Path) -> DatabaseSource:
    connection = sqlite3.connect(tmp_path / "crime.db")
    connection.executescript(TABLE)
    connection.close()
    return DatabaseSource(
        name="Crime store",
        address=f"sqlite:///{(tmp_path / 'crime.db').as_posix()}",
        query=f"SELECT {COLUMNS} FROM crime",  # noqa: S608 - the test's own text
        source=Source.MPS_RECORDED_CRIME,
    )


def test_a_query_s_rows_are_an_extract(asked: DatabaseSource) -> None:
    (extract,) = database_extracts(asked)

    assert extract.areas == (Area(code="E09000003", name="Barnet"),)


def test_a_null_is_missing_not_zero(asked: DatabaseSource) -> None:
    (extract,) = database_extracts(asked)

    np.testing.assert_array_equal(extract.count, [247, 281, np.nan])


def test_a_database_without_the_columns_is_refused(asked: DatabaseSource) -> None:
    with pytest.raises(ExtractError, match=r"yields area_code, .* was wanted; found count"):
        database_extracts(replace(asked, query="SELECT count FROM crime"))


def test_a_query_at_fault_is_refused_with_the_database_s_words(asked: DatabaseSource) -> None:
    with pytest.raises(ExtractError, match="no such table: offences"):
        database_extracts(replace(asked, query="SELECT 1 FROM offences"))


def test_a_query_without_rows_is_refused(asked: DatabaseSource) -> None:
    with pytest.raises(ExtractError, match="found none: check the query"):
        database_extracts(replace(asked, query=f"{asked.query} WHERE count < 0"))


def test_a_password_in_the_address_is_refused_and_not_repeated(asked: DatabaseSource) -> None:
    secret = replace(asked, address="postgresql+psycopg://reader:hunter2@localhost/crime")

    with pytest.raises(ExtractError, match="without a password was wanted") as refused:
        database_extracts(secret)

    assert "hunter2" not in str(refused.value)


def test_a_folder_s_sources_file_asks_the_database(tmp_path: Path, asked: DatabaseSource) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    (folder / "sources.toml").write_text(
        f'[[database]]\nname = "Crime store"\naddress = "{asked.address}"\n'
        f'query = "{asked.query}"\nsource = "MPS recorded crime"\n',
        encoding="utf-8",
    )
    store = Store.open(folder, cache=None)

    panel = store.panel(
        Source.MPS_RECORDED_CRIME,
        Level.BOROUGH,
        [store.area("Barnet")],
        [Selection(offences=("Shoplifting",))],
        Month.parse("2025-12"),
    )

    assert panel.counts[0, 0, -2:].tolist() == [247, 281]


@pytest.mark.slow
def test_a_postgresql_database_is_asked_with_the_password_of_the_environment(
    postgres: str, asked: DatabaseSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFER_DATABASE_PASSWORD", "s3cret")
    query = (
        "SELECT 'E09000003' AS area_code, 'Barnet' AS area_name, 'borough' AS area_level, 'THEFT' "
        "AS offence_group, 'SHOPLIFTING' AS offence, DATE '2025-12-01' AS month, 281::numeric AS "
        "count"
    )

    (extract,) = database_extracts(replace(asked, address=postgres, query=query))

    assert (str(Month(extract.months[0])), extract.count.tolist()) == ("2025-12", [281.0])


@pytest.mark.slow
def test_a_wrong_password_is_refused_and_not_repeated(
    postgres: str, asked: DatabaseSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFER_DATABASE_PASSWORD", "hunter2")

    with pytest.raises(ExtractError, match="the password in SAFER_DATABASE_PASSWORD") as refused:
        database_extracts(replace(asked, address=postgres))

    assert "hunter2" not in str(refused.value)


@pytest.mark.slow
def test_the_keyring_has_the_password_when_the_environment_has_none(
    postgres: str, asked: DatabaseSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {("safer-communities-dashboard", "reader@127.0.0.1/postgres"): "s3cret"}
    keyring = SimpleNamespace(get_password=lambda *account: known.get(account))
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    monkeypatch.delenv("SAFER_DATABASE_PASSWORD", raising=False)
    query = f"SELECT * FROM (VALUES {ROWS}) AS crime ({COLUMNS})"  # noqa: S608

    (extract,) = database_extracts(replace(asked, address=postgres, query=query))

    np.testing.assert_array_equal(extract.count, [247, 281, np.nan])
