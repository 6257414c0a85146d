"""What a refresh writes, as an edition shows it."""

from __future__ import annotations

import re
from csv import DictReader

import pytest

from workbook.block import Block, Formula, TableBlock
from workbook.layout.edition import Audience
from workbook.layout.edition_words import in_edition
from workbook.layout.edition_writes import edition_writes
from workbook.layout.table import Seen, Table, refresh
from xlsrc.resources import data_folder
from xlsrc.words.action_sentences import NO_ACTIONS
from xlsrc.words.board import NONE_YET
from xlsrc.words.decision import NONE_RECORDED

TABLE = Table(
    name="T",
    sheet="S",
    columns=(refresh("A", 1, seen=Seen.PUBLIC), refresh("B", 1, seen=Seen.RESTRICTED)),
)
HIDDEN = Table(name="H", sheet="S", columns=(refresh("A", 1, seen=Seen.NEVER),))


def test_formulas_become_their_values() -> None:
    block = Block("b", ((Formula("1+1", 2.0), "x", None), (Formula("TRUE", value=True), 3, "y")))

    (found,) = edition_writes([block], [], Audience.RESTRICTED)

    assert found == Block("b", ((2.0, "x", None), (True, 3, "y")))


def test_columns_and_tables_that_are_not_seen_are_not_written() -> None:
    blocks = [
        TableBlock("T", ("B", "A"), (("secret", Formula("A1", 1.0)),), keys=("A",)),
        TableBlock("H", ("A",), (("secret",),)),
    ]

    found = list(edition_writes(blocks, [TABLE, HIDDEN], Audience.PUBLIC))

    assert found == [TableBlock("T", ("A",), ((1.0,),), keys=("A",))]


def test_texts_point_to_no_sheet_of_analysts() -> None:
    text = "Late: a protocol (due 30 November 2025). See Duties."

    assert in_edition(text, Audience.PUBLIC) == "Late: a protocol (due 30 November 2025)."


@pytest.mark.parametrize("folder", ["defaults", "defaults/national"])
def test_objectives_of_the_examples_ask_their_readers_for_nothing(folder: str) -> None:
    text = (data_folder() / folder / "Sections.csv").read_text(encoding="utf-8")
    said = [in_edition(one["Objective"], Audience.PUBLIC) for one in DictReader(text.splitlines())]

    assert len(said) > 5
    assert not re.search("replace|your|Settings", " ".join(said))


def test_nobody_who_has_no_workbook_is_told_of_one() -> None:
    texts = [NO_ACTIONS, NONE_YET, f"Ask the lead? ({NONE_RECORDED})"]

    assert [in_edition(one, Audience.PUBLIC) for one in texts] == [
        "No actions are recorded.",
        "None recorded yet.",
        "Ask the lead? (no action is recorded)",
    ]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "Objective: Fewer fires (example: replace with your strategy's wording) · Lead: A",
            "Objective: Fewer fires (example) · Lead: A",
        ),
        (
            (
                "Objective: Write your strategy's objective here (an example priority: rename or "
                "replace it on Settings)"
            ),
            "Objective: not set",
        ),
        ("No actions are recorded in this workbook.", "No actions are recorded."),
        ("No impact is asked about on the Outcomes sheet.", "No impact is estimated."),
        ("nothing is recorded on Actions, Outputs and Outcomes yet", "nothing is recorded yet"),
        ("figures recomputed by formula agree", "figures agree, worked out twice"),
    ],
)
def test_an_edition_asks_nobody_to_fill_anything_in(ours: str, theirs: str) -> None:
    assert in_edition(ours, Audience.PUBLIC) == theirs


def test_a_public_edition_never_says_whether_anything_was_heard() -> None:
    nothing = "Nothing is recorded on the sheet What we heard."

    assert in_edition(nothing, Audience.RESTRICTED) == "Nothing is recorded."
    assert "not part of a public edition" in in_edition(nothing, Audience.PUBLIC)
