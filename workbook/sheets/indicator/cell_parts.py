"""What the formulas of the Indicator sheet are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import column, quoted
from workbook.layout.figure_tables import ALL_INDICATORS_TABLE, DATA_TABLE, WARD_DATA_TABLE
from workbook.sheets.section.chart_values import LABEL_GAP
from xlsrc.domain.month import MONTH_NAMES
from xlsrc.domain.wording import DOES_NOT_APPLY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.layout.table import Table

CHOICE: Final = "indicator.choice"
LIST: Final = "indicator.list"
WARD_NAMES: Final = "indicator.ward_names"

YEAR: Final = 12
RANGE_MONTHS: Final = 192
"""Months of the long-term chart: sixteen years, back to the first releases of 2010."""

WARD_ROWS: Final = 30
"""Wards that the heat table shows, those with most first."""
WARD_CAPACITY: Final = 100
"""Wards that an area may have."""

TIE_BREAK: Final = "0.000001"
NO_WARDS: Final = "This source has no ward figures"
HAVE_A_WARD: Final = "have a ward. Darker = more"
CAPTION: Final = "5  Month by month"
MONTH_LETTERS: Final = "".join(name[:3] for name in MONTH_NAMES)

Texts = tuple[tuple[str | None, ...], ...]


def cell(text: str) -> Texts:
    """One cell."""
    return ((text,),)


def down(texts: Iterable[str]) -> Texts:
    """A column of cells."""
    return tuple((text,) for text in texts)


def across(*texts: str | None) -> Texts:
    """A row of cells; None leaves one empty."""
    return (texts,)


def item(name: str, position: int) -> str:
    """One cell of a named row or column, counted from 1."""
    return f"INDEX({name},{position})"


def field(header: str) -> str:
    """A figure of the chosen indicator."""
    return f"INDEX({column(ALL_INDICATORS_TABLE, header)},indicator.row)"


def month(back: int) -> str:
    """The month ``back`` months before the last with data."""
    return f"EDATE(indicator.as_at,-{back})"


def joined(*parts: str) -> str:
    """Texts one after the other."""
    return "&".join(parts)


def or_dash(text: str) -> str:
    """The formula, or – where it cannot be worked out."""
    return f"IFERROR({text},{quoted(DOES_NOT_APPLY)})"


def or_gap(text: str) -> str:
    """The formula, or a gap in the chart."""
    return f"IFERROR({text},NA())"


def conditions(table: Table, *where: str) -> str:
    """What SUMIFS and COUNTIFS ask of a row: the chosen indicator, and more."""
    return ",".join((column(table, "Indicator"), CHOICE, *where))


def in_month(table: Table, when: str) -> str:
    """The condition that a row is of one month."""
    return f"{column(table, 'Month')},{when}"


def in_months(table: Table, after: str, last: str) -> str:
    """The conditions that a row lies after one month and not after another."""
    months = column(table, "Month")
    return f'{months},">"&{after},{months},"<="&{last}'


def total(table: Table, header: str, *where: str) -> str:
    """The sum of a column over the rows that meet the conditions."""
    return f"SUMIFS({column(table, header)},{conditions(table, *where)})"


def present(table: Table, header: str, *where: str) -> str:
    """How many rows hold a value: a blank is a gap, which SUMIFS would take for 0."""
    return f'COUNTIFS({conditions(table, *where)},{column(table, header)},"<>")'


def figure(months: str, wanted: int) -> str:
    """A count, or a share per 100, over months of which none may be missing."""
    count, out_of = (total(DATA_TABLE, header, months) for header in ("Count", "Out of"))
    return or_gap(
        f"IF({present(DATA_TABLE, 'Count', months)}<{wanted},NA(),"
        f"IF(indicator.decimals=1,100*{count}/{out_of},{count}))"
    )


def recorded(back: int) -> str:
    """The figure of the month ``back`` months before the last."""
    return figure(in_month(DATA_TABLE, month(back)), 1)


def data_value(header: str, back: int) -> str:
    """A column of Data in the month ``back`` months before the last."""
    when = in_month(DATA_TABLE, month(back))
    return f"IF({present(DATA_TABLE, header, when)}=0,NA(),{total(DATA_TABLE, header, when)})"


def width(back: int) -> str:
    """The width of the usual range; 0 where there is none."""
    # An area falls to 0 over an error; a band of no width does not show.
    low, high = (data_value(header, back) for header in ("Range low", "Range high"))
    return f"IFERROR({high}-{low},0)"


def is_exception(kind: str, position: int) -> str:
    """Whether a month of the long chart, counted from 1, is an exception of a kind."""
    back = RANGE_MONTHS - position
    criterion = f"{column(DATA_TABLE, 'Exception')},{quoted(f'*{kind}*')}"
    when = in_month(DATA_TABLE, month(back))
    return f"COUNTIFS({conditions(DATA_TABLE, when, criterion)})>0"


def ward_condition(name: str) -> str:
    """The condition that a row is of one ward."""
    return f"{column(WARD_DATA_TABLE, 'Ward')},{name}"


def ward_key(position: int) -> str:
    """A ward's 12-month total, a shade less the later it stands so that no two are equal."""
    name = item(WARD_NAMES, position)
    ward = ward_condition(name)
    window = in_months(WARD_DATA_TABLE, month(YEAR), month(0))
    return (
        f'IF({name}="","",IF({present(WARD_DATA_TABLE, "Count", ward)}=0,"",'
        f"{total(WARD_DATA_TABLE, 'Count', ward, window)}-{position}*{TIE_BREAK}))"
    )


