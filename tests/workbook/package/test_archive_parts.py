"""What the parts of an opened workbook are, by name and in their letters."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from workbook.package import archive as archives
from workbook.package.archive import Archive, resolved_target
from workbook.package.file_state import NO_FILE
from workbook.package.zip_entry import Entry
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path

MB = 1024 * 1024


def test_an_archive_of_no_file_says_so() -> None:
    assert Archive("d.xlsx", {}).state is NO_FILE


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<?xml version="1.0"?><a>é</a>'.encode(), None),
        (b"\xef\xbb\xbf" + '<?xml version="1.0" encoding="UTF-8"?><a>é</a>'.encode(), None),
        (b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>", "UTF-8"),
        (b'<?xml version="1.0" encoding="Windows-1252"?><a>\xe9</a>', "UTF-8"),
        ('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16"), "UTF-8"),
        (b"\xfe\xff" + '<?xml encoding="UTF-16"?><a>é</a>'.encode("utf-16-be"), "UTF-8"),
        ('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16-le"), "UTF-8"),
        ('<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16-be"), "UTF-8"),
    ],
)
def test_a_part_is_read_in_the_letters_that_it_names(content: bytes, text: str | None) -> None:
    found = archives._decoded(content)  # noqa: SLF001 - the spelling beyond it is another's

    assert found.endswith("<a>é</a>")
    if text:
        assert found.startswith("<?xml")
        assert found.count(text) == 1
        assert "16" not in found
        assert "1252" not in found
        assert "8859" not in found


def test_letters_that_no_part_may_be_in_are_named() -> None:
    entry = Entry.of("a.xml", b'<?xml version="1.0" encoding="EUC-JP"?><a/>')

    with pytest.raises(WorkbookError) as caught:
        Archive("d.xlsx", {"a.xml": entry}).text("a.xml")
    assert str(caught.value) == (
        "d.xlsx has a part in letters that cannot be read (a.xml: it names the encoding euc-jp); "
        "save it in Excel first."
    )


def test_a_part_that_is_missing_is_named() -> None:
    with pytest.raises(WorkbookError) as caught:
        Archive("d.xlsx", {}).content("xl/a.xml")
    assert str(caught.value) == (
        "d.xlsx lacks its part xl/a.xml; open and save it in Excel to mend it."
    )


def test_parts_are_found_whatever_the_case_of_their_names() -> None:
    archive = Archive("d.xlsx", {"xl/A.xml": Entry.of("xl/A.xml", b"<a/>")})

    assert archive.part_name("XL/a.XML") == "xl/A.xml"
    assert archive.part_name("xl/b.xml") is None
    assert archive.names == ("xl/A.xml",)


def test_parts_of_two_archives_are_compared_by_what_they_hold() -> None:
    new = Entry.of("a", b"abc")
    stored = Entry("b", b"abc", zipfile.ZIP_STORED, new.crc, 3)
    one, other = Archive("1", {"a": new}), Archive("2", {"b": stored, "c": Entry.of("c", b"x")})

    assert (one.holds_as("a", other, "b"), one.holds_as("a", other, "c")) == (True, False)
    with pytest.raises(WorkbookError, match=r"^2 lacks its part d"):
        one.holds_as("a", other, "d")


def test_replaced_parts_are_text_bytes_or_entries_and_stand_where_they_stood() -> None:
    old = Archive("d", {name: Entry.of(name, name.encode()) for name in ("a", "b", "c", "d")})
    new = old.replaced(
        {"b": "é", "c": None, "d": Entry.of("d", b"entry"), "e": b"\xff", "gone": None}
    )

    archive = Archive.of(new, source="d")
    assert {name: archive.content(name) for name in archive.names} == {
        "a": b"a",
        "b": "é".encode(),
        "d": b"entry",
        "e": b"\xff",
    }
    assert archive.names == ("a", "b", "d", "e")


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("xl/worksheets/sheet1.xml", "../charts/chart1.xml", "xl/charts/chart1.xml"),
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/workbook.xml", "/xl/./a.xml", "xl/a.xml"),
        ("", "xl/workbook.xml", "xl/workbook.xml"),
    ],
)
def test_a_target_is_seen_from_its_source(source: str, target: str, wanted: str) -> None:
    assert resolved_target(source, target) == wanted


@pytest.mark.parametrize(("size", "is_too_large"), [(1024 * MB, False), (1024 * MB + 1, True)])
def test_a_file_of_more_than_a_gigabyte_is_not_even_read(
    size: int, *, is_too_large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "d.xlsx"
    with path.open("wb") as file:
        file.truncate(size)  # a hole: nothing of it lies on the disk

    def read(_: Path) -> None:
        raise PermissionError(13, "was read")

    monkeypatch.setattr(archives, "read_with_state", read)
    with pytest.raises(WorkbookError) as caught:
        Archive.read(path)
    assert str(caught.value) == (
        "d.xlsx is larger than 1 GB, which no dashboard needs."
        if is_too_large
        else f"{path} cannot be read (was read); check its name, close it elsewhere and try again."
    )
