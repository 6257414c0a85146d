"""Sensitive offences by ward, in whole calendar years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.html.table import Column, Line, Table
from workbook.sheets.about_edition.words import PARTS
from xlsrc.domain.wording import count

if TYPE_CHECKING:
    from xlsrc.disclosure.ward_years import WardYears

SIGNS: Final = dict(PARTS)["How few are shown"]
"""What stands for a count that is not shown."""


def ward_years_table(one: WardYears, ident: str) -> Table:
    """The wards by year, with what its signs mean below."""
    return Table(
        ident=ident,
        caption=f"{one.indicator.name} by ward, in calendar years",
        columns=(Column("Ward"), *(Column(str(year), is_figure=True) for year in one.years)),
        lines=tuple(
            Line((ward.name, *map(_shown, row)))
            for ward, row in zip(one.wards, one.shown, strict=True)
        ),
        notes=(SIGNS,),
    )


def _shown(value: float | str) -> str:
    return value if isinstance(value, str) else count(value)
