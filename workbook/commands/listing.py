"""What `safer extracts` shows: the files of a folder and what newer vintages restated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.assess import missing_months
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.offences import ALL_NOTIFIABLE
from xlsrc.extracts.panel import Selection

if TYPE_CHECKING:
    from xlsrc.extracts.store import Store

HEADINGS: Final = (
    "file", "source", "layout", "level", "vintage",
    "first", "last", "rows", "missing months", "notes",
)  # fmt: skip
FILE_HEADINGS: Final = ("file", "what became of it", "why")
REVISION_HEADINGS: Final = (
    "borough", "months restated", "most", "was", "in vintage", "is now", "in vintage",
)  # fmt: skip


def extract_rows(store: Store) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and one row per extract file."""
    rows: list[tuple[object, ...]] = [
        (
            extract.file,
            extract.source.value + (" ‡" if extract.illustrative else ""),
            extract.layout,
            extract.level.value,
            extract.vintage,
            str(Month(min(extract.months))),
            str(Month(max(extract.months))),
            len(extract.count),
            ", ".join(str(m) for m in missing_months(extract.months)) or None,
            "; ".join(extract.notes) or None,
        )
        for extract in store.extracts
        if extract.months
    ]
    return HEADINGS, rows


def file_rows(store: Store) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and a row for every file of the folder: read or not, and why."""
    rows: list[tuple[object, ...]] = [
        (line.file, line.state, line.detail or None) for line in store.files
    ]
    return FILE_HEADINGS, rows


def revision_rows(store: Store) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Headings and, per borough, how many months of all recorded crime the newest vintage restated
    and the one it moved most.
    """
    source = Source.MPS_RECORDED_CRIME
    boroughs = store.areas(Level.BOROUGH, source=source)
    if not boroughs:
        return REVISION_HEADINGS, []
    latest = store.latest_month(source, Level.BOROUGH)
    total = Selection(offences=(ALL_NOTIFIABLE,))
    rows: list[tuple[object, ...]] = []
    for borough in boroughs:
        found = store.revisions(source, Level.BOROUGH, borough, [total], latest)
        if found:
            most = max(found, key=lambda revision: abs(revision.after - revision.before))
            rows.append(
                (
                    borough.name,
                    len(found),
                    str(most.month),
                    most.before,
                    most.vintage_before,
                    most.after,
                    most.vintage_after,
                )
            )
    return REVISION_HEADINGS, rows
