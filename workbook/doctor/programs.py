"""The programs beside this one: Excel with its part of ours, LibreOffice, and fonts."""

from __future__ import annotations

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError

from workbook.doctor.finding import Finding, Kind, State
from workbook.excel.addin.install import MAC, WINDOWS, places
from workbook.excel.addin.install import doctor as examined
from workbook.office import OFFICE, RASTERISER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.excel.addin.places import Places

SECONDS: Final = 30
HOUSE_FONTS: Final = ("Calibri", "Carlito")
"""The house's font, and one of the same widths."""
MAC_EXCEL: Final = Path("/Applications/Microsoft Excel.app/Contents/Info.plist")
_FONT_FILES: Final = {
    WINDOWS: (Path("C:/Windows/Fonts"),),
    MAC: (Path("/Library/Fonts"), Path("/Applications/Microsoft Excel.app/Contents/Resources")),
}
# A damaged list fails at whatever the library makes of it; a whole one may be of other things.
_NO_PLIST: Final = (ExpatError, ValueError, LookupError, TypeError, AttributeError)


def of_excel(system: str = sys.platform, where: Places | None = None) -> Iterator[Finding]:
    """Excel's version where it can be known, and what the buttons and functions need of it."""
    if system not in (WINDOWS, MAC):
        yield Finding(
            kind=Kind.EXCEL,
            name="Excel",
            told="there is none on this system",
            state=State.NOTE,
            action="workbooks are refreshed on disk (safer refresh)",
        )
        return
    found = _excel_on_windows() if system == WINDOWS else _excel_on_mac(MAC_EXCEL)
    yield Finding(
        kind=Kind.EXCEL,
        name="Excel",
        told=found or "not found",
        state=State.OK if found else State.FAULT,
        action="" if found else "install Excel, or refresh on disk (safer refresh)",
    )
    for name, is_well, told in examined(where or places(system)):
        # The extracts are a line of their own, Python is one of the program's.
        if name not in {"Extracts", "Python"}:
            state = State.OK if is_well else State.FAULT
            yield Finding(kind=Kind.EXCEL, name=name, told=told, state=state)


def _excel_on_windows() -> str:
    if sys.platform != "win32":
        return ""
    import winreg  # type: ignore[unreachable]  # mypy reads this as on the system it runs on

    try:
        return str(winreg.QueryValue(winreg.HKEY_CLASSES_ROOT, r"Excel.Application\CurVer"))
    except OSError:
        return ""


def _excel_on_mac(plist: Path) -> str:
    try:
        told = plistlib.loads(plist.read_bytes())
        return str(told["CFBundleShortVersionString"])
    except (OSError, *_NO_PLIST):
        return ""


def of_printing() -> Iterator[Finding]:
    """LibreOffice, what draws its pages, and the font without which texts are cut off."""
    office = next(filter(None, map(shutil.which, OFFICE)), None)
    told = "" if office is None else _said([office, "--version"])
    yield _printing("LibreOffice", told, "install LibreOffice Calc: editions have no PDFs without")
    drawer = shutil.which(RASTERISER[0])
    yield _printing(
        "pdftoppm", drawer or "", "install poppler: safer preview draws no pages without"
    )
    yield _fonts()


def _printing(name: str, told: str, action: str) -> Finding:
    return Finding(
        kind=Kind.PRINTING,
        name=name,
        told=told or "not found",
        state=State.OK if told else State.FAULT,
        action="" if told else action,
    )


def _fonts() -> Finding:
    system: str = sys.platform
    if system in _FONT_FILES:
        folders = [one for one in _FONT_FILES[system] if one.is_dir()]
        names = {path.stem.casefold() for folder in folders for path in folder.rglob("*.ttf")}
        there = [one for one in HOUSE_FONTS if any(one.casefold() in name for name in names)]
    else:
        lister = shutil.which("fc-list")
        if lister is None:
            return Finding(
                kind=Kind.PRINTING,
                name="Fonts",
                told="cannot be known here (no fc-list)",
                state=State.NOTE,
                action="see that Calibri or Carlito is installed",
            )
        listed = _said([lister, ":", "family"])
        there = [one for one in HOUSE_FONTS if one in listed]
    return _printing(
        "Fonts", ", ".join(there), "install Carlito (fonts-crosextra-carlito) or Calibri"
    )


def _said(command: list[str]) -> str:
    """What a program prints; '' where it fails or does not end."""
    try:
        done = subprocess.run(  # noqa: S603 - a program that the path names
            command, capture_output=True, text=True, timeout=SECONDS, check=True, errors="replace"
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
