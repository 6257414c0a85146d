"""The workbook's tables and columns: who writes each, what it takes, and who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from docs.reference.markdown import code, page, plain, table
from workbook.layout.edition import Audience
from workbook.layout.table import Owner, Seen
from workbook.package.archive import Archive
from workbook.package.reference import Rectangle
from workbook.package.structure import parsed, structure
from workbook.refresh import settings_of
from workbook.sheets.registry import ROOMS, TABLES, edition_rooms
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.resources import shipped_template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.layout.table import Column, Table

OWNERS: Final = {
    Owner.ANALYST: "you",
    Owner.REFRESH: "refresh",
    Owner.FORMULA: "a formula",
}
BOTH, ALONE, NEITHER = "both", "members' alone", "neither"
SEEN: Final = {
    Seen.PUBLIC: BOTH,
    Seen.RESTRICTED: ALONE,
    Seen.NEVER: NEITHER,
    None: NEITHER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What Excel says at a column's cells, and the choices that it offers there."""

    words: str
    choices: tuple[str, ...]

    @property
    def text(self) -> str:
        """Both, as a sentence each."""
        offered = f"One of: {', '.join(self.choices)}." if self.choices else ""
        return " ".join(one for one in (self.words, offered) if one)


@cache
def notes() -> Mapping[tuple[str, str], Note]:
    """What the shipped template says at its tables' cells, by table and heading."""
    archive = Archive.read(shipped_template())
    found = structure(archive)
    said: dict[tuple[str, str], Note] = {}
    for sheet in found.sheets:
        tables = [one for one in found.tables if one.sheet == sheet.name]
        if not tables:
            continue
        for rule in parsed(archive, sheet.part).iterfind(".//{*}dataValidation"):
            first = Rectangle.parse(rule.get("sqref", "").split()[0])
            note = Note(
                words=rule.get("prompt", ""), choices=_choices(rule.findtext("{*}formula1"))
            )
            for one in tables:
                begins_here = first.first_row == one.data.first_row
                if begins_here and one.area.contains(first.first_row, first.first_column):
                    heading = one.columns[first.first_column - one.area.first_column]
                    said[one.name, heading] = note
    return said


@cache
def _tables_shown_to(audience: Audience) -> frozenset[str]:
    """The tables whose sheets an edition for this audience has."""
    settings = settings_of(HeadlessWorkbook.open(shipped_template()))
    return frozenset(
        table.name for room in edition_rooms(settings, audience) for table in room.tables
    )


def _editions(one: Table, column: Column) -> str:
    if one.name not in _tables_shown_to(Audience.RESTRICTED):
        return NEITHER
    is_public = one.name in _tables_shown_to(Audience.PUBLIC)
    shown = SEEN[column.seen]
    return ALONE if shown == BOTH and not is_public else shown


def _choices(formula: str | None) -> tuple[str, ...]:
    """The words of a list that stands in the rule itself."""
    if formula is None or not formula.startswith('"'):
        return ()
    return tuple(formula.strip('"').split(","))


def tables() -> str:
    """The page of the tables."""
    groups: list[str] = []
    listed = table(
        ("table", "sheet", "columns", "who fills it"),
        (
            (
                f"[{code(one.name)}](#{one.name.casefold()})",
                one.sheet,
                str(len(one.columns)),
                _filled(one),
            )
            for one in TABLES
        ),
    )
    for room in ROOMS:
        groups += [_section(one) for one in room.tables]
    return page(
        "Tables and columns",
        "The workbook's tables, sheet by sheet. A column that *you* write is never written over "
        "by a refresh; nor is a column that you add beside a table's own. *Editions* says which of "
        "the two show it as a column of the table: the members' alone, both, or neither "
        "([publishing](../publish.md)). What stands under *what goes there* is what Excel says at "
        "the cell; under *figure* is the key that `safer figures --format json` has for the same.",
        listed,
        *groups,
    )


def _filled(one: Table) -> str:
    owners = {column.owner for column in one.columns}
    return " and ".join(word for owner, word in OWNERS.items() if owner in owners)


def _section(one: Table) -> str:
    about = f"On the sheet *{one.sheet}*."
    if one.identity:
        about += f" A row is known by {', '.join(one.identity)}."
    has_figures = any(column.figure for column in one.columns)
    has_notes = any((one.name, column.header) in notes() for column in one.columns)
    headings = ["column", "who writes it", "editions"]
    headings += ["what goes there"] * has_notes + ["figure"] * has_figures
    rows = []
    for column in one.columns:
        row = [_heading(column), OWNERS[column.owner], _editions(one, column)]
        note = notes().get((one.name, column.header))
        row += [plain(note.text) if note else ""] * has_notes
        row += [code(column.figure)] * has_figures
        rows.append(row)
    return "\n\n".join((f"## {one.name}", about, table(headings, rows)))


def _heading(column: Column) -> str:
    return plain(column.header)
