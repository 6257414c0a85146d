"""What is refused before it is read: each limit from both sides, each sentence whole."""

from __future__ import annotations

import gzip
import io
import zipfile
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.support.home_office import as_ods, as_xlsx
from xlsrc.domain.errors import (
    BusyFileError,
    DamagedFileError,
    EmptyFileError,
    ExtractError,
    OtherKindError,
    ProtectedFileError,
    TooLargeError,
    WrongCellError,
)
from xlsrc.extracts import file_content, sheet_rows, text_table, unpacked
from xlsrc.extracts.file_content import content_of, digest_of
from xlsrc.extracts.sheet_rows import streamed_sheets
from xlsrc.extracts.text_table import Lines, decoded, is_endless, text_lines
from xlsrc.extracts.unpacked import archive_of, gunzipped, member_chunks, member_content

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MEGABYTE = 1024**2
FEWER = "keep the areas and months that are needed, in several files"


def said(kind: type[ExtractError], ask: Callable[[], object]) -> str:
    """The sentence of what is raised, which is of just this kind."""
    with pytest.raises(ExtractError) as raised:
        ask()
    assert type(raised.value) is kind
    return str(raised.value)


def zipped(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def opened(content: bytes, what: str | None = None) -> list[str]:
    args = () if what is None else (what,)
    with archive_of(content, "a.zip", *args) as archive:
        return archive.namelist()


def member(content: bytes, name: str = "r.csv") -> bytes:
    with archive_of(content, "a.zip") as archive:
        return member_content(archive, archive.getinfo(name), f"a.zip, {name}")


def test_what_is_no_archive() -> None:
    assert said(DamagedFileError, lambda: opened(b"no archive")) == (
        "a.zip: an archive was wanted; found one that cannot be opened (File is not a zip file): "
        "download or save it again"
    )
    assert said(DamagedFileError, lambda: opened(b"no archive", "a workbook")).startswith(
        "a.zip: a workbook was wanted; found one that cannot be opened"
    )


def test_how_many_files_an_archive_has_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MAX_ARCHIVE_MEMBERS", 1200)
    many = {f"{at}.csv": b"" for at in range(1201)}

    assert said(TooLargeError, lambda: opened(zipped(many))) == (
        "a.zip: an archive of at most 1,200 files was wanted; found 1,201: keep the areas and "
        "months that are needed"
    )
    del many["7.csv"]
    assert len(opened(zipped(many))) == 1200


def test_how_large_an_archive_says_that_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MAX_ARCHIVE_BYTES", 3 * MEGABYTE)
    whole = {"a.csv": bytes(2 * MEGABYTE), "b.csv": bytes(MEGABYTE)}

    assert opened(zipped(whole)) == ["a.csv", "b.csv"]
    assert said(TooLargeError, lambda: opened(zipped(whole | {"c.csv": b"1"}))) == (
        f"a.zip: an unpacked size of at most 3 MB was wanted; found 4 MB: {FEWER}"
    )


def test_how_large_a_file_of_an_archive_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MAX_TEXT_BYTES", 2 * MEGABYTE)
    most = bytes(range(256)) * 8192

    assert member(zipped({"r.csv": most})) == most
    assert said(TooLargeError, lambda: member(zipped({"r.csv": most + b"1"}))) == (
        f"a.zip, r.csv: an unpacked size of at most 2 MB was wanted; found 3 MB: {FEWER}"
    )
    with archive_of(zipped({"r.csv": most}), "a.zip") as archive:
        pieces = list(member_chunks(archive, archive.getinfo("r.csv"), "r.csv", len(most)))
        assert (b"".join(pieces), [len(one) for one in pieces]) == (most, [MEGABYTE] * 2)
        short = "r.csv: an unpacked size of at most 1 MB was wanted; found 2 MB: " + FEWER

        def cut(limit: int) -> list[bytes]:
            return list(member_chunks(archive, archive.getinfo("r.csv"), "r.csv", limit))

        for limit in (len(most) - 1, MEGABYTE):
            assert said(TooLargeError, partial(cut, limit)) == short


def test_what_is_there_counts_and_not_what_is_declared() -> None:
    content = zipped({"r.csv": bytes(3 * MEGABYTE)})
    with archive_of(content, "a.zip") as archive:
        info = archive.getinfo("r.csv")
        info.file_size = 5

        assert (
            said(TooLargeError, lambda: list(member_chunks(archive, info, "a.zip", 2 * MEGABYTE)))
            == f"a.zip: an unpacked size of at most 2 MB was wanted; found 3 MB: {FEWER}"
        )
        assert len(b"".join(member_chunks(archive, info, "a.zip", 3 * MEGABYTE))) == 3 * MEGABYTE


def test_a_file_with_a_password_and_a_damaged_one() -> None:
    content = bytearray(zipped({"r.csv": b"a,b\n" * 2000}))
    locked = bytes(content)
    at = locked.index(b"PK\x01\x02") + 8
    locked = locked[:at] + b"\x01" + locked[at + 1 :]
    content[60] ^= 0xFF

    assert said(ProtectedFileError, lambda: member(locked)) == (
        "a.zip, r.csv: a file without a password was wanted; found an encrypted one: unpack it "
        "with its password and put in the files"
    )
    damaged = said(DamagedFileError, lambda: member(bytes(content)))
    assert damaged.startswith("a.zip, r.csv: a whole archive was wanted; found a damaged one (")
    assert damaged.endswith("): download it again")


def test_a_gz_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "MAX_TEXT_BYTES", 2 * MEGABYTE)
    line = b"a,b\n" * (MEGABYTE // 4)

    assert gunzipped(gzip.compress(line * 2), "a.gz") == line * 2
    assert said(TooLargeError, lambda: gunzipped(gzip.compress(line * 2 + b"1"), "a.gz")) == (
        f"a.gz: an unpacked size of at most 2 MB was wanted; found 3 MB: {FEWER}"
    )
    assert said(DamagedFileError, lambda: gunzipped(gzip.compress(line)[:-9], "a.gz")) == (
        "a.gz: a .gz file was wanted; found one that cannot be unpacked (Compressed file ended "
        "before the end-of-stream marker was reached): download it again"
    )
    endless = bytes(MEGABYTE)
    assert said(DamagedFileError, lambda: gunzipped(gzip.compress(endless), "a.gz")) == (
        "a.gz: a table of lines was wanted; found a line of more than a million letters: "
        "download or save it again"
    )
    for begin in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        assert gunzipped(gzip.compress(begin + endless), "a.gz") == begin + endless


def test_the_digest_and_the_content_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"abc")
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    assert digest_of(file, "x/a.csv") == digest
    assert content_of(file, "x/a.csv", digest) == b"abc"
    file.write_bytes(b"abd")
    assert said(BusyFileError, lambda: content_of(file, "x/a.csv", digest)) == (
        "x/a.csv changed while it was read: wait until it is whole, and try again"
    )
    gone = tmp_path / "gone.csv"
    for ask in (lambda: digest_of(gone, "gone.csv"), lambda: content_of(gone, "gone.csv", digest)):
        assert said(BusyFileError, ask) == (
            "gone.csv could not be opened (No such file or directory): close it and try again"
        )
    monkeypatch.setattr(file_content, "MAX_FILE_BYTES", 3)
    assert digest_of(file, "x/a.csv") != digest
    file.write_bytes(b"abcd")
    assert said(TooLargeError, lambda: digest_of(file, "x/a.csv")).startswith(
        "x/a.csv: a file of at most 0 MB was wanted; found 1 MB: keep"
    )


