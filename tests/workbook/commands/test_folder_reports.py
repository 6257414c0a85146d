"""What is said of a folder of extracts, of the forms for agencies, and of a whole fleet."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from workbook.cli import app
from workbook.commands import fleet
from workbook.commands.command_options import Printed
from workbook.commands.preview import preview
from workbook.excel.addin.sources import xlwings_module
from xlsrc.domain.errors import DashboardError
from xlsrc.extracts.gate.finding import Severity


@pytest.mark.parametrize(
    ("faults", "code"), [((), 0), (("b.csv is no file of police.uk.",), 1)], ids=["none", "one"]
)
def test_a_folder_says_what_it_lacks_and_ends_with_1_at_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, faults: tuple[str, ...], code: int
) -> None:
    findings = [
        SimpleNamespace(severity=severity, sentence=f"It {severity}.", rule="R1")
        for severity in (Severity.STOPS, *(one for one in Severity if one is not Severity.STOPS))
    ]
    store = SimpleNamespace(faults=faults, findings=findings, unmapped=lambda: ("Bilking",))
    monkeypatch.setattr("xlsrc.extracts.store.Store.open", lambda *_, **__: store)
    for name in ("extract_rows", "file_rows", "revision_rows"):
        monkeypatch.setattr(f"workbook.commands.listing.{name}", lambda _: (("File",), [("a",)]))

    done = CliRunner().invoke(app, ("extracts", str(tmp_path)))

    lines = done.stdout.splitlines()
    at = lines.index("Counted in totals only, with no offence of its own: Bilking")
    others = [one for one in Severity if one is not Severity.STOPS]
    assert done.exit_code == code
    assert lines[at + 1 :] == [
        *(f"Finding ({one}): It {one}." for one in others),
        *(f"Fault: {one}" for one in faults),
    ]


def test_forms_that_were_written_and_agencies_not_named_are_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from workbook.commands.return_forms import CHASERS

    written = SimpleNamespace(path=Path("Fire.xlsx"), line="2 months are missing")
    monkeypatch.setattr("workbook.refresh.dashboard_of", lambda *_, **__: None)
    monkeypatch.setattr("workbook.commands.return_forms.write_returns", lambda *_: (written,))
    monkeypatch.setattr("xlsrc.supply.returns.without_agency", lambda _: ("Noise",))

    done = CliRunner().invoke(app, ("returns", str(tmp_path)))

    assert done.stdout.splitlines() == [
        "Fire.xlsx: 2 months are missing",
        "No agency is named for Noise: add it to the table Returns on Sources.",
        str(tmp_path / CHASERS),
    ]


def test_a_workbook_that_is_open_is_not_written_elsewhere() -> None:
    done = CliRunner().invoke(app, ("refresh", "--live", "--out", "b.xlsx"))

    assert done.exit_code == 2
    assert "leave out --out" in " ".join(done.stderr.split())


def test_of_a_fleet_without_areas_nothing_needs_a_look(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from workbook.fleet.flow import Report

    fleet.show(Report(rows=(), faults=()), str(tmp_path))

    assert capsys.readouterr().out == f"no area; all rows in fleet.parquet at {tmp_path}\n"


def test_the_boards_pages_of_a_workbook_without_any_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    book = tmp_path / "Own.xlsx"
    book.write_bytes(b"")
    for name in ("office", "rasteriser"):
        monkeypatch.setattr(f"workbook.commands.preview.{name}", lambda _: "none")
    monkeypatch.setattr("workbook.commands.preview.of_board", lambda *_: None)

    with pytest.raises(DashboardError, match="or print every sheet with --pages all"):
        preview(book, tmp_path / "pages", pages=Printed.BOARD)

    assert list((tmp_path / "pages").iterdir()) == []


def test_a_release_of_xlwings_that_is_not_known_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("workbook.excel.addin.sources._of_xlwings", lambda _: "Sub Other()\n")

    with pytest.raises(DashboardError, match=r"install the versions of requirements\.lock"):
        xlwings_module()
