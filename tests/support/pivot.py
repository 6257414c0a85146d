"""A pivot table put into a workbook, in the parts that Excel writes for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.support.excel_package import LINK, MAIN, OFFICE, element

if TYPE_CHECKING:
    from tests.support.excel_package import ExcelPackage

_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SPACES: Final = f'xmlns="{MAIN.strip("{}")}" xmlns:r="{OFFICE}"'
_STYLE: Final = (
    '<pivotTableStyleInfo name="PivotStyleLight16" showRowHeaders="1" showColHeaders="1" '
    'showRowStripes="0" showColStripes="0" showLastColumn="1"/>'
)


def add_pivot(
    book: ExcelPackage,
    source: str,
    *,
    sheet: str,
    ref: str = "A3:B6",
    number: int = 1,
    attributes: str = "",
) -> str:
    """Counts by key, of two rows, on a sheet; the name of the cache's part.

    ``source`` is the element inside ``cacheSource``.
    """
    cache = f"xl/pivotCache/pivotCacheDefinition{number}.xml"
    records = f"xl/pivotCache/pivotCacheRecords{number}.xml"
    table = f"xl/pivotTables/pivotTable{number}.xml"
    kind = "consolidation" if source.startswith("<consolidation") else "worksheet"
    book.add_part(
        records,
        f'<pivotCacheRecords {_SPACES} count="2"><r><x v="0"/><n v="1"/></r>'
        '<r><x v="1"/><n v="2"/></r></pivotCacheRecords>',
        f"{_TYPES}pivotCacheRecords+xml",
    )
    book.add_part(
        cache,
        f'<pivotCacheDefinition {_SPACES} r:id="rId100"{attributes} refreshedBy="An analyst" '
        'refreshedDate="45992.5" createdVersion="8" refreshedVersion="8" '
        f'minRefreshableVersion="3" recordCount="2"><cacheSource type="{kind}">{source}'
        '</cacheSource><cacheFields count="2"><cacheField name="Key" numFmtId="0">'
        '<sharedItems count="2"><s v="one"/><s v="two"/></sharedItems></cacheField>'
        '<cacheField name="Count" numFmtId="0"><sharedItems containsSemiMixedTypes="0" '
        'containsString="0" containsNumber="1" containsInteger="1" minValue="1" maxValue="2"/>'
        "</cacheField></cacheFields></pivotCacheDefinition>",
        f"{_TYPES}pivotCacheDefinition+xml",
    )
    book.relate(cache, "pivotCacheRecords", records)
    book.add_part(
        table,
        _table(number, ref),
        f"{_TYPES}pivotTable+xml",
    )
    book.relate(table, "pivotCacheDefinition", cache)
    book.relate(book.sheet_part(sheet), "pivotTable", table)
    link = book.relate("xl/workbook.xml", "pivotCacheDefinition", cache)
    caches = book.workbook.find(f"{MAIN}pivotCaches")
    if caches is None:
        book.workbook.find(f"{MAIN}calcPr").addnext(element("<pivotCaches/>"))
        caches = book.workbook.find(f"{MAIN}pivotCaches")
    caches.append(element(f'<pivotCache cacheId="{number}" r:id="{link}"/>'))
    assert caches[-1].get(f"{LINK}id") == link
    return cache


def _table(number: int, ref: str) -> str:
    return (
        f'<pivotTableDefinition {_SPACES.split(" xmlns:r")[0]} name="PivotTable{number}" '
        f'cacheId="{number}" applyNumberFormats="0" applyBorderFormats="0" applyFontFormats="0" '
        'applyPatternFormats="0" applyAlignmentFormats="0" applyWidthHeightFormats="1" '
        'dataCaption="Values" updatedVersion="8" minRefreshableVersion="3" useAutoFormatting="1" '
        'itemPrintTitles="1" createdVersion="8" indent="0" outline="1" outlineData="1" '
        f'multipleFieldFilters="0"><location ref="{ref}" firstHeaderRow="1" firstDataRow="1" '
        'firstDataCol="1"/><pivotFields count="2"><pivotField axis="axisRow" showAll="0">'
        '<items count="3"><item x="0"/><item x="1"/><item t="default"/></items></pivotField>'
        '<pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1">'
        '<field x="0"/></rowFields><rowItems count="3"><i><x/></i><i><x v="1"/></i>'
        '<i t="grand"><x/></i></rowItems><colItems count="1"><i/></colItems>'
        '<dataFields count="1"><dataField name="Sum of Count" fld="1" baseField="0" '
        f'baseItem="0"/></dataFields>{_STYLE}</pivotTableDefinition>'
    )
