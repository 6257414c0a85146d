"""A file's bytes → extracts: what it is is told by its content, never by its name or place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlsrc.domain.errors import ExtractError, OtherKindError, Told
from xlsrc.extracts import home_office_csp, mps_dashboard, mps_wide, partner_return
from xlsrc.extracts.ahead import one_ahead
from xlsrc.extracts.columns import shown
from xlsrc.extracts.home_office_extract import extract_of
from xlsrc.extracts.limits import MAX_TEXT_BYTES, refuse_beyond
from xlsrc.extracts.places import shipped_places
from xlsrc.extracts.reading import (
    TEXT_SUFFIXES,
    WORKBOOK_SUFFIXES,
    FileReading,
    UnknownFormatError,
)
from xlsrc.extracts.sheet_rows import streamed_sheets
from xlsrc.extracts.spreadsheet import is_workbook, spreadsheet_lines
from xlsrc.extracts.street_counts import extracts_together
from xlsrc.extracts.street_file import STREET
from xlsrc.extracts.street_formats import STREET_FORMATS, StreetParts, street_part
from xlsrc.extracts.street_months import months_joined
from xlsrc.extracts.text_table import HEADER_LINES, text_lines
from xlsrc.extracts.unpacked import (
    ARCHIVE_SUFFIXES,
    GZIP,
    ZIP,
    archive_of,
    gunzipped,
    member_content,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.kept_counts import CountsFolder
    from xlsrc.extracts.places import Places
    from xlsrc.extracts.sheet_rows import Row
    from xlsrc.extracts.text_table import Lines


FORMATS: Final = (
    mps_dashboard.FORMAT,
    partner_return.FORMAT,
    *STREET_FORMATS,
    mps_wide.FORMAT,
)


def extracts_of(
    content: bytes, file: str, sha256: str, places: Places | None = None
) -> tuple[Extract, ...]:
    """The extracts of one file: see :func:`file_reading`."""
    return file_reading(content, file, sha256, places).extracts


def file_reading(
    content: bytes,
    file: str,
    sha256: str,
    places: Places | None = None,
    counts: CountsFolder | None = None,
) -> FileReading:
    """What one file holds: an extract for each level of area in each of its tables.

    A text is one table; of a workbook every sheet is looked at, of an archive every text and
    workbook. A part at fault leaves the others as they are. ``places`` says what its areas are
    called, the bundled list unless one is given. ``counts`` has those of street files in an
    archive that are not unpacked again.

    :class:`~xlsrc.domain.errors.ExtractError` where no part could be read: it says what was
    wanted, found and can be done.
    """
    known_places = places or shipped_places()
    if content.startswith(GZIP):
        content = gunzipped(content, file)
        if content.startswith((ZIP, GZIP)) and not is_workbook(content):
            raise _nested(file)
    if content.startswith(ZIP) and not (is_workbook(content) or _called_workbook(file)):
        return _of_archive(content, file, sha256, known_places, counts)
    return _of_tables(content, file, sha256, known_places)


def _of_tables(content: bytes, file: str, sha256: str, places: Places) -> FileReading:
    """A text's table, or a workbook's: its sheets that nobody recognises are notes."""
    # A damaged workbook is told from a text under a workbook's name by its bytes.
    damaged = _called_workbook(file) and (content.startswith(ZIP) or b"\0\0\0" in content)
    if content.startswith(ZIP):
        # A million rows fit into memory only one after another.
        counted = _by_quarter(streamed_sheets(content, file), file, sha256, places)
        if counted is not None:
            return counted
    if damaged or is_workbook(content):
        found: Sequence[Lines] = spreadsheet_lines(content, file)
    else:
        refuse_beyond(len(content), MAX_TEXT_BYTES, file, "a text")
        part = street_part(content, file)
        if part is not None:
            return FileReading(extracts=part.extracts(sha256, places))
        found = (text_lines(content, file),)
    sheets = ((_sheet_of(one, file), one.rows) for one in found)
    counted = _by_quarter(sheets, file, sha256, places)
    if counted is not None:
        return counted
    readings, unknown, faults = [], [], []
    for lines in found:
        try:
            readings.append(_of_lines(lines, sha256, places))
        except UnknownFormatError as error:
            unknown.append(error)
        except ExtractError as error:
            faults.append(error)
    if not readings:
        raise (*faults, *unknown)[0]
    merged = _merged(readings, faults)
    return replace(merged, extracts=tuple(_of_file(one, file) for one in merged.extracts))


def _by_quarter(
    sheets: Iterable[tuple[str, Iterable[Row]]], file: str, sha256: str, places: Places
) -> FileReading | None:
    """Counts by the quarter; None where there are none."""
    counts = home_office_csp.quarterly_counts(sheets, file, places)
    if counts is None:
        return None
    return FileReading(extracts=(extract_of(counts, sha256),), faults=counts.faults)


def _sheet_of(lines: Lines, file: str) -> str:
    return lines.file.removeprefix(file).removeprefix(", sheet ")


def _of_file(extract: Extract, file: str) -> Extract:
    """An extract under its file's name; its faults say on which sheet."""
    sheet = extract.file.removeprefix(file).lstrip(", ")
    faults = extract.faults
    if sheet:
        faults = tuple(replace(fault, text=f"{sheet}, {fault.text}") for fault in faults)
    return replace(extract, file=file, faults=faults)


