from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.parity.small import settings_of_rows, small_rows
from workbook.excel import buttons
from workbook.layout.sheet import Group
from workbook.refresh import refresh
from workbook.sheets.registry import sheets
from workbook.surfaces import live
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    import xlwings as xw

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl drops what it cannot keep


def alerts(book: xw.Book) -> list[str]:
    said: list[str] = book.app.impl.alerts
    return said


def data_rows(book: xw.Book) -> int:
    return book.sheets["Data"].tables["Data"].range.shape[0]


def test_refresh_puts_the_figures_in_and_says_what_is_new(book: xw.Book) -> None:
    buttons.refresh(book)

    assert alerts(book)[0].startswith("Barnet, 12 months to December 2025: 1 of 1 indicators")


def test_refresh_leaves_the_file_as_it_is(book: xw.Book, path: Path) -> None:
    before = path.read_bytes()

    buttons.refresh(book)

    assert path.read_bytes() == before


def test_refresh_leaves_the_status_bar_as_it_was(book: xw.Book) -> None:
    buttons.refresh(book)

    assert book.app.status_bar is False


def test_a_book_that_saves_itself_is_refreshed_into_a_copy_beside_it(
    book: xw.Book, path: Path
) -> None:
    book.impl.saves_itself = True

    buttons.refresh(book)

    copy = path.with_name("Board refreshed.xlsx")
    assert (data_rows(book), len(HeadlessWorkbook.open(copy).tables(["Data"])["Data"].rows)) == (
        2,
        189,
    )


def test_no_copy_is_written_unasked(book: xw.Book, path: Path) -> None:
    book.impl.saves_itself = True
    book.app.impl.answer = "cancel"

    buttons.refresh(book)

    assert [file.name for file in path.parent.glob("*.xlsx")] == ["Board.xlsx"]


def test_a_book_in_the_cloud_alone_is_told_how_to_be_refreshed(book: xw.Book) -> None:
    book.impl.fullname = "https://example.sharepoint.com/Board.xlsx"

    buttons.refresh(book)

    assert "Save a copy on your own computer, and refresh that." in alerts(book)[0]


def test_from_outside_excel_a_book_that_saves_itself_is_refused(book: xw.Book) -> None:
    book.impl.saves_itself = True

    with pytest.raises(WorkbookError, match="saves itself"):
        buttons.refresh_book(book, Path(), progress=lambda _: None)


def test_a_fault_in_a_table_is_a_message_with_its_cell_and_the_log(book: xw.Book) -> None:
    definitions = book.sheets["Definitions"].impl.sheet
    cell = next(c for row in definitions.iter_rows() for c in row if c.value == "lower_is_better")
    cell.value = "sideways"

    buttons.refresh(book)

    assert f"Definitions!{cell.coordinate}: polarity must be" in alerts(book)[0]


