"""Databases are only read: whatever a query says, the database and the files beside it stay."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from tests.support.postgresql import PASSWORD
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.extracts.database_query import DatabaseSource, answer, read_only_uri

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path, PurePath

    import psycopg

TABLE = "CREATE TABLE crime (area TEXT, count INTEGER)"
ROWS = "INSERT INTO crime VALUES ('Barnet', 247), ('Brent', 281)"


def asked(address: str, query: str) -> DatabaseSource:
    return DatabaseSource(
        name="Crime store", address=address, query=query, source=Source.MPS_RECORDED_CRIME
    )


def made(path: Path) -> str:
    """A SQLite file, by its address."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"{TABLE}; {ROWS}; CREATE INDEX by_area ON crime (area);")
    return f"sqlite:///{path.as_posix()}"


@pytest.mark.parametrize(
    "name", ["a b.db", "50%.db", "%41.db", "what?mode=rwc.db", "a#b.db", "Bezirk Süd & Co;.db"]
)
def test_a_sqlite_file_is_read_whatever_its_name(tmp_path: Path, name: str) -> None:
    header, rows = answer(asked(made(tmp_path / name), "SELECT area, count FROM crime"))

    assert (header, rows) == (("area", "count"), [("Barnet", 247), ("Brent", 281)])


@pytest.mark.parametrize(
    ("path", "uri"),  # https://www.sqlite.org/uri.html, 3.1
    [
        (PurePosixPath("/data/a?b.db"), "file:///data/a%3Fb.db?mode=ro"),
        (PureWindowsPath("C:/data/a b.db"), "file:///C:/data/a%20b.db?mode=ro"),
        (PureWindowsPath("//server/share/a.db"), "file:////server/share/a.db?mode=ro"),
    ],
)
def test_a_file_s_uri_opens_it_for_reading(path: PurePath, uri: str) -> None:
    assert read_only_uri(path) == uri


def test_what_a_log_beside_the_file_holds_is_read(tmp_path: Path) -> None:
    address = made(tmp_path / "crime.db")
    with closing(sqlite3.connect(tmp_path / "crime.db")) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO crime VALUES ('Enfield', 3)")
        writer.commit()

        _, rows = answer(asked(address, "SELECT count FROM crime WHERE area = 'Enfield'"))

    assert rows == [(3,)]


READING = (
    "SELECT area, count FROM crime;",
    "-- by area\nSELECT area, count FROM crime -- all",
    "/* by area */ SELECT area, count FROM crime",
    "WITH RECURSIVE c(area, count) AS (SELECT area, count FROM crime) SELECT * FROM c",
    "VALUES ('Barnet', 247), ('Brent', 281)",
    "SELECT upper(area) AS area, sum(count) FROM crime GROUP BY 1 ORDER BY 1",
    "SELECT area, count FROM crime WHERE area <> ':noon %s %(x)s'",
)


@pytest.mark.parametrize("query", READING)
def test_a_query_that_reads_is_answered(tmp_path: Path, query: str) -> None:
    _, rows = answer(asked(made(tmp_path / "crime.db"), query))

    assert [count for _, count in rows] == [247, 281]


WRITING = (
    "DROP TABLE crime",
    "DELETE FROM crime",
    "UPDATE crime SET count = 0",
    "INSERT INTO crime VALUES ('Camden', 1)",
    "INSERT INTO crime VALUES ('Camden', 1) RETURNING area, count",
    "REPLACE INTO crime VALUES ('Camden', 1)",
    "CREATE TABLE other (area TEXT)",
    "ALTER TABLE crime RENAME TO other",
    "ATTACH DATABASE '{other}' AS other",
    "ATTACH DATABASE 'file:{other}?mode=rwc' AS other",
    "VACUUM",
    "VACUUM INTO '{other}'",
    "REINDEX",
    "PRAGMA user_version = 7",
    "PRAGMA journal_mode = WAL",
    "PRAGMA writable_schema = ON",
    "BEGIN IMMEDIATE",
    "WITH gone AS (SELECT area FROM crime) DELETE FROM crime WHERE area IN (SELECT area FROM gone)",
    "WITH new AS (SELECT 'Camden', 1) INSERT INTO crime SELECT * FROM new",
    "SELECT area, count FROM crime; DROP TABLE crime",
    "SELECT 1; ATTACH DATABASE '{other}' AS other; CREATE TABLE other.x (y)",
    "SELECT 1; COMMIT; PRAGMA query_only = OFF; DELETE FROM crime;",
    "/* SELECT */ DROP TABLE crime",
    "-- SELECT\nDROP TABLE crime",
    "SELECT load_extension('{other}')",
    "SELECT writefile('{other}', 'x')",
    "EXPLAIN DELETE FROM crime",
    "",
    "   ; DROP TABLE crime",
)


