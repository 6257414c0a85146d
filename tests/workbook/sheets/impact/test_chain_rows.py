"""The chain's boxes: what stands in the row above is not said again."""

from __future__ import annotations

from dataclasses import replace

from tests.support.made_up import made_up_dashboard
from workbook.sheets.impact.chain_rows import ARROW, chain_rows
from xlsrc.plan.chain import Link, links

SETTINGS = made_up_dashboard().settings
FIRST = next(one for one in links(SETTINGS) if one.action and one.output and one.outcome)
KEYS = ("action", "output", "outcome")


def rows(*others: Link) -> list[tuple[str, ...]]:
    """The boxes of each row by their first letters, and its arrows."""
    arrows = ("to_output", "to_outcome", "to_priority")
    return [
        (*(str(row.get(key, ""))[:3] for key in KEYS), *(str(row[at] or "") for at in arrows))
        for row in chain_rows((FIRST, *others))
    ]


def test_a_second_output_of_an_action_and_a_second_outcome_of_an_output_stand_alone() -> None:
    assert FIRST.output is not None
    assert FIRST.outcome is not None
    output = replace(FIRST.output, ref="Q9", text="Patrols")
    outcome = replace(FIRST.outcome, ref="C9", text="Fewer calls")

    found = rows(
        replace(FIRST, outcome=outcome),
        replace(FIRST, output=output, outcome=outcome),
        replace(FIRST, action=None, outcome=None),
    )

    action, made, led = found[0][:3]
    assert found == [
        (action, made, led, ARROW, ARROW, ARROW),
        ("", "", "Few", "", ARROW, ARROW),
        ("", "Q9 ", "Few", "", ARROW, ARROW),
        ("no ", made, "no ", "", "", ""),
    ]
    assert (action, made) == (f"{FIRST.action and FIRST.action.ref}", f"{FIRST.output.ref} ")
