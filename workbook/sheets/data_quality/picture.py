"""The picture of Data quality: the worst that is known of each source, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from workbook.sheets.data_quality.layout import MONTHS, SOURCE_ROWS
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.wording import count_of
from xlsrc.national.area_word import level_word
from xlsrc.words.findings import severity_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from workbook.block import Row
    from xlsrc.assessment import Dashboard, SourceRow
    from xlsrc.domain.area import Area
    from xlsrc.extracts.gate.finding import Finding

CLEAN, NOT_COVERED, LATE = "·", "–", "L"
WORST_FIRST: Final = ("■", "▲", "✓", "○", LATE, CLEAN, NOT_COVERED)
"""The marks of cells, the worst first; the first four are those of findings."""

WORDS: Final = {
    "■": "■ not used",
    "▲": "▲ withholds",
    "✓": "✓ known",
    "○": "○ note",
    LATE: "L late",
    CLEAN: "· clean",
    NOT_COVERED: "– nothing",
}
"""The words beside a source's row, and of the key below them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A source and level, or a partner's return: the months that each of its files covers."""

    label: str
    source: str
    level: str
    files: Mapping[str, frozenset[int]]

    @property
    def months(self) -> frozenset[int]:
        """The months that any of its files covers."""
        return frozenset().union(*self.files.values())


def picture(dashboard: Dashboard) -> tuple[Row, ...]:
    """A row a source: its name, the worst before the months shown, each of these, the worst."""
    lines = tuple(_lines(dashboard))
    room = SOURCE_ROWS - (len(lines) > SOURCE_ROWS)
    rows = [_row(line, dashboard) for line in lines[:room]]
    if len(lines) > room:
        more = count_of(len(lines) - room, "more source")
        rows.append((f"and {more}: see Sources", *(None,) * (MONTHS + 2)))
    return tuple(rows)


def _lines(dashboard: Dashboard) -> Iterator[_Line]:
    found: dict[str, list[SourceRow]] = {}
    lost: dict[str, tuple[str, str]] = {}
    for row in dashboard.sources:
        found.setdefault(_label(row, dashboard.area), []).append(row)
    for finding in dashboard.findings:
        for file in finding.files:
            if all(row.file != file for row in dashboard.sources):
                of = (finding.source.value, _level(finding))
                label = _plain(*of, dashboard.area)
                found.setdefault(label, [])
                lost[label] = of
    for label, rows in found.items():
        source, level = (rows[0].source, rows[0].level) if rows else lost[label]
        yield _Line(
            label=label,
            source=source,
            level=level,
            files={row.file: _covered(row) for row in rows},
        )


def _covered(row: SourceRow) -> frozenset[int]:
    gaps = {Month.parse(text).ordinal for text in row.gaps.split(", ") if text}
    return frozenset(range(row.first_month.ordinal, row.last_month.ordinal + 1)) - gaps


def _label(row: SourceRow, area: Area) -> str:
    """``MPS recorded crime, borough``; a partner's return by the file's own name, ‡ last."""
    if row.source != Source.PARTNER_RETURN.value:
        mark = f" {ILLUSTRATIVE_MARK}" if row.illustrative else ""
        return _plain(row.source, row.level, area) + mark
    name = PurePosixPath(row.file).stem.replace("(illustrative)", "").strip()
    return f"{name} {ILLUSTRATIVE_MARK}" if row.illustrative else name


def _plain(source: str, level: str, area: Area) -> str:
    word = level_word(Level(level), area)
    return f"{source}, {word.upper() if level == Level.LSOA else word}"


def _level(finding: Finding) -> str:
    levels = {area.level for area in finding.areas or ()}
    return min(levels, default=Level.BOROUGH).value


def _row(line: _Line, dashboard: Dashboard) -> Row:
    last = dashboard.as_at.ordinal
    shown = range(last - MONTHS + 1, last + 1)
    marks = dict.fromkeys(line.months, CLEAN)
    marks |= dict.fromkeys(_late(line, dashboard), LATE)
    found = [NOT_COVERED]
    used = {row.file for row in dashboard.sources}
    for finding in dashboard.findings:
        if _is_of(finding, line, used):
            mark = severity_word(finding)[0]
            found.append(mark)
            marks |= {month: _worse(mark, marks.get(month)) for month in _reached(finding, line)}
    before = _worst(mark for month, mark in marks.items() if month < shown[0])
    worst = _worst((*found, *(mark for month, mark in marks.items() if month <= last)))
    return (line.label, before, *(marks.get(m, NOT_COVERED) for m in shown), WORDS[worst])


def _late(line: _Line, dashboard: Dashboard) -> frozenset[int]:
    """The months that some figure of a source lacks, past its normal lag.

    Of returns, which stand in a row each, those after a return's own last month.
    """
    ends = {
        one.as_at.ordinal
        for one in dashboard.assessments
        if one.late and one.as_at is not None and one.indicator.source.value == line.source
    }
    if line.source == Source.PARTNER_RETURN.value:
        ends &= {max(line.months, default=0)}
    return frozenset(range(min(ends) + 1, dashboard.as_at.ordinal + 1)) if ends else frozenset()


def _reached(finding: Finding, line: _Line) -> frozenset[int]:
    """The months that a finding is about; of a file that is not used nobody knows its months."""
    if finding.months:
        return finding.months
    return frozenset().union(*(line.files.get(file, frozenset()) for file in finding.files))


def _is_of(finding: Finding, line: _Line, used: set[str]) -> bool:
    if not used.isdisjoint(finding.files):
        return not line.files.keys().isdisjoint(finding.files)
    return finding.source.value == line.source and _level(finding) == line.level


def _worse(one: str, other: str | None) -> str:
    return one if other is None else min(one, other, key=WORST_FIRST.index)


def _worst(marks: Iterable[str]) -> str:
    return min(marks, key=WORST_FIRST.index, default=NOT_COVERED)
