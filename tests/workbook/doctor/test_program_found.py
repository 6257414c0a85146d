"""What is said of the program, of the programs beside it, and in which order."""

from __future__ import annotations

import getpass
import io
import plistlib
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, NoReturn

import pytest
from typer.testing import CliRunner

from workbook.cli import app
from workbook.doctor import program, programs, report
from workbook.doctor.finding import Finding, Kind, State, private
from workbook.excel.addin.install import install
from workbook.excel.addin.install import places as excel_places

if TYPE_CHECKING:
    from collections.abc import Iterable


def by_name(found: Iterable[Finding]) -> dict[str, tuple[str, str, str]]:
    return {one.name: (one.state.value, one.told, one.action) for one in found}


def test_a_whole_program_names_its_packages_and_their_versions() -> None:
    found = by_name(program.of_program())

    assert found["Package numpy"] == ("ok", version("numpy"), "")
    assert found["Bundled files"] == ("ok", "template and sample are there", "")
    assert {state for state, _, _ in found.values()} == {"ok"}


def test_a_package_and_a_file_that_are_missing_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def known(name: str) -> str:
        if name in {"numpy", "scipy"}:
            raise PackageNotFoundError(name)
        return "1.0"

    monkeypatch.setattr(program, "version", known)
    monkeypatch.setattr(program, "shipped_template", lambda: tmp_path / "Dashboard.xlsx")

    found = by_name(program.of_program())

    assert found["Program"] == ("ok", "1.0", "")
    assert found["Packages"] == ("fault", "missing are numpy, scipy", program.AGAIN)
    assert found["Bundled files"] == ("fault", "missing are Dashboard.xlsx", program.AGAIN)


def test_a_program_whose_files_alone_are_there_is_to_be_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(name: str) -> NoReturn:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(program, "version", unknown)
    monkeypatch.setattr(program, "requires", unknown)

    found = by_name(program.of_program())

    assert found["Program"] == (
        "fault", "it is not installed, only its files are there", program.AGAIN
    )  # fmt: skip
    assert program.packages() == ()
    assert "Packages" not in found


@pytest.mark.parametrize(
    ("encoding", "state", "action"),
    [
        ("utf-8", "ok", ""),
        ("cp850", "note", "signs that the console lacks are printed as the nearest"),
    ],
)
def test_a_console_that_lacks_signs_is_a_note(
    monkeypatch: pytest.MonkeyPatch, encoding: str, state: str, action: str
) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))

    found = by_name(program.of_surroundings({}))

    assert (found["Encodings"][0], found["Encodings"][2]) == (state, action)
    assert f"console {encoding}, " in found["Encodings"][1]
    assert found["Network"] == ("ok", "no proxy variable is set", "")


def test_a_part_that_not_everybody_needs_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        program, "EXTRAS", {"one thing": ("numpy",), "another": ("no_such_a", "no_such_b")}
    )

    found = by_name(program.of_surroundings({}))

    assert found["For one thing"] == ("ok", "installed", "")
    expected = ("note", "no_such_a, no_such_b not installed", "needed for that alone")
    assert found["For another"] == expected


NO_EXCEL = ("fault", "not found", "install Excel, or refresh on disk (safer refresh)")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (plistlib.dumps({"CFBundleShortVersionString": "16.90"}), ("ok", "16.90", "")),
        (plistlib.dumps({"CFBundleName": "Excel"}), NO_EXCEL),
        (plistlib.dumps(["16.90"]), NO_EXCEL),
        (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY)[:-1], NO_EXCEL),
        (b"no list", NO_EXCEL),
        (b"<?xml version='1.0'?><plist version='1.0'><dict>", NO_EXCEL),
        (b"<?xml version='1.0'?><plist version='1.0'><integer/></plist>", NO_EXCEL),
    ],
)
def test_excel_on_a_mac_tells_its_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, told: tuple[str, str, str]
) -> None:
    plist = tmp_path / "Info.plist"
    plist.write_bytes(content)
    monkeypatch.setattr(programs, "MAC_EXCEL", plist)

    found = by_name(programs.of_excel("darwin", excel_places("darwin", tmp_path, {})))

    assert found["Excel"] == told


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for its registry")
@pytest.mark.parametrize(
    ("known", "told"),
    [("Excel.Application.16", ("ok", "Excel.Application.16", "")), ("", NO_EXCEL)],
)
def test_excel_on_windows_is_the_one_that_the_registry_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, known: str, told: tuple[str, str, str]
) -> None:
    def asked(root: str, key: str) -> str:
        if not known:
            raise FileNotFoundError(key)
        return known if (root, key) == ("classes", r"Excel.Application\CurVer") else ""

    registry = SimpleNamespace(QueryValue=asked, HKEY_CLASSES_ROOT="classes")
    monkeypatch.setitem(sys.modules, "winreg", registry)
    where = excel_places("win32", tmp_path, {})
    monkeypatch.setattr(programs, "examined", lambda _: ())
    monkeypatch.setattr(sys, "platform", "win32")

    assert by_name(programs.of_excel("win32", where)) == {"Excel": told}


