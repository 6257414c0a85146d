"""What a save leaves alone: cells, rows and sheets that hold already what they are to hold."""

from __future__ import annotations

import datetime
import tracemalloc
from typing import TYPE_CHECKING, Final

import pytest
import xlsxwriter

from workbook.block import Block, TableBlock
from workbook.package.archive import Archive
from workbook.package.reference import Rectangle
from workbook.package.save import saved
from workbook.package.sheet import SheetXml
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.block import Row, Write

AS_AT: Final = datetime.date(2025, 12, 1)
COLUMNS: Final = ("Ward", "Month", "Count", "Known")
DATA: Final = "xl/worksheets/sheet1.xml"


def made(path: Path, *, own: bool = False) -> Path:
    """A workbook with an empty table, a named range, and a column of an analyst's own or not."""
    headings = (*COLUMNS, "Own") if own else COLUMNS
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        table = {"name": "Data", "columns": [{"header": name} for name in headings]}
        sheet.add_table(0, 0, 1, len(headings) - 1, table)
        page = book.add_worksheet("Page")
        page.write("B2", "Total")
        book.define_name("total", "=Page!$C$2:$E$2")
    return path


def rows(count: int, shift: int = 0) -> tuple[Row, ...]:
    return tuple(
        (f"Ward {number} – café", AS_AT, float(number + shift), number % 2 == 0)
        for number in range(count)
    )


def block(given: tuple[Row, ...]) -> TableBlock:
    return TableBlock("Data", COLUMNS, given, identity=("Ward",))


def written(archive: Archive, *writes: Write) -> Archive:
    content = saved(archive, structure(archive), writes, as_at=AS_AT).content
    return Archive.of(content, source="again.xlsx")


def filled(archive: Archive, count: int, shift: int = 0) -> Archive:
    total = Block("total", ((count, None, "<&>"),))
    return written(archive, block(rows(count, shift)), total)


def row_text(archive: Archive, number: int) -> str:
    sheet = SheetXml(archive.text(DATA), where="Data")
    place = sheet.rows[number]
    return sheet.text[place.start : place.end]


@pytest.mark.parametrize("own", [False, True], ids=["plain", "own column"])
def test_the_same_again_gives_the_same_bytes(tmp_path: Path, *, own: bool) -> None:
    first = filled(Archive.read(made(tmp_path / "a.xlsx", own=own)), 40)

    assert filled(first, 40).replaced({}) == first.replaced({})


def test_one_changed_row_changes_no_other(tmp_path: Path) -> None:
    first = filled(Archive.read(made(tmp_path / "a.xlsx")), 40)
    given = list(rows(40))
    given[7] = (*given[7][:2], -1.5, given[7][3])
    second = written(first, block(tuple(given)))

    old = row_text(first, 9)
    new = old.replace("<v>7</v>", "<v>-1.5</v>")
    assert second.text(DATA) == first.text(DATA).replace(old, new)


def test_many_rows_change_as_few_do(tmp_path: Path) -> None:
    first = filled(Archive.read(made(tmp_path / "a.xlsx")), 60)
    second = filled(first, 60, shift=1000)

    expected = [row_text(first, n).replace(f"<v>{n - 2}<", f"<v>{n + 998}<") for n in range(2, 62)]
    assert [row_text(second, number) for number in range(2, 62)] == expected


@pytest.mark.parametrize("given", [rows(40)[::-1], rows(39), rows(41)], ids=["turned", "-1", "+1"])
def test_an_own_answer_follows_its_row(tmp_path: Path, given: tuple[Row, ...]) -> None:
    first = filled(Archive.read(made(tmp_path / "a.xlsx", own=True)), 40)
    answer = '<c r="E9" t="inlineStr"><is><t>mine</t></is></c></row>'
    old = row_text(first, 9)
    text = first.text(DATA).replace(old, old.replace("</row>", answer))
    second = written(Archive.of(first.replaced({DATA: text}), source="a.xlsx"), block(given))

    sheet = SheetXml(second.text(DATA), where="Data")
    table = sheet.values(Rectangle(2, 1, len(given) + 1, 5), ())
    assert [row[0] for row in table if row[4] == "mine"] == ["Ward 7 – café"]


def test_a_row_of_the_table_with_a_note_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        table = {"name": "Data", "columns": [{"header": name} for name in COLUMNS]}
        sheet.add_table(0, 0, 2, 3, {**table, "data": [[f"Ward {n} – café"] for n in range(2)]})
        sheet.write_comment("C3", "look")
        sheet.write_comment("H3", "beside the table")
    second = written(Archive.read(path), block(rows(2)[::-1]))

    notes = second.text("xl/comments1.xml")
    assert ('ref="C2"' in notes, 'ref="H3"' in notes) == (True, True)


def test_a_large_sheet_is_never_whole_in_memory(
    tmp_path: Path, proof: Callable[[str], None]
) -> None:
    archive = Archive.read(made(tmp_path / "a.xlsx"))
    found = structure(archive)
    given = block(tuple((f"{row[0]} " * 60, *row[1:]) for row in rows(50)) * 40)
    tracemalloc.start()
    content = saved(archive, found, [given], as_at=AS_AT).content
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    text = Archive.of(content, source="a.xlsx").text(DATA)
    size = text.__sizeof__()
    proof(f"A sheet of {size / 1e6:.1f} MB was written with {peak / 1e6:.1f} MB at most")
    assert peak < size