def lines(content: bytes, is_header: Callable[[Sequence[str]], bool] = bool) -> Lines:
    return text_lines(content, "a.csv", is_header)


EMPTY = "a.csv: an extract was wanted; found an empty file: download it again"


@pytest.mark.parametrize(
    "content", [b"", b" \t\r\n", b"\xef\xbb\xbf\n", b"\xff\xfe\n\0", b"\0" * 9, b",,\n , \n", b'""']
)
def test_a_file_of_blanks_is_empty(content: bytes) -> None:
    assert said(EmptyFileError, lambda: lines(content)) == EMPTY


def test_blanks_of_more_than_a_piece_are_empty_and_with_a_letter_are_not() -> None:
    blanks = b"\n" * (MEGABYTE + 5)

    assert said(EmptyFileError, lambda: lines(blanks)) == EMPTY
    assert list(lines(blanks + b"a,b").rows) == [(MEGABYTE + 6, ["a", "b"])]


def test_what_is_no_delimited_text() -> None:
    assert said(OtherKindError, lambda: lines(b"PK\x03\x04x")) == (
        "a.csv: a text file was wanted; found a workbook or archive: give it its true suffix "
        "(.xlsx or .zip)"
    )
    for begin in (
        b"<!DOCTYPE html>",
        b" \n<HTML>",
        b"<head>",
        b"<body>",
        b"<?xml ",
        b"<script>",
        b"<!-- ",
    ):
        assert said(OtherKindError, partial(lines, begin + b"a,b")) == (
            "a.csv: an extract was wanted; found a web page, often an error message saved under "
            "the extract's name: download it again"
        )
    assert list(lines(b"<5,b\nc,<html\n").rows) == [(1, ["<5", "b"]), (2, ["c", "<html"])]


