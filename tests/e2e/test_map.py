"""Each map, its table, its legend and Ward data say the same, ward for ward, LSOA for LSOA."""

from __future__ import annotations

import re
import zipfile
from bisect import bisect_right
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from tests.support.rich_workbook import AS_AT
from workbook.block import ShapeStyle
from workbook.package.archive import Archive
from workbook.refresh import refresh
from workbook.sheets.map import layout as map_layout
from workbook.sheets.map.parts import CLASS_FILLS
from workbook.sheets.small_areas import layout as small_areas_layout
from workbook.surfaces.headless import HeadlessWorkbook
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.refresh import Refreshed

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
RATE_IN_LABEL = re.compile(r"(\d+\.\d)$")


WARDS, LSOAS = b'"E05', b'"E01'
"""What the names of a map's areas begin with; a map of LSOAs has wards' borders too."""


def map_part(path: Path, areas: bytes = WARDS) -> str:
    with zipfile.ZipFile(path) as package:
        drawings = {
            name: package.read(name)
            for name in package.namelist()
            if name.startswith("xl/drawings/drawing")
        }
    return next(
        name
        for name, xml in drawings.items()
        if b"custGeom" in xml and (LSOAS in xml) == (areas == LSOAS)
    )


def shapes(path: Path, areas: bytes = WARDS) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(path) as package:
        root = ElementTree.fromstring(package.read(map_part(path, areas)))  # noqa: S314 - our own file
    return {_properties(one)["name"]: one for one in root.iter(f"{XDR}sp")}


def _properties(shape: ElementTree.Element) -> dict[str, str]:
    """A shape's name and description, as the file has them."""
    return next(shape.iter(f"{XDR}cNvPr")).attrib


def _fill(shape: ElementTree.Element) -> str:
    return next(shape.iterfind(f"{XDR}spPr/{A}solidFill/{A}srgbClr")).attrib["val"]


def _said(pattern: str | re.Pattern[str], text: str) -> str:
    """What a text says at the place in brackets of a pattern."""
    (first, *_) = re.findall(pattern, text)
    return str(first)


def wards(path: Path) -> list[dict[str, Any]]:
    """Per ward, what each of the map's places says of it."""
    drawn = shapes(path)
    opened = HeadlessWorkbook.open(path)
    tables = opened.tables(["WardMap", "WardData"])
    by_name = {row[1]: row for row in tables["WardMap"].rows}
    legend = opened.block_values(map_layout.LEGEND.name)[0]
    counts: dict[object, float] = {}
    newest: dict[object, list[tuple[object, float]]] = {}
    for label, code, _, month, count, _ in tables["WardData"].rows:
        if label == "Residential burglary":
            newest.setdefault(code, []).append((month, float(str(count))))
    for code, months in newest.items():
        counts[code] = sum(count for _, count in sorted(months, key=lambda m: str(m[0]))[-12:])
    found = []
    for code in (name for name in drawn if re.fullmatch(r"E\d{8}", name)):
        label = [t.text or "" for t in drawn[f"{code} label"].iter(f"{A}t")]
        alt_text = _properties(drawn[code]).get("descr", "")
        row = by_name[alt_text.split(":")[0]]
        found.append(
            {
                "fill": _fill(drawn[code]),
                "label": float(_said(RATE_IN_LABEL, label[-1])),
                "alt_text": float(_said(r"([\d.]+) per 1,000", alt_text)),
                "alt_count": int(_said(r": ([\d,]+) offence", alt_text).replace(",", "")),
                "table": round(float(str(row[5])), 1),
                "table_count": row[2],
                "name": label[:-1],
                "number": str(row[0]).removesuffix(".0"),
                "ward": row[1],
                "data_count": counts[code],
                "legend": legend,
            }
        )
    return found


def lsoas(path: Path) -> list[dict[str, Any]]:
    """Per LSOA, what each of the map's places says of it."""
    drawn = shapes(path, LSOAS)
    opened = HeadlessWorkbook.open(path)
    table = opened.tables(["SmallAreas"])["SmallAreas"]
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    by_name = {row["Area"]: row for row in rows}
    legend = opened.block_values(small_areas_layout.LEGEND.name)[0]
    highest = [
        dict(zip(small_areas_layout.SMALL_AREAS_TABLE.headers, row, strict=True))
        for row in opened.block_values(small_areas_layout.HIGHEST.name)
    ]
    numbered = {row["Area"]: row["No."] for row in highest}
    found = []
    for code in (name for name in drawn if re.fullmatch(r"E01\d{6}", name)):
        line = drawn[f"{code} edge"].find(f"{XDR}spPr/{A}ln/{A}solidFill")
        alt_text = _properties(drawn[code]).get("descr", "")
        name = alt_text.split(",")[0]
        label = "".join(t.text or "" for t in drawn[f"{code} label"].iter(f"{A}t")).strip()
        row = by_name[name]
        found.append(
            {
                "fill": _fill(drawn[code]),
                "label": label,
                "number": "" if name not in numbered else str(numbered[name]).removesuffix(".0"),
                "alt_text": float(_said(r"([\d.]+) per 1,000", alt_text)),
                "alt_count": int(_said(r": ([\d,]+) offence", alt_text).replace(",", "")),
                "table": round(float(str(row["Per 1,000"])), 1),
                "table_count": row["Last 12"],
                "is_outlined": line is not None,
                "is_cluster": bool(row["Cluster"]),
                "legend": legend,
            }
        )
    return found


