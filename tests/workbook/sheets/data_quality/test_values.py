"""Data quality: what stands on the page, in the picture and in the tables."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.made_up import made_up_dashboard
from workbook.block import TableBlock
from workbook.sheets.data_quality.layout import FILES_TABLE, FINDING_ROWS, FINDINGS_TABLE
from workbook.sheets.data_quality.picture import picture
from workbook.sheets.data_quality.values import NOTHING, blocks
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.indicator import Source
from xlsrc.domain.month import Month
from xlsrc.extracts.folder import FileLine
from xlsrc.extracts.gate.finding import Finding, Severity

if TYPE_CHECKING:
    from xlsrc.assessment import Dashboard

FILE = made_up_dashboard().sources[0].file
KNOWN = Acknowledgement(
    reference="", finding="", who="Data officer", why="Asked the force", until=None
)


def finding(severity: Severity, rule: str = "rows-missing", *months: Month) -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        source=Source.MPS_RECORDED_CRIME,
        files=(FILE,),
        months=frozenset(month.ordinal for month in months) or None,
        wanted="Every row was wanted",
        found=f"none of {rule}",
        where=f"File {FILE}",
        action="Fetch it again",
        size=1234,
    )


def shown(
    *findings: Finding, faults: tuple[str, ...] = (), files: tuple[FileLine, ...] = ()
) -> Dashboard:
    return replace(made_up_dashboard(), findings=findings, faults=faults, files=files)


def lines(dashboard: Dashboard, name: str) -> list[str]:
    block = next(one for one in blocks(dashboard) if getattr(one, "name", "") == f"quality.{name}")
    assert not isinstance(block, TableBlock)
    rows = block.values  # type: ignore[union-attr]  # a block by its name
    return [" | ".join(str(cell) for cell in row if cell is not None) for row in rows]


def table(dashboard: Dashboard, name: str) -> list[dict[str, object]]:
    block = next(b for b in blocks(dashboard) if isinstance(b, TableBlock) and b.table == name)
    return [dict(zip(block.columns, row, strict=True)) for row in block.rows]


def test_a_clean_folder_says_so_in_words() -> None:
    dashboard = shown()

    assert lines(dashboard, "findings")[0] == f"Nothing found | {NOTHING}"
    assert table(dashboard, "Findings")[0]["Found"] == NOTHING


def test_the_most_serious_stands_first_and_what_is_known_before_notes() -> None:
    known = replace(finding(Severity.WITHHOLDS, "label-stops"), acknowledged=KNOWN)
    dashboard = shown(
        finding(Severity.NOTES, "a-copy"),
        known,
        finding(Severity.WITHHOLDS),
        finding(Severity.STOPS, "total-row"),
        faults=("b.csv cannot be opened",),
    )

    assert [row["How serious"] for row in table(dashboard, FINDINGS_TABLE.name)] == [
        "■ Stops", "▲ Withholds", "■ Not used", "✓ Known", "○ Note",
    ]  # fmt: skip


def test_who_acknowledged_a_finding_and_why_stands_beside_it_with_its_reference() -> None:
    one = replace(finding(Severity.WITHHOLDS), acknowledged=KNOWN)

    row = table(shown(one), FINDINGS_TABLE.name)[0]

    assert (row["Reference"], row["Acknowledged"]) == (
        f"{one.id}-1230",
        "acknowledged by Data officer, always: Asked the force",
    )


def test_why_an_acknowledgement_ended_stands_beside_its_finding() -> None:
    one = replace(finding(Severity.WITHHOLDS), lapsed="acknowledged by X, but the figure moved")

    assert "but the figure moved" in lines(shown(one), "findings")[0]


def test_what_a_finding_did_names_the_indicators_that_it_touches() -> None:
    one = finding(Severity.WITHHOLDS)
    dashboard = shown(one)
    first, *others = dashboard.assessments
    dashboard = replace(dashboard, assessments=(replace(first, findings=(one,)), *others))

    row = table(dashboard, FINDINGS_TABLE.name)[0]

    assert row["What it did"] == f"Withheld where it reaches: {first.indicator.name}"


def test_more_findings_than_the_page_holds_are_counted() -> None:
    many = [finding(Severity.WITHHOLDS, f"rule-{at}") for at in range(FINDING_ROWS + 5)]

    assert lines(shown(*many), "more") == ["and 5 more: the table of all"]


def test_every_file_says_what_became_of_it_and_a_fault_is_told_once() -> None:
    fault = "b.csv: a known layout was wanted"
    stop = finding(Severity.STOPS)
    files = (
        FileLine(file="README.md", state="no extract", detail="of a kind that holds none"),
        FileLine(file=FILE, state="not used", detail=f"see finding {stop.reference}"),
        FileLine(file="b.csv", state="not recognised", detail=fault),
    )
    rows = table(shown(stop, faults=(fault,), files=files), FILES_TABLE.name)

    assert [tuple(row.values()) for row in rows] == [
        (FILE, "not used", f"see finding {stop.reference}"),
        ("b.csv", "not recognised", "see the faults among the findings"),
        ("README.md", "no extract", "of a kind that holds none"),
    ]


def test_the_strip_counts_files_and_findings() -> None:
    files = (FileLine(file="a.csv", state="read"), FileLine(file="b.csv", state="not read"))
    known = replace(finding(Severity.WITHHOLDS), acknowledged=KNOWN)
    dashboard = shown(finding(Severity.WITHHOLDS, "x"), known, files=files, faults=("b.csv",))

    assert lines(dashboard, "counts")[0].split(" | ") == [
        "1 of 2 files read",
        "1 not used, or not whole",
        "1 withholds figures",
        "0 are notes",
        "1 acknowledged",
    ]


def test_the_picture_marks_the_months_of_a_finding_in_its_sources_row() -> None:
    months = (Month.of(2025, 3), Month.of(2025, 4))
    rows = picture(shown(finding(Severity.WITHHOLDS, "hole", *months)))

    marked = {row[0]: [at for at, cell in enumerate(row[2:-1]) if cell == "▲"] for row in rows}
    assert marked["MPS recorded crime, borough"] == [26, 27]
    assert next(row[-1] for row in rows if row[0] == "MPS recorded crime, borough") == "▲ withholds"


def test_a_wrong_row_of_acknowledged_is_a_sentence() -> None:
    dashboard = shown()
    wrong = replace(KNOWN, fault="Settings!D70: a date was wanted; found 'soon'.")
    settings = replace(dashboard.settings, acknowledged=(wrong,))

    assert lines(replace(dashboard, settings=settings), "entries")[0] == (
        "Settings, Acknowledged: Settings!D70: a date was wanted; found 'soon'."
    )
