"""What analysts wrote beside the rows of a table that refresh owns whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter

from tests.support.rich_workbook import AS_AT
from workbook.block import Block, TableBlock
from workbook.check.lint import faults
from workbook.package.archive import Archive
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.block import Row

COLUMNS = ("Ward", "Seen")
CONVERSATIONS = "xl/threadedComments/threadedComment1.xml"
TALK = (("D4", "Why so many?"), ("D4", "One event."), ("D5", "Ok"))


def made(
    path: Path,
    own: Callable[[xlsxwriter.Workbook, Any], None],
    *,
    kept: bool = True,
    table: dict[str, Any] | None = None,
) -> Path:
    """A table of three wards at B3 with the columns Ward, Answer, Seen, filled by ``own``."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Page")
    headings = [{"header": "Ward"}, {"header": "Answer"}, {"header": "Seen"}]
    sheet.add_table("B3:D6", {"name": "Wards", "columns": headings, **(table or {})})
    for row, (ward, seen) in enumerate((("Abbey", 1), ("Barnhill", 2), ("Colindale", 3)), start=3):
        sheet.write(row, 1, ward)
        sheet.write(row, 3, seen)
    own(book, sheet)
    if kept:
        names = ("Table", "Row", "Column", "Answer", "Kept at")
        book.add_worksheet("Kept answers").add_table(
            "A4:E5", {"name": "KeptAnswers", "columns": [{"header": name} for name in names]}
        )
    book.close()
    return path


def written(source: Path, *rows: Row) -> Path:
    """The table with the given rows in the place of its own."""
    target = source.with_name("out.xlsx")
    block = TableBlock("Wards", COLUMNS, rows, identity=("Ward",))
    HeadlessWorkbook.open(source).write([block], target, as_at=AS_AT)
    return target


def sheet_text(path: Path) -> str:
    return Archive.read(path).text("xl/worksheets/sheet1.xml")


def cell(path: Path, address: str) -> str:
    found = re.search(rf'<c r="{address}"[^>]*?(?:/>|>.*?</c>)', sheet_text(path))
    return found[0] if found else ""


def values(path: Path, area: str, sheet: str = "Page") -> list[tuple[object, ...]]:
    return [tuple(one.value for one in row) for row in openpyxl.load_workbook(path)[sheet][area]]


