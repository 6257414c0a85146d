"""The small parts of a package: recalculation, chain, date, footers, functions' prefixes."""

from __future__ import annotations

import datetime

import pytest

from workbook.package.footers import sheet_footers, with_footer_words
from workbook.package.new_functions import NEW_FUNCTIONS, as_in_file
from workbook.package.pivot import refreshed_on_load
from workbook.package.properties import (
    dated,
    modified,
    recalculated,
    without_content_type,
    without_relationship,
)


@pytest.mark.parametrize(
    ("workbook", "wanted"),
    [
        (
            '<w><calcPr calcId="1" fullCalcOnLoad="0"/><x/></w>',
            '<w><calcPr calcId="1" fullCalcOnLoad="1"/><x/></w>',
        ),
        (
            "<x:w><x:calcPr fullCalcOnLoad = '0' a=\"2\"></x:calcPr></x:w>",
            '<x:w><x:calcPr a="2" fullCalcOnLoad="1"></x:calcPr></x:w>',
        ),
        (
            "<w><sheets></sheets><definedNames></definedNames><z/></w>",
            '<w><sheets></sheets><definedNames></definedNames><calcPr fullCalcOnLoad="1"/><z/></w>',
        ),
        (
            "<x:w><x:sheets/><x:externalReferences/></x:w>",
            '<x:w><x:sheets/><x:externalReferences/><x:calcPr fullCalcOnLoad="1"/></x:w>',
        ),
        (
            "<x:w><x:sheets></x:sheets><x:functionGroups/></x:w>",
            '<x:w><x:sheets></x:sheets><x:functionGroups/><x:calcPr fullCalcOnLoad="1"/></x:w>',
        ),
        (
            "<x:w><x:sheets></x:sheets></x:w>",
            '<x:w><x:sheets></x:sheets><x:calcPr fullCalcOnLoad="1"/></x:w>',
        ),
        ("<w></w>", "<w></w>"),
    ],
)
def test_the_order_to_recalculate_stands_once_and_in_its_place(workbook: str, wanted: str) -> None:
    assert recalculated(workbook) == wanted


def test_only_the_relationship_of_the_kind_goes() -> None:
    links = (
        '<Relationship Id="a" Type="http://o/calcChain" Target="c.xml"/>'
        '<Relationship Id="b" Type="http://o/styles" Target="s.xml"/>'
    )
    assert without_relationship(links, "calcChain") == (
        '<Relationship Id="b" Type="http://o/styles" Target="s.xml"/>'
    )
    assert without_relationship(links, "Chain") == links


def test_only_the_content_type_of_the_part_goes_whatever_its_case() -> None:
    types = (
        '<Override PartName="/xl/CalcChain.xml" ContentType="c"/>'
        '<Override PartName="/xl/calcChainAxml" ContentType="d"/>'
    )
    left = '<Override PartName="/xl/calcChainAxml" ContentType="d"/>'
    assert without_content_type(types, "xl/calcChain.xml") == left
    assert without_content_type(types, "xl/other.xml") == types


def test_the_document_is_dated_at_midnight_of_its_day() -> None:
    core = "<c><dcterms:modified a='1'>2020-05-06T07:08:09Z</dcterms:modified></c>"
    assert dated(core, datetime.date(2026, 3, 31)) == (
        "<c><dcterms:modified a='1'>2026-03-31T00:00:00Z</dcterms:modified></c>"
    )
    assert modified(core) == datetime.datetime(2020, 5, 6, 7, 8, 9)  # noqa: DTZ001


@pytest.mark.parametrize("core", ["<c/>", "<c><modified>soon</modified></c>"])
def test_a_document_without_a_date_is_of_the_year_2000(core: str) -> None:
    assert dated("<c/>", datetime.date(2026, 3, 31)) == "<c/>"
    assert modified(core) == datetime.datetime(2000, 1, 1)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("=SUM(1,2)", "SUM(1,2)"),
        ("STDEV.S(1)", "_xlfn.STDEV.S(1)"),
        ("=LET(x,1,XLOOKUP(x,2,3))", "_xlfn.LET(_xlpm.x,1,_xlfn.XLOOKUP(_xlpm.x,2,3))"),
        ("LAMBDA(a,[b],a)", "_xlfn.LAMBDA(_xlpm.a,_xlop.b,_xlpm.a)"),
        ('IF(TRUE,"SORT(""x"")",1.5E+3)', 'IF(TRUE,"SORT(""x"")",1.5E+3)'),
    ],
)
def test_a_formula_as_a_file_keeps_it(formula: str, wanted: str) -> None:
    assert as_in_file(formula) == wanted


def test_old_functions_have_no_prefix() -> None:
    old = {"SUM", "IF", "VLOOKUP", "AVERAGE", "ROUND", "STDEV", "RANK", "IFERROR", "SUMIFS"}
    new = {"ACOT", "Z.TEST", "XLOOKUP", "LET", "LAMBDA", "T.DIST", "CONCAT", "IFNA", "TEXTJOIN"}
    assert not old & NEW_FUNCTIONS
    assert new <= NEW_FUNCTIONS


def test_footers_are_read_as_their_codes_say_and_foreign_ones_kept() -> None:
    sheet = "<sheetData><c/></sheetData><oddFooter>&amp;LA &lt; B</oddFooter><oddFooter/>"
    assert list(sheet_footers("<oddFooter>&amp;LA &lt; B</oddFooter>")) == ["&LA < B"]
    assert list(sheet_footers("<sheet></sheet>")) == []
    assert with_footer_words(sheet, "Other") == sheet


def test_the_order_to_read_a_source_again_is_given_once() -> None:
    assert refreshed_on_load('<pivotCacheDefinition a="1" />') == (
        '<pivotCacheDefinition a="1" refreshOnLoad="1" />'
    )
    assert refreshed_on_load('<x:pivotCacheDefinition refreshOnLoad="0" a="1">') == (
        '<x:pivotCacheDefinition a="1" refreshOnLoad="1">'
    )
    for said in ("1", "true"):
        text = f"<pivotCacheDefinition refreshOnLoad='{said}'>"
        assert refreshed_on_load(text) == text
