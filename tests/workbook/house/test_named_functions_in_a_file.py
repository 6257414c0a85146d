"""The workbook's own functions as names in a file: what Excel takes, lint, the template."""

from __future__ import annotations

import re
import subprocess
import zipfile
from typing import TYPE_CHECKING, Final

import pytest

from tests.support.libreoffice import PROGRAM, needs_libreoffice, recalculated
from tests.support.named_functions import defined
from workbook.check.lint import faults
from workbook.check.sheet_faults import FORMULA_LIMIT
from workbook.house.named_functions import NAMED_FUNCTIONS, NamedFunction
from workbook.package.archive import Archive
from workbook.package.new_functions import as_in_file
from workbook.package.structure import structure
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path

HELP_LIMIT: Final = 255


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=LAMBDA(x,[per],IF(ISOMITTED(per),x,per))",
         "_xlfn.LAMBDA(_xlpm.x,_xlop.per,IF(_xlfn.ISOMITTED(_xlpm.per),_xlpm.x,_xlpm.per))"),
        ('=LET(f,LAMBDA(a,a&" let(a)"),f(1E-9))',
         '_xlfn.LET(_xlpm.f,_xlfn.LAMBDA(_xlpm.a,_xlpm.a&" let(a)"),_xlpm.f(1E-9))'),
        ("=GAMMA.INV(0.5,1,1)+SUM(1,TRUE)", "_xlfn.GAMMA.INV(0.5,1,1)+SUM(1,TRUE)"),
    ],
)  # fmt: skip
def test_what_is_typed_is_kept_as_excel_keeps_it(typed: str, kept: str) -> None:
    assert as_in_file(typed) == kept


@pytest.mark.parametrize("function", NAMED_FUNCTIONS, ids=lambda f: f.name)
def test_excel_takes_the_text_and_its_help(function: NamedFunction) -> None:
    assert len(function.in_file) <= FORMULA_LIMIT
    assert len(function.help) <= HELP_LIMIT
    # A LET or LAMBDA takes no name that could be a cell or stand for a row or column.
    bound = set(re.findall(r"_xl[op][mp]\.(\w+)", function.in_file))
    assert not {name for name in bound if re.fullmatch(r"[a-z]{1,3}\d+|[rc]\d*", name)}


def test_a_file_of_them_is_sound(tmp_path: Path) -> None:
    assert faults(defined(tmp_path / "named.xlsx")) == ()


def test_a_name_with_an_unprefixed_function_is_found(tmp_path: Path) -> None:
    archive = Archive.read(defined(tmp_path / "named.xlsx"))
    text = archive.text("xl/workbook.xml").replace("_xlfn.LAMBDA(_xlpm.series", "LAMBDA(series", 1)
    damaged = tmp_path / "damaged.xlsx"
    damaged.write_bytes(archive.replaced({"xl/workbook.xml": text}))

    assert any("uses LAMBDA without the prefix" in fault for fault in faults(damaged))


def test_the_template_has_them_with_their_help() -> None:
    archive = Archive.read(templates_folder() / "Dashboard.xlsx")
    text = archive.text("xl/workbook.xml")

    for function in NAMED_FUNCTIONS:
        assert structure(archive).names[function.name.casefold()] == function.in_file
        assert re.search(f'name="{function.name}" comment="{re.escape(function.help[:20])}', text)


def test_no_sheet_of_the_template_uses_one() -> None:
    with zipfile.ZipFile(templates_folder() / "Dashboard.xlsx") as archive:
        using = [
            name
            for name in archive.namelist()
            if name != "xl/workbook.xml" and re.search(rb"Safer\.\w+\(", archive.read(name))
        ]

    assert using == []


@pytest.mark.slow
@needs_libreoffice
def test_libreoffice_works_them_out(tmp_path: Path) -> None:
    path = defined(tmp_path / "named.xlsx", ["=Safer.Rate(100,50000)"])

    found = recalculated(path, tmp_path)["Sheet1"]["A1"].value

    if isinstance(found, str) and found.startswith(("#", "Err:")):
        asked = subprocess.run(
            [str(PROGRAM), "--version"], capture_output=True, text=True, check=True
        )
        pytest.skip(f"{asked.stdout.strip()} knows no LAMBDA: it shows {found}")
    assert found == pytest.approx(2.0)
