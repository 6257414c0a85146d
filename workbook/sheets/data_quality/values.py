"""The blocks of Data quality: counts, the picture by month, what was found, and every file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.fitting import cell_room
from workbook.house.style import BODY_SIZE
from workbook.house.text_width import cut, wrapped
from workbook.sheets.data_quality import layout
from workbook.sheets.data_quality.layout import FILES_TABLE, FINDING_ROWS, FINDINGS_TABLE, MONTHS
from workbook.sheets.data_quality.picture import picture
from xlsrc.domain.month import Month
from xlsrc.domain.wording import DOES_NOT_APPLY, count_of
from xlsrc.extracts.folder import BESIDE, READ, READ_IN_PART
from xlsrc.extracts.gate.finding import Severity
from xlsrc.words.findings import ALL_MONTHS, entry_faults, said
from xlsrc.words.not_judged import verdict_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workbook.block import Cell, Row, Write
    from xlsrc.assessment import Dashboard
    from xlsrc.words.findings import Said

SOURCE_PIXELS, BEFORE_PIXELS, MONTH_PIXELS, WORST_PIXELS = 210, 44, 20, 108
LINES: Final = 3
"""Lines of a finding on the page; the table has all of it."""

NOTHING: Final = "Nothing was found: every file was read whole, and no rule of the gate objects."
"""What became of a file that a finding stops."""

TITLE: Final = "Data quality: what came in, and what it withholds"
NOTE: Final = (
    "Every refresh judges the files before a figure is written. The worst by source and month; "
    "then what was found, in words."
)


def blocks(dashboard: Dashboard, *, is_edition: bool = False) -> tuple[Write, ...]:
    """Every block of the sheet, and both tables whole.

    An edition names no file, and has no table Acknowledged.
    """
    found = said(dashboard)
    months = [Month(dashboard.as_at.ordinal - MONTHS + 1 + at) for at in range(MONTHS)]
    more = len(found) - FINDING_ROWS
    return (
        layout.HEAD.written(
            {"title": TITLE, "as_at": f"data to {dashboard.as_at.name}"},
            {"note": NOTE, "illustrative": wording.illustrative_note(dashboard)},
        ),
        layout.COUNTS.written(_counts(dashboard)),
        layout.HEADINGS.written(
            {
                f"year {at}": f"{month.year}"
                for at, month in enumerate(months, 1)
                # Beside a January there is no room for the year before.
                if month.number == 1 or (at == 1 and month.number < 11)  # noqa: PLR2004
            },
            {"source": "Source", "before": "before", "worst": "Worst"}
            | {f"month {at}": month.month_name[0] for at, month in enumerate(months, 1)},
        ),
        layout.SOURCES.filled(*picture(dashboard)),
        layout.FINDINGS.filled(*(map(_shown, found[:FINDING_ROWS]) if found else [_nothing()])),
        layout.MORE.written((f"and {more} more: the table of all" if more > 0 else TABLES,)),
        layout.VERDICTS.filled(*_verdicts(dashboard)),
        layout.FILES.filled(*([] if is_edition else _shown_files(dashboard))),
        layout.ENTRIES.filled(*([] if is_edition else _entries(dashboard))),
        FINDINGS_TABLE.whole([_row(one) for one in found] or [_none()]),
        FILES_TABLE.whole(_files(dashboard) or [FILES_TABLE.blank()]),
    )


TABLES: Final = "The table of all findings, to filter, with the references"
"""The link to the table below the page."""


def _counts(dashboard: Dashboard) -> Mapping[str, Cell]:
    states = [state for _, state, _ in _files(dashboard)]
    wanted = [state for state in states if state != BESIDE]
    read = sum(state in (READ, READ_IN_PART) for state in wanted)
    stops = sum(one.severity is Severity.STOPS for one in dashboard.doubts)
    known = sum(one.acknowledged is not None for one in dashboard.findings)
    notes = sum(one.severity is Severity.NOTES for one in dashboard.findings)
    withholds = len(dashboard.doubts) - stops
    texts = (
        f"{read} of {count_of(len(wanted), 'file')} read",
        f"{stops + len(dashboard.faults)} not used, or not whole",
        f"{_agreed(withholds, 'withholds', 'withhold')} figures",
        f"{_agreed(notes, 'is a note', 'are notes')}",
        f"{known} acknowledged",
    )
    return {f"count {at}": text for at, text in enumerate(texts, 1)}


def _agreed(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _shown(one: Said) -> Mapping[str, Cell]:
    """A finding on the page, each of its cells cut to its lines."""
    where = " · ".join(
        part for part in (one.areas, one.offences, one.months) if part not in ("", ALL_MONTHS)
    )
    head = f"{one.severity}: {one.title[:1].lower()}{one.title[1:]}"
    source = " · ".join(part for part in (one.source, where) if part)
    what = f"{head}\n{cut(source, _room(0, layout.SENTENCE), BODY_SIZE, LINES - 1)}"
    standing = one.standing or "not acknowledged"
    reference = f"{one.reference}\n" if one.reference else ""
    lines = LINES - bool(reference)
    room = _room(layout.STANDING, layout.WIDTH)
    return {
        "what": what if source else head,
        "sentence": cut(one.sentence, _room(layout.SENTENCE, layout.EFFECT), BODY_SIZE, LINES),
        "effect": cut(one.effect, _room(layout.EFFECT, layout.STANDING), BODY_SIZE, LINES),
        "standing": f"{reference}{cut(standing, room, BODY_SIZE, lines)}" if reference else None,
    }


def pixels_between(first: int, end: int) -> int:
    """The width of the page's columns from one up to, and without, another."""
    widths = (SOURCE_PIXELS, BEFORE_PIXELS, *(MONTH_PIXELS,) * MONTHS, WORST_PIXELS)
    return sum(widths[first:end])


