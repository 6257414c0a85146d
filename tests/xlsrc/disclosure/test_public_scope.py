"""What is made of a public scope follows from public figures alone."""

from __future__ import annotations

import datetime
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.two_folders import written
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.disclosure.scope import public_scope
from xlsrc.disclosure.ward_years import KEPT, SMALL, ward_years
from xlsrc.domain.indicator import Disclosure
from xlsrc.domain.month import Month
from xlsrc.domain.published import Figure, PublishedEdition, PublishedFigure
from xlsrc.extracts.store import Store
from xlsrc.records import records
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.settings import Settings

DAY = datetime.date(2026, 11, 27)
COUNTED = (
    "total_notifiable", "rape", "other_sexual", "residential_burglary", "personal_robbery",
    "shoplifting", "first_time_entrants", "deliberate_fires", "repeat_victims",
)  # fmt: skip


def settings() -> Settings:
    shipped = default_settings()
    named = tuple(one for one in shipped.indicators if one.id in COUNTED)
    return replace(shipped, indicators=named, map_indicator="rape", asked=())


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    where = tmp_path_factory.mktemp("two")
    return written(where / "one", other=False), written(where / "other", other=True)


@pytest.fixture(scope="module")
def everything(folders: tuple[Path, Path]) -> tuple[Scope, Scope]:
    one, other = (
        Scope.of(Store.open(folder, cache=None), settings(), today=DAY) for folder in folders
    )
    return one, other


@pytest.fixture(scope="module")
def public(folders: tuple[Path, Path]) -> tuple[Dashboard, Dashboard]:
    one, other = (
        dashboard(public_scope(folder, settings(), today=DAY, cache=None)) for folder in folders
    )
    return one, other


def test_folders_that_differ_in_what_is_not_public_give_the_same(
    everything: tuple[Scope, Scope],
    public: tuple[Dashboard, Dashboard],
    proof: Callable[[str], None],
) -> None:
    one, other = public

    assert records(one) == records(other)
    assert repr(one) == repr(other)
    assert len({repr(ward_years(scope, settings())) for scope in everything}) == 1
    proof(
        f"Two folders that differ only in what is not public: {len(records(one))} records and "
        f"{len(repr(one)):,} letters of the Dashboard are the same"
    )


def test_the_figures_of_members_differ(everything: tuple[Scope, Scope]) -> None:
    one, other = map(dashboard, everything)

    assert [of.wards for of in (one,)] != [of.wards for of in (other,)]
    assert records(one) != records(other)


def test_a_partners_small_months_are_ranges(public: tuple[Dashboard, Dashboard]) -> None:
    fires = next(a for a in public[0].assessments if a.indicator.id == "deliberate_fires")

    known = [count for count in fires.monthly.recorded if count is not None]
    assert known
    assert not [count for count in known if 0 < count < 5]


def test_no_ward_of_a_sensitive_offence_or_of_what_holds_it_is_known(
    public: tuple[Dashboard, Dashboard],
) -> None:
    shown = public[0]

    by_ward = {one.indicator.id for one in shown.wards}
    assert by_ward == {"residential_burglary", "personal_robbery", "shoplifting"}
    of_wards = {row.indicator.id for row in shown.exceptions if row.is_of_ward}
    assert of_wards <= by_ward
    assert shown.ward_map is not None
    assert shown.ward_map.indicator is not None
    assert shown.ward_map.indicator.id in by_ward


@pytest.mark.parametrize("name", ["returns.csv", "wards.csv"])
def test_a_copy_is_one_by_what_is_left_of_it(
    folders: tuple[Path, Path], tmp_path: Path, name: str
) -> None:
    """Whether a newer file is the older one again may hang on a count that is not to be known."""
    for folder, older in zip(("one", "other"), folders, strict=True):
        shutil.copytree(folders[0] / "2026-01", tmp_path / folder / "2026-01")
        (tmp_path / folder / "2025-12").mkdir()
        shutil.copy(older / "2026-01" / name, tmp_path / folder / "2025-12" / name)

    one, other = (
        public_scope(tmp_path / folder, settings(), today=DAY, cache=None).store
        for folder in ("one", "other")
    )

    assert repr(one.extracts) == repr(other.extracts)
    assert one.findings == other.findings
    assert one.files == other.files


def test_no_file_of_a_partner_is_named(public: tuple[Dashboard, Dashboard]) -> None:
    assert "returns.csv" not in repr(public[0])
    assert public[0].faults == ()


def test_ward_years_are_of_whole_years_that_share_no_month(everything: tuple[Scope, Scope]) -> None:
    tables = ward_years(everything[0], settings())

    assert {one.indicator.id for one in tables} == {"rape", "other_sexual"}
    assert {one.years for one in tables} == {(2024, 2025)}
    cells = [cell for one in tables for row in one.shown for cell in row]
    assert SMALL in cells
    assert KEPT in cells
    assert not [cell for cell in cells if isinstance(cell, int) and 0 < cell < 5]


def test_a_year_not_yet_whole_has_no_column(everything: tuple[Scope, Scope]) -> None:
    earlier = replace(everything[0], as_at=Month.parse("2025-11"))

    assert {one.years for one in ward_years(earlier, settings())} == {(2023, 2024)}


def test_a_year_of_which_wards_were_open_is_kept_back(everything: tuple[Scope, Scope]) -> None:
    """In September rape was open: 2025 less nine months that were told is three months."""
    month = Month.parse("2025-09")
    row = PublishedFigure(
        edition="", indicator="rape", label="", area="", month=month, figure=Figure.STATUS,
        value="", public="● Steady",
    )  # fmt: skip
    before = PublishedEdition(
        name="", area="Barnet", as_at=month, on=DAY, digest="", parent="", figures=(row,)
    )

    rape, other = ward_years(everything[0], replace(settings(), published=(before,)))

    assert {cell for row in rape.shown for cell in row} == {KEPT}
    assert {cell for row in other.shown for cell in row} != {KEPT}


def test_what_is_never_public_is_nowhere(folders: tuple[Path, Path]) -> None:
    own = settings()
    burglary = next(one for one in own.indicators if one.id == "residential_burglary")
    own = replace(
        own,
        indicators=tuple(
            replace(one, declared=Disclosure.NEVER) if one is burglary else one
            for one in own.indicators
        ),
    )

    shown = dashboard(public_scope(folders[0], own, today=DAY, cache=None))

    assert burglary.id not in {one.indicator.id for one in shown.assessments}
    total = shown.assessments[0]
    assert [part for one in total.drivers for part in one.parts] == []
    assert burglary.name not in repr(replace(shown, offences=shown.offences))
