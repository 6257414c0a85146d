"""What a save shows again: of several tables, and of the sheet's own filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.little_filters import MODE, filter_of, filter_on, sheet_of_nine
from workbook.package.reference import Rectangle
from workbook.package.shown import Shown
from workbook.package.structure import TablePart

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.package.sheet import SheetXml

LEFT = TablePart(name="Left", sheet="S", part="l", area=Rectangle(2, 1, 5, 2), columns=())
RIGHT = TablePart(name="Right", sheet="S", part="r", area=Rectangle(4, 4, 9, 5), columns=())
NO_PARTS: Mapping[str, str] = {}
ORDER = '<sortState ref="A1"/>'


def _shown(
    sheet: SheetXml,
    *written: str,
    whole: dict[str, str] | None = None,
    advanced: str = "",
    parts: Mapping[str, str] = NO_PARTS,
) -> tuple[Shown, str]:
    texts = {"l": filter_of() + ORDER, "r": filter_of() + ORDER, **parts}
    shown = Shown()
    text = shown.sheet(
        sheet,
        sheet.text,
        [LEFT, RIGHT],
        lambda part: texts[part],
        written=[Rectangle.parse(one) for one in written],
        whole={name: Rectangle.parse(area) for name, area in (whole or {}).items()},
        advanced=advanced,
    )
    return shown, text


def test_nothing_written_shows_nothing() -> None:
    sheet = sheet_of_nine(filter_of(filter_on()), mode=MODE, hidden=(3, 8))
    shown, text = _shown(sheet, parts={"l": filter_of(filter_on())}, advanced="A1:B9")
    assert (text, shown.parts, shown.sentences()) == (sheet.text, {}, ())


def test_only_the_filters_over_written_rows_are_cleared() -> None:
    sheet = sheet_of_nine(mode=MODE, hidden=(1, 3, 7))
    filtered = {"l": filter_of(filter_on()), "r": filter_of(filter_on()) + ORDER}
    shown, text = _shown(sheet, "Z3", parts=filtered)
    assert text == sheet_of_nine(mode=MODE, hidden=(1, 7)).text
    assert shown.parts == {"l": filter_of()}
    assert shown.sentences() == ("The filter of Left was cleared, so that no new row is hidden.",)
    shown, text = _shown(sheet, "Z9:Z12", parts=filtered)
    assert text == sheet_of_nine(mode=MODE, hidden=(1, 3)).text
    assert shown.parts == {"r": filter_of() + ORDER}
    shown, text = _shown(sheet, "Z5", parts=filtered)
    assert text == sheet_of_nine(hidden=(1,)).text
    assert shown.parts == {"l": filter_of(), "r": filter_of() + ORDER}
    assert shown.sentences() == (
        "The filters of Left and Right were cleared, so that no new row is hidden.",
    )
    shown, text = _shown(sheet, "Z2", parts=filtered)
    assert (text, shown.parts) == (sheet.text, {})


def test_rows_of_a_whole_table_are_shown_as_far_as_it_now_goes_and_its_order_goes() -> None:
    sheet = sheet_of_nine(hidden=(2, 3, 6, 7))
    shown, text = _shown(sheet, "A2:B6", whole={"Left": "A3:B6"})
    assert text == sheet_of_nine(hidden=(2, 7)).text
    assert shown.parts == {"l": filter_of()}
    assert shown.sentences() == (
        "Hidden rows of Left are shown again, since they hold other figures now.",
    )
    shown, text = _shown(
        sheet, "A2:B6", whole={"Left": "A3:B6"}, parts={"l": filter_of(filter_on())}
    )
    assert text == sheet_of_nine(hidden=(2, 7)).text
    assert shown.sentences() == ("The filter of Left was cleared, so that no new row is hidden.",)
    both = {"Left": "A3:B6", "Right": "D5:E7"}
    shown, text = _shown(sheet, "A2:B6", "D4:E7", whole=both)
    assert text == sheet_of_nine(hidden=(2,)).text
    assert shown.sentences() == (
        "Hidden rows of Left and Right are shown again, since they hold other figures now.",
    )
    seen, text = _shown(sheet_of_nine(hidden=(2, 9)), "A2:B6", whole={"Left": "A3:B6"})
    assert (text, seen.sentences()) == (sheet_of_nine(hidden=(2, 9)).text, ())


def test_the_sheets_own_filter_is_cleared_where_its_rows_are_written() -> None:
    sheet = sheet_of_nine(filter_of(filter_on()), mode=MODE, hidden=(2, 3, 9))
    shown, text = _shown(sheet, "Z9")
    assert text == sheet_of_nine(filter_of(), hidden=(2,)).text
    assert shown.sentences() == (
        "The filter of the sheet S was cleared, so that no new row is hidden.",
    )
    shown, text = _shown(sheet, "Z2")
    assert (text, shown.sentences()) == (sheet.text, ())
    kept, text = _shown(
        sheet, "Z2:Z3", whole={"Left": "A2:B2"}, parts={"l": filter_of(filter_on())}
    )
    assert text == sheet_of_nine(filter_of(), hidden=()).text
    assert kept.filters == {"Left", "the sheet S"}
    advanced = sheet_of_nine(mode=MODE, hidden=(2, 5))
    shown, text = _shown(advanced, "Z5", advanced="H4:H6")
    assert text == sheet_of_nine(hidden=(2,)).text
