"""What the package of an edition says of itself: nobody's name, and nothing to work out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from workbook.package.structure import structure

if TYPE_CHECKING:
    from workbook.package.archive import Archive

CALCULATED_BY: Final = "191029"
"""The engine of Excel since 2019. What an older one has calculated, Excel calculates again when it
opens it, and then asks whether to save the changes.
"""

_CALCULATION: Final = re.compile(r"<((?:\w+:)?)calcPr\b[^>]*>")
_MODIFIED_BY: Final = re.compile(
    r"<((?:\w+:)?)lastModifiedBy\b[^>]*?(?:/>|>[^<]*</\1lastModifiedBy>)"
)


def finished(archive: Archive) -> bytes:
    """The workbook without the order to calculate on opening, and without who changed it last."""
    found = structure(archive)
    workbook = archive.text(found.workbook_part)
    parts: dict[str, str | bytes | None] = {
        found.workbook_part: _CALCULATION.sub(
            lambda match: f'<{match[1]}calcPr calcId="{CALCULATED_BY}"/>', workbook
        )
    }
    core = found.core_properties
    if core is not None:
        parts[core] = _MODIFIED_BY.sub("", archive.text(core))
    return archive.replaced(parts)
