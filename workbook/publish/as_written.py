"""Which cells of a workbook hold something else than a refresh would write there now."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from workbook.package.reference import Rectangle, cell_address, column_number
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.package.archive import Archive
    from workbook.package.cell import Value


class Differing(NamedTuple):
    """A cell as ``Summary!C7``, what it holds, and what a refresh would write."""

    address: str
    found: Value
    wanted: Value


def differing_cells(before: Archive, after: Archive) -> Iterator[Differing]:
    """The cells whose values differ between a workbook and the one that a save makes of it.

    Numbers are the same to nine digits: a program that has calculated a formula anew may round
    the last ones otherwise. A formula that the save leaves to be calculated is none of its
    figures. `WorkbookError` for a sheet that no Excel has written.
    """
    was, now = structure(before), structure(after)
    texts = shared_texts(before, was.shared_strings), shared_texts(after, now.shared_strings)
    for old, new in zip(was.sheets, now.sheets, strict=True):
        if not old.is_worksheet or before.content(old.part) == after.content(new.part):
            continue
        xmls = (
            SheetXml(before.text(old.part), where=old.name, date_1904=was.date_1904),
            SheetXml(after.text(new.part), where=new.name, date_1904=now.date_1904),
        )
        for row in sorted(xmls[0].rows.keys() | xmls[1].rows.keys()):
            yield from _of_row(old.name, row, xmls, texts)


def _of_row(
    sheet: str,
    row: int,
    xmls: tuple[SheetXml, SheetXml],
    texts: tuple[Sequence[str], Sequence[str]],
) -> Iterator[Differing]:
    cells = [{column_number(cell[2]): cell for cell in xml.cells(row)} for xml in xmls]
    for column in sorted(cells[0].keys() | cells[1].keys()):
        texts_of = [found[column][0] if column in found else "" for found in cells]
        if texts_of[0] == texts_of[1]:
            continue
        place = Rectangle(row, column, row, column)
        (((found,),), ((wanted,),)) = (
            xml.values(place, known) for xml, known in zip(xmls, texts, strict=True)
        )
        is_left = wanted is None and f"<{xmls[1].prefix}f" in texts_of[1]
        if not is_left and not _is_same(found, wanted):
            yield Differing(f"{sheet}!{cell_address(row, column)}", found, wanted)


def _is_same(one: Value, other: Value) -> bool:
    if isinstance(one, float | bool) and isinstance(other, float | bool):
        # Not every program keeps TRUE apart from 1.
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
    return one == other
