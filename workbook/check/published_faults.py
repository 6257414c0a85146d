"""Whether what was published still stands in the workbook as it was published."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE
from xlsrc.domain.wording import count_of
from xlsrc.published.chain import MEND, chain_faults

if TYPE_CHECKING:
    from workbook.surfaces.surface import Surface
    from xlsrc.domain.settings import Settings


def published_faults(workbook: Surface, settings: Settings) -> tuple[str, ...]:
    """A sentence for each edition that is not as it was published, and for rows of none."""
    if not {EDITIONS_TABLE.name, PUBLISHED_TABLE.name} <= set(workbook.table_names):
        return ()
    table = workbook.tables([PUBLISHED_TABLE.name])[PUBLISHED_TABLE.name]
    known = {one.name for one in settings.published}
    at = table.columns.index(PUBLISHED_TABLE.columns[0].header)
    strays = Counter(
        str(row[at] or "").strip() or "no name" for row in table.rows if any(filter(None, row))
    )
    return (
        *chain_faults(settings.published),
        *(
            f"{table.sheet}: rows of the editions in the table Editions were wanted; found "
            f"{count_of(rows, 'row')} of {name}: {MEND}."
            for name, rows in strays.items()
            if name not in known
        ),
    )
