"""The blocks of the Cover: area and period, what changed, and what was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Formula, TableBlock
from workbook.formulas import column, quoted
from workbook.house import wording
from workbook.house.fitting import cell_room
from workbook.house.style import SUMMARY_SIZE
from workbook.house.text_width import cut, wrapped
from workbook.sheets.about_edition.layout import ABOUT_EDITION
from workbook.sheets.about_edition.words import LEFT_OUT
from workbook.sheets.checks import values as checks
from workbook.sheets.checks.layout import CHECKS_TABLE
from workbook.sheets.cover import layout, words
from xlsrc.domain.wording import count_of
from xlsrc.words.findings import NOTHING, NOTHING_WITHHELD, QUALITY, doubt_count, said
from xlsrc.words.since_last_edition import ON_PURPOSE, since_last_edition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.block import Block, Row, Write
    from workbook.layout.edition import Edition
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.words.findings import Said

MOST_NAMED: Final = 3
"""Names that a sentence of what changed gives, where there is room."""

LICENCE: Final = (
    "Contains public sector information licensed under the Open Government Licence v3.0."
)


_AGREES: Final = column(CHECKS_TABLE, "Agrees")
AGREEING: Final = (
    f"IF(COUNTIF({_AGREES},TRUE)=ROWS({_AGREES}),{quoted('✓ ')},{quoted('! ')})"
    f"&COUNTIF({_AGREES},TRUE)&{quoted(' of ')}&ROWS({_AGREES})"
)
"""How many of the figures on Checks agree, as a formula."""


def blocks(
    dashboard: Dashboard,
    edition: Edition | None = None,
    checked: Sequence[Write] | None = None,
) -> tuple[Block, ...]:
    """Every block of the sheet; of a working workbook its band names no edition.

    ``checked`` is what Checks shows, where that is known already.
    """
    checked = checks.blocks(dashboard) if checked is None else checked
    is_public = edition is not None and edition.is_public
    title, found, more = _about() if is_public else _quality(dashboard)
    published = dashboard.settings.last_published
    until = "" if published is None else f" (data to {published.name})"
    return (
        layout.HEAD.written(
            {"title": words.TITLE, "edition": None if edition is None else edition_said(edition)},
            {
                "subtitle": f"{dashboard.area.name} · {wording.period(dashboard)}",
                "data_as_at": wording.data_as_at(dashboard),
            },
        ),
        layout.DRAFT.written(
            {
                "draft": words.DRAFT if edition is None else edition.marking,
                "means": words.MEANS if edition is None else None,
                "illustrative": wording.illustrative_note(dashboard),
            }
        ),
        layout.CHECKED.filled(*_checked(dashboard, edition, checked)),
        layout.CHANGED_TITLE.written((f"What changed since the last edition{until}",)),
        layout.CHANGED.filled(*_changed(dashboard, edition)),
        layout.QUALITY_TITLE.written((title,)),
        layout.QUALITY.filled(*((line,) for line in found)),
        layout.QUALITY_MORE.written((more,)),
        layout.SOURCES.written((sources_line(dashboard),)),
    )


def edition_said(edition: Edition) -> str:
    """``December 2025 edition, published 5 February 2026``."""
    return f"{edition.name} edition, published {edition.on.day} {edition.on:%B %Y}"


def _about() -> tuple[str, list[str], str]:
    """What stands in a public edition where the working workbook says what came in."""
    lines = _in_lines(LEFT_OUT, layout.QUALITY_PX)[: layout.BELOW_LINES - 1]
    return ABOUT_EDITION.name, [*lines], f"See {ABOUT_EDITION.name}"


def _reasons(edition: Edition | None) -> list[Row]:
    """Why an edition is otherwise than the one before, in as many lines as that may have."""
    if edition is None or not edition.reasons:
        return []
    reasons = (reason.rstrip(". ") for reason in edition.reasons)
    said = f"Not as in the edition before: {'; '.join(reasons)}."
    lines = _in_lines(said, layout.CHANGED_PX)
    if len(lines) > layout.REASON_LINES:
        room = cell_room(layout.CHANGED_PX)
        rest = " ".join(lines[layout.REASON_LINES - 1 :])
        lines = (*lines[: layout.REASON_LINES - 1], cut(rest, room, SUMMARY_SIZE, 1))
    return [("Reason" if at == 0 else None, line) for at, line in enumerate(lines)]


def _changed(dashboard: Dashboard, edition: Edition | None) -> list[Row]:
    """Topics beside their sentences, these in their lines; last, an edition's own reasons."""
    meant = _reasons(edition)
    rows: list[Row] = []
    # As many names as there is room for: a sentence that is cut says nothing.
    for named in range(MOST_NAMED, 0, -1):
        rows = [
            (topic if at == 0 else None, line)
            for topic, sentence in since_last_edition(dashboard, named)
            if edition is None or topic != ON_PURPOSE  # an edition's own reasons say it
            for at, line in enumerate(_in_lines(sentence, layout.CHANGED_PX))
        ]
        if len(rows) + len(meant) <= layout.BELOW_LINES:
            break
    return [*rows[: layout.BELOW_LINES - len(meant)], *meant]


