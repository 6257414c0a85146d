"""By which month a fleet's extracts are judged before they are cut."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from tests.workbook.fleet.conftest import TODAY
from workbook.fleet.making import Making
from workbook.fleet.plan import Asked
from workbook.new_workbook import settings_of_area
from xlsrc.domain.month import Month
from xlsrc.extracts.sliced import sliced
from xlsrc.extracts.store import Store
from xlsrc.gate.judged import NotJudgedError, series_findings
from xlsrc.plan.invented import without_invented

if TYPE_CHECKING:
    from pathlib import Path


def test_a_slice_is_of_a_store_that_was_judged_by_the_month_that_was_asked_for(
    made_extracts: Path,
) -> None:
    store, month = Store.open(made_extracts, cache=None), Month.parse("2025-03")
    asked = Asked(
        areas=("all",), extracts=str(made_extracts), out="", today=TODAY, workers=1, as_at=month
    )
    made = SimpleNamespace(names={"E08000019": "Sheffield"}, store=store, asked=asked)

    Making._judge(cast("Making", made), "E08000019", None)  # noqa: SLF001 - it is asked alone

    settings = without_invented(settings_of_area("Sheffield", None, store))
    slice_ = sliced(made.store, [store.area("Sheffield")])
    assert series_findings(slice_, replace(settings, as_at=month)) is not None
    with pytest.raises(NotJudgedError):
        series_findings(slice_, settings)
