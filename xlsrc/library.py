"""The figures from Python: open a folder of extracts, ask for an area."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings, settings_for
from xlsrc.domain.month import Month
from xlsrc.extracts.store import Store
from xlsrc.records import records
from xlsrc.resources import data_folder
from xlsrc.scope import Scope

if TYPE_CHECKING:
    from xlsrc.domain.record import Value
    from xlsrc.domain.settings import Settings


def open_extracts(folder: Path | str | None = None) -> Store:
    """The extracts below a folder; those that the package ships without one.

    Raises
    ------
    ExtractError
        When there is no such folder. A file in it that cannot be read is one of the store's
        ``faults`` and stops nothing.
    """
    return Store.open(data_folder() if folder is None else Path(folder))


def figures(
    store: Store,
    area: str | None = None,
    as_at: Month | str | None = None,
    *,
    settings: Settings | None = None,
) -> list[dict[str, Value]]:
    """Every figure of every indicator in one area: what ``safer figures --format json`` prints.

    Parameters
    ----------
    store
        What `open_extracts` gives.
    area
        An area by name or ONS code; the settings' own without one.
    as_at
        The last month, ``2025-12``; the settings' own, else the latest, without one.
    settings
        The indicators, targets and peers; without any those that the package ships for the area,
        of which those that the store has figures of.

    Returns
    -------
    list
        One record per indicator, in the order of the settings. ``None`` has its reason in
        ``notes``, never 0.

    Raises
    ------
    AreaError
        When no extract knows the area; the message suggests the nearest names.
    ExtractError
        When recorded crime is missing, or ends before ``as_at``.
    ValueError
        When ``as_at`` is no month.
    """
    month = Month.parse(as_at) if isinstance(as_at, str) else as_at
    chosen = settings or default_settings()
    if settings is None and area is not None:
        chosen = settings_for(store.area(area), store.holding([store.area(area)]))
    chosen = dataclasses.replace(chosen, area=area or chosen.area, as_at=month or chosen.as_at)
    return records(dashboard(Scope.of(store, chosen)))
