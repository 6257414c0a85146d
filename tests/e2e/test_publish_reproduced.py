"""An edition's figures are worked out again by the workbook that published it, and no other.

That they are the same: the proof `reproduced`.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from workbook.refresh import silent
from workbook.reproduce.report import reproduction
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.publishing import Publishing
    from workbook.refresh import Refreshed

TODAY = datetime.date(2026, 11, 28)


def test_a_workbook_that_published_no_such_edition_says_so(
    publishing: Publishing, sample: Refreshed, tmp_path: Path
) -> None:
    edition = tmp_path / "Barnet 2025-12 public.xlsx"
    edition.write_bytes(publishing.files[edition.name])

    with pytest.raises(WorkbookError, match=r"keeps others \(found none\)"):
        reproduction(edition, data_folder(), today=TODAY, made_from=sample.path, progress=silent)
