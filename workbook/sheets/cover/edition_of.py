"""Whether a workbook is an edition, which stays as it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.sheets.cover.layout import EDITION
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.workbook_errors import EditionGivenError

if TYPE_CHECKING:
    from workbook.surfaces.surface import Surface


def edition_of(workbook: Surface) -> str:
    """What its Cover calls an edition, as ``December 2025 edition, published 5 February 2026``;
    '' of a working workbook.
    """
    try:
        values = workbook.block_values(EDITION.name)
    except DashboardError:
        return ""
    return str(values[0][0] or "an edition without a name")


def refuse_edition(workbook: Surface) -> None:
    """Raise `WorkbookError` for an edition, which has no tables to read and none to fill."""
    if found := edition_of(workbook):
        message = (
            f"The working workbook was wanted; found the {found}, which stays as it was published. "
            "Give the workbook that it was made from."
        )
        raise EditionGivenError(message)
