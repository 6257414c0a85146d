from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard
from workbook.block import Formula
from workbook.layout.edition import Audience, Edition
from workbook.sheets.cover import layout as cover_layout
from workbook.sheets.cover import values as cover
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Effect, KnownChange
from xlsrc.extracts.gate.finding import Finding, Severity

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard, SourceRow

DASHBOARD = made_up_dashboard()
PUBLIC, RESTRICTED = (
    Edition(audience=audience, name="March 2024", on=datetime.date(2024, 5, 2))
    for audience in (Audience.PUBLIC, Audience.RESTRICTED)
)


def lines(name: str, dashboard: Dashboard = DASHBOARD, edition: Edition | None = None) -> list[str]:
    block = next(b for b in cover.blocks(dashboard, edition) if b.name == f"cover.{name}")
    return [" | ".join(str(cell) for cell in row if cell is not None) for row in block.values]


def published(month: Month | None) -> Dashboard:
    return replace(DASHBOARD, settings=replace(DASHBOARD.settings, last_published=month))


def sentences(dashboard: Dashboard = DASHBOARD) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in lines("changed", dashboard):
        topic, bar, sentence = row.partition(" | ")
        if bar:
            found[topic] = sentence
        elif row:
            found[[*found][-1]] += f" {row}"
    return found


def test_the_band_names_area_period_and_data_and_no_edition() -> None:
    assert lines("head") == [
        "Safer Communities dashboard",
        "Barnet · 12 months to December 2025 | data as at the Jan 2026 release",
    ]


def test_a_working_file_is_a_draft() -> None:
    assert lines("draft")[0].startswith("DRAFT | Not yet published: figures may change")


def test_nothing_of_a_working_file_calls_it_public() -> None:
    words = [str(v) for b in cover.blocks(DASHBOARD) for row in b.values for v in row]

    assert [word for word in words if "PUBLIC" in word] == []


def test_the_months_since_the_last_edition_are_named() -> None:
    data = sentences(published(Month.of(2025, 9)))["Data"]

    assert data.startswith("October to December 2025 added.")


def test_one_new_month_is_named_once() -> None:
    data = sentences(published(Month.of(2025, 11)))["Data"]

    assert data.startswith("December 2025 added.")


def test_a_first_edition_has_nothing_to_compare_with() -> None:
    assert sentences(published(None))["Data"].startswith("The first edition, to December 2025.")


def test_no_month_is_added_twice() -> None:
    data = sentences(published(DASHBOARD.as_at))["Data"]

    assert data.startswith("No month added since the edition to December 2025.")


def test_the_largest_restatement_is_given_with_both_figures() -> None:
    assert sentences()["Data"].endswith(
        "1 earlier figure restated; most, Burglary in June 2025: 148, was 150."
    )


def test_late_indicators_are_named_and_the_rest_counted() -> None:
    assert " more after July 2025" in sentences()["Awaited"]


def test_indicators_without_figures_are_awaited() -> None:
    assert "no figures yet of Homicide" in sentences()["Awaited"]


def test_a_yardstick_that_did_not_change_has_no_line() -> None:
    assert "Yardstick" not in sentences()


def test_a_way_of_recording_that_is_new_since_the_edition_is_named() -> None:
    change = KnownChange(
        id="new",
        label="New recording of burglary",
        effect=Effect.STEP,
        first=Month.of(2025, 10),
        last=None,
        applies_to=(DASHBOARD.assessments[0].indicator.id,),
        approved_by="the board",
    )
    settings = replace(
        DASHBOARD.settings, known_changes=(change,), last_published=Month.of(2025, 9)
    )

    said = sentences(replace(DASHBOARD, settings=settings))
    assert said["Yardstick"] == (
        "Other ways of recording: New recording of burglary (October 2025)."
    )


def test_no_sentence_is_cut_whatever_the_names() -> None:
    long = [
        replace(
            one,
            indicator=replace(one.indicator, name=f"{one.indicator.name} {'of a long name' * 2}"),
        )
        for one in DASHBOARD.assessments
    ]
    said = sentences(replace(DASHBOARD, assessments=tuple(long)))

    assert [topic for topic, sentence in said.items() if not sentence.endswith(".")] == []


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

    assert lines("quality_title", dashboard) == ["Data quality: 7 findings"]
    words = " ".join(line for line in lines("quality", dashboard) if line)
    assert words.startswith(
        "1 fault of a file, 1 finding stops a file and 4 findings withhold figures. ■ Rule 5: "
    )
    assert [mark for mark in words if mark in "■▲○"] == ["■", "▲", "▲"]
    assert lines("quality_more", dashboard) == ["and 4 more on Data quality"]


def test_clean_data_say_so_on_the_cover() -> None:
    assert lines("quality_title") == ["Data quality: nothing found"]
    assert lines("quality")[0] == "Nothing found withholds a figure."


def test_files_that_lack_a_month_are_counted_once_whatever_levels_they_have() -> None:
    (row, *_) = DASHBOARD.sources
    levels = [replace(row, level=level, gaps="2019-07") for level in ("borough", "ward", "lsoa")]

    def said(*rows: SourceRow) -> str:
        return lines("checked", replace(DASHBOARD, sources=rows))[3]

    other = replace(row, file="other.csv", gaps="")
    assert said(*levels, other) == "! 1 of 2 | files with a missing month: see Sources"
    assert said(other) == "✓ 1 of 1 | extract files without a missing month"


def test_an_edition_is_no_draft_and_says_whom_it_is_for() -> None:
    (title, _) = lines("head", edition=RESTRICTED)
    (band,) = lines("draft", edition=RESTRICTED)

    assert title.endswith(" | March 2024 edition, published 2 May 2024")
    assert band.startswith("RESTRICTED: for members of the board")


def test_a_public_edition_says_what_it_leaves_out_and_nothing_of_findings() -> None:
    (title,) = lines("quality_title", edition=PUBLIC)

    assert title == "About this edition"
    assert lines("quality", edition=PUBLIC)[0].startswith("Left out of every public edition alike")
    assert lines("quality_more", edition=PUBLIC) == ["See About this edition"]


def test_an_edition_says_its_reasons_once_and_in_no_more_lines_than_it_has() -> None:
    meant = replace(PUBLIC, reasons=("A list was mended.", "wards are by rate now"))
    long = replace(PUBLIC, reasons=("a long reason that goes on and on " * 20,))

    said = lines("changed", edition=meant)

    assert (
        "Reason | Not as in the edition before: A list was mended; wards are by rate now." in said
    )
    assert len(lines("changed", edition=long)) == cover_layout.BELOW_LINES
    assert len([line for line in lines("changed", edition=long) if "and on" in line]) == 3
