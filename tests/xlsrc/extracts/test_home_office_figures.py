"""Every figure of Home Office tables, made up at random or saved by LibreOffice, is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.home_office import (
    BURGLARY,
    COVER,
    HEADER,
    SHOPLIFTING,
    as_ods,
    as_xlsx,
    row,
    year_table,
)
from tests.support.libreoffice import converted, needs_libreoffice
from xlsrc.domain.quarter import Quarter
from xlsrc.extracts.home_office_csp import quarterly_counts
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.sheet_rows import streamed_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.support.home_office import Cell
    from xlsrc.extracts.quarterly import QuarterlyCounts

SHEFFIELD = "E08000019"
PLACES = ("Sheffield", "Rotherham", "Barnsley")


def counts(content: bytes) -> QuarterlyCounts:
    found = quarterly_counts(streamed_sheets(content, "made-up"), "made-up", shipped_places())
    assert found is not None
    return found


@pytest.mark.slow
@given(
    figures=st.dictionaries(
        st.tuples(
            st.integers(2017, 2019),
            st.integers(1, 4),
            st.sampled_from(PLACES),
            st.sampled_from([BURGLARY, SHOPLIFTING]),
        ),
        st.integers(0, 10_000),
        min_size=1,
    ),
    ods=st.booleans(),
)
def test_every_figure_is_where_it_stands(
    figures: dict[tuple[int, int, str, tuple[str, ...]], int], *, ods: bool
) -> None:
    table: list[Sequence[Cell]] = [HEADER]
    for (year, quarter, place, offence), count in figures.items():
        table.append(row(f"{year}/{year - 1999}", quarter, place, offence, count))

    found = counts((as_ods if ods else as_xlsx)({"Cover": COVER, "CSP": table}))

    read = {
        (found.quarters[quarter], found.areas[area].area.name, found.offences[offence].code): count
        for area, offence, quarter, count in zip(
            found.area, found.offence, found.quarter, found.count, strict=True
        )
    }
    assert read == {
        (Quarter.of_financial_year(year, quarter), place, offence[-1]): count
        for (year, quarter, place, offence), count in figures.items()
    }


@pytest.mark.slow
@needs_libreoffice
@pytest.mark.parametrize("kind", ["ods", "xlsx:Calc MS Excel 2007 XML"])
def test_tables_that_libreoffice_saved_are_read(tmp_path: Path, kind: str) -> None:
    made = tmp_path / f"made.{'xlsx' if kind == 'ods' else 'ods'}"
    write = as_xlsx if kind == "ods" else as_ods
    made.write_bytes(write({"Cover": COVER, "2019-20": year_table(2019, PLACES)}))

    found = counts(converted(made, tmp_path / "saved", kind).read_bytes())

    assert found.of(SHEFFIELD, ["28E"]).tolist() == [10, 16, 22, 28]
    assert (found.vintage, found.faults) == ("2025-07", ())
