"""What becomes of every file of a folder: a file at fault stops nothing else."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.support.paths import EXCERPTS
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

RELEASE: Final = (EXCERPTS / "mps_borough_2025.csv").read_bytes()
RETURN: Final = b"indicator,area,month,value\nfires,Barnet,2025-12,38\n"
SEARCHES: Final = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,"
    "Age range,Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,"
    "Outcome,Outcome linked to object of search,Removal of more than just outer clothing\n"
    "Person search,2025-12-01T00:00:00+00:00,,,,,Male,,,,,Controlled drugs,,,\n"
)


def encrypted_zip() -> bytes:
    """A .zip whose member says that it has a password."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("r.csv", RETURN)
    content = bytearray(file.getvalue())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def damaged_zip() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("r.csv", RETURN * 20)
    content = bytearray(file.getvalue())
    content[40:60] = b"\xff" * 20
    return bytes(content)


def with_cell(text: str) -> str:
    """The release with another text for its first figure."""
    header, first, *rest = RELEASE.decode().replace("\r", "").splitlines()
    cells = first.split(",")
    return "\n".join([header, ",".join([*cells[:-1], text]), *rest, ""])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("negative.csv", with_cell("-12"), "row 2, column 202512: a count of 0 or more was wanted"),
        ("rate.csv", with_cell("12.5"), "row 2, column 202512: a whole count was wanted"),
        ("infinite.csv", with_cell("inf"), "row 2, column 202512: a number was wanted"),
        ("words.csv", with_cell("many"), "row 2, column 202512: a number was wanted"),
        ("locked.zip", encrypted_zip(), "found an encrypted one"),
        ("damaged.zip", damaged_zip(), "found a damaged one"),
        ("cut.zip", damaged_zip()[:60], "found one that cannot be opened"),
        ("cut.xlsx", damaged_zip()[:60], "a workbook was wanted"),
        ("damaged.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a workbook was wanted"),
        ("cut.csv.gz", b"\x1f\x8b\x08\0\0\0", "cannot be unpacked"),
        ("empty.csv", b"", "found an empty file"),
        ("empty.xlsx", b"", "found an empty file"),
        ("page.csv", "<!DOCTYPE html><html></html>", "found a web page"),
        ("page.xls", "<html><table></table></html>", "found a web page"),
        ("zeros.csv", bytes(3000), "found an empty file"),
        ("noise.csv", bytes(range(256)) * 9, "of a known extract were wanted"),
        ("quotes.csv", b'a,b,c,d\n"' + b"x" * 200_000, "field larger than field limit"),
    ],
)
def test_a_file_at_fault_ends_in_one_sentence_and_the_rest_is_read(
    store_of: Callable[..., Store], name: str, content: str | bytes, told: str
) -> None:
    store = store_of({"2026-01/good.csv": RELEASE, name: content})

    assert (len(store.extracts), len(store.faults)) == (1, 1)
    assert told in store.faults[0]
    assert store.faults[0].startswith(name)


def test_a_missing_figure_in_words_is_no_fault(store_of: Callable[..., Store]) -> None:
    assert store_of({"r.csv": with_cell("nan")}).faults == ()


def test_what_no_reader_foresaw_stops_no_other_file(
    store_of: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(content: bytes, *_: object) -> None:
        raise MemoryError(len(content))

    monkeypatch.setattr("xlsrc.extracts.reader.file_reading", broken)

    store = store_of({"r.csv": RETURN})

    assert store.faults[0].startswith("r.csv could not be read (MemoryError")


def test_a_file_that_may_not_be_read_is_a_fault(
    store_of: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Permissions do not bind an administrator, whom some tests run as: the refusal is made."""
    whole = Path.read_bytes

    def refused(path: Path) -> bytes:
        if path.name == "locked.csv":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", refused)

    store = store_of({"locked.csv": RETURN, "good.csv": RELEASE})

    assert len(store.extracts) == 1
    assert store.faults == (
        "locked.csv could not be opened (Permission denied): close it and try again",
    )


def test_a_file_that_changes_while_it_is_read_is_a_fault(
    store_of: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept of a file is kept by its content: half of one and half of another is neither."""
    whole = Path.read_bytes

    def half_written(path: Path) -> bytes:
        return whole(path)[:-5] if path.name == "growing.csv" else whole(path)

    monkeypatch.setattr(Path, "read_bytes", half_written)

    store = store_of({"growing.csv": RETURN, "good.csv": RELEASE})

    assert len(store.extracts) == 1
    assert store.faults == (
        "growing.csv changed while it was read: wait until it is whole, and try again",
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_folder_that_may_not_be_read_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o000)

    store = Store.open(tmp_path, cache=None)

    assert store.faults[0].startswith("locked is a folder that could not be opened")


def test_a_folder_with_a_file_s_name_is_looked_into(store_of: Callable[..., Store]) -> None:
    store = store_of({"2025.csv/r.csv": RETURN})

    assert (len(store.extracts), store.faults) == (1, ())


def test_every_file_has_a_line(store_of: Callable[..., Store]) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as members:
        members.writestr("good.csv", RETURN.replace(b"fires", b"floods"))
        members.writestr("bad.csv", b"name,colour\nBarnet,green\n")

    store = store_of(
        {
            "a.csv": RETURN,
            "b.csv": RETURN,
            "c.zip": archive.getvalue(),
            "d.csv": SEARCHES,
            "e.csv": "name,colour\nBarnet,green\n",
            "f.csv": "",
            "notes.txt": "the analyst's own notes",
            "letter.pdf": b"%PDF",
            "population/people.csv": "LSOA21CD,2022\n",
        }
    )

    assert {line.file: line.state for line in store.files} == {
        "a.csv": "read",
        "b.csv": "a copy, counts once",
        "c.zip": "read in part",
        "d.csv": "read",
        "e.csv": "not recognised",
        "f.csv": "not read",
        "notes.txt": "not recognised",
        "letter.pdf": "no extract",
        "population/people.csv": "no extract",
    }


def test_searches_without_any_place_are_read_and_no_area_s(store_of: Callable[..., Store]) -> None:
    store = store_of({"searches.csv": SEARCHES})

    assert [line.state for line in store.files] == ["read"]
    assert (store.extracts, store.faults) == ((), ())


def test_what_was_at_fault_in_an_archive_is_told_when_it_is_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    with zipfile.ZipFile(folder / "c.zip", "w") as members:
        members.writestr("good.csv", RETURN)
        members.writestr("bad.csv", b"name,colour\nBarnet,green\n")

    first, again = (Store.open(folder, cache=tmp_path / "cache") for _ in range(2))

    assert (again.faults, again.files) == (first.faults, first.files)
    assert len(again.faults) == 1
