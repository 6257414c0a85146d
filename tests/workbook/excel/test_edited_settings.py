"""The settings of the person at the keyboard, after an editor had them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.excel import user_settings
from workbook.excel.addin import install as installing
from xlsrc.domain.errors import WorkbookError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(user_settings, "settings_file", lambda: tmp_path / "settings.toml")


@pytest.mark.parametrize(
    "saved",
    ['extracts = "{}"\n'.encode("utf-8-sig"), b'extracts = "{}"\r\n', b'\xef\xbb\xbfextracts="{}"'],
    ids=["Notepad", "lines of Windows", "one line"],
)
def test_settings_that_an_editor_saved_are_read(tmp_path: Path, saved: bytes) -> None:
    user_settings.settings_file().write_bytes(saved.replace(b"{}", tmp_path.as_posix().encode()))

    assert user_settings.extracts_folder() == tmp_path


@pytest.mark.parametrize("letters", ["cp1252", "utf-16"])
def test_settings_in_other_letters_are_refused_in_a_sentence(tmp_path: Path, letters: str) -> None:
    text = f'extracts = "{tmp_path}/Zoë"\n'
    user_settings.settings_file().write_bytes(text.encode(letters))

    with pytest.raises(WorkbookError, match="must be readable settings"):
        user_settings.extracts_folder()


def test_the_doctor_passes_over_no_settings_in_other_letters(tmp_path: Path) -> None:
    where = installing.places("win32", tmp_path / "home", {})
    installing.install(where)
    where.configuration.write_bytes('"INTERPRETER_WIN","C:\\Zoë"\n'.encode("cp1252"))

    told = {name: text for name, _, text in installing.doctor(where)}

    assert "name another Python" in told["Settings of the add-in"]
