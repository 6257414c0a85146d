"""Files beside the extracts and among them as slips, other programs and damage leave them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import EXCERPTS
from xlsrc.domain.area import Area
from xlsrc.domain.errors import ExtractError
from xlsrc.domain.month import Month
from xlsrc.extracts.offences import offences_for
from xlsrc.extracts.places import places_for
from xlsrc.extracts.population import populations
from xlsrc.extracts.reader import extracts_of
from xlsrc.extracts.sources_file import remote_sources

if TYPE_CHECKING:
    from pathlib import Path

AREAS = "code,name,aliases,group,has_mps_data\n"
PEOPLE = "LAD24NM,2023,LAD24CD\nBarnet,395007,E09000003\n"


def read(content: bytes, file: str = "extract.csv") -> None:
    extracts_of(content, file, "0" * 64)


def test_a_line_end_within_the_heading_is_one_sentence() -> None:
    rows = (EXCERPTS / "mps_borough_2026.csv").read_bytes()

    with pytest.raises(ExtractError, match=r"^extract\.csv: the columns of a known extract"):
        read(rows.replace(b"SubGroup,", b"SubGroup,\r\r", 1))


@pytest.mark.parametrize("content", [b"\x0b\x0b", b"\xc2\xa0\n", b"\x1c,\x1d\n"])
def test_blanks_of_all_kinds_are_an_empty_file(content: bytes) -> None:
    with pytest.raises(ExtractError, match="found an empty file: download it again"):
        read(content)


@pytest.mark.parametrize("encoding", ["UTF-9", "x-unknown"])
def test_a_workbook_in_letters_that_nobody_knows_is_a_damaged_one(encoding: str) -> None:
    packed = io.BytesIO()
    sheet = f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    name = f'<sheet name="A" xmlns:r="{office}" r:id="r1"/>'
    link = '<Relationship Id="r1" Target="worksheets/sheet1.xml"/>'
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "xl/workbook.xml", f"<workbook xmlns='m'><sheets>{name}</sheets></workbook>"
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{link}</Relationships>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)

    with pytest.raises(ExtractError, match="a workbook was wanted; found something that cannot be"):
        read(packed.getvalue(), "return.xlsx")


def test_a_list_of_areas_is_read_in_the_letters_of_excel(tmp_path: Path) -> None:
    text = f"{AREAS}E06000999,Môn Riding,,riding,no\n"
    (tmp_path / "areas.csv").write_bytes(text.encode("cp1252"))

    assert places_for(tmp_path).known("Môn Riding") == Area(code="E06000999", name="Môn Riding")


def test_a_line_of_a_list_that_ends_early_has_nothing_more_to_say(tmp_path: Path) -> None:
    (tmp_path / "areas.csv").write_text(f"{AREAS}E06000999,Middle Riding\n", encoding="utf-8")

    assert places_for(tmp_path).known("Middle Riding") is not None


def test_a_line_of_a_list_that_goes_on_is_named(tmp_path: Path) -> None:
    line = "E06000999,Middle Riding,,riding,no,yes\n"
    (tmp_path / "areas.csv").write_text(AREAS + line, encoding="utf-8")

    with pytest.raises(ExtractError, match=r"areas\.csv, line 2: 5 columns were wanted"):
        places_for(tmp_path)


@pytest.mark.parametrize("name", ["areas.csv", "offences.csv"])
def test_a_list_that_is_no_text_is_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"code,name\rx\r\ny" + b'"' + b"x" * 200_000)

    with pytest.raises(ExtractError, match=rf"^{name}: "):
        (places_for if name == "areas.csv" else offences_for)(tmp_path)


def test_empty_lines_of_a_file_of_people_say_nothing(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"{PEOPLE}\n\n", encoding="utf-8")
    barnet = Area(code="E09000003", name="Barnet")

    assert populations(tmp_path).of([barnet], Month.of(2024, 1)).people.tolist() == [395007.0]


def test_a_line_of_people_without_its_code_is_named(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(f"{PEOPLE}Leeds,845000\n", encoding="utf-8")

    with pytest.raises(ExtractError, match=r"people\.csv, line 3: .* the line has 2 columns"):
        populations(tmp_path)


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 5000, "x = " + "9" * 5000, "x = '\ud800'"], ids=["deep", "long", "odd"]
)
def test_sources_that_no_reader_takes_are_one_sentence(text: str, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_bytes(text.encode("utf-8", errors="surrogatepass"))

    with pytest.raises(ExtractError, match=r"^sources\.toml: a TOML file was wanted; found"):
        remote_sources(tmp_path)
