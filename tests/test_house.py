"""The house rules that no linter knows."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONGEST_FILE: Final = 300
LONGEST_FUNCTION: Final = 60

LONG_FILES: Final = {
    "tests/e2e/test_pack.py": "one question, what the pack shows, asked part by part",
    "tests/support/analyst.py": "one analyst, who does everything that analysts do to a workbook",
    "tests/support/made_up.py": "one partnership, made up figure by figure",
    "tests/xlsrc/comparison/test_peers.py": "one comparison, asked case by case",
    "tests/xlsrc/comparison/test_targets.py": "one target, asked case by case",
    "tests/xlsrc/extracts/test_database_query.py": "what a query cannot do, word by word",
    "tests/xlsrc/extracts/test_containers.py": "what a file may come in, kind by kind",
    "tests/xlsrc/extracts/gate/test_street_rules.py": "one publisher's files, rule by rule",
    "tests/xlsrc/extracts/gate/test_thresholds_of_files.py": "thresholds, rule by rule",
    "tests/xlsrc/extracts/gate/test_thresholds_of_pairs.py": "thresholds, rule by rule",
    "tests/xlsrc/gate/test_thresholds_of_series.py": "thresholds, rule by rule",
    "tests/xlsrc/extracts/test_store.py": "one store, asked release by release",
    "tests/xlsrc/words/test_action_sentences.py": "one plan's sentences, asked case by case",
    "tests/xlsrc/measures/test_outlook.py": "one outlook, asked history by history",
    **dict.fromkeys(
        [
            "tests/xlsrc/gate/test_cells_of_a_store.py",
            "tests/xlsrc/gate/test_series_at_fault.py",
            "tests/xlsrc/gate/test_unfinished_months.py",
            "tests/xlsrc/extracts/gate/test_areas_at_fault.py",
            "tests/xlsrc/extracts/gate/test_facts_of_findings.py",
            "tests/xlsrc/extracts/gate/test_findings_of_releases.py",
            "tests/xlsrc/extracts/gate/test_forces_at_fault.py",
            "tests/xlsrc/extracts/gate/test_labels_at_fault.py",
            "tests/xlsrc/extracts/gate/test_months_at_fault.py",
            "tests/xlsrc/extracts/gate/test_releases_at_odds.py",
            "tests/xlsrc/extracts/gate/test_rows_at_fault.py",
            "tests/xlsrc/extracts/gate/test_sums_at_fault.py",
            "tests/xlsrc/extracts/gate/test_two_releases.py",
            "tests/xlsrc/extracts/test_refusals.py",
            "tests/xlsrc/extracts/test_return_words.py",
            "tests/xlsrc/extracts/test_sheets_read_in_pieces.py",
            "tests/xlsrc/extracts/test_withheld_cells.py",
        ],
        "every limit and fact of what is found or refused, rule by rule",
    ),
}
"""Files that may be longer, and why."""

LONG_FUNCTIONS: Final = {
    "tests/support/made_up.py made_up_assessment": "one object with every field, no branch",
    "tests/support/rich_workbook.py make_rich_workbook": "one feature of Excel a line, no branch",
    "xlsrc/measures/benchmark.py funnel": "half is docstring; then a published formula",
    "xlsrc/measures/level_filter.py filtered": "a third is docstring; then a month's steps",
}
"""Functions that may be longer, their docstrings included, and why."""

FILES: Final = sorted(
    path
    for folder in ("xlsrc", "workbook", "tests", "benchmarks", "proofs", "docs")
    for path in (ROOT / folder).rglob("*.py")
)
IGNORED: Final = re.compile(r"# type[:] ignore(?!\[[a-z, -]+\]  # \w)")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{named(path)} {node.name}"


def test_only_the_files_named_here_are_longer_than_300_lines() -> None:
    found = {
        named(path)
        for path in FILES
        if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE
    }

    assert found == set(LONG_FILES)


def test_only_the_functions_named_here_are_longer_than_60_lines() -> None:
    assert {name for path in FILES for name in long_functions(path)} == set(LONG_FUNCTIONS)


def test_a_type_is_ignored_by_its_code_and_with_a_reason() -> None:
    bare = [
        f"{named(path)}:{number}"
        for path in FILES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if IGNORED.search(line)
    ]

    assert bare == []


def test_tests_that_make_up_examples_are_marked_slow() -> None:
    """Hypothesis tries 50 examples or more of each: not in the inner loop."""
    made_up = [
        path for path in FILES if re.search(r"^@given\(", path.read_text("utf-8"), re.MULTILINE)
    ]

    assert [named(p) for p in made_up if "pytest.mark.slow" not in p.read_text("utf-8")] == []
