"""Which files an offence of another definition is not taken from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.support.made_up_release import ARSON, FIRST, boroughs, made_up_extract
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.eras import barred
from xlsrc.extracts.gate.finding import Finding, Severity

NEWER = made_up_extract(np.ones((1, 1, 4)), boroughs(1), [ARSON], first=FIRST + 8)
OLDER = made_up_extract(np.ones((1, 1, 10)), boroughs(1), [ARSON], vintage="2025-06")
OLDEST = made_up_extract(np.ones((1, 1, 10)), boroughs(1), [ARSON], vintage="2025-01")
LONGER = made_up_extract(np.ones((1, 1, 11)), boroughs(1), [ARSON], vintage="2025-02")
OTHER = replace(OLDEST, source=Source.POLICE_UK, file="other.csv")
CHANGED = Finding(
    rule="definition-changed",
    severity=Severity.NOTES,
    source=Source.MPS_RECORDED_CRIME,
    files=(NEWER.file, OLDER.file),
    offences=frozenset(["Arson"]),
    wanted="",
    found="",
    where="",
    action="",
)


@pytest.mark.parametrize(("as_at", "is_barred"), [(8, True), (7, False)])
def test_older_files_are_left_out_once_the_newer_has_a_month(
    as_at: int, *, is_barred: bool
) -> None:
    found = barred([NEWER, OLDER, OLDEST, LONGER, OTHER], [CHANGED], Month(FIRST + as_at))

    # One that ends later than the file of another definition says itself what it counts.
    files = [OLDER.file, OLDEST.file] if is_barred else []
    assert found == dict.fromkeys(files, frozenset(["arson"]))


def test_another_finding_leaves_nothing_out() -> None:
    other = replace(CHANGED, rule="offence-restated")

    assert barred([NEWER, OLDER], [other], Month(FIRST + 8)) == {}


def test_two_findings_leave_out_both_names() -> None:
    both = [CHANGED, replace(CHANGED, offences=frozenset(["Rape"]))]

    found = barred([NEWER, OLDER], both, Month(FIRST + 8))

    assert found == {OLDER.file: frozenset(["arson", "rape"])}