@pytest.mark.parametrize("query", WRITING)
@pytest.mark.parametrize("before", ["", "WITH x AS (SELECT 1) "], ids=["plain", "after WITH"])
def test_a_sqlite_file_and_its_folder_stay_as_they_were(
    tmp_path: Path, query: str, before: str
) -> None:
    address = made(tmp_path / "crime.db")
    as_it_was = (tmp_path / "crime.db").read_bytes()

    with pytest.raises(ExtractError, match=r"^Crime store: .* wanted; found "):
        answer(asked(address, before + query.format(other=tmp_path / "other.db")))

    assert [path.name for path in tmp_path.iterdir()] == ["crime.db"]
    assert (tmp_path / "crime.db").read_bytes() == as_it_was


@pytest.mark.parametrize("query", WRITING)
def test_sqlite_itself_refuses_what_the_first_word_would_have_let_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr("xlsrc.extracts.database_query._refuse_writing", lambda _: None)
    address = made(tmp_path / "crime.db")
    as_it_was = (tmp_path / "crime.db").read_bytes()

    if query.strip() and not query.startswith("EXPLAIN"):
        with pytest.raises(ExtractError):
            answer(asked(address, query.format(other=tmp_path / "other.db")))

    assert [path.name for path in tmp_path.iterdir()] == ["crime.db"]
    assert (tmp_path / "crime.db").read_bytes() == as_it_was


def test_what_begins_otherwise_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExtractError, match="begins with SELECT or WITH was wanted; found DROP:"):
        answer(asked(made(tmp_path / "crime.db"), "drop table crime"))


def test_a_query_that_writes_after_with_is_told_as_such(tmp_path: Path) -> None:
    query = "WITH x AS (SELECT 1) DELETE FROM crime"

    with pytest.raises(ExtractError, match="found 'a query that would do more than read'"):
        answer(asked(made(tmp_path / "crime.db"), query))


def test_a_long_comment_takes_no_time() -> None:
    with pytest.raises(ExtractError, match="SELECT or WITH was wanted; found DROP"):
        answer(asked("sqlite:///x.db", "/* */ -- \n" * 5_000 + "DROP TABLE crime"))


@pytest.mark.parametrize("name", ["none.db", "", ":memory:", "file:x.db?mode=rwc&uri=true", "a\0b"])
def test_a_sqlite_file_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(ExtractError, match=r"a SQLite file was wanted; found none|null"):
        answer(asked(f"sqlite:///{name}", "SELECT 1"))

    assert not list(tmp_path.iterdir())


def test_what_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database, but a good many words " * 50)

    with pytest.raises(ExtractError, match="found 'file is not a database'"):
        answer(asked(f"sqlite:///{tmp_path / 'notes.db'}", "SELECT * FROM crime"))


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://reader:hunter2@localhost/crime",
        "postgresql+psycopg://reader@localhost/crime?password=hunter2",
        "postgresql+psycopg://reader@localhost/crime?sslpassword=hunter2",
        "postgresql://reader:hunter2",
        "reader:hunter2@localhost/crime",
        "mssql+pyodbc://reader:hunter2@localhost/crime",
        "sqlite://reader:hunter2@localhost/crime",
        "//reader:hunter2@localhost",
        "hunter2",
    ],
)
def test_no_refusal_repeats_a_password(address: str) -> None:
    with pytest.raises(ExtractError, match="was wanted; found") as refused:
        answer(asked(address, "SELECT 1"))

    shown = [str(refused.value), repr(asked(address, "SELECT 1"))]
    assert not any("hunter2" in text for text in shown)
    assert refused.value.__context__ is None


@pytest.mark.parametrize("address", ["mssql+pyodbc://h/crime", "mysql://h/crime", "oracle://h/x"])
def test_a_database_that_cannot_be_kept_from_writing_is_refused(address: str) -> None:
    with pytest.raises(ExtractError, match="SQLite or PostgreSQL database was wanted; found "):
        answer(asked(address, "SELECT 1"))


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:/x.db", ""])
def test_an_address_that_cannot_be_read_is_told(address: str) -> None:
    with pytest.raises(ExtractError, match="one that cannot be read: correct it"):
        answer(asked(address, "SELECT 1"))


