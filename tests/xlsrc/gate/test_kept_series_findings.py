"""What the findings of series are known again by, and which series are foretold."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

import xlsrc
from tests.support.made_up_cells import made_up_cells
from tests.support.made_up_release import SHOPLIFTING, boroughs, made_up_extract
from xlsrc.defaults import default_settings
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.kept import origins_of
from xlsrc.extracts.offences import offences_digest
from xlsrc.extracts.store import Store
from xlsrc.gate import judged
from xlsrc.gate.foretold import Foretold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FINDING = Finding(
    rule="hole",
    severity=Severity.NOTES,
    source=Source.MPS_RECORDED_CRIME,
    files=("2026-01.csv",),
    wanted="Every month was wanted",
    found="none",
    where="File 2026-01.csv",
    action="Add it",
)


def test_findings_of_series_are_kept_by_code_places_offences_settings_files_and_findings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = Path(xlsrc.__file__).parent
    own = made_up_extract(np.ones((1, 1, 2)), boroughs(1), [SHOPLIFTING])
    shown = replace(own, file="shown.csv", illustrative=True)
    store = replace(Store.open(tmp_path, cache=None), extracts=(shown, own), findings=(FINDING,))
    kept: list[str] = []

    def keep(
        _folder: Path | None, origin: Iterable[str], _work: Callable[[], tuple[Finding, ...]]
    ) -> tuple[Finding, ...]:
        kept.extend(origin)
        return (FINDING,)

    monkeypatch.setattr(judged, "kept_by", keep)
    monkeypatch.setattr(
        judged,
        "code_of",
        lambda *folders: " ".join(one.relative_to(package).as_posix() for one in folders),
    )

    assert judged.series_findings(store, default_settings()) == (FINDING,)
    assert kept == [
        "gate measures extracts extracts/gate",
        store.places.digest,
        offences_digest(store.folder),
        judged.asked_of(store, default_settings()),
        *origins_of([own]),
        f"{FINDING.id} Every month was wanted: none. File 2026-01.csv. Add it. notes",
    ]


# A year of them, whole counts, of ordinary areas.
@pytest.mark.parametrize(("months", "number"), [(11, 0), (12, 3)])
def test_which_series_are_foretold(months: int, number: int) -> None:
    counts = np.full((3, 1, months), 100.0)

    assert Foretold.of(made_up_cells(counts, [SHOPLIFTING])).area.size == number


def test_series_of_odd_areas_are_not_foretold() -> None:
    cells = made_up_cells(np.full((3, 1, 24), 100.0), [SHOPLIFTING])
    odd = replace(cells, ordinary=np.array([True, False, True]))

    assert Foretold.of(odd).area.tolist() == [0, 2]
