from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard
from workbook.block import Formula
from workbook.sheets.cover import layout as cover_layout
from workbook.sheets.cover import values as cover
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.gate.finding import Finding, Severity

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard, SourceRow

DASHBOARD = made_up_dashboard()


def lines(name: str, dashboard: Dashboard = DASHBOARD) -> list[str]:
    block = next(b for b in cover.blocks(dashboard) if b.name == f"cover.{name}")
    return [" | ".join(str(cell) for cell in row if cell is not None) for row in block.values]


def published(month: Month | None) -> Dashboard:
    return replace(DASHBOARD, settings=replace(DASHBOARD.settings, last_published=month))


def test_the_band_names_area_period_edition_and_data() -> None:
    assert lines("head") == [
        "Safer Communities dashboard | PUBLIC EDITION",
        "Barnet · 12 months to December 2025 | data as at the Jan 2026 release",
    ]


def test_the_months_since_the_last_edition_are_named() -> None:
    changed = lines("changed", published(Month.of(2025, 9)))

    assert changed[0] == "Data: 3 months added (October 2025 to December 2025)."


def test_one_new_month_is_named_once() -> None:
    changed = lines("changed", published(Month.of(2025, 11)))

    assert changed[0] == "Data: 1 month added (December 2025)."


def test_a_first_edition_has_nothing_to_compare_with() -> None:
    assert lines("changed", published(None))[0] == "Data: first edition, to December 2025."


def test_the_largest_restatement_is_given_with_both_figures() -> None:
    assert lines("changed")[1] == (
        "Restated: 1 monthly figure, most of all Burglary, June 2025: now 148 (150 before). "
        "See Sources."
    )


def test_late_indicators_are_named_and_the_rest_counted() -> None:
    late = next(line for line in lines("changed") if line.startswith("Late"))

    assert late.endswith("more; the figures run to July 2025.")


def test_indicators_without_figures_are_awaited() -> None:
    assert "Awaited: Homicide; no figures supplied." in lines("changed")


def test_the_figures_that_agree_are_counted_by_a_formula() -> None:
    block = next(b for b in cover.blocks(DASHBOARD) if b.name == cover_layout.CHECKED.name)

    assert isinstance(block.values[0][0], Formula)


def test_a_check_that_is_not_whole_has_no_tick() -> None:
    assert lines("checked")[1] == "! 40 of 41 | indicators have figures"


def test_publishers_are_attributed() -> None:
    assert lines("sources") == [
        (
            "Contains public sector information licensed under the Open Government Licence v3.0. "
            "Sources: Metropolitan Police Service, London Datastore."
        )
    ]


def test_what_withholds_is_counted_and_the_worst_three_are_said() -> None:
    findings = tuple(
        Finding(
            rule=f"rule-{at}",
            severity=severity,
            source=Source.MPS_RECORDED_CRIME,
            files=("a.csv",),
            wanted="Every row was wanted",
            found=f"none of {at}",
            where="File a.csv",
            action="Fetch it again",
        )
        for at, severity in enumerate([Severity.NOTES, *[Severity.WITHHOLDS] * 4, Severity.STOPS])
    )
    dashboard = replace(DASHBOARD, findings=findings, faults=("b.csv cannot be opened",))

    assert lines("quality_title", dashboard) == [
        "Data quality: 1 fault of a file, 1 finding stops a file and 4 findings withhold figures"
    ]
    assert [line for line in lines("quality", dashboard) if line] == [
        "■ Every row was wanted: none of 5. Fetch it again.",
        "▲ Every row was wanted: none of 1. Fetch it again.",
        "▲ Every row was wanted: none of 2. Fetch it again.",
    ]
    assert lines("quality_more", dashboard) == ["and 3 more on Data quality"]


def test_clean_data_say_so_on_the_cover() -> None:
    assert lines("quality_title") == ["Data quality: nothing found withholds a figure"]


def test_files_that_lack_a_month_are_counted_once_whatever_levels_they_have() -> None:
    (row, *_) = DASHBOARD.sources
    levels = [replace(row, level=level, gaps="2019-07") for level in ("borough", "ward", "lsoa")]

    def said(*rows: SourceRow) -> str:
        return lines("checked", replace(DASHBOARD, sources=rows))[3]

    other = replace(row, file="other.csv", gaps="")
    assert said(*levels, other) == "! 1 of 2 | files with a missing month: see Sources"
    assert said(other) == "✓ 1 of 1 | extract files without a missing month"
