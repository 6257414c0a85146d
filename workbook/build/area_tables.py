"""The tables of an area's new workbook, by what there is to feed it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.tables.new_tables import starting_tables, with_fed
from workbook.tables.setting_rows import with_value
from workbook.tables.settings import settings
from workbook.tables.settings_layout import SETTINGS_TABLE
from xlsrc.comparison.default_groups import default_peer_groups
from xlsrc.defaults import NATIONAL, default_folder, default_indicators
from xlsrc.extracts.chosen_source import chosen, fed
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.store import Store
from xlsrc.national.areas import shipped_areas
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from workbook.block import TableData
    from xlsrc.domain.area import Area
    from xlsrc.extracts.places import Places

MAPPED_FIRST: Final = ("residential_burglary", "burglary")
"""What the maps of a new workbook show, where its extracts have wards of it."""


def known_area(name: str, places: Places | None = None) -> Area:
    """The area of a name or code: of England and Wales, or of a partnership's own list.

    :class:`~xlsrc.domain.errors.AreaError` offers the nearest where there is none.
    """
    places = places or shipped_places()
    return places.known(name) or places.area_of(shipped_areas().named(name).name)


def tables_without_extracts(area: Area, places: Places | None = None) -> dict[str, TableData]:
    """The tables of an area with all default indicators but those that partners return."""
    places = places or shipped_places()
    nothing = Store(folder=data_folder(), extracts=(), faults=(), places=places)
    tables = with_fed(_begun(area, nothing, of_london=_has_own_files(area, nothing)), None)
    return _with_map(area, nothing, tables)


def tables_of_area(area: Area, store: Store) -> dict[str, TableData]:
    """The tables of an area with the indicators that a store feeds.

    A London borough has the indicators of the Metropolitan Police's own files where the store
    has those; every other area has those of any force's.
    """
    store = store.holding([area])
    tables = _begun(area, store, of_london=default_folder(area, store) != NATIONAL)
    return _with_map(area, store, with_fed(tables, fed_ids(area, store)))


def fed_ids(area: Area, store: Store) -> frozenset[str]:
    """The ids of those default indicators that a store feeds for an area."""
    return fed(default_indicators(default_folder(area, store)), store, area)


def _begun(area: Area, store: Store, *, of_london: bool) -> dict[str, TableData]:
    groups = default_peer_groups(area, store)
    name = _own_name(area, store.places)
    return starting_tables(name, of_london=of_london, peer_groups=groups)


def _own_name(area: Area, places: Places) -> str:
    """What the area goes by alone: a council's partnership may have its name ("Dorset")."""
    whole = places.whole(area)
    others = () if whole is None else whole.other_names
    names = (area.name, f"{area.name} Council", *others, area.code)
    return next((name for name in names if places.known(name) == area), area.name)


def _has_own_files(area: Area, store: Store) -> bool:
    """Whether an area is one of those that the Metropolitan Police publishes files of."""
    return any(one.area == area and one.has_mps_data for one in store.places.boroughs)


def _with_map(area: Area, store: Store, tables: dict[str, TableData]) -> dict[str, TableData]:
    """The tables with the indicator that the maps begin with; none where none has wards."""
    shown = chosen(settings(tables, store.offences.names, store.places).indicators, store, area)
    mapped = [one for one in shown if one.has_wards]
    first = [one for name in MAPPED_FIRST for one in mapped if one.id == name]
    name = next((one.name for one in (*first, *mapped)), "")
    return tables | {
        SETTINGS_TABLE.name: with_value(tables[SETTINGS_TABLE.name], "map_indicator", name)
    }