def test_an_unexpected_error_says_what_to_do_and_is_in_the_log(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def failing(*_: object, **__: object) -> None:
        message = "the call was rejected by the callee"
        raise OSError(message)

    monkeypatch.setattr(buttons, "dashboard_on", failing)

    buttons.what_changed(book)

    assert (
        "send this log" in alerts(book)[0],
        "the call was rejected by the callee" in alerts(book)[0],
        "OSError\n" in (tmp_path / "log" / "buttons.log").read_text(encoding="utf-8"),
    ) == (True, True, True)


@pytest.mark.parametrize(
    "step",
    [
        "refresh.settings_of",
        "refresh.Store.open",
        "refresh.assessed_dashboard",
        "excel.buttons.all_writes",
        "surfaces.live.table_change",
        "surfaces.live.put_aside",
    ],
)
def test_a_fault_at_any_step_of_a_refresh_is_said_and_leaves_excel_as_it_was(
    step: str, book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        message = "the call was rejected by the callee"
        raise OSError(message)

    before = {"calculation": "semiautomatic", "screen_updating": True, "status_bar": "mine"}
    for name, value in before.items():
        setattr(book.app.impl, name, value)
    monkeypatch.setattr(f"workbook.{step}", failing)

    buttons.refresh(book)

    assert {name: getattr(book.app.impl, name) for name in before} == before
    assert alerts(book)[0].startswith("Refresh failed: the call was rejected by the callee")


def test_a_fault_while_it_writes_names_the_sheet_and_the_copy(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        message = "the call was rejected by the callee"
        raise OSError(message)

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(live, "put_block", failing)

    buttons.refresh(book)

    (copy,) = tmp_path.glob("safer-communities-*/Board.xlsx")
    assert alerts(book)[0].startswith("Writing stopped at the sheet Cover, with 0 of ")
    assert str(copy) in alerts(book)[0]


def test_a_person_is_asked_before_unsaved_changes_are_written_over(book: xw.Book) -> None:
    book.impl.is_saved = False
    book.app.impl.answer = "cancel"

    buttons.refresh(book)

    assert (data_rows(book), len(alerts(book))) == (2, 1)
    assert alerts(book)[0].startswith("Board.xlsx has changes that are not saved, and writing")


def test_who_goes_on_with_unsaved_changes_is_told_where_the_copy_lies(
    book: xw.Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    book.impl.is_saved = False

    buttons.refresh(book)

    (copy,) = tmp_path.glob("safer-communities-*/Board.xlsx")
    assert f"with its unsaved changes, is kept as {copy}." in alerts(book)[1]


def test_check_names_the_faults(book: xw.Book) -> None:
    buttons.refresh(book)
    book.sheets["Checks"].impl.name = "Cheques"

    buttons.check(book)

    # The sheet is known by its table under any name; its formulas are not worked out here.
    assert "Cheques!I6: Burglary, last 12 months, does not agree" in alerts(book)[1]
    assert "is missing" not in alerts(book)[1]


def test_what_changed_writes_nothing(book: xw.Book) -> None:
    buttons.what_changed(book)

    assert (data_rows(book), len(alerts(book))) == (2, 1)


def commentary_row(book: xw.Book) -> dict[str, object]:
    """The first row of the table Commentary by heading."""
    heading, *rows = book.sheets["Commentary"].tables["Commentary"].range.value
    return dict(zip(heading, rows[0], strict=True))


def test_commentary_is_drafted_in_its_table(book: xw.Book) -> None:
    buttons.draft_commentary(book)

    row = commentary_row(book)
    assert (row["Indicator"], str(row["Drafted text"])[:11]) == ("Burglary", "344 fewer (")


def test_drafting_leaves_the_analysts_words_as_they_are(book: xw.Book) -> None:
    buttons.draft_commentary(book)
    table = book.sheets["Commentary"].tables["Commentary"].range
    table[1, table[0, :].value.index("Analyst's view")].value = "Locks were fitted."

    buttons.draft_commentary(book)

    assert commentary_row(book)["Analyst's view"] == "Locks were fitted."


def test_drafting_says_how_many_texts_changed(book: xw.Book) -> None:
    buttons.draft_commentary(book)
    book.impl.is_saved = True
    buttons.draft_commentary(book)

    assert [said.partition(";")[0] for said in alerts(book)] == [
        "1 of 1 drafted text in the table Commentary changed",
        "0 of 1 drafted text in the table Commentary changed",
    ]


def test_drafting_writes_no_other_sheet(book: xw.Book) -> None:
    buttons.draft_commentary(book)

    assert data_rows(book) == 2


def test_nothing_is_drafted_in_a_book_that_saves_itself(book: xw.Book) -> None:
    book.impl.saves_itself = True

    buttons.draft_commentary(book)

    assert ("saves itself" in alerts(book)[0], commentary_row(book)["Drafted text"]) == (True, None)


def test_only_the_boards_sheets_are_printed(
    book: xw.Book, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_the_board = [
        sheet.name
        for sheet in sheets(settings_of_rows(small_rows(ids=("burglary",))))
        if sheet.group is Group.BOARD
    ]
    asked: dict[str, object] = {}
    monkeypatch.setattr(
        type(book), "to_pdf", lambda _self, path, include: asked.update(path=path, include=include)
    )

    buttons.export_pdf(book)

    assert asked == {
        "path": str(path.with_suffix(".pdf")),
        "include": of_the_board,
    }


def test_help_says_where_the_extracts_are_read_from(book: xw.Book) -> None:
    buttons.show_help(book)

    assert "Refresh reads the extracts in" in alerts(book)[0]


def test_a_workbook_in_a_synced_folder_is_refreshed_into_a_new_file_beside_it(
    path: Path, tmp_path: Path
) -> None:
    synced = tmp_path / "OneDrive - Barnet" / "Board.xlsx"
    synced.parent.mkdir()
    shutil.copy(path, synced)
    before = synced.read_bytes()

    written = refresh(synced, data_folder(), out=synced).path

    assert (written.name, synced.read_bytes() == before) == ("Board 2.xlsx", True)
