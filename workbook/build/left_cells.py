"""What cells hold that the new template lacks: contents, formulas, formats, notes, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.build.sheet_pair import inside, without_places
from workbook.package.extras import sheet_links, sheet_notes
from workbook.package.formats import cell_formats, numbered_formats
from workbook.package.reference import Rectangle, column_number
from workbook.package.strings import shared_texts
from workbook.package.structure import parsed, relationships

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workbook.build.sheet_pair import OneSide, Place, SheetPair
    from workbook.package.archive import Archive
    from workbook.package.formats import Look

_RICH: Final = re.compile(r'\svm="\d+"')
_CHECKBOX: Final = "xfComplement"
_PICTURE_KEY: Final = "_localImage"
_PYTHON: Final = re.compile(r"\b_xlws\.PY\(|\bPY\(", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\d+")
_RICH_PARTS: Final = "xl/richdata/"


def lines(pair: SheetPair) -> Iterator[str]:
    """One line for each kind of thing in the cells of a sheet that is left behind."""
    rich, boxes = _rich_values(pair.old), _checkboxes(pair)
    python = [at for at, text in _formulas(pair.old).items() if _PYTHON.search(text)]
    noun = "picture" if _are_pictures(pair.old.archive) else "data type"
    yield from pair.line(_counted(noun, rich), rich)
    yield from pair.line(_counted("checkbox", boxes, "checkboxes"), boxes)
    yield from pair.line("Python of", python)
    told = {*rich, *boxes, *python}
    texts = [at for at in _lost_texts(pair) if at not in told]
    yield from pair.line("contents of", texts)
    formulas = [at for at in _lost_formulas(pair) if at not in told]
    yield from pair.line("formulas of", formulas)
    valued = [at for at in _formulas(pair.old) if inside(pair.entry_areas, at) and at not in told]
    yield from pair.line("formulas (their values are carried) of", valued)
    told |= {*texts, *formulas}
    yield from _notes(pair)
    yield from pair.line("links at", [at for at in _lost_links(pair) if at not in told])
    yield from pair.line("formats of", [at for at in _lost_formats(pair) if at not in told])


def _counted(noun: str, places: list[Place], plural: str = "") -> str:
    return f"{noun} in the cell" if len(places) == 1 else f"{plural or noun + 's'} in the cells"


def _texts(side: OneSide, areas: list[Rectangle]) -> Iterator[tuple[Place, object]]:
    """What cells outside the areas hold that is no formula."""
    texts = shared_texts(side.archive, side.found.shared_strings)
    formulas = _formulas(side)
    for row in side.xml.rows:
        beside = [
            (area.first_column, area.last_column)
            for area in areas
            if area.first_row <= row <= area.last_row
        ]
        for column, value in side.xml.filled(row, texts, beside):
            if (row, column) not in formulas:
                yield (row, column), value


def _lost_texts(pair: SheetPair) -> list[Place]:
    """Cells that hold something where neither refresh nor a table writes."""
    theirs, ours = (
        {at: pair.of_any(value) for at, value in _texts(side, areas)}
        for side, areas in ((pair.old, pair.written), (pair.new, pair.made_written))
    )
    return pair.unmatched(theirs, ours)


def _formulas(side: OneSide) -> dict[Place, str]:
    return {(f.row, f.column): f.text for f in side.formulas}


def _lost_formulas(pair: SheetPair) -> list[Place]:
    """Formulas outside analysts' tables that are none of the template's; own columns are named
    as such.
    """
    tables = [t.area for t in pair.old.tables]
    of_tables = {without_places(text) for text in _formulas(pair.new).values()}
    theirs = {at: without_places(t) for at, t in _formulas(pair.old).items() if t}
    own = {at: t for at, t in theirs.items() if not inside(tables, at)}
    made = [t.area for t in pair.new.tables]
    ours = {
        at: without_places(t) for at, t in _formulas(pair.new).items() if t and not inside(made, at)
    }
    known = [t.data for t in pair.ours if t.data not in pair.entry_areas]
    own_columns = [
        Rectangle(t.data.first_row, column, t.area.last_row, column)
        for t in pair.ours
        for column, header in enumerate(t.columns, t.area.first_column)
        if header not in pair.new.found.table(t.name).columns
    ]
    if not pair.is_settled:
        # Blocks of another size: their rows count themselves.
        own, ours = ({at: _COUNTED.sub("#", t) for at, t in f.items()} for f in (own, ours))
    return pair.unmatched(own, ours) + [
        at
        for at, text in theirs.items()
        if inside(known, at) and text not in of_tables and not inside(own_columns, at)
    ]


def _notes(pair: SheetPair) -> Iterator[str]:
    known = {note.text for note in sheet_notes(pair.new.archive, pair.new.sheet.part).values()}
    threads = _threads(pair.old)
    carried = [at for at in threads if inside(pair.entry_areas, at)]
    yield from pair.line(
        f"{_talks(carried)} (carried as {'a note' if len(carried) == 1 else 'notes'}) at", carried
    )
    others = [at for at in threads if at not in carried]
    yield from pair.line(f"{_talks(others)} at", others)
    yield from pair.line(
        "notes at",
        [
            at
            for at, note in sheet_notes(pair.old.archive, pair.old.sheet.part).items()
            if note.text not in known and at not in threads and not inside(pair.entry_areas, at)
        ],
    )


def _talks(places: list[Place]) -> str:
    return "conversation" if len(places) == 1 else "conversations"


def _threads(side: OneSide) -> list[Place]:
    """The cells that people talk about in threads of comments."""
    found: dict[Place, None] = {}
    for link in relationships(side.archive, side.sheet.part):
        if link.kind == "threadedComment" and side.archive.part_name(link.target):
            for comment in parsed(side.archive, link.target):
                area = Rectangle.parse(comment.get("ref", ""))
                found[area.first_row, area.first_column] = None
    return list(found)


def _lost_links(pair: SheetPair) -> list[Place]:
    theirs, ours = (
        {at: (link.address, link.place) for at, link in sheet_links(s.archive, s.sheet.part, s.xml)}
        for s in (pair.old, pair.new)
    )
    own = {at: link for at, link in theirs.items() if not inside(pair.entry_areas, at)}
    return pair.unmatched(own, ours)


def _lost_formats(pair: SheetPair) -> list[Place]:
    """Cells that look otherwise than the template's; rows of a table as its own rows do."""
    numbers: dict[Look, int] = {}
    theirs, ours = (
        numbered_formats(side.archive, side.found.styles, side.xml, numbers)
        for side in (pair.old, pair.new)
    )
    strange = [t.area for t in pair.old.tables if t not in pair.ours]
    by_column = _looks_of_tables(pair, ours)
    lost = []
    rest: dict[Place, int] = {}
    for at, look in theirs.items():
        if inside(strange, at):
            continue
        row, column = at
        shed = False
        for area, looks in by_column.get(column, ()):
            if area.first_row <= row <= area.last_row:
                if looks and look not in looks:
                    lost.append(at)
                break
            # A table that refresh makes shorter leaves its look on the rows below.
            shed = shed or (area.last_row < row and look in looks)
        else:
            if not shed:
                rest[at] = look
    return sorted(lost + pair.unmatched(rest, ours))


