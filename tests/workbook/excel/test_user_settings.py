from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.excel import user_settings
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path


def test_settings_in_other_letters_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"extracts = 'C:/M\xf4n'\n")
    monkeypatch.setattr(user_settings, "settings_file", lambda: path)

    with pytest.raises(WorkbookError, match="must be readable settings"):
        user_settings.extracts_folder()
