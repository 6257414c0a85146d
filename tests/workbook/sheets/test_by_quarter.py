"""The sheets of an indicator by the quarter draw no month that nobody counted. Made-up tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.by_quarter import made_up_rows, of, saved, shown
from workbook.block import Block, Formula, TableBlock
from workbook.house import wording
from workbook.sheets.checks import values as checks
from workbook.sheets.data import values as data
from workbook.sheets.exceptions import values as exceptions
from workbook.sheets.heat_tables import values as heat_tables
from workbook.sheets.heat_tables.layout import TABLE
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.chosen import Chosen
from workbook.sheets.indicator.values import CELLS
from workbook.sheets.section import values as section
from workbook.sheets.section.chart_values import trend_feeder, year_feeder
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.block import Cell, Write
    from workbook.layout.named_block import NamedBlock
    from workbook.sheets.indicator.chosen import Value
    from xlsrc.assessment import Dashboard

AS_AT = Month.of(2025, 3)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    folder = tmp_path_factory.mktemp("home office")
    saved(folder, made_up_rows())
    return shown(folder)


def quarters(found: Dashboard) -> list[float | None]:
    return list(of(found, "Burglary").monthly.recorded)


def cells(blocks: Sequence[Write]) -> Iterator[Cell]:
    for block in blocks:
        if isinstance(block, (Block, TableBlock)):
            for row in block.rows if isinstance(block, TableBlock) else block.values:
                yield from row


def test_the_year_chart_has_four_quarters_by_their_names(found: Dashboard) -> None:
    _, *rows = year_feeder(of(found, "Burglary").monthly, AS_AT)

    assert [row[0] for row in rows] == [
        "", "Apr–Jun", "", "", "Jul–Sep", "", "", "Oct–Dec", "", "", "Jan–Mar", "",
    ]  # fmt: skip
    *_, b1, b2, b3, b4, n1, n2, n3, n4 = quarters(found)
    assert [row[1] for row in rows] == [*[n1] * 3, *[n2] * 3, *[n3] * 3, *[n4] * 3]
    assert [row[2] for row in rows] == [*[b1] * 3, *[b2] * 3, *[b3] * 3, *[b4] * 3]


def test_the_long_term_chart_is_of_quarters_alone(found: Dashboard) -> None:
    heading, *rows = trend_feeder(of(found, "Burglary"), AS_AT, ())

    recorded = [row[heading.index("Recorded")] for row in rows]
    drawn = [value for quarter in quarters(found) for value in [quarter] * 3]
    assert recorded == [*[None] * (60 - 48), *drawn, *[None] * 3]
    for absent in ("Range width", "Level", "Flagged", "Sustained"):
        assert all(row[heading.index(absent)] in (None, 0.0) for row in rows), absent


def test_a_panel_says_that_it_is_by_the_quarter(found: Dashboard) -> None:
    texts = set(cells(section.blocks(found)))

    assert "By quarter: to Mar 25 against to Mar 24" in texts
    assert "Recorded by the quarter, from April 2021" in texts


def test_data_has_a_row_a_quarter(found: Dashboard) -> None:
    (table,) = [block for block in data.blocks(found) if isinstance(block, TableBlock)]
    at = {name: column for column, name in enumerate(table.columns)}
    rows = [row for row in table.rows if row[at["Indicator"]] == "Burglary"]

    assert [row[at["Count"]] for row in rows] == quarters(found)
    assert [row[at["Month"]] for row in rows][-2:] == [
        Month.of(2024, 12).first_day,
        AS_AT.first_day,
    ]
    assert {row[at["Source"]] for row in rows} == {"Home Office CSP tables"}


def test_every_check_agrees(found: Dashboard) -> None:
    (table,) = [block for block in checks.blocks(found) if isinstance(block, TableBlock)]
    agrees = [cell for row in table.rows for cell in row[-1:]]

    assert len(table.rows) == 14
    assert all(isinstance(cell, Formula) and cell.value is True for cell in agrees)


def test_heat_tables_have_no_month_of_it(found: Dashboard) -> None:
    name = TABLE.of(table="burglary").name
    blocks = [one for one in heat_tables.blocks(found, ()) if isinstance(one, Block)]
    (block,) = [one for one in blocks if one.name == name]
    by_year = [row for row in block.values if isinstance(row[0], int)]
    years = [cell.value for row in by_year for cell in row if isinstance(cell, Formula)]

    first = of(found, "Burglary").monthly.months[0].year
    whole = [row for row in by_year if isinstance(row[0], int) and row[0] >= first]
    assert {cell for row in whole for cell in row[1:13]} == {"by quarter", "–"}
    assert years == ["–"] * len(by_year)


def test_summary_and_exceptions_claim_no_range(found: Dashboard) -> None:
    burglary = of(found, "Burglary")

    assert wording.usual_range(burglary) == "–"
    note = "; 2 indicators by the quarter: no monthly range. A prompt to ask, not a finding."
    texts = [cell for cell in cells(exceptions.blocks(found)) if isinstance(cell, str)]
    assert any(text.endswith(note) for text in texts)
    assert not any("It was looked for" in text for text in texts)


def test_indicator_draws_quarters_by_their_names(found: Dashboard) -> None:
    def worked_out(block: NamedBlock, chosen: Chosen) -> tuple[Value, ...]:
        return tuple(formula.shown(chosen) for formula in CELLS[block])

    chosen = Chosen(found, 1, {layout.CHOICE: ("Burglary",)}, worked_out)
    *_, n1, n2, n3, n4 = quarters(found)

    assert chosen.named(layout.EVERY) == (3,)
    assert chosen.named(layout.YEAR_SERIES["now"]) == (*[n1] * 3, *[n2] * 3, *[n3] * 3, *[n4] * 3)
    assert chosen.named(layout.YEAR_SERIES["months"])[:5] == ("", "Apr–Jun", "", "", "Jul–Sep")
    assert chosen.named(layout.YEAR_TITLE) == (
        "5  Quarter by quarter: to Mar 25 against to Mar 24",
    )
    assert chosen.named(layout.TREND_TITLE) == ("Recorded by the quarter",)
