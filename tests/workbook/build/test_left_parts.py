"""Parts that the new template lacks are named by kind, and by sheet where they hang on one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.little_book import Leaf, little_book
from tests.support.little_workbook import link, links
from workbook.build.left_parts import lines
from workbook.package.format_mark import FORMAT_PROPERTY
from workbook.package.structure import structure

if TYPE_CHECKING:
    from collections.abc import Mapping

MAP = {"Map": Leaf()}
NEW = little_book(MAP)
MASHUP = "<DataMashup>AAAA</DataMashup>"
OUTSIDE = ' TargetMode="External"'


def told(parts: Mapping[str, str], leaf: Leaf | None = None) -> list[str]:
    old = little_book({"Map": leaf or Leaf()}, parts=parts)
    return list(lines(old, NEW, structure(old)))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        # What every workbook may have, and what the template has too.
        ({"xl/theme/theme1.xml": "<t/>", "xl/drawings/drawing7.xml": "<d/>"}, []),
        ({"xl/pivotCache/pivotCacheDefinition1.xml": "<p/>"}, []),
        ({"customXml/itemProps1.xml": "<p/>", "xl/wonders/_rels/wonder.xml.rels": links()}, []),
        # One kind, however many parts.
        ({"xl/vbaProject.bin": ""}, ["the macro project"]),
        ({"_xmlsignatures/sig1.xml": "<s/>", "_xmlsignatures/sig2.xml": "<s/>"},
         ["the digital signature"]),
        ({"xl/pivotTables/p1.xml": '<p name="One"/>', "xl/pivotTables/p2.xml": '<p name="Two"/>'},
         ["the pivot tables 'One', 'Two'"]),
        # Names of what a part holds, else of the part.
        ({"xl/connections.xml": '<c><d name="A"/><d name="B"/></c>'},
         ["the connections 'A', 'B'"]),
        ({"xl/queryTables/q.xml": "<q><r/></q>"}, ["the query xl/queryTables/q.xml"]),
        ({"xl/activeX/activeX1.bin": ""}, ["the control xl/activeX/activeX1.bin"]),
        # Power Query keeps its queries among the custom XML, in either encoding.
        ({"customXml/item1.xml": MASHUP}, ["the query customXml/item1.xml"]),
        ({"customXml/item1.xml": "<mine/>"}, ["the custom XML data customXml/item1.xml"]),
        # A link leads to its workbook, where it says which.
        ({"xl/externalLinks/e1.xml": "<e/>",
          "xl/externalLinks/_rels/e1.xml.rels":
              links(link("a", "externalLinkPath", "Budget.xlsx", OUTSIDE))},
         ["the link to another workbook 'Budget.xlsx'"]),
        ({"xl/externalLinks/e1.xml": "<e/>"},
         ["the link to another workbook xl/externalLinks/e1.xml"]),
        ({"xl/wonders/a.xml": "<a/>", "xl/wonders/b.xml": "<b/>"},
         ["the parts of unknown kinds xl/wonders/a.xml, xl/wonders/b.xml"]),
        # Document properties: a label is one thing, others have names, the mark is the program's.
        ({"docProps/custom.xml": f'<p><q name="{FORMAT_PROPERTY}"/></p>'}, []),
        ({"docProps/custom.xml": '<p><q name="MSIP_Label_1_Enabled"/></p>'},
         ["the sensitivity label"]),
        ({"docProps/custom.xml": '<p><q name="MSIP_Label_1"/><q name="A"/><q name="B"/></p>'},
         ["the sensitivity label", "the document properties 'A', 'B'"]),
        ({"docMetadata/LabelInfo.xml": "<l/>"}, ["the sensitivity label"]),
    ],
)  # fmt: skip
def test_a_part_is_named_by_its_kind(parts: Mapping[str, str], said: list[str]) -> None:
    assert told(parts) == said


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        ('<x xmlns="http://schemas.microsoft.com/office/drawing/2010/slicer"/>', []),
        ("<x/>", ["the slicer 'Ward'"]),
    ],
)
def test_what_is_named_where_it_is_drawn_is_not_named_again(seen: str, said: list[str]) -> None:
    parts = {"xl/slicers/slicer1.xml": '<s><t name="Ward"/></s>', "xl/drawings/drawing1.xml": seen}

    assert told(parts) == said


def test_a_part_that_hangs_on_a_sheet_is_named_with_it() -> None:
    hung = Leaf(
        links=(
            link("a", "control", "/xl/ctrlProps/c1.xml"),
            link("b", "pivotTable", "/xl/pivotTables/p1.xml"),
            link("c", "oleObject", "/xl/embeddings/o1.bin"),
            link("d", "hyperlink", "https://example.org/", OUTSIDE),
        )
    )
    parts = {
        "xl/ctrlProps/c1.xml": "<c/>",
        "xl/pivotTables/p1.xml": '<p name="One"/>',
        "xl/embeddings/o1.bin": "",
    }

    assert told(parts, hung) == [
        "the form control xl/ctrlProps/c1.xml on Map",
        "the pivot table 'One' on Map",
        "the embedded file xl/embeddings/o1.bin on Map",
    ]
