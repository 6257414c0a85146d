"""Notes, conversations and links at cells of rows that move: they hang on addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.layout.kept_answers import CONVERSATION, NOTE
from workbook.package.cell import unescaped_xml
from workbook.package.reference import Rectangle, cell_address
from workbook.package.sheet import end_of_cells
from workbook.package.structure import relationships, unescaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.package.archive import Archive

LINK: Final = "link"
_KINDS: Final = frozenset({"comments", "threadedComment", "vmlDrawing"})

_COMMENT: Final = re.compile(
    r'<((?:\w+:)?)(comment|threadedComment)\b([^>]*?)\sref="([A-Z]+\d+)"([^>]*)>(.*?)</\1\2>',
    re.DOTALL,
)
_TEXT: Final = re.compile(r"<(?:\w+:)?(?:t|text)(?:\s[^>]*)?>([^<]*)</")
_SHAPE: Final = re.compile(r"<v:shape\b.*?</v:shape>\s*", re.DOTALL)
_ROW: Final = re.compile(r"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_COLUMN: Final = re.compile(r"<x:Column>\s*(\d+)\s*</x:Column>")
_ANCHOR: Final = re.compile(r"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_TOP, _BOTTOM = 2, 6
"""The rows among the eight numbers of an anchor (Office VML, x:Anchor)."""

_LINKS: Final = re.compile(r"<((?:\w+:)?)hyperlinks\b[^>]*>(.*?)</\1hyperlinks>", re.DOTALL)
_LINK: Final = re.compile(r'<(?:\w+:)?hyperlink\b[^>]*?\sref="([A-Z]+\d+)"[^>]*?/>')
_NUMBERED: Final = re.compile(r'\s(?:\w+:)?id="([^"]+)"')
_PLACE: Final = re.compile(r'\slocation="([^"]*)"')


@dataclass(frozen=True, slots=True)
class MovedArea:
    """The data rows of a table on its sheet, and the new position of each, None for none."""

    data: Rectangle
    to: Sequence[int | None]

    def new_row(self, row: int) -> int | None:
        """The row to which one of the area's rows goes, None where it is gone."""
        place = self.to[row - self.data.first_row]
        return None if place is None else self.data.first_row + place


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hung at a cell of a row that is gone: where, its kind and its text."""

    row: int
    column: int
    kind: str
    text: str


def hanging_cells(archive: Archive, part: str, text: str) -> frozenset[tuple[int, int]]:
    """Row and column of each cell of a sheet at which notes, conversations or links hang.

    ``text`` is what follows the sheet's cells, where its links stand.
    """
    found: set[tuple[int, int]] = set()
    references = [one for links in _LINKS.finditer(text) for one in _LINK.findall(links[2])]
    for target in _notes_parts(archive, part):
        notes = archive.text(target)
        references += [match[4] for match in _COMMENT.finditer(notes)]
        found |= {at for shape in _SHAPE.findall(notes) if (at := _cell_of_shape(shape))}
    for reference in references:
        at = Rectangle.parse(reference)
        found.add((at.first_row, at.first_column))
    return frozenset(found)


def _notes_parts(archive: Archive, part: str) -> Iterator[str]:
    for link in relationships(archive, part):
        if link.kind in _KINDS and archive.part_name(link.target) is not None:
            yield link.target


def moved_notes(
    archive: Archive, part: str, areas: Sequence[MovedArea]
) -> tuple[dict[str, str], list[Hanging]]:
    """The parts of a sheet's notes and conversations with each at its row; and those gone.

    A note of a row that is gone is taken out: it must not stand beside another row. A
    conversation is told once, with all that was said in it.
    """
    parts: dict[str, str] = {}
    notes: list[Hanging] = []
    said: dict[tuple[int, int], list[str]] = {}
    for link in relationships(archive, part):
        if link.kind not in _KINDS:
            continue
        if archive.part_name(link.target) is None:
            continue
        text = archive.text(link.target)
        if link.kind == "vmlDrawing":
            new = _SHAPE.sub(lambda match: _moved_shape(match[0], areas), text)
        else:
            new = _with_moved_references(text, areas)
            for row, column, words in _gone(text, areas):
                if link.kind == "comments":
                    notes.append(Hanging(row, column, NOTE, words))
                else:
                    said.setdefault((row, column), []).append(words)
        if new != text:
            parts[link.target] = new
    # Excel keeps a copy of each conversation among the notes, for older versions.
    notes = [note for note in notes if (note.row, note.column) not in said]
    notes += [
        Hanging(row, column, CONVERSATION, "\n".join(words))
        for (row, column), words in said.items()
    ]
    return parts, sorted(notes, key=lambda note: (note.row, note.column))


def _area_of(areas: Sequence[MovedArea], row: int, column: int) -> MovedArea | None:
    return next((area for area in areas if area.data.contains(row, column)), None)


def _gone(text: str, areas: Sequence[MovedArea]) -> Iterator[tuple[int, int, str]]:
    for match in _COMMENT.finditer(text):
        at = Rectangle.parse(match[4])
        area = _area_of(areas, at.first_row, at.first_column)
        if area is not None and area.new_row(at.first_row) is None:
            words = "".join(map(unescaped_xml, _TEXT.findall(match[6])))
            yield at.first_row, at.first_column, unescaped(words)


def _with_moved_references(text: str, areas: Sequence[MovedArea]) -> str:
    def moved(match: re.Match[str]) -> str:
        at = Rectangle.parse(match[4])
        area = _area_of(areas, at.first_row, at.first_column)
        if area is None:
            return match[0]
        row = area.new_row(at.first_row)
        if row is None:
            return ""
        return match[0].replace(
            f'ref="{match[4]}"', f'ref="{cell_address(row, at.first_column)}"', 1
        )

    return _COMMENT.sub(moved, text)


def _cell_of_shape(shape: str) -> tuple[int, int] | None:
    """Row and column of the cell that a note's shape belongs to."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or 'ObjectType="Note"' not in shape:
        return None
    return int(row[2]) + 1, int(column[1]) + 1


