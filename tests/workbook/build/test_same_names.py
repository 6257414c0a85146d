"""A section's sheet that is called as another sheet is: said before anything is written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.made_up import made_up_settings
from workbook.build.author import author
from xlsrc.domain.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("name", "other"), [("data", "Data"), ("SUMMARY", "Summary")])
def test_a_section_s_sheet_needs_a_name_that_no_other_sheet_has(
    tmp_path: Path, name: str, other: str
) -> None:
    settings = made_up_settings()
    (first, *rest) = settings.sections

    with pytest.raises(TableError) as refused:
        author(
            tmp_path / "New.xlsx",
            replace(settings, sections=(replace(first, sheet=name), *rest)),
            {},
        )

    assert set(str(refused.value).split("'")) >= {name, other}
    assert str(refused.value).startswith(
        "Settings, table Sections: sheets of different names were wanted; found '"
    )
    assert list(tmp_path.iterdir()) == []
