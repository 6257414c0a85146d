"""Every rule beside every other: their order, what is an echo of what, what is one finding."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.made_up_release import boroughs
from xlsrc.domain.indicator import Source
from xlsrc.extracts.gate.finding import Finding, Missing, Severity
from xlsrc.extracts.gate.merged import merged
from xlsrc.extracts.gate.order import without_echoes

if TYPE_CHECKING:
    from collections.abc import Sequence


def words(text: str) -> list[str]:
    return text.split()


RULES = words(
    "repeated-key total-row street-repeated unknown-area area-missing rows-missing hole force-stops"
    " months-missing same-month-twice offence-lost label-stops label-starts definition-changed"
    " offence-restated unknown-month unknown-share street-pointed street-elsewhere two-downloads"
    " month-incomplete area-month-low label-zero series-zero area-disagrees month-disagrees"
    " label-falls ward-borough former-wards unknown-label series-low area-month-high series-high"
    " a-copy"
)
EXPLAIN_NOTHING = words(
    "unknown-share street-pointed street-elsewhere two-downloads a-copy label-falls ward-borough"
    " former-wards"
)
CHANGES = words("label-stops label-starts definition-changed unknown-month")
CAUSES = words(
    "unknown-area area-missing rows-missing hole force-stops months-missing same-month-twice"
    " offence-lost label-stops label-starts definition-changed offence-restated unknown-month"
    " month-incomplete area-month-low label-zero series-zero"
)
LOOKS = words(
    "area-month-low label-zero series-zero area-disagrees month-disagrees series-low"
    " area-month-high series-high"
)
IN_PART = (("area-disagrees", "month-disagrees"), ("offence-lost", "definition-changed"))
ONE_OF_MANY = words(
    "same-month-twice hole month-incomplete area-month-low label-zero series-zero series-low"
    " area-month-high series-high area-disagrees month-disagrees offence-restated ward-borough"
)
AREAS = boroughs(8)


NOT_BY_IT = {
    ("hole", "unknown-share"), ("unknown-month", "label-zero"), ("unknown-month", "series-zero"),
}  # fmt: skip
"""What comes later in the order and is no echo: a cause of the first, or more than it explains."""


def of(
    rule: str,
    months: Sequence[int] = (3,),
    *,
    offence: str = "Arson",
    area: int = 0,
    severity: Severity = Severity.WITHHOLDS,
    file: str = "a.csv",
) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        source=Source.MPS_RECORDED_CRIME,
        files=(file,),
        areas=frozenset(AREAS[area : area + 1]),
        offences=frozenset([offence]),
        months=frozenset(months),
        wanted="wanted",
        found=f"{rule} {area} {offence} {months}",
        where=f"File {file}",
        action="action",
        size=1.0,
    )


def rules(findings: Sequence[Finding]) -> list[str]:
    return [one.rule for one in without_echoes(findings)]


def test_findings_stand_in_the_order_of_their_rules() -> None:
    every = [of(rule, file=f"{rule}.csv") for rule in sorted([*RULES, "another"])]
    # Only what is found of months without a place is known again in any file.
    every = [replace(one, offences=frozenset([one.rule])) for one in every]

    assert rules(every) == [*RULES, "another"]


BOTH = list(permutations(RULES, 2))


def is_before(one: str, other: str) -> bool:
    return RULES.index(one) < RULES.index(other)


def test_a_finding_within_an_earlier_one_is_its_echo() -> None:
    for one, other in BOTH:
        if is_before(one, other):
            is_echo = one not in EXPLAIN_NOTHING and (one, other) not in NOT_BY_IT
            wide = of(one, (2, 3))

            assert rules([of(other), wide]) == [one, other][: 2 - is_echo]
            note = replace(wide, severity=Severity.NOTES)
            is_change = is_echo and one in CHANGES
            assert rules([of(other), note]) == [one, other][: 2 - is_change]
            both_notes = [of(other, severity=Severity.NOTES), note]
            assert rules(both_notes) == [one, other][: 2 - is_echo]


def test_a_look_that_meets_a_cause_is_its_echo() -> None:
    for one, other in BOTH:
        if is_before(one, other):
            is_echo = (one in CAUSES and other in LOOKS) or (one, other) in IN_PART
            is_echo &= (one, other) not in NOT_BY_IT

            assert rules([of(other, (3, 4)), of(one, (2, 3))]) == [one, other][: 2 - is_echo]


# A cause explains in some months what is about one of its areas and offences.
@pytest.mark.parametrize(
    ("area", "offence", "months", "is_echo"),
    [
        (0, "Arson", (3, 4), True),
        (1, "Arson", (3, 4), False),
        (0, "Rape", (3, 4), False),
        (0, "Arson", (4, 5), False),
    ],
)
def test_a_look_meets_a_cause_in_area_offence_and_month(
    area: int, offence: str, months: tuple[int, ...], *, is_echo: bool
) -> None:
    look = of("series-zero", months, area=area, offence=offence)
    cause = of("month-incomplete", (2, 3))
    everywhere = replace(cause, areas=None, offences=None, months=None)

    assert (len(rules([look, cause])) == 1) == is_echo
    assert rules([look, everywhere]) == ["month-incomplete"]
    wide = replace(look, areas=None, offences=None, months=None)
    assert rules([wide, cause]) == ["month-incomplete"]
    other = replace(look, files=("b.csv", "c.csv"))
    assert len(rules([other, everywhere])) == 2
    assert len(rules([replace(other, files=("b.csv", "a.csv")), everywhere])) == 1


# What lies within is within in each of the three; all is within all alone.
@pytest.mark.parametrize("field", ["areas", "offences", "months"])
def test_what_is_about_all_lies_within_no_part(field: str) -> None:
    inner, outer = of("label-falls"), of("rows-missing")
    all_of_it: dict[str, Any] = {field: None}

    assert rules([replace(inner, **all_of_it), outer]) == ["rows-missing", "label-falls"]
    assert rules([inner, replace(outer, **all_of_it)]) == ["rows-missing"]
    assert rules([replace(inner, **all_of_it), replace(outer, **all_of_it)]) == ["rows-missing"]


def test_a_month_without_places_explains_what_is_in_any_file_of_its_source() -> None:
    unplaced = of("unknown-month", severity=Severity.NOTES)
    low = of("area-month-low", file="wards.csv")

    assert rules([unplaced, low]) == ["unknown-month"]
    elsewhere = replace(low, source=Source.POLICE_UK)
    assert rules([unplaced, elsewhere]) == ["unknown-month", "area-month-low"]


@pytest.mark.parametrize("low", ["month-incomplete", "area-month-low", "series-zero"])
@pytest.mark.parametrize("high", ["area-month-high", "series-high", "series-low"])
def test_a_high_of_the_year_after_a_low_month_is_its_echo(low: str, high: str) -> None:
    is_echo = low != "series-zero" and high != "series-low"

    for later, is_after in ((4, True), (15, True), (16, False), (2, False)):
        found = rules([of(high, (later,)), of(low, (3,))])
        assert found == [low, high][: 2 - (is_echo and is_after)]


@pytest.mark.parametrize("severity", [Severity.WITHHOLDS, Severity.NOTES])
def test_months_that_are_alike_are_one_finding_of_the_rules_that_speak_of_them(
    severity: Severity,
) -> None:
    for rule in RULES:
        pair = [of(rule, (at,), severity=severity) for at in (3, 4)]

        assert len(merged(pair)) == 2 - (rule in ONE_OF_MANY)


def together(*findings: Finding) -> Finding:
    (one,) = merged(findings)
    return one


def test_of_findings_that_are_one_every_fact_is_kept() -> None:
    def lost(area: int, most: float) -> Missing:
        return Missing(area=AREAS[area], offence="Arson", months=frozenset([3]), most=most)

    first, second, third, fourth = (
        replace(of("label-zero", area=at), size=size, missing=(lost(at, at + 1.0),))
        for at, size in enumerate([2.0, -7.0, 5.0, 1.0])
    )
    second = replace(second, files=("b.csv", "a.csv"), where="Files b.csv, a.csv")

    assert together(first, second, third, fourth) == replace(
        first,
        files=("a.csv", "b.csv"),
        areas=frozenset(AREAS[:4]),
        found=f"{first.found}; {second.found}; {third.found}; and 1 more",
        where="File a.csv. Files b.csv, a.csv",
        size=-7.0,
        missing=tuple(lost(at, at + 1.0) for at in range(4)),
    )
    three = together(first, second, third)
    assert three.found == f"{first.found}; {second.found}; {third.found}"
    assert together(first, replace(second, missing=())).missing == ()
    same = together(first, replace(second, found=first.found))
    assert same.found == first.found


def test_what_of_one_rule_is_alike() -> None:
    zero = of("label-zero")
    other_area, other_offence = of("label-zero", area=1), of("label-zero", offence="Rape")
    other_month = of("label-zero", (4,))

    def number(*findings: Finding) -> int:
        return len(merged(findings))

    assert number(zero, other_area) == number(zero, other_offence) == number(zero, other_month) == 1
    # Of other offences in other months: nothing is alike.
    assert number(zero, of("label-zero", (4,), offence="Rape")) == 2
    assert number(zero, of("label-zero", area=1, offence="Rape")) == 2
    # Of one offence in other areas and months, it is.
    assert number(zero, of("label-zero", (4,), area=1)) == 1
    # Two areas' two months each, found one by one.
    assert number(zero, other_area, other_month, of("label-zero", (4,), area=1)) == 1
    for field in ("areas", "offences", "months"):
        every: dict[str, Any] = {field: None}
        assert number(replace(zero, **every), replace(zero, **every, found="again")) == 1
        assert together(replace(zero, **every), replace(other_area, **every)).months == (
            None if field == "months" else zero.months
        )


def test_other_kinds_of_one_rule_are_others() -> None:
    zero = of("label-zero")

    assert len(merged([zero, of("label-zero", severity=Severity.NOTES)])) == 2
    assert len(merged([zero, replace(zero, source=Source.POLICE_UK)])) == 2
    assert len(merged([zero, of("series-zero")])) == 2
    assert len(merged([zero, of("label-zero", file="b.csv")])) == 1
    twice = of("same-month-twice")
    assert len(merged([twice, of("same-month-twice", file="b.csv")])) == 2
    assert len(merged([twice, of("same-month-twice", (4,))])) == 1


def test_notes_of_one_month_and_more_than_two_notes_are_one_line() -> None:
    def note(at: int, month: int) -> Finding:
        return of("series-high", (month,), area=at, offence=f"{at}", severity=Severity.NOTES)

    def doubt(at: int, month: int) -> Finding:
        return replace(note(at, month), severity=Severity.WITHHOLDS)

    assert len(merged([note(0, 3), note(1, 3)])) == 1
    assert len(merged([doubt(0, 3), doubt(1, 3)])) == 2
    assert len(merged([note(0, 3), note(1, 4)])) == 2
    assert len(merged([note(0, 3), note(1, 4), note(2, 5)])) == 1
    assert len(merged([doubt(0, 3), doubt(1, 4), doubt(2, 5)])) == 3


def test_one_finding_of_two_files_knows_both() -> None:
    one = replace(of("rows-missing"), missing=())
    other = replace(one, files=("wards.csv",), found="other words")

    assert without_echoes([one, other]) == (replace(one, files=("a.csv", "wards.csv")),)
