"""``sources.toml``: what is wrong with an entry is a sentence, and stops no other entry."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.sources_file import remote_sources
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ('[[database]]\nname = "x"\n', "database 1: address = a text was wanted; found nothing"),
        (
            '[[download]]\naddress = "https://x/a.csv"\nvintage = "spring"\n',
            "download 1: vintage = a month such as 2026-01 was wanted; found 'spring'",
        ),
        (
            '[[download]]\naddress = "https://x/a.csv"\npassword = "p"\n',
            "download 1: known keys was wanted; found 'password'",
        ),
        ("[[web]]\n", "were wanted; found web"),
        ("not toml", "a TOML file was wanted"),
        (
            '[[download]]\naddress = "http://x/a.csv"\n',
            "an address that begins with https:// was wanted",
        ),
    ],
)
def test_a_sources_file_at_fault_is_told(tmp_path: Path, entry: str, complaint: str) -> None:
    (tmp_path / "sources.toml").write_text(entry, encoding="utf-8")

    store = Store.open(tmp_path, cache=None)

    assert complaint in store.faults[0]


DATABASE = 'name = "x"\naddress = "sqlite:///x.db"\nquery = "SELECT 1"\n'
SOURCE = 'source = "MPS recorded crime"\n'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('database = "x"', ": [[database]] was wanted; found a text"),
        ("download = 3", ": [[download]] was wanted; found a whole number"),
        ("database = true", ": [[database]] was wanted; found true or false"),
        ("[database]\nname = 1", ": [[database]] was wanted; found [database]"),
        ("database = [1.5]", ", database 1: a table was wanted; found a number"),
        ("[[database]]\nname = 3", ", database 1: name = a text was wanted; found a whole number"),
        ('[[database]]\nname = " "', ", database 1: name = a text was wanted; found an empty one"),
        (
            '[[download]]\naddress = ["https://me:hunter2@x.org/a.csv"]',
            ", download 1: address = a text was wanted; found a list",
        ),
        (
            '[[download]]\naddress = "https://x.org/a"\nvintage = 2026-01-01',
            ", download 1: vintage = a text was wanted; found a date or time",
        ),
        (
            f'[[database]]\n{DATABASE}{SOURCE}omits_zeros = "yes"',
            ", database 1: omits_zeros = true or false was wanted; found a text",
        ),
        (
            f'[[database]]\n{DATABASE}source = {{of = "MPS"}}',
            ", database 1: source = a text was wanted; found a table",
        ),
        (f'[[database]]\n{DATABASE}source = "MPS"', ", database 1: source = one of "),
        *(
            (
                f'[[database]]\n{DATABASE}{SOURCE}password_variable = "{name}"',
                ", database 1: password_variable = a name that begins with SAFER_ was wanted",
            )
            for name in ("hunter2", "AWS_SECRET_ACCESS_KEY", "safer_hunter2", "", " SAFER_X")
        ),
        (
            f"[[database]]\n{DATABASE}{SOURCE}password_variable = 2",
            ", database 1: password_variable = a text was wanted; found a whole number",
        ),
    ],
)
def test_a_value_of_another_kind_is_told_and_not_repeated(
    tmp_path: Path, text: str, complaint: str
) -> None:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")

    (fault,) = Store.open(tmp_path, cache=None).faults

    assert fault.startswith(f"sources.toml{complaint}")
    assert not any(secret in fault for secret in ("hunter2", "AWS_"))


def test_an_entry_at_fault_stops_no_other(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "crime.db")) as connection:
        connection.execute(
            "CREATE TABLE crime AS SELECT 'E09000003' AS area_code, 'Barnet' AS area_name, "
            "'borough' AS area_level, 'THEFT' AS offence_group, 'SHOPLIFTING' AS offence, "
            "'2025-12' AS month, 281 AS count"
        )
    address = f"sqlite:///{(tmp_path / 'crime.db').as_posix()}"
    good = DATABASE.replace("sqlite:///x.db", address).replace("SELECT 1", "SELECT * FROM crime")
    (tmp_path / "sources.toml").write_text(
        f'[[database]]\nname = 3\n[[download]]\nvintage = "spring"\n[[database]]\n{good}{SOURCE}',
        encoding="utf-8-sig",  # as Notepad saves it
    )

    store = Store.open(tmp_path, cache=None)

    assert [one.file for one in store.extracts] == ["x"]
    assert [fault.partition(":")[0] for fault in store.faults] == [
        "sources.toml, database 1",
        "sources.toml, download 1",
    ]


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 100_000 + "]" * 100_000, "a = " + "9" * 5_000], ids=["deep", "digits"]
)
def test_toml_that_no_reader_takes_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.toml").write_text(text)

    with pytest.raises(ExtractError, match=r"sources\.toml: a TOML file was wanted; found"):
        remote_sources(tmp_path)
