"""An edition's workbook: authored anew for whom it is for, with the figures that these may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from workbook.block import TableData
    from workbook.layout.edition import Audience, Edition
    from xlsrc.assessment import Dashboard


def tables_for(tables: Mapping[str, TableData], audience: Audience) -> dict[str, TableData]:
    """The analysts' tables as an audience may see them: every cell of other columns is empty."""
    raise NotImplementedError


def edition_file(
    dashboard: Dashboard,
    tables: Mapping[str, TableData],
    edition: Edition,
    ward_years: Sequence[Any] = (),
    boundaries: tuple[Path | None, Path | None, Path | None] = (None, None, None),
) -> bytes:
    """The bytes of an edition's .xlsx; the same figures, tables and day give the same bytes.

    ``tables`` are those of `tables_for` the edition's audience, and ``dashboard`` is made with
    their settings. ``boundaries`` are files of wards and of LSOAs, and a folder of extracts.
    """
    raise NotImplementedError
