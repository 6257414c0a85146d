"""``sources.toml``: what is wrong with an entry is a sentence, and stops no other entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