def _in_lines(text: str, wide: int) -> tuple[str, ...]:
    return wrapped(text, cell_room(wide), SUMMARY_SIZE)


def _quality(dashboard: Dashboard) -> tuple[str, list[str], str]:
    """What came in: how much was found, what of it counts and the worst, and how much more."""
    found = said(dashboard)
    title = f"{QUALITY}: {count_of(len(found), 'finding') if found else 'nothing found'}"
    doubts = doubt_count(dashboard) or NOTHING_WITHHELD
    lines = [*_in_lines(f"{doubts[:1].upper()}{doubts[1:]}.", layout.QUALITY_PX)]
    named = 0
    for one in found[: layout.WORST]:
        said_of_it = _in_lines(_shortest(one), layout.QUALITY_PX)
        if len(lines) + len(said_of_it) >= layout.BELOW_LINES:
            break
        lines += said_of_it
        named += 1
    more = len(found) - named
    return title, lines, f"and {more} more on Data quality" if more > 0 else "See Data quality"


def _shortest(one: Said) -> str:
    """A finding in as many of its words as its lines have room for, none of them cut."""
    kind = f"{one.severity[0]} {one.title}"
    where = f"{kind}: {one.months}, {one.areas}"
    reach = "" if one.reach == NOTHING else f" {one.reach}."
    known = (f"{where}.{reach}", f"{where}.", f"{kind}: {one.months}.")
    for text in known if one.months else (f"{kind}: {one.found}",):
        if len(_in_lines(text, layout.QUALITY_PX)) <= layout.SENTENCE_LINES:
            return text
    return kind


def _checked(
    dashboard: Dashboard, edition: Edition | None, checked: Sequence[Write]
) -> tuple[Row, ...]:
    """Four lines: how many of how many, and of what; the first follows the sheet Checks, which
    an edition has not.
    """
    rows = next(write.rows for write in checked if isinstance(write, TableBlock))
    agrees = CHECKS_TABLE.headers.index("Agrees")
    cells = [row[agrees] for row in rows]
    agreeing = sum(isinstance(cell, Formula) and cell.value is True for cell in cells)
    agreed = f"{_tick(is_whole=agreeing == len(rows))} {agreeing} of {len(rows)}"
    shown = dashboard.assessments
    headlines = [a for a in shown if a.indicator.headline]
    recomputed = Formula(AGREEING, agreed) if edition is None else agreed
    return (
        (recomputed, "figures recomputed by formula agree"),
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
    """What is known to be at least so many is a figure, too."""
    year = assessment.volume
    return any(one is not None for one in (year.last_12, year.bounds, year.last_3))


def _line(number: int, total: int, what: str) -> Row:
    return (f"{_tick(is_whole=number == total)} {number} of {total}", what)


def _tick(*, is_whole: bool) -> str:
    return "✓" if is_whole else "!"


def sources_line(dashboard: Dashboard) -> str:
    """The licence, and whose figures these are; of what is invented nobody."""
    publishers = dict.fromkeys(
        row.publisher for row in dashboard.sources if row.publisher and not row.illustrative
    )
    return f"{LICENCE} Sources: {'; '.join(publishers)}." if publishers else LICENCE