def class_by_legend(legend: list[str], rate: float) -> int:
    limits = [float(words.split("–")[0].split()[0]) for words in legend[1:5]]
    return bisect_right(limits, rate)


def moved(path: Path, target: Path) -> Path:
    """The workbook after an analyst moved, resized and regrouped both maps."""
    archive = Archive.read(path)
    parts = {
        part: rearranged(archive.text(part)) for part in (map_part(path), map_part(path, LSOAS))
    }
    target.write_bytes(archive.replaced(parts))
    return target


def rearranged(text: str) -> str:
    text = re.sub(r"<xdr:row>\d+</xdr:row>", "<xdr:row>40</xdr:row>", text, count=1)
    text = re.sub(r'<xdr:ext cx="\d+"', '<xdr:ext cx="2000000"', text, count=1)
    group = re.search(r"<xdr:grpSp>.*</xdr:grpSp>", text, re.DOTALL)
    assert group is not None
    outer = re.sub('name="[^"]*"', 'name="Group 7"', group[0].split("<xdr:sp ", 1)[0], count=1)
    return text.replace(group[0], f"{outer}{group[0]}</xdr:grpSp>")


@pytest.fixture(scope="module", params=["as refreshed", "after the map was moved and regrouped"])
def refreshed(
    request: pytest.FixtureRequest, sample: Refreshed, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    if request.param == "as refreshed":
        return sample.path
    folder = tmp_path_factory.mktemp("moved")
    before = moved(sample.path, folder / "moved.xlsx")
    return refresh(before, data_folder(), out=folder / "again.xlsx").path


def test_all_24_wards_are_drawn(refreshed: Path) -> None:
    assert len(wards(refreshed)) == 24


def test_colour_label_words_table_and_legend_agree(refreshed: Path) -> None:
    for ward in wards(refreshed):
        at = class_by_legend(ward["legend"], ward["table"])
        said = (ward["fill"], ward["label"], ward["alt_text"])

        assert said == (CLASS_FILLS[at], ward["table"], ward["table"])


def test_a_ward_carries_its_name_or_the_number_of_its_row(refreshed: Path) -> None:
    for ward in wards(refreshed):
        assert " ".join(ward["name"]) in (ward["ward"], ward["number"])


def test_counts_are_those_of_ward_data(refreshed: Path) -> None:
    for ward in wards(refreshed):
        assert ward["alt_count"] == ward["table_count"] == ward["data_count"]


def test_all_220_lsoas_are_drawn(refreshed: Path) -> None:
    assert len(lsoas(refreshed)) == 220


def test_colour_words_table_and_legend_agree_for_every_lsoa(refreshed: Path) -> None:
    for lsoa in lsoas(refreshed):
        at = class_by_legend(lsoa["legend"], lsoa["table"])
        said = (lsoa["fill"], lsoa["alt_text"], lsoa["alt_count"])

        assert said == (CLASS_FILLS[at], lsoa["table"], lsoa["table_count"])


def test_numbers_and_outlines_are_those_of_the_table(refreshed: Path) -> None:
    for lsoa in lsoas(refreshed):
        drawn = (lsoa["label"], lsoa["is_outlined"])

        assert drawn == (lsoa["number"], lsoa["is_cluster"])


def test_the_map_adds_less_than_200_kilobytes(sample: Refreshed) -> None:
    assert len(Archive.read(sample.path).content(map_part(sample.path))) < 200_000


def test_another_boroughs_map_is_made_by_build(tmp_path: Path) -> None:
    from workbook.build.build import build

    path = build(None, area="Camden", out=tmp_path / "camden.xlsx", progress=lambda _: None).path

    assert len([name for name in shapes(path) if re.fullmatch(r"E\d{8}", name)]) == 20


def test_a_missing_ward_shape_is_an_error_that_names_it(sample: Refreshed, tmp_path: Path) -> None:
    from xlsrc.domain.errors import TemplateError

    there = next(name for name in shapes(sample.path) if re.fullmatch(r"E05\d{6}", name))
    styles = [ShapeStyle(name, "8BAFCF", "") for name in (there, "E05099999")]
    with pytest.raises(TemplateError, match="E05099999"):
        HeadlessWorkbook.open(sample.path).write(styles, tmp_path / "o.xlsx", as_at=AS_AT)
