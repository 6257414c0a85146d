"""The folder of an edition: whole or not there, and never another's file replaced."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from workbook.package.writer_lock import only_writer
from workbook.publish.folder import PREFIX, EditionFolder
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError

if TYPE_CHECKING:
    from pathlib import Path

CONTENTS = {"Barnet public.xlsx": b"public", "Barnet restricted.xlsx": b"restricted"}


def printed(aside: Path, target: Path) -> bool:
    target.write_bytes(b"pdf of " + (aside / "Barnet public.xlsx").read_bytes())
    return True


def folder_at(place: Path) -> EditionFolder:
    return EditionFolder(place, CONTENTS, {"Barnet public.pdf": printed})


def silent(_step: str) -> None:
    return


def published(folder: EditionFolder) -> None:
    with folder.made_aside(silent) as put_in_place:
        put_in_place()


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


WHOLE = {**CONTENTS, "Barnet public.pdf": b"pdf of public"}


def test_all_files_come_into_a_new_folder_and_nothing_else_beside_it(tmp_path: Path) -> None:
    published(folder_at(tmp_path / "deep" / "Published"))

    assert held(tmp_path / "deep" / "Published") == WHOLE
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["Published"]


def test_until_it_is_put_in_place_the_folder_is_not_there(tmp_path: Path) -> None:
    with folder_at(tmp_path / "Published").made_aside(silent):
        assert not (tmp_path / "Published").exists()

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lost", sorted(WHOLE))
def test_publishing_again_brings_what_is_not_there_and_leaves_the_rest(
    tmp_path: Path, lost: str
) -> None:
    place = tmp_path / "Published"
    published(folder_at(place))
    (place / lost).unlink()
    (place / "Notes.txt").write_bytes(b"the council's")
    times = {path.name: path.stat().st_mtime_ns for path in place.iterdir()}

    published(folder_at(place))

    assert held(place) == {**WHOLE, "Notes.txt": b"the council's"}
    assert {n: t for n, t in times.items() if (place / n).stat().st_mtime_ns != t} == {}


def test_a_printed_page_that_is_there_is_not_printed_again(tmp_path: Path) -> None:
    place = tmp_path / "Published"
    published(folder_at(place))
    (place / "Barnet public.pdf").write_bytes(b"printed on another day")

    published(folder_at(place))

    assert held(place)["Barnet public.pdf"] == b"printed on another day"


def test_another_file_of_that_name_stays_and_is_named(tmp_path: Path) -> None:
    place = tmp_path / "Published"
    place.mkdir()
    (place / "Barnet public.xlsx").write_bytes(b"somebody's")

    with pytest.raises(WorkbookError, match=r"Barnet public\.xlsx.*Nothing was published"):
        published(folder_at(place))

    assert held(place) == {"Barnet public.xlsx": b"somebody's"}
    assert [path.name for path in tmp_path.iterdir()] == ["Published"]


def test_a_file_in_the_folders_place_stays_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "Published").write_bytes(b"a file")

    with pytest.raises(WorkbookError, match="is a file"):
        published(folder_at(tmp_path / "Published"))

    assert (tmp_path / "Published").read_bytes() == b"a file"


def test_a_fault_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    def broken(_aside: Path, target: Path) -> bool:
        target.write_bytes(b"half")
        message = "no printer"
        raise WorkbookError(message)

    folder = EditionFolder(tmp_path / "Published", CONTENTS, {"Barnet public.pdf": broken})
    with pytest.raises(WorkbookError, match="no printer"):
        published(folder)

    assert list(tmp_path.iterdir()) == []


def test_what_an_ended_run_left_aside_goes_and_what_is_of_another_folder_stays(
    tmp_path: Path,
) -> None:
    folder = folder_at(tmp_path / "Published")
    with folder.made_aside(silent):
        (aside,) = tmp_path.glob(f"{PREFIX}*")
        shutil.copytree(aside, tmp_path / f"{aside.name}-left")
        (tmp_path / f"{PREFIX}{'0' * 16}-abc").mkdir()

    published(folder)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{PREFIX}{'0' * 16}-abc",
        "Published",
    ]


def test_two_at_once_are_one_after_the_other_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook.package.writer_lock.TRIES", 1)
    place = tmp_path / "Published"
    with (
        only_writer(place),
        pytest.raises(WorkbookLockedError, match="Published is being written by another run"),
    ):
        published(folder_at(place))

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_said_of_the_file_as_it_was_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkbookError, match=r"Published.Barnet public\.xlsx cannot be .*make room"):
        published(folder_at(tmp_path / "Published"))

    assert list(tmp_path.iterdir()) == []
