"""The blocks of the Cover: area and period, what changed, and what was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Formula, TableBlock
from workbook.formulas import column, quoted
from workbook.house import wording
from workbook.house.fitting import cell_room
from workbook.house.style import SUMMARY_SIZE
from workbook.house.text_width import cut, wrapped
from workbook.sheets.checks import values as checks
from workbook.sheets.checks.layout import CHECKS_TABLE
from workbook.sheets.cover import layout
from xlsrc.domain.wording import count, count_of, listed
from xlsrc.words.findings import NOTHING_WITHHELD, QUALITY, doubt_count, left_out, said

if TYPE_CHECKING:
    from workbook.block import Block, Row
    from xlsrc.assessment import Assessment, Dashboard

LINE_PIXELS: Final = 756
"""The width of the columns that a line of the page's left-hand side runs over."""

NAMED: Final = 3
"""Indicators that a line names before it says how many more there are."""

QUESTIONS: Final = (
    "Three questions: what are the trends, what action is being taken, "
    "what difference is it making?"
)
LICENCE: Final = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
)


_AGREES: Final = column(CHECKS_TABLE, "Agrees")
AGREEING: Final = (
    f"IF(COUNTIF({_AGREES},TRUE)=ROWS({_AGREES}),{quoted('✓ ')},{quoted('! ')})"
    f"&COUNTIF({_AGREES},TRUE)&{quoted(' of ')}&ROWS({_AGREES})"
)
"""How many of the figures on Checks agree, as a formula."""


def blocks(dashboard: Dashboard) -> tuple[Block, ...]:
    """Every block of the sheet."""
    settings = dashboard.settings
    lines = _changed(dashboard)[: layout.CHANGED_LINES]
    title, worst_lines, more = _quality(dashboard)
    return (
        layout.HEAD.written(
            {"title": "Safer Communities dashboard", "edition": settings.edition},
            {
                "subtitle": f"{dashboard.area.name} · {wording.period(dashboard)}",
                "data_as_at": wording.data_as_at(dashboard),
            },
        ),
        layout.NOTE.written(
            {
                "note": f"For the {settings.board}. {QUESTIONS}",
                "illustrative": wording.illustrative_note(dashboard),
            }
        ),
        layout.CHANGED.filled(*((line,) for line in lines)),
        layout.QUALITY_TITLE.written((title,)),
        layout.QUALITY.filled(*((line,) for line in worst_lines)),
        layout.QUALITY_MORE.written((more,)),
        layout.CHECKED.written(*_checked(dashboard)),
        layout.SOURCES.written((_sources(dashboard),)),
    )


def _changed(dashboard: Dashboard) -> list[str]:
    lines = [
        " ".join(filter(None, (_months_added(dashboard), left_out(dashboard)))),
        _restated(dashboard),
    ]
    withheld = [
        a for a in dashboard.assessments if a.withheld_by and (a.late or a.volume.last_12 is None)
    ]
    if withheld:
        lines.append(f"Withheld, or only to an earlier month: {_named(withheld)}.")
    late = [
        a for a in dashboard.assessments if a.late and a.as_at is not None and a not in withheld
    ]
    if late:
        until = sorted({a.as_at for a in late if a.as_at is not None})
        months = listed([month.name for month in until])
        lines.append(f"Late: {_named(late)}; the figures run to {months}.")
    absent = [a for a in dashboard.assessments if a.as_at is None and a not in withheld]
    if absent:
        lines.append(f"Awaited: {_named(absent)}; no figures supplied.")
    illustrative = [a for a in dashboard.assessments if a.illustrative and a.as_at is not None]
    if illustrative:
        lines.append(f"Illustrative, until a real return replaces it: {_named(illustrative)}.")
    return lines


