"""Assessments as flat records: what `safer figures` prints and other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.record import Value

PLAIN_FIELDS: Final = (
    "volume_3m",
    "volume_3m_prior",
    "volume_12m",
    "volume_12m_prior",
    "change",
    "change_pct",
    "change_p",
    "change_significant",
    "rate_per_1000",
    "rate_low",
    "rate_high",
    "population_year",
    "peer_group",
    "peer_rate",
    "rank",
    "rank_of",
    "benchmark_z",
    "benchmark",
    "target",
    "rag",
    "observed",
    "expected",
    "expected_low",
    "expected_high",
    "z1",
    "z6",
    "exception",
)
"""Fields of an Assessment that a record carries unchanged, in the published order."""

TABLE_FIELDS: Final = (
    "name",
    "as_at",
    "volume_3m",
    "volume_12m",
    "volume_12m_prior",
    "change",
    "change_pct",
    "status",
    "change_words",
)
"""The few columns that fit a terminal."""


def records(dashboard: Dashboard) -> list[dict[str, Value]]:
    """One record per indicator: every figure; ``None`` has its reason in ``notes``, never 0."""
    return [_record(assessment) for assessment in dashboard.assessments]


def _record(assessment: Assessment) -> dict[str, Value]:
    since = assessment.exception_since
    return {
        "indicator": assessment.indicator.id,
        "name": assessment.indicator.name,
        "sections": list(assessment.indicator.sections),
        "area": assessment.area.name,
        "as_at": None if assessment.as_at is None else str(assessment.as_at),
        "late": assessment.late,
        "illustrative": assessment.illustrative,
        "status": assessment.status.value,
        "change_words": assessment.change_words,
        **{field: getattr(assessment, field) for field in PLAIN_FIELDS},
        "next_quarter_low": _end(assessment.next_quarter, 0),
        "next_quarter_high": _end(assessment.next_quarter, 1),
        "exception_since": None if since is None else str(since),
        "exception_status": assessment.exception_status,
        "xmr_mean": assessment.xmr_mean,
        "xmr_lower": assessment.xmr_lower,
        "xmr_upper": assessment.xmr_upper,
        "source": assessment.indicator.source.value,
        "vintage": assessment.vintage,
        "notes": list(assessment.notes),
    }


def _end(spell: tuple[float, float] | None, which: int) -> float | None:
    return None if spell is None else spell[which]


def as_json(rows: Sequence[dict[str, Value]]) -> str:
    """The records as a JSON list."""
    import json

    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False)


def as_csv(rows: Sequence[dict[str, Value]]) -> str:
    """The records as CSV; lists are joined by semicolons and None is an empty field."""
    import csv
    import io

    lines = io.StringIO()
    writer = csv.DictWriter(lines, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()})
    return lines.getvalue()
