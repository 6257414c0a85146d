"""`safer build` on a workbook that nobody has touched but a refresh names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.analyst import Analyst
from tests.support.damage.kinds import damaged
from tests.support.quarters import QUARTERS, deliver
from workbook.build.build import build
from workbook.check.checks import faults
from workbook.refresh import refresh, silent
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Paper
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path


def named(workbook: Path, folder: Path) -> tuple[str, ...]:
    out = folder / "built again.xlsx"
    return build(workbook, area=None, out=out, progress=silent).not_carried


@pytest.mark.parametrize(
    ("area", "as_at"),
    [("Camden", None), ("Barnet", Month.of(2025, 6))],
    ids=["Camden", "Barnet, of June"],
)
def test_of_any_area_and_month(area: str, as_at: Month | None, tmp_path: Path) -> None:
    template = build(None, area=area, out=tmp_path / "template.xlsx", progress=silent).path
    shown = refresh(template, data_folder(), as_at=as_at, out=tmp_path / "shown.xlsx").path

    assert named(shown, tmp_path) == ()
    assert faults(shown) == ()


def test_on_a3(tmp_path: Path) -> None:
    template = tmp_path / "template.xlsx"
    build(None, area=None, paper=Paper.A3, out=template, progress=silent)
    shown = refresh(template, data_folder(), out=tmp_path / "shown.xlsx").path

    assert named(shown, tmp_path) == ()
    other = build(shown, area="Camden", paper=Paper.A4, out=tmp_path / "a4.xlsx", progress=silent)
    assert other.not_carried == ()


def test_after_four_quarters_and_a_view_typed_in(tmp_path: Path) -> None:
    extracts, shown = tmp_path / "extracts", tmp_path / "shown.xlsx"
    build(None, area=None, out=shown, progress=silent)
    for quarter in QUARTERS:
        deliver(extracts, quarter)
        refresh(shown, extracts, out=shown)
        with Analyst(shown) as analyst:
            analyst.type("Commentary", "burglary", "Analyst's view", f"As of {quarter}.")
        assert faults(shown) == ()

    assert named(shown, tmp_path) == ()


@pytest.mark.parametrize("kind", ["area misspelt, half", "month copied"])
def test_of_figures_that_are_withheld(kind: str, template: Path, tmp_path: Path) -> None:
    extracts = damaged(kind, 0).written(tmp_path / "extracts", with_older=True)
    shown = refresh(template, extracts, out=tmp_path / "shown.xlsx").path

    assert named(shown, tmp_path) == ()
    assert faults(shown) == ()
