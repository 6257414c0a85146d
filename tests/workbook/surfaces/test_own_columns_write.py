"""What analysts wrote beside the rows of a table that refresh owns whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.wards_table import TURNED, cell, made, sheet_text, values, written
from workbook.package.archive import Archive
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from pathlib import Path

    import xlsxwriter


def answered(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401, ARG001
    for row, answer in enumerate(("asked", "known", "new CCTV"), start=3):
        sheet.write(row, 2, answer)


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


def test_a_total_row_that_would_have_to_move_is_refused_and_nothing_written(
    tmp_path: Path,
) -> None:
    source = made(tmp_path / "a.xlsx", answered, table={"total_row": True})

    with pytest.raises(TemplateError, match="has a total row"):
        written(source, ("Abbey", 1))
    assert not (tmp_path / "out.xlsx").exists()


def test_a_drop_down_and_a_format_of_a_whole_column_hold_for_new_rows(tmp_path: Path) -> None:
    def own(book: xlsxwriter.Workbook, sheet: Any) -> None:  # noqa: ANN401
        bold = book.add_format({"bold": True})
        sheet.data_validation("C4:C6", {"validate": "list", "source": ["yes", "no"]})
        sheet.conditional_format("C4:C6", {"type": "blanks", "format": bold})
        sheet.conditional_format("C5:C5", {"type": "blanks", "format": bold})

    source = made(tmp_path / "a.xlsx", own)
    before = sheet_text(source)
    after = sheet_text(written(source, ("Hale", 1), *TURNED))

    assert re.findall('sqref="(C[^"]*)"', before) == ["C4:C6", "C5", "C4:C6"]
    assert re.findall('sqref="(C[^"]*)"', after) == ["C4:C7", "C5", "C4:C7"]
