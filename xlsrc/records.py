"""Assessments as flat records: what `safer figures` prints and other programs read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from xlsrc.extracts.gate.finding import Severity
from xlsrc.words.notes import notes
from xlsrc.words.other_years import baseline_name, baseline_words, year_to_date_words
from xlsrc.words.outside import outside_words
from xlsrc.words.verdicts import is_it_real, target_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.record import Part, Value
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.series.returned import ReturnFault

FIGURES: Final[Mapping[str, Callable[[Assessment], Value]]] = {
    "indicator": lambda a: a.indicator.id,
    "name": lambda a: a.indicator.name,
    "sections": lambda a: list(a.indicator.sections),
    "area": lambda a: a.area.name,
    "as_at": lambda a: _month(a.as_at),
    "late": lambda a: a.late,
    "illustrative": lambda a: a.illustrative,
    "status": lambda a: a.status.value,
    "change_words": is_it_real,
    "volume_3m": lambda a: a.volume.last_3,
    "volume_3m_prior": lambda a: a.volume.last_3_before,
    "volume_12m": lambda a: a.volume.last_12,
    "volume_12m_prior": lambda a: a.volume.last_12_before,
    "volume_12m_at_least": lambda a: _end(a.volume.bounds, 0),
    "volume_12m_at_most": lambda a: _end(a.volume.bounds, 1),
    "volume_12m_prior_at_least": lambda a: _end(a.volume.bounds_before, 0),
    "volume_12m_prior_at_most": lambda a: _end(a.volume.bounds_before, 1),
    "change": lambda a: a.change.difference,
    "change_pct": lambda a: a.change.percent,
    "change_p": lambda a: a.change.p,
    "change_significant": lambda a: a.change.is_real,
    "change_could_be_low": lambda a: None if a.change.doubt is None else a.change.doubt.low,
    "change_could_be_high": lambda a: None if a.change.doubt is None else a.change.doubt.high,
    "rate_per_1000": lambda a: a.peers.rate,
    "rate_low": lambda a: a.peers.low,
    "rate_high": lambda a: a.peers.high,
    "population_year": lambda a: a.peers.population_year,
    "peer_group": lambda a: a.peers.group,
    "peer_rate": lambda a: a.peers.peer_rate,
    "rank": lambda a: a.peers.rank,
    "rank_of": lambda a: a.peers.rank_of,
    "rank_low": lambda a: a.peers.rank_low,
    "rank_high": lambda a: a.peers.rank_high,
    "benchmark_z": lambda a: a.peers.z,
    "benchmark": lambda a: None if a.peers.verdict is None else a.peers.verdict.value,
    "target": lambda a: a.target.figure,
    "rag": target_words,
    "chance_of_target": lambda a: a.target.chance,
    "observed": lambda a: a.usual.observed,
    "expected": lambda a: a.usual.expected,
    "expected_low": lambda a: a.usual.low,
    "expected_high": lambda a: a.usual.high,
    "z1": lambda a: a.usual.z1,
    "z6": lambda a: a.usual.z6,
    "exception": lambda a: None if a.exception is None else outside_words(a.exception),
    "next_quarter_low": lambda a: _end(a.usual.next_quarter, 0),
    "next_quarter_high": lambda a: _end(a.usual.next_quarter, 1),
    "level_change_pct": lambda a: None if a.indicator.is_share else _moved(a, a.level.change),
    "level_change_low": lambda a: _moved(a, a.level.low),
    "level_change_high": lambda a: _moved(a, a.level.high),
    "trend": lambda a: None if a.level.trend is None else a.level.trend.value,
    "forecast_year_end": lambda a: None if a.year_end is None else a.year_end.expected,
    "forecast_year_end_low": lambda a: None if a.year_end is None else a.year_end.low,
    "forecast_year_end_high": lambda a: None if a.year_end is None else a.year_end.high,
    "exception_since": lambda a: None if a.exception is None else str(a.exception.since),
    "exception_status": lambda a: None if a.exception is None else a.exception.standing.value,
    "worth_watching": lambda a: None if a.watched is None else outside_words(a.watched),
    "xmr_mean": lambda a: a.control.mean,
    "xmr_lower": lambda a: a.control.lower,
    "xmr_upper": lambda a: a.control.upper,
    "unit": lambda a: a.indicator.unit,
    "ytd_from": lambda a: None if a.to_date is None else str(a.to_date.now[0]),
    "ytd_volume": lambda a: None if a.to_date is None else a.to_date.volume,
    "ytd_volume_prior": lambda a: None if a.to_date is None else a.to_date.volume_before,
    "ytd_change": lambda a: None if a.to_date is None else a.to_date.difference,
    "ytd_change_pct": lambda a: None if a.to_date is None else a.to_date.percent,
    "ytd_change_p": lambda a: None if a.to_date is None else a.to_date.p,
    "ytd_change_words": year_to_date_words,
    "baseline": lambda a: None if a.baseline is None else baseline_name(a.baseline),
    "baseline_volume": lambda a: None if a.baseline is None else a.baseline.volume_before,
    "baseline_change": lambda a: None if a.baseline is None else a.baseline.difference,
    "baseline_change_pct": lambda a: None if a.baseline is None else a.baseline.percent,
    "baseline_change_p": lambda a: None if a.baseline is None else a.baseline.p,
    "baseline_change_words": baseline_words,
    "source": lambda a: a.indicator.source.value,
    "vintage": lambda a: a.vintage,
    "findings": lambda a: [
        *(_finding(one, is_peers=False) for one in a.findings),
        *(_finding(one, is_peers=True) for one in a.peer_findings),
        *map(_of_return, a.returned),
    ],
    "notes": lambda a: [str(note) for note in notes(a)],
}
"""Every published figure by its key, in the published order: how it is read of an Assessment."""


def records(dashboard: Dashboard) -> list[dict[str, Value]]:
    """One record per indicator: every figure; ``None`` has its reason in ``notes``, never 0."""
    return [
        {key: of(assessment) for key, of in FIGURES.items()} for assessment in dashboard.assessments
    ]


def _finding(finding: Finding, *, is_peers: bool) -> Part:
    """A finding by key; ``of_peers`` where it is about areas that the figures stand beside."""
    one = finding.acknowledged
    return {
        "id": finding.id,
        "reference": finding.reference,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "sentence": finding.sentence,
        "of_peers": is_peers,
        "acknowledged": None if one is None else one.who,
    }


def _of_return(fault: ReturnFault) -> Part:
    """What is at fault in a return of the figures, by the keys of a finding."""
    severity = Severity.NOTES if fault.is_used else Severity.WITHHOLDS
    return {
        "id": fault.id,
        "reference": fault.id,
        "rule": "return",
        "severity": severity.value,
        "sentence": fault.sentence,
        "of_peers": False,
        "acknowledged": None,
    }


def _month(month: Month | None) -> str | None:
    return None if month is None else str(month)


def _moved(assessment: Assessment, figure: float | None) -> float | None:
    """A change of the level; what is shown as a count only has none in per cent."""
    return None if assessment.indicator.count_only else figure


def _end(spell: tuple[float, float] | None, which: int) -> float | None:
    return None if spell is None else spell[which]


def as_json(rows: Sequence[dict[str, Value]], *, ascii_only: bool = False) -> str:
    """The records as a JSON list; letters beyond ASCII as numbers where ``ascii_only``."""
    import json

    return json.dumps(rows, ensure_ascii=ascii_only, indent=1, allow_nan=False)


RUNS: Final = re.compile(r"(^|[,;\t\r\n])(?=\s*[=+\-@\t\r\u2212\uff0b\uff0d\uff1d\uff20])")
"""Where a spreadsheet may take what follows for a formula: at the start of a text, and behind
what it may take for the end of a cell. Full-width letters count, and the true minus, which some
consoles print as a hyphen (OWASP, CSV injection).
"""


def as_csv(rows: Sequence[dict[str, Value]]) -> str:
    """The records as CSV; lists are joined by semicolons and None is an empty field.

    Of a finding its sentence stands there; all else of it is in JSON alone. Texts stand in
    quotes, with an apostrophe before what a spreadsheet would run as a formula.
    """
    import csv
    import io

    lines = io.StringIO()
    keys = list(rows[0]) if rows else []
    writer = csv.writer(lines, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(keys)
    for row in rows:
        writer.writerow([_field(row[key]) for key in keys])
    return lines.getvalue()


def _field(value: Value) -> str | float | None:
    """A field of CSV: a list's texts, of findings their sentences, separated by semicolons."""
    if value is None or isinstance(value, int | float):
        return value
    if not isinstance(value, str):
        value = "; ".join(one if isinstance(one, str) else str(one["sentence"]) for one in value)
    return RUNS.sub(r"\1'", value)
