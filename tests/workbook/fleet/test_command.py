from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import typer

from workbook.commands.fleet import fleet
from xlsrc.domain.errors import WorkbookLockedError

if TYPE_CHECKING:
    from tests.workbook.fleet.conftest import Fleets


def run(fleets: Fleets) -> None:
    fleet("South Yorkshire partnerships", str(fleets.extracts), str(fleets.out), workers=1)


def test_the_command_says_what_needs_a_look_and_how_many_there_are(
    fleets: Fleets, capsys: pytest.CaptureFixture[str]
) -> None:
    run(fleets)

    printed = capsys.readouterr()
    assert "To look at" in printed.out
    assert f"4 made; all rows in fleet.parquet at {fleets.out}\n" in printed.out
    assert printed.err.splitlines()[-1].endswith(": made")


def test_it_ends_with_1_where_a_workbook_has_failed(
    fleets: Fleets, capsys: pytest.CaptureFixture[str]
) -> None:
    fleets.failing["Sheffield"] = [WorkbookLockedError("it is open in Excel.")] * 3

    with pytest.raises(typer.Exit) as ended:
        run(fleets)

    printed = capsys.readouterr().out
    assert ended.value.exit_code == 1
    assert "It is open in Excel." in printed
    assert "1 failed, 3 made;" in printed
