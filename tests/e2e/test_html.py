"""The page of the sample: its figures beside the workbook's cells."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.html_page import EDITION, chart_tables, read_page, rows, table, words
from workbook.html.page import html_edition
from xlsrc.domain.month import Month
from xlsrc.domain.wording import count, figure, percent, points
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.html import HtmlElement
    from openpyxl.workbook import Workbook

    from workbook.refresh import Refreshed


@pytest.fixture(scope="module")
def page(sample: Refreshed) -> HtmlElement:
    return read_page(
        html_edition(sample.dashboard, EDITION, boundaries=(None, None, data_folder()))
    )


@pytest.fixture(scope="module")
def cells(sample_book: Workbook) -> Callable[[str, str], list[dict[str, object]]]:
    """The rows of an Excel table by heading."""

    def read_table(sheet: str, name: str) -> list[dict[str, object]]:
        worksheet = sample_book[sheet]
        found = worksheet[worksheet.tables[name].ref]
        headings, *lines = [[one.value for one in line] for line in found]
        return [dict(zip(map(str, headings), line, strict=True)) for line in lines]

    return read_table


def shown(value: object, *, is_share: bool) -> str:
    return figure(value, is_share=is_share) if isinstance(value, int | float) else str(value)


def test_the_headline_table_has_the_cells_of_all_indicators(
    page: HtmlElement,
    cells: Callable[[str, str], list[dict[str, object]]],
    proof: Callable[[str], None],
) -> None:
    by_name = {str(one["Indicator"]): one for one in cells("All indicators", "AllIndicators")}
    compared = 0
    found = table(page, "headline")
    for line in found:
        name = line["Indicator"].partition(" (to ")[0].removesuffix(", 1,000 days")
        mark = " ‡" if line["Indicator"].endswith("‡") else ""
        cell = by_name[name.removesuffix(mark) + mark]
        is_share = cell["Unit"] == "per 100"
        scale = 1000 if cell["Unit"] == "days" else 1
        wanted = {
            heading: number / scale
            for heading in ("Last 12 months", "Year before", "Last 3 months")
            if isinstance(number := cell[heading], int | float)
        }
        for heading, number in wanted.items():
            value = float(round(number)) if scale > 1 else number
            assert line[heading] in (shown(value, is_share=is_share), "n/c"), (name, heading)
            compared += 1
        change = cell["Change"] if is_share else cell["Change %"]
        if isinstance(change, int | float):
            wanted_change = points(change) if is_share else percent(100 * change)
            assert line["Change"] == wanted_change, name
            compared += 1
        low, high = cell["Usual range, low"], cell["Usual range, high"]
        if line["Usual range"][:1].isdigit():
            assert line["Usual range"].removesuffix(" %").split("–") == [
                f"{end:.1f}" if is_share else count(round(float(str(end)))) for end in (low, high)
            ]
            compared += 2

    assert len(found) == 19
    proof(f"HTML: {compared} figures of the headline table equal the workbook's cells")


def test_the_charts_data_are_the_cells_of_the_sheet_data(
    page: HtmlElement,
    sample: Refreshed,
    cells: Callable[[str, str], list[dict[str, object]]],
    proof: Callable[[str], None],
) -> None:
    recorded: dict[tuple[str, Month], Mapping[str, object]] = {}
    for row in cells("Data", "Data"):
        day = row["Month"]
        assert isinstance(day, datetime.date)
        recorded[str(row["Indicator"]), Month.of(day.year, day.month)] = row
    by_label = {one.label: one for one in sample.dashboard.assessments}
    compared = 0
    for caption, lines in chart_tables(page):
        label, _, title = caption.partition(". ")
        if label not in by_label or not title.startswith(("Month by month", "By month")):
            continue
        one = by_label[label]
        assert one.as_at is not None
        assert len(lines) == 12
        for at, line in enumerate(lines):
            month = one.as_at - (11 - at)
            name, now, before = line.values()
            assert name == month.month_name
            for said, when in ((now, month), (before, month - 12)):
                month_row = recorded[label, when]
                value = month_row["Count"]
                if one.indicator.is_share and isinstance(value, int | float):
                    value = 100 * value / float(str(month_row["Out of"]))
                if one.indicator.is_weighted and isinstance(value, int | float):
                    value = round(value)
                wanted = (
                    "no data" if value is None else shown(value, is_share=one.indicator.is_share)
                )
                assert said == wanted, (label, when)
                compared += 1

    assert compared > 900
    proof(f"HTML: {compared} months under its charts equal the workbook's cells")


def test_the_tables_of_wards_and_exceptions_are_the_workbooks(
    page: HtmlElement,
    cells: Callable[[str, str], list[dict[str, object]]],
    proof: Callable[[str], None],
) -> None:
    compared = 0
    wards = {line["Ward"]: line for line in table(page, "wards")}
    for cell in cells("Map", "WardMap"):
        line = wards[str(cell["Ward"])]
        for heading, look in (
            ("Last 12", count),
            ("Before", count),
            ("Per 1,000", "{:,.1f}".format),
        ):
            value = cell[heading]
            assert line[heading] == (look(value) if isinstance(value, int | float) else value)
            compared += 1
        change = cell["Change"]
        assert line["Change"] == (
            percent(100 * change) if isinstance(change, int | float) else change
        )
        compared += 1
    found = [*table(page, "list-table"), *table(page, "list-watched")]
    wanted = cells("Exceptions", "Exceptions")
    assert len(found) == len(wanted)
    for line, cell in zip(found, wanted, strict=True):
        for heading in ("What", "Where", "When", "Usual range", "Ask", "New or known"):
            assert line[heading] == " ".join(str(cell[heading]).split())
        number = line["Seen"][2:].removesuffix(" %").replace(",", "")
        assert float(number) == pytest.approx(float(str(cell["Seen"])), abs=0.05)
        compared += 2

    proof(f"HTML: {compared} figures of wards and exceptions equal the workbook's cells")


def test_the_plan_is_the_tables_of_actions_and_outputs(
    page: HtmlElement, cells: Callable[[str, str], list[dict[str, object]]]
) -> None:
    said = {
        line["Ref"]: line
        for one in page.xpath("//table[contains(@id, '-actions')]")
        for line in rows(one)
    }
    wanted = {str(one["Ref"]): one for one in cells("Actions", "Actions")}

    assert said.keys() == wanted.keys()
    assert all(
        said[ref]["Action"] == " ".join(str(one["Action"]).split()) for ref, one in wanted.items()
    )


def test_the_sentences_for_the_board_are_those_of_summary(
    page: HtmlElement, sample_book: Workbook
) -> None:
    pairs = page.xpath("//dl[contains(@class, 'points')]/div")
    found = [(words(one.xpath("./dt")[0]), words(one.xpath("./dd")[0])) for one in pairs]
    summary = sample_book["Summary"]
    cells = [(summary.cell(row, 1).value, summary.cell(row, 2).value) for row in range(3, 9)]

    assert found == [(topic, text) for topic, text in cells if text]