def _looks_of_tables(
    pair: SheetPair, ours: Mapping[Place, int]
) -> dict[int, list[tuple[Rectangle, set[int]]]]:
    """The looks that a table's rows have in the template, as numbers, by each column that the
    table has; none of an own column.
    """
    found: dict[int, list[tuple[Rectangle, set[int]]]] = {}
    for table in pair.ours:
        made = pair.new.found.table(table.name)
        rows = range(made.data.first_row, made.data.last_row + 1)
        for column, header in enumerate(table.columns, table.area.first_column):
            is_own = header not in made.columns
            at = 0 if is_own else made.column(header)
            looks = {ours[row, at] for row in rows if (row, at) in ours}
            area = table.area if is_own else table.data
            found.setdefault(column, []).append((area, looks))
    return found


def _rich_values(side: OneSide) -> list[Place]:
    """Cells whose value is more than a value: pictures in cells, data types."""
    if not any(name.casefold().startswith(_RICH_PARTS) for name in side.archive.names):
        return []
    return [
        (row, column_number(match[2]))
        for row in side.xml.rows
        for match in side.xml.cells(row)
        if _RICH.search(match[1])
    ]


def _are_pictures(archive: Archive) -> bool:
    return any(
        _PICTURE_KEY in archive.text(name)
        for name in archive.names
        if name.casefold().startswith(f"{_RICH_PARTS}rdrichvaluestructure")
    )


def _checkboxes(pair: SheetPair) -> list[Place]:
    """Cells that are shown as checkboxes, by an extension of their format."""
    styles = pair.old.found.styles
    if styles is None or _CHECKBOX not in pair.old.archive.text(styles):
        return []
    formats = cell_formats(pair.old.archive, styles, pair.old.xml)
    return [at for at, look in formats.items() if _CHECKBOX in repr(look)]
