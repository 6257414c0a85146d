"""The guide says what the workbook says."""

from __future__ import annotations

import re

import pytest

from tests.support.fenced import typed
from tests.support.paths import ROOT
from workbook.sheets.cover.words import AT_LEAST
from workbook.sheets.help.words import SYMBOLS

GUIDE = ROOT / "docs" / "guide"
MARKED = re.compile(r"^\| \*\*(.+?)\*\* \|", re.MULTILINE)


@pytest.mark.parametrize("word", [*(word for word, _, _ in SYMBOLS), AT_LEAST[0]])
def test_each_word_and_mark_of_the_workbook_is_explained_to_members(word: str) -> None:
    explained = MARKED.findall((GUIDE / "reading.md").read_text(encoding="utf-8"))

    assert word in explained


def test_the_commands_to_type_are_those_of_a_whole_first_hour() -> None:
    """From the installation to the edition: what a test of its own types from end to end."""
    lines = [
        line
        for paper in (ROOT / "README.md", GUIDE / "partnership.md")
        for block in typed(paper)
        for line in block.splitlines()
    ]

    assert [line.split(" ")[:2] for line in lines if " " in line and line.startswith("safer")] == [
        ["safer", word]
        for word in (
            "refresh", "extracts", "new", "new", "check", "returns", "refresh", "publish", "pack",
        )
    ]  # fmt: skip
