"""SC_MONTHLY gives no months of what is counted by the quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.by_quarter import made_up_rows, saved
from tests.support.parity.small import settings_of_rows, small_rows
from workbook.build.author import author
from workbook.excel import function_figures
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path


def test_months_that_nobody_counted_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(tmp_path / "extracts", made_up_rows())
    rows = small_rows(ids=("burglary",))
    rows["Definitions"][0][5] = "Home Office CSP tables"
    author(tmp_path / "Board.xlsx", settings_of_rows(rows), rows)
    monkeypatch.setattr(function_figures, "extracts_folder", lambda: tmp_path / "extracts")

    with pytest.raises(WorkbookError) as refused:
        function_figures.monthly("Barnet", "burglary", None, None, tmp_path / "Board.xlsx")

    assert str(refused.value) == (
        "Figures by the month were wanted; Burglary in Barnet is counted by the "
        "quarter (Home Office CSP tables): see the sheet Data."
    )
