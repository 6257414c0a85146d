"""The cells of Indicator's heat table: wards by month, those with most first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.sheets.indicator import layout
from workbook.sheets.indicator.expression import count, equal, fixed, if_, item, joined, or_dash
from workbook.sheets.indicator.head import figure
from workbook.sheets.indicator.lookups import (
    in_month,
    in_months,
    in_order,
    month,
    month_letters,
    present,
    sort_key,
    total,
    with_value,
)
from workbook.sheets.ward_data.layout import WARD_DATA_TABLE
from xlsrc.domain.wording import DOES_NOT_APPLY

if TYPE_CHECKING:
    from workbook.sheets.indicator.expression import Cells, Expression

NO_WARDS: Final = "No ward figures of this indicator"

_BACK: Final = range(layout.YEAR - 1, -1, -1)
_RANKS: Final = range(1, layout.WARD_ROWS + 1)
_LAST_YEAR: Final = in_months(WARD_DATA_TABLE, month(layout.YEAR), month(0))
_KNOWN: Final = count(layout.WARD_KEYS)


def _key(position: int) -> Expression:
    """A ward's 12-month total as what it is put in order by; nothing without figures."""
    name = item(layout.WARD_NAMES, position)
    ward = with_value(WARD_DATA_TABLE, "Ward", name)
    key = sort_key(total(WARD_DATA_TABLE, "Count", ward, _LAST_YEAR), position)
    is_absent = equal(present(WARD_DATA_TABLE, "Count", ward), 0)
    return if_(equal(name, ""), "", if_(is_absent, "", key))


def _count(rank: int, back: int) -> Expression:
    """The count of a ranked ward in the month ``back`` months before the last."""
    name = item(layout.WARD_RANK, rank)
    where = (with_value(WARD_DATA_TABLE, "Ward", name), in_month(WARD_DATA_TABLE, back))
    is_gap = equal(present(WARD_DATA_TABLE, "Count", *where), 0)
    known = if_(is_gap, DOES_NOT_APPLY, total(WARD_DATA_TABLE, "Count", *where))
    return if_(equal(name, ""), "", known)


def _note() -> Expression:
    """How many of the offences have a ward, or that none has."""
    with_ward = fixed(total(WARD_DATA_TABLE, "Count", _LAST_YEAR), 0)
    words = joined(with_ward, " of ", figure("Last 12 months"), " have a ward. Darker = more")
    return if_(equal(_KNOWN, 0), NO_WARDS, words)


WARDS: Final[Cells] = {
    layout.WARD_NOTE: (or_dash(_note()),),
    layout.WARD_MONTHS: tuple(map(month_letters, _BACK)),
    layout.WARD_KEYS: tuple(_key(at + 1) for at in range(layout.WARD_CAPACITY)),
    layout.WARD_RANK: tuple(
        in_order(layout.WARD_NAMES, layout.WARD_KEYS, "LARGE", rank, _KNOWN) for rank in _RANKS
    ),
    layout.WARD_COUNTS: tuple(_count(rank, back) for rank in _RANKS for back in _BACK),
}
"""The cells of the heat table, and the order of its wards."""
