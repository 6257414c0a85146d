"""One query to a SQLite or PostgreSQL database, which it can only read."""

from __future__ import annotations

import importlib
import os
import re
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xlsrc.domain.errors import AddressError, DatabaseError, TooLargeError

if TYPE_CHECKING:
    from pathlib import PurePath

    from sqlalchemy import URL

    from xlsrc.domain.indicator import Source

PASSWORD_VARIABLES: Final = "SAFER_"  # noqa: S105 - how their names begin, not what they hold
PASSWORD_VARIABLE: Final = "SAFER_DATABASE_PASSWORD"  # noqa: S105 - where it is, not what
KEYRING_SERVICE: Final = "safer-communities-dashboard"
MAX_ROWS: Final = 5_000_000  # London's LSOAs × 30 offences × 24 months are 3.6 million
CONNECT_SECONDS: Final = 30
_SQLITE: Final = re.compile(r"sqlite(?:\+pysqlite)?:///", re.IGNORECASE)
_POSTGRESQL: Final = frozenset({"postgresql", "postgresql+psycopg"})
_SECRETS: Final = frozenset({"password", "sslpassword"})
# Blanks, comments and brackets, then the word that says what a statement does.
_FIRST_WORD: Final = re.compile(r"(?>\s+|--[^\n]*|/\*.*?\*/|\()*+(\w*)", re.DOTALL)
_READING_WORDS: Final = frozenset({"SELECT", "WITH", "VALUES", "TABLE"})
_READING_ACTIONS: Final = ("SELECT", "READ", "FUNCTION", "RECURSIVE")
"""By the names that sqlite3 has for them, after ``SQLITE_``."""

