"""The workbook's drawings made ready for slides and reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

from workbook.house.style import ACCENT, BAND, HAIR, INK, SECOND
from workbook.package.cell import number_text
from workbook.package.dates import serial
from workbook.package.shape import EMU_PER_POINT

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from workbook.pack.fit import Frame
    from workbook.pack.theme import Theme

_SIZE: Final = re.compile(r'(\ssz=")(\d+)(")')
_LINE: Final = re.compile(r'(<a:ln\s[^>]*?w=")(\d+)(")')
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_MARKER: Final = re.compile(r'(<c:size val=")(\d+)(")')
_FACE: Final = re.compile(r'<a:latin typeface="[^"]*"[^>]*/>')
_LANGUAGE: Final = re.compile(r'(<c:lang val=")[^"]*(")|(\slang=")[^"]*(")')
_COLOUR: Final = re.compile(r'<a:srgbClr val="([0-9A-Fa-f]{6})"\s*/>')
LANGUAGE: Final = "en-GB"
LARGEST_SIZE: Final = 400_000  # ECMA-376 part 1, 20.1.10.72 ST_TextFontSize, in hundredths
LARGEST_MARKER: Final = 72  # ECMA-376 part 1, 21.2.3.31 ST_MarkerSize

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
SLIDE: Final = "http://schemas.openxmlformats.org/presentationml/2006/main"
CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_OF_STRICT: Final = {
    "drawingml/main": DRAWING,
    "drawingml/chart": CHART,
    "drawingml/spreadsheetDrawing": SHEET_DRAWING,
    "officeDocument/relationships": RELATIONSHIPS,
}
"""What Strict OOXML calls the namespaces of drawings (ISO/IEC 29500-1, annex A)."""

_USUAL_PREFIXES: Final = {"a": DRAWING, "c": CHART, "r": RELATIONSHIPS, "xdr": SHEET_DRAWING}
MAP_SPACES: Final = {"a": DRAWING, "p": SLIDE, "r": RELATIONSHIPS, "xdr": SHEET_DRAWING}
"""The prefixes of a drawing of a sheet, and of a slide."""

_USUAL_ROOT: Final = re.compile(r"<(?:c:chartSpace|xdr:wsDr)[\s>]")
_GROUP: Final = re.compile(r"^<(?:\w+:)?grpSp")
DATES: Final = "mmm yy"

# ECMA-376 part 1, 21.2.2: the children of these elements that Excel may leave out, in order. Left
# out, most programs take "yes" for them where Excel takes "no".
_LABELS: Final = (
    "showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize",
)  # fmt: skip
_AFTER_LABELS: Final = ("separator", "showLeaderLines", "leaderLines", "extLst")
_AFTER_SMOOTH: Final = ("extLst",)
_AXES: Final = ("catAx", "dateAx", "valAx", "serAx")
_AFTER_BLANKS: Final = ("showDLblsOverMax", "extLst")


def themed_chart(xml: str, theme: Theme, *, type_scale: float, line_scale: float = 1.0) -> str:
    """A chart part in a theme's face and colours, its type and lines larger or smaller."""
    names = {ACCENT[1:]: theme.accent, INK[1:]: "tx1", SECOND[1:]: theme.second}

    def coloured(match: re.Match[str]) -> str:
        if theme.is_dark and match[1].upper() in (BAND[1:], HAIR[1:]):
            return match[0].replace(match[1], SECOND[1:])
        name = names.get(match[1].upper())
        return match[0] if name is None else f'<a:schemeClr val="{name}"/>'

    def larger(scale: float, most: int = LARGEST_SIZE) -> Callable[[re.Match[str]], str]:
        return lambda match: f"{match[1]}{min(most, round(int(match[2]) * scale))}{match[3]}"

    xml = _COLOUR.sub(coloured, _FACE.sub("", xml))
    xml = _SIZE.sub(larger(type_scale), xml)
    xml = _LINE.sub(larger(line_scale), xml)
    xml = _MARKER.sub(larger(line_scale, LARGEST_MARKER), xml)
    return _explicit(
        _LANGUAGE.sub(lambda match: f"{match[1] or match[3]}{LANGUAGE}{match[2] or match[4]}", xml)
    )


def usual(xml: str) -> str:
    """A chart or drawing part in the namespaces and prefixes that Excel usually writes.

    Other programs write the chart's namespace without a prefix, and Strict OOXML has its own.
    """
    if _STRICT in xml:
        for name, namespace in _OF_STRICT.items():
            xml = xml.replace(f'"{_STRICT}{name}"', f'"{namespace}"')
    if _USUAL_ROOT.search(xml):
        return xml
    for prefix, namespace in _USUAL_PREFIXES.items():
        ElementTree.register_namespace(prefix, namespace)
    root = ElementTree.fromstring(xml.encode())  # noqa: S314 - the archive has refused DTDs
    return ElementTree.tostring(root, encoding="unicode")


def without_relationships(root: Any) -> None:  # noqa: ANN401 - of lxml
    """Take links and pictures out of a drawing: what they mean lies in the workbook alone."""
    for one in list(root.iter()):
        if any(name.startswith(f"{{{RELATIONSHIPS}}}") for name in one.attrib):
            one.getparent().remove(one)


