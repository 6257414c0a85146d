"""What `safer addin install` notes for the person at the keyboard: where the extracts lie."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Final

import platformdirs

from xlsrc.domain.workbook_errors import AddinError
from xlsrc.extracts.kept_file import in_one_step
from xlsrc.keeping.limits import APPLICATION
from xlsrc.resources import data_folder

FILE_NAME: Final = "settings.toml"
EXTRACTS: Final = "extracts"


def settings_file() -> Path:
    """Where the settings of this person lie, whether there are any or not."""
    return Path(platformdirs.user_config_dir(APPLICATION)) / FILE_NAME


def extracts_folder() -> Path:
    """The folder that buttons and functions read: the one noted, else the bundled sample.

    Raises
    ------
    WorkbookError
        When the settings cannot be read, or the folder they name is gone.

    """
    path = settings_file()
    if not path.is_file():
        return data_folder()
    try:
        # As Notepad saves it.
        noted = tomllib.loads(path.read_text(encoding="utf-8-sig")).get(EXTRACTS)
    except (OSError, ValueError, RecursionError) as error:
        message = f"{path} must be readable settings ({error}); run `safer addin install` again."
        raise AddinError(message) from error
    if noted is None:
        return data_folder()
    folder = Path(str(noted))
    if not folder.is_dir():
        message = (
            f"The folder of extracts {folder} was wanted; it is not there. Put it back, or name "
            "another with `safer addin install --extracts FOLDER`."
        )
        raise AddinError(message)
    return folder


def note_extracts(folder: Path) -> None:
    """Note the folder that buttons and functions read; its owner alone reads the note."""
    path = settings_file()
    # A JSON string is a TOML basic string, but for letters beyond \uFFFF and the delete character.
    text = json.dumps(str(folder.resolve()), ensure_ascii=False).replace("\x7f", "\\u007f")
    with in_one_step(path) as file:
        file.write(f"{EXTRACTS} = {text}\n".encode())
