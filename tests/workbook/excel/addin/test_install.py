from __future__ import annotations

import csv
import os
import shlex
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import ROOT
from workbook.excel import user_settings
from workbook.excel.addin import install as installing
from workbook.excel.addin.package import addin
from workbook.excel.addin.python_path import from_home, keep_link, path_for_excel
from workbook.excel.addin.shortcut import in_batch
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from workbook.excel.addin.places import Places

needs_a_shell = pytest.mark.skipif(
    sys.platform == "win32", reason="a Mac's shortcut needs its shell"
)


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (user_settings, installing):
        monkeypatch.setattr(module, "settings_file", lambda: tmp_path / "settings.toml")


def places(system: str, tmp_path: Path) -> Places:
    return installing.places(system, tmp_path / "home", {})


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_the_addin_lies_in_excels_own_start_folder(system: str, tmp_path: Path) -> None:
    where = places(system, tmp_path)

    installing.install(where)

    assert (where.startup / "SaferCommunities.xlam").read_bytes() == addin()


def test_a_mac_gets_the_script_that_excel_may_run(tmp_path: Path) -> None:
    written = installing.install(places("darwin", tmp_path))

    assert any(path.suffix == ".applescript" and path.is_file() for path in written)


def test_the_addins_settings_name_this_python_and_no_folder_of_a_workbook(tmp_path: Path) -> None:
    where = places("win32", tmp_path)
    installing.install(where)

    with where.configuration.open(encoding="utf-8", newline="") as file:
        found = dict(csv.reader(file))

    assert (
        Path(found["INTERPRETER_WIN"]).is_file(),
        found["ADD_WORKBOOK_TO_PYTHONPATH"],
        found["UDF MODULES"],
    ) == (True, "False", "workbook.excel.functions")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_uninstalling_leaves_nothing_of_ours(system: str, tmp_path: Path) -> None:
    where = places(system, tmp_path)
    extracts = tmp_path / "extracts"
    extracts.mkdir()
    written = installing.install(where, extracts)

    installing.uninstall(where)

    assert [path for path in written if path.is_file() and path.suffix != ".applescript"] == []


def test_the_folder_of_extracts_is_noted(tmp_path: Path) -> None:
    extracts = tmp_path / 'extracts "new"'
    extracts.mkdir()

    installing.install(places("win32", tmp_path), extracts)

    assert user_settings.extracts_folder() == extracts.resolve()


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    extracts = tmp_path / "extracts"
    extracts.mkdir()
    user_settings.note_extracts(extracts)
    extracts.rmdir()

    with pytest.raises(WorkbookError, match="it is not there"):
        user_settings.extracts_folder()


def test_a_folder_that_is_not_there_is_not_noted(tmp_path: Path) -> None:
    with pytest.raises(WorkbookError, match="found none at"):
        installing.install(places("win32", tmp_path), tmp_path / "nowhere")


def test_the_settings_hold_no_letter_of_a_persons_name() -> None:
    home = PureWindowsPath(r"C:\Users\Zoë")

    found = from_home(home / "venv" / "Scripts" / "pythonw.exe", home)

    assert found == r"%USERPROFILE%\venv\Scripts\pythonw.exe"


def test_a_python_for_all_is_named_where_it_lies() -> None:
    python = PureWindowsPath(r"C:\Python311\pythonw.exe")

    assert from_home(python, PureWindowsPath(r"C:\Users\Zoë")) == str(python)


@pytest.mark.slow
@needs_a_shell
def test_the_shortcut_refreshes_the_workbook_dropped_on_it(tmp_path: Path) -> None:
    where = places("darwin", tmp_path)
    where.documents.mkdir(parents=True)
    installing.install(where)
    template = templates_folder() / "Dashboard.xlsx"

    subprocess.run(
        [where.desktop / "Refresh dashboard.command", template],
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )

    assert [path.name for path in (where.documents / "out").iterdir()] == [
        "Dashboard Barnet 2025-12.xlsx"
    ]


def test_the_shortcut_of_windows_runs_this_python_in_the_documents(tmp_path: Path) -> None:
    where = places("win32", tmp_path)
    installing.install(where)

    lines = (where.desktop / "Refresh dashboard.bat").read_bytes().decode().split("\r\n")

    command = f'"{sys.executable}" -E -P -c "from workbook.cli import main; main()" refresh'
    assert f'pushd "{where.documents}" || goto nowhere' in lines
    assert [line for line in lines if "refresh" in line and line.startswith('"')] == [
        f'{command} "%~1" --extracts "{data_folder()}"',
        f'{command} --extracts "{data_folder()}"',
    ]


@pytest.mark.parametrize(
    ("path", "quoted"),
    [
        (r"C:\A & B^!\x", r'"C:\A & B^!\x"'),
        (r"C:\100% sure", r'"C:\100%% sure"'),
        ("D:\\", r'"D:\."'),
    ],
)
def test_a_batch_file_takes_a_path_as_it_is(path: str, quoted: str) -> None:
    assert in_batch(path) == quoted


