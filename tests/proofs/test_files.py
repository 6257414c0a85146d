"""A run of all proofs that was ended goes on, on the same files; on others it begins anew."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from proofs import PROOFS
from proofs.__main__ import to_go_on_from
from proofs.count import Count, Run
from proofs.files import digest

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "workbook/save.py": "one = 1\n",
    "README.md": "Read me.\n",
    "docs/reliability/kills.json": "{}\n",
    "proofs/mutants/survivors.md": "None.\n",
    ".gitignore": "out/\n",
}
RUN = Run("kills", "2026-11-28", 56.0, [Count("Refresh killed", 200)], "abc")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder under git, with nothing committed yet."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "is_another"),
    [
        ("workbook/save.py", True),
        ("workbook/added.py", True),
        ("proofs/kills.py", True),
        ("proofs/attacked.py", True),
        ("proofs/faults.py", False),
        ("proofs/mutants/survivors.md", False),
        ("README.md", False),
        ("docs/reliability/kills.json", False),
        ("docs/reliability/faults.json", False),
        ("out/proofs/kills.json", False),
    ],
)
def test_papers_and_counts_are_not_what_counts_are_of(
    project: Path, name: str, *, is_another: bool
) -> None:
    before = digest("kills", project)

    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("another\n", "utf-8")

    assert (digest("kills", project) != before) == is_another


@pytest.mark.parametrize(
    ("name", "proof", "is_another"),
    [
        ("tests/test_save.py", "kills", False),
        ("tests/test_save.py", "coverage", True),
        ("tests/test_save.py", "mutants", True),
        ("tests/support/little_book.py", "kills", True),
        ("proofs/mutants/survivors.md", "mutants", True),
    ],
)
def test_the_tests_count_where_they_are_run_and_their_support_everywhere(
    project: Path, name: str, proof: str, *, is_another: bool
) -> None:
    before = digest(proof, project)

    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("another\n", "utf-8")

    assert (digest(proof, project) != before) == is_another


def test_it_is_the_same_before_and_after_a_commit_and_another_without_a_file(
    project: Path,
) -> None:
    before = digest("kills", project)
    subprocess.run(["git", "add", "."], cwd=project, check=True)

    assert digest("kills", project) == before
    (project / "workbook/save.py").unlink()
    assert digest("kills", project) != before


def test_outside_git_nothing_is_known(tmp_path: Path) -> None:
    assert not digest("kills", tmp_path)


def test_a_run_goes_on_with_what_did_not_run_whole_on_these_files(tmp_path: Path) -> None:
    for run in (
        RUN,
        replace(RUN, proof="writers", of="of other files"),
        replace(RUN, proof="people", of=""),
    ):
        run.write(tmp_path)

    assert to_go_on_from(tmp_path, lambda _: "abc") == [RUN]
    assert to_go_on_from(tmp_path, lambda _: "def") == []
    assert to_go_on_from(tmp_path, lambda _: "") == []


def test_what_failed_is_not_tried_until_it_passes(tmp_path: Path) -> None:
    failed = replace(RUN, proof="faults", counts=[Count("Calls refused", 10, failed=1)])
    failed.write(tmp_path)

    assert to_go_on_from(tmp_path, lambda _: "abc") == [failed]
    assert to_go_on_from(tmp_path, lambda _: "def") == []


@pytest.mark.parametrize("failed", [0, 1])
def test_a_run_that_came_to_its_end_is_no_more_to_go_on_from(tmp_path: Path, failed: int) -> None:
    for name in PROOFS:
        counts = [Count("Refresh killed", 200, failed=failed * (name == "faults"))]
        replace(RUN, proof=name, counts=counts).write(tmp_path)

    assert to_go_on_from(tmp_path, lambda _: "abc") == []