Answer = tuple[tuple[str, ...], list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseSource:
    """Where to ask and what: an address without its password, and the query.

    ``password_variable`` names the environment variable that holds the password. ``sparse`` says
    that the query leaves out zero rows, so that a month without a row is a true 0.
    """

    name: str
    address: str = field(repr=False)  # what is refused for its password is not shown either
    query: str
    source: Source
    vintage: str = ""
    password_variable: str = PASSWORD_VARIABLE
    sparse: bool = False


def answer(asked: DatabaseSource) -> Answer:
    """The names of the query's columns, and its rows.

    Nothing that the query says can alter the database or a file: it is one statement, SQLite's
    file is opened for reading and PostgreSQL's transaction is read-only.
    :class:`~xlsrc.domain.errors.ExtractError` for any other database, a password in the address,
    a query that does more than read, one that the database refuses, and over 5 million rows.
    """
    _refuse_writing(asked)
    in_file = _SQLITE.match(asked.address)
    if in_file:
        header, rows = _sqlite_answer(asked, Path(asked.address[in_file.end() :]))
    else:
        header, rows = _postgresql_answer(asked)
    if len(rows) > MAX_ROWS:
        message = (
            f"{asked.name}: at most {MAX_ROWS:,} rows were wanted; found more: add up by area, "
            f"offence and month in the query"
        )
        raise TooLargeError(message)
    return header, rows


def _refuse_writing(asked: DatabaseSource) -> None:
    """A sentence for what is plainly no question; the database itself refuses the rest."""
    found = _FIRST_WORD.match(asked.query)
    word = found[1].upper() if found else ""
    if word not in _READING_WORDS:
        message = (
            f"{asked.name}: a query that begins with SELECT or WITH was wanted; found "
            f"{word or 'none'}: databases are only read; correct the query"
        )
        raise DatabaseError(message)


def _sqlite_answer(asked: DatabaseSource, path: Path) -> Answer:
    import sqlite3

    try:
        # All that follows the three strokes is the path: a "?" in it begins no parameters, which
        # could open the file for writing.
        if not path.is_file():
            message = (
                f"{asked.name}: a SQLite file was wanted; found none at {path}: correct the address"
            )
            raise DatabaseError(message)
        with closing(sqlite3.connect(read_only_uri(path.absolute()), uri=True)) as connection:
            # The open mode guards the one file; ATTACH and VACUUM INTO would write others.
            connection.set_authorizer(_allowed)
            cursor = connection.execute(asked.query)
            rows = cursor.fetchmany(MAX_ROWS + 1)
            return tuple(column[0] for column in cursor.description or ()), rows
    except (sqlite3.Error, sqlite3.Warning, ValueError, OSError) as error:
        reason = str(error)
        if reason == "not authorized":
            reason = "a query that would do more than read"
        message = (
            f"{asked.name}: an answer to one query was wanted; found {reason!r}: check the address "
            f"and the query"
        )
        raise DatabaseError(message) from error


def read_only_uri(path: PurePath) -> str:
    """The URI with which SQLite opens a file (an absolute path) for reading alone."""
    uri = path.as_uri()  # with "?", "#" and "%" encoded, so that they end no path
    if path.drive.startswith("\\\\"):  # SQLite takes no host: \\server\share becomes a path
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?mode=ro"


def _allowed(action: int, *_: object) -> int:
    import sqlite3

    reading = {getattr(sqlite3, f"SQLITE_{name}") for name in _READING_ACTIONS}
    return sqlite3.SQLITE_OK if action in reading else sqlite3.SQLITE_DENY


def _postgresql_answer(asked: DatabaseSource) -> Answer:
    from sqlalchemy import create_engine
    from sqlalchemy.exc import SQLAlchemyError

    address = _address(asked)
    own = {
        # An empty one, not none: else PGPASSWORD would go to whatever server is named.
        "password": _password(asked.password_variable, address) or "",
        "connect_timeout": CONNECT_SECONDS,
    }
    try:
        engine = create_engine(address.set(drivername="postgresql+psycopg"), connect_args=own)
        try:
            # The cursor on the server (stream_results) takes one SELECT and nothing else.
            with (
                engine.connect().execution_options(
                    postgresql_readonly=True, stream_results=True, no_parameters=True
                ) as connection,
                connection.exec_driver_sql(asked.query) as result,
            ):
                rows = [tuple(row) for row in result.fetchmany(MAX_ROWS + 1)]
                return tuple(result.keys()), rows
        finally:
            engine.dispose()
    except (SQLAlchemyError, ImportError, ValueError) as error:
        # The driver's text comes first in its message; SQLAlchemy appends the query and a link.
        reason = str(getattr(error, "orig", None) or error).strip().partition("\n")[0]
        message = (
            f"{asked.name}: an answer to one query was wanted; found {reason!r}: check the "
            f"address, the query and the password in {asked.password_variable}"
        )
        raise DatabaseError(message) from error


def _address(asked: DatabaseSource) -> URL:
    """The address of a PostgreSQL server, without a password; no refusal repeats it."""
    address = _parsed(asked.address)
    if address is None or (address.drivername == "sqlite" and address.password is None):
        message = (
            f"{asked.name}: an address such as postgresql://user@host/database or "
            f"sqlite:///file was wanted; found one that cannot be read: correct it"
        )
        raise AddressError(message)
    if address.password is not None or _SECRETS & address.query.keys():
        message = (
            f"{asked.name}: an address without a password was wanted; found one that has it: put "
            f"it in the environment variable {asked.password_variable} or the keyring instead"
        )
        raise AddressError(message)
    if address.drivername not in _POSTGRESQL:
        message = (
            f"{asked.name}: the address of a SQLite or PostgreSQL database was wanted; found "
            f"{address.drivername}, which cannot be kept from writing: save the answer as a CSV "
            f"file in the folder instead"
        )
        raise AddressError(message)
    return address


def _parsed(address: str) -> URL | None:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(address)
    except (ArgumentError, ValueError):  # the latter shows a part that may be the password
        return None


def _password(variable: str, address: URL) -> str | None:
    """The password from the environment, else from the system's keyring where one is installed."""
    if address.username is None:
        return None
    if variable in os.environ:
        return os.environ[variable]
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        return None  # some databases need none: the user is known by other means
    account = f"{address.username}@{address.host}/{address.database}"
    try:
        found: str | None = keyring.get_password(KEYRING_SERVICE, account)
    except Exception:  # noqa: BLE001 - every system's keyring has errors of its own
        return None  # one that is locked, or none behind it, as on a server
    return found
