"""Whether a workbook's file is what its name says: with macros or without, workbook or template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.package.kind import KINDS, WITH_MACROS
from workbook.package.structure import CONTENT_TYPES, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.package.archive import Archive
from workbook.package.structure import Structure

MACROS: Final = "xl/vbaproject.bin"


def file_kind_faults(path: Path, archive: Archive, found: Structure) -> Iterator[str]:
    """A file whose name and content are of two kinds, or that has macros where it may not."""
    kind = _kind(archive, found)
    wanted = KINDS.get(kind.casefold())
    suffix = path.suffix.casefold()
    if wanted is None:
        yield (
            f"{path.name} must hold a workbook; found content of the type {kind!r}. Save it in "
            "Excel as an Excel Workbook (.xlsx)."
        )
    elif suffix in KINDS.values() and suffix != wanted:
        yield (
            f"{path.name} must end in {wanted}, as what it holds is of that kind; found {suffix}. "
            "Excel refuses to open it: rename it, or save it in Excel as the kind you want."
        )
    if wanted is not None and wanted not in WITH_MACROS and archive.part_name(MACROS) is not None:
        yield (
            f"{path.name} holds macros, which a file of its kind ({wanted}) must not; save it in "
            "Excel as an Excel Macro-Enabled Workbook (.xlsm)."
        )


def _kind(archive: Archive, found: Structure) -> str:
    """The content type of the workbook's own part, said of it or of its extension."""
    extension = found.workbook_part.rpartition(".")[2].casefold()
    default = ""
    for element in parsed(archive, CONTENT_TYPES):
        name = element.get("PartName", "").lstrip("/")
        if name.casefold() == found.workbook_part.casefold():
            return element.get("ContentType", "")
        if element.get("Extension", "").casefold() == extension:
            default = element.get("ContentType", "")
    return default
