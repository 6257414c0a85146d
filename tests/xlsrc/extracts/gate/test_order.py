from __future__ import annotations

from dataclasses import replace

import pytest

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


def of(
    rule: str,
    *months: int,
    file: str = "boroughs.csv",
    severity: Severity = Severity.WITHHOLDS,
    size: float = 1.0,
) -> Finding:
    """A finding of Barnet's arson in some months, or in all."""
    return replace(
        BOROUGHS,
        rule=rule,
        severity=severity,
        files=(file,),
        months=frozenset(months) or None,
        found=f"{rule} {months}",
        size=size,
    )


def rules(*findings: Finding) -> list[str]:
    return [one.rule for one in without_echoes(findings)]


@pytest.mark.parametrize(
    ("later", "earlier", "kept"),
    [
        # What lies within an earlier finding is its echo, whatever the order they are found in.
        (of("series-low", 3), of("rows-missing"), ["rows-missing"]),
        (of("hole", 3), of("area-missing", 3, 4), ["area-missing"]),
        (of("hole", 3, 5), of("area-missing", 3, 4), ["area-missing", "hole"]),
        (of("hole", 3, file="wards.csv"), of("area-missing", 3), ["area-missing", "hole"]),
        # A look that meets a cause in a month is its echo; a fact is not.
        (of("series-zero", 3, 9), of("month-incomplete", 3), ["month-incomplete"]),
        (of("series-zero", 9), of("month-incomplete", 3), ["month-incomplete", "series-zero"]),
        (of("label-falls", 3, 9), of("month-incomplete", 3), ["month-incomplete", "label-falls"]),
        (of("month-disagrees", 3, 9), of("area-disagrees", 3), ["area-disagrees"]),
        # What is no cause explains nothing, nor does a note explain a doubt.
        (of("series-low", 3), of("unknown-share"), ["unknown-share", "series-low"]),
        (
            of("series-low", 3),
            of("rows-missing", severity=Severity.NOTES),
            ["rows-missing", "series-low"],
        ),
        (of("series-low", 3), of("label-stops", severity=Severity.NOTES), ["label-stops"]),
        # A month of which a part has no place may be low; nothing at all is another fault.
        (of("series-low", 3), of("unknown-month", 3, severity=Severity.NOTES), ["unknown-month"]),
        (
            of("series-zero", 3),
            of("unknown-month", 3, severity=Severity.NOTES),
            ["unknown-month", "series-zero"],
        ),
        (
            of("label-zero", 3),
            of("unknown-month", 3, severity=Severity.NOTES),
            ["unknown-month", "label-zero"],
        ),
        # A high within a year after a low month is its echo.
        (of("series-high", 15), of("area-month-low", 3), ["area-month-low"]),
        (of("series-high", 16), of("area-month-low", 3), ["area-month-low", "series-high"]),
        (of("series-high", 2), of("area-month-low", 3), ["area-month-low", "series-high"]),
        (of("series-low", 5), of("area-month-low", 3), ["area-month-low", "series-low"]),
    ],
)
def test_one_fault_is_one_finding(later: Finding, earlier: Finding, kept: list[str]) -> None:
    assert rules(later, earlier) == rules(earlier, later) == kept


def test_months_of_one_rule_are_one_finding() -> None:
    (one,) = without_echoes([of("hole", at, size=float(at)) for at in range(2, 7)])

    assert one.months == frozenset(range(2, 7))
    assert (one.size, one.found.count("hole"), one.found[-12:]) == (6.0, 3, "; and 2 more")