def _called_workbook(file: str) -> bool:
    return file[file.rfind(".") :].lower() in WORKBOOK_SUFFIXES


def _of_lines(lines: Lines, sha256: str, places: Places) -> FileReading:
    """The table under the first line that is a known header."""
    for at, (_, cells) in enumerate(lines.rows[:HEADER_LINES]):
        for known in FORMATS:
            if known.recognised(cells):
                extracts = known.read(lines.headed(at, row_by_row=known.row_by_row), sha256, places)
                return FileReading(extracts=extracts)
    wanted = "; ".join([*(known.columns for known in FORMATS), home_office_csp.COLUMNS])
    message = (
        f"{lines.file}: the columns of a known extract were wanted ({wanted}); found "
        f"{shown(lines.rows[0][1])}: check that it is the right file, or take it out of the folder"
    )
    raise UnknownFormatError(message)


def _of_archive(
    content: bytes, file: str, sha256: str, places: Places, counts: CountsFolder | None
) -> FileReading:
    """The texts and workbooks of a .zip; each force's monthly files in it are one."""
    readings: list[FileReading] = []
    faults: list[ExtractError] = []
    street = StreetParts(sha256=sha256, places=places)
    known = {} if counts is None else counts.members(file, sha256)
    street.extracts += extracts_together(list(known.values()), places)
    for inside, member in one_ahead(archive_members(content, file, known)):
        try:
            if isinstance(member, ExtractError):
                raise member
            if not street.take(member, inside):
                readings.append(_of_tables(member, inside, sha256, places))
        except ExtractError as error:
            faults.append(error)
    street.count()
    faults += street.faults
    if street.extracts:
        readings.append(FileReading(extracts=tuple(street.extracts)))
    if not readings and faults:
        raise faults[0]
    if not readings:
        message = (
            f"{file}: an archive of extracts (.csv or a workbook) was wanted; found none in it: "
            f"check that it is the right file"
        )
        raise OtherKindError(message)
    merged = _merged(readings, faults)
    others = [one for one in merged.extracts if not one.reporter]
    months, repeats = months_joined(one for one in merged.extracts if one.reporter)
    together = [replace(one, file=_inside(file, one.layout), sha256=sha256) for one in months]
    return replace(merged, extracts=(*others, *together), faults=(*merged.faults, *repeats))


def _inside(file: str, layout: str) -> str:
    """What the months of an archive are called: by the archive, and by what they are beside it.

    A fault of one kind of file is no other's.
    """
    return file if layout == STREET else f"{file}/{layout}"


def archive_members(
    content: bytes, file: str, without: Container[str] = ()
) -> Iterator[tuple[str, bytes | ExtractError]]:
    """Each member that may be an extract: what it is called, and its content or its fault.

    Those called as one of ``without`` are left out. :class:`~xlsrc.domain.errors.ExtractError`
    for what is no archive.
    """
    with archive_of(content, file) as archive:
        for member in archive.infolist():
            name = member.filename
            suffix = name[name.rfind(".") :].lower()
            hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in name.split("/"))
            inside = f"{file}/{name}"
            if hidden or member.is_dir() or inside in without:
                continue
            if suffix in ARCHIVE_SUFFIXES:
                yield inside, _nested(inside)
            elif suffix in TEXT_SUFFIXES | WORKBOOK_SUFFIXES:
                try:
                    unpacked = member_content(archive, member, inside)
                    nested = unpacked.startswith((ZIP, GZIP)) and not is_workbook(unpacked)
                    yield inside, _nested(inside) if nested else unpacked
                except ExtractError as error:
                    yield inside, error


def _nested(file: str) -> ExtractError:
    message = (
        f"{file}: an extract was wanted; found an archive within an archive: unpack the outer one "
        f"into the folder"
    )
    return OtherKindError(message)


def _merged(readings: Sequence[FileReading], faults: Sequence[ExtractError]) -> FileReading:
    """The readings of a file's parts as one, with what was at fault among the others.

    A part of notes (.txt) that nobody recognises is no fault.
    """
    told = [
        Told.of(fault)
        for fault in faults
        if not (isinstance(fault, UnknownFormatError) and ".txt:" in str(fault).lower())
    ]
    return FileReading(
        extracts=tuple(extract for one in readings for extract in one.extracts),
        faults=(*(fault for one in readings for fault in one.faults), *told),
        uncounted=tuple(dict.fromkeys(name for one in readings for name in one.uncounted)),
        unread=len(told) + sum(one.unread for one in readings),
    )
