"""What is kept of findings is the same file whichever process keeps it: a set has no order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.kept import kept_by

if TYPE_CHECKING:
    from pathlib import Path

AREAS = [Area(code=f"E0{n:02}", name=f"Ward {n}", level=Level.WARD, borough="B") for n in range(20)]
WORDS = [f"offence {n:02}" for n in range(20)]
MONTHS = list(range(24_000, 24_000_000, 1_048_576 + 1))


def test_kept_findings_have_one_order_and_come_back_as_they_were(tmp_path: Path) -> None:
    missing = Missing(area=AREAS[0], offence=WORDS[0], months=frozenset(MONTHS), most=1.5)
    finding = Finding(
        rule="a rule",
        severity=Severity.WITHHOLDS,
        source=next(iter(Source)),
        files=("b.csv", "a.csv"),
        areas=frozenset(AREAS),
        offences=frozenset(WORDS),
        months=frozenset(MONTHS),
        wanted="this",
        found="that",
        where="there",
        action="do it",
        missing=(missing,),
        within=frozenset(WORDS),
    )

    kept_by(tmp_path, ["made of this"], lambda: (finding,))
    [file] = (tmp_path / "findings").iterdir()
    [fields] = json.loads(file.read_text("utf-8"))
    again = kept_by(tmp_path, ["made of this"], lambda: ())

    assert [code for code, *_ in fields["areas"]] == [area.code for area in AREAS]
    assert fields["offences"] == fields["within"] == WORDS
    assert fields["months"] == fields["missing"][0][2] == MONTHS
    assert fields["files"] == ["b.csv", "a.csv"]
    assert repr(again[0].size) == "nan"
    assert again[0].id == finding.id
    assert (again[0].areas, again[0].missing) == (finding.areas, finding.missing)
