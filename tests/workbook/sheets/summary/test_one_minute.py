"""The one-minute test's paper quotes what Summary says, and answers each of its four questions."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.support.paths import ROOT
from workbook.build.area_tables import tables_of_area
from workbook.sheets.summary import values
from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings as table_settings
from xlsrc.assess import dashboard
from xlsrc.library import open_extracts
from xlsrc.scope import Scope

PAPER = ROOT / "docs" / "one-minute-test.md"
WITHOUT_PLAN = ("Croydon", "Camden", "Westminster", "Kingston upon Thames")
BOROUGHS = ("Barnet", *WITHOUT_PLAN)
QUESTIONS = (
    "What changed?",
    "What is being done?",
    "Does it work?",
    "What is to be decided?",
)
LINE = re.compile(r"^- Line (\d) · (.+?) · (.+)$", re.MULTILINE)
ROW = re.compile(r"^- Row · (.+?) · (.+)$", re.MULTILINE)


@cache
def printed(name: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The lines of a borough's Summary, and what its sections' rows say by their names."""
    store = open_extracts()
    tables = tables_of_area(store.area(name), store) if name in WITHOUT_PLAN else default_tables()
    settings = table_settings(tables, store.offences.names, store.places)
    found = {
        block.name: block.values for block in values.blocks(dashboard(Scope.of(store, settings)))
    }
    lines = [
        (str(topic), str(text)) for topic, text in found["summary.sentences"] if topic is not None
    ]
    rows = {str(row[0]): str(row[3]) for row in found["summary.table"] if row[1] is None}
    return lines, rows


@pytest.mark.parametrize(
    "name", ["Barnet", *(pytest.param(one, marks=pytest.mark.slow) for one in WITHOUT_PLAN)]
)
def test_each_answer_stands_on_the_page_as_the_paper_quotes_it(name: str) -> None:
    text = PAPER.read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    part = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    lines, rows = printed(name)

    answers = re.split(r"^\*\*(.+?)\*\*$", part, flags=re.MULTILINE)
    assert tuple(answers[1::2]) == QUESTIONS
    assert all(LINE.search(answer) or ROW.search(answer) for answer in answers[2::2])
    assert {at: (topic, said) for at, topic, said in LINE.findall(part)} == {
        str(at): line for at, line in enumerate(lines, start=1)
    }
    quoted = dict(ROW.findall(part))
    assert quoted
    assert {one: rows[one] for one in quoted} == quoted
