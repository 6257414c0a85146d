from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from workbook.fleet import places, store_copy, store_files
from workbook.fleet.addresses import folder_of
from workbook.fleet.places import PlaceError
from workbook.fleet.store_copy import refuse_names
from workbook.fleet.store_files import ATTEMPTS, Known, reason_of
from workbook.package.writer_lock import only_writer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

fsspec = pytest.importorskip("fsspec", reason="needs fsspec: pip install -e .[fleet]")
HOSTILE = "../up.csv", "a/../../up.csv", "/etc/x", "a//b.csv", "a\\b.csv", "a\0.csv", "x" * 300
SECRETS = (
    "s3://AKIAUSER:s3cret@bucket/x",
    "s3://AKIAUSER:s3c/ret@bucket/x",
    "s3://AKIAUSER:s3cret/x",
    "s3://AKIAUSER:s3c?ret@bucket",
    "s3://s3cret@bucket",
    "s3://bucket/x?token=s3cret",
    "s3://bucket/x#s3cret",
    "s3://bucket/x;AccountKey=s3cret",
    "abfs://box:s3cret@account.dfs.core.windows.net/x",
    "abfs://box@account.dfs.core.windows.net/x?sig=s3cret",
    "zip://a.zip::s3://user:s3cret@bucket",
    "https://user:s3cret@example.org/x",
)


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[str]:
    """A store in memory, and copies of it below the test's own folder."""
    monkeypatch.setattr(store_copy, "PLACES", tmp_path / "places")
    monkeypatch.setattr(store_files, "pause", lambda _seconds: None)
    yield "memory://box/in"
    fsspec.filesystem("memory").store.clear()


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("address", SECRETS)
def test_an_address_with_a_secret_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(PlaceError) as refused:
        places.refuse_unsafe_place(address)

    for part in ("s3cret", "s3c", "AKIAUSER"):
        assert part not in str(refused.value)
        assert part not in places.shown(address)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://example.org/x", "does not list its files"),
        ("nothing://x", "of a kind that is not known"),
        ("s3://", "correct it"),
        ("zip://a.zip::s3://bucket", "unpack its files"),
    ],
)
def test_an_address_that_is_no_stores_says_what_is_wanted(address: str, says: str) -> None:
    with pytest.raises(PlaceError, match=says):
        places.refuse_unsafe_place(address)


def test_a_store_whose_package_is_not_here_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "adlfs", None)
    with pytest.raises(PlaceError, match=r"package adlfs is not installed.*pip install adlfs"):
        places.refuse_unsafe_place("abfs://box@account.dfs.core.windows.net/x")
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(PlaceError, match=r"pip install 'safer-communities-dashboard\[fleet\]'"):
        places.refuse_unsafe_place("s3://bucket")


def test_a_folder_needs_no_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    for where in (tmp_path, str(tmp_path), tmp_path.as_uri()):
        places.put(where, "2025/a b.csv", b"1")
        assert places.local_copy(where) == tmp_path
        assert list(places.info(where)) == ["2025/a b.csv"]
        assert places.get(where, "2025/a b.csv") == b"1"
        assert places.get(where, "none.csv") is None
        assert not places.exists(where, "none.csv")
    assert places.info(tmp_path / "not there") == {}


def test_what_is_no_address_is_a_folder(tmp_path: Path) -> None:
    assert folder_of("s3") is not None
    assert folder_of(tmp_path) == tmp_path
    assert folder_of("s3://bucket") is None


