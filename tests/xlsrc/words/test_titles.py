"""What the gate found, in words."""

from xlsrc.extracts.gate.order import ORDER
from xlsrc.words.titles import TITLES


def test_every_rule_has_a_short_name_and_nothing_else_has() -> None:
    assert set(TITLES) == set(ORDER)


def test_no_two_rules_have_the_same_short_name() -> None:
    assert len(set(TITLES.values())) == len(ORDER)
