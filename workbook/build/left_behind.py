"""What a workbook holds that the template made from it does not: listed, each thing by name."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from workbook.package.extras import sheet_notes
from workbook.package.formats import cell_formats
from workbook.package.reference import Rectangle, cell_address, column_number
from workbook.package.sheet import SheetXml
from workbook.package.strings import shared_texts
from workbook.package.structure import parsed, relationships, structure
from workbook.tables.analyst_tables import ANALYST_TABLES
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from xml.etree.ElementTree import Element

    from workbook.package.archive import Archive
    from workbook.package.structure import SheetPart, Structure, TablePart

NAMED: Final = 5
"""Cells that a line names before it says how many more there are."""

PART_KINDS: Final = {
    "xl/pivottables/": "pivot table",
    "xl/slicers/": "slicer",
    "xl/timelines/": "timeline",
    "xl/threadedcomments/": "conversation (its text stays as a note)",
    "xl/externallinks/": "link to another workbook",
    "xl/vbaproject": "macro project",
    "xl/ctrlprops/": "form control",
    "xl/activex/": "control",
    "xl/embeddings/": "embedded file",
    "xl/querytables/": "query",
    "xl/connections": "connection",
    "xl/diagrams/data": "diagram",
    "customxml/item": "custom XML data",
    "docprops/custom": "document property (sensitivity labels are among them)",
    "docmetadata/": "sensitivity label",
}
"""Parts of a package, by the beginning of their names, that no template has."""

_DRAWN: Final = {"graphicFrame": "chart", "pic": "picture", "sp": "shape", "cxnSp": "line"}
_REFERENCE: Final = re.compile(r"\$?[A-Z]{1,3}\$?\d+")
_RULE: Final = re.compile(
    r"<(?:\w+:)?conditionalFormatting\b[^>]*?\ssqref=\"([^\"]+)\"[^>]*>(.*?)"
    r"</(?:\w+:)?conditionalFormatting>",
    re.DOTALL,
)
_CONDITION: Final = re.compile(r"<(?:\w+:)?formula>([^<]*)<")
_VALIDATION: Final = re.compile(
    r"<(?:\w+:)?dataValidation\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?dataValidation>)", re.DOTALL
)
_SQREF: Final = re.compile(r'\ssqref="([^"]+)"')
_FILTER: Final = re.compile(r"<(?:\w+:)?(?:filterColumn|sortState)\b")


def left_behind(old: Archive, new: Archive, indicators: Collection[str]) -> tuple[str, ...]:
    """The sheets, tables, charts, pictures, notes, texts, formulas and formats of ``old`` that
    ``new`` lacks, each in words with its place.

    The entries of the analysts' tables are carried over; of these only formulas and formats are
    listed. ``indicators`` are the names that panels have had: the panel of an indicator that was
    renamed or taken out is not missed.
    """
    names = re.compile("|".join(map(re.escape, sorted(indicators, key=len, reverse=True))) or "$^")
    ours, theirs = structure(new), structure(old)
    made = {sheet.name.casefold(): sheet for sheet in ours.sheets}
    found: list[str] = []
    for sheet in theirs.sheets:
        match = made.get(sheet.name.casefold())
        if match is None:
            found.append(f"the sheet '{sheet.name}'")
        elif sheet.is_worksheet:
            found.extend(_Pair(old, theirs, sheet, new, ours, match, names).lines())
    known = {table.name.casefold() for table in ours.tables}
    found.extend(
        f"the table '{table.name}' on {table.sheet}"
        for table in theirs.tables
        if table.name.casefold() not in known and table.sheet.casefold() in made
    )
    found.extend(_names(theirs, ours))
    found.extend(_parts(old, new))
    return tuple(found)


def _names(theirs: Structure, ours: Structure) -> Iterator[str]:
    # Names of panels that are no longer there begin like those that are.
    families = {name.partition(".")[0] for name in ours.names}
    for name in theirs.names:
        if name not in ours.names and name.partition(".")[0] not in families:
            yield f"the name '{name}'"


def _parts(old: Archive, new: Archive) -> Iterator[str]:
    known = {name.casefold() for name in new.names}
    for name in old.names:
        folded = name.casefold()
        if folded in known or folded.endswith(".rels"):
            continue
        for start, noun in PART_KINDS.items():
            if folded.startswith(start):
                yield f"a {noun}: {name}"


class _Pair:
    """One sheet as it was and as it is made again."""

    def __init__(
        self,
        old: Archive,
        theirs: Structure,
        sheet: SheetPart,
        new: Archive,
        ours: Structure,
        match: SheetPart,
        names: re.Pattern[str],
    ) -> None:
        self.names = names
        self.old, self.new = old, new
        self.theirs, self.ours = theirs, ours
        self.sheet, self.match = sheet, match
        self.xml = SheetXml(old.text(sheet.part), where=sheet.name)
        self.made = SheetXml(new.text(match.part), where=match.name)
        tables = [t for t in theirs.tables if t.sheet == sheet.name]
        analysts = {table.name for table in ANALYST_TABLES}
        self.entry_areas = [t.data for t in tables if t.name in analysts]
        self.written = [t.data for t in tables] + self._named_areas(theirs, sheet)
        self.tables: list[TablePart] = tables

    def lines(self) -> Iterator[str]:
        """Everything of the sheet that is left behind."""
        yield from self._drawings()
        yield from self._texts()
        yield from self._formulas()
        yield from self._notes()
        yield from self._rules()
        yield from self._formats()
        for table in self.tables:
            if _FILTER.search(self.old.text(table.part)):
                yield f"the filter or sorting of the table {table.name} (all its rows are kept)"

    @staticmethod
    def _named_areas(found: Structure, sheet: SheetPart) -> list[Rectangle]:
        areas = []
        for name in found.names:
            try:
                part, area = found.named_range(name)
            except TemplateError:
                continue  # a broken name covers no cells
            if part.name == sheet.name:
                areas.append(area)
        return areas

    def _is_in(self, areas: Iterable[Rectangle], at: tuple[int, int]) -> bool:
        return any(area.contains(*at) for area in areas)

    def _of_any(self, value: object) -> object:
        """A text with the names of indicators left open, as the panels have it in common."""
        return self.names.sub("#", value) if isinstance(value, str) else value

    def _drawings(self) -> Iterator[str]:
        drawn = _drawn(self.new, self.match)
        known = Counter(drawn)
        panels = {(kind, self._of_any(name)) for kind, name in drawn}
        for kind, name in _drawn(self.old, self.sheet):
            if known[kind, name] > 0:
                known[kind, name] -= 1
            elif self._of_any(name) == name or (kind, self._of_any(name)) not in panels:
                yield f"the {kind} '{name}' on {self.sheet.name}"

    def _cells(
        self, archive: Archive, found: Structure, xml: SheetXml
    ) -> Iterator[tuple[tuple[int, int], object]]:
        texts = shared_texts(archive, found.shared_strings)
        for row in xml.rows:
            columns = [column_number(match[2]) for match in xml.cells(row) if match[3]]
            if columns:
                area = Rectangle(row, min(columns), row, max(columns))
                for offset, value in enumerate(xml.values(area, texts)[0]):
                    if value is not None:
                        yield (row, min(columns) + offset), value

    def _texts(self) -> Iterator[str]:
        """Cells that hold something where neither refresh nor an analysts' table writes."""
        made = {self._of_any(v) for _, v in self._cells(self.new, self.ours, self.made)}
        formulas = {(f.row, f.column) for f in self.xml.formulas()}
        lost = [
            at
            for at, value in self._cells(self.old, self.theirs, self.xml)
            if self._of_any(value) not in made
            and at not in formulas
            and not self._is_in(self.written, at)
        ]
        yield from self._listed("the contents of", lost)

    def _formulas(self) -> Iterator[str]:
        known = {_REFERENCE.sub("#", formula.text) for formula in self.made.formulas()}
        lost, valued = [], []
        for formula in self.xml.formulas():
            at = (formula.row, formula.column)
            if self._is_in(self.entry_areas, at):
                valued.append(at)
            elif formula.text and _REFERENCE.sub("#", formula.text) not in known:
                lost.append(at)
        yield from self._listed("the formulas of", lost)
        yield from self._listed("the formulas (their values are carried) of", valued)

    def _notes(self) -> Iterator[str]:
        known = {note.text for note in sheet_notes(self.new, self.match.part).values()}
        notes = sheet_notes(self.old, self.sheet.part)
        lost = [
            at
            for at, note in notes.items()
            if note.text not in known and not self._is_in(self.entry_areas, at)
        ]
        yield from self._listed("the notes at", lost)

    def _rules(self) -> Iterator[str]:
        for noun, rules in (("conditional format", _conditions), ("data validation", _validations)):
            known = {rule for rule, _ in rules(self.made.text)}
            for rule, cells in rules(self.xml.text):
                if rule not in known:
                    yield f"the {noun} of {self.sheet.name}!{cells}"

    def _formats(self) -> Iterator[str]:
        known = set(cell_formats(self.new, self.ours.styles, self.made).values())
        lost = [
            at
            for at, look in cell_formats(self.old, self.theirs.styles, self.xml).items()
            if look not in known
        ]
        yield from self._listed("the formats of", lost)

    def _listed(self, what: str, cells: list[tuple[int, int]]) -> Iterator[str]:
        if not cells:
            return
        named = ", ".join(cell_address(*at) for at in cells[:NAMED])
        more = f" and {len(cells) - NAMED} more" if len(cells) > NAMED else ""
        yield f"{what} {self.sheet.name}!{named}{more}"


