"""What a package says of its whole workbook after a save: kind, date, recalculation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.package.kind import as_workbook
from workbook.package.properties import (
    dated,
    recalculated,
    without_content_type,
    without_relationship,
)
from workbook.package.structure import CONTENT_TYPES, relationships_part

if TYPE_CHECKING:
    import datetime

    from workbook.package.archive import Archive
    from workbook.package.structure import Structure


def with_orders(
    archive: Archive, structure: Structure, as_at: datetime.date
) -> dict[str, str | bytes | None]:
    """The parts that have Excel recalculate on opening, without its old chain, date the document
    and call a filled template a workbook.
    """
    part = structure.workbook_part
    parts: dict[str, str | bytes | None] = {part: recalculated(archive.text(part))}
    types = as_workbook(archive.text(CONTENT_TYPES))
    chain = structure.calculation_chain
    if chain is not None:
        links = archive.part_name(relationships_part(part)) or ""
        parts[links] = without_relationship(archive.text(links), "calcChain")
        types = without_content_type(types, chain)
        parts[chain] = None
    if types != archive.text(CONTENT_TYPES):
        parts[CONTENT_TYPES] = types
    core = structure.core_properties
    if core is not None and archive.part_name(core) is not None:
        parts[core] = dated(archive.text(core), as_at)
    return parts
