"""Charts of several sheets while cells of some of them change, and orders of a whole workbook."""

from __future__ import annotations

import datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.support.little_package import cache, chart, point
from tests.support.little_workbook import NS, archive_of, link, links
from workbook.block import Formula
from workbook.package.chart_caches import ChartCaches
from workbook.package.edit import RowEdit
from workbook.package.orders import with_orders
from workbook.package.reference import Rectangle
from workbook.package.sheet import SheetXml
from workbook.package.sheet_edits import SheetEdits
from workbook.package.structure import structure
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = datetime.date(2025, 7, 1)


def _sheet(*cells: str) -> str:
    return f'<worksheet><sheetData><row r="1">{"".join(cells)}</row></sheetData></worksheet>'


def _cell(column: str, value: str, said: str = "") -> str:
    return f'<c r="{column}1"{said}><v>{value}</v></c>'


ONE = _sheet(_cell("A", "1"), _cell("B", "2"), _cell("C", "0", ' t="s"'))
TWO = _sheet(_cell("A", "3"), _cell("B", "2025-07-01", ' t="d"'))


def _parts(*charts: str, is_1904: bool = False) -> dict[str, str]:
    types = "".join(
        f'<Override PartName="/c{at}.xml" ContentType="a/drawingml.chart+xml"/>'
        for at in range(len(charts))
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="t">{types}</Types>',
        "book.xml": (
            f'<workbook {NS}><workbookPr date1904="{is_1904:d}"/><sheets>'
            '<sheet name="One" r:id="a"/><sheet name="Two" r:id="b"/></sheets><definedNames>'
            '<definedName name="n">One!$A$1</definedName></definedNames></workbook>'
        ),
        "_rels/book.xml.rels": links(
            link("a", "worksheet", "a.xml"), link("b", "worksheet", "b.xml")
        ),
        "a.xml": ONE,
        "b.xml": TWO,
        **{f"c{at}.xml": text for at, text in enumerate(charts)},
    }


def _itself(sheet: SheetXml) -> SheetXml:
    return sheet


def _refreshed(
    parts: dict[str, str],
    edits: Mapping[str, dict[int, object]],
    after: Mapping[str, str],
    texts: tuple[str, ...] = ("word",),
) -> dict[str, str]:
    """The chart parts that change when cells of row 1 of sheets (by part) are written."""
    archive = archive_of(parts)
    found = structure(archive)
    sheets = {}
    for sheet in found.sheets:
        xml = SheetXml(parts[sheet.part], where=sheet.name)
        one = SheetEdits(sheet, partial(_itself, xml))
        if sheet.part in edits:
            cells = edits[sheet.part]
            one.edit(1, RowEdit(cells))  # type: ignore[arg-type]  # contents of cells
            one.changed += [Rectangle(1, column, 1, column) for column in cells]
            sheets[sheet.part] = one
    caches = ChartCaches(
        archive=archive,
        structure=found,
        sheets=sheets,
        text=lambda part: after.get(part) or parts[part],
        shared_texts=lambda: texts,
    )
    return caches.refreshed()


def test_a_chart_follows_the_cells_of_its_own_sheet() -> None:
    charts = (
        chart(cache("one!$A$1", "1")),
        chart(cache("Two!$A$1", "3")),
        chart(cache("n", "1"), cache("One!$B$1", "2")),
    )
    assert _refreshed(_parts(*charts), {"a.xml": {1: 9.0}}, {}) == {
        "c0.xml": charts[0].replace(point(0, "1"), point(0, "9")),
        "c2.xml": charts[2].replace(point(0, "1"), point(0, "9")),
    }
    assert _refreshed(_parts(*charts), {"b.xml": {1: 9.0}}, {}) == {
        "c1.xml": charts[1].replace(point(0, "3"), point(0, "9")),
    }
    assert _refreshed(_parts(*charts), {"a.xml": {1: 1.0}, "b.xml": {2: "x"}}, {}) == {}
    assert _refreshed(_parts(*charts), {}, {}) == {}


