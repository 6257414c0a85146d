from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from lxml import etree

from workbook.pack.drawing import (
    themed_chart,
    usual,
    with_data,
    with_days,
    without_relationships,
)
from workbook.pack.theme import Theme

SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
THEME = Theme(accent="accent1", second="tx2", face="Calibri")


DAYS = '<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>45992</c:v></c:pt></c:strCache>'


def chart(
    series: str = "",
    categories: str = '<c:strCache><c:pt idx="0"><c:v>Jan</c:v></c:pt></c:strCache>',
) -> str:
    """A chart part as XlsxWriter writes it, with no more than what is looked at."""
    return (
        f'<c:chartSpace {SPACES}><c:lang val="en-US"/><c:chart><c:plotArea><c:lineChart>'
        f"<c:ser><c:cat><c:strRef><c:f>Figures!$A$2</c:f>{categories}</c:strRef></c:cat>{series}"
        '</c:ser></c:lineChart><c:catAx><c:axId val="1"/><c:scaling/></c:catAx></c:plotArea>'
        "</c:chart></c:chartSpace>"
    )


def themed(xml: str, *, scale: float = 1.0) -> etree._Element:
    return etree.fromstring(themed_chart(xml, THEME, type_scale=scale).encode())


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("roundedCorners", "0"),
        ("smooth", "0"),
        ("delete", "0"),
        ("dispBlanksAs", "gap"),
    ],
)
def test_what_excel_takes_for_granted_is_said(element: str, value: str) -> None:
    found = themed(chart()).find(f".//{{*}}{element}")

    assert found is not None
    assert found.get("val") == value


def test_a_label_shows_only_what_it_was_told_to() -> None:
    labels = themed(chart('<c:dLbls><c:showSerName val="1"/></c:dLbls>')).find(".//{*}dLbls")

    assert labels is not None
    assert [(child.tag.rpartition("}")[2], child.get("val")) for child in labels] == [
        ("showLegendKey", "0"),
        ("showVal", "0"),
        ("showCatName", "0"),
        ("showSerName", "1"),
        ("showPercent", "0"),
        ("showBubbleSize", "0"),
    ]


def test_days_held_as_texts_of_numbers_become_dates() -> None:
    days = {"Figures!$A$2": [datetime.date(2025, 12, 1)]}
    xml = with_days(chart(categories=DAYS), days.get)

    root = etree.fromstring(xml.encode())
    assert root.findtext(".//{*}cat/{*}numRef/{*}numCache/{*}formatCode") == "mmm yy"
    assert root.findtext(".//{*}cat/{*}numRef/{*}numCache/{*}pt/{*}v") == "45992"


def test_days_since_1904_become_days_since_1900() -> None:
    since_1904 = '<c:numCache><c:pt idx="0"><c:v>44530</c:v></c:pt></c:numCache>'
    xml = chart(categories=since_1904).replace("strRef", "numRef")
    xml = xml.replace("<c:lang", '<c:date1904 val="1"/><c:lang')

    root = etree.fromstring(with_days(xml, lambda _: [datetime.date(2025, 12, 1)]).encode())
    assert root.findtext(".//{*}cat/{*}numRef/{*}numCache/{*}pt/{*}v") == "45992"
    assert root.find("{*}date1904") is None


@pytest.mark.parametrize(
    "spelt",
    [
        chart(),
        chart().replace("<c:", "<").replace("</c:", "</").replace("xmlns:c=", "xmlns="),
        chart().replace(
            "schemas.openxmlformats.org/drawingml/2006", "purl.oclc.org/ooxml/drawingml"
        ),
    ],
    ids=["Excel", "openpyxl", "strict"],
)
def test_a_chart_is_one_whoever_wrote_it(spelt: str) -> None:
    def c14n(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        return str(etree.tostring(root, method="c14n", exclusive=True))

    assert c14n(usual(spelt)) == c14n(chart())


def test_words_that_are_made_of_digits_are_no_days() -> None:
    xml = with_days(chart(categories=DAYS), lambda _: None)

    assert etree.fromstring(xml.encode()).find(".//{*}cat/{*}strRef") is not None


def test_names_of_months_stay_texts() -> None:
    assert themed(chart()).find(".//{*}cat/{*}strRef") is not None


def test_the_accent_is_the_themes() -> None:
    line = '<c:spPr><a:ln><a:solidFill><a:srgbClr val="12436D"/></a:solidFill></a:ln></c:spPr>'

    found = themed(chart(line)).find(".//{*}schemeClr")

    assert found is not None
    assert found.get("val") == "accent1"


def test_the_usual_ranges_band_does_not_glare_on_a_dark_background() -> None:
    band = '<c:spPr><a:solidFill><a:srgbClr val="DDE3E9"/></a:solidFill></c:spPr>'

    xml = themed_chart(chart(band), replace(THEME, is_dark=True), type_scale=1)

    assert 'srgbClr val="52606D"' in xml


def test_type_is_set_in_proportion() -> None:
    text = '<c:txPr><a:p><a:pPr><a:defRPr sz="850"/></a:pPr></a:p></c:txPr>'

    found = themed(chart(text), scale=2).find(".//{*}defRPr")

    assert found is not None
    assert found.get("sz") == "1700"


def test_a_chart_names_the_workbook_with_its_cells() -> None:
    root = etree.fromstring(with_data(chart(), "rId1").encode())

    data = root.find("{*}externalData")
    assert data is not None
    assert list(data.attrib.values()) == ["rId1"]


def test_what_refers_to_the_workbooks_parts_is_taken_out() -> None:
    root = etree.fromstring(f'<a:sp {SPACES}><a:cNvPr><a:hlinkClick r:id="rId7"/></a:cNvPr></a:sp>')

    without_relationships(root)

    assert [child.tag.rpartition("}")[2] for child in root.iter()] == ["sp", "cNvPr"]
