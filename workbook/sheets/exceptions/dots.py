"""What the dot plot of Exceptions draws: how far out every indicator is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.sheets.exceptions import layout
from workbook.sheets.exceptions.layout import DOT_COLUMNS, DOTS, EDGES, FURTHEST
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.wording import count_of
from xlsrc.measures.foretelling import Z_95
from xlsrc.measures.unusual import BEGINS, WATCH_BEGINS
from xlsrc.words.by_chance import beyond_by_chance

if TYPE_CHECKING:
    from workbook.block import Block, Row
    from xlsrc.assessment import Assessment, Dashboard

WAYS: Final = (
    "← lower than usual    higher than usual →    latest month or six months, whichever is "
    "further out"
)
MIDDLE_OF_ROW: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """An indicator on the plot: ``out`` spreads from the middle, in a section's row from above."""

    assessment: Assessment
    out: float
    row: int

    @property
    def is_listed(self) -> bool:
        """Whether one of the lists has it as still outside."""
        return any(
            one is not None and one.in_force
            for one in (self.assessment.exception, self.assessment.watched)
        )


def dots(dashboard: Dashboard) -> tuple[Dot, ...]:
    """A dot for each indicator that has a usual range, in the row of its first section."""
    order = [section.id for section in dashboard.settings.sections]
    found = []
    for one in dashboard.assessments:
        rows = [order.index(section) for section in one.indicator.sections if section in order]
        out = furthest(one)
        if rows and out is not None:
            found.append(Dot(assessment=one, out=out, row=rows[0]))
    return tuple(found)


def furthest(one: Assessment) -> float | None:
    """Spreads from the middle of the latest month or the latest six, whichever is further out."""
    looks = [z for z in (one.usual.z1, one.usual.z6) if z is not None]
    return max(looks, key=abs, default=None)


def blocks(dashboard: Dashboard) -> tuple[Block, ...]:
    """The plot's title, its rows' names and its feeder."""
    found, sections = dots(dashboard), dashboard.settings.sections
    all_of = len(dashboard.assessments)
    whose = f"All {all_of}" if len(found) == all_of else f"{len(found)} of {all_of}"
    title = f"{whose} indicators at once: how far each lies from the middle of its own usual range"
    if not found:
        title = "No indicator has a usual range yet, so none can be drawn here"
    rows = [_row(one, len(sections)) for one in found[: (DOTS.rows or 1) - 1]]
    ends = [(edge, top) for edge in EDGES for top in (0, len(sections))]
    missing = len(ends) - len(rows)
    rows += [(None,) * (len(DOT_COLUMNS) - 2)] * max(0, missing)
    filled = [
        (*row, *(ends[at] if at < len(ends) else (None, None))) for at, row in enumerate(rows)
    ]
    return (
        layout.DOTS_TITLE.written({"title": title, "ways": WAYS if found else None}),
        layout.SECTIONS.written(*((section.sheet,) for section in sections)),
        DOTS.filled(layout.DOT_HEADINGS, *filled),
    )


def _row(one: Dot, sections: int) -> Row:
    """The dot's cells: the plot's rows count from below."""
    height = sections - one.row - MIDDLE_OF_ROW
    out = max(-FURTHEST, min(FURTHEST, one.out))
    columns = (
        not one.assessment.illustrative and not one.is_listed,
        one.assessment.illustrative,
        not one.assessment.illustrative and one.is_listed,
    )
    return (out, *(height if here else None for here in columns))


def lines_words(dashboard: Dashboard) -> str:
    """What the plot's lines and marks are, and how many indicators lie beyond the dotted ones."""
    found = dots(dashboard)
    if not found:
        return f"No line is crossed: {count_of(0, 'indicator')} drawn."
    beyond = sum(abs(one.out) > Z_95 for one in found)
    invented = any(one.assessment.illustrative for one in found)
    far = any(abs(one.out) > FURTHEST for one in found)
    return "  ".join(
        part
        for part in (
            f"Solid line: {BEGINS:.0f} spreads from the middle, outside its usual range.",
            f"Dashed: {WATCH_BEGINS:g}, worth watching.",
            f"Dotted: the 95 % range; {beyond_by_chance(beyond, len(found))}.",
            "◆ in a list above.",
            f"Square: {ILLUSTRATIVE_MARK} invented." if invented else "",
            "At the edge: further out still." if far else "",
        )
        if part
    )
