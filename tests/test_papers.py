"""The documents agree with one another, and with the project that they speak of."""

from __future__ import annotations

import re
import runpy
import tomllib
from typing import TYPE_CHECKING

import pytest

from proofs.count import PAPER, last_runs, with_table
from tests.support.paths import ROOT
from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"
DECISIONS = sorted(path for path in (DOCS / "decisions").glob("*.md") if path.name != "README.md")
PAPERS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), ROOT / "data" / "README.md"])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
VERSION = re.compile(r"^## \[(.+)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def links(paper: Path) -> list[str]:
    """What a document links to within the project."""
    found: list[str] = LINK.findall(paper.read_text(encoding="utf-8"))
    return [link for link in found if "://" not in link]


def test_the_picture_of_the_rooms_is_that_of_the_imports() -> None:
    drawn = runpy.run_path(str(DOCS / "pictures" / "architecture.py"))["picture"]()

    stale = "the imports have changed: run `python docs/pictures/architecture.py`"
    assert drawn == (DOCS / "pictures" / "architecture.svg").read_text(encoding="utf-8"), stale


@pytest.mark.parametrize("package", ["xlsrc", "workbook"])
def test_every_room_stands_in_the_architecture(package: str) -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (ROOT / package).iterdir() if path.name[0] not in "._"}

    assert {room for room in rooms if f"`{room}`" not in text} == set()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_within_the_project_leads_somewhere(paper: Path) -> None:
    assert [link for link in links(paper) if not (paper.parent / link).exists()] == []


def test_every_decision_is_listed_once() -> None:
    listed = links(DOCS / "decisions" / "README.md")

    assert sorted(listed) == [path.name for path in DECISIONS]


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_a_title_a_date_and_a_reason(decision: Path) -> None:
    title, _, date, _, *rest = decision.read_text(encoding="utf-8").splitlines()

    month = Month.parse(date[:7])
    reasons = sum(line.startswith("**Why.**") for line in rest)
    assert (title[:2], str(month), reasons) == ("# ", date[:7], 1)


def test_the_newest_version_of_the_changelog_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    versions = VERSION.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))

    assert versions[0][0] == project["version"]


def test_the_changelog_goes_back_in_time() -> None:
    versions = VERSION.findall((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))

    dates = [date for _, date in versions]
    assert dates == sorted(dates, reverse=True)


def test_the_counts_of_the_proofs_are_those_of_their_last_runs() -> None:
    text = PAPER.read_text(encoding="utf-8")

    assert with_table(text, last_runs()) == text, "run `make prove`: the table is made by it"


def test_no_proof_failed_when_it_last_ran() -> None:
    assert [run.proof for run in last_runs() if run.failed] == []
