"""The package's small parts: recalculation, the calculation chain, the document's date."""

from __future__ import annotations

import datetime
import re
from typing import Final

_CALCULATION: Final = re.compile(r"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>")
_FULL: Final = re.compile(r"""\sfullCalcOnLoad\s*=\s*["'][^"']*["']""")
# ECMA-376 part 1, 18.2.27: calcPr comes after these children of the workbook
_BEFORE_CALCULATION: Final = ("definedNames", "externalReferences", "functionGroups", "sheets")
_MODIFIED: Final = re.compile(r"(<(\w+:)?modified\b[^>]*>)[^<]*(</(?:\w+:)?modified>)")


def recalculated(workbook: str) -> str:
    """The workbook part with the order to recalculate everything when Excel opens it."""
    found = _CALCULATION.search(workbook)
    if found is not None:
        attributes = _FULL.sub("", found[2]).rstrip()
        tag = f'<{found[1]}calcPr{attributes} fullCalcOnLoad="1"{found[3]}>'
        return workbook[: found.start()] + tag + workbook[found.end() :]
    for name in _BEFORE_CALCULATION:
        end = re.search(rf"</((?:\w+:)?){name}>|<((?:\w+:)?){name}\b[^>]*/>", workbook)
        if end is not None:
            tag = f'<{end[1] or end[2] or ""}calcPr fullCalcOnLoad="1"/>'
            return workbook[: end.end()] + tag + workbook[end.end() :]
    return workbook


def without_relationship(relationships: str, kind: str) -> str:
    """A relationships part without those of a kind (the last word of the type)."""
    return re.sub(
        rf"""<(?:\w+:)?Relationship\s[^>]*?Type=["'][^"']*/{kind}["'][^>]*?/>""",
        "",
        relationships,
    )


def without_content_type(content_types: str, part: str) -> str:
    """The content types without the entry of a part."""
    return re.sub(
        rf"""<(?:\w+:)?Override\s[^>]*?PartName=["']/{re.escape(part)}["'][^>]*?/>""",
        "",
        content_types,
        flags=re.IGNORECASE,
    )


def dated(core_properties: str, as_at: datetime.date) -> str:
    """The core properties, last modified on a given day, so that the same figures give the
    same file.
    """
    moment = f"{as_at.isoformat()[:10]}T00:00:00Z"
    return _MODIFIED.sub(lambda match: match[1] + moment + match[3], core_properties)


def modified(core_properties: str) -> datetime.datetime:
    """When the core properties say that the document was last modified; 2000 where nowhere."""
    found = _MODIFIED.search(core_properties)
    written = core_properties[found.end(1) : found.start(3)] if found else ""
    try:
        return datetime.datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        return datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - Office's own times have no zone
