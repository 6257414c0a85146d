"""`safer preview`: a workbook's printed pages as pictures, for those without Excel."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from workbook.commands.command_options import Printed
from workbook.office import of_board, office, printed, rasteriser, run
from workbook.package.replace_file import narrowed, writing
from workbook.package.scratch import scratch
from xlsrc.domain.workbook_errors import NoPagesError, NoWorkbookError

DOTS_PER_INCH: Final = 110
_WANTED: Final = "A preview"


def preview(
    workbook: Path,
    folder: Path,
    *,
    pages: Printed | None = None,
    dots_per_inch: int = DOTS_PER_INCH,
) -> tuple[Path, ...]:
    """One PNG a printed page in ``folder``, in order, named after the workbook.

    ``pages`` are by default those of the board's set, of a workbook without one all. They are as
    LibreOffice prints them.

    Raises
    ------
    DashboardError
        LibreOffice or poppler is not installed, LibreOffice cannot print the workbook, or the
        board's set was asked for and there is none.

    """
    program, drawing = office(_WANTED), rasteriser(_WANTED)
    if not workbook.is_file():
        message = f"A workbook to preview was wanted; found no file '{workbook}'. Name one."
        raise NoWorkbookError(message)
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with writing(folder), scratch() as working:
        source = workbook if pages is Printed.ALL else _of_board(workbook, working, pages)
        made = printed(program, source, working)
        drawn = working / "pages"
        drawn.mkdir()
        run([drawing, "-r", str(dots_per_inch), "-png", str(made), str(drawn / "page")])
        return tuple(
            Path(shutil.move(narrowed(page), folder / f"{workbook.stem} {number:02d}.png"))
            for number, page in enumerate(sorted(drawn.glob("*.png")), start=1)
        )


def _of_board(workbook: Path, scratch: Path, pages: Printed | None) -> Path:
    copy = of_board(workbook, scratch)
    if copy is None and pages is Printed.BOARD:
        message = (
            f"The pages of the board's set were wanted; found none in '{workbook}'. Run safer "
            "build on it, or print every sheet with --pages all."
        )
        raise NoPagesError(message)
    return copy or workbook
