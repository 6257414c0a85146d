"""``sources.toml`` in a folder of extracts: databases to ask and addresses to download from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

from xlsrc.domain.errors import BusyFileError, ExtractError, SourcesFileError, Told
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.database_query import (
    PASSWORD_VARIABLE,
    PASSWORD_VARIABLES,
    DatabaseSource,
)
from xlsrc.extracts.folder_files import SOURCES_FILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


Asked = TypeVar("Asked")
# What a value is, for a sentence that does not repeat it: it may hold a password.
_KINDS: Final = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadSource:
    """An address to download an extract from; ``vintage`` where the file does not say its own."""

    address: str = field(repr=False)  # what is refused for its password is not shown either
    vintage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSources:
    """What a folder's ``sources.toml`` asks for; nothing where there is none.

    ``faults`` has a sentence for each entry that cannot be asked.
    """

    databases: tuple[DatabaseSource, ...] = ()
    downloads: tuple[DownloadSource, ...] = ()
    faults: tuple[str, ...] = ()


def remote_sources(folder: Path) -> RemoteSources:
    """The ``[[database]]`` and ``[[download]]`` entries of the folder's ``sources.toml``.

    An entry that is wrong becomes a fault that names it and its key, and stops no other.
    :class:`~xlsrc.domain.errors.ExtractError` for a file that cannot be read at all.
    """
    path = folder / SOURCES_FILE
    if not path.is_file():
        return RemoteSources()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))  # as Notepad saves it
    except OSError as error:
        message = f"{SOURCES_FILE} could not be opened ({error.strerror}): close it and try again"
        raise BusyFileError(message) from error
    except (ValueError, RecursionError) as error:  # a number of too many digits, lists in lists
        message = f"{SOURCES_FILE}: a TOML file was wanted; found {error}: correct that line"
        raise SourcesFileError(message) from error
    unknown = told.keys() - {"database", "download"}
    if unknown:
        message = (
            f"{SOURCES_FILE}: [[database]] and [[download]] were wanted; found "
            f"{', '.join(sorted(unknown))}: correct the heading"
        )
        raise SourcesFileError(message)
    faults: list[str] = []
    databases = _entries(told, "database", _database, faults)
    downloads = _entries(told, "download", _download, faults)
    return RemoteSources(databases=databases, downloads=downloads, faults=tuple(faults))


def _entries(
    told: dict[str, Any], kind: str, read: Callable[[_Entry], Asked], faults: list[str]
) -> tuple[Asked, ...]:
    """The entries of a kind; those that are wrong become faults."""
    entries = told.get(kind, [])
    if not isinstance(entries, list):
        shown = f"[{kind}]" if isinstance(entries, dict) else _kind(entries)
        faults.append(f"{SOURCES_FILE}: [[{kind}]] was wanted; found {shown}: correct the heading")
        return ()
    found: list[Asked] = []
    for at, values in enumerate(entries, 1):
        where = f"{SOURCES_FILE}, {kind} {at}"
        if not isinstance(values, dict):
            faults.append(f"{where}: a table was wanted; found {_kind(values)}: correct it")
            continue
        try:
            found.append(read(_Entry(where, values)))
        except ExtractError as error:
            faults.append(Told.of(error))
    return tuple(found)


def _kind(value: object) -> str:
    """What a TOML value is, in words."""
    return "nothing" if value is None else _KINDS.get(type(value), "a date or time")


class _Entry:
    """One entry's keys, taken one by one so that a key nobody knows is found."""

    def __init__(self, where: str, values: dict[str, Any]) -> None:
        self._where = where
        self._values = dict(values)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._values.pop(key, default)
        if not isinstance(value, str):
            self._refuse(f"{key} = a text", _kind(value))
        if not value.strip() and default is None:
            self._refuse(f"{key} = a text", "an empty one")
        return value

    def yes(self, key: str) -> bool:
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            self._refuse(f"{key} = true or false", _kind(value))
        return value

    def source(self) -> Source:
        value = self.text("source")
        try:
            return Source(value)
        except ValueError:
            self._refuse(f"source = one of {', '.join(Source)}", repr(value))

    def vintage(self) -> str:
        value = self.text("vintage", "")
        try:
            return str(Month.parse(value)) if value else ""
        except ValueError:
            self._refuse("vintage = a month such as 2026-01", repr(value))

    def password_variable(self) -> str:
        name = self.text("password_variable", PASSWORD_VARIABLE)
        if not name.startswith(PASSWORD_VARIABLES):  # which may be the password itself
            wanted = f"password_variable = a name that begins with {PASSWORD_VARIABLES}"
            self._refuse(wanted, "another text")
        return name

    def finish(self) -> None:
        if self._values:
            self._refuse("known keys", ", ".join(map(repr, self._values)))

    def _refuse(self, wanted: str, found: str) -> NoReturn:
        message = f"{self._where}: {wanted} was wanted; found {found}: correct it"
        raise SourcesFileError(message) from None


def _database(entry: _Entry) -> DatabaseSource:
    asked = DatabaseSource(
        name=entry.text("name"),
        address=entry.text("address"),
        query=entry.text("query"),
        source=entry.source(),
        vintage=entry.vintage(),
        password_variable=entry.password_variable(),
        sparse=entry.yes("omits_zeros"),
    )
    entry.finish()
    return asked


def _download(entry: _Entry) -> DownloadSource:
    asked = DownloadSource(address=entry.text("address"), vintage=entry.vintage())
    entry.finish()
    return asked