def _drawn(archive: Archive, sheet: SheetPart) -> list[tuple[str, str]]:
    """Kind and name of what is drawn on a sheet: the alternative text, else the object's name."""
    found: list[tuple[str, str]] = []
    for link in relationships(archive, sheet.part):
        if link.kind == "drawing" and archive.part_name(link.target):
            found.extend(_objects(parsed(archive, link.target)))
    return found


def _objects(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        kind = _DRAWN.get(element.tag.rpartition("}")[2])
        if kind is None:
            continue
        for inner in element.iter():
            if inner.tag.rpartition("}")[2] == "cNvPr":
                # A panel that moves keeps its words; only the cells named in them change.
                text = inner.get("descr", "").partition(" The figures are in ")[0]
                yield (kind, text or inner.get("name", ""))
                break


def _conditions(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for cells, body in _RULE.findall(text):
        conditions = tuple(_REFERENCE.sub("#", found) for found in _CONDITION.findall(body))
        if conditions:
            yield conditions, cells


def _validations(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    for attributes, body in _VALIDATION.findall(text):
        cells = _SQREF.search(attributes)
        rest = tuple(sorted(_SQREF.sub("", attributes).split('" ')))
        yield (*rest, _REFERENCE.sub("#", body or "")), cells[1] if cells else ""
