"""The reference is made from the code as it is now, and the documents name only what there is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from docs.reference.make import PAGES
from docs.reference.markdown import anchor
from docs.reference.of_commands import HELP, command_lines, global_options
from docs.reference.of_indicators import defined
from tests.support.paths import ROOT
from workbook.cli import COMMANDS
from workbook.excel.excel_function import FUNCTIONS
from workbook.house.named_functions import NAMED_FUNCTIONS
from workbook.sheets.registry import TABLES
from xlsrc.domain.settings import ALL_SETTINGS
from xlsrc.words.codes import registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REFERENCE = ROOT / "docs" / "reference"
HISTORY = ("CHANGELOG.md", "decisions")
"""Papers that speak of what was, too."""

PAPERS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    if not {*path.relative_to(ROOT).parts} & {*HISTORY}
)
LINES = {
    one.words: {word for option in one.options for word in option.names} for one in command_lines()
}
GLOBAL = {word for option in global_options() for word in option.names} | {HELP}
COLUMNS = {column.header for table in TABLES for column in table.columns}
SETTINGS = {setting.name for setting in ALL_SETTINGS.values()}
STYLED = r"(?:\*(?!\*)([^*\n]+)\*|`([^`\n]+)`)"


def text_of(page: str) -> str:
    return (REFERENCE / f"{page}.md").read_text(encoding="utf-8")


def headings(page: str) -> list[str]:
    return re.findall(r"^##+ (.+)$", text_of(page), re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_reference_is_that_of_the_code(page: str) -> None:
    assert PAGES[page]() == text_of(page), "stale: run `python -m docs.reference.make`"


def test_every_page_of_the_reference_is_made() -> None:
    assert {path.stem for path in REFERENCE.glob("*.md")} == {*PAGES}


def test_every_command_stands_in_the_reference_once() -> None:
    named = [words.split()[0] for words in LINES]

    assert list(dict.fromkeys(named)) == [command.name for command in COMMANDS]
    assert [one for one in headings("commands") if one.startswith("safer ")] == [
        *(f"safer {words}" for words in LINES)
    ]


def test_every_table_setting_and_function_has_its_heading() -> None:
    functions = [one for one in headings("functions") if not one.startswith("Of ")]

    assert headings("tables") == [table.name for table in TABLES]
    assert headings("settings") == [setting.name for setting in ALL_SETTINGS.values()]
    assert functions == [*FUNCTIONS, *(one.name for one in NAMED_FUNCTIONS)]


@pytest.mark.parametrize("page", ["findings", "errors"])
def test_every_code_has_its_heading_where_its_address_leads(page: str) -> None:
    explained = getattr(registry, page)().values()

    addresses = [one.address for one in explained]
    assert addresses == [f"docs/reference/{page}.md#{one.code}" for one in explained]
    assert {one.code for one in explained} <= {*map(anchor, headings(page))}


def test_every_column_stands_under_its_table() -> None:
    sections = dict(zip(headings("tables"), text_of("tables").split("\n## ")[1:], strict=True))

    for table in TABLES:
        rows = re.findall(
            r"^\| (.+?) \| (?:you|refresh|a formula) \|", sections[table.name], re.MULTILINE
        )
        assert [row.replace("\\", "") for row in rows] == [*table.headers]


def test_every_indicator_stands_in_the_reference() -> None:
    shipped = [one["Id"] for folder in ("", "national") for one in defined(folder)]

    assert re.findall(r"^\| [^|]+ `(\w+)` \|", text_of("indicators"), re.MULTILINE) == shipped


def test_no_two_headings_of_a_page_have_one_anchor() -> None:
    for page in PAGES:
        anchors = [anchor(one) for one in headings(page)]
        assert len(anchors) == len({*anchors}), page


def called(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command line of a text, in code style or a block: its command, and its options."""
    pieces = [
        found[0] or found[1]
        for found in re.findall(r"```\w*\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
    ]
    pieces += re.findall(r"^(?: {4}|\t)(.+)$", text, re.MULTILINE)
    for line in "\n".join(pieces).replace("\\\n", " ").splitlines():
        for found in re.finditer(r"(?:^|[\s/\\(;&|])safer(?:\.exe)? ([^;&#]*)", line):
            words = found[1].replace("…", " ").split()
            command = words[:1]
            if " ".join(words[:2]) in LINES:
                command = words[:2]
            yield " ".join(command), re.findall(r"(?<!\S)[\[(]?(--[a-z-]+)", found[1])


def wrong_calls(text: str) -> list[str]:
    groups = {words.split()[0] for words in LINES}
    wrong = []
    for command, options in called(text):
        known = LINES.get(command, set())
        if command not in groups | {*LINES} and not re.match(r"--|[A-Z\[]", command):
            wrong.append(command)
        wrong += [f"{command} {one}" for one in options if one not in known | GLOBAL]
    return wrong


def names_after(word: str, text: str) -> list[str]:
    """What is named in italics or code style beside a word: the table `X`, the `X` table."""
    found = re.findall(rf"\b{word} {STYLED}|{STYLED} {word}\b", text)
    return [next(filter(None, one)) for one in found]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_names_only_what_there_is(paper: Path) -> None:
    text = paper.read_text(encoding="utf-8")
    tables = {table.name: table for table in TABLES}
    functions = {*FUNCTIONS, *(one.name for one in NAMED_FUNCTIONS)}

    assert wrong_calls(text) == []
    assert {*names_after("tables?", text)} - {*tables} == set()
    assert {*names_after("columns?", text)} - COLUMNS == set()
    assert {*names_after("settings?", text)} - SETTINGS == set()
    assert {*re.findall(r"\bSC_[A-Z0-9_]+\b|\bSafer\.[A-Z]\w+", text)} - functions == set()
    for name, column in re.findall(r"`([A-Z]\w+)\[([^\]]+)\]`", text):
        assert column in tables[name].headers


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("`safer refresh --as-at 2025-12`", []),
        ("`safer refresh --asat 2025-12`", ["refresh --asat"]),
        ("    safer refrsh FILE\n", ["refrsh"]),
        ("```\nsafer peers suggest --count 5\n```", []),
        ("```\nsafer peers suggest --counts 5\n```", ["peers suggest --counts"]),
        ("`.venv/bin/safer build --to x`", ["build --to"]),
    ],
)
def test_a_command_line_that_there_is_not_is_seen(text: str, wrong: list[str]) -> None:
    assert wrong_calls(text) == wrong