def test_what_a_chart_shows_of_a_sheet_that_is_gone_stays() -> None:
    shown = chart(cache("Gone!$A$1", "5"), cache("One!$A$1", "1"))

    assert _refreshed(_parts(shown), {"a.xml": {1: 9.0}}, {}) == {
        "c0.xml": shown.replace(point(0, "1"), point(0, "9"))
    }


def test_cells_that_are_not_plain_are_read_from_the_sheet_as_it_is_now() -> None:
    parts = _parts(chart(cache("One!$A$1:$B$1", "1", "2")), chart(cache("One!$A$1:$C$1", "1")))
    after = {"a.xml": ONE.replace("<v>2<", "<v>7<")}
    found = _refreshed(parts, {"a.xml": {2: Formula("x", 7)}}, after)
    assert found == {
        "c0.xml": chart(cache("One!$A$1:$B$1", "1", "7")),
        "c1.xml": chart(cache("One!$A$1:$C$1", "1", "7", count=3)),
    }
    with pytest.raises(WorkbookError, match=r"^Sheet One was not written by Excel"):
        _refreshed(parts, {"a.xml": {2: Formula("x", 7)}}, after, ())


def test_a_range_of_a_lost_sheet_has_no_figures() -> None:
    union = "(One!$A$1,Gone!$A$1:$B$2)"
    parts = _parts(chart(cache(union, "1", "2", "3", "4", "5")))
    assert _refreshed(parts, {"a.xml": {1: 9.0}}, {}) == {
        "c0.xml": chart(cache(union, "9", count=5))
    }


@pytest.mark.parametrize(("is_1904", "number"), [(False, "45839"), (True, "44377")])
def test_dates_count_as_the_workbook_does(*, is_1904: bool, number: str) -> None:
    parts = _parts(
        chart(cache("Two!$A$1", "3")), chart(cache("Two!$A$1:$B$1", "3", "3")), is_1904=is_1904
    )
    after = {"b.xml": TWO.replace("<v>3<", f"<v>{number}<")}
    assert _refreshed(parts, {"b.xml": {1: DAY}}, after) == {
        "c0.xml": chart(cache("Two!$A$1", number)),
        "c1.xml": chart(cache("Two!$A$1:$B$1", number, number)),
    }


def _orders(**parts: str | None) -> dict[str, str | bytes | None]:
    names = {name.replace("_rels_", "_rels/"): text for name, text in parts.items()}
    archive = archive_of({f"{name}.xml": text for name, text in names.items()} | BASE)
    return with_orders(archive, structure(archive), DAY)


BASE = {
    "_rels/.rels": links(
        link("a", "officeDocument", "book.xml"), link("b", "core-properties", "Core.xml")
    ),
    "book.xml": f"<workbook {NS}><sheets/></workbook>",
}
ORDERED = f'<workbook {NS}><sheets/><calcPr fullCalcOnLoad="1"/></workbook>'


def test_the_orders_of_a_workbook_with_little_in_it() -> None:
    assert _orders() == {"book.xml": ORDERED}
    assert _orders(core="<c><modified>x</modified></c>") == {
        "book.xml": ORDERED,
        "core.xml": "<c><modified>2025-07-01T00:00:00Z</modified></c>",
    }


def test_a_chain_goes_with_all_that_speaks_of_it_and_a_template_becomes_a_workbook() -> None:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}.main+xml"
    types = f'<Types xmlns="t"><Override PartName="/book.xml" ContentType="{main}"/>{{}}</Types>'
    chain = '<Override PartName="/chain.xml" ContentType="c"/>'
    related = link("s", "styles", "styles.xml")
    archive = archive_of(
        BASE
        | {
            "[Content_Types].xml": types.format("template", chain),
            "_RELS/book.xml.rels": links(link("c", "calcChain", "chain.xml"), related),
            "chain.xml": "<chain/>",
        }
    )
    assert with_orders(archive, structure(archive), DAY) == {
        "book.xml": ORDERED,
        "[Content_Types].xml": types.format("sheet", ""),
        "_RELS/book.xml.rels": links(related),
        "chain.xml": None,
    }
