"""Notes, conversations and links at rows of a table that refresh owns whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import openpyxl

from tests.support.rich_workbook import AS_AT
from tests.support.wards_table import TURNED, made, sheet_text, values, written
from workbook.block import Block
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook

if TYPE_CHECKING:
    from pathlib import Path

    import xlsxwriter


CONVERSATIONS = "xl/threadedComments/threadedComment1.xml"
TALK = (("D4", "Why so many?"), ("D4", "One event."), ("D5", "Ok"))


def test_a_note_moves_with_its_row(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        sheet.write_comment("D4", "a double count", {"author": "Analyst"})

    target = written(made(tmp_path / "a.xlsx", own), *TURNED)

    archive = Archive.read(target)
    shape = archive.text("xl/drawings/vmlDrawing1.vml")
    sheet = openpyxl.load_workbook(target)["Page"]
    assert ("<x:Row>4</x:Row>" in shape, sheet["D4"].comment, sheet["D5"].comment.text) == (
        True,
        None,
        "a double count",
    )


def test_the_note_of_a_row_that_is_gone_is_kept_and_taken_out(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        sheet.write_comment("D5", "a double count", {"author": "Analyst"})

    target = written(made(tmp_path / "a.xlsx", own), *TURNED[:2])

    kept = values(target, "A5:D5", "Kept answers")
    shapes = Archive.read(target).text("xl/drawings/vmlDrawing1.vml").count("<v:shape ")
    assert (kept, shapes, faults(target)) == (
        [("Wards", "Barnhill", "Seen (note)", "a double count")],
        0,
        faults(tmp_path / "a.xlsx"),
    )


def test_a_conversation_moves_or_is_kept_whole(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        for address in ("D4", "D5"):
            sheet.write_comment(address, "[Threaded comment]", {"author": "tc"})

    source = made(tmp_path / "a.xlsx", own)
    archive = Archive.read(source)
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    said = "".join(
        f'<threadedComment ref="{ref}" dT="2026-01-05T10:00:00.00" personId="{{P}}" id="{{{n}}}">'
        f"<text>{text}</text></threadedComment>"
        for n, (ref, text) in enumerate(
            (("D4", "Why so many?"), ("D4", "One event."), ("D5", "Ok"))
        )
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = (
        f'<Relationship Id="rId90" Type="{kind}" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>'
    )
    parts = {
        CONVERSATIONS: f"<ThreadedComments>{said}</ThreadedComments>",
        rels: archive.text(rels).replace("</Relationships>", link),
    }
    source.write_bytes(archive.replaced(parts))

    target = written(source, ("Colindale", 1), ("Barnhill", 2), ("Hale", 2))
    again = written(
        target.rename(tmp_path / "b.xlsx"), ("Colindale", 1), ("Hale", 2), ("Barnhill", 2)
    )

    part = Archive.read(again).text(CONVERSATIONS)
    assert (values(again, "A5:D5", "Kept answers"), re.findall('ref="(.*?)"', part)) == (
        [("Wards", "Abbey", "Seen (conversation)", "Why so many?\nOne event.")],
        ["D6"],
    )


def test_a_link_moves_with_its_row(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        sheet.write_url("C4", "https://example.org/minutes", string="minutes")

    target = written(made(tmp_path / "a.xlsx", own), *TURNED)

    assert re.findall(r'<hyperlink ref="(\w+)"', sheet_text(target)) == ["C5"]


def test_the_link_of_a_row_that_is_gone_is_kept_as_text(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        sheet.write_url("C4", "https://example.org/minutes", string="minutes")

    target = written(made(tmp_path / "a.xlsx", own), *TURNED[::2])

    kept = values(target, "C5:D6", "Kept answers")
    assert (kept, "hyperlink" in sheet_text(target)) == (
        [("Answer", "minutes"), ("Answer (link)", "https://example.org/minutes")],
        False,
    )


def test_a_block_beside_a_table_leaves_its_notes(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_comment("B1", "mine")
        book.define_name("title", "=Page!$B$1")

    source = made(tmp_path / "a.xlsx", own)
    target = tmp_path / "out.xlsx"
    HeadlessWorkbook.open(source).write([Block("title", (("Wards",),))], target, as_at=AS_AT)

    assert openpyxl.load_workbook(target)["Page"]["B1"].comment.text == "mine"
