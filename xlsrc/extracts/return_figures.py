"""The figure of one row of a partner return: a count, or a share's numerator and denominator."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.wording import count as in_words
from xlsrc.extracts.limits import MAX_FIGURE
from xlsrc.extracts.return_cells import reading

if TYPE_CHECKING:
    from xlsrc.extracts.fault import FaultLog
    from xlsrc.extracts.return_cells import Reading
    from xlsrc.extracts.return_rows import ReturnRow

NEEDS_BOTH: Final = "give both; a share needs numerator and denominator"
_PER_CENT: Final = 100
_ROUNDING: Final = 1e-9  # half a unit may itself be rounded in its last binary digit


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count, or the parts of a share; ``nan`` where there is none. ``mark`` is noted of it.

    ``least`` and ``most`` are what a suppressed count may be.
    """

    count: float = math.nan
    denominator: float = math.nan
    mark: str = ""
    least: float = math.nan
    most: float = math.nan

    def same_as(self, other: Figure) -> bool:
        """Whether two figures say the same; a gap is the same as a gap."""
        return all(
            a == b or (math.isnan(a) and math.isnan(b))
            for a, b in ((self.count, other.count), (self.denominator, other.denominator))
        )

    def __str__(self) -> str:
        """``650``, ``42 of 159``, ``a gap``."""
        if math.isnan(self.count):
            return "a gap"
        of = "" if math.isnan(self.denominator) else f" of {in_words(self.denominator)}"
        return in_words(self.count) + of


def figure_of(row: ReturnRow, log: FaultLog) -> Figure:
    """The row's figure; what keeps it from being one goes to ``log``."""
    cells = {
        row.column: (row.value, reading(row.value)),
        "numerator": (row.numerator, reading(row.numerator)),
        "denominator": (row.denominator, reading(row.denominator)),
    }
    if _said(row, cells, log):
        value = cells[row.column][1]
        alone = not (row.numerator or row.denominator)
        return Figure(least=value.least, most=value.most) if alone else _of_share(cells)
    value, numerator, denominator = (one for _, one in cells.values())
    mark = value.mark or numerator.mark or denominator.mark
    if numerator.is_figure and denominator.is_figure:
        if _is_share(row, log, value, numerator, denominator):
            return Figure(count=numerator.figure, denominator=denominator.figure, mark=mark)
        return Figure()
    return Figure(count=value.figure, mark=mark) if _is_count(row, log, cells) else Figure()


def _of_share(cells: dict[str, tuple[str, Reading]]) -> Figure:
    """What is known of a share of which a part has no figure: that it is suppressed, or nothing."""
    missing = [cell for text, cell in cells.values() if text.strip() and not cell.is_figure]
    if any(math.isnan(cell.most) for cell in missing):
        return Figure()
    return Figure(least=0.0, most=MAX_FIGURE)


def _said(row: ReturnRow, cells: dict[str, tuple[str, Reading]], log: FaultLog) -> bool:
    """Whether any cell is a gap or at fault; each is said."""
    found = False
    for column, (text, cell) in cells.items():
        if cell.gap:
            shown = f"{text!r} ({cell.gap})"
            log.add(row.indicator, row.line, column, "a figure", shown, "the cell is a gap")
        elif cell.fault is not None:
            wanted, action = cell.fault
            log.add(row.indicator, row.line, column, wanted, repr(text), f"{action}; it is a gap")
        found = found or bool(cell.gap) or cell.fault is not None
    return found


def _is_count(row: ReturnRow, log: FaultLog, cells: dict[str, tuple[str, Reading]]) -> bool:
    value = cells[row.column][1]
    halves = [column for column in ("numerator", "denominator") if cells[column][1].is_figure]
    if halves:
        half = f"the {halves[0]} {cells[halves[0]][0]!r} alone"
        log.add(row.indicator, row.line, halves[0], "numerator and denominator", half, NEEDS_BOTH)
        return False
    if value.is_percent or not value.figure.is_integer():
        shown = repr(row.value)
        log.add(row.indicator, row.line, row.column, "a whole number", shown, NEEDS_BOTH)
        return False
    return True


def _is_share(
    row: ReturnRow, log: FaultLog, value: Reading, numerator: Reading, denominator: Reading
) -> bool:
    whole = denominator.figure
    if whole == 0:
        wanted, shown = "a denominator above 0", repr(row.denominator)
        log.add(
            row.indicator, row.line, "denominator", wanted, shown, "correct it; the row is a gap"
        )
        return False
    share = numerator.figure / whole
    if value.is_figure and not _agrees(value, share):
        log.add(
            row.indicator,
            row.line,
            row.column,
            "100 × numerator ÷ denominator",
            f"{row.value} where {row.numerator} of {row.denominator} are {_PER_CENT * share:.4g}",
            "correct the one that is wrong; the row is a gap",
        )
        return False
    return True


def _agrees(value: Reading, share: float) -> bool:
    """Whether a printed share is the parts' own, to half a unit of its last digit.

    A cell that Excel shows as 26.4 % holds 0.264, and arrives as that.
    """
    half = 0.5 * 10.0**-value.decimals + _ROUNDING
    if abs(value.figure - _PER_CENT * share) <= half:
        return True
    excel = not value.is_percent and value.decimals > 1
    return excel and abs(value.figure - share) <= half
