"""Folders that OneDrive and SharePoint keep in step: a file there is open to others, too."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLES: Final = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
"""What Windows names the synced folders in."""

MAC_FOLDER: Final = "CloudStorage"
"""Where a Mac keeps them, in the Library."""

PREFIXES: Final = ("onedrive", "sharepoint")

_MOUNTS: Final = r"Software\SyncEngines\Providers\OneDrive"
"""Where Windows lists every folder that OneDrive keeps in step: SharePoint's are called by the
organisation's name, not by the program's.
"""


def is_synced(path: Path, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether a file lies in a folder that OneDrive or SharePoint keeps in step."""
    whole = path.absolute()
    roots = [Path(environment[name]) for name in VARIABLES if environment.get(name)]
    roots += mounts()
    if any(whole.is_relative_to(root) for root in roots):
        return True
    return any(
        part == MAC_FOLDER or part.casefold().startswith(PREFIXES) for part in whole.parts[:-1]
    )


def mounts() -> list[Path]:
    """The synced folders of this person on Windows; elsewhere none."""
    found: list[Path] = []
    if sys.platform == "win32":
        import winreg

        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _MOUNTS) as key:
            for index in range(winreg.QueryInfoKey(key)[0]):
                name = winreg.EnumKey(key, index)
                with contextlib.suppress(OSError), winreg.OpenKey(key, name) as folder:
                    found.append(Path(winreg.QueryValueEx(folder, "MountPoint")[0]))
    return found


def free_name(path: Path) -> Path:
    """The path itself, or with the first number behind its name that no file has yet."""
    names = itertools.chain(
        [path], (path.with_name(f"{path.stem} {n}{path.suffix}") for n in itertools.count(2))
    )
    return next(name for name in names if not name.exists())
