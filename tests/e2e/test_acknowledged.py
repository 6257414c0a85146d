"""A finding from the command line to its acknowledgement, as a scheduled job meets it."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.damage import damaged
from workbook.block import TableBlock
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.settings_layout import ACKNOWLEDGED_TABLE
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from xlsrc.extracts.gate.finding import Finding

pytestmark = pytest.mark.slow

SAFER = Path(sys.executable).with_name("safer")


def safer(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SAFER, *arguments], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged") / "extracts"
    return damaged("area misspelt, half", 0).written(folder, with_older=False)


@pytest.fixture(scope="module")
def finding(extracts: Path) -> Finding:
    (found,) = (one for one in Store.open(extracts, cache=None).findings if one.is_doubt)
    return found


def with_entry(template: Path, target: Path, *entry: str) -> Path:
    """The template with one more row in its table Acknowledged."""
    row = TableBlock(ACKNOWLEDGED_TABLE.name, ACKNOWLEDGED_TABLE.headers, (entry,), ("Finding",))
    HeadlessWorkbook.open(template).write([row], target, as_at=datetime.date(2025, 12, 1))
    return target


def figures(extracts: Path, folder: Path, *more: str | Path) -> tuple[int, list[Any], str]:
    run = safer(
        "figures", "--extracts", extracts, "--format", "json", "--strict", *more, folder=folder
    )
    return run.returncode, json.loads(run.stdout), run.stderr


def test_a_finding_that_withholds_ends_a_strict_run_with_1_and_is_printed_once(
    extracts: Path, finding: Finding, tmp_path: Path
) -> None:
    code, _, said = figures(extracts, tmp_path)

    assert (code, said.count(finding.sentence)) == (1, 1)
    assert f"Finding (withholds, {finding.reference}): " in said


def test_a_refresh_says_it_once_and_ends_with_1_only_if_asked(
    extracts: Path, finding: Finding, tmp_path: Path
) -> None:
    strict = safer("refresh", "--extracts", extracts, "--strict", folder=tmp_path)
    plain = safer("refresh", "--extracts", extracts, folder=tmp_path)

    said = strict.stderr.count(finding.sentence)
    assert (strict.returncode, plain.returncode, said) == (1, 0, 1)


def test_json_has_the_parts_of_a_finding(extracts: Path, finding: Finding, tmp_path: Path) -> None:
    _, rows, _ = figures(extracts, tmp_path)

    found = [one for row in rows for one in row["findings"] if one["id"] == finding.id]
    assert found[0] == {
        "id": finding.id,
        "reference": finding.reference,
        "rule": "unknown-area",
        "severity": "withholds",
        "sentence": finding.sentence,
        "of_peers": True,
        "acknowledged": None,
    }


def test_csv_has_the_sentences(extracts: Path, finding: Finding, tmp_path: Path) -> None:
    run = safer("figures", "--extracts", extracts, "--format", "csv", folder=tmp_path)

    assert finding.sentence in run.stdout


def test_an_acknowledged_finding_is_said_with_who_and_why_and_ends_nothing(
    extracts: Path, finding: Finding, template: Path, tmp_path: Path
) -> None:
    book = with_entry(
        template, tmp_path / "a.xlsx", finding.reference, "Data officer", "Asked", "2999-12"
    )

    code, rows, said = figures(extracts, tmp_path, "--workbook", book)

    named = [one for row in rows for one in row["findings"] if one["id"] == finding.id]
    assert (code, {one["acknowledged"] for one in named}) == (0, {"Data officer"})
    assert "acknowledged by Data officer, until 31 December 2999: Asked" in said


@pytest.mark.parametrize(
    ("until", "factor", "why"),
    [("2020-01", 1.0, "but only until 31 January 2020"), ("always", 2.0, "but the figure moved")],
)
def test_it_comes_back_when_its_time_or_its_facts_have_passed(
    until: str,
    factor: float,
    why: str,
    extracts: Path,
    finding: Finding,
    template: Path,
    tmp_path: Path,
) -> None:
    reference = f"{finding.id}-{factor * finding.size:.0f}"
    book = with_entry(template, tmp_path / "a.xlsx", reference, "Data officer", "Asked", until)

    code, _, said = figures(extracts, tmp_path, "--workbook", book)

    assert (code, why in said) == (1, True)


def test_a_row_that_names_no_finding_is_a_sentence_of_figures_and_of_check(
    extracts: Path, template: Path, tmp_path: Path
) -> None:
    book = with_entry(template, tmp_path / "a.xlsx", "0000000000-7", "Me", "Typing", "always")
    refreshed = tmp_path / "b.xlsx"

    run = safer("refresh", book, "--extracts", extracts, "--out", refreshed, folder=tmp_path)
    checked = safer("check", refreshed, folder=tmp_path)

    sentence = "the reference of a finding on Data quality was wanted; found '0000000000-7'"
    assert (run.returncode, sentence in run.stderr, sentence in checked.stdout) == (0, True, True)