def test_a_cell_beyond_what_a_reader_takes_is_damaged() -> None:
    content = b'a,"' + b"x" * 200_000 + b'"\n'

    assert said(DamagedFileError, lambda: lines(content)) == (
        "a.csv: a delimited text was wanted; found field larger than field limit (131072): "
        "download or save it again"
    )


# A line of a million letters and its end is one; of one letter more it is none.
@pytest.mark.parametrize("end", [b"\n", b"\r"])
def test_the_longest_line(end: bytes) -> None:
    line = b"x" * 999_999 + end

    assert not is_endless(line * 3)
    assert not is_endless(b"x" * 1_000_000)
    assert not is_endless(end + b"x" * 1_000_000)
    assert is_endless(b"x" * 1_000_001)
    assert is_endless(line + b"x" * 1_000_000 + end)
    assert not is_endless(line + b"x" * 1_000_000)
    assert not is_endless(b"\n".join([b"ab"] * 600_000))
    assert is_endless(b"\n".join([b"ab"] * 600_000) + b"x" * 1_000_001)


def test_how_many_cells_a_table_has_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_table, "MAX_CELLS", 1200)
    row = b"1,2,3,4\n"

    assert len(lines(row * 300).rows) == 300
    assert said(TooLargeError, lambda: lines(row * 301)) == (
        f"a.csv: a table of at most 1,200 cells was wanted; found at least 1,204: {FEWER}"
    )
    # Lines of blanks take no room.
    assert len(lines((row + b",,,,,,\n") * 300).rows) == 300


@pytest.mark.parametrize(("at", "number"), [(29, 41), (30, 30)])
def test_a_header_is_looked_for_among_thirty_filled_lines(at: int, number: int) -> None:
    rows = [b"x,%d" % row for row in range(40)]
    rows.insert(at, b"header,1")

    found = lines(b"\n\n".join(rows), lambda row: row[0] == "header")

    assert len(found.rows) == number
    assert [line for line, _ in found.rows[:3]] == [1, 3, 5]


def test_the_lines_of_a_file() -> None:
    found = lines(b"a;b;c;d\r\n\r\n1;2;3;4\r\n")

    assert (found.file, found.ended) == ("a.csv", True)
    assert list(found.rows) == [(1, list("abcd")), (3, list("1234"))]
    for end, ended in ((b"\n", True), (b"\r", True), (b"", False), (b"4", False)):
        assert lines(b"a,b,c,d\n1,2,3,4" + end).ended is ended
    assert lines("a,b\nc,d\n".encode("utf-16-le")).ended
    assert lines("a,b\nc,d\r".encode("utf-16-le")).ended
    assert not lines("a,b\nc,d".encode("utf-16-le")).ended


# What stands most often in the first line that has at least three of one of them.
@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("a,b,c,d\n1,2,3,4\n", ["a", "b", "c", "d"]),
        ("a;b;c;d\n", ["a", "b", "c", "d"]),
        ("a\tb\tc\td\n", ["a", "b", "c", "d"]),
        ("Fires, to\na;b;c;d\n", ["Fires, to"]),
        ("A, b, c\na;b;c;d\n", ["A, b, c"]),
        ("A, b, c, d\na;b;c;d\n", ["A", " b", " c", " d"]),
        ("a;b,c;d,e;f\n", ["a", "b,c", "d,e", "f"]),
        ("a;b\n", ["a", "b"]),
        ("\n\n  \na;b;c;d\n", ["a", "b", "c", "d"]),
    ],
)
def test_what_parts_the_cells(content: str, row: list[str]) -> None:
    assert lines(content.encode()).rows[0][1] == row


