"""LibreOffice as a second opinion: recalculated workbooks, PDFs and page pictures."""

from __future__ import annotations

import math
import shutil
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import openpyxl
import pytest

if TYPE_CHECKING:
    from pdfplumber.page import Page

PROGRAM: Final = shutil.which("soffice")
TIMEOUT_SECONDS: Final = 180
_ALWAYS_RECALCULATE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""

needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")
needs_impress_and_writer = pytest.mark.skipif(
    PROGRAM is None
    or not all(
        (Path(PROGRAM).resolve().parent / name).exists() for name in ("simpress", "swriter")
    ),
    reason="LibreOffice Impress and Writer are not installed",
)


def recalculated(path: Path, folder: Path) -> openpyxl.Workbook:
    """The workbook with every formula worked out again by LibreOffice, values only.

    ``folder`` is scratch: the private profile and the converted file lie in it.
    """
    saved = converted(path, folder / "recalculated", "xlsx:Calc MS Excel 2007 XML")
    with warnings.catch_warnings():
        # LibreOffice writes NaN for a gap into a chart's cache, which openpyxl cannot read.
        warnings.filterwarnings("ignore", message="Unable to read chart", category=UserWarning)
        return openpyxl.load_workbook(saved, data_only=True)


def pdf(path: Path, folder: Path) -> Path:
    """The workbook printed to a PDF in ``folder``, after recalculation."""
    return converted(path, folder / "printed", "pdf")


def pages(path: Path, folder: Path, *, dots_per_inch: int = 80) -> tuple[Path, ...]:
    """One PNG a printed page, in order."""
    printed = pdf(path, folder)
    subprocess.run(
        ["pdftoppm", "-r", str(dots_per_inch), "-png", str(printed), str(printed.with_suffix(""))],
        check=True,
        timeout=TIMEOUT_SECONDS,
    )
    return tuple(sorted(printed.parent.glob(f"{printed.stem}-*.png")))


def converted(path: Path, output: Path, target: str) -> Path:
    """The file saved by LibreOffice as ``target`` (a suffix, with its filter), in ``output``."""
    if PROGRAM is None:
        message = "LibreOffice (soffice) is not on the path"
        raise RuntimeError(message)
    profile = output.parent / "profile"
    if not profile.exists():
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(
            _ALWAYS_RECALCULATE, encoding="utf-8"
        )
    output.mkdir(parents=True, exist_ok=True)
    result = output / path.with_suffix("." + target.split(":", maxsplit=1)[0]).name
    result.unlink(missing_ok=True)
    run = subprocess.run(
        [
            PROGRAM,
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(output),
            str(path),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=TIMEOUT_SECONDS,
    )
    if not result.exists():
        message = f"LibreOffice made no {target} of {path.name}: {run.stdout} {run.stderr}"
        raise RuntimeError(message)
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPage:
    """A page of a PDF: its number from 1, sides and smallest letter in points, and its text."""

    number: int
    width: int
    height: int
    smallest: float
    text: str


def printed_pages(path: Path) -> list[PrintedPage]:
    """Every page of a PDF, in order."""
    import pdfplumber

    found = []
    with pdfplumber.open(path) as document:
        for page in document.pages:
            found.append(printed_page(page))
            page.close()
    return found


def printed_page(page: Page) -> PrintedPage:
    """A page that is open."""
    sizes = [float(char["size"]) for char in page.chars if str(char["text"]).strip()]
    return PrintedPage(
        number=page.page_number,
        width=round(page.width),
        height=round(page.height),
        smallest=round(min(sizes, default=math.inf), 2),
        text=page.extract_text(),
    )
