"""Rich text, notes and links put back at the cells of an analyst's table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from workbook.package.xml_text import escape

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from workbook.block import Cell
    from workbook.layout.carried import CellExtras, Link

_WEB: Final = re.compile(r"^(?:https?|ftps?)://|^mailto:", re.IGNORECASE)
_FIRST_RUN, _LAST_RUN = "<r>", "</r>"


def as_written(value: Cell) -> Cell:
    """A value as XlsxWriter takes it.

    XlsxWriter takes a text between ``<r>`` and ``</r>`` for runs that are XML already; one that
    an analyst has typed so is made such a run, so that it stays what it is.
    """
    if isinstance(value, str) and value.startswith(_FIRST_RUN) and value.endswith(_LAST_RUN):
        return f'{_FIRST_RUN}<t xml:space="preserve">{escape(value)}</t>{_LAST_RUN}'
    return value


def write_extras(
    worksheet: Worksheet, at: tuple[int, int], value: Cell, shown: Format, extras: CellExtras
) -> None:
    """Give a written cell its runs, note and link (row and column from 0)."""
    if extras.link is not None:
        worksheet.write_url(*at, _address(extras.link), shown, "", extras.link.tip or None)
        # The link stays; the cell's own value takes the place of its text.
        worksheet.write(*at, value, shown)
    if extras.runs:
        worksheet.write_string(*at, extras.runs, shown)
    if extras.note is not None:
        options: dict[str, Any] = {"author": extras.note.author} if extras.note.author else {}
        worksheet.write_comment(*at, extras.note.text, options)


def _address(link: Link) -> str:
    if not link.address:
        return f"internal:{link.place}"
    address = link.address if _WEB.match(link.address) else f"external:{link.address}"
    return f"{address}#{link.place}" if link.place else address