def _moved_shape(shape: str, areas: Sequence[MovedArea]) -> str:
    at = _cell_of_shape(shape)
    area = None if at is None else _area_of(areas, *at)
    if at is None or area is None:
        return shape
    old, _ = at
    new = area.new_row(old)
    if new is None:
        return ""
    by = new - old
    shape = _ROW.sub(lambda match: f"{match[1]}{new - 1}{match[3]}", shape, count=1)
    return _ANCHOR.sub(lambda match: f"{match[1]}{_lowered(match[2], by)}{match[3]}", shape)


def _lowered(anchor: str, by: int) -> str:
    """The eight numbers of an anchor with its two rows moved."""
    numbers = anchor.split(",")
    for at in (_TOP, _BOTTOM):
        if at < len(numbers) and numbers[at].strip().isdigit():
            numbers[at] = str(max(int(numbers[at]) + by, 0))
    return ",".join(numbers)


def moved_links(
    text: str, areas: Sequence[MovedArea], archive: Archive, part: str
) -> tuple[str, list[Hanging]]:
    """A sheet's text with the link of each single cell at its row; and those gone.

    A link of a row that is gone is taken out.
    """
    gone: list[Hanging] = []

    def moved(match: re.Match[str]) -> str:
        at = Rectangle.parse(match[1])
        area = _area_of(areas, at.first_row, at.first_column)
        if area is None:
            return match[0]
        row = area.new_row(at.first_row)
        if row is None:
            gone.append(
                Hanging(at.first_row, at.first_column, LINK, _target(match[0], archive, part))
            )
            return ""
        return match[0].replace(
            f'ref="{match[1]}"', f'ref="{cell_address(row, at.first_column)}"', 1
        )

    def all_moved(match: re.Match[str]) -> str:
        new = _LINK.sub(moved, match[2])
        if new == match[2]:
            return match[0]
        return match[0].replace(match[2], new, 1) if new.strip() else ""

    start = end_of_cells(text)
    old = text[start:]
    new = _LINKS.sub(all_moved, old)
    return text if new == old else text[:start] + new, gone


def _target(tag: str, archive: Archive, part: str) -> str:
    """Where a link leads: its address, its place in the workbook, or both."""
    number, place = _NUMBERED.search(tag), _PLACE.search(tag)
    targets = {link.id: link.target for link in relationships(archive, part)}
    address = targets.get(number[1], "") if number else ""
    inside = unescaped_xml(place[1]) if place else ""
    return "#".join(filter(None, (address, inside))) if address else inside
