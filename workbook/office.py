"""LibreOffice, which prints a workbook, and poppler, which draws what was printed."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workbook.layout.footer import total_of
from workbook.package.archive import Archive
from workbook.package.footers import sheet_footers
from workbook.package.structure import structure
from xlsrc.domain.workbook_errors import PrintingError, PrintingProgramError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

OFFICE: Final = ("soffice", "libreoffice")
RASTERISER: Final = ("pdftoppm",)
TIMEOUT_SECONDS: Final = 300

_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^>]*/>")
_STATE: Final = re.compile(r'\sstate="\w+"')
_PRINT_AREA: Final = re.compile(
    r'<(?:\w+:)?definedName\b(?=[^>]*name="_xlnm\.Print_Area")[^>]*localSheetId="(\d+)"[^>]*>'
    r"[^<]*</(?:\w+:)?definedName>"
)
_ACTIVE: Final = re.compile(r'\s(?:activeTab|firstSheet)="\d+"')


def office(wanted: str) -> str:
    """The LibreOffice on the path; ``wanted`` is what needs it, such as "A preview".

    Raises
    ------
    DashboardError
        There is none.

    """
    return _program(OFFICE, wanted, "LibreOffice", "libreoffice-calc")


def rasteriser(wanted: str) -> str:
    """The pdftoppm on the path, as `office`."""
    return _program(RASTERISER, wanted, "pdftoppm", "poppler-utils")


def has_office() -> bool:
    """Whether there is a LibreOffice on the path."""
    return any(shutil.which(name) for name in OFFICE)


def printed(
    program: str, workbook: Path, scratch: Path, options: Mapping[str, bool | int] | None = None
) -> Path:
    """The PDF that LibreOffice prints of a workbook, in ``scratch``.

    It works in a profile of its own there, so that an open LibreOffice is left alone. ``options``
    are those of its PDF export, by name.

    Raises
    ------
    DashboardError
        It made none, or took too long.

    """
    profile = (scratch / "profile").resolve().as_uri()
    setting = [f"-env:UserInstallation={profile}", "--headless", "--convert-to", _filter(options)]
    result = run([program, *setting, "--outdir", str(scratch), str(workbook)])
    made = scratch / f"{workbook.stem}.pdf"
    if not made.exists():
        message = (
            f"LibreOffice was to print '{workbook.name}' and made no PDF of it "
            f"({(result.stderr or result.stdout).strip() or 'no reason given'}). Run safer check "
            "on the workbook."
        )
        raise PrintingError(message)
    return made


def _filter(options: Mapping[str, bool | int] | None) -> str:
    if not options:
        return "pdf"
    data = {
        name: {
            "type": "boolean" if isinstance(value, bool) else "long",
            "value": str(value).lower(),
        }
        for name, value in options.items()
    }
    return f"pdf:calc_pdf_Export:{json.dumps(data)}"


def of_board(workbook: Path, scratch: Path) -> Path | None:
    """A copy of the workbook that prints the sheets of the board's set alone; None without a set.

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
        return None
    text = _with_hidden(
        archive.text(found.workbook_part),
        [at for at, sheet in enumerate(found.sheets) if sheet.name not in of_set],
    )
    copy = scratch / "board" / f"{workbook.stem}.xlsx"
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


def _program(names: tuple[str, ...], wanted: str, called: str, package: str) -> str:
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    message = (
        f"{wanted} needs {called}; found none on the path. Install it (Debian and Ubuntu: "
        f"{package}), or open the workbook in Excel and print it."
    )
    raise PrintingProgramError(message)


@contextlib.contextmanager
def _whole(process: subprocess.Popen[str]) -> Iterator[None]:
    """End a program with all that it has started, however its work is left.

    LibreOffice's own command starts another program, which would go on by itself.
    """
    try:
        yield
    except BaseException:
        if sys.platform == "win32":
            end = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(end, capture_output=True, check=False)  # noqa: S603 - no shell
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """What a program said, whatever its end; ``DashboardError`` when it takes too long."""
    try:
        with (
            subprocess.Popen(  # noqa: S603 - a program found on the path, and no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                # Whatever the console's letters are: what a program says must not end this one.
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
            ) as process,
            _whole(process),
        ):
            said, told = process.communicate(timeout=TIMEOUT_SECONDS)
            return subprocess.CompletedProcess(command, process.returncode, said, told)
    except subprocess.TimeoutExpired as error:
        message = (
            f"{Path(command[0]).name} was to finish within {TIMEOUT_SECONDS} seconds and did not. "
            "Close other programs and try again."
        )
        raise PrintingError(message) from error
