"""`safer explain`, and the codes that `safer --verbose` prints."""

from __future__ import annotations

import copy
import errno
import pickle
import zipfile
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from workbook.check.checks import surface_faults
from workbook.cli import app
from workbook.commands.coded import ask_for_codes, error_lines, with_code
from workbook.commands.console import show_faults
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import NoFiguresError, NoFolderError, TableError, Told
from xlsrc.domain.workbook_errors import MissingTableError
from xlsrc.extracts.store import Store
from xlsrc.resources import shipped_template
from xlsrc.words.codes.registry import ERRORS_PAGE, errors, findings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def codes() -> Iterator[None]:
    """Codes are asked for."""
    ask_for_codes(asked=True)
    yield
    ask_for_codes(asked=False)


def told(*words: str) -> list[str]:
    run = CliRunner().invoke(app, words, env={"COLUMNS": "60"})
    assert run.exit_code == 0, run.output
    return run.stdout.splitlines()


def test_a_finding_is_explained_in_lines_that_fit() -> None:
    lines = told("explain", "hole")

    assert lines[0] == "hole: Months missing (a finding that withholds)"
    assert [line.partition(".")[0] for line in lines if line.startswith("Wh")] == [
        "What it means",
        "Why it matters",
        "What to do",
    ]
    assert lines[-1] == "See docs/reference/findings.md#hole"
    assert max(map(len, lines)) < 60


def test_an_error_is_explained_too() -> None:
    assert told("explain", "workbook-locked")[0] == "workbook-locked: Workbook locked"


def test_without_a_code_all_are_listed() -> None:
    listed = [line.split()[0] for line in told("explain") if line.startswith("  ")]

    assert listed == [*findings(), *errors()]


def test_a_sentence_has_no_code_that_is_not_asked_for() -> None:
    assert with_code("Mend it.", "hole") == "Mend it."


@pytest.mark.usefixtures("codes")
def test_an_error_ends_with_its_code_and_where_that_is_explained() -> None:
    assert error_lines(NoFolderError("no folder at x: correct the path")) == (
        "No folder at x: correct the path [folder-missing] docs/reference/errors.md#folder-missing",
    )


@pytest.mark.usefixtures("codes")
def test_each_fault_of_a_table_ends_with_the_code() -> None:
    lines = error_lines(TableError(("Settings!B4: one.", "Settings!B5: two.")))

    assert [line.partition(" docs")[0] for line in lines] == [
        "Settings!B4: one. [table-cell]",
        "Settings!B5: two. [table-cell]",
    ]


@pytest.mark.usefixtures("codes")
def test_of_several_lines_the_first_has_the_code() -> None:
    (said,) = error_lines(NoFiguresError("none of X. Not used are:\na.csv: damaged"))

    assert said.splitlines() == [
        f"None of X. Not used are: [area-without-figures] {ERRORS_PAGE}#area-without-figures",
        "a.csv: damaged",
    ]


@pytest.mark.usefixtures("codes")
def test_a_file_that_the_system_refuses_has_a_code() -> None:
    (said,) = error_lines(PermissionError(13, "Permission denied", "a.xlsx"))

    assert said.startswith("'a.xlsx' cannot be used (Permission denied); check ")
    assert said.endswith(" [file-unusable] docs/reference/errors.md#file-unusable")


def test_an_error_of_no_file_is_no_sentence() -> None:
    with pytest.raises(OSError, match="no more"):
        error_lines(OSError("no more"))


def test_what_the_disk_says_of_a_file_that_was_open_is_a_sentence() -> None:
    (said,) = error_lines(OSError(errno.EIO, "Input/output error"))

    assert said == (
        "A file could not be read or written to its end (Input/output error); see that the disk "
        "has room and can be reached, and run the command again."
    )
    with pytest.raises(OSError, match="Bad file descriptor"):
        error_lines(OSError(errno.EBADF, "Bad file descriptor"))


@pytest.mark.usefixtures("codes")
def test_a_fault_of_a_file_has_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    show_faults(["a.csv: an extract was wanted; found an empty file: download it again"])

    assert capsys.readouterr().err == (
        "Fault: a.csv: an extract was wanted; found an empty file: download it again "
        "[file-not-used] docs/reference/errors.md#file-not-used\n"
    )


def test_a_fault_keeps_its_code_where_it_goes() -> None:
    fault = Told("a.csv: damaged", "file-damaged")

    for one in (pickle.loads(pickle.dumps(fault)), copy.deepcopy(fault)):  # noqa: S301 - our own
        assert (one, one.code) == ("a.csv: damaged", "file-damaged")


def test_faults_of_a_folder_have_their_own_codes_read_now_or_before(tmp_path: Path) -> None:
    folder = tmp_path / "extracts"
    folder.mkdir()
    (folder / "empty.csv").write_text("")
    (folder / "notes.csv").write_text("a,b\n1,2\n")
    (folder / "page.csv").write_text("<html></html>")
    (folder / "twice.csv").write_text("a,b\n1,2\n")
    with zipfile.ZipFile(folder / "parts.zip", "w") as archive:
        archive.writestr("page.csv", "<html>no</html>")
        archive.writestr("return.csv", "indicator,area,month,value\nasb,Barnet,2025-01,3\n")

    first, again = (Store.open(folder, cache=tmp_path / "cache").faults for _ in range(2))

    codes = {str(one).partition(":")[0]: getattr(one, "code", "") for one in first}
    assert codes == {
        "empty.csv": "file-empty",
        "notes.csv": "columns-unknown",
        "page.csv": "file-other-kind",
        "parts.zip/page.csv": "file-other-kind",
        "twice.csv is the same file as notes.csv and counts once": "",
    }
    assert {(one, getattr(one, "code", "")) for one in again} == {
        (one, getattr(one, "code", "")) for one in first
    }


@pytest.mark.usefixtures("codes")
def test_a_finding_that_stops_a_file_is_told_by_its_rule(
    capsys: pytest.CaptureFixture[str],
) -> None:
    show_faults([Told("Rows 2 and 3 are both Barnet.", "repeated-key")])

    assert capsys.readouterr().err.endswith(
        " [repeated-key] docs/reference/findings.md#repeated-key\n"
    )


@pytest.mark.parametrize(
    ("error", "codes"),
    [
        (TableError(("Settings!B4: one.", "Settings!B5: two.")), ["table-cell", "table-cell"]),
        (MissingTableError("no table 'Targets'"), ["table-missing"]),
    ],
    ids=["cells", "a table"],
)
def test_what_check_finds_at_fault_in_the_tables_has_its_code(
    monkeypatch: pytest.MonkeyPatch, error: Exception, codes: list[str]
) -> None:
    def refused(_book: object) -> None:
        raise error

    monkeypatch.setattr("workbook.check.checks.settings_of", refused)

    found = surface_faults(HeadlessWorkbook.open(shipped_template()))

    assert "\n".join(found) == str(error)
    assert [getattr(one, "code", "") for one in found] == codes
