"""`safer check --reproduce`: figures worked out again, and each that is another named."""

from __future__ import annotations

import datetime
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_commands import safer
from workbook.block import Block, Formula, Keep, TableBlock
from workbook.package.archive import Archive
from workbook.package.structure import structure
from workbook.refresh import silent
from workbook.reproduce.compared import Cells
from workbook.reproduce.report import MOST_NAMED, Reproduction, reproduction
from workbook.writes import all_writes
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.block import Write
    from workbook.refresh import Refreshed

TODAY = datetime.date(2026, 11, 28)
LATEST = "mps/2026-01/MPS Borough Level Crime (most recent 24 months).csv"
BURGLARY = re.compile(r"(BURGLARY,BURGLARY - RESIDENTIAL,Barnet,.*,)(\d+)")


def again(workbook: Path, extracts: Path) -> Reproduction:
    return reproduction(workbook, extracts, today=TODAY, progress=silent)


@pytest.fixture(scope="module")
def writes(sample: Refreshed) -> tuple[Write, ...]:
    archive = Archive.read(sample.path)
    return all_writes(sample.dashboard, Cells(archive, structure(archive)).surface)


def figures(writes: tuple[Write, ...]) -> Iterator[object]:
    """The second way to them: every number, date and text with a digit that is written."""
    for write in writes:
        rows = write.values if isinstance(write, Block) else ()
        rows = write.rows if isinstance(write, TableBlock) else rows
        keys = len(write.keys) if isinstance(write, TableBlock) else 0
        assert keys in (0, 1, 2)
        for row in rows:
            for cell in row:
                value = cell.value if isinstance(cell, Formula) else cell
                if isinstance(value, Keep | bool) or value is None:
                    continue
                if not isinstance(value, str) or re.search(r"\d", value):
                    yield value


def test_every_figure_of_the_sample_is_reproduced(
    sample: Refreshed, writes: tuple[Write, ...], tmp_path: Path
) -> None:
    number = sum(1 for _ in figures(writes))

    run = safer("check", "--reproduce", sample.path, folder=tmp_path)

    assert run.returncode == 0
    assert run.stdout.startswith(f"{sample.path.name}: reproduced {number:,} of {number:,} figures")


def test_a_changed_extract_is_named_with_the_figures_that_it_changes(
    sample: Refreshed, tmp_path: Path
) -> None:
    extracts = tmp_path / "extracts"
    shutil.copytree(data_folder(), extracts)
    changed = extracts / LATEST
    text = changed.read_bytes().decode()
    changed.write_bytes(BURGLARY.sub(lambda row: f"{row[1]}{int(row[2]) + 1}", text, 1).encode())
    wards = extracts / "mps" / "2026-01" / "MPS Ward Level Crime (most recent 24 months).csv"
    wards.rename(extracts / "mps" / "wards.csv")
    fire = extracts / "partner" / "2026-01" / "Fire brigade (illustrative).csv"
    shutil.copyfile(fire, extracts / "copy.csv")

    found = again(sample.path, extracts)
    lines = list(found.lines)

    assert lines[0].startswith(f"{LATEST} has changed since this workbook was made: its checksum")
    assert lines[1].endswith("is called mps/wards.csv now: the same file.")
    assert lines[2].startswith("copy.csv was not read when this workbook was made")
    assert "Summary!C30 (Residential burglary): shows 444, now 445" in lines
    assert lines[3 + MOST_NAMED] == f"and {len(found.others) - MOST_NAMED:,} more"
    assert not found.is_whole


def test_a_figure_changed_by_hand_is_named(sample: Refreshed, writes: tuple[Write, ...]) -> None:
    archive = Archive.read(sample.path)
    found = structure(archive)
    part = next(one.part for one in found.sheets if one.name == "Summary")
    text, number = re.subn(
        r'(<c r="C30"[^>]*>.*?<v>)444</v>', r"\g<1>454</v>", archive.text(part), count=1
    )
    changed = Archive.of(archive.replaced({part: text}), source="changed")
    of_summary = [one for one in writes if isinstance(one, Block) and "summary." in one.name]

    others = [one for one in Cells(changed, found).compared(of_summary) if not one.is_same]

    assert number == 1
    assert [(one.address, one.about, one.shown, one.now) for one in others] == [
        ("Summary!C30", "Residential burglary", 454, 444)
    ]


def test_a_folder_without_the_files_ends_with_2_and_names_them(
    sample: Refreshed, tmp_path: Path
) -> None:
    (tmp_path / "extracts").mkdir()

    run = safer("check", sample.path, "--reproduce", "--extracts", "extracts", folder=tmp_path)

    assert run.returncode == 2
    assert f"{LATEST} (checksum c69a17c04e2c7fe1) was read when" in run.stderr


def test_an_edition_needs_the_workbook_that_it_was_made_from(public_edition: Path) -> None:
    with pytest.raises(WorkbookError, match="--made-from WORKBOOK"):
        again(public_edition, data_folder())
