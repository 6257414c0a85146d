"""Number formats beside what Excel takes: letters that are none of its own stand in quotes."""

from __future__ import annotations

import re

import pytest

from workbook.house.style import NUMBERS

BARE = set("$-+/():!^&'~{}<> 0#?.,%@;E") | set("mdyh")
"""What Excel shows bare, and its codes (Number format codes, Microsoft support)."""


@pytest.mark.parametrize("name", NUMBERS)
def test_letters_that_excel_does_not_know_are_quoted(name: str) -> None:
    outside = re.sub(r'"[^"]*"|\[[^\]]*\]', "", NUMBERS[name])

    assert outside == "General" or set(outside) <= BARE


@pytest.mark.parametrize("name", NUMBERS)
def test_a_minus_is_the_typographic_one(name: str) -> None:
    assert "-" not in NUMBERS[name]
