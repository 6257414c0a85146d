"""Charts that analysts put in, copy and colour, as Excel writes them into the package."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.support.made_by_analysts import FRAME
from tests.support.package_edits import OFFICE
from workbook.package.structure import relationships_part

if TYPE_CHECKING:
    from tests.support.package_edits import Package


def own_chart(book: Package) -> None:
    part = "xl/charts/chart900.xml"
    model = re.sub(r"descr=\"[^\"]*\"", "", book.text("xl/charts/chart1.xml"))
    book.add(part, model, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml")
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    inside = f'<c:chart xmlns:c="{uri}" xmlns:r="{OFFICE}" r:id="rId9"/>'
    book.draw("Map", FRAME.format(name="Chart 7", uri=uri, inside=inside))


def copied_chart(book: Package) -> None:
    part = book.drawing("Overall")
    first = re.search(
        r'<xdr:twoCellAnchor(?:(?!</xdr:twoCellAnchor>).)* name="Chart 1".*?</xdr:twoCellAnchor>',
        book.text(part),
        re.DOTALL,
    )
    assert first is not None
    book.put(part, "</xdr:wsDr>", first[0].replace("Chart 1", "Chart 70") + "</xdr:wsDr>")


def recoloured_chart(book: Package) -> None:
    drawing = book.drawing("Overall")
    used = re.search(r'name="Chart 1".*?<c:chart [^>]*r:id="(\w+)"', book.text(drawing), re.DOTALL)
    assert used is not None
    links = book.text(relationships_part(drawing))
    one = next(
        found for found in re.findall("<Relationship [^>]*>", links) if f'"{used[1]}"' in found
    )
    chart = one.partition('Target="')[2].partition('"')[0].rpartition("/")[2]
    book.put(f"xl/charts/{chart}", r'(<c:ser>.*?srgbClr val=")\w{6}', r"\1ABCDEF")
