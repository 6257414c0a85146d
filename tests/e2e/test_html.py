"""The public page of the sample: its figures and words beside those of the public workbook."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.support.html_page import chart_tables, read_page, rows, table, words
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.domain.month import Month
from xlsrc.domain.wording import count, figure, percent, points

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.html import HtmlElement

    from tests.support.publishing import Publishing
    from workbook.refresh import Refreshed

    Cells = Callable[[str], list[dict[str, object]]]

HAS_RANGE = "Usual range"


@pytest.fixture(scope="module")
def page(publishing: Publishing) -> HtmlElement:
    return read_page(publishing.files["Barnet 2025-12 public.html"].decode())


@pytest.fixture(scope="module")
def book(publishing: Publishing) -> bytes:
    return publishing.files["Barnet 2025-12 public.xlsx"]


@pytest.fixture(scope="module")
def cells(book: bytes) -> Cells:
    """The rows of an Excel table by heading."""
    opened = HeadlessWorkbook.of(book, "Edition.xlsx")

    def read_table(name: str) -> list[dict[str, object]]:
        found = opened.tables([name])[name]
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    return read_table


@pytest.fixture(scope="module")
def months(cells: Cells) -> dict[tuple[str, Month], Mapping[str, object]]:
    """The rows of the sheet Data."""
    found: dict[tuple[str, Month], Mapping[str, object]] = {}
    for row in cells("Data"):
        day = row["Month"]
        assert isinstance(day, datetime.date)
        found[str(row["Indicator"]), Month.of(day.year, day.month)] = row
    return found


def shown(value: object, *, is_share: bool) -> str:
    return figure(value, is_share=is_share) if isinstance(value, int | float) else str(value)


def test_the_headline_table_has_the_cells_of_all_indicators(
    page: HtmlElement,
    cells: Cells,
    proof: Callable[[str], None],
) -> None:
    by_name = {str(one["Indicator"]): one for one in cells("AllIndicators")}
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
    months: Mapping[tuple[str, Month], Mapping[str, object]],
    proof: Callable[[str], None],
) -> None:
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
                month_row = months[label, when]
                value = month_row["Count"]
                if one.indicator.is_share and isinstance(value, int | float):
                    value = 100 * value / float(str(month_row["Out of"]))
                if one.indicator.is_weighted and isinstance(value, int | float):
                    value = round(value)
                if value is None:
                    assert said in ("no data", "1–4"), (label, when)
                else:
                    wanted = shown(value, is_share=one.indicator.is_share)
                    assert said == wanted, (label, when)
                compared += 1

    assert compared > 900
    proof(f"HTML: {compared} months under its charts equal the workbook's cells")


def test_the_tables_of_wards_and_exceptions_are_the_workbooks(
    page: HtmlElement,
    cells: Cells,
    proof: Callable[[str], None],
) -> None:
    compared = 0
    wards = {line["Ward"]: line for line in table(page, "wards")}
    for cell in cells("WardMap"):
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
    wanted = cells("Exceptions")
    assert len(found) == len(wanted)
    for line, cell in zip(found, wanted, strict=True):
        for heading in ("What", "Where", "When", "Usual range", "Ask", "New or known"):
            assert line[heading] == " ".join(str(cell[heading]).split())
        number = line["Seen"][2:].removesuffix(" %").replace(",", "")
        assert float(number) == pytest.approx(float(str(cell["Seen"])), abs=0.05)
        compared += 2

    proof(f"HTML: {compared} figures of wards and exceptions equal the workbook's cells")


def _past(line: Mapping[str, str]) -> bool:
    return line["Recorded"] != "to come"


def _range_of(row: Mapping[str, object], *, is_share: bool) -> str | None:
    low, high = row["Range low"], row["Range high"]
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        return None
    ends = (shown(end, is_share=is_share).removesuffix(" %") for end in (low, high))
    return "–".join(ends) + (" %" if is_share else "")


def test_five_years_of_ranges_and_levels_are_the_cells_of_the_sheet_data(
    page: HtmlElement,
    sample: Refreshed,
    months: Mapping[tuple[str, Month], Mapping[str, object]],
    proof: Callable[[str], None],
) -> None:
    of_label = {one.label: one.indicator for one in sample.dashboard.assessments}
    names = {when.name: when for _, when in months}
    compared = 0
    for caption, lines in chart_tables(page):
        label = next((one for one in of_label if caption.startswith(f"{one}. ")), None)
        if label is None or HAS_RANGE not in (lines[0] if lines else ()):
            continue
        is_share = of_label[label].is_share
        for line in filter(_past, lines):
            row = months.get((label, names[line["Month"]]))
            if row is None:
                assert line["Recorded"] == "no data"
                continue
            wanted = _range_of(row, is_share=is_share)
            if wanted is not None:
                assert line[HAS_RANGE] == wanted, (label, line)
                compared += 2
            level = row["Level"]
            if isinstance(level, int | float) and line.get("Level", "–") != "–":
                assert line["Level"].removesuffix(" %") == f"{level:,.1f}", (label, line)
                compared += 1

    assert compared > 4000
    proof(f"HTML: {compared} usual ranges and levels under its charts equal the workbook's cells")


def test_wards_by_calendar_year_are_those_of_about_this_edition(
    page: HtmlElement, cells: Cells, proof: Callable[[str], None]
) -> None:
    wanted = {(str(one["Indicator"]), str(one["Ward"])): one for one in cells("WardYears")}
    found = {
        (words(one.xpath("./caption")[0]).partition(" by ward, ")[0], line.pop("Ward")): line
        for one in page.xpath("//details[@class='wards']//table")
        for line in rows(one)
    }

    assert found.keys() == wanted.keys()
    for key, line in found.items():
        for year, said in line.items():
            cell = wanted[key][year]
            assert said == (count(cell) if isinstance(cell, int | float) else cell)
    compared = sum(map(len, found.values()))
    proof(f"HTML: {compared} counts of wards by year equal the workbook's cells")


def test_the_plan_is_that_of_the_tables(page: HtmlElement, sample: Refreshed) -> None:
    said = {
        line["Ref"]: line["Action"].removesuffix(" ‡")
        for one in page.xpath("//table[contains(@id, '-actions')]")
        for line in rows(one)
    }
    wanted = {
        one.ref: one.text.removesuffix(" ‡") for one in sample.dashboard.settings.plan.actions
    }

    assert said == wanted
