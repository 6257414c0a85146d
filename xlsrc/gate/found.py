"""What every rule finds of a store's series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.gate.area_months import area_month, standing_out
from xlsrc.gate.cells import cells_of
from xlsrc.gate.extremes import extremes
from xlsrc.gate.foretold import Foretold
from xlsrc.gate.labels import label_zero
from xlsrc.gate.left_out import left_out
from xlsrc.gate.months import hole, month_incomplete

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.store import Store
    from xlsrc.gate.cells import Cells


def found_in(store: Store, settings: Settings) -> Iterator[Finding]:
    """The findings of each part of the series, one after the other, with their echoes."""
    for cells in cells_of(store, settings):
        yield from _of(cells, store)


def _of(cells: Cells, store: Store) -> Iterator[Finding]:
    yield from hole(cells)
    yield from left_out(cells)
    foretold = Foretold.of(cells)
    for part in foretold.parts:
        out = standing_out(foretold, part)
        yield from month_incomplete(foretold, part, out.low)
        yield from area_month(foretold, part, out)
    yield from label_zero(cells, store.places)
    yield from extremes(foretold)
