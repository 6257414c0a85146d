"""Everything that is found of a store: its files, and its series month by month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import xlsrc.extracts
import xlsrc.measures
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.gate.kept import kept_by, origins_of
from xlsrc.extracts.gate.order import without_echoes
from xlsrc.extracts.kept_file import code_of
from xlsrc.extracts.offences import offences_digest
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


def series_findings(store: Store, settings: Settings) -> tuple[Finding, ...]:
    """All findings of a store, those of its files among them: in order, without their echoes.

    The months of the settings' known changes are not judged. They are kept in the store's cache
    by all that they are made from.
    """
    return kept_by(store.cache, _origin(store, settings), lambda: _findings(store, settings))


def _findings(store: Store, settings: Settings) -> tuple[Finding, ...]:
    found = [finding for cells in cells_of(store, settings) for finding in _of(cells, store)]
    # Without the release that is stopped its past is the newest: notes about that help nobody.
    stopped = {one.source for one in store.findings if one.severity is Severity.STOPS}
    found = [one for one in found if one.is_doubt or one.source not in stopped]
    return without_echoes([*store.findings, *found])


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


def _origin(store: Store, settings: Settings) -> Iterator[str]:
    extracts = Path(xlsrc.extracts.__file__).parent
    measures = Path(xlsrc.measures.__file__).parent
    yield code_of(Path(__file__).parent, measures, extracts, extracts / "gate")
    yield store.places.digest
    yield offences_digest(store.folder)
    yield from (f"{one!r}" for one in settings.known_changes)
    yield from (
        f"{one.id} {one.source} {one.offences} {one.choices}" for one in settings.indicators
    )
    yield from origins_of(one for one in store.extracts if not one.illustrative)
    yield from (f"{one.id} {one.sentence} {one.severity}" for one in store.findings)