@pytest.fixture
def admin(postgres: str) -> Iterator[psycopg.Connection]:
    """A connection that sees what is in the server's table, made anew."""
    import psycopg

    address = postgres.replace("postgresql+psycopg://reader@", f"postgresql://reader:{PASSWORD}@")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS crime, other")
        connection.execute(f"{TABLE}; {ROWS}; DROP SEQUENCE IF EXISTS numbers")
        connection.execute("CREATE SEQUENCE numbers")
        connection.execute(
            "CREATE OR REPLACE FUNCTION emptied() RETURNS INTEGER LANGUAGE plpgsql SECURITY "
            "DEFINER AS 'BEGIN DELETE FROM crime; RETURN 1; END'"
        )
        yield connection


@pytest.fixture
def ask(
    postgres: str, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], list[tuple[object, ...]]]:
    """The rows of a query to the server; its user may do anything there."""
    assert not admin.closed
    monkeypatch.setenv("SAFER_DATABASE_PASSWORD", PASSWORD)
    return lambda query: answer(asked(postgres, query))[1]


@pytest.mark.slow
@pytest.mark.parametrize("query", [*READING, "TABLE crime", "(SELECT area, count FROM crime)"])
def test_a_query_that_reads_postgresql_is_answered(
    ask: Callable[[str], list[tuple[object, ...]]], query: str
) -> None:
    assert [row[1] for row in ask(query)] == [247, 281]


POSTGRESQL_WRITING = (
    *(query for query in WRITING if "{other}" not in query),
    "TRUNCATE crime",
    "DO 'BEGIN DELETE FROM crime; END'",
    "CALL emptied()",
    "SELECT * INTO other FROM crime",
    "SELECT area, count FROM crime FOR UPDATE",
    "SELECT emptied()",
    "SELECT nextval('numbers')",
    "SELECT set_config('transaction_read_only', 'off', false), emptied()",
    "WITH gone AS (DELETE FROM crime RETURNING *) SELECT * FROM gone",
    "WITH new AS (INSERT INTO crime VALUES ('Camden', 1) RETURNING *) SELECT * FROM new",
    "SELECT 1; COMMIT; DROP TABLE crime",
    "SELECT 1; ROLLBACK; BEGIN READ WRITE; DROP TABLE crime; COMMIT",
    "SELECT 1; SET TRANSACTION READ WRITE; DELETE FROM crime; COMMIT",
)


@pytest.mark.slow
@pytest.mark.parametrize("first_word", ["is looked at", "is let through"])
@pytest.mark.parametrize("query", POSTGRESQL_WRITING)
def test_a_postgresql_database_stays_as_it_was(
    ask: Callable[[str], list[tuple[object, ...]]],
    admin: psycopg.Connection,
    monkeypatch: pytest.MonkeyPatch,
    query: str,
    first_word: str,
) -> None:
    if first_word == "is let through":
        monkeypatch.setattr("xlsrc.extracts.database_query._refuse_writing", lambda _: None)

    with pytest.raises(ExtractError, match=r"^Crime store: .* wanted; found "):
        ask(query)

    assert admin.execute("SELECT * FROM crime").fetchall() == [("Barnet", 247), ("Brent", 281)]
    assert admin.execute("SELECT to_regclass('other')").fetchone() == (None,)
    assert admin.execute("SELECT is_called FROM numbers").fetchone() == (False,)


@pytest.mark.slow
def test_an_address_cannot_ask_to_write(
    postgres: str, admin: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAFER_DATABASE_PASSWORD", PASSWORD)
    address = f"{postgres}?options=-c%20default_transaction_read_only%3Doff"

    with pytest.raises(ExtractError, match="read-only transaction"):
        answer(asked(address, "SELECT emptied()"))

    assert admin.execute("SELECT count(*) FROM crime").fetchone() == (2,)


@pytest.mark.slow
def test_the_password_of_another_variable_goes_to_no_server(
    postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAFER_DATABASE_PASSWORD", raising=False)
    monkeypatch.setenv("PGPASSWORD", PASSWORD)

    with pytest.raises(ExtractError, match="no password supplied"):
        answer(replace(asked(postgres, "SELECT 1"), password_variable="SAFER_NONE"))  # noqa: S106