def map_shapes(drawing: str) -> tuple[Any, float, float]:
    """The map's group as an element of lxml, without pictures and links; its size in points."""
    from lxml import etree

    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in MAP_SPACES.items())
    root = etree.fromstring(_GROUP.sub(rf"\g<0> {spaces}", drawing, count=1))
    for one in list(root.iter("{*}pic", "{*}graphicFrame")):
        one.getparent().remove(one)
    without_relationships(root)
    extent = root.find("./{*}grpSpPr/{*}xfrm/{*}chExt")
    return (root, *(int(extent.get(side)) / EMU_PER_POINT for side in ("cx", "cy")))


def place_shapes(root: Any, place: Frame) -> None:  # noqa: ANN401 - an element of lxml
    """Set a group of shapes into a frame of a page."""
    frame = root.find("./{*}grpSpPr/{*}xfrm")
    for name, lengths in (
        ("off", {"x": place.left, "y": place.top}),
        ("ext", {"cx": place.width, "cy": place.height}),
    ):
        for key, length in lengths.items():
            frame.find(f"{{*}}{name}").set(key, str(round(length * EMU_PER_POINT)))


def with_data(xml: str, relationship: str) -> str:
    """A chart part that names the workbook with its cells, by the relationship to it."""
    from lxml import etree

    root = etree.fromstring(xml.encode())
    space = etree.QName(root).namespace
    data = etree.Element(f"{{{space}}}externalData")
    data.set(f"{{{RELATIONSHIPS}}}id", relationship)
    etree.SubElement(data, f"{{{space}}}autoUpdate", val="0")
    root.insert(_place_before(root, ("printSettings", "userShapes", "extLst")), data)
    return str(etree.tostring(root, encoding="unicode"))


def with_days(xml: str, days: Callable[[str], list[datetime.date] | None]) -> str:
    """A chart part whose categories are dates where the cells that it names hold ``days``.

    The chart's own copy of them may be texts, or numbers that count from 1904: it is made anew.
    """
    from lxml import etree

    root = etree.fromstring(xml.encode())
    for one in root.findall("{*}date1904"):
        root.remove(one)
    for reference in root.iterfind(".//{*}cat/*"):
        found = days(reference.findtext("{*}f") or "")
        cache = next(reference.iterchildren("{*}numCache", "{*}strCache"), None)
        if not found or cache is None:
            continue
        space = f"{{{etree.QName(reference).namespace}}}"
        reference.tag, cache.tag = f"{space}numRef", f"{space}numCache"
        shown = cache.findtext("{*}formatCode") or DATES
        for child in list(cache):
            cache.remove(child)
        etree.SubElement(cache, f"{space}formatCode").text = shown
        etree.SubElement(cache, f"{space}ptCount", val=str(len(found)))
        for at, day in enumerate(found):
            point = etree.SubElement(cache, f"{space}pt", idx=str(at))
            number = serial(day, date_1904=False)
            etree.SubElement(point, f"{space}v").text = number_text(number)
    return str(etree.tostring(root, encoding="unicode"))


def _explicit(xml: str) -> str:
    """A chart part that says itself what Excel takes for granted and others do not."""
    from lxml import etree

    root = etree.fromstring(xml.encode())
    without_relationships(root)
    _put(root, "roundedCorners", "0", at=_place_after(root, ("date1904", "lang")))
    chart = root.find("{*}chart")
    blanks = _place_before(chart, _AFTER_BLANKS)
    _put(chart, "dispBlanksAs", "gap", at=blanks)
    _put(chart, "plotVisOnly", "0", at=_place_before(chart, ("dispBlanksAs", *_AFTER_BLANKS)))
    for axis in root.iter(*(f"{{*}}{name}" for name in _AXES)):
        _put(axis, "delete", "0", at=_place_after(axis, ("axId", "scaling")))
    for series in root.iter("{*}lineChart"):
        for one in series.findall("{*}ser"):
            _put(one, "smooth", "0", at=_place_before(one, _AFTER_SMOOTH))
    for labels in root.iter("{*}dLbls", "{*}dLbl"):
        if labels.find("{*}delete") is None:
            for at, name in enumerate(_LABELS):
                later = (*_LABELS[at + 1 :], *_AFTER_LABELS)
                _put(labels, name, "0", at=_place_before(labels, later))
    return str(etree.tostring(root, encoding="unicode"))


def _put(parent: Any, name: str, value: str, *, at: int) -> None:  # noqa: ANN401 - of lxml
    """A child with a value at a place, where there is none yet."""
    from lxml import etree

    if parent.find(f"{{*}}{name}") is None:
        child = etree.Element(f"{{{etree.QName(parent).namespace}}}{name}", val=value)
        parent.insert(at, child)


def _place_after(parent: Any, names: tuple[str, ...]) -> int:  # noqa: ANN401 - of lxml
    found = [at for at, child in enumerate(parent) if _local(child) in names]
    return found[-1] + 1 if found else 0


def _place_before(parent: Any, names: tuple[str, ...]) -> int:  # noqa: ANN401 - of lxml
    return next((at for at, child in enumerate(parent) if _local(child) in names), len(parent))


def _local(element: Any) -> str:  # noqa: ANN401 - of lxml
    return str(element.tag).rpartition("}")[2]
