"""The one flow of a publication: a refreshed workbook → editions → what was published, kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.layout.edition import Audience, Edition
from workbook.package.file_state import NO_FILE
from workbook.package.replace_file import remove_left, replace_file
from workbook.publish.editions import of_audiences
from workbook.publish.folder import CHANGED, ELSEWHERE, EditionFolder
from workbook.publish.one_line import refuse_broken_chain, refuse_other_lines
from workbook.publish.pdf import board_pdf
from workbook.publish.refusals import refuse_old_figures, refuse_stops
from workbook.publish.which_edition import which_edition
from workbook.publish.working import NOTHING, Working, rows_target
from workbook.tables.published_layout import published_blocks
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.file_name import file_name
from xlsrc.words.changed_on_purpose import changed_on_purpose

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from workbook.package.file_state import FileState
    from workbook.publish.editions import OfAudience
    from xlsrc.domain.month import Month
    from xlsrc.domain.published import PublishedEdition

    Progress = Callable[[str], None]
    Printer = Callable[[Path, Path], bool]

EXCEL: Final = ".xlsx"
PDF: Final = ".pdf"
HTML: Final = ".html"
UNPRINTED: Final = (
    "Nothing was published: publish without pages (--no-pdf); publishing again prints them."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of an edition is asked for.

    ``only`` is the audience whose files are made (None: both), ``pdf`` whether pages are printed,
    ``out`` the folder (None: one beside the workbook that is named after the edition), and
    ``again`` why there is a further edition of a month.
    """

    only: Audience | None = None
    pdf: bool = True
    out: Path | None = None
    again: str = ""

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Whose files are made."""
        return tuple(Audience) if self.only is None else (self.only,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """All that a publication writes, made and not yet written.

    ``rows`` is the workbook with the edition in its table Published, None where it holds it
    already; it goes to ``target``, whose state must still be ``state`` then.
    """

    edition: PublishedEdition
    target: Path
    state: FileState
    rows: bytes | None
    folder: EditionFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What was published, and where it is.

    ``untagged`` are printed pages that not every program can read aloud.
    ``is_new`` is false where the workbook held the edition already. ``workbook`` is the file
    that holds it now: in a synced folder a new one beside the one given.
    """

    edition: PublishedEdition
    is_new: bool
    workbook: Path
    files: tuple[Path, ...]
    untagged: tuple[Path, ...] = ()


def publish(
    workbook: Path,
    extracts: Path,
    *,
    today: datetime.date,
    as_at: Month | None = None,
    asked: Asked = Asked(),
    progress: Progress,
) -> Publication:
    """Publish the figures of a refreshed workbook, and keep in it what was published.

    The same figures are published once: again, the files that are not there are made, and
    nothing is appended. Nothing is written when this raises.

    Raises
    ------
    TableError
        The workbook's tables are at fault, each fault with its cell.
    WorkbookLockedError
        Excel has the workbook open, or another run of this program publishes it.
    WorkbookError
        There is no such workbook, it is the shipped template, never refreshed or changed
        meanwhile; it holds other figures than the extracts give; an edition that it keeps was
        changed; an edition of the month is there with other figures; a copy beside it has
        published what it lacks; a file of the edition's name is there and is another.
    DashboardError
        A finding stops, or a page cannot be printed.
    """
    return put(ready(workbook, extracts, today, as_at, asked, progress), progress)


def ready(
    workbook: Path,
    extracts: Path,
    today: datetime.date,
    as_at: Month | None,
    asked: Asked,
    progress: Progress,
) -> Ready:
    """Everything of a publication, made in memory; nothing is written. See `publish`."""
    working = Working.open(workbook, extracts, today=today, as_at=as_at, progress=progress)
    refuse_stops(working)
    refuse_broken_chain(working.shown.settings.published, NOTHING)
    progress("Comparing the workbook with the extracts")
    writes = refuse_old_figures(working)
    progress("Working out what is public")
    made = of_audiences(working)
    public = made[Audience.PUBLIC]
    edition, is_new = which_edition(
        working.shown, public.shown, public.ward_years, today, asked.again
    )
    if is_new:
        refuse_other_lines(workbook, working.shown.settings.published, edition.area, NOTHING)
    stem = file_name(f"{edition.area} {edition_stem(edition)}")
    folder = EditionFolder(
        asked.out or workbook.parent / f"Published {stem}",
        dict(_contents(made, edition, stem, asked, progress)),
        _printed(made, edition, stem, asked) if asked.pdf else {},
        ELSEWHERE if is_new else CHANGED,
    )
    folder.refuse_others()
    target, state = rows_target(workbook, working.archive.state) if is_new else (workbook, NO_FILE)
    return Ready(
        edition=edition,
        target=target,
        state=state,
        rows=working.with_writes((*writes, *published_blocks(edition))) if is_new else None,
        folder=folder,
    )


def put(made: Ready, progress: Progress) -> Publication:
    """Write what is ready: first the files, aside; then the workbook; then the folder's name.

    Ended between the last two, the workbook holds the edition and there is no folder: publishing
    again makes it, and appends nothing.
    """
    with made.folder.made_aside(progress) as put_in_place:
        progress("Writing")
        if made.rows is not None:
            replace_file(made.target, made.rows, read=made.state)
        else:
            remove_left(made.target)
        put_in_place()
    return Publication(
        edition=made.edition,
        is_new=made.rows is not None,
        workbook=made.target,
        files=made.folder.files,
        untagged=made.folder.lacking,
    )


def edition_stem(edition: PublishedEdition) -> str:
    """What the edition's files are called by: ``2025-12``, of a second one ``2025-12 (2)``."""
    return edition.name.replace(edition.as_at.name, str(edition.as_at))


def edition_as(audience: Audience, made: OfAudience, edition: PublishedEdition) -> Edition:
    """The edition as one audience gets it."""
    reasons = (*changed_on_purpose(made.shown), *filter(None, [edition.reason]))
    return Edition(audience=audience, name=edition.name, on=edition.on, reasons=reasons)


def _contents(
    made: Mapping[Audience, OfAudience],
    edition: PublishedEdition,
    stem: str,
    asked: Asked,
    progress: Progress,
) -> Iterator[tuple[str, bytes]]:
    for audience in asked.audiences:
        progress(f"Making the {audience} edition")
        one = made[audience]
        its = edition_as(audience, one, edition)
        yield f"{stem} {audience}{EXCEL}", one.excel(its)
        if its.is_public:
            yield f"{stem} {audience}{HTML}", one.html(its)


def _printed(
    made: Mapping[Audience, OfAudience], edition: PublishedEdition, stem: str, asked: Asked
) -> dict[str, Printer]:
    def printer(audience: Audience) -> Printer:
        one = made[audience]
        board = one.shown.settings.board or edition.area
        whose = board if edition.area in board else f"{board}, {edition.area}"
        title = f"{whose}: {edition.name} ({edition_as(audience, one, edition).marking})"

        def page(aside: Path, target: Path) -> bool:
            try:
                return board_pdf(aside / f"{stem} {audience}{EXCEL}", target, title=title)
            except DashboardError as error:
                message = f"{error} {UNPRINTED}"
                raise type(error)(message) from error

        return page

    return {f"{stem} {audience}{PDF}": printer(audience) for audience in asked.audiences}
