"""Each limit of what is trusted in a workbook, on both of its sides, and what a zip holds."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from workbook.package.archive import Archive
from workbook.package.trust import refuse_dtd, refuse_other_formats, refuse_untrustworthy
from workbook.package.zip_entry import Entry, packed_bytes, zip_bytes
from xlsrc.domain.errors import WorkbookError

MB = 1024 * 1024
NOT_TRUSTED = "d.xlsx is not a workbook to trust: it holds {}. Nothing was read."


def info(name: str, size: int = 9, packed: int = 9) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)
    found.file_size, found.compress_size = size, packed
    found.compress_type = zipfile.ZIP_DEFLATED
    return found


def refused(*infos: zipfile.ZipInfo) -> str:
    """What is said of these entries; nothing where they are trusted."""
    try:
        refuse_untrustworthy(list(infos), "d.xlsx")
    except WorkbookError as error:
        return str(error)
    return ""


def of_parts(*sizes: int) -> list[zipfile.ZipInfo]:
    return [info(f"media/{at}.bin", size, size) for at, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (info("a.bin", 16 * MB, 1), ""),
        (info("a.bin", 16 * MB + 1, 1), "an entry that unpacks to 16,777,217 bytes (a.bin)"),
        (info("a.bin", 20_000_000, 100_000), ""),
        (info("a.bin", 20_000_001, 100_000), "an entry that unpacks to 20,000,001 bytes (a.bin)"),
        (info("xl/a.xml", 100 * MB, MB), ""),
        (info("xl/a.XML", 100 * MB, MB), ""),
        (
            info("xl/a.xml", 100 * MB + 1, MB),
            "104,857,601 bytes of XML in one part (xl/a.xml)",
        ),
        (
            info("xl/a.XML", 100 * MB + 1, MB),
            "104,857,601 bytes of XML in one part (xl/a.XML)",
        ),
        (
            info("a.rels", 100 * MB + 1, MB),
            "104,857,601 bytes of XML in one part (a.rels)",
        ),
        (info("a.vml", 100 * MB + 1, MB), "104,857,601 bytes of XML in one part (a.vml)"),
        (info("xl/sharedStrings.xml", 32 * MB, MB), ""),
        (
            info("xl/sharedStrings.xml", 32 * MB + 1, MB),
            "33,554,433 bytes of XML in one part (xl/sharedStrings.xml)",
        ),
        (info("/a.xml"), "an entry with an absolute name (/a.xml)"),
        (info("D:a.xml"), "an entry with an absolute name (D:a.xml)"),
        (info("a\\b.xml"), "an entry with an absolute name (a\\b.xml)"),
        (info("../a.xml"), "an entry that points outside the file (../a.xml)"),
        (info("xl/..a/b..xml"), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else value.filename,
)
def test_an_entry_is_refused_beyond_its_limit_and_not_at_it(
    entry: zipfile.ZipInfo, fault: str
) -> None:
    assert refused(info("first.xml"), entry) == (NOT_TRUSTED.format(fault) if fault else "")


@pytest.mark.parametrize("sizes", [[1024 * MB], [512 * MB, 512 * MB], [1, 1024 * MB - 2, 1]])
def test_all_entries_together_may_hold_a_gigabyte_and_no_more(sizes: list[int]) -> None:
    assert refused(*of_parts(*sizes)) == ""
    assert refused(*of_parts(*sizes, 1)) == NOT_TRUSTED.format("more than 1 GB of content")


def test_encrypted_and_oddly_packed_and_repeated_entries_are_refused() -> None:
    encrypted, lzma, stored = info("a.xml"), info("b.xml"), info("c.xml")
    encrypted.flag_bits = 0x801
    lzma.compress_type = zipfile.ZIP_LZMA
    stored.compress_type = zipfile.ZIP_STORED
    stored.flag_bits = 0x806

    assert [refused(stored, entry) for entry in (encrypted, lzma, info("C.XML"))] == [
        NOT_TRUSTED.format("an encrypted entry (a.xml)"),
        NOT_TRUSTED.format("an entry packed in a way that Excel does not know (b.xml)"),
        NOT_TRUSTED.format("two entries of one name (C.XML)"),
    ]
    assert refused(stored) == ""


def test_what_is_no_zip_is_told_apart_by_its_first_bytes() -> None:
    refuse_other_formats(b"PK", "d.xlsx")
    for packed, wanted in (
        (
            b"P",
            "d.xlsx is not an Excel workbook (.xlsx); name the workbook itself.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "d.xlsx is in the old .xls format; save it in Excel as .xlsx and use that.",
        ),
    ):
        with pytest.raises(WorkbookError) as caught:
            refuse_other_formats(packed, "d.xlsx")
        assert str(caught.value) == wanted


@pytest.mark.parametrize("is_stored", [True, False])
@pytest.mark.parametrize(
    ("blanks", "fault"),
    [
        (65_535, ""),
        (69_000, ""),
        (70_000, "d.xlsx is not a workbook to trust: a.xml does not begin."),
    ],
)
def test_the_root_is_looked_for_in_the_first_64_kb(
    blanks: int, fault: str, *, is_stored: bool
) -> None:
    entry = Entry.of("a.xml", b"<!--" + b" " * blanks + b"--><a/>")
    if is_stored:
        entry = Entry("a.xml", entry.content(), zipfile.ZIP_STORED, entry.crc, entry.size)
    if not fault:
        return refuse_dtd(entry, "d.xlsx")
    with pytest.raises(WorkbookError) as caught:
        refuse_dtd(entry, "d.xlsx")
    assert str(caught.value) == fault
    return None


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize(
    ("crc", "size"), [(b"abd", 3), (b"abc", 2), (b"abc", 4), (b"ab", 2), (b"abcd", 4), (b"", 0)]
)
def test_content_of_another_checksum_or_size_than_declared_is_refused(
    method: int, crc: bytes, size: int
) -> None:
    packed = b"abc" if method == zipfile.ZIP_STORED else Entry.of("a.bin", b"abc").packed
    entry = Entry("a.bin", packed, method, zlib.crc32(crc), size)
    right = Entry("a.bin", packed, method, zlib.crc32(b"abc"), 3)
    assert right.content() == b"abc"

    with pytest.raises(ValueError, match=r"^a\.bin$"):
        entry.content()
    damaged = Archive("d.xlsx", {"a.bin": entry})
    with pytest.raises(WorkbookError) as caught:
        damaged.content("a.bin")
    assert str(caught.value) == "d.xlsx is damaged in a.bin; restore it from a copy."


def test_entries_lie_alike_where_all_of_them_is_alike() -> None:
    entry = Entry("a", b"abc", 0, 1, 3)

    assert entry.holds_as(Entry("b", b"abc", 0, 1, 3))
    for other in (("abd", 0, 1, 3), ("abc", 8, 1, 3), ("abc", 0, 2, 3), ("abc", 0, 1, 4)):
        assert not entry.holds_as(Entry("a", other[0].encode(), *other[1:]))


def test_a_zip_is_written_as_the_published_format_says() -> None:
    """APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16: version 2.0, no flags but for UTF-8, 1 January 1980."""
    first, second = Entry("a.bin", b"abc", 0, zlib.crc32(b"abc"), 3), Entry.of("ü.xml", b"<a/>" * 9)
    packed = zip_bytes([first, second])
    name = "ü.xml".encode()
    sizes = (second.crc, len(second.packed), 36, len(name), 0)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 0, 0, 0x21, first.crc, 3, 3, 5, 0)
    local += b"a.bin" + b"abc"
    other = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0x800, 8, 0, 0x21, *sizes) + name
    directory = struct.pack(
        "<4s6H3I5H2I",
        *(b"PK\1\2", 20, 20, 0, 0, 0, 0x21, first.crc, 3, 3, 5),
        *(0, 0, 0, 0, 0, 0),
    )
    directory += b"a.bin"
    directory += struct.pack(
        "<4s6H3I5H2I",
        *(b"PK\1\2", 20, 20, 0x800, 8, 0, 0x21, *sizes),
        *(0, 0, 0, 0, len(local)),
    )
    directory += name
    before = local + other + second.packed
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(directory), len(before), 0)
    assert packed == before + directory + end
    with zipfile.ZipFile(BytesIO(packed)) as opened:
        assert opened.testzip() is None
        assert [each.date_time for each in opened.infolist()] == [(1980, 1, 1, 0, 0, 0)] * 2
        found = [packed_bytes(packed, each) for each in opened.infolist()]
    assert found == [b"abc", second.packed]


def test_an_entry_that_is_not_where_the_zip_says_is_named() -> None:
    packed = zip_bytes([Entry.of("a.xml", b"<a/>")])
    for at in (1, len(packed) - 29):
        lies = info("a.xml")
        lies.header_offset = at
        with pytest.raises(ValueError, match=r"^a\.xml is not where the zip says$"):
            packed_bytes(packed, lies)
    broken = packed.replace(b"PK\3\4", b"PK\3\5")
    with pytest.raises(WorkbookError, match=r"^d is damaged: a\.xml is not where the zip says\.$"):
        Archive.of(broken, source="d")
