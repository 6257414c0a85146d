"""The format by which a workbook was made, and a newer one that this version does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
import xlsxwriter

from workbook.build.lost_entries import replaceable_state
from workbook.check.checks import faults
from workbook.package.format_mark import FORMAT, FORMAT_PROPERTY, format_of
from workbook.refresh import refresh
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.surfaces.live_known import KnownCells
from xlsrc.domain.workbook_errors import NewerFormatError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

SAID = (
    "A workbook of format 1 or earlier was wanted; found format 2 in Board.xlsx, which a newer "
    "version of this program made. Update the program on this machine, then try again. Nothing "
    "was written."
)


def marked(folder: Path, mark: float | str) -> Path:
    path = folder / "Board.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Cover")
        book.set_custom_property("Client", "Housing")
        book.set_custom_property(FORMAT_PROPERTY, mark)
    return path


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("1", 1), ("2", 2), (" 1 ", 1), ("1.0", 1), ("12", 12), ("", 0), ("two", 0), ("-3", 0),
        ("1.5", 0), ("٢", 0), ("9" * 400, 0), ("1e9", 0), ("inf", 0),
    ],
)  # fmt: skip
def test_a_mark_is_read_and_what_is_no_number_is_none(mark: str, number: int) -> None:
    part = ElementTree.fromstring(  # noqa: S314 - written above
        f'<Properties><property name="Client"><v>7</v></property><property name="dashboard Format">'
        f"<v>{mark}</v></property></Properties>"
    )

    assert format_of(part) == number


def test_a_workbook_without_properties_is_from_before_the_mark() -> None:
    assert format_of(None) == 0


@pytest.mark.parametrize("mark", [FORMAT, f"{FORMAT}", "mine"])
def test_a_workbook_of_this_format_or_of_none_is_opened(mark: float | str, tmp_path: Path) -> None:
    assert HeadlessWorkbook.open(marked(tmp_path, mark)).sheet_names == ("Cover",)


@pytest.mark.parametrize("mark", [FORMAT + 1, f"{FORMAT + 1}"], ids=["number", "text"])
def test_a_newer_workbook_is_refused_in_one_sentence_and_stays(
    mark: float | str, tmp_path: Path
) -> None:
    newer = marked(tmp_path, mark)
    before = newer.read_bytes()

    with pytest.raises(NewerFormatError) as refused:
        refresh(newer, data_folder(), out=newer)

    assert (str(refused.value), newer.read_bytes()) == (SAID, before)
    assert list(tmp_path.iterdir()) == [newer]


def test_a_newer_workbook_is_checked_replaced_and_written_in_excel_by_no_older_version(
    tmp_path: Path,
) -> None:
    newer = marked(tmp_path, FORMAT + 1)
    of_now = HeadlessWorkbook.open(marked_elsewhere(tmp_path))

    for attempt in (
        lambda: faults(newer),
        lambda: replaceable_state(newer, of_now, ""),
        lambda: KnownCells.read(newer),
    ):
        with pytest.raises(NewerFormatError, match="found format 2 in Board"):
            attempt()


def marked_elsewhere(folder: Path) -> Path:
    (folder / "of now").mkdir()
    return marked(folder / "of now", FORMAT)
