"""What a workbook holds that the template made from it does not: listed, each thing by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.build import (
    left_cells,
    left_drawings,
    left_names,
    left_parts,
    left_rules,
    left_tables,
    left_view,
)
from workbook.build.sheet_pair import OneSide, SheetPair
from workbook.package.structure import structure
from workbook.sheets.section.layout import HEAD

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from workbook.package.archive import Archive
    from workbook.package.structure import Structure

MANY_SHEETS: Final = 5
"""Sheets beyond which a kind has one line for all: another program has saved the workbook."""

_NAMES: Final = re.compile(r"'.*on $")
_ONE: Final = re.compile(
    r"\b(format|validation|height|width|column|row|break|link)(?= (?:of|at)\b)"
)


def left_behind(
    old: Archive, new: Archive, indicators: Collection[str], before: Archive | None = None
) -> tuple[str, ...]:
    """All that an analyst made in ``old`` and ``new`` lacks: a line for each kind and sheet.

    What refresh writes is no one's own: the cells of its named blocks and tables, the shapes of
    the maps with their words. The entries of the analysts' tables are carried over; of these
    only formulas and formats are listed. ``indicators`` are the names that panels have had: the
    panel of an indicator that was renamed or taken out is not missed. ``before`` is the template
    of the sections and panels that ``old`` has, where ``new`` has others: what that has is the
    template's too, and of sheets that are gone only the names are said.
    """
    now, new = structure(new), before or new
    names = re.compile("|".join(map(re.escape, sorted(indicators, key=len, reverse=True))) or "$^")
    ours, theirs = structure(new), structure(old)
    made = {sheet.name.casefold(): sheet for sheet in ours.sheets}
    named = _sheets_now(ours, now)
    paper, made_paper = left_names.printed(old, theirs), left_names.printed(new, ours)
    found: list[str] = []
    by_sheet: list[tuple[str, str]] = []
    for sheet in theirs.sheets:
        match = made.get(sheet.name.casefold())
        called = named.get(sheet.name.casefold())
        if match is None or called is None:
            found.append(f"the sheet '{sheet.name}'")
            continue
        if called.casefold() != sheet.name.casefold():
            found.append(f"the name '{sheet.name}' of the sheet '{called}'")
        if not sheet.is_worksheet:
            continue
        pair = SheetPair(
            OneSide(old, theirs, sheet, paper.get(sheet.name, {})),
            OneSide(new, ours, match, made_paper.get(match.name, {})),
            names,
        )
        for kind in (left_drawings, left_tables, left_cells, left_rules, left_view):
            by_sheet.extend((sheet.name, line) for line in kind.lines(pair))
    found.extend(_grouped(by_sheet))
    found.extend(left_names.lines(old, theirs, new, ours))
    found.extend(left_parts.lines(old, new, theirs))
    return tuple(found)


def _sheets_now(before: Structure, now: Structure) -> dict[str, str]:
    """What each sheet is called now, by what it was called before, in small letters.

    A section's sheet goes by its heading's block, whatever it is called.
    """
    found = {sheet.name.casefold(): sheet.name for sheet in now.sheets}
    for name in filter(HEAD.pattern.fullmatch, before.names.keys() & now.names.keys()):
        sheet, _ = before.named_range(name)
        found[sheet.name.casefold()] = now.named_range(name)[0].name
    return found


def _grouped(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The lines of the sheets, those that say one thing of very many of them as one."""
    kinds: dict[str, dict[str, str]] = {}
    for sheet, line in lines:
        kinds.setdefault(_kind(sheet, line), {}).setdefault(sheet, line)
    told: set[str] = set()
    for sheet, line in lines:
        kind = _kind(sheet, line)
        if len(kinds[kind]) <= MANY_SHEETS:
            yield line
        elif kind not in told:
            told.add(kind)
            yield f"{kind}{len(kinds[kind])} sheets: {', '.join(kinds[kind])}"


def _kind(sheet: str, line: str) -> str:
    """What a line says before it comes to the sheet, of however many things and by no name.

    A thing that has a name of its own is itself, but for charts whose changes are told.
    """
    before, found, _ = line.partition(sheet)
    if not found:
        return line
    if before.startswith("the changes to"):
        return _NAMES.sub("on ", before.replace("the chart ", "the charts "))
    return _ONE.sub(r"\1s", before)
