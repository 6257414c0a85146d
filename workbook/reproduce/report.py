"""All figures of a workbook worked out again from the files that it names."""

from __future__ import annotations

import dataclasses
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.lost_sheets import naming_lost_sheets
from workbook.package.archive import Archive
from workbook.package.cell import number_text
from workbook.package.structure import structure
from workbook.refresh import settings_of
from workbook.reproduce.compared import Cells, shortened
from workbook.reproduce.editions import of_edition, values_of
from workbook.reproduce.named_files import as_named, files_now, named_files
from workbook.sheets.cover.edition_of import edition_of
from workbook.sheets.data_quality.layout import DATA_QUALITY
from workbook.sheets.sources.layout import AS_AT
from workbook.writes import all_writes
from xlsrc.assess import dashboard
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.month import MONTH_NAMES, Month
from xlsrc.domain.wording import count_of
from xlsrc.domain.workbook_errors import ReproduceError
from xlsrc.extracts.bundled_people import bundled_file_checksum
from xlsrc.extracts.store import Store
from xlsrc.plan.invented import without_invented
from xlsrc.scope import Scope

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from workbook.reproduce.compared import Compared
    from workbook.reproduce.named_files import FilesNow
    from workbook.surfaces.headless import HeadlessWorkbook

MOST_NAMED: Final = 20
"""Figures that are named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reproduction:
    """How much of a workbook was worked out again and is the same.

    ``figures`` are all cells that hold a number or words with one, ``words`` all others that a
    refresh writes; ``others`` those of both that are not the same.
    """

    workbook: str
    files: FilesNow
    figures: int
    words: int
    others: tuple[Compared, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every figure and every word is the same, from the same files."""
        return not self.others and not self.files.is_otherwise

    @property
    def lines(self) -> Iterator[str]:
        """What has become of the files, the figures that are others, why, and the sum."""
        yield from self.files.sentences(self.workbook)
        for one in self.others[:MOST_NAMED]:
            yield (f"{one.address} ({one.about}): shows {_said(one.shown)}, now {_said(one.now)}")
        if len(self.others) > MOST_NAMED:
            yield f"and {len(self.others) - MOST_NAMED:,} more"
        if self.others:
            yield self._reason
        figures = sum(one.is_figure for one in self.others)
        words = len(self.others) - figures
        yield (
            f"{self.workbook}: reproduced {self.figures - figures:,} of "
            f"{count_of(self.figures, 'figure')}, and {self.words - words:,} of "
            f"{count_of(self.words, 'text')} without a figure."
        )

    @property
    def _reason(self) -> str:
        if self.files.is_otherwise:
            return (
                "Why: the files named above are no longer those of then. What of it was changed "
                "by hand shows once they are back."
            )
        return (
            "Why: every file is the one of then, so that a cell, or an entry in an analysts' "
            "table, was changed after the last refresh, or another version of the program made "
            "the workbook. A refresh puts the figures right and keeps the entries."
        )


def reproduction(
    workbook: Path,
    extracts: Path,
    *,
    today: datetime.date,
    made_from: Path | None = None,
    progress: Callable[[str], None],
) -> Reproduction:
    """Every figure of a workbook worked out again, from the files of a folder that it names.

    It is done by the workbook's own tables, to the month that it shows, by what a refresh does:
    the cells are those that a refresh writes. An edition names no files and keeps no tables: they
    are those of the working workbook that it was ``made_from``. Nothing is written.

    Raises
    ------
    WorkbookError
        The file cannot be read, holds no figures or names no files; an edition without the
        working workbook; a working workbook that never published it.
    DashboardError
        The folder is not there, or no longer has the area's figures; the tables are at fault.
    """
    progress("Reading the workbook")
    archive = Archive.read(workbook)
    cells = Cells(archive, structure(archive))
    edition = edition_of(cells.surface)
    if edition and made_from is None:
        message = (
            f"The working workbook that the {edition} was made from was wanted beside it, which "
            "names the files; found none. Name it: safer check EDITION --reproduce --made-from "
            "WORKBOOK."
        )
        raise ReproduceError(message)
    if not edition and made_from is not None:
        message = f"--made-from is for an edition; {workbook.name} is a working workbook itself."
        raise ReproduceError(message)
    names = _opened(made_from) if made_from is not None else cells
    named = named_files(names.surface, (made_from or workbook).name)
    progress("Looking for the files")
    told = _told_of_files(names)
    files = files_now(named, extracts, bundled_file_checksum(), told, progress)
    with as_named(files) as folder, _naming_files(files, workbook.name):
        progress("Working out the figures")
        if made_from is not None:
            found = tuple(of_edition(cells, edition, made_from, folder, progress))
        else:
            found = _of_working(cells, folder, today)
    return _reproduction(workbook.name, files, found)


@contextmanager
def _naming_files(files: FilesNow, workbook: str) -> Iterator[None]:
    """Where nothing can be worked out, say also what has become of the files."""
    try:
        yield
    except DashboardError as error:
        message = "\n".join((*files.sentences(workbook), str(error)))
        raise ReproduceError(message) from error


def _told_of_files(cells: Cells) -> str:
    """All that Data quality says: it names the files that are not used."""
    return "\n".join(
        value
        for (sheet, _, _), value in values_of(cells, (DATA_QUALITY.name,)).items()
        if isinstance(value, str)
    )


def _opened(workbook: Path) -> Cells:
    archive = Archive.read(workbook)
    return Cells(archive, structure(archive))


def _of_working(cells: Cells, folder: Path, today: datetime.date) -> tuple[Compared, ...]:
    surface = cells.surface
    settings = dataclasses.replace(settings_of(surface, folder), as_at=month_of(surface))
    scope = Scope.of(Store.open(folder), without_invented(settings), today=today)
    with naming_lost_sheets(surface, settings):
        return tuple(cells.compared(all_writes(dashboard(scope), surface)))


def month_of(surface: HeadlessWorkbook) -> Month:
    """The month that the figures go to, as Sources says."""
    said = str(surface.block_values(AS_AT.name)[0][0] or "")
    name, _, year = said.removeprefix("Data to ").partition(" ")
    if name not in MONTH_NAMES or not year.isdecimal():
        message = (
            f"The month that the figures go to was wanted on the sheet Sources, as 'Data to "
            f"December 2025'; found '{said}': it was changed by hand, or the workbook was never "
            "refreshed. Refresh it (safer refresh)."
        )
        raise ReproduceError(message)
    return Month.of(int(year), MONTH_NAMES.index(name) + 1)


def _reproduction(workbook: str, files: FilesNow, found: Sequence[Compared]) -> Reproduction:
    figures = sum(one.is_figure for one in found)
    words = sum(one.shown is not None or one.now is not None for one in found) - figures
    return Reproduction(
        workbook=workbook,
        files=files,
        figures=figures,
        words=words,
        others=tuple(sorted((one for one in found if not one.is_same), key=_by_weight)),
    )


def _by_weight(one: Compared) -> bool:
    """Figures before words; of each the order of the sheets stays."""
    return not one.is_figure


def _said(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, float):
        return number_text(value)
    return f"'{shortened(' '.join(str(value).split()))}'"
