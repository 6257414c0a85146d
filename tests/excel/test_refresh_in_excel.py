"""A refresh of the workbook that is open in Excel, beside the one on disk."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from tests.support.parity.compare import written
from tests.support.parity.shapes import looks, shapes_of
from workbook.excel import buttons
from workbook.refresh import refresh, settings_of, silent
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.surfaces.live import LiveWorkbook
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    import xlwings as xw

    from workbook.refresh import Refreshed

pytestmark = pytest.mark.excel

STATE = ("screen_updating", "calculation", "enable_events", "status_bar")
EPOCH = datetime.date(1899, 12, 30)


def shown_values(path: Path) -> dict[tuple[str, int, int], object]:
    """What each filled cell shows, of formulas the value last worked out, by sheet and place."""
    book = CalamineWorkbook.from_path(path)
    return {
        (name, r, c): number if (number := days(value)) is not None else value
        for name in book.sheet_names
        for r, row in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
        for c, value in enumerate(row, 1)
        if value != ""
    }


def days(value: object) -> float | None:
    """A date as Excel's number; ``None`` for any other value."""
    if isinstance(value, datetime.datetime):
        value = value.date()
    return float((value - EPOCH).days) if isinstance(value, datetime.date) else None


def are_alike(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-9, abs=1e-9)
    return one == other


def test_excel_reads_the_settings_that_are_read_on_disk(book: xw.Book, template: Path) -> None:
    assert settings_of(LiveWorkbook(book)) == settings_of(HeadlessWorkbook.open(template))


def test_every_cell_shows_what_it_shows_after_a_refresh_on_disk(
    live: Path, headless: Refreshed
) -> None:
    ours, theirs = shown_values(headless.path), shown_values(live)

    assert {
        place: (theirs.get(place), ours.get(place))
        for place in ours.keys() | theirs.keys()
        if not are_alike(theirs.get(place), ours.get(place))
    } == {}


def test_every_table_ends_where_it_ends_after_a_refresh_on_disk(
    live: Path, headless: Refreshed
) -> None:
    ends = {name: sheet.tables for name, sheet in written(live).items()}

    assert ends == {name: sheet.tables for name, sheet in written(headless.path).items()}


def test_the_map_looks_as_after_a_refresh_on_disk(live: Path, headless: Refreshed) -> None:
    assert sorted(looks(shapes_of(live)), key=str) == sorted(
        looks(shapes_of(headless.path)), key=str
    )


def test_a_refresh_in_excel_saves_nothing(book: xw.Book) -> None:
    path = Path(book.fullname)
    before = path.read_bytes()

    buttons.refresh_book(book, data_folder(), progress=silent)

    assert path.read_bytes() == before


def test_a_refresh_leaves_excel_as_it_was(book: xw.Book) -> None:
    before = {name: getattr(book.app, name) for name in STATE}

    buttons.refresh_book(book, data_folder(), progress=silent)

    assert {name: getattr(book.app, name) for name in STATE} == before


def test_rows_that_a_filter_hides_are_written(book: xw.Book) -> None:
    buttons.refresh_book(book, data_folder(), progress=silent)
    table = book.sheets["Data"].tables["Data"]
    table.autofilter.apply_values(1, ["nothing"])
    before = table.range.value

    said = buttons.refresh_book(book, data_folder(), progress=silent).said

    assert "The filter of Data was cleared, so that no new row is hidden." in said
    assert table.range.rows.hidden is False
    assert table.range.value == before


def test_a_protected_sheet_is_named_and_nothing_is_written(book: xw.Book) -> None:
    book.sheets["Data"].api.Protect()

    with pytest.raises(WorkbookError, match="The sheet Data is protected, so nothing is written"):
        buttons.refresh_book(book, data_folder(), progress=silent)

    assert book.sheets["Data"].tables["Data"].range.shape[0] == 2


def test_an_own_column_moves_with_its_rows(book: xw.Book) -> None:
    sheet = book.sheets["Exceptions"]
    buttons.refresh_book(book, data_folder(), progress=silent)
    table = sheet.tables["Exceptions"]
    rows, columns = table.range.shape
    table.resize(table.range.resize(rows, columns + 1))
    table.range[1:, columns].value = [[f"answer {row[0]}"] for row in table.range[1:, :].value]
    table.range[1:, :columns].value = table.range[1:, :columns].value[::-1]
    table.range[1:, columns].value = [[a] for a in table.range[1:, columns].value[::-1]]

    buttons.refresh_book(book, data_folder(), progress=silent)

    assert all(row[columns] == f"answer {row[0]}" for row in table.range[1:, :].value)


def test_every_check_is_true_when_excel_has_recalculated(
    app: xw.App, headless: Refreshed, tmp_path: Path
) -> None:
    again = refresh(headless.path, data_folder(), out=tmp_path / "Again.xlsx").path
    opened = app.books.open(again)
    app.calculate()
    agrees: Any = opened.sheets["Checks"].tables["Checks"].range.options(ndim=2).value
    opened.close()

    heading, *rows = agrees
    assert {row[heading.index("Agrees")] for row in rows} == {True}


def test_drafting_leaves_the_analysts_words_as_they_are(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def go_on(_app: xw.App, prompt: str, **_: object) -> str:
        said.append(prompt)
        return "ok"

    monkeypatch.setattr(type(book.app), "alert", go_on)
    buttons.draft_commentary(book)
    table = book.sheets["Commentary"].tables["Commentary"].range
    view = table[1, table[0, :].value.index("Analyst's view")]
    view.value = "Locks were fitted."

    buttons.draft_commentary(book)

    assert (view.value, said[-1].startswith("0 of")) == ("Locks were fitted.", True)


def test_the_boards_sheets_are_printed_beside_the_workbook(
    book: xw.Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(book.app), "alert", lambda *_, **__: None)

    buttons.export_pdf(book)

    assert Path(book.fullname).with_suffix(".pdf").read_bytes().startswith(b"%PDF")
