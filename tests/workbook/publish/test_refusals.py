"""A finding that stops keeps figures from being published until somebody acknowledges it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from tests.support.four_quarters import four_quarters
from workbook.publish.refusals import refuse_stops
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Severity

if TYPE_CHECKING:
    from workbook.publish.working import Working

STOPS = Finding(
    rule="repeated",
    severity=Severity.STOPS,
    source=Source.MPS_DASHBOARD,
    files=("partner/2026-01/Fire.csv",),
    wanted="Each month once was wanted",
    found="December 2025 twice",
    where="File partner/2026-01/Fire.csv",
    action="Ask the brigade which is right",
)


def showing(*findings: Finding) -> Working:
    """What is to be published, with these findings."""
    shown = replace(four_quarters()[0].shown, findings=findings)
    return cast("Working", SimpleNamespace(shown=shown))


def test_the_first_that_stops_is_said_with_its_sentence_and_how_many_there_are() -> None:
    with pytest.raises(DashboardError) as refused:
        refuse_stops(showing(STOPS, replace(STOPS, rule="other")))

    assert str(refused.value) == (
        f"Figures without a finding that stops were wanted; found {STOPS.reference} (and 1 more "
        "that stops): Each month once was wanted: December 2025 twice. File "
        "partner/2026-01/Fire.csv. Ask the brigade which is right. Mend the file, or give "
        "the reference a row in the table Acknowledged on the sheet Settings with who and why, and "
        "refresh. Nothing was published."
    )


def test_what_only_withholds_or_was_acknowledged_stops_nothing() -> None:
    known = Acknowledgement(
        reference=STOPS.reference, finding=STOPS.id, who="Ann", why="The brigade knows"
    )

    refuse_stops(showing())
    refuse_stops(showing(replace(STOPS, acknowledged=known)))
    refuse_stops(showing(replace(STOPS, severity=Severity.WITHHOLDS)))
