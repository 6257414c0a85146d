"""Chart parts of DrawingML made from rows of cells: lines over a band, and bars.

The rows are a heading and then a row a category, as they stand in the chart's own workbook from
its first cell on. Type is of the size of labels on sheets, which who shows the chart makes larger.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.house.style import BAND, HAIR, LABEL_SIZE, LINE_GREY, SECOND
from workbook.pack.chart_cells import Cells, number
from workbook.package.cell import number_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Rows = Sequence[Sequence[object]]

CATEGORIES, VALUES = 50_010_001, 50_010_002
"""The numbers of the two axes."""

_SPACES: Final = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
YEAR: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """Where the plot stands within its chart, in parts of the chart's width and height."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a series looks: its column (from 0), fill or line as RRGGBB ('' for none), its width."""

    column: int
    fill: str = ""
    line: str = ""
    points: float = 0.0
    dash: str = ""
    label: str = ""
    """The colour of the values written on its bars, '' for none."""


def lines(
    rows: Rows, sheet: str, inner: Inner, *, band: Sequence[Look], drawn: Sequence[Look],
    top: float, step: float, shown: str,
) -> str:  # fmt: skip
    """Lines over a stacked band, on an axis of dates or of names from 0 to ``top``."""
    cells = Cells(rows, sheet)
    area = "".join(_series(cells, at, look, is_area=True) for at, look in enumerate(band))
    line = "".join(
        _series(cells, at, look, is_line=True) for at, look in enumerate(drawn, start=len(band))
    )
    areas = (
        f'<c:areaChart><c:grouping val="stacked"/><c:varyColors val="0"/>{area}{_AXIS_IDS}'
        "</c:areaChart>"
        if band
        else ""
    )
    plot = (
        f'{areas}<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{line}'
        f'<c:marker val="1"/>{_AXIS_IDS}</c:lineChart>'
        f"{_month_axis(shown, dates=cells.has_dates)}"
        f"{_value_axis(0, top, step, between=not cells.has_dates)}"
    )
    return _chart(plot, inner)


def bars(
    rows: Rows, sheet: str, inner: Inner, *, drawn: Sequence[Look], ends: tuple[float, float],
    step: float, gap: int, errors: tuple[int, int] | None = None,
) -> str:  # fmt: skip
    """Stacked bars from left to right, the first row topmost; ``errors`` are the columns of the
    ends of an interval about the one series, and their axis is shown.
    """
    cells = Cells(rows, sheet)
    series = "".join(
        _series(cells, at, look, errors=errors if at == 0 else None)
        for at, look in enumerate(drawn)
    )
    plot = (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{gap}"/><c:overlap val="100"/>{_AXIS_IDS}</c:barChart>'
        f'<c:catAx><c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/>'
        f'{_line(LINE_GREY[1:] if errors else "", 0.75)}<c:crossAx val="{VALUES}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f"{_bar_values(*ends, step, shown=errors is not None)}"
    )
    return _chart(plot, inner)


_AXIS_IDS: Final = f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/>'


def _series(
    cells: Cells, at: int, look: Look, *, is_area: bool = False, is_line: bool = False,
    errors: tuple[int, int] | None = None,
) -> str:  # fmt: skip
    fill = f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>' if look.fill else (
        "" if is_line else "<a:noFill/>"
    )  # fmt: skip
    dash = f'<a:prstDash val="{look.dash}"/>' if look.dash else ""
    line = (
        f'<a:ln w="{round(look.points * 12700)}" cap="rnd"><a:solidFill>'
        f'<a:srgbClr val="{look.line}"/></a:solidFill>{dash}<a:round/></a:ln>'
        if look.line
        else "<a:ln><a:noFill/></a:ln>"
    )
    category = cells.numbers(0) if cells.has_dates else cells.names(0)
    marker = '<c:marker><c:symbol val="none"/></c:marker>' if is_line else ""
    inverted = "" if is_area or is_line else '<c:invertIfNegative val="0"/>'
    labels = _labels(look.label) if look.label else ""
    intervals = _errors(cells, look.column, errors) if errors else ""
    smooth = '<c:smooth val="0"/>' if is_line else ""
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/>{cells.heading(look.column)}'
        f"<c:spPr>{fill}{line}</c:spPr>{inverted}{marker}{labels}{intervals}"
        f"<c:cat>{category}</c:cat><c:val>{cells.numbers(look.column)}</c:val>{smooth}</c:ser>"
    )