@pytest.mark.skipif(sys.platform == "win32", reason="where there may be an Excel")
def test_an_installed_addin_is_well_though_no_excel_is_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "workbook.excel.addin.install.settings_file", lambda: tmp_path / "settings.toml"
    )
    where = excel_places("win32", tmp_path, {})
    install(where)

    found = by_name(programs.of_excel("win32", where))

    assert found["Excel"][:2] == ("fault", "not found")
    assert found["Add-in"] == ("ok", str(where.startup / "SaferCommunities.xlam"), "")
    assert not {"Extracts", "Python"} & set(found)


def printing(monkeypatch: pytest.MonkeyPatch, **said: str) -> dict[str, tuple[str, str, str]]:
    """What is found of printing where these programs are there and print that."""

    def ran(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        answer = said[command[0]]
        if answer == "fails":
            raise subprocess.CalledProcessError(1, command)
        return subprocess.CompletedProcess(command, 0, stdout=f"{answer}\n")

    names = {"fc_list": "fc-list"}
    said = {names.get(name, name): text for name, text in said.items()}
    monkeypatch.setattr(shutil, "which", lambda name: name if name in said else None)
    monkeypatch.setattr(subprocess, "run", ran)
    return by_name(programs.of_printing())


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="fonts are listed by fc-list")


@on_linux
def test_libreoffice_tells_its_version_and_the_fonts_are_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = printing(
        monkeypatch, libreoffice="LibreOffice 24.8", pdftoppm="", fc_list="Carlito\nDejaVu Sans"
    )

    assert found == {
        "LibreOffice": ("ok", "LibreOffice 24.8", ""),
        "pdftoppm": ("ok", "pdftoppm", ""),
        "Fonts": ("ok", "Carlito", ""),
    }


@on_linux
def test_a_libreoffice_that_does_not_start_is_at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    found = printing(monkeypatch, soffice="fails", fc_list="DejaVu Sans")

    office = ("fault", "not found", "install LibreOffice Calc: editions have no PDFs without")
    assert found["LibreOffice"] == office
    fonts = ("fault", "not found", "install Carlito (fonts-crosextra-carlito) or Calibri")
    assert found["Fonts"] == fonts


@on_linux
def test_where_no_fonts_are_listed_a_person_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = (
        "note",
        "cannot be known here (no fc-list)",
        "see that Calibri or Carlito is installed",
    )
    assert printing(monkeypatch)["Fonts"] == expected


@pytest.mark.parametrize(
    ("file", "told"), [("Calibri Bold.ttf", "Calibri"), ("arial.ttf", "not found")]
)
def test_on_a_mac_the_fonts_are_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, file: str, told: str
) -> None:
    (tmp_path / "DFonts").mkdir()
    (tmp_path / "DFonts" / file).write_bytes(b"")
    monkeypatch.setattr(programs, "_FONT_FILES", {"darwin": (tmp_path, tmp_path / "none")})
    monkeypatch.setattr(sys, "platform", "darwin")

    assert printing(monkeypatch)["Fonts"][1] == told


def test_a_home_that_is_the_whole_disk_is_no_name_of_a_person(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown() -> NoReturn:
        raise KeyError

    monkeypatch.setattr(Path, "home", lambda: Path(Path.cwd().anchor))
    monkeypatch.setattr(getpass, "getuser", unknown)

    assert private("/home/ann and /x") == "/home/ann and /x"


@pytest.fixture
def one_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(
        ("of_program", "of_surroundings", "of_excel", "of_printing", "of_rights", "of_kept")
    ):
        one = Finding(kind=list(Kind)[min(number, 4)], name=name, told=str(Path.home() / "x"))
        monkeypatch.setattr(report, name, lambda one=one: [one])
    gone = Finding(kind=Kind.EXTRACTS, name="Extracts", told="gone", state=State.FAULT, action="do")
    monkeypatch.setattr(report, "of_extracts", lambda: gone)


@pytest.mark.usefixtures("one_of_each")
def test_everything_is_told_in_order_and_without_names_of_people() -> None:
    found = report.findings()

    assert [one.name for one in found] == [
        "of_program", "of_surroundings", "of_excel", "of_printing", "of_rights", "of_kept",
        "Extracts",
    ]  # fmt: skip
    assert {one.told for one in found[:-1]} == {str(Path("~") / "x")}


@pytest.mark.usefixtures("one_of_each")
def test_the_command_ends_with_the_code_of_the_fault() -> None:
    run = CliRunner().invoke(app, ("doctor",))

    assert run.exit_code == 8
    assert run.stdout.splitlines()[-2:] == [
        "fault  Extracts: gone: do",
        "Ends with 8: the folder of extracts that was noted is not there.",
    ]


@pytest.mark.usefixtures("one_of_each")
def test_the_command_ends_with_0_where_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    well = Finding(kind=Kind.EXTRACTS, name="Extracts", told="3 files")
    monkeypatch.setattr(report, "of_extracts", lambda: well)

    run = CliRunner().invoke(app, ("doctor", "--format", "json"))

    assert run.exit_code == 0
    assert run.stdout.startswith('{\n "exit_code": 0,\n "findings": [')
