from __future__ import annotations

import errno
from pathlib import Path

import pytest

from workbook.fleet.outputs import write
from workbook.fleet.task import lists_beside
from workbook.fleet.workbooks import area_named, owned, workbooks_in
from workbook.package.file_state import FileState
from xlsrc.domain.errors import WorkbookError, WorkbookLockedError
from xlsrc.resources import shipped_template

NEW = b"a new workbook"


def put(
    folder: Path, *, before: bytes = b"", name: str = "A.xlsx", in_place: bool = False
) -> bytes:
    found = [one for one in workbooks_in(folder) if one.name == name]
    write(
        str(folder),
        name,
        NEW,
        source=found[0] if in_place else None,
        put_as=FileState.of(before).digest,
    )
    return (folder / name).read_bytes()


def test_a_workbook_is_put_into_a_folder_that_is_made(tmp_path: Path) -> None:
    assert put(tmp_path / "new", name="north/A.xlsx") == NEW


def test_one_that_a_run_before_has_put_is_replaced_and_kept(tmp_path: Path) -> None:
    (tmp_path / "A.xlsx").write_bytes(b"old")

    assert put(tmp_path, before=b"old") == NEW
    assert (tmp_path / "A.xlsx.bak").read_bytes() == b"old"


def test_one_that_was_refreshed_is_replaced_and_kept(tmp_path: Path) -> None:
    (tmp_path / "A.xlsx").write_bytes(b"old")

    assert put(tmp_path, in_place=True) == NEW
    assert (tmp_path / "A.xlsx.bak").read_bytes() == b"old"


def test_one_that_somebody_saved_meanwhile_stays(tmp_path: Path) -> None:
    (tmp_path / "A.xlsx").write_bytes(b"old")
    [found] = workbooks_in(tmp_path)
    (tmp_path / "A.xlsx").write_bytes(b"saved meanwhile")

    with pytest.raises(WorkbookError, match="was changed by somebody else"):
        write(str(tmp_path), "A.xlsx", NEW, source=found, put_as="")
    with pytest.raises(WorkbookError, match="was changed by somebody else"):
        found.content()
    assert (tmp_path / "A.xlsx").read_bytes() == b"saved meanwhile"


def test_one_with_entries_that_the_new_one_lacks_stays(tmp_path: Path) -> None:
    content = shipped_template().read_bytes()
    (tmp_path / "A.xlsx").write_bytes(content)

    with pytest.raises(WorkbookError):
        put(tmp_path, before=b"other")
    assert (tmp_path / "A.xlsx").read_bytes() == content


def test_one_that_is_open_in_excel_stays(tmp_path: Path) -> None:
    (tmp_path / "A.xlsx").write_bytes(b"old")
    (tmp_path / "~$A.xlsx").write_bytes(b"")

    with pytest.raises(WorkbookLockedError, match="is open in Excel"):
        put(tmp_path, before=b"old")


def test_nothing_is_replaced_in_a_synced_folder(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Council"
    assert put(folder) == NEW
    (folder / "A.xlsx").write_bytes(b"old")

    with pytest.raises(WorkbookError, match="give a folder of your own with --out"):
        put(folder, before=b"old")


def test_a_workbook_is_of_the_area_that_its_settings_name() -> None:
    assert area_named(shipped_template().read_bytes(), "Dashboard.xlsx") == "Barnet"


def test_hidden_files_and_locks_are_no_workbooks(tmp_path: Path) -> None:
    for name in ("A.xlsx", "b.XLSM", "~$A.xlsx", ".A.xlsx", "A.xlsx.bak", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "C.xlsx").write_bytes(b"")

    assert [one.name for one in workbooks_in(tmp_path)] == ["A.xlsx", "b.XLSM"]


def test_one_that_cannot_be_read_is_of_the_area_in_its_name(tmp_path: Path) -> None:
    (tmp_path / "Dashboard Leeds 2025-12.xlsx").write_bytes(b"damaged")

    found = owned(workbooks_in(tmp_path), str, {}, {"E08000035": "Leeds", "E08000016": "Barnsley"})

    assert (list(found.faults), found.by_code) == (["E08000035"], {})


def test_the_lists_beside_extracts_go_with_a_task(tmp_path: Path) -> None:
    for name in ("areas.csv", "population/people.csv", "2025-12/a-street.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())

    assert lists_beside(tmp_path) == {
        "areas.csv": b"areas.csv",
        "population/people.csv": b"population/people.csv",
    }


@pytest.mark.parametrize("when", ["looked at", "read"])
def test_one_that_the_disk_does_not_give_is_a_fault_of_its_area_alone(
    when: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Dashboard Leeds.xlsx", "Dashboard Barnet.xlsx"):
        (tmp_path / name).write_bytes(shipped_template().read_bytes())
    looked_at = workbooks_in(tmp_path)
    opened = Path.open

    def fails(path: Path, *mode: str, **more: str) -> object:
        if path.name == "Dashboard Leeds.xlsx":
            raise OSError(errno.EIO, "Input/output error", str(path))
        return opened(path, *mode, **more)  # type: ignore[call-overload]  # whatever is asked

    monkeypatch.setattr(Path, "open", fails)
    names = {"E08000035": "Leeds", "E09000003": "Barnet"}
    there = workbooks_in(tmp_path) if when == "looked at" else looked_at
    found = owned(there, {"Barnet": "E09000003"}.__getitem__, {}, names)

    assert list(found.by_code) == ["E09000003"]
    assert {code: str(error) for code, error in found.faults.items()} == {
        "E08000035": "Dashboard Leeds.xlsx cannot be read (Input/output error); close it "
        "elsewhere, see that it may be read, and run the command again."
    }
