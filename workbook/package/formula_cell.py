"""A formula as a worksheet part holds it."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from workbook.package.reference import Rectangle

SHARED_INDEX: Final = re.compile(r'\ssi="(\d+)"')
_REF: Final = re.compile(r'\sref="([^"]+)"')


class FormulaCell(NamedTuple):
    """One formula of a sheet: where it is, its text and the attributes of its ``<f>``."""

    row: int
    column: int
    text: str
    attributes: str
    has_value: bool

    @property
    def area(self) -> Rectangle | None:
        """The range of an array formula, data table or shared formula's first cell."""
        found = _REF.search(self.attributes)
        return Rectangle.parse(found[1]) if found else None

    @property
    def is_array(self) -> bool:
        """Whether the formula fills a range of its own (array formula, data table)."""
        return 't="array"' in self.attributes or 't="dataTable"' in self.attributes

    @property
    def shared_index(self) -> str | None:
        """The number that a shared formula's cells have in common."""
        found = SHARED_INDEX.search(self.attributes)
        return found[1] if found else None
