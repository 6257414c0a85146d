"""The add-in put where Excel finds it, for one person and without administrator rights."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from workbook.excel.addin.package import FILE_NAME, addin
from workbook.excel.addin.places import Places
from workbook.excel.addin.python_path import keep_link, path_for_excel
from workbook.excel.addin.shortcut import shortcuts, write_shortcut
from workbook.excel.addin.sources import CONFIGURATION
from workbook.excel.user_settings import extracts_folder, note_extracts, settings_file
from workbook.package.replace_file import put_file, writing
from xlsrc.domain.errors import DashboardError, WorkbookError
from xlsrc.domain.workbook_errors import AddinError, NoExcelError

if TYPE_CHECKING:
    from collections.abc import Mapping

WINDOWS, MAC = "win32", "darwin"


def places(
    system: str = sys.platform,
    home: Path | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Places:
    """The places of this system; `WorkbookError` where there is no Excel to install into."""
    # Where a council's OneDrive keeps both, they do not lie in the home folder.
    desktop = home / "Desktop" if home else Path(platformdirs.user_desktop_dir())
    documents = home / "Documents" if home else Path(platformdirs.user_documents_dir())
    home = home or Path.home()
    if system == WINDOWS:
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return Places(
            startup=roaming / "Microsoft" / "Excel" / "XLSTART",
            configuration=home / f".{CONFIGURATION}" / f"{CONFIGURATION}.conf",
            desktop=desktop,
            documents=documents,
            scripts=None,
            link=None,
        )
    if system == MAC:
        library = home / "Library"
        office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized"
        return Places(
            startup=office / "Startup.localized" / "Excel",
            configuration=library
            / "Containers"
            / "com.microsoft.Excel"
            / "Data"
            / f"{CONFIGURATION}.conf",
            desktop=desktop,
            documents=documents,
            scripts=library / "Application Scripts" / "com.microsoft.Excel",
            link=home / f".{CONFIGURATION}" / "python",
        )
    message = (
        "The add-in goes into Excel on Windows or a Mac; found neither here. `safer addin build` "
        "writes the file, to be installed there."
    )
    raise NoExcelError(message)


def install(where: Places, extracts: Path | None = None) -> tuple[Path, ...]:
    """Write the add-in, its settings and a shortcut; the files written.

    ``extracts`` is the folder that buttons and functions read from now on. `WorkbookError` when
    the add-in is open in Excel or the folder is not there.
    """
    if extracts is not None:
        if not extracts.is_dir():
            message = f"A folder of extracts was wanted; found none at {extracts}."
            raise AddinError(message)
        note_extracts(extracts)
    settings = configuration(where)
    content = addin()
    target = where.startup / FILE_NAME
    with writing(where.startup):
        for folder in (where.startup, where.configuration.parent, where.desktop):
            folder.mkdir(parents=True, exist_ok=True)
    put_file(target, content)  # Excel would open a copy kept in its start folder, too
    where.configuration.write_text(settings, encoding="utf-8")
    written = [target, where.configuration, write_shortcut(where)]
    if where.link is not None and keep_link(where.link):
        written.append(where.link)
    if where.scripts is not None:
        where.scripts.mkdir(parents=True, exist_ok=True)
        script = where.scripts / _script_name()
        script.write_bytes((files("xlwings") / _script_name()).read_bytes())
        written.append(script)
    return tuple(written)


def uninstall(where: Places) -> tuple[Path, ...]:
    """Remove what `install` wrote; the files removed. xlwings' own script stays for others."""
    ours = (where.startup / FILE_NAME, where.configuration, *shortcuts(where), settings_file())
    links = (where.link,) if where.link is not None and where.link.is_symlink() else ()
    removed = (*(path for path in ours if path.is_file()), *links)
    for path in removed:
        try:
            path.unlink()
        except PermissionError as error:
            message = f"{path} could not be removed: close Excel, and try again."
            raise AddinError(message) from error
    return removed


def configuration(where: Places) -> str:
    """The settings of xlwings' module: which Python it starts, and that no folder of a workbook
    is searched for code; `WorkbookError` where Excel cannot name this Python.
    """
    interpreter = path_for_excel(where.link)
    settings = {
        "INTERPRETER_WIN": interpreter,
        "INTERPRETER_MAC": interpreter,
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "UDF MODULES": "workbook.excel.functions",
        "USE UDF SERVER": "False",
        "SHOW CONSOLE": "False",
    }
    return "".join(f'"{name}","{value}"\n' for name, value in settings.items())


def doctor(where: Places) -> tuple[tuple[str, bool, str], ...]:
    """Each thing that the buttons need: what it is, whether it is well, and what to do or know."""
    target = where.startup / FILE_NAME
    found = [("Python", True, sys.executable), ("xlwings", True, version("xlwings"))]
    if not target.is_file():
        found.append(("Add-in", False, f"not in {where.startup}: run `safer addin install`"))
    elif target.read_bytes() != addin():
        found.append(("Add-in", False, f"{target} is another version: run `safer addin install`"))
    else:
        found.append(("Add-in", True, str(target)))
    if not where.configuration.is_file():
        found.append(("Settings of the add-in", False, "missing: run `safer addin install`"))
    else:
        found.append(_settings(where))
    if where.scripts is not None:
        script = where.scripts / _script_name()
        told = str(script) if script.is_file() else "missing: run `safer addin install`"
        found.append(("Script for Excel on a Mac", script.is_file(), told))
    if where.scripts is None:
        found.append(_library())
    try:
        found.append(("Extracts", True, str(extracts_folder())))
    except DashboardError as error:
        found.append(("Extracts", False, str(error)))
    return tuple(found)


def _settings(where: Places) -> tuple[str, bool, str]:
    """Whether the settings name this Python, by a path that Excel can read and that is there."""
    name = "Settings of the add-in"
    try:
        wanted = configuration(where)
    except WorkbookError as error:
        return (name, False, str(error))
    if where.configuration.read_text(encoding="utf-8", errors="replace") != wanted:
        return (name, False, "name another Python: run `safer addin install`")
    if where.link is not None and not Path(path_for_excel(where.link)).is_file():
        return (name, False, f"the link {where.link} is broken: run `safer addin install`")
    return (name, True, str(where.configuration))


def _library() -> tuple[str, bool, str]:
    """Xlwings' library for functions, which must lie beside Python or one folder above."""
    name = f"xlwings64-{version('xlwings')}.dll"
    folder = Path(sys.executable).parent
    for place in (folder / name, folder.parent / name):
        if place.is_file():
            return ("Library for functions", True, str(place))
    return ("Library for functions", False, f"{name} is not near Python: install xlwings again")


def _script_name() -> str:
    return f"xlwings-{version('xlwings')}.applescript"
