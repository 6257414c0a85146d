"""`safer preview`: a workbook's printed pages as pictures, for those without Excel."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.commands.command_options import Printed
from workbook.layout.footer import total_of
from workbook.package.archive import Archive
from workbook.package.footers import sheet_footers
from workbook.package.replace_file import writing
from workbook.package.structure import structure
from xlsrc.domain.errors import DashboardError

if TYPE_CHECKING:
    from collections.abc import Collection

OFFICE: Final = ("soffice", "libreoffice")
RASTERISER: Final = ("pdftoppm",)
DOTS_PER_INCH: Final = 110
TIMEOUT_SECONDS: Final = 300


_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^>]*/>")
_STATE: Final = re.compile(r'\sstate="\w+"')
_PRINT_AREA: Final = re.compile(
    r'<(?:\w+:)?definedName\b(?=[^>]*name="_xlnm\.Print_Area")[^>]*localSheetId="(\d+)"[^>]*>'
    r"[^<]*</(?:\w+:)?definedName>"
)
_ACTIVE: Final = re.compile(r'\s(?:activeTab|firstSheet)="\d+"')


def preview(
    workbook: Path,
    folder: Path,
    *,
    pages: Printed | None = None,
    dots_per_inch: int = DOTS_PER_INCH,
) -> tuple[Path, ...]:
    """One PNG a printed page in ``folder``, in order, named after the workbook.

    ``pages`` are by default those of the board's set, of a workbook without one all. They are as
    LibreOffice prints them, in a profile of its own so that an open LibreOffice is left alone.

    Raises
    ------
    DashboardError
        LibreOffice or poppler is not installed, LibreOffice cannot print the workbook, or the
        board's set was asked for and there is none.

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
        source = workbook if pages is Printed.ALL else _of_board(workbook, scratch, pages)
        run = _run([office, *options, "--outdir", scratch, str(source)])
        printed = Path(scratch, f"{workbook.stem}.pdf")
        if not printed.exists():
            message = (
                f"LibreOffice was to print '{workbook}' and made no PDF of it "
                f"({(run.stderr or run.stdout).strip() or 'no reason given'}). Run safer check "
                "on the workbook."
            )
            raise DashboardError(message)
        drawn = Path(scratch, "pages")
        drawn.mkdir()
        _run([rasteriser, "-r", str(dots_per_inch), "-png", str(printed), str(drawn / "page")])
        return tuple(
            Path(shutil.move(page, folder / f"{workbook.stem} {number:02d}.png"))
            for number, page in enumerate(sorted(drawn.glob("*.png")), start=1)
        )


def _of_board(workbook: Path, scratch: str, pages: Printed | None) -> Path:
    """A copy of the workbook that prints the sheets of the board's set alone.

    They are those whose footer counts the pages of the set; LibreOffice prints no hidden sheet.
    """
    archive = Archive.read(workbook)
    found = structure(archive)
    of_set = {
        sheet.name
        for sheet in found.sheets
        if any(map(total_of, sheet_footers(archive.text(sheet.part))))
    }
    if not of_set:
        if pages is None:
            return workbook
        message = (
            f"The pages of the board's set were wanted; found none in '{workbook}'. Run safer "
            "build on it, or print every sheet with --pages all."
        )
        raise DashboardError(message)
    text = _with_hidden(
        archive.text(found.workbook_part),
        [at for at, sheet in enumerate(found.sheets) if sheet.name not in of_set],
    )
    copy = Path(scratch, "board", f"{workbook.stem}.xlsx")
    copy.parent.mkdir()
    copy.write_bytes(archive.replaced({found.workbook_part: text}))
    return copy


def _with_hidden(workbook: str, hidden: Collection[int]) -> str:
    """The workbook's part with these sheets hidden, counted from 0, and without their print areas:
    LibreOffice prints an area of a hidden sheet all the same.
    """
    places = itertools.count()

    def sheet(tag: re.Match[str]) -> str:
        if next(places) not in hidden:
            return tag[0]
        return _STATE.sub("", tag[0]).replace("/>", ' state="hidden"/>')

    text = _ACTIVE.sub("", _SHEET.sub(sheet, workbook))
    return _PRINT_AREA.sub(lambda name: "" if int(name[1]) in hidden else name[0], text)


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