def test_letters_of_office_computers() -> None:
    text = "São;1\n"

    assert decoded(text.encode()) == decoded(text.encode("utf-8-sig")) == text
    assert decoded(text.encode("cp1252")) == text
    for encoding in ("utf-16", "utf-16-le"):
        assert decoded(text.encode(encoding)) == text
    assert decoded(b"\xfe\xff" + text.encode("utf-16-be")) == text
    # A letter that lies across two pieces, and one that is cut off at the end.
    long = "x" * (MEGABYTE - 1) + "é"
    assert decoded(long.encode()) == long
    assert decoded("é".encode()[:1]) == "Ã"
    assert decoded(b"\x81") == "\ufffd"
    assert list(lines(b"a\x81,b\xe9\n").rows) == [(1, ["a\ufffd", "bé"])]
    assert list(lines(b"\xff\xfea\0,\0\x00\xd8\n\0").rows) == [(1, ["a", "\ufffd"])]


def test_a_row_of_another_length() -> None:
    table = Lines(file="a.csv", rows=[(1, ["a ", "b"]), (3, ["1", " 2", "", " "]), (4, ["3", "4"])])

    found = table.headed()
    assert (found.file, found.header, found.ended, found.odd) == ("a.csv", ("a", "b"), True, ())
    assert (found.rows, found.lines) == ((("1", "2"), ("3", "4")), (3, 4))
    assert found.column(1) == ["2", "4"]
    wrong = Lines(
        file="a.csv", rows=[*table.rows[:1], (5, ["1"]), (6, ["1", "2", "3"]), (9, ["1"])]
    )
    assert said(WrongCellError, wrong.headed) == (
        "a.csv, line 5: 2 columns were wanted, as in the header; found 1: mend that line or save "
        "again"
    )
    longer = Lines(file="a.csv", rows=[*table.rows, (6, ["1", "2", "3"])])
    assert said(WrongCellError, longer.headed).endswith("found 3: mend that line or save again")
    cut = Lines(file="a.csv", rows=[*table.rows, (9, ["1"])], ended=False)
    assert said(WrongCellError, cut.headed) == (
        "a.csv, line 9: 2 columns were wanted, as in the header; found 1: the file was cut off: "
        "download it again"
    )
    row_by_row = wrong.headed(row_by_row=True)
    assert row_by_row.odd == ((5, ("1",)), (6, ("1", "2", "3")), (9, ("1",)))
    assert (row_by_row.rows, row_by_row.lines) == ((), ())
    below = cut.headed(1, row_by_row=True)
    assert below.header == ("1", "2", "", "")
    assert not below.ended
    assert cut.headed(2, row_by_row=True).odd == ((9, ("1",)),)


def test_how_many_rows_are_read_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_rows, "MAX_STREAMED_ROWS", 1200)

    def number(rows: int) -> int:
        content = as_xlsx({"One": [("x", at) for at in range(rows)]})
        return sum(1 for _, of_sheet in streamed_sheets(content, "a.xlsx") for _ in of_sheet)

    assert number(1200) == 1200
    assert said(TooLargeError, lambda: number(1201)) == (
        "a.xlsx: a workbook of at most 1,200 rows was wanted; found more: keep the years that are "
        "needed, in several files"
    )


def test_a_workbook_that_is_damaged_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(DamagedFileError, lambda: list(streamed_sheets(b"PK", "a.xlsx"))) == (
        "a.xlsx: a workbook was wanted; found one that cannot be opened (File is not a zip file): "
        "download or save it again"
    )
    assert list(streamed_sheets(zipped({"other.xml": b"<a/>"}), "a.xlsx")) == []
    cut = zipped({"content.xml": b"<a><b></a>"})
    damaged = said(
        DamagedFileError, lambda: [list(rows) for _, rows in streamed_sheets(cut, "a.ods")]
    )
    assert damaged == (
        "a.ods: a workbook was wanted; found a damaged one (mismatched tag: line 1, column 8): "
        "download or save it again"
    )
    monkeypatch.setattr(sheet_rows, "MAX_STREAMED_BYTES", 3)
    content = as_ods({"One": [("a",)]})
    assert said(TooLargeError, lambda: list(streamed_sheets(content, "a.ods"))).startswith(
        "a.ods: an unpacked size of at most 0 MB was wanted"
    )
