"""The live surface writes what the headless one writes, cell by cell."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.parity.compare import differences, held
from tests.parity.conftest import SMALL, small_rows
from tests.parity.engine import opened
from tests.parity.shapes import looks, shapes_of, with_shapes
from workbook.refresh import dashboard_on, settings_of
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.surfaces.live import LiveWorkbook
from workbook.writes import all_writes
from xlsrc.assess import dashboard
from xlsrc.domain.month import Month
from xlsrc.extracts.places import london_boroughs
from xlsrc.resources import data_folder, templates_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from xlsrc.extracts.store import Store

    Templates = Callable[[dict[str, list[list[Any]]]], Path]

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")  # openpyxl drops what it cannot keep

BOROUGHS = [b.area.name for b in london_boroughs() if b.has_mps_data]


def silent(_step: str) -> None:
    """Report no progress."""


def refreshed_live(book: Workbook, path: Path, store: Store, as_at: Month | None) -> None:
    with_shapes(book, path)
    surface = LiveWorkbook(opened(book, "Small.xlsx"))
    chosen = dataclasses.replace(settings_of(surface), as_at=as_at)
    surface.write(all_writes(dashboard(store, chosen), surface), progress=silent)


def refreshed_on_disk(path: Path, out: Path, store: Store, as_at: Month | None) -> Path:
    surface = HeadlessWorkbook.open(path)
    chosen = dataclasses.replace(settings_of(surface), as_at=as_at)
    shown = dashboard(store, chosen)
    surface.write(all_writes(shown, surface), out, as_at=shown.as_at.first_day)
    return out


def test_the_sample_is_the_same_in_every_cell_of_every_sheet_and_on_the_map(tmp_path: Path) -> None:
    template = templates_folder() / "Dashboard.xlsx"
    book = held(template)
    drawn = with_shapes(book, template)
    surface = LiveWorkbook(opened(book, "Dashboard.xlsx"))
    shown = dashboard_on(surface, data_folder())
    surface.write(all_writes(shown, surface), progress=silent)

    on_disk = HeadlessWorkbook.open(template)
    out = tmp_path / "headless.xlsx"
    on_disk.write(all_writes(shown, on_disk), out, as_at=shown.as_at.first_day)

    assert differences(book, held(out)) == []
    assert looks(drawn) == looks(shapes_of(out))


def test_both_surfaces_read_the_same_tables() -> None:
    template = templates_folder() / "Dashboard.xlsx"

    live = settings_of(LiveWorkbook(opened(held(template), "Dashboard.xlsx")))

    assert live == settings_of(HeadlessWorkbook.open(template))


def test_four_quarterly_refreshes_leave_the_same_workbook(
    small_template: Templates, store: Store, tmp_path: Path
) -> None:
    path = small_template(small_rows())
    book = held(path)
    for month in (3, 6, 9, 12):
        as_at = Month.of(2025, month)
        refreshed_live(book, path, store, as_at)
        path = refreshed_on_disk(path, tmp_path / f"{as_at}.xlsx", store, as_at)

    assert differences(book, held(path)) == []


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    ids=st.sets(st.sampled_from(SMALL), min_size=1).map(lambda ids: tuple(sorted(ids))),
    area=st.sampled_from(BOROUGHS),
    published=st.sampled_from(["latest", "2025-06", "2025-11"]),
    as_at=st.sampled_from([None, *(Month.of(2025, month) for month in range(1, 13))]),
)
def test_random_settings_give_the_same_workbook(
    small_template: Templates,
    store: Store,
    tmp_path: Path,
    ids: tuple[str, ...],
    area: str,
    published: str,
    as_at: Month | None,
) -> None:
    path = small_template(small_rows(ids=ids, area=area, published=published))
    book = held(path)
    refreshed_live(book, path, store, as_at)

    on_disk = refreshed_on_disk(path, tmp_path / "headless.xlsx", store, as_at)

    assert differences(book, held(on_disk)) == []