def test_what_people_edit_is_kept_when_it_is_replaced(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        places.put(tmp_path, "book.xlsx", content)
        places.put(tmp_path, "report.parquet", content, is_edited=False)

    assert files(tmp_path) == {"book.xlsx": b"2", "book.xlsx.bak": b"1", "report.parquet": b"2"}


def test_a_stores_files_are_written_and_read(store: str) -> None:
    for name, content in {"a b/ü.csv": b"1", "empty.csv": b""}.items():
        places.put(store, name, content)
        assert places.get(store, name) == content
        assert places.exists(store, name)

    assert {name: one.size for name, one in places.info(store).items()} == {
        "a b/ü.csv": 1, "empty.csv": 0
    }  # fmt: skip
    assert places.get(store, "none.csv") is None
    assert places.get(store, "a b") is None
    assert not places.exists(store, "a b")
    assert places.info("memory://nowhere") == {}


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_name_that_leaves_the_place_is_neither_read_nor_written(
    store: str, tmp_path: Path, name: str
) -> None:
    for where in (store, str(tmp_path)):
        with pytest.raises(PlaceError, match="the name of a file in it was wanted"):
            places.put(where, name, b"1")
        with pytest.raises(PlaceError, match="the name of a file in it was wanted"):
            places.get(where, name)
    with pytest.raises(PlaceError, match="which no folder can hold"):
        refuse_names(store, {name: Known(1, "1")}, is_case_blind=False)


def test_names_that_are_one_in_a_folder_are_refused() -> None:
    twins = {"A.csv": Known(1, "1"), "a.csv": Known(1, "1")}
    refuse_names("s3://box", twins, is_case_blind=False)
    with pytest.raises(PlaceError, match=r"'A\.csv' and 'a\.csv', which are one name"):
        refuse_names("s3://box", twins, is_case_blind=True)
    composed = {"u\u0308.csv": Known(1, "1"), "\u00fc.csv": Known(1, "1")}
    with pytest.raises(PlaceError, match="which are one name"):
        refuse_names("s3://box", composed, is_case_blind=True)
    with pytest.raises(PlaceError, match=r"'a', which is also the folder of others"):
        refuse_names("s3://box", {"a": Known(1, "1"), "a/b": Known(1, "1")}, is_case_blind=False)


def test_a_copy_follows_its_store(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places.put(store, "same/a.csv", b"1")
    places.put(store, "old/b.csv", b"2")
    places.put(store, "c.csv", b"3")
    copy = places.local_copy(store)
    assert files(copy) == {"same/a.csv": b"1", "old/b.csv": b"2", "c.csv": b"3"}
    if os.name == "posix":
        assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700

    fsspec.filesystem("memory").rm("/box/in/old/b.csv")
    places.put(store, "c.csv", b"4")
    places.put(store, "d.csv", b"")
    brought = []
    bring = store_files.StoreFiles.bring

    def counted(self: store_files.StoreFiles, name: str, known: Known, target: Path) -> None:
        brought.append(name)
        bring(self, name, known, target)

    monkeypatch.setattr(store_files.StoreFiles, "bring", counted)
    assert places.local_copy(store) == copy
    assert files(copy) == {"same/a.csv": b"1", "c.csv": b"4", "d.csv": b""}
    assert sorted(brought) == ["c.csv", "d.csv"]
    assert not (copy / "old").exists()


def test_a_copy_that_somebody_changed_is_brought_again(store: str) -> None:
    places.put(store, "a.csv", b"1")
    copy = places.local_copy(store)
    (copy / "a.csv").write_bytes(b"2")
    os.utime(copy / "a.csv", ns=(1, 1))
    (copy / "more.csv").write_bytes(b"3")
    with (copy.parent / "kept.jsonl").open("a") as kept:
        kept.write('{"broken\n["a.csv", 1]\n')
    left = copy.parent / "parts-of-a-killed-run"
    left.mkdir()

    assert files(places.local_copy(store)) == {"a.csv": b"1"}
    assert not left.exists()


def test_a_transfer_that_breaks_leaves_nothing_half(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    places.put(store, "a.csv", b"whole")
    copy = places.local_copy(store)
    places.put(store, "a.csv", b"another")
    tried = []

    def half(_self: object, _path: str, target: str) -> None:
        tried.append(target)
        with open(target, "wb") as file:  # noqa: PTH123 - as the library does
            file.write(b"ano")

    with monkeypatch.context() as broken:
        broken.setattr(type(fsspec.filesystem("memory")), "get_file", half)
        with pytest.raises(PlaceError, match=r"a\.csv was to be read; found 3 bytes instead of 7"):
            places.local_copy(store)

    assert len(tried) == ATTEMPTS
    assert files(copy) == {}
    assert [path.name for path in copy.parent.glob("parts-*")] == []
    assert files(places.local_copy(store)) == {"a.csv": b"another"}


def test_a_place_with_no_file_says_so(store: str) -> None:
    with pytest.raises(PlaceError, match="memory://box/in: files were wanted; found none"):
        places.local_copy(store)


def test_two_runs_do_not_bring_at_once(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places.put(store, "a.csv", b"1")
    copy = places.local_copy(store)
    monkeypatch.setattr("workbook.package.writer_lock.TRIES", 1)
    with (
        only_writer(copy),
        pytest.raises(PlaceError, match="another run of this program is bringing them"),
    ):
        places.local_copy(store)


def test_what_a_library_said_is_not_repeated() -> None:
    class ClientError(Exception):
        response = {"Error": {"Code": "SlowDown", "Message": "s3cret"}}  # noqa: RUF012

    class OddError(ClientError):
        response = {"Error": {"Code": "s3cret s3cret"}}  # noqa: RUF012

    assert reason_of(ClientError("s3cret")) == "the answer SlowDown"
    assert reason_of(OddError("s3cret")) == "an error (OddError)"
    assert reason_of(TimeoutError("s3cret")) == "no answer in time"
    assert reason_of(ConnectionResetError("s3cret")) == "a broken connection"
