from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbook.doctor import places
from workbook.doctor.finding import Finding, Kind, State, exit_code, private
from workbook.doctor.program import of_surroundings, packages
from workbook.doctor.programs import of_excel, of_printing
from workbook.doctor.report import as_json, as_lines
from workbook.excel.addin.install import places as excel_places
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterable

needs_another_person = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0,
    reason="becomes another person, which root alone can",
)
NOBODY = 65534


def fault(kind: Kind) -> Finding:
    return Finding(kind=kind, name="A thing", told="broken", state=State.FAULT)


def states(found: Iterable[Finding]) -> dict[str, str]:
    return {one.name: one.state.value for one in found}


@pytest.mark.parametrize(
    ("kinds", "code"),
    [
        ((), 0),
        ((Kind.PROGRAM,), 3),
        ((Kind.EXCEL,), 4),
        ((Kind.PRINTING,), 5),
        ((Kind.RIGHTS,), 6),
        ((Kind.CACHE,), 7),
        ((Kind.EXTRACTS,), 8),
        ((Kind.EXTRACTS, Kind.PRINTING, Kind.RIGHTS), 5),
    ],
)
def test_the_lowest_code_of_all_faults_is_the_answer(kinds: tuple[Kind, ...], code: int) -> None:
    assert exit_code(map(fault, kinds)) == code


def test_a_note_is_no_fault_and_says_what_to_do() -> None:
    note = Finding(kind=Kind.CACHE, name="Log", told="3 lines", state=State.NOTE, action="send it")

    assert [*as_lines([note])] == ["note   Log: 3 lines: send it", "Ends with 0: all is well."]


def test_a_ticket_has_the_code_and_every_line() -> None:
    told = json.loads(as_json([fault(Kind.RIGHTS)]))

    assert (told["exit_code"], told["findings"][0]["kind"]) == (6, "rights")


def test_neither_the_home_folder_nor_who_it_is_of_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "ann.other"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("LOGNAME", "ann.other")

    told = private(f"{home / 'x.csv'} and {Path('/shares') / 'ann.other' / 'y'}, {home}-2")

    assert told == (
        f"{Path('~') / 'x.csv'} and {Path('/shares') / 'USER' / 'y'}, {tmp_path / 'ann.other'}-2"
    )


def test_a_proxy_is_told_by_name_alone() -> None:
    found = of_surroundings({"https_proxy": "http://ann:secret@proxy:3128", "NO_PROXY": ""})

    assert [one.told for one in found if one.name == "Network"] == ["set are HTTPS_PROXY"]


def test_every_package_that_the_program_needs_is_looked_for() -> None:
    assert {"numpy", "lxml", "platformdirs", "python-docx"} <= set(packages())
    assert "hypothesis" not in packages()


def test_without_libreoffice_on_the_path_printing_is_at_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    found = states(of_printing())

    assert (found["LibreOffice"], found["pdftoppm"]) == ("fault", "fault")


def test_where_there_is_no_excel_that_is_a_note() -> None:
    assert states(of_excel("linux")) == {"Excel": "note"}


def test_an_addin_that_is_not_installed_is_excels_fault(tmp_path: Path) -> None:
    found = list(of_excel("darwin", excel_places("darwin", tmp_path, {})))

    assert (states(found)["Add-in"], {one.kind for one in found}) == ("fault", {Kind.EXCEL})


def test_a_noted_folder_of_extracts_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> Path:
        message = "The folder of extracts was wanted; it is not there."
        raise WorkbookError(message)

    monkeypatch.setattr(places, "extracts_folder", gone)

    found = places.of_extracts()

    assert (found.kind, found.state) == (Kind.EXTRACTS, State.FAULT)


@needs_another_person
def test_a_folder_that_may_not_be_written_is_a_fault_of_rights() -> None:
    folder = Path(tempfile.mkdtemp())  # one that another person can come to
    folder.chmod(0o755)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setuid(NOBODY)
        os.write(writing, places.writable("Log", folder / "log").line.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    line = os.read(reading, 1000).decode()
    os.close(reading)
    folder.rmdir()

    assert line == (
        f"fault  Log: {folder / 'log'} (made when it is needed), owner number 0, cannot be written "
        "(Permission denied): give this person the right to write there"
    )


def test_a_cache_that_others_can_enter_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from xlsrc.keeping.held import caches_held

    (tmp_path / "extracts").mkdir()
    for folder in (tmp_path, tmp_path / "extracts"):
        folder.chmod(0o755)
    monkeypatch.setattr(places, "caches_held", lambda: caches_held(tmp_path))

    found = [one for one in places.of_kept() if one.name == "Cache"]

    expected = State.OK if sys.platform == "win32" else State.FAULT
    assert [(one.state, one.kind) for one in found] == [(expected, Kind.CACHE)]
