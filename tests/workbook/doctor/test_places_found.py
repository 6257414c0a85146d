"""What is said of the folders that the program uses, and of what lies in them."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import pytest

from workbook.doctor import places
from workbook.doctor.finding import Kind, State
from xlsrc.keeping.held import Held

if TYPE_CHECKING:
    from workbook.doctor.finding import Finding

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="folders have owners by number")


def refused(path: Path) -> NoReturn:
    raise PermissionError(13, "Permission denied", str(path))


def told(found: Finding) -> tuple[str, str, str]:
    return (found.state.value, found.told, found.action)


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "log" / "buttons.log"
    monkeypatch.setattr(places, "log_file", lambda: file)
    return file


@pytest.fixture
def no_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(places, "caches_held", lambda: ())
    monkeypatch.setattr(places, "USER_CACHES", tmp_path / "cache")


def kept(name: str) -> Finding:
    (found,) = (one for one in places.of_kept() if one.name == name)
    return found


@on_posix
def test_every_folder_that_is_written_to_is_told_with_whose_it_is(
    monkeypatch: pytest.MonkeyPatch, log: Path, tmp_path: Path
) -> None:
    settings = tmp_path / "settings"
    settings.mkdir()
    monkeypatch.setattr(places, "settings_file", lambda: settings / "settings.toml")
    monkeypatch.setattr(places, "USER_CACHES", tmp_path / "cache")
    monkeypatch.setattr("tempfile.tempdir", str(settings))
    monkeypatch.chdir(settings)

    found = {one.name: told(one) for one in places.of_rights()}

    made = "(made when it is needed), yours, can be written"
    here = ("ok", f"{settings}, yours, can be written", "")
    assert found == {
        "Folder of settings": here,
        "Folder of the cache": ("ok", f"{tmp_path / 'cache'} {made}", ""),
        "Folder of the log": ("ok", f"{log.parent} {made}", ""),
        "Folder of temporary files": here,
        "This folder": here,
    }
    assert list(settings.iterdir()) == []


@on_posix
def test_a_folder_inside_one_that_may_not_be_entered_is_sought_above_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed = tmp_path / "closed" / "cache"
    is_dir = Path.is_dir

    def asked(one: Path) -> bool:
        return refused(one) if one == closed else is_dir(one)

    monkeypatch.setattr(Path, "is_dir", asked)

    found = places.writable("Cache", closed)

    assert found.told == f"{closed} (made when it is needed), yours, can be written"


@on_posix
def test_a_folder_of_somebody_else_that_takes_no_file_is_a_fault_of_rights(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owner = tmp_path.stat().st_uid
    monkeypatch.setattr("os.geteuid", lambda: owner + 1)
    monkeypatch.setattr("tempfile.TemporaryFile", lambda **named: refused(named["dir"]))

    assert told(places.writable("Log", tmp_path)) == (
        "fault",
        f"{tmp_path}, owner number {owner}, cannot be written (Permission denied)",
        "give this person the right to write there",
    )


def test_where_folders_have_no_number_of_an_owner_none_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delattr("os.geteuid", raising=False)

    assert places.writable("Log", tmp_path).told == f"{tmp_path}, can be written"


@pytest.mark.usefixtures("log", "no_cache")
def test_without_a_log_no_button_has_failed() -> None:
    assert told(kept("Log")) == ("ok", "empty: no button has failed", "")


@pytest.mark.usefixtures("log", "no_cache")
def test_a_log_is_to_be_sent_along(log: Path) -> None:
    log.parent.mkdir()
    log.write_bytes(b"one\ntwo\n")

    expected = ("note", f"2 lines in {log}", "send it along where a button failed")
    assert told(kept("Log")) == expected


@pytest.mark.usefixtures("log", "no_cache")
def test_a_log_that_cannot_be_read_is_a_fault_of_rights(log: Path) -> None:
    log.mkdir(parents=True)

    found = kept("Log")

    assert (found.kind, found.state) == (Kind.RIGHTS, State.FAULT)
    assert found.told.startswith(f"{log} cannot be read (")


@pytest.mark.usefixtures("log", "no_cache")
def test_a_cache_that_cannot_be_looked_into_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places, "caches_held", lambda: refused(tmp_path))

    assert told(kept("Cache")) == (
        "fault",
        f"{tmp_path / 'cache'} cannot be looked into (Permission denied)",
        "remove it, or give this person the right to it",
    )


@pytest.mark.parametrize(
    ("size", "is_private", "state", "action"),
    [
        (1, True, State.OK, ""),
        (3, True, State.NOTE, "the next run takes away what was unused longest"),
        (
            3,
            False,
            State.FAULT,
            "let nobody else enter it (chmod 700), or remove it: it is made again",
        ),
    ],
)
@pytest.mark.usefixtures("log", "no_cache")
def test_a_cache_is_within_its_limit_and_its_owners_alone(
    monkeypatch: pytest.MonkeyPatch,
    *,
    size: int,
    is_private: bool,
    state: State,
    action: str,
) -> None:
    held = Held(
        folder=Path("extracts"), files=1, bytes=size, most=2, oldest_days=4, is_private=is_private
    )
    monkeypatch.setattr(places, "caches_held", lambda: (held,))

    found = kept("Cache")

    assert (found.state, found.action, found.told) == (state, action, held.sentence)


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        (500, ("ok", "500 MB free", "")),
        (499, ("fault", "499 MB free", "make room: 500 MB at least")),
    ],
)
@pytest.mark.usefixtures("log", "no_cache")
def test_a_disk_that_is_nearly_full_is_a_fault(
    monkeypatch: pytest.MonkeyPatch,
    free: int,
    expected: tuple[str, str, str],
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free << 20))

    assert told(kept("Disk of the cache")) == expected
    assert told(kept("Disk of temporary files")) == expected


@pytest.fixture
def extracts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "extracts"
    (folder / "police").mkdir(parents=True)
    (folder / "police" / "2025-12.csv").write_bytes(b"")
    monkeypatch.setattr(places, "extracts_folder", lambda: folder)
    return folder


def test_the_files_of_the_extracts_are_counted(extracts: Path) -> None:
    assert told(places.of_extracts()) == ("ok", f"1 file in {extracts}", "")


def test_extracts_that_may_not_be_read_are_a_fault_of_rights(
    monkeypatch: pytest.MonkeyPatch, extracts: Path
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)

    found = places.of_extracts()

    assert (found.kind, *told(found)) == (
        Kind.RIGHTS,
        "fault",
        f"{extracts} cannot be read",
        "give this person the right to read it",
    )


def test_a_file_of_the_extracts_that_may_not_be_asked_after_is_named(
    monkeypatch: pytest.MonkeyPatch, extracts: Path
) -> None:
    monkeypatch.setattr(Path, "is_file", refused)

    name = extracts / "police"
    assert told(places.of_extracts())[1] == f"{name} cannot be read (Permission denied)"
