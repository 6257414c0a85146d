from __future__ import annotations

import io
import warnings
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.rich_workbook import make_rich_workbook
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.package.zip_entry import Entry, zip_bytes
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path


def zipped(*entries: tuple[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the repeated name that a test wants
        for name, content in entries:
            file.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("packed", "fault"),
    [
        (b"Month,Count\n", "not an Excel workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "old .xls format"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
            "encrypted with a password or a sensitivity label",
        ),
        (b"PK\x03\x04 cut short", "damaged"),
        (zipped(("/etc/passwd", b"")), "absolute name"),
        (zipped(("C:/x.xml", b"")), "absolute name"),
        (zipped(("xl/../../x.xml", b"")), "points outside the file"),
        (zipped(("a.bin", b"1"), ("A.BIN", b"2")), "two entries of one name"),
        (zipped(("xl/bomb.xml", bytes(1 << 25))), "unpacks to 33,554,432 bytes"),
        (
            zipped(("x.xml", b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>')),
            "declares a DTD",
        ),
        (
            zipped(("x.xml", b"<!-- <a> " + b"x" * 9_000 + b" --><!DOCTYPE a><a/>")),
            "declares a DTD",
        ),
        (zipped(("x.xml", b"\xff\xfe" + "<!DOCTYPE a><a/>".encode("utf-16-le"))), "a DTD"),
        (zipped(("x.xml", b"")), "is not XML"),
        (zipped(("x.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>')), "x.xml is not XML"),
        (zipped(("x.xml", b"<!--" + bytes(range(32, 44)) * 9_000 + b"--><a/>")), "does not begin"),
        (zipped(("x.xml", b'<?xml version="1.0" encoding="UTF-9"?><a/>')), "is not XML .*UTF-9"),
        (zipped(("x.xml", b'<?xml version="1.0" encoding="euc-jp"?><a/>')), "is not XML"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_to_trust_is_refused(packed: bytes, fault: str) -> None:
    with pytest.raises(WorkbookError, match=fault):
        Archive.of(packed, source="Dashboard.xlsx")


@pytest.mark.parametrize(("name", "most"), [("xl/sharedStrings.xml", 32), ("xl/a.xml", 100)])
def test_a_part_that_would_fill_the_memory_is_refused(name: str, most: int) -> None:
    """Packed to a 190th, as no bomb: only its size says what it is."""
    size = (most << 20) + 1
    entry = Entry(name, bytes(size // 190), zipfile.ZIP_DEFLATED, 0, size)

    with pytest.raises(WorkbookError, match=rf"holds {size:,} bytes of XML in one part"):
        Archive.of(zip_bytes([entry]), source="Dashboard.xlsx")


def test_a_zip_without_a_workbook_is_refused() -> None:
    archive = Archive.of(zipped(("a.xml", b"<a/>")), source="photos.zip")

    with pytest.raises(WorkbookError, match=r"photos.zip is a zip but not an Excel workbook"):
        structure(archive)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match=r"There is no workbook .*gone.xlsx"):
        Archive.read(tmp_path / "gone.xlsx")


def test_a_damaged_part_is_named() -> None:
    packed = zipped(("xl/data.bin", b"some content that is checked"))
    broken = packed.replace(b"data.bin", b"data.bin", 1)
    position = broken.index(b"xl/data.bin") + len("xl/data.bin")
    broken = broken[:position] + b"\x00\x00\x00" + broken[position + 3 :]

    with pytest.raises(WorkbookError, match=r"damaged in xl/data.bin"):
        Archive.of(broken, source="d.xlsx").content("xl/data.bin")


def test_unchanged_entries_keep_their_compressed_bytes(tmp_path: Path) -> None:
    packed = make_rich_workbook(tmp_path / "rich.xlsx").read_bytes()
    archive = Archive.of(packed, source="rich.xlsx")
    replaced = archive.replaced({"docProps/app.xml": "<a/>"})

    with zipfile.ZipFile(io.BytesIO(replaced)) as file:
        sizes = {info.filename: (info.compress_size, info.CRC) for info in file.infolist()}
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        changed = [
            info.filename
            for info in file.infolist()
            if sizes[info.filename] != (info.compress_size, info.CRC)
        ]
    assert changed == ["docProps/app.xml"]


def test_a_replaced_zip_is_sound(tmp_path: Path) -> None:
    archive = Archive.read(make_rich_workbook(tmp_path / "rich.xlsx"))

    with zipfile.ZipFile(io.BytesIO(archive.replaced({"xl/new–part.bin": b"new"}))) as file:
        assert (file.testzip(), file.read("xl/new–part.bin")) == (None, b"new")


def test_a_part_can_be_left_out(tmp_path: Path) -> None:
    archive = Archive.read(make_rich_workbook(tmp_path / "rich.xlsx"))

    left = Archive.of(archive.replaced({"docProps/app.xml": None}), source="rich.xlsx")
    assert set(archive.names) - set(left.names) == {"docProps/app.xml"}
