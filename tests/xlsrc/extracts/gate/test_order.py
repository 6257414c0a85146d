from __future__ import annotations

from dataclasses import replace

from xlsrc.domain.area import Area
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.order import without_echoes

BARNET = Area(code="E09000003", name="Barnet")
BOROUGHS = Finding(
    rule="rows-missing",
    severity=Severity.WITHHOLDS,
    source=Source.MPS_RECORDED_CRIME,
    files=("boroughs.csv",),
    areas=frozenset({BARNET}),
    offences=frozenset({"Arson"}),
    wanted="",
    found="",
    where="",
    action="",
    missing=(Missing(area=BARNET, offence="Arson", months=frozenset({1}), most=3.0),),
)


def test_the_same_in_two_files_is_one_finding_about_both() -> None:
    (one,) = without_echoes([BOROUGHS, replace(BOROUGHS, files=("wards.csv",))])

    assert one.files == ("boroughs.csv", "wards.csv")
    assert one.missing == BOROUGHS.missing * 2


def test_where_one_of_them_knows_no_bound_there_is_none() -> None:
    (one,) = without_echoes([BOROUGHS, replace(BOROUGHS, files=("wards.csv",), missing=())])

    assert one.missing == ()
