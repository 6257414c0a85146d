"""The live surface writes what the headless one writes, for any settings and filters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.parity.compare import differences, held, written
from tests.support.parity.engine import opened
from tests.support.parity.engine_filters import rows_of, set_filter
from tests.support.parity.shapes import looks, shapes_of, with_shapes
from tests.support.parity.small import SMALL, small_rows, small_template
from workbook.refresh import settings_of, silent
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.surfaces.live import LiveWorkbook
from workbook.writes import all_writes
from xlsrc.assess import dashboard
from xlsrc.domain.settings import MapMeasure
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.store import Store
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

# openpyxl drops what it cannot keep.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::UserWarning")]

BOROUGHS = [b.area.name for b in shipped_places().boroughs if b.has_mps_data]
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]
POLARITIES = ["lower_is_better", "higher_is_better", "neutral"]


@cache
def sample_store() -> Store:
    # No fixture: Hypothesis writes out every argument of an example, all the extracts of this one.
    return Store.open(data_folder())


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


def filter_tables(book: Workbook, which: set[int], shown: int) -> None:
    """Set the filters of some tables so that they show one of so many rows, or none for 0."""
    tables = [(sheet, table) for sheet in book.worksheets for table in sheet.tables.values()]
    for number in which & set(range(len(tables))):
        sheet, table = tables[number]
        rows = rows_of(table.autoFilter)
        set_filter(sheet, table.autoFilter, [r for r in rows if not shown or r % shown])


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    made_for=st.tuples(
        st.sets(st.sampled_from(SMALL), min_size=1).map(lambda ids: tuple(sorted(ids))),
        st.sampled_from(BOROUGHS),
    ),
    months=st.tuples(
        st.sampled_from(["latest", *MONTHS]), st.sampled_from(["none", "latest", *MONTHS])
    ),
    peers=st.sampled_from(["london", "outer", "similar", "national"]),
    mapped=st.integers(0, 2),
    measure=st.sampled_from(list(MapMeasure)),
    polarities=st.lists(st.sampled_from(POLARITIES), min_size=3, max_size=3),
    filtered=st.tuples(st.sets(st.integers(0, 28)), st.sampled_from([0, 2, 3])),
)
def test_random_settings_give_the_same_workbook(  # noqa: PLR0913, PLR0917 - one for each setting
    templates: Path,
    tmp_path: Path,
    made_for: tuple[tuple[str, ...], str],
    months: tuple[str, str],
    peers: str,
    mapped: int,
    measure: MapMeasure,
    polarities: list[str],
    filtered: tuple[set[int], int],
) -> None:
    ids, area = made_for
    as_at, published = months
    later = {
        "As-at month": as_at,
        "Last published month": published,
        "Peer group": peers,
        "Map indicator": small_rows(ids=ids)["Definitions"][mapped % len(ids)][1],
        "Map measure": measure.value,
        **dict(zip(SMALL, polarities, strict=True)),
    }
    path = small_template(templates, ids, area, later, tmp_path / "Small.xlsx")
    book = held(path)
    drawn = with_shapes(book, path)
    filter_tables(book, *filtered)
    live, on_disk = LiveWorkbook(opened(book, "Small.xlsx")), HeadlessWorkbook.open(path)
    out = tmp_path / "headless.xlsx"

    chosen = settings_of(live)
    assert chosen == settings_of(on_disk)
    shown = dashboard(Scope.of(sample_store(), chosen))
    live.write(all_writes(shown, live), as_at=shown.as_at.first_day, progress=silent)
    on_disk.write(all_writes(shown, on_disk), out, as_at=shown.as_at.first_day)

    assert differences(book, written(out)) == []
    assert looks(drawn) == looks(shapes_of(out))
