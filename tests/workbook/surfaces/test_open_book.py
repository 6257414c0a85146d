"""Which of the open workbooks `safer refresh --live` means, and what it says of it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import openpyxl
import pytest
import xlwings as xw
from openpyxl.workbook.defined_name import DefinedName
from typer.testing import CliRunner

from tests.support.parity.engine import opened
from tests.support.parity.shapes import with_shapes
from tests.support.parity.small import settings_of_rows, small_rows
from workbook.build.author import author
from workbook.cli import app
from workbook.surfaces import open_book
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable

    Excel = Callable[..., None]

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl drops what it cannot keep


@pytest.fixture
def excel(monkeypatch: pytest.MonkeyPatch) -> Excel:
    """An Excel with these books open."""

    def started(*books: xw.Book) -> None:
        running = SimpleNamespace(
            engines=[SimpleNamespace(name="excel")],
            apps=[SimpleNamespace(books=books)],
            XlwingsError=xw.XlwingsError,
        )
        monkeypatch.setattr(open_book, "xw", running)

    return started


def a_dashboard(path: str) -> xw.Book:
    workbook = openpyxl.Workbook()
    workbook.defined_names["sc_refresh"] = DefinedName("sc_refresh", attr_text="Sheet!$A$1")
    return opened(workbook, path)


def another_book() -> xw.Book:
    return opened(openpyxl.Workbook(), "Minutes.xlsx")


def test_the_one_dashboard_that_is_open_is_meant(excel: Excel) -> None:
    board = a_dashboard("Board.xlsx")
    excel(another_book(), board)

    assert open_book.attached(None) is board


def test_of_two_dashboards_neither_is_guessed(excel: Excel) -> None:
    excel(a_dashboard("Barnet.xlsx"), a_dashboard("Camden.xlsx"))

    with pytest.raises(WorkbookError, match=r"found Barnet.xlsx, Camden.xlsx. Open it, or name"):
        open_book.attached(None)


def test_of_two_dashboards_the_named_one_is_meant(excel: Excel, tmp_path: Path) -> None:
    barnet, camden = (a_dashboard(str(tmp_path / f"{name}.xlsx")) for name in ("Barnet", "Camden"))
    excel(barnet, camden)

    assert open_book.attached(tmp_path / "Camden.xlsx") is camden


def test_an_excel_without_a_dashboard_says_what_is_open(excel: Excel) -> None:
    excel(another_book())

    with pytest.raises(WorkbookError, match=r"one open dashboard was wanted.*found Minutes.xlsx"):
        open_book.attached(None)


def test_without_excel_attaching_says_so() -> None:
    with pytest.raises(WorkbookError, match="xlwings finds none"):
        open_book.attached(None)


@pytest.mark.parametrize("name", ["Board.xlsx", "https://example.sharepoint.com/Board.xlsx"])
def test_a_book_elsewhere_saves_itself(name: str) -> None:
    folder = Path("/home/ann/OneDrive - Barnet")
    path = name if "://" in name else str(folder / name)

    assert open_book.saves_itself(a_dashboard(path))


def test_a_book_in_an_ordinary_folder_does_not_save_itself() -> None:
    assert not open_book.saves_itself(a_dashboard("/home/ann/Board.xlsx"))


@pytest.mark.slow
def test_refresh_live_refreshes_the_open_book_and_leaves_its_file(
    excel: Excel, tmp_path: Path
) -> None:
    path = tmp_path / "Board.xlsx"
    rows = small_rows(ids=("burglary",))
    author(path, settings_of_rows(rows), rows)
    workbook, before = openpyxl.load_workbook(path), path.read_bytes()
    with_shapes(workbook, path)
    excel(opened(workbook, str(path)))

    said = CliRunner().invoke(app, ["refresh", "--live"]).stdout.splitlines()

    assert said[0] == "Board.xlsx, open in Excel: refreshed, not saved."
    # A heading in row 4, then the 189 months from April 2010.
    assert workbook["Data"].tables["Data"].ref.endswith("193")
    assert path.read_bytes() == before


def test_refresh_live_writes_no_file_that_is_named(excel: Excel) -> None:
    excel(a_dashboard("Board.xlsx"))

    run = CliRunner().invoke(app, ["refresh", "--live", "--out", "Other.xlsx"])

    assert (run.exit_code, "leave out --out" in run.stderr) == (2, True)


@pytest.mark.parametrize(
    "name", ["A=B.xlsx", "100%PATH% & 'x';^!.xlsx", "B\u00f6rse \u2212 1.xlsx"]
)
def test_the_calling_book_is_found_whatever_its_name(excel: Excel, name: str) -> None:
    board = a_dashboard(name)
    excel(another_book(), board)

    numbers = name.encode("utf-16-be").hex().upper()

    assert open_book.calling(["-c", f"--wb={numbers}", "--from_xl=1", "--app=/A=B"]) is board


def test_a_calling_book_is_found_where_letters_and_accents_lie_apart(excel: Excel) -> None:
    board = a_dashboard("Bo\u0308rse.xlsx")
    excel(board)

    numbers = "B\u00f6rse.xlsx".encode("utf-16-be").hex()

    assert open_book.calling([f"--wb={numbers}"]) is board


def test_a_calling_book_that_was_closed_is_named(excel: Excel) -> None:
    excel(another_book())

    with pytest.raises(WorkbookError, match=r"Board\.xlsx was wanted in Excel"):
        open_book.calling([f"--wb={'Board.xlsx'.encode('utf-16-be').hex()}"])


def test_without_the_add_ins_words_the_book_that_xlwings_knows_is_meant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    board = a_dashboard("Board.xlsx")
    running = SimpleNamespace(Book=SimpleNamespace(caller=lambda: board))
    monkeypatch.setattr(open_book, "xw", running)

    assert open_book.calling(["-c", "--from_xl=1"]) is board
