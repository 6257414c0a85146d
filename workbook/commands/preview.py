"""`safer preview`: a workbook's printed pages as pictures, for those without Excel."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from workbook.package.replace_file import writing
from xlsrc.domain.errors import DashboardError

OFFICE: Final = ("soffice", "libreoffice")
RASTERISER: Final = ("pdftoppm",)
DOTS_PER_INCH: Final = 110
TIMEOUT_SECONDS: Final = 300


def preview(
    workbook: Path, folder: Path, *, dots_per_inch: int = DOTS_PER_INCH
) -> tuple[Path, ...]:
    """One PNG a printed page in ``folder``, in order, named after the workbook.

    Pages are as LibreOffice prints them, in a profile of its own so that an open LibreOffice is
    left alone.

    Raises
    ------
    DashboardError
        LibreOffice or poppler is not installed, or LibreOffice cannot print the workbook.

    """
    office = _program(OFFICE, "LibreOffice", "libreoffice-calc")
    rasteriser = _program(RASTERISER, "pdftoppm", "poppler-utils")
    if not workbook.is_file():
        message = f"A workbook to preview was wanted; found no file '{workbook}'. Name one."
        raise DashboardError(message)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with writing(folder), tempfile.TemporaryDirectory(prefix="safer-preview-") as scratch:
        profile = Path(scratch, "profile").resolve().as_uri()
        options = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        run = _run([office, *options, "--outdir", scratch, str(workbook)])
        printed = Path(scratch, f"{workbook.stem}.pdf")
        if not printed.exists():
            message = (
                f"LibreOffice was to print '{workbook}' and made no PDF of it "
                f"({(run.stderr or run.stdout).strip() or 'no reason given'}). Run safer check "
                "on the workbook."
            )
            raise DashboardError(message)
        pages = Path(scratch, "pages")
        pages.mkdir()
        _run([rasteriser, "-r", str(dots_per_inch), "-png", str(printed), str(pages / "page")])
        return tuple(
            Path(shutil.move(page, folder / f"{workbook.stem} {number:02d}.png"))
            for number, page in enumerate(sorted(pages.glob("*.png")), start=1)
        )


def _program(names: tuple[str, ...], called: str, package: str) -> str:
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    message = (
        f"A preview needs {called}; found none on the path. Install it (Debian and Ubuntu: "
        f"{package}), or open the workbook in Excel and print it."
    )
    raise DashboardError(message)


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - a program found on the path, and no shell
            command,
            capture_output=True,
            # Whatever the console's letters are: what a program says must not end this one.
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        message = (
            f"{Path(command[0]).name} was to finish within {TIMEOUT_SECONDS} seconds and did not. "
            "Close other programs and try again."
        )
        raise DashboardError(message) from error
