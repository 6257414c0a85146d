"""The tables that a workbook's sheets were made from, as its blocks tell it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from workbook.sheets.heat_tables.layout import TABLE as HEAT_TABLE
from workbook.sheets.section.layout import HEAD, PANEL_HEAD, SMALL_TEXT
from workbook.tables.defaults import default_tables
from workbook.tables.settings_layout import DEFINITIONS_TABLE, SECTIONS_TABLE
from workbook.tables.table_reader import as_names, as_text
from xlsrc.defaults import NO, SEPARATOR
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from workbook.block import TableData
    from workbook.package.structure import Structure

    Cells = dict[str, object]

_PANELS: Final = (PANEL_HEAD.pattern, SMALL_TEXT.pattern)
"""The names of the block that every panel has, large or small."""


def tables_before(
    tables: dict[str, TableData], shown: Collection[str], found: Structure
) -> dict[str, TableData]:
    """The tables with those sections and panels that a workbook (``found``) has the blocks of.

    They equal ``tables`` where nothing was switched on or off, named anew, moved, sorted or taken
    out since its sheets were made; ``shown`` are the ids of the sections that ``tables`` ask for.
    An indicator that has no row any more is as it was shipped, else like the first.
    """
    sections, definitions = tables[SECTIONS_TABLE.name], tables[DEFINITIONS_TABLE.name]
    drawn = _sheets([as_text(row["Id"]) for row in sections.records()], found)
    panels: dict[str, set[str]] = {}
    for name in found.names:
        for match in filter(None, (pattern.fullmatch(name) for pattern in _PANELS)):
            if match["section"] in drawn:
                panels.setdefault(match["indicator"], set()).add(match["section"])
    rows = [
        row | _moved(row, drawn, panels.get(as_text(row["Id"]), set()))
        for row in (*definitions.records(), *_gone(definitions, panels))
    ]
    return {
        **tables,
        sections.name: sections.with_records(
            row | _switched(row, drawn, shown=as_text(row["Id"]) in shown)
            for row in sections.records()
        ),
        definitions.name: definitions.with_records(_as_drawn(rows, found)),
    }


def _sheets(sections: Sequence[str], found: Structure) -> dict[str, str]:
    """The names of the sheets of those sections that have one."""
    sheets = {}
    for section in sections:
        with contextlib.suppress(TemplateError):
            sheets[section] = found.named_range(HEAD.of(section=section).name)[0].name
    return sheets


def _switched(section: Cells, drawn: Mapping[str, str], *, shown: bool) -> Cells:
    """What a section's row says otherwise, if its sheet was to be as it is."""
    sheet = drawn.get(as_text(section["Id"]))
    said: Cells = {} if (sheet is not None) == shown else {"Shown": NO if sheet is None else None}
    return said if sheet is None else said | {"Sheet": sheet}


def _moved(indicator: Cells, drawn: Collection[str], panels: Collection[str]) -> Cells:
    """What an indicator's row says otherwise, if its panels were to be where they are."""
    if set(drawn).intersection(as_names(indicator["Sections"])) == panels:
        return {}
    return {"Sections": f"{SEPARATOR} ".join(one for one in drawn if one in panels)}


def _gone(definitions: TableData, panels: Iterable[str]) -> Iterator[Cells]:
    """A row for each indicator that has panels and no row: the shipped one, else like the first."""
    there = {as_text(row["Id"]) for row in definitions.records()}
    shipped = list(default_tables()[DEFINITIONS_TABLE.name].records())
    by_id = {as_text(row["Id"]): row for row in shipped}
    for one in panels:
        if one not in there:
            row = by_id.get(one, shipped[0] | {"Id": one, "Indicator": one})
            yield dict.fromkeys(definitions.columns) | row


def _as_drawn(rows: Sequence[Cells], found: Structure) -> list[Cells]:
    """Those that have heat tables in the order of these, which is that of the panels too."""
    places = {}
    for at, row in enumerate(rows):
        with contextlib.suppress(TemplateError):  # it has none, or its name was broken
            _, area = found.named_range(HEAT_TABLE.of(table=as_text(row["Id"])).name)
            places[at] = area.first_row
    ordered = list(rows)
    for at, one in zip(places, sorted(places, key=places.__getitem__), strict=True):
        ordered[at] = rows[one]
    return ordered
