"""A file is replaced only by one that has what somebody has typed into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import Leaf, little_book, row, table
from workbook.build.lost_entries import replaceable_state
from workbook.package.file_state import NO_FILE
from workbook.package.replace_file import target_state
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.workbook_errors import EntriesAtStakeError, OutputNameError

if TYPE_CHECKING:
    from pathlib import Path

ADVICE = "Give another name."
DEFINITIONS = Leaf(
    row(1, "Id", "Indicator") + row(2, "robbery", "Robbery"),
    tables=(table("Definitions", "A1:B2", "Id", "Indicator"),),
)


def leaf(name: str, columns: tuple[str, ...], *rows: tuple[str, ...], below: str = "") -> Leaf:
    letter = chr(ord("A") + len(columns) - 1)
    text = "".join(row(at, *cells) for at, cells in enumerate((columns, *rows), 1))
    return Leaf(text + below, tables=(table(name, f"A1:{letter}{len(rows) + 1}", *columns),))


def content(leaves: dict[str, Leaf], names: dict[str, str] | None = None) -> bytes:
    return little_book({"Definitions": DEFINITIONS} | leaves, names).replaced({})


def kept(folder: Path, theirs: bytes, ours: bytes) -> bool:
    """Whether the file may be replaced, by the state of its bytes."""
    target = folder / "theirs.xlsx"
    target.write_bytes(theirs)
    source = HeadlessWorkbook.of(ours, "new.xlsx")
    return replaceable_state(target, source, ADVICE) == target_state(target)


ACTIONS = ("Ref", "Action", "Status")
"""Ref and Action are an analyst's, Status is refresh's."""


def actions(*rows: tuple[str, ...], **said: str) -> dict[str, Leaf]:
    return {"Actions": leaf("Actions", ACTIONS, *rows, **said)}


def test_where_there_is_no_file_there_is_nothing_to_lose(tmp_path: Path) -> None:
    source = HeadlessWorkbook.of(content({}), "new.xlsx")

    assert replaceable_state(tmp_path / "new.xlsx", source, ADVICE) == NO_FILE


@pytest.mark.parametrize(
    ("theirs", "ours", "lost"),
    [
        ((("A1", "Light", "Late"),), (("A1", "Light", "Late"),), ""),
        # What refresh writes is no entry, and rows may stand elsewhere.
        ((("A1", "Light", "Late"),), (("A2", "Doors", ""), ("A1", "Light", "Done")), ""),
        ((("A1", "Light", ""), ("A2", "", "")), (("A1", "Light", ""), ("A2", "Doors", "")), ""),
        ((("A1", "Light", ""),), (("A1", "Lamps", ""),), "Actions!B2"),
        ((("A1", "Light", ""),), (("A2", "Light", ""),), "Actions!A2, Actions!B2"),
        (tuple((f"A{at}", "Light", "") for at in range(4)), (("B", "Light", ""),),
         "Actions!A2, Actions!A3, Actions!A4, Actions!A5, Actions!B2 and 3 more"),
    ],
)  # fmt: skip
def test_an_entry_that_no_row_of_the_new_one_has_is_named(
    tmp_path: Path,
    theirs: tuple[tuple[str, ...], ...],
    ours: tuple[tuple[str, ...], ...],
    lost: str,
) -> None:
    pair = content(actions(*theirs)), content(actions(*ours))
    if not lost:
        assert kept(tmp_path, *pair)
        return
    with pytest.raises(EntriesAtStakeError) as refused:
        kept(tmp_path, *pair)

    assert str(refused.value) == (
        f"'{tmp_path / 'theirs.xlsx'}' would be replaced, but it holds entries that the new one "
        f"would lack: {lost}. {ADVICE}"
    )


def test_a_table_or_a_sheet_that_the_new_one_lacks_is_named(tmp_path: Path) -> None:
    mine = {"Mine": leaf("Mine", ("Who", "When"), ("PC Khan", "May"))}

    with pytest.raises(
        EntriesAtStakeError, match=r"lack: Mine!A2, Mine!B2, the sheet 'Mine'\. Give another"
    ):
        kept(tmp_path, content(mine), content({}))


def test_the_sheet_of_a_section_follows_from_the_entries(tmp_path: Path) -> None:
    names = {"section.robbery": "Robbery!$A$1"}

    assert kept(tmp_path, content({"Robbery": Leaf()}, names), content({}))
    with pytest.raises(EntriesAtStakeError, match="lack: the sheet 'Robbery'"):
        kept(tmp_path, content({"Robbery": Leaf()}), content({}))


def test_what_a_formula_gives_is_no_entry_where_the_new_one_has_its_column(tmp_path: Path) -> None:
    def book(columns: tuple[str, ...], given: str) -> bytes:
        cell = f'<c r="B2" t="str"><f>A1</f><v>{given}</v></c>'
        one = leaf("Mine", columns)
        text = f'{one.rows}<row r="2"><c r="A2" t="str"><v>x</v></c>{cell}</row>'
        return content({"Mine": one._replace(rows=text, tables=(
            table("Mine", "A1:B2", *columns),
        ))})  # fmt: skip

    assert kept(tmp_path, book(("Who", "Sum"), "3"), book(("Who", "Sum"), "4"))
    with pytest.raises(EntriesAtStakeError, match=r"lack: Mine!B2\."):
        kept(tmp_path, book(("Who", "Sum"), "3"), book(("Who", "All"), "4"))


def test_a_file_whose_tables_are_not_in_order_stays(tmp_path: Path) -> None:
    below = row(3, "A2")
    one = actions(("A1", "Light", ""), below=below)

    with pytest.raises(
        EntriesAtStakeError, match=r"not in order, so that nobody can say .*: Actions!A3: stands"
    ):
        kept(tmp_path, content(one), content(actions(("A1", "Light", ""))))


def test_a_file_that_is_no_dashboard_stays(tmp_path: Path) -> None:
    mine = little_book({"Mine": leaf("Mine", ("Who",), ("PC Khan",))}).replaced({})

    with pytest.raises(OutputNameError, match=r"dashboard \(it has no table Definitions\), so it"):
        kept(tmp_path, mine, content({}))
    with pytest.raises(OutputNameError, match=r"is there and is no workbook of this dashboard \("):
        kept(tmp_path, b"a letter", content({}))
