"""A store of S3's kind, as it is and behind a line that fails, and a fleet from and to it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Final

import pytest

from tests.support.s3_server import CREDENTIALS, NOT_HERE, SECRET, BrokenLine, is_here, served
from workbook.fleet import places, store_copy, store_files
from workbook.fleet.flow import Report, fleet
from workbook.fleet.places import PlaceError
from workbook.fleet.plan import Asked
from workbook.fleet.report import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbook.new_workbook import New

if not is_here():
    pytest.skip(NOT_HERE, allow_module_level=True)

TRIED: Final = {"500": "the answer InternalError", "503": "the answer SlowDown"}
TRIED_IN_VAIN: Final = {**TRIED, "cut": "a broken connection", "silent": "no answer in time"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("s3")) as endpoint:
        yield endpoint


@pytest.fixture
def line(server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[BrokenLine]:
    """A line to the store that the environment names, with an empty bucket "box" in it."""
    import s3fs

    line = BrokenLine(server)
    for name, value in (CREDENTIALS | {"AWS_ENDPOINT_URL_S3": line.endpoint}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(store_copy, "PLACES", tmp_path / "places")
    monkeypatch.setattr(store_files, "pause", lambda _seconds: None)
    monkeypatch.setattr(s3fs.S3FileSystem, "read_timeout", 1)
    s3fs.S3FileSystem.clear_instance_cache()
    system = s3fs.S3FileSystem()
    if system.exists("box"):
        system.rm("box", recursive=True)
    system.mkdir("box")
    yield line
    line.close()
    s3fs.S3FileSystem.clear_instance_cache()


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def put_raw(endpoint: str, keys: dict[str, bytes]) -> None:
    """Objects whose names no folder has, by the library below that of the files."""
    import boto3  # type: ignore[import-untyped]  # has no types

    client = boto3.client("s3", endpoint_url=endpoint)
    for key, content in keys.items():
        client.put_object(Bucket="box", Key=key, Body=content)
    client.close()


def test_files_go_to_a_store_and_come_back(line: BrokenLine) -> None:
    contents = {"2025-12/a b+ü%20.csv": b"1", "empty.csv": b"", "Big.csv": b"x" * 200_000}
    for name, content in contents.items():
        places.put("s3://box/in", name, content)
    put_raw(line.endpoint, {"in/": b"", "in/2025-12/": b"", "in/2025-12": b"", "into.csv": b"3"})

    assert {name: known.size for name, known in places.info("s3://box/in").items()} == {
        name: len(content) for name, content in contents.items()
    }
    copy = places.local_copy("s3://box/in/")
    assert files(copy) == contents
    places.put("s3://box/in", "empty.csv", b"2")
    line.fail()
    assert files(places.local_copy("s3://box/in")) == contents | {"empty.csv": b"2"}
    assert line.asked("GET", "empty.csv") == 1
    assert line.asked("GET", "Big.csv") == 0
    assert places.get("s3://box/in", "2025-12/a b+ü%20.csv") == b"1"
    assert places.get("s3://box/in", "none.csv") is None
    assert not places.exists("s3://box/in", "none.csv")


@pytest.mark.parametrize("key", ["in/../../up.csv", "in/a\\b.csv", "in//a.csv"])
def test_a_hostile_key_leaves_no_folder(line: BrokenLine, tmp_path: Path, key: str) -> None:
    put_raw(line.endpoint, {key: b"1", "in/good.csv": b"2"})

    with pytest.raises(PlaceError, match="which no folder can hold: rename it there"):
        places.local_copy("s3://box/in")

    assert files(tmp_path) == {}


def test_a_store_that_fails_twice_gives_and_takes_all_the_same(line: BrokenLine) -> None:
    for fault in (*TRIED, "cut", "half"):
        line.fail(fault, fault, method="PUT", path="a.csv")
        places.put("s3://box/in", "a.csv", fault.encode())
        line.fail(fault, fault, path="a.csv")
        assert places.get("s3://box/in", "a.csv") == fault.encode()
        line.fail(fault, fault, path="a.csv")
        assert files(places.local_copy("s3://box/in")) == {"a.csv": fault.encode()}
        line.fail(fault, fault, path="list-type")
        assert list(places.info("s3://box/in")) == ["a.csv"]


@pytest.mark.parametrize("fault", [*TRIED_IN_VAIN, "403"])
def test_a_store_that_keeps_failing_says_so_in_a_sentence(line: BrokenLine, fault: str) -> None:
    places.put("s3://box/in", "a.csv", b"old")
    places.put("s3://box/in", "b.csv", b"whole")
    found = TRIED_IN_VAIN.get(fault, "that the store does not permit it")
    faults = [fault] * 9  # of connections that were kept, the library's own line tries again too
    calls: dict[str, Callable[[], object]] = {
        "a.csv was to be written": lambda: places.put("s3://box/in", "a.csv", b"new"),
        "a.csv was to be read": lambda: places.local_copy("s3://box/in"),
        "the list of its files was to be read": lambda: places.info("s3://box/in"),
    }
    for (said, call), (method, path) in zip(
        calls.items(), [("PUT", "a.csv"), ("GET", "a.csv"), ("GET", "list-type")], strict=True
    ):
        if fault == "silent" and said != "a.csv was to be read":
            continue  # each costs seconds
        line.fail(*faults, method=method, path=path)
        with pytest.raises(PlaceError) as failed:
            call()
        assert str(failed.value).startswith(f"s3://box/in: {said}; found {found}")
        assert SECRET not in str(failed.value)
        assert failed.value.__suppress_context__ or failed.value.__context__ is None
    line.fail()
    assert places.get("s3://box/in", "a.csv") == b"old"
    assert files(places.local_copy("s3://box/in")) == {"a.csv": b"old", "b.csv": b"whole"}


def test_a_store_without_credentials_says_where_they_go(
    line: BrokenLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    for name in ("AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "none"))
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    with pytest.raises(PlaceError, match="no credentials for the store: give them in the env"):
        places.put("s3://box/in", "a.csv", b"1")
    assert line.asked("PUT", "a.csv") == 0


def run(extracts: str, out: str) -> Report:
    asked = Asked(
        areas=("Sheffield", "Barnsley"),
        extracts=extracts,
        out=out,
        workbooks=None,
        scheduler=None,
        workers=1,
        today=datetime.date.today(),  # noqa: DTZ011 - as a refresh does
    )
    return fleet(asked, progress=lambda _step: None, heard=lambda _row, _total: None)


def books(where: str) -> dict[str, bytes | None]:
    return {name: places.get(where, name) for name in places.info(where) if name.endswith(".xlsx")}


def test_a_fleet_from_and_to_a_store_that_fails(
    line: BrokenLine,
    south_yorkshire: Path,
    sheffield: New,
    tmp_path: Path,
    proof: Callable[[str], None],
) -> None:
    for name, content in files(south_yorkshire).items():
        places.put("s3://box/extracts", name, content)

    line.fail(*["503"] * 99, method="PUT", path="Sheffield")
    broken = run("s3://box/extracts", "s3://box/out")
    assert [row.state for row in broken.rows] == [State.FAILED, State.MADE]
    assert "found the answer SlowDown in 3 attempts" in broken.rows[0].sentence
    assert line.asked("PUT", "Sheffield") == store_files.ATTEMPTS
    assert list(books("s3://box/out")) == ["Dashboard Barnsley.xlsx"]

    line.fail()
    after = run("s3://box/extracts", "s3://box/out")
    assert [row.state for row in after.rows] == [State.MADE, State.UNCHANGED]
    assert books("s3://box/out")["Dashboard Sheffield.xlsx"] == sheffield.path.read_bytes()
    again = run("s3://box/extracts", "s3://box/out")
    assert [row.state for row in again.rows] == [State.UNCHANGED] * 2

    left = [content for content in files(tmp_path).values() if SECRET.encode() in content]
    kept = [places.get("s3://box/out", name) or b"" for name in places.info("s3://box/out")]
    assert left == []
    assert not any(SECRET.encode() in content for content in kept)
    proof(
        "A fleet of 2 from and to a store of S3's kind, which failed one of them: the other was "
        "made, the next run made that one, with the bytes that `safer new` gives of a folder."
    )
