"""What a partnership acknowledged holds while facts stand, and comes back when they move."""

from __future__ import annotations

import datetime

import pytest

from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.acknowledged import (
    acknowledged_findings,
    entries_at_fault,
    reference_parts,
)
from xlsrc.extracts.gate.finding import Finding, Severity

TODAY = datetime.date(2026, 3, 3)


def finding(size: float = float("nan"), severity: Severity = Severity.WITHHOLDS) -> Finding:
    return Finding(
        rule="unknown-area",
        severity=severity,
        source=Source.MPS_RECORDED_CRIME,
        files=("a.csv",),
        wanted="A known area was wanted",
        found="'Barnett'",
        where="File a.csv",
        action="Mend the name",
        size=size,
    )


def entry(size: float = float("nan"), until: datetime.date | None = None) -> Acknowledgement:
    parts = reference_parts(finding(size).reference)
    assert parts is not None
    return Acknowledgement(
        reference=finding(size).reference,
        finding=parts[0],
        size=parts[1],
        who="Data officer",
        why="Asked the force",
        until=until,
        cell="Settings!A70",
    )


def judged(now: float, one: Acknowledgement, today: datetime.date = TODAY) -> Finding:
    (found,) = acknowledged_findings([finding(now)], [one], today)
    return found


@pytest.mark.parametrize(
    ("size", "ending"),
    [(1234, "-1230"), (0.03456, "-0.0346"), (57616, "-57600"), (7, "-7"), (-12.34, "--12.3")],
)
def test_a_reference_is_the_id_and_the_size_to_three_figures(size: float, ending: str) -> None:
    one = finding(size)

    assert one.reference == one.id + ending


def test_a_finding_without_a_size_is_referred_to_by_its_id() -> None:
    assert finding().reference == finding().id


@pytest.mark.parametrize("now", [1090, 1200, 1310])
def test_it_holds_while_the_figure_is_within_a_tenth(now: float) -> None:
    found = judged(now, entry(1200))

    assert (found.is_doubt, found.acknowledged, found.lapsed) == (False, entry(1200), "")


@pytest.mark.parametrize(("now", "said"), [(1500, "1,500"), (1000, "1,000")])
def test_it_comes_back_when_the_figure_moves(now: float, said: str) -> None:
    found = judged(now, entry(1200))

    assert found.is_doubt
    assert found.lapsed == (
        f"acknowledged by Data officer, but the figure moved from 1,200 to {said}"
    )


def test_it_holds_on_its_last_day() -> None:
    assert not judged(5, entry(5, TODAY)).is_doubt


def test_it_comes_back_the_day_after() -> None:
    found = judged(5, entry(5, TODAY), TODAY + datetime.timedelta(days=1))

    assert (found.is_doubt, found.lapsed) == (
        True,
        "acknowledged by Data officer, but only until 3 March 2026",
    )


def test_a_reference_without_its_figure_acknowledges_nothing() -> None:
    assert "copy it whole" in judged(1200, entry()).lapsed


def test_of_two_rows_for_one_finding_the_one_that_holds_counts() -> None:
    (found,) = acknowledged_findings([finding(1500)], [entry(1200), entry(1500)], TODAY)

    assert (found.acknowledged, found.lapsed) == (entry(1500), "")


def test_an_acknowledgement_can_be_taken_back() -> None:
    known = judged(1200, entry(1200))

    assert acknowledged_findings([known], [], TODAY) == (finding(1200),)


def test_the_identity_of_a_finding_is_not_that_of_its_acknowledgement() -> None:
    assert judged(1200, entry(1200)).id == finding(1200).id


@pytest.mark.parametrize("text", ["", "rows-missing", "3f9a1c20b", "3f9a1c20b7-", "3f9a1c20b7-x"])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert reference_parts(text) is None


def test_a_reference_that_no_finding_has_is_one_sentence_with_its_cell() -> None:
    (said,) = entries_at_fault([entry(1200)], ["0000000000-3"])

    assert said.startswith("Settings!A70: the reference of a finding on Data quality was wanted;")
    assert entry(1200).reference in said


def test_a_reference_whose_figure_moved_is_known() -> None:
    assert entries_at_fault([entry(1200)], [finding(1500).reference]) == ()
