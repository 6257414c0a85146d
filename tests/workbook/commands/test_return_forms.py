"""Returns: the form of each agency, and its figures read back."""

from __future__ import annotations

import csv
import dataclasses
from typing import TYPE_CHECKING

import numpy as np
import openpyxl
import pytest

from tests.support.made_up import AREA, AS_AT, made_up_dashboard
from workbook.commands.return_forms import CHASERS, write_returns
from xlsrc.domain.area import Level
from xlsrc.domain.errors import WorkbookError
from xlsrc.domain.indicator import Source
from xlsrc.extracts.panel import Selection
from xlsrc.extracts.store import Store
from xlsrc.supply.returns import awaited, without_agency

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.assessment import Dashboard

FORM = "Return Fire brigade"


def a_dashboard(*, months_late: int) -> Dashboard:
    """Real returns of the fire brigade that end so many months before the as-at month."""
    dashboard = made_up_dashboard()
    return dataclasses.replace(
        dashboard,
        assessments=tuple(
            dataclasses.replace(a, illustrative=False, as_at=AS_AT - months_late)
            if a.indicator.id == "deliberate_fires"
            else a
            for a in dashboard.assessments
        ),
    )


def months_asked(folder: Path) -> list[str]:
    with (folder / f"{FORM}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [row["month"] for row in csv.DictReader(lines)]


def test_a_form_asks_for_the_months_that_are_overdue(tmp_path: Path) -> None:
    write_returns(a_dashboard(months_late=2), tmp_path)

    assert months_asked(tmp_path) == ["2025-11", "2025-12"]


def test_a_form_asks_for_the_next_quarter_when_nothing_is_late(tmp_path: Path) -> None:
    write_returns(a_dashboard(months_late=0), tmp_path)

    assert months_asked(tmp_path) == ["2026-01", "2026-02", "2026-03"]


def test_a_line_says_what_is_late(tmp_path: Path) -> None:
    lines = [written.line for written in write_returns(a_dashboard(months_late=2), tmp_path)]

    assert "Fire brigade: awaited: Deliberate fires (2 months)" in lines


def test_an_agency_in_time_is_not_chased() -> None:
    found = {one.agency.name: one for one in awaited(a_dashboard(months_late=0))}

    assert found["Fire brigade"].chaser == ""


def test_the_chaser_names_role_figures_and_months(tmp_path: Path) -> None:
    write_returns(a_dashboard(months_late=2), tmp_path)
    text = (tmp_path / CHASERS).read_text(encoding="utf-8")

    assert "To: Borough commander, Fire brigade" in text
    assert "- Deliberate fires: November 2025 to December 2025 (2 months)" in text


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_form_that_was_filled_in_is_read_back(tmp_path: Path, suffix: str) -> None:
    write_returns(a_dashboard(months_late=2), tmp_path / "forms")
    (tmp_path / "returned").mkdir()
    _fill_in(tmp_path / "forms" / f"{FORM}{suffix}", tmp_path / "returned" / f"return{suffix}")
    store = Store.open(tmp_path / "returned", cache=None)
    panel = store.panel(
        Source.PARTNER_RETURN,
        Level.BOROUGH,
        [AREA],
        [Selection(offences=("deliberate_fires",))],
        AS_AT,
    )

    assert np.asarray(panel.counts).ravel()[-2:].tolist() == [4.0, 0.0]


def test_a_form_that_nobody_filled_in_holds_no_figure(tmp_path: Path) -> None:
    write_returns(a_dashboard(months_late=2), tmp_path)
    (tmp_path / f"{FORM}.csv").unlink()
    store = Store.open(tmp_path, cache=None)

    assert f"{FORM}.xlsx" not in {extract.file for extract in store.extracts}
    assert any(
        f.startswith(f"{FORM}.xlsx, sheet Return: ") and "found none" in f for f in store.faults
    )


def test_a_form_is_never_written_over_one_that_is_there(tmp_path: Path) -> None:
    dashboard = a_dashboard(months_late=2)
    write_returns(dashboard, tmp_path)
    first = (tmp_path / f"{FORM}.xlsx").read_bytes()
    write_returns(dashboard, tmp_path)

    assert (tmp_path / f"{FORM}.xlsx").read_bytes() == first
    assert (tmp_path / f"{FORM} (2).xlsx").exists()


def test_the_name_of_an_agency_is_never_a_path(tmp_path: Path) -> None:
    dashboard = a_dashboard(months_late=0)
    agencies = tuple(
        dataclasses.replace(agency, name=f"../../{agency.name}: A/B")
        for agency in dashboard.settings.agencies
    )
    settings = dataclasses.replace(dashboard.settings, agencies=agencies)
    folder = tmp_path / "a" / "b" / "forms"
    write_returns(dataclasses.replace(dashboard, settings=settings), folder)

    assert [path for path in tmp_path.rglob("*") if path.is_file() and path.parent != folder] == []
    assert (folder / "Return Fire brigade A B.xlsx").exists()


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.write_bytes(b"")

    with pytest.raises(WorkbookError, match=r"^[^\n]*forms cannot be written[^\n]*\.$"):
        write_returns(a_dashboard(months_late=0), folder)


def test_a_return_without_an_agency_is_named() -> None:
    dashboard = made_up_dashboard()
    kept = tuple(a for a in dashboard.settings.agencies if a.name != "Fire brigade")
    settings = dataclasses.replace(dashboard.settings, agencies=kept)

    assert without_agency(dataclasses.replace(dashboard, settings=settings)) == (
        "Deliberate fires",
    )


def _fill_in(form: Path, target: Path) -> None:
    """As an agency does: 4 fires in the first month, none in the second."""
    if form.suffix == ".csv":
        header, *rows = form.read_text(encoding="utf-8-sig").splitlines()
        given = [",".join(row.split(",")[:3]) for row in rows]
        filled = [f"{row},{value},,," for row, value in zip(given, (4, 0), strict=True)]
        target.write_text("\n".join((header, *filled)), encoding="utf-8")
        return
    book = openpyxl.load_workbook(form)
    book["Return"]["D2"], book["Return"]["D3"] = 4, 0
    book.save(target)
