from __future__ import annotations

import zlib

import pytest

from workbook.package.zip_entry import Entry

TEXT = "".join(f"<c r='A{number}'><v>{number * 7919 % 10007}</v></c>–" for number in range(20_000))


@pytest.mark.parametrize("cut", [1, 33, 4096, 1 << 20])
def test_a_text_is_packed_alike_however_it_is_cut(cut: int) -> None:
    text = TEXT if cut > 1 else TEXT[:50_000]
    pieces = (text[at : at + cut] for at in range(0, len(text), cut))

    assert Entry.of_text("a.xml", pieces) == Entry.of("a.xml", text.encode())


def test_an_entry_of_no_text_is_empty() -> None:
    assert Entry.of_text("a.xml", ()).content() == b""


def test_entries_are_known_as_alike_by_their_packed_bytes() -> None:
    entry = Entry.of("a.xml", b"text")

    assert entry.holds_as(Entry.of("b.xml", b"text"))
    assert not entry.holds_as(Entry.of("a.xml", b"other"))


def test_a_text_is_packed_as_quickly_as_can_be() -> None:
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)

    assert (
        Entry.of("a.xml", TEXT.encode()).packed == packer.compress(TEXT.encode()) + packer.flush()
    )
