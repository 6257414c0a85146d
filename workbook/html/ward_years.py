"""Sensitive offences by ward, in whole calendar years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from workbook.html.table import Column, Line, Table
from workbook.sheets.about_edition.words import PARTS
from xlsrc.domain.wording import count

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator

SIGNS: Final = dict(PARTS)["How few are shown"]
"""What stands for a count that is not shown."""


class YearsOfWards(Protocol):
    """A count by ward and calendar year: a number, or the sign that stands for it."""

    @property
    def indicator(self) -> Indicator:
        """What is counted."""

    @property
    def years(self) -> tuple[int, ...]:
        """The columns."""

    @property
    def wards(self) -> tuple[Area, ...]:
        """The rows."""

    @property
    def shown(self) -> tuple[tuple[int | str, ...], ...]:
        """A row for each ward."""


def ward_years_table(one: YearsOfWards, ident: str) -> Table:
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
