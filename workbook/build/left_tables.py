"""What tables hold that the new template lacks: own tables and columns, totals, filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.build.sheet_pair import one_or_more

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.build.sheet_pair import SheetPair

_FILTER: Final = re.compile(r"<(?:\w+:)?(?:filterColumn|sortState)\b")
_STYLE: Final = re.compile(r'<(?:\w+:)?tableStyleInfo\b[^>]*?\sname="([^"]+)"')


def lines(pair: SheetPair) -> Iterator[str]:
    """One line for each table of a sheet, and for what was made of the template's tables."""
    own = [f"'{t.name}'" for t in pair.old.tables if t not in pair.ours]
    if own:
        yield f"{one_or_more('table', 'tables', own)} on {pair.name}"
    for table in pair.ours:
        made = pair.new.found.table(table.name)
        text = pair.old.archive.text(table.part)
        added = [f"'{header}'" for header in table.columns if header not in made.columns]
        if added:
            columns = one_or_more("column", "columns", added)
            yield f"{columns} of the table {table.name} on {pair.name}"
        if table.totals_rows:
            yield f"the totals row of the table {table.name} on {pair.name}"
        if _STYLE.findall(text) != _STYLE.findall(pair.new.archive.text(made.part)):
            yield f"the table style of the table {table.name} on {pair.name}"
        if _FILTER.search(text):
            yield f"the filter or sorting of the table {table.name} (all its rows are kept)"
