"""Which source an indicator is counted from: the first that has it, an invented one last."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.recorded_crime import indicator
from tests.support.street import months, street_file
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings as table_settings
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.area import Area
from xlsrc.domain.errors import ExtractError, TableError
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.source_choices import source_choices
from xlsrc.extracts.chosen_source import chosen, leading_indicator
from xlsrc.extracts.offences import shipped_offences
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.assessment import Assessment
    from xlsrc.domain.indicator import Indicator

BARNET = Area(code="E09000003", name="Barnet")
RETURN = "indicator,area,month,value,numerator,denominator,note\n"
ASB = next(one for one in default_settings().indicators if one.id == "asb_incidents")


def returned(folder: Path, value: int, note: str = "") -> None:
    rows = "".join(
        f"asb_incidents,Barnet,{month},{value},,,{note}\n" for month in months("2024-01", "2025-12")
    )
    (folder / f"return {note or 'real'}.csv").write_text(RETURN + rows, encoding="utf-8")


def street(folder: Path, number: int, *, last: str = "2025-12") -> None:
    """So many incidents of anti-social behaviour a month in an LSOA of Barnet."""
    force = "Metropolitan Police Service"
    for month in months("2024-01", last):
        lines = [
            f",{month},{force},{force},-0.2,51.6,On or near Street {at},E01000115,Barnet 009A,"
            "Anti-social behaviour,,"
            for at in range(number)
        ]
        path = folder / month / f"{month}-metropolitan-street.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(street_file(lines), encoding="utf-8")


def choice(folder: Path, *indicators: Indicator) -> tuple[Source, ...]:
    store = Store.open(folder, cache=None)
    return tuple(one.source for one in chosen(indicators or (ASB,), store, BARNET))


def test_the_first_source_that_has_figures_counts(tmp_path: Path) -> None:
    returned(tmp_path, 700)
    assert choice(tmp_path) == (Source.PARTNER_RETURN,)

    street(tmp_path, 5)
    assert choice(tmp_path) == (Source.POLICE_UK,)


def test_an_invented_figure_comes_after_every_real_one(tmp_path: Path) -> None:
    returned(tmp_path, 600, note="ILLUSTRATIVE")
    other_way = replace(ASB, choices=ASB.choices[::-1]).using(ASB.choices[-1])
    assert choice(tmp_path, ASB, other_way) == (Source.PARTNER_RETURN,) * 2

    street(tmp_path, 5)
    assert choice(tmp_path, ASB, other_way) == (Source.POLICE_UK,) * 2


def test_without_figures_it_is_the_first(tmp_path: Path) -> None:
    assert choice(tmp_path) == (Source.POLICE_UK,)


def test_figures_of_another_area_are_none(tmp_path: Path) -> None:
    returned(tmp_path, 700)
    street(tmp_path, 5)
    store = Store.open(tmp_path, cache=None)

    (found,) = chosen((ASB,), store, Area(code="E08000019", name="Sheffield"))

    assert found.source is ASB.choices[0].source


def test_each_source_has_its_own_offences_and_lag(tmp_path: Path) -> None:
    returned(tmp_path, 700)
    store = Store.open(tmp_path, cache=None)

    (found,) = chosen((ASB,), store, BARNET)

    assert (found.offences, found.lag_months) == (("asb_incidents",), 1)
    assert [(one.offences, one.lag_months) for one in ASB.choices] == [
        (("Anti-social behaviour",), 2),
        (("asb_incidents",), 1),
    ]


def test_a_source_that_lacks_an_offence_is_passed_over(tmp_path: Path) -> None:
    street(tmp_path, 5)
    both = replace(
        ASB,
        choices=source_choices(
            [Source.POLICE_UK, Source.PARTNER_RETURN], "Burglary | asb_incidents", "", "1"
        ),
    )
    returned(tmp_path, 700)

    assert choice(tmp_path, both) == (Source.PARTNER_RETURN,)


def test_a_source_with_figures_leads_before_a_return(tmp_path: Path) -> None:
    returned(tmp_path, 700)
    street(tmp_path, 5, last="2025-11")
    store = Store.open(tmp_path, cache=None)
    burglary = indicator("Burglary", id="burglary")

    assert leading_indicator((burglary, ASB), store, BARNET).source is Source.POLICE_UK


@pytest.fixture(scope="module")
def with_street(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """ASB of the bundled sample of Barnet, with a folder of data.police.uk put beside it."""
    folder = tmp_path_factory.mktemp("sample")
    for name in ("mps/2026-01", "partner"):
        shutil.copytree(data_folder() / name, folder / name)
    street(folder / "police-uk", 5)
    settings = replace(default_settings(), indicators=(default_settings().indicators[0], ASB))
    shown = dashboard(Scope.of(Store.open(folder, cache=None), settings))
    return shown.assessments[1]


def test_a_folder_of_data_police_uk_takes_the_place_of_the_invented_return(
    with_street: Assessment,
) -> None:
    assert with_street.indicator.source is Source.POLICE_UK
    assert with_street.volume.last_12 == 60
    assert not with_street.illustrative
    assert with_street.label == "ASB incidents"
    assert not with_street.late
    assert with_street.as_at == Month.parse("2025-12")


def test_no_figure_is_invented_for_files_that_are_stopped(tmp_path: Path) -> None:
    returned(tmp_path, 600, note="ILLUSTRATIVE")
    store = Store.open(tmp_path, cache=None)
    example = replace(
        Store.open(data_folder()).findings[0],
        source=Source.POLICE_UK,
        areas=None,
    )
    stops = replace(example, severity=type(example.severity).STOPS)

    for found, source in (((), Source.PARTNER_RETURN), ((stops,), Source.POLICE_UK)):
        (one,) = chosen((ASB,), replace(store, findings=found), BARNET)
        assert one.source is source


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("Source", "data.police.uk; Partnr return", "source must be"),
        ("Source", "Partner return; Partner return", "Source must name each source once"),
        (
            "Offences",
            "Burglary | asb_incidents | Robbery",
            "Offences must be the same for all sources, or one list for each behind a |",
        ),
        ("Offences", "Anti-social behaviour | ", "Offences must name at least one offence"),
        ("Offences", "Anti-social behavour | asb_incidents", "'Anti-social behavour' is not an"),
        ("Normal lag, months", "2; 1; 1", "a whole number, or one for each source"),
        ("Normal lag, months", "two", "a whole number, or one for each source"),
        ("Normal lag, months", "1.5", "a whole number, or one for each source"),
        ("Normal lag, months", "-1", "a whole number, or one for each source"),
    ],
)
def test_a_cell_at_fault_is_named(column: str, value: str, told: str) -> None:
    tables = default_tables()
    table = tables["Definitions"]
    rows = [list(row) for row in table.rows]
    row = next(at for at, one in enumerate(rows) if one[0] == "asb_incidents")
    rows[row][table.columns.index(column)] = value
    tables["Definitions"] = replace(table, rows=tuple(map(tuple, rows)))

    with pytest.raises(TableError) as caught:
        table_settings(tables, shipped_offences().names)

    letter = "ABCDEFGHIJKLM"[table.columns.index(column)]
    assert [fault.partition(":")[0] for fault in caught.value.faults] == [
        f"Definitions!{letter}{row + 6}"
    ]
    assert told in caught.value.faults[0]


@pytest.mark.parametrize(("lag", "months_late"), [("3", [3, 3]), ("", [1, 1]), ("2; 4", [2, 4])])
def test_a_lag_is_for_all_sources_or_one_for_each(lag: str, months_late: list[int]) -> None:
    choices = source_choices([Source.POLICE_UK, Source.PARTNER_RETURN], "a | b", "", lag)

    assert [one.lag_months for one in choices] == months_late


def test_what_is_a_share_by_one_source_is_one_by_all() -> None:
    both = [Source.POLICE_UK, Source.HOME_OFFICE]

    with pytest.raises(ValueError, match="Per 100 of must name offences for every source"):
        source_choices(both, "Drugs | Drug offences", "Searches |", "2; 4")
    shares = source_choices([Source.POLICE_UK, Source.PARTNER_RETURN], "Drugs", "Searches", "2")
    assert [one.per_offences for one in shares] == [("Searches",), ()]


def test_an_area_of_which_no_indicator_has_figures_is_told_in_a_sentence(tmp_path: Path) -> None:
    street(tmp_path, 5)
    burglary = replace(default_settings(), indicators=(indicator("Burglary", id="burglary"),))

    with pytest.raises(ExtractError, match="Barnet"):
        Scope.of(Store.open(tmp_path, cache=None), burglary)
