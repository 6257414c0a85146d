"""What the map's table says of a year before that is not there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.support.made_up import AS_AT, with_parts
from tests.workbook.sheets.map.test_values import BURGLARY, DASHBOARD, DRAWN, figures
from workbook.block import Block, TableBlock
from workbook.sheets.map import values as ward_map
from workbook.sheets.map.clusters import ward_surroundings
from workbook.sheets.map.layout import WARD_MAP_TABLE
from xlsrc.domain.settings import Effect, KnownChange, MapMeasure
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.maps.area_map import AreaMap, WhyAbsent

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment


def test_the_area_says_of_the_year_before_what_its_wards_say() -> None:
    change = KnownChange(
        id="lockdown",
        label="Lockdown",
        effect=Effect.MASK,
        first=AS_AT - 18,
        last=AS_AT - 16,
        applies_to=(BURGLARY.id,),
        approved_by="Board",
    )
    one = next(a for a in DASHBOARD.assessments if a.indicator is BURGLARY)
    nothing = {"difference": None, "percent": None, "certainty": None, "doubt": None}
    broken = with_parts(
        one, volume={"last_12_before": None}, change=nothing | {"broken_by": change}
    )

    assert before_and_change(broken)[0] == ("n/c", "n/c")


def test_a_year_before_that_is_withheld_is_withheld_from_wards_too() -> None:
    one = next(a for a in DASHBOARD.assessments if a.indicator is BURGLARY)
    hole = Finding(
        rule="hole",
        severity=Severity.WITHHOLDS,
        source=BURGLARY.source,
        files=(),
        areas=None,
        offences=None,
        months=frozenset(range((AS_AT - 23).ordinal, (AS_AT - 11).ordinal)),
        wanted="Every month was wanted",
        found="12 months missing",
        where="Files",
        action="Add them",
    )
    withheld = with_parts(
        replace(one, findings=(hole,)),
        volume={"last_12_before": None},
        change={"difference": None, "percent": None, "certainty": None, "broken_by": None},
    )

    area, wards = before_and_change(withheld, before=None, change=None, change_pct=None)
    assert area == ("withheld", "withheld")
    assert set(wards) == {("withheld", "withheld")}


def before_and_change(
    one: Assessment, **of_wards: Any
) -> tuple[tuple[object, object], list[tuple[object, object]]]:
    """The columns Before and Change of the whole area, and of the wards."""
    shown = AreaMap(
        indicator=BURGLARY,
        measure=MapMeasure.RATE,
        as_at=AS_AT,
        figures=tuple(
            replace(figure, **of_wards, why_absent=WhyAbsent.NO_DATA) if of_wards else figure
            for figure in figures()
        ),
        limits=(2.5, 3.0, 3.5, 4.0),
        judged=True,
    )
    assessments = tuple(one if a.indicator is BURGLARY else a for a in DASHBOARD.assessments)
    dashboard = replace(DASHBOARD, ward_map=shown, assessments=assessments)
    written = ward_map.blocks(dashboard, DRAWN, ward_surroundings(dashboard, DRAWN))
    at = [WARD_MAP_TABLE.headers.index(header) for header in ("Before", "Change")]
    (area,) = (w.values[0] for w in written if isinstance(w, Block) and w.name == "map.area")
    rows = next(w.rows for w in written if isinstance(w, TableBlock))
    return (area[at[0]], area[at[1]]), [(row[at[0]], row[at[1]]) for row in rows]