def _room(first: int, end: int) -> float:
    return cell_room(pixels_between(first, end), wraps=True)


def _nothing() -> Mapping[str, Cell]:
    return {"what": "Nothing found", "sentence": NOTHING}


def _verdicts(dashboard: Dashboard) -> Sequence[Mapping[str, Cell]]:
    """For how many changes there is no verdict, or a weaker one, and why."""
    found = verdict_sentences(dashboard) or ("Every change has the verdict that its figures give.",)
    room = cell_room(pixels_between(0, layout.WIDTH))
    lines = [line for one in found for line in wrapped(one, room, BODY_SIZE)]
    shown = lines[: layout.VERDICT_ROWS]
    if len(lines) > layout.VERDICT_ROWS:
        shown[-1] = cut(f"{shown[-1]} {lines[layout.VERDICT_ROWS]}", room, BODY_SIZE, 1)
    return [{"sentence": one} for one in shown]


def _entries(dashboard: Dashboard) -> Sequence[Mapping[str, Cell]]:
    found = entry_faults(dashboard)
    room = layout.ENTRY_ROWS - (len(found) > layout.ENTRY_ROWS)
    rows = [{"sentence": f"Settings, Acknowledged: {sentence}"} for sentence in found[:room]]
    if len(found) > room:
        rows.append({"sentence": f"and {len(found) - room} more; safer check lists every one"})
    return rows or [{"sentence": "Every row of Acknowledged names a finding there is."}]


def _row(one: Said) -> Row:
    return (
        one.severity,
        one.title,
        one.reference or DOES_NOT_APPLY,
        one.source or DOES_NOT_APPLY,
        one.areas or DOES_NOT_APPLY,
        one.offences or DOES_NOT_APPLY,
        one.months or DOES_NOT_APPLY,
        one.wanted or DOES_NOT_APPLY,
        one.found,
        one.action or DOES_NOT_APPLY,
        one.effect,
        one.standing or "no",
        ", ".join(one.files) or DOES_NOT_APPLY,
    )


def _none() -> Row:
    row = dict.fromkeys(FINDINGS_TABLE.headers, DOES_NOT_APPLY)
    return tuple((row | {"How serious": "Nothing found", "Found": NOTHING}).values())


def _shown_files(dashboard: Dashboard) -> list[Mapping[str, Cell]]:
    """The files on the page: those that are not read whole first, then the other extracts."""
    found = [row for row in _files(dashboard) if row[1] != BESIDE]
    found.sort(key=lambda row: row[1] == READ)
    room = layout.FILE_ROWS - (len(found) > layout.FILE_ROWS)
    rows: list[Mapping[str, Cell]] = [
        {
            "file": cut(str(file), _room(0, layout.STATE), BODY_SIZE, 1),
            "state": cut(str(state), _room(layout.STATE, layout.WHY), BODY_SIZE, 1),
            "why": cut(str(why), _room(layout.WHY, layout.WIDTH), BODY_SIZE, 1),
        }
        for file, state, why in found[:room]
    ]
    if len(found) > room:
        rows.append({"file": f"and {len(found) - room} more: the table of files"})
    return rows


def _files(dashboard: Dashboard) -> list[Row]:
    """A row for every file of the folder, the extracts first; a fault is said above, once."""
    rows: list[Row] = []
    for line in sorted(dashboard.files, key=lambda one: one.state == BESIDE):
        state, why = line.state, line.detail
        if why in dashboard.faults:
            why = "see the faults among the findings"
        rows.append((str(PurePosixPath(line.file)), state, why or DOES_NOT_APPLY))
    return rows
