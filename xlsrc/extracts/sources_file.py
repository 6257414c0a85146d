"""``sources.toml`` in a folder of extracts: databases to ask and addresses to download from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NoReturn

from xlsrc.domain.errors import ExtractError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.database_query import PASSWORD_VARIABLE, DatabaseSource

if TYPE_CHECKING:
    from pathlib import Path


SOURCES_FILE: Final = "sources.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadSource:
    """An address to download an extract from; ``vintage`` where the file does not say its own."""

    address: str
    vintage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteSources:
    """What a folder's ``sources.toml`` asks for; nothing where there is none."""

    databases: tuple[DatabaseSource, ...] = ()
    downloads: tuple[DownloadSource, ...] = ()


def remote_sources(folder: Path) -> RemoteSources:
    """The ``[[database]]`` and ``[[download]]`` entries of the folder's ``sources.toml``.

    :class:`~xlsrc.domain.errors.ExtractError` names the entry and the key at fault.
    """
    path = folder / SOURCES_FILE
    if not path.is_file():
        return RemoteSources()
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{SOURCES_FILE}: a TOML file was wanted; found {error}: correct that line"
        raise ExtractError(message) from error
    unknown = told.keys() - {"database", "download"}
    if unknown:
        message = (
            f"{SOURCES_FILE}: [[database]] and [[download]] were wanted; found "
            f"{', '.join(sorted(unknown))}: correct the heading"
        )
        raise ExtractError(message)
    return RemoteSources(
        databases=tuple(
            _database(_Entry(f"{SOURCES_FILE}, database {at}", entry))
            for at, entry in enumerate(told.get("database", ()), 1)
        ),
        downloads=tuple(
            _download(_Entry(f"{SOURCES_FILE}, download {at}", entry))
            for at, entry in enumerate(told.get("download", ()), 1)
        ),
    )


class _Entry:
    """One entry's keys, taken one by one so that a key nobody knows is found."""

    def __init__(self, where: str, values: dict[str, Any]) -> None:
        self._where = where
        self._values = dict(values)

    def text(self, key: str, default: str | None = None) -> str:
        value = self._values.pop(key, default)
        if not isinstance(value, str):
            self._refuse(f"{key} = a text", value)
        return value

    def yes(self, key: str) -> bool:
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            self._refuse(f"{key} = true or false", value)
        return value

    def source(self) -> Source:
        value = self.text("source")
        try:
            return Source(value)
        except ValueError:
            self._refuse(f"source = one of {', '.join(Source)}", value)

    def vintage(self) -> str:
        value = self.text("vintage", "")
        try:
            return str(Month.parse(value)) if value else ""
        except ValueError:
            self._refuse("vintage = a month such as 2026-01", value)

    def finish(self) -> None:
        if self._values:
            self._refuse("known keys", ", ".join(self._values))

    def _refuse(self, wanted: str, found: object) -> NoReturn:
        shown = "nothing" if found is None else repr(found)
        message = f"{self._where}: {wanted} was wanted; found {shown}: correct it"
        raise ExtractError(message) from None


def _database(entry: _Entry) -> DatabaseSource:
    asked = DatabaseSource(
        name=entry.text("name"),
        address=entry.text("address"),
        query=entry.text("query"),
        source=entry.source(),
        vintage=entry.vintage(),
        password_variable=entry.text("password_variable", PASSWORD_VARIABLE),
        sparse=entry.yes("omits_zeros"),
    )
    entry.finish()
    return asked


def _download(entry: _Entry) -> DownloadSource:
    asked = DownloadSource(address=entry.text("address"), vintage=entry.vintage())
    entry.finish()
    return asked