def answered(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
    for row, answer in enumerate(("asked", "known", "new CCTV"), start=3):
        sheet.write(row, 2, answer)


TURNED = (("Colindale", 9), ("Abbey", 8), ("Barnhill", 7))


def test_an_answer_between_the_columns_moves_with_its_row(tmp_path: Path) -> None:
    target = written(made(tmp_path / "a.xlsx", answered), *TURNED)

    assert values(target, "B4:D6") == [
        ("Colindale", "new CCTV", 9),
        ("Abbey", "asked", 8),
        ("Barnhill", "known", 7),
    ]


def test_a_new_row_has_no_answer(tmp_path: Path) -> None:
    target = written(made(tmp_path / "a.xlsx", answered), ("Hale", 1), *TURNED)

    assert values(target, "B4:C7")[0] == ("Hale", None)


def test_the_answer_of_a_row_that_is_gone_is_kept_with_its_key(tmp_path: Path) -> None:
    target = written(made(tmp_path / "a.xlsx", answered), ("Colindale", 3))

    kept = values(target, "A5:D6", "Kept answers")
    assert (kept, values(target, "B5:D6")) == (
        [("Wards", "Abbey", "Answer", "asked"), ("Wards", "Barnhill", "Answer", "known")],
        [(None, None, None)] * 2,
    )


def test_a_row_that_comes_back_does_not_get_its_old_answer(tmp_path: Path) -> None:
    gone = written(made(tmp_path / "a.xlsx", answered), ("Colindale", 3))

    again = written(gone, ("Abbey", 1), ("Colindale", 3))

    assert values(again, "B4:C5") == [("Abbey", None), ("Colindale", "new CCTV")]


def test_no_row_at_all_keeps_every_answer(tmp_path: Path) -> None:
    target = written(made(tmp_path / "a.xlsx", answered))

    assert (len(values(target, "A5:D7", "Kept answers")), values(target, "B4:D4")) == (
        3,
        [(None, None, None)],
    )


def test_a_workbook_that_cannot_keep_an_answer_is_refused(tmp_path: Path) -> None:
    source = made(tmp_path / "a.xlsx", answered, kept=False)

    with pytest.raises(TemplateError, match="'Abbey' of Wards under Answer, whose row is gone"):
        written(source, *TURNED[::2])
    assert not (tmp_path / "out.xlsx").exists()


def test_a_workbook_that_has_nothing_to_keep_needs_no_table(tmp_path: Path) -> None:
    source = made(tmp_path / "a.xlsx", answered, kept=False)

    assert values(written(source, *TURNED), "C4:C4") == [("new CCTV",)]


def test_formatted_runs_move_as_they_are(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_rich_string("C4", "ask ", book.add_format({"bold": True}), "today")

    source = made(tmp_path / "a.xlsx", own)
    target = written(source, *TURNED)

    assert cell(target, "C5") == cell(source, "C4").replace("C4", "C5")


def test_a_cells_own_format_moves_and_leaves_the_look_of_the_others(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        sheet.write("C4", "urgent", book.add_format({"bg_color": "#FFFF00"}))

    source = made(tmp_path / "a.xlsx", own)
    target = written(source, *TURNED)

    style = re.search(r' s="\d+"', cell(source, "C4"))
    assert style is not None
    assert (style[0] in cell(target, "C5"), " s=" in cell(target, "C4")) == (True, False)


def test_an_own_formula_moves_as_excel_fills_it(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        sheet.write_formula("C4", "=D4*$A$1&LEFT(B4,1)", None, "x")

    target = written(made(tmp_path / "a.xlsx", own), *TURNED)

    assert values(target, "C4:C6") == [(None,), ("=D5*$A$1&LEFT(B5,1)",), (None,)]


def test_a_calculated_column_stays_and_is_filled(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        for row in (4, 5, 6):
            sheet.write_formula(f"C{row}", f"=D{row}*2", None, 0)

    target = written(made(tmp_path / "a.xlsx", own), ("Hale", 1), *TURNED)

    assert values(target, "C4:C7") == [("=D4*2",), ("=D5*2",), ("=D6*2",), ("=D7*2",)]


def test_a_calculated_column_of_a_row_that_is_gone_is_no_answer(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        for row in (4, 5, 6):
            sheet.write_formula(f"C{row}", f"=D{row}*2", None, 0)

    target = written(made(tmp_path / "a.xlsx", own), ("Abbey", 1))

    assert values(target, "A5:D5", "Kept answers") == [(None,) * 4]


def test_a_value_typed_over_a_calculated_column_moves_and_leaves_the_formula(
    tmp_path: Path,
) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
        sheet.write("C4", "typed")

    headings = [{"header": "Ward"}, {"header": "Answer", "formula": "=Wards[[#This Row],[Seen]]*2"}]
    table = {"columns": [*headings, {"header": "Seen"}]}
    target = written(made(tmp_path / "a.xlsx", own, table=table), *TURNED)

    formula = "=Wards[[#This Row],[Seen]]*2"
    assert values(target, "C4:C6") == [(formula,), ("typed",), (formula,)]


def test_shared_formulas_become_each_cells_own(tmp_path: Path) -> None:
    source = made(tmp_path / "a.xlsx", answered)
    archive = Archive.read(source)
    text = archive.text("xl/worksheets/sheet1.xml")
    for row, formula in (
        (4, '<f t="shared" ref="C4:C5" si="0">D4+1</f>'),
        (5, '<f t="shared" si="0"/>'),
    ):
        text = re.sub(rf'<c r="C{row}".*?</c>', f'<c r="C{row}">{formula}<v>1</v></c>', text)
    source.write_bytes(archive.replaced({"xl/worksheets/sheet1.xml": text}))

    target = written(source, *TURNED)

    assert (values(target, "C4:C6"), "shared" in sheet_text(target)) == (
        [("new CCTV",), ("=D5+1",), ("=D6+1",)],
        False,
    )


def test_rows_of_one_key_keep_their_answers_in_order(tmp_path: Path) -> None:
    source = made(tmp_path / "a.xlsx", answered)
    twice = written(source, ("Abbey", 1), ("Abbey", 2), ("Colindale", 3))
    moved = twice.rename(tmp_path / "b.xlsx")

    target = written(moved, ("Colindale", 3), ("Abbey", 5), ("Abbey", 6))

    assert values(target, "B4:C6") == [
        ("Colindale", "new CCTV"),
        ("Abbey", "asked"),
        ("Abbey", None),
    ]


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


def test_a_total_row_that_would_have_to_move_is_refused_and_nothing_written(
    tmp_path: Path,
) -> None:
    source = made(tmp_path / "a.xlsx", answered, table={"total_row": True})

    with pytest.raises(TemplateError, match="has a total row"):
        written(source, ("Abbey", 1))
    assert not (tmp_path / "out.xlsx").exists()


def test_a_block_beside_a_table_leaves_its_notes(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        sheet.write_comment("B1", "mine")
        book.define_name("title", "=Page!$B$1")

    source = made(tmp_path / "a.xlsx", own)
    target = tmp_path / "out.xlsx"
    HeadlessWorkbook.open(source).write([Block("title", (("Wards",),))], target, as_at=AS_AT)

    assert openpyxl.load_workbook(target)["Page"]["B1"].comment.text == "mine"
