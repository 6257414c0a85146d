"""Indicator: the value of every formula on the sheet, for the indicator that is chosen there.

The sheet works by its formulas. Their values are written beside them all the same, since mail
previews, phones and other readers do not recalculate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block, Formula
from workbook.sheets.indicator.cell_parts import CHOICE, WARD_CAPACITY, WARD_NAMES
from workbook.sheets.indicator.cell_values import SheetValues
from workbook.sheets.indicator.formulas import FORMULAS
from workbook.sheets.indicator.peer_formulas import PEER_CAPACITY, PEER_NAMES
from workbook.sheets.indicator.peer_values import peer_names
from xlsrc.domain.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import Row, Write
    from workbook.sheets.indicator.cell_values import Values
    from xlsrc.assessment import Assessment, Dashboard

CHOICE_NAME: Final = CHOICE
"""The name of the dropdown's cell."""


def blocks(dashboard: Dashboard, chosen: str) -> tuple[Write, ...]:
    """Every formula of the sheet with its value for the indicator ``chosen``.

    A choice that is no indicator's label (a blank one, or one whose figures have lost or gained
    their ‡) becomes the indicator of that name, else the first.
    """
    wards = _ward_names(dashboard)
    names = (
        Block(WARD_NAMES, _padded(wards, WARD_CAPACITY)),
        Block(PEER_NAMES, _padded(peer_names(dashboard), PEER_CAPACITY)),
    )
    if not dashboard.assessments:
        return (Block(CHOICE, ((None,),)), *names)
    position = _position(dashboard.assessments, chosen)
    values = SheetValues(dashboard, position, wards).by_name()
    return (
        Block(CHOICE, ((dashboard.assessments[position].label,),)),
        *names,
        *(Block(name, _with_values(name, values[name])) for name in FORMULAS),
    )


def _with_values(name: str, values: Values) -> tuple[Row, ...]:
    return tuple(
        tuple(
            None if text is None else Formula(text, value)
            for text, value in zip(texts, row, strict=True)
        )
        for texts, row in zip(FORMULAS[name], values, strict=True)
    )


def _padded(names: Sequence[str], capacity: int) -> tuple[Row, ...]:
    return tuple((name,) for name in names) + ((None,),) * (capacity - len(names))


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
        raise TemplateError(message)
    return names
