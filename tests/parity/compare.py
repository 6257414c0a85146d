"""Two workbooks cell by cell: what each cell holds, and where each table ends."""

from __future__ import annotations

import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils.datetime import to_excel

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook


def held(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def differences(live: Workbook, headless: Workbook) -> list[str]:
    """Every cell and table in which two workbooks differ, in words."""
    found = []
    for ours in headless.worksheets:
        theirs = live[ours.title]
        tables, others = dict(ours.tables.items()), dict(theirs.tables.items())
        if tables != others:
            found.append(f"{ours.title}: tables {others}, not {tables}")
        rows = zip_longest(ours.iter_rows(), theirs.iter_rows(), fillvalue=())
        for pair in rows:
            for left, right in zip_longest(*pair):
                a, b = _content(left), _content(right)
                if a != b:
                    place = (left if left is not None else right).coordinate
                    found.append(f"{ours.title}!{place}: {b!r}, not {a!r}")
    return found


def _content(cell: Any) -> object:
    value = None if cell is None else cell.value
    value = getattr(value, "text", value)
    if isinstance(value, datetime.datetime):
        return to_excel(value)
    link = getattr(cell, "hyperlink", None)
    # openpyxl reads an empty cell that is a link as holding the place it leads to.
    is_own_place = link is not None and value == link.location
    return None if value == "" or is_own_place else value