def _quality(dashboard: Dashboard) -> tuple[str, list[str], str]:
    """What came in: how much withholds or stops, the worst of it in lines, and how much more."""
    found = [f"{one.severity[0]} {one.sentence}" for one in said(dashboard) if one.is_doubt]
    room = cell_room(LINE_PIXELS)
    lines = [
        line
        for one in found[: layout.WORST]
        for line in wrapped(cut(one, room, SUMMARY_SIZE, layout.WORST_LINES), room, SUMMARY_SIZE)
    ]
    more = len(found) - layout.WORST
    title = f"{QUALITY}: {doubt_count(dashboard) or NOTHING_WITHHELD}"
    return title, lines, f"and {more} more on Data quality" if more > 0 else "See Data quality"


def _months_added(dashboard: Dashboard) -> str:
    published = dashboard.settings.last_published
    if published is None:
        return f"Data: first edition, to {dashboard.as_at.name}."
    added = dashboard.as_at.ordinal - published.ordinal
    if added <= 0:
        return f"Data: no month added since the edition to {published.name}."
    first = published + 1
    spell = first.name if added == 1 else f"{first.name} to {dashboard.as_at.name}"
    return f"Data: {count_of(added, 'month')} added ({spell})."


def _restated(dashboard: Dashboard) -> str:
    if not dashboard.revisions:
        return "Restated: no earlier figure."
    largest = max(dashboard.revisions, key=lambda row: abs(row.after - row.before))
    number = count_of(len(dashboard.revisions), "monthly figure")
    return (
        f"Restated: {number}, most of all {largest.indicator}, {largest.month.name}: now "
        f"{count(largest.after)} ({count(largest.before)} before). See Sources."
    )


def _named(assessments: list[Assessment]) -> str:
    names = [assessment.indicator.name for assessment in assessments]
    more = len(names) - NAMED
    return listed([*names[:NAMED], f"{more} more"] if more > 0 else names)


def _checked(dashboard: Dashboard) -> tuple[Row, ...]:
    """Four lines: how many of how many, and of what; the first follows the sheet Checks."""
    rows = next(write.rows for write in checks.blocks(dashboard) if isinstance(write, TableBlock))
    agrees = CHECKS_TABLE.headers.index("Agrees")
    cells = [row[agrees] for row in rows]
    agreeing = sum(isinstance(cell, Formula) and cell.value is True for cell in cells)
    agreed = f"{_tick(is_whole=agreeing == len(rows))} {agreeing} of {len(rows)}"
    shown = dashboard.assessments
    headlines = [a for a in shown if a.indicator.headline]
    return (
        (Formula(AGREEING, agreed), "figures recomputed by formula agree"),
        _line(sum(map(_has_figures, shown)), len(shown), "indicators have figures"),
        _line(
            sum(bool(a.vintage) for a in headlines),
            len(headlines),
            "headline indicators have a named source",
        ),
        _files(dashboard),
    )


def _files(dashboard: Dashboard) -> Row:
    """How many files have all their months; where some have not, how many these are."""
    has_gaps: dict[str, bool] = {}
    for row in dashboard.sources:
        # A file has a row for each level that it counts.
        has_gaps[row.file] = has_gaps.get(row.file, False) or bool(row.gaps)
    lacking = sum(has_gaps.values())
    if not lacking:
        return _line(len(has_gaps), len(has_gaps), "extract files without a missing month")
    return (
        f"{_tick(is_whole=False)} {lacking} of {len(has_gaps)}",
        "files with a missing month: see Sources",
    )


def _has_figures(assessment: Assessment) -> bool:
    return assessment.volume.last_12 is not None or assessment.volume.last_3 is not None


def _line(number: int, total: int, what: str) -> Row:
    return (f"{_tick(is_whole=number == total)} {number} of {total}", what)


def _tick(*, is_whole: bool) -> str:
    return "✓" if is_whole else "!"


def _sources(dashboard: Dashboard) -> str:
    publishers = dict.fromkeys(
        row.publisher for row in dashboard.sources if row.publisher and not row.illustrative
    )
    return f"{LICENCE} Sources: {'; '.join(publishers)}." if publishers else LICENCE
