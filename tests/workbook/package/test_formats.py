from __future__ import annotations

import pytest

from workbook.package.formats import number_format


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("#,##0;−#,##0;0", '#,##0;"−"#,##0;0'),
        ("#,##0;−#,##0;0", r"#,##0;\−#,##0;0"),
        ('+0.0 "pt"', r"\+0.0\ \p\t"),
        ('0.0 "%"', r"0.0\ \%"),
        ("+0 %", '"+"0" "%'),
    ],
)
def test_quoted_escaped_and_bare_letters_are_one_format(one: str, other: str) -> None:
    assert number_format(one) == number_format(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("0 %", '0 "%"'), ("0.0", '0"."0'), ("d mmm", '"d" mmm'), ("0;0", '0";"0'), ("@", r"\@")],
)
def test_a_letter_with_a_meaning_is_not_the_same_when_quoted(one: str, other: str) -> None:
    assert number_format(one) != number_format(other)
