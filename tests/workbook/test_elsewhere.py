"""A workbook, its pack and the program's sentences say nothing of London to anybody elsewhere."""

from __future__ import annotations

import ast
import html
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

import workbook.sheets
import xlsrc.words
from tests.support.elsewhere import authored, tables, write_street
from workbook.pack.packing import packed
from workbook.refresh import refresh
from xlsrc.domain.indicator import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

OF_LONDON: Final = re.compile(
    r"\b(london|boroughs?|mps|metropolitan|mopac|barnet)\b", re.IGNORECASE
)
PARTS: Final = re.compile(r"\.(xml|vml|rels)$")

BUNDLED_FILES: Final = re.compile(
    r"population/(barnet_lsoa21|london_borough|london_ward24)_\w+\.csv"
)
"""Names of the product's own files of people, which Sources lists."""


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """Every part of an Office file as text, without its mark-up's own names."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if PARTS.search(name):
                yield name, html.unescape(archive.read(name).decode("utf-8"))


def of_london(path: Path) -> list[str]:
    """What an Office file says of London, with the words around it."""
    found = []
    for name, text in texts(path):
        bare = BUNDLED_FILES.sub("", text)
        found += [
            f"{name}: {bare[max(0, one.start() - 40) : one.end() + 40]}"
            for one in OF_LONDON.finditer(bare)
        ]
    return found


def with_area(path: Path, to: Path, area: str) -> Path:
    """A copy of Sheffield's template with another area in its Settings."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/sharedStrings.xml":
                content = content.replace(b">Sheffield<", f">{area}<".encode())
            new.writestr(name, content)
    return to


@pytest.fixture(scope="module")
def sheffield(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sheffield's workbook, of 36 made-up months of South Yorkshire."""
    folder = tmp_path_factory.mktemp("sheffield")
    write_street(folder / "extracts", months=36)
    template = authored(folder / "template.xlsx", "Sheffield")
    return refresh(template, folder / "extracts", out=folder / "Sheffield.xlsx").path


def test_a_workbook_elsewhere_says_nothing_of_london(sheffield: Path) -> None:
    assert of_london(sheffield) == []


def test_its_level_is_that_of_its_own_kind(sheffield: Path) -> None:
    said = " ".join(text for _, text in texts(sheffield))

    for words in ("city level", "Sheffield (city)", "data.police.uk, city", "City: none of 3"):
        assert words in said


def test_its_pack_says_nothing_of_london(sheffield: Path, tmp_path: Path) -> None:
    files = packed(sheffield, out=tmp_path, progress=lambda _: None)

    assert [line for file in files for line in of_london(file)] == []


def test_the_word_follows_the_area_of_settings_at_the_next_refresh(tmp_path: Path) -> None:
    write_street(tmp_path / "extracts", months=14)
    template = authored(tmp_path / "template.xlsx", "Sheffield")
    own = with_area(template, tmp_path / "own.xlsx", "Barnsley")
    path = refresh(own, tmp_path / "extracts", out=tmp_path / "Barnsley.xlsx").path
    said = " ".join(text for _, text in texts(path))

    assert "borough level" in said
    assert "city level" not in said


def test_a_source_of_london_is_offered_in_london_only(tmp_path: Path) -> None:
    london = authored(tmp_path / "camden.xlsx", "Camden")

    assert Source.MPS_RECORDED_CRIME.value in " ".join(text for _, text in texts(london))


def literals(package: Path) -> Iterator[tuple[str, str]]:
    """The texts in the code of a folder that a reader may see: no docstrings, no names."""
    for path in sorted(package.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        unseen = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Constant) or id(node) in unseen:
                continue
            if isinstance(node.value, str):
                yield f"{path.name}:{node.lineno}", node.value


SAID_OF_LONDON: Final = frozenset({"ward-borough", ", all London boroughs", "boroughs"})
"""A rule's key, what is offered in London only, a word that a group's name may begin with."""


@pytest.mark.parametrize("package", [xlsrc.words, workbook.sheets], ids=lambda one: one.__name__)
def test_no_sentence_in_the_code_speaks_of_london(package: object) -> None:
    folder = Path(str(package.__file__)).parent  # type: ignore[attr-defined]  # a package has one
    found = [
        f"{where}: {text}"
        for where, text in literals(folder)
        if OF_LONDON.search(text)
        if text not in SAID_OF_LONDON
        if "/" not in text  # the path of a bundled file
    ]

    assert found == []


def test_the_tables_of_elsewhere_have_no_row_of_london() -> None:
    assert not OF_LONDON.search(str(tables("Sheffield")))
