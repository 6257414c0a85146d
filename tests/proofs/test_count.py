"""What a proof counted is kept whole, and stands in the paper in the order of the proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from proofs.count import BEGINS, ENDS, Count, Run, keep, table, with_table

if TYPE_CHECKING:
    from pathlib import Path

RUN = Run(
    "kills",
    "2026-11-28",
    19.6,
    [Count("Refreshes killed", 1200, 0, "61 before, 1,139 after"), Count("Builds killed", 200, 2)],
)


def test_a_run_is_kept_whole(tmp_path: Path) -> None:
    RUN.write(tmp_path)

    assert Run.read(tmp_path / "kills.json") == RUN


def test_its_failures_are_those_of_all_that_was_tried() -> None:
    assert RUN.failed == 2


def test_each_count_is_a_line_and_the_command_stands_once() -> None:
    _, _, first, second = table([RUN]).splitlines()

    assert first.startswith(
        "| Refreshes killed | 1,200 | 0 | 61 before, 1,139 after | `make prove "
    )
    assert first.endswith(" PROOFS=kills` | 2026-11-28, 20 min |")
    assert second == "| Builds killed | 200 | 2 |  |  |  |"


def test_the_table_takes_the_place_of_the_one_before() -> None:
    paper = f"Before.\n\n{BEGINS}\n\nold\n\n{ENDS}\n\nAfter.\n"

    again = with_table(with_table(paper, []), [RUN])
    assert again == f"Before.\n\n{BEGINS}\n\n{table([RUN])}\n\n{ENDS}\n\nAfter.\n"


def test_what_is_kept_as_a_proof_ends_leaves_the_others_where_they_are(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(with_table(f"Before.\n\n{BEGINS}\n\n{ENDS}\n", []), "utf-8")
    faults = Run("faults", "2026-11-28", 12.2, [Count("Calls refused", 195)])
    again = Run("kills", "2026-11-29", 56.0, [Count("Refreshes killed", 200)])

    for run in (RUN, faults, again):
        keep(run, tmp_path / "kept", paper)

    assert paper.read_text("utf-8") == with_table(paper.read_text("utf-8"), [again, faults])
    assert "2026-11-28, 20 min" not in paper.read_text("utf-8")
