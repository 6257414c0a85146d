"""What stands where on Data quality: a page to read, and two tables to filter below it."""

from __future__ import annotations

from typing import Final

from workbook.layout.named_block import cell, ends, form, numbered, rows
from workbook.layout.sheet import Group, Sheet
from workbook.layout.table import Seen, Table, refresh

DATA_QUALITY: Final = Sheet(
    name="Data quality",
    group=Group.EVIDENCE,
    purpose="What came in, and what it withholds",
)

MONTHS: Final = 36
"""Months of the picture, the as-at month the last; all before them are one column."""

SOURCE_ROWS: Final = 12
FINDING_ROWS: Final = 6
ENTRY_ROWS: Final = 3
FILE_ROWS: Final = 15

_MONTHS: Final = numbered("month", MONTHS)
WIDTH: Final = MONTHS + 3
"""Columns of the page: the source, before, its months, and the worst of it."""

SENTENCE, EFFECT, STANDING = 2, 24, 32
"""The first columns of a finding's sentence, of what it did, and of who knows of it."""

STATE, WHY = 14, 21
"""The first columns of what became of a file, and of why."""

COUNTS_AT: Final = (0, 2, 14, 24, 31)
"""The columns in which a count of the page's strip begins."""

HEAD: Final = form(
    "quality.head", ends("title", "as_at", WIDTH), ends("note", "illustrative", WIDTH)
)
COUNTS: Final = form(
    "quality.counts",
    tuple(f"count {COUNTS_AT.index(at) + 1}" if at in COUNTS_AT else "" for at in range(WIDTH)),
)
HEADINGS: Final = form(
    "quality.months",
    ("", "", *numbered("year", MONTHS), ""),
    ("source", "before", *_MONTHS, "worst"),
)
SOURCES: Final = rows("quality.sources", ("source", "before", *_MONTHS, "worst"), SOURCE_ROWS)

_FINDING: Final = {0: "what", SENTENCE: "sentence", EFFECT: "effect", STANDING: "standing"}
FINDINGS: Final = rows(
    "quality.findings", tuple(_FINDING.get(at, "") for at in range(WIDTH)), FINDING_ROWS
)
MORE: Final = cell("quality.more", "more")
VERDICT_ROWS: Final = 3
VERDICTS: Final = rows("quality.verdicts", ("sentence",), VERDICT_ROWS)
_FILE: Final = {0: "file", STATE: "state", WHY: "why"}
FILES: Final = rows("quality.files", tuple(_FILE.get(at, "") for at in range(WIDTH)), FILE_ROWS)
ENTRIES: Final = rows("quality.entries", ("sentence",), ENTRY_ROWS)

FINDINGS_TABLE: Final = Table(
    name="Findings",
    sheet=DATA_QUALITY.name,
    columns=(
        refresh("How serious", 12, seen=Seen.RESTRICTED),
        refresh("Finding", 19, seen=Seen.RESTRICTED),
        refresh("Reference", 22, seen=Seen.RESTRICTED),
        refresh("Source", 22, seen=Seen.RESTRICTED),
        refresh("Areas", 22, wraps=True, seen=Seen.RESTRICTED),
        refresh("Offences", 26, wraps=True, seen=Seen.RESTRICTED),
        refresh("Months", 18, wraps=True, seen=Seen.RESTRICTED),
        refresh("Wanted", 30, wraps=True, seen=Seen.RESTRICTED),
        refresh("Found", 90, wraps=True, seen=Seen.RESTRICTED),
        refresh("What to do", 44, wraps=True, seen=Seen.RESTRICTED),
        refresh("What it did", 44, wraps=True, seen=Seen.RESTRICTED),
        refresh("Acknowledged", 44, wraps=True, seen=Seen.RESTRICTED),
        refresh("Files", 44, wraps=True, seen=Seen.NEVER),
    ),
    identity=("Finding", "Reference"),
)

FILES_TABLE: Final = Table(
    name="Files",
    sheet=DATA_QUALITY.name,
    columns=(
        refresh("File of the folder", 60, wraps=True, seen=Seen.NEVER),
        refresh("What became of it", 24, wraps=True, seen=Seen.NEVER),
        refresh("Why", 60, wraps=True, seen=Seen.NEVER),
    ),
    identity=("File of the folder",),
)
