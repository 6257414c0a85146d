"""A workbook that other programs have saved refreshes to the same figures and texts."""

from __future__ import annotations

import datetime
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.support import writers
from tests.support.analyst import Analyst
from tests.support.libreoffice import PROGRAM
from workbook.check.checks import faults
from workbook.pack.packing import packed
from workbook.refresh import Refreshed, refresh, silent
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS: Final = {
    "burglary": "£5 & café 😀\nnext line <b>",
    "robbery": "'quoted'",
    "public_order": "=1+1",
    "rape": "TRUE",
    "drug_trafficking": "  two  blanks  ",
    "arson": "0012",
}
ESCAPED: Final = {"criminal_damage": "_x0041_ stays"}
"""openpyxl reads it as it should and writes it as an A."""


SAFER: Final = Path(sys.executable).with_name("safer")


class Writer(NamedTuple):
    """A program, whether it saves all shapes, and whether it keeps escaped characters."""

    save: Callable[[Path, Path], Path]
    keeps_shapes: bool = True
    escapes: bool = True


WRITERS: Final = {
    "LibreOffice": Writer(writers.by_libreoffice),
    "openpyxl": Writer(writers.by_openpyxl, keeps_shapes=False, escapes=False),
    "strict": Writer(writers.as_strict),
    "1904": Writer(writers.with_1904),
}


class Plain(NamedTuple):
    """A workbook as Excel saved it, refreshed, and what its cells hold."""

    path: Path
    cells: dict[tuple[str, str], object]


class Case(NamedTuple):
    """A workbook as Excel saved it and as another program ``saved`` it, both refreshed."""

    writer: Writer
    plain: Plain
    saved: Path
    other: Refreshed


@pytest.fixture(scope="module")
def plain_of(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[frozenset[tuple[str, str]]], Plain]:
    """The template with some texts of an analyst, refreshed, and its cells: made once."""

    @cache
    def made(texts: frozenset[tuple[str, str]]) -> Plain:
        folder = tmp_path_factory.mktemp("plain")
        filled = folder / "Dashboard.xlsx"
        filled.write_bytes(template.read_bytes())
        with Analyst(filled) as analyst:
            for key, text in sorted(texts):
                analyst.type("Commentary", key, "Analyst's view", text)
        path = refresh(filled, data_folder(), out=folder / "plain.xlsx").path
        return Plain(path, writers.every_cell(path))

    return made


@pytest.fixture(scope="module", params=WRITERS)
def case(
    request: pytest.FixtureRequest,
    plain_of: Callable[[frozenset[tuple[str, str]]], Plain],
    tmp_path_factory: pytest.TempPathFactory,
) -> Case:
    if request.param == "LibreOffice" and PROGRAM is None:
        pytest.skip("LibreOffice is not installed")
    writer = WRITERS[request.param]
    folder = tmp_path_factory.mktemp("writer")
    plain = plain_of(frozenset((TEXTS | (ESCAPED if writer.escapes else {})).items()))
    saved = writer.save(plain.path, folder)
    return Case(writer, plain, saved, refresh(saved, data_folder(), out=folder / "other.xlsx"))


def test_every_cell_says_the_same(case: Case) -> None:
    plain, other = case.plain.cells, writers.every_cell(case.other.path)

    differing = {
        place: (plain.get(place), other.get(place))
        for place in plain.keys() | other.keys()
        if not is_same(plain.get(place), other.get(place))
    }
    assert len(plain) > 200_000
    assert differing == {}


def is_same(one: object, other: object) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return one == pytest.approx(other, rel=1e-12)
    if isinstance(one, datetime.datetime) and isinstance(other, datetime.datetime):
        return one == other
    return type(one) is type(other) and one == other


def test_a_map_that_is_gone_is_said_in_one_line(case: Case) -> None:
    expected = () if case.writer.keeps_shapes else ("Map and Small areas",)

    assert len(case.other.notes) == len(expected)
    assert all(name in note for name, note in zip(expected, case.other.notes, strict=True))


def test_the_command_finds_it_clean(case: Case) -> None:
    run = subprocess.run(
        [SAFER, "check", case.other.path], capture_output=True, text=True, check=False, timeout=120
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert "\nKept: " in f"\n{run.stdout}"
    assert run.stdout.endswith("no fault found.\n")


def test_a_pack_is_made_of_it(case: Case, tmp_path: Path) -> None:
    written = packed(case.other.path, out=tmp_path, progress=silent)

    assert [path.suffix for path in written] == [".pptx", ".docx"]


def test_formulas_without_values_are_said_once(sample: Refreshed, tmp_path: Path) -> None:
    saved = writers.by_openpyxl(sample.path, tmp_path)

    (fault,) = faults(saved)
    assert fault == (
        "Checks!I6 and 268 more rows: not calculated yet; open and save the workbook in Excel, "
        "or refresh it."
    )
    with pytest.raises(WorkbookError, match=r"Cover!H25 .*is not calculated yet"):
        packed(saved, out=tmp_path, progress=silent)


def test_what_another_program_saved_is_sound_before_its_next_refresh(
    case: Case, tmp_path: Path
) -> None:
    found = faults(case.saved)

    if case.writer.save is writers.by_openpyxl:  # which saves no values of formulas
        assert [": not calculated yet;" in fault for fault in found] == [True]
        return
    assert found == ()
    assert len(packed(case.saved, out=tmp_path, progress=silent)) == 2
