"""Indicator: every formula of the sheet with its value, for the indicator that is chosen there.

The sheet works by its formulas. Their values are written beside them all the same, since mail
previews, phones and other readers do not recalculate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block, Formula
from workbook.sheets.indicator.chosen import Chosen
from workbook.sheets.indicator.head import HEAD
from workbook.sheets.indicator.layout import (
    CHOICE,
    PEER_NAMES,
    WARD_CAPACITY,
    WARD_NAMES,
    shaped,
)
from workbook.sheets.indicator.peers import PEERS
from workbook.sheets.indicator.series import SERIES
from workbook.sheets.indicator.wards import WARDS
from workbook.sheets.peers.layout import AREA
from xlsrc.domain.month import Month
from xlsrc.domain.workbook_errors import TooManyWardsError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from workbook.block import Write
    from workbook.layout.named_block import NamedBlock
    from workbook.sheets.indicator.chosen import Value
    from workbook.sheets.indicator.expression import Cells
    from xlsrc.assessment import Assessment, Dashboard

CELLS: Final[Cells] = {**HEAD, **WARDS, **SERIES, **PEERS}
"""Every formula of the sheet with its value, by the named rectangle that it stands in.

A formula speaks of other cells by their names only (a name never covers the cell that uses it, or
Excel would call it circular), and of the figures by structured references.
"""


def blocks(dashboard: Dashboard, chosen: str) -> tuple[Write, ...]:
    """Every formula of the sheet with its value for the indicator ``chosen``.

    A choice that is no indicator's label (a blank one, or one whose figures have lost or gained
    their ‡) becomes the indicator of that name, else the first.
    """
    names = {
        WARD_NAMES: _padded(_ward_names(dashboard), WARD_NAMES),
        PEER_NAMES: _padded(dict.fromkeys(row.area.name for row in dashboard.peers), PEER_NAMES),
    }
    lists = [block.written(*((name or None,) for name in found)) for block, found in names.items()]
    if not dashboard.assessments:
        return (CHOICE.written((None,)), *lists)
    position = _position(dashboard.assessments, chosen)
    label = dashboard.assessments[position].label
    read = Chosen(
        dashboard,
        position + 1,
        {**names, CHOICE: (label,), AREA: (dashboard.area.name,)},
        lambda block, chosen: tuple(formula.shown(chosen) for formula in CELLS[block]),
    )
    return (CHOICE.written((label,)), *lists, *(_with_values(block, read) for block in CELLS))


def _with_values(block: NamedBlock, chosen: Chosen) -> Block:
    """The formulas of a name, each with its value."""
    pairs = zip(CELLS[block], chosen.named(block), strict=True)
    return block.written(
        *shaped(block, (Formula(formula.text, _written(value)) for formula, value in pairs))
    )


def _written(value: Value) -> str | float | datetime.date | None:
    """A value as a cell holds it: a month as its first day."""
    return value.first_day if isinstance(value, Month) else value


def _padded(names: Iterable[str], block: NamedBlock) -> tuple[str, ...]:
    """Names down to the end of a block; '' is a cell without one."""
    found = tuple(names)
    return found + ("",) * ((block.rows or 0) - len(found))


def _position(assessments: Sequence[Assessment], chosen: str) -> int:
    wanted = chosen.removesuffix(" ‡").strip().casefold()
    names = [assessment.indicator.name.casefold() for assessment in assessments]
    return names.index(wanted) if wanted in names else 0


def _ward_names(dashboard: Dashboard) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(ward.name for series in dashboard.wards for ward in series.wards))
    if len(names) > WARD_CAPACITY:
        message = (
            f"the Indicator sheet has room for {WARD_CAPACITY} wards; "
            f"{dashboard.area.name} has {len(names)}: choose a smaller area on Settings"
        )
        raise TooManyWardsError(message)
    return names
