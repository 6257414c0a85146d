"""Formulas in a block that refresh writes, and what depends on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.formula_workbook import FED, NAMES, OWN, after, formula_workbook, shown
from workbook.block import KEEP, Block, Formula

if TYPE_CHECKING:
    from pathlib import Path


def test_a_formula_in_a_block_that_an_analyst_changed_is_theirs(tmp_path: Path) -> None:
    source = formula_workbook(
        tmp_path / "own.xlsx",
        {"D1": ("Fed!B1*2", 77), "D2": ("Fed!B2*2", 77)},
        fed={"B1": ("A1*3", 77), "B2": ("A2*3", 77)},
        names={**NAMES, "wide": "=Fed!$A$1:$B$2"},
    )

    block = Block("wide", ((9, Formula("A1*2", 18)), (KEEP, Formula("A2*2", 4))))
    found = after(source, [block])

    assert [shown(found, FED, at) for at in ("B1", "B2")] == [None, 77]
    assert [shown(found, OWN, at) for at in ("D1", "D2")] == [None, 77]


def test_what_depends_on_a_formula_follows_the_value_from_python(tmp_path: Path) -> None:
    source = formula_workbook(
        tmp_path / "own.xlsx",
        {"D1": ("Fed!B1*2", 77), "D2": ("Fed!B2*2", 77)},
        fed={"B1": ("A1*2", 2), "B2": ("A2*2", 4)},
        names={**NAMES, "wide": "=Fed!$A$1:$B$2"},
    )

    block = Block("wide", ((9, Formula("A1*2", 18)), (2, Formula("A2*2", 4))))
    found = after(source, [block])

    assert [shown(found, OWN, at) for at in ("D1", "D2")] == [None, 77]
