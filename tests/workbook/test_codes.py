"""Every error and every finding has a code that is explained, and nothing else is."""

from __future__ import annotations

import ast
import importlib
import re
from typing import TYPE_CHECKING, Final

import pytest

from tests.support.paths import ROOT
from xlsrc.domain.errors import DashboardError, TableError
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.gate.order import ORDER
from xlsrc.words.codes.registry import (
    FILE_NOT_USED,
    FILE_UNUSABLE,
    NOT_UNDERSTOOD,
    Explanation,
    UnknownCodeError,
    errors,
    explanation,
    findings,
)
from xlsrc.words.titles import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCES: Final = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path.read_text(encoding="utf-8")
    for package in ("xlsrc", "workbook")
    for path in (ROOT / package).rglob("*.py")
}
"""The text of every module of the product."""

DECLARED: Final = re.compile(r"^class (\w+Error)\(", re.MULTILINE)

NOT_BY_A_CLASS: Final = {FILE_NOT_USED, FILE_UNUSABLE, NOT_UNDERSTOOD}
"""Codes of sentences that are no error of the program's own: of a file that is left out, of
words that are no command, and of the system's errors, which have a class as well."""

ALL: Final = {**findings(), **errors()}


def error_classes() -> Iterator[type[DashboardError]]:
    """Every class of an error that a person can mend, in whatever room."""
    for module, text in SOURCES.items():
        for name in DECLARED.findall(text):
            found = getattr(importlib.import_module(module), name)
            if issubclass(found, DashboardError):
                yield found


CLASSES: Final = sorted(error_classes(), key=lambda one: one.__name__)
KINDS_ONLY: Final = {one.__name__ for one in CLASSES if not one.code}
"""Classes that stand for several kinds."""


def findings_made() -> Iterator[dict[str | None, ast.expr]]:
    """What each finding is made of, as it is written where that is done."""
    for text in SOURCES.values():
        if "Finding(" in text:
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                    yield {one.arg: one.value for one in node.keywords}


def test_every_kind_of_error_is_explained_and_no_other_is() -> None:
    assert {one.code for one in CLASSES if one.code} | NOT_BY_A_CLASS == set(errors())


def test_classes_without_a_code_stand_for_several_kinds_and_are_never_raised() -> None:
    several = {parent.__name__ for one in CLASSES for parent in one.__mro__[1:]}

    assert several >= KINDS_ONLY
    raised = re.compile(rf"(?<!class )\b({'|'.join(KINDS_ONLY)})\(")
    assert [module for module, text in SOURCES.items() if raised.search(text)] == []


def test_an_error_of_another_class_says_its_own_code() -> None:
    """A class with its parent's code would be told as its parent."""
    inherited = [one.__name__ for one in CLASSES if one.code and "code" not in vars(one)]

    assert inherited == []


def test_every_rule_of_the_gate_is_explained_and_no_other_is() -> None:
    assert set(findings()) == set(TITLES)
    assert set(ORDER) <= set(TITLES)


def test_a_rule_is_said_to_do_what_it_does() -> None:
    """As far as its code names the rule and the weight where it makes the finding."""
    weights = {one.name: one.value for one in Severity}
    said: dict[str, set[str]] = {}
    for parts in findings_made():
        rule = parts.get("rule")
        if isinstance(rule, ast.Constant):
            named = {
                weights[node.attr]
                for node in ast.walk(parts["severity"])
                if isinstance(node, ast.Attribute) and node.attr in weights
            }
            said.setdefault(str(rule.value), set()).update(named)

    assert len(said) > 20
    # Of a force with a few months it is said afterwards; of a label where label-starts is, too.
    said["force-stops"].add("notes")
    said["label-stops"].add("notes")
    assert {rule: set(findings()[rule].severity) for rule in said} == said


@pytest.mark.parametrize("one", ALL.values(), ids=ALL)
def test_an_explanation_is_in_whole_sentences(one: Explanation) -> None:
    for text in (one.means, one.why, one.action):
        assert text[0].isupper() or text.startswith("--")
        assert text.endswith(".")
        assert "  " not in text
    assert one.title[-1] != "."
    assert set(one.severity) <= {weight.value for weight in Severity}


def test_no_code_and_no_title_is_there_twice() -> None:
    assert set(findings()) & set(errors()) == set()
    titles = [one.title.casefold() for one in ALL.values()]
    assert sorted(titles) == sorted(set(titles))


def test_a_code_is_known_in_brackets_in_capitals_and_by_its_title() -> None:
    asked = ("hole", "[Hole]", "Months missing", " HOLE ")

    assert {explanation(one).code for one in asked} == {"hole"}


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownCodeError, match=r"found 'rows-misssing': perhaps rows-missing or"):
        explanation("rows-misssing")


def test_a_code_like_no_other_is_sent_to_the_list() -> None:
    with pytest.raises(UnknownCodeError, match="`safer explain` lists them all"):
        explanation("3f9a1c20b7-1200")


def test_an_address_is_the_page_and_the_place_there() -> None:
    assert explanation("hole").address == "docs/reference/findings.md#hole"
    assert explanation("table-cell").address == "docs/reference/errors.md#table-cell"


def test_faults_of_tables_keep_their_code_in_another_process() -> None:
    for kind in (one for one in CLASSES if issubclass(one, TableError)):
        rebuilt, arguments = kind(("a", "b")).__reduce__()
        assert (rebuilt, arguments) == (kind, (("a", "b"),))