def ranked_ward(position: int) -> str:
    """The name of the ward with the most, second most …, counted from 1."""
    return (
        f'IF({position}>COUNT(indicator.ward_keys),"",INDEX({WARD_NAMES},'
        f"MATCH(LARGE(indicator.ward_keys,{position}),indicator.ward_keys,0)))"
    )


def ward_month(position: int, back: int) -> str:
    """The count of a ranked ward in the month ``back`` months before the last."""
    name = item("indicator.ward_rank", position)
    where = (ward_condition(name), in_month(WARD_DATA_TABLE, month(back)))
    return (
        f'IF({name}="","",IF({present(WARD_DATA_TABLE, "Count", *where)}=0,'
        f"{quoted(DOES_NOT_APPLY)},{total(WARD_DATA_TABLE, 'Count', *where)}))"
    )


def labels(prefix: str, months: int, series: tuple[str, ...]) -> dict[str, Texts]:
    """Heights for the direct labels of series: beside their last values, pushed apart.

    The same rule as ``feeders.label_heights``; the largest value in ``series`` decides the axis.
    """
    drawn = tuple(f"{prefix}_{name}" for name in series)
    ends = tuple(item(name, months) for name in drawn)
    values, heights = f"{prefix}_ends", f"{prefix}_heights"
    ceiling = f"{prefix}_ceiling"
    gap = f"{LABEL_GAP}*{ceiling}"

    def height(rank: int) -> str:
        pushed = ",".join(
            f"SMALL({values},{lower})+{rank - lower}*{gap}" for lower in range(1, rank + 1)
        )
        return (
            f'IF({rank}>COUNT({values}),"",'
            f"MIN(MAX({pushed}),{ceiling}-(COUNT({values})-{rank})*{gap}))"
        )

    positions = range(1, len(ends) + 1)
    return {
        f"{prefix}_drawn": down(
            f"MAX({','.join(f'IFERROR({item(name, at + 1)},0)' for name in drawn)})"
            for at in range(months)
        ),
        ceiling: cell(f"MAX({prefix}_drawn)"),
        values: down(
            f'IFERROR({end}+{position}*{TIE_BREAK},"")'
            for position, end in zip(positions, ends, strict=True)
        ),
        heights: down(map(height, positions)),
        f"{prefix}_labels": across(
            *(
                or_gap(f"INDEX({heights},RANK({item(values, position)},{values},1))")
                for position in positions
            )
        ),
    }


def sustained_word(position: int) -> str:
    """0 in the first month of the first six-month exception, where its word stands."""
    name = "indicator.trend_sustained"
    so_far = f"COUNT({item(name, 1)}:{item(name, position)})"
    return f"IF(AND(ISNUMBER({item(name, position)}),{so_far}=1),0,NA())"