def _labels(colour: str) -> str:
    return (
        f"<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_type(colour)}"
        '<c:dLblPos val="ctr"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )


def _errors(cells: Cells, middle: int, ends: tuple[int, int]) -> str:
    centre = [number(value) for value in cells.column(middle)]
    low, high = ([number(v) for v in cells.column(at)] for at in ends)
    plus = _literal(b - a for a, b in zip(centre, high, strict=True))
    minus = _literal(a - b for a, b in zip(centre, low, strict=True))
    return (
        '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{plus}</c:plus><c:minus>{minus}</c:minus>"
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{INK_LINE}"/></a:solidFill></a:ln>'
        "</c:spPr></c:errBars>"
    )


INK_LINE: Final = "1F2933"


def _literal(values: Iterable[float]) -> str:
    found = list(values)
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{number_text(v)}</c:v></c:pt>' for i, v in enumerate(found)
    )
    return (
        f"<c:numLit><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(found)}"/>{points}</c:numLit>'
    )


def _chart(plot: str, inner: Inner) -> str:
    layout = (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{inner.left:.4f}"/><c:y val="{inner.top:.4f}"/>'
        f'<c:w val="{inner.width:.4f}"/><c:h val="{inner.height:.4f}"/></c:manualLayout></c:layout>'
    )
    return (
        f'<c:chartSpace {_SPACES}><c:date1904 val="0"/><c:lang val="en-GB"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{layout}{plot}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_type(SECOND[1:])}</c:chartSpace>"
    )


def _type(colour: str) -> str:
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(LABEL_SIZE * 100)}" b="0"><a:solidFill><a:srgbClr val="{colour}"/>'
        '</a:solidFill></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>'
    )


def _line(colour: str, points: float) -> str:
    if not colour:
        return "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    return (
        f'<c:spPr><a:ln w="{round(points * 12700)}"><a:solidFill><a:srgbClr val="{colour}"/>'
        "</a:solidFill></a:ln></c:spPr>"
    )


def _month_axis(shown: str, *, dates: bool) -> str:
    head = (
        f'<c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="{shown}" sourceLinked="0"/>'
        f'<c:majorTickMark val="{"out" if dates else "none"}"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_line(LINE_GREY[1:], 0.75)}{_type(SECOND[1:])}'
        f'<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/>'
    )
    if not dates:
        return (
            f'<c:catAx>{head}<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
            '<c:noMultiLvlLbl val="1"/></c:catAx>'
        )
    return (
        f'<c:dateAx>{head}<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="months"/>'
        f'<c:majorUnit val="{YEAR}"/><c:majorTimeUnit val="months"/></c:dateAx>'
    )


def _value_axis(low: float, high: float, step: float, *, between: bool) -> str:
    return (
        f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{number_text(high)}"/><c:min val="{number_text(low)}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/><c:majorGridlines>{_line(HAIR[1:], 0.75)}'
        '</c:majorGridlines><c:numFmt formatCode="'
        f'{"#,##0" if step >= 1 else "0.0"}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_line("", 0)}{_type(SECOND[1:])}<c:crossAx val="{CATEGORIES}"/>'
        f'<c:crosses val="autoZero"/><c:crossBetween val="{"between" if between else "midCat"}"/>'
        f'<c:majorUnit val="{number_text(step)}"/></c:valAx>'
    )


def _bar_values(low: float, high: float, step: float, *, shown: bool) -> str:
    grid = f"<c:majorGridlines>{_line(BAND[1:], 0.75)}</c:majorGridlines>" if shown else ""
    return (
        f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{number_text(high)}"/><c:min val="{number_text(low)}"/></c:scaling>'
        f'<c:delete val="{0 if shown else 1}"/><c:axPos val="b"/>{grid}'
        '<c:numFmt formatCode="+#,##0;&quot;−&quot;#,##0;0" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="high"/>{_line("", 0)}'
        f'{_type(SECOND[1:])}<c:crossAx val="{CATEGORIES}"/><c:crosses val="max"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{number_text(step)}"/></c:valAx>'
    )