@needs_a_shell
def test_the_shortcut_of_a_mac_takes_any_name(tmp_path: Path) -> None:
    strange = tmp_path / "A $HOME `x` 'b' \"c\" & d=e;%"
    where = places("darwin", strange)
    where.documents.mkdir(parents=True)
    # A program that says what it was started with, and a file that would go before the product.
    program = strange / "python"
    program.write_text('#!/bin/sh\npwd\nfor one in "$@"; do echo "$one"; done\n', encoding="utf-8")
    program.chmod(0o755)
    extracts = strange / "extracts"
    extracts.mkdir()
    installing.install(where, extracts)
    shortcut = where.desktop / "Refresh dashboard.command"
    text = shortcut.read_text(encoding="utf-8").replace(sys.executable, shlex.quote(str(program)))
    shortcut.write_text(text, encoding="utf-8")

    said = subprocess.run(
        [shortcut, strange / "A=B $x.xlsx"], check=True, capture_output=True, text=True
    ).stdout.splitlines()

    assert said == [
        str(where.documents), "-E", "-P", "-c", "from workbook.cli import main; main()", "refresh",
        str(strange / "A=B $x.xlsx"), "--extracts", str(extracts.resolve()),
    ]  # fmt: skip


def test_no_file_in_the_current_folder_goes_before_the_product(tmp_path: Path) -> None:
    for name in ("workbook.py", "xlwings.py", "typer.py"):
        (tmp_path / name).write_text("raise SystemExit('run')", encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-E", "-P", "-c", "from workbook.cli import main; import xlwings"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize("name", ["my env", "a'b", "naïve", "a&b", "a|b", "$x"])
def test_a_python_that_a_macs_shell_would_take_apart_is_linked(tmp_path: Path, name: str) -> None:
    prefix, link = tmp_path / name, tmp_path / "home" / "python"
    (prefix / "bin").mkdir(parents=True)
    python = prefix / "bin" / "python3"
    python.touch()

    assert keep_link(link, python, prefix)
    assert keep_link(link, python, prefix)  # a second installation renews it

    found = path_for_excel(link, python, prefix)
    assert (found, Path(found).samefile(python)) == (str(link / "bin" / "python3"), True)


def test_a_plain_path_needs_no_link(tmp_path: Path) -> None:
    link = tmp_path / "python"

    assert not keep_link(link, Path("/opt/env/bin/python"), Path("/opt/env"))
    assert not link.exists()


@pytest.mark.parametrize(
    ("link", "python", "prefix"),
    [
        ("/Users/a b/python", "/my env/bin/python", "/my env"),
        ("/Users/a/python", "/my other/python", "/my env"),
        (None, "/donn\u00e9es/python", "/donn\u00e9es"),
    ],
)
def test_a_python_that_excel_cannot_name_is_refused(
    link: str | None, python: str, prefix: str
) -> None:
    with pytest.raises(WorkbookError, match="Make the environment anew"):
        path_for_excel(Path(link) if link else None, Path(python), Path(prefix))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows takes none of these letters")
@pytest.mark.parametrize("name", ['a "b"', "A=B;c", "it's", "100%", "\U0001f4ca", "a\x7fb", "a\\b"])
def test_a_folder_of_any_name_is_noted(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()

    user_settings.note_extracts(tmp_path / name)

    assert user_settings.extracts_folder() == (tmp_path / name).resolve()


def test_where_there_is_no_excel_the_file_can_still_be_built() -> None:
    with pytest.raises(WorkbookError, match="safer addin build"):
        installing.places("linux")


def test_the_doctor_finds_what_is_missing(tmp_path: Path) -> None:
    found = {name: is_well for name, is_well, _ in installing.doctor(places("darwin", tmp_path))}

    assert (found["Add-in"], found["Settings of the add-in"]) == (False, False)


def test_the_doctor_passes_an_installation(tmp_path: Path) -> None:
    where = places("darwin", tmp_path)
    installing.install(where)

    assert all(is_well for _, is_well, _ in installing.doctor(where))


def test_the_doctor_sees_an_addin_of_another_version(tmp_path: Path) -> None:
    where = places("darwin", tmp_path)
    installing.install(where)
    (where.startup / "SaferCommunities.xlam").write_bytes(b"old")

    told = {name: text for name, _, text in installing.doctor(where)}

    assert "another version" in told["Add-in"]


def test_the_doctor_sees_a_link_that_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prefix = tmp_path / "my env"
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin" / "python").touch()
    monkeypatch.setattr(sys, "prefix", str(prefix))
    monkeypatch.setattr(sys, "executable", str(prefix / "bin" / "python"))
    where = places("darwin", tmp_path)
    installing.install(where)
    before = {name: is_well for name, is_well, _ in installing.doctor(where)}

    (prefix / "bin" / "python").unlink()
    after = {name: told for name, is_well, told in installing.doctor(where) if not is_well}

    assert before["Settings of the add-in"]
    assert "is broken" in after["Settings of the add-in"]
