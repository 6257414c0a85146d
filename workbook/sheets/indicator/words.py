"""The words of the Indicator sheet, as formulas."""

from __future__ import annotations

from workbook.formulas import column, quoted
from workbook.layout.figure_tables import WARD_DATA_TABLE
from workbook.layout.settings_tables import DEFINITIONS_TABLE
from workbook.sheets.indicator.cell_parts import (
    CHOICE,
    HAVE_A_WARD,
    MONTH_LETTERS,
    NO_WARDS,
    YEAR,
    field,
    in_months,
    joined,
    month,
    or_dash,
    total,
)
from xlsrc.domain.month import MONTH_NAMES
from xlsrc.domain.wording import DOES_NOT_APPLY, MINUS


def number(text: str) -> str:
    """A figure as words: its digits, or the word that stands for none."""
    return (
        f"IF(ISNUMBER({text}),FIXED({text},indicator.decimals)"
        f'&IF(indicator.decimals=1," %",""),{text})'
    )


def signed(text: str, decimals: str) -> str:
    """A number with its sign, a true minus."""
    digits = f"FIXED(ABS({text}),{decimals})"
    sign = f'IF({text}<0,"{MINUS}","+")'
    # What rounds to nothing has no sign.
    return f'IF(VALUE(FIXED(ABS({text}),{decimals},TRUE))=0,"",{sign})&{digits}'


def change() -> str:
    """``−344 (−14 %)``, ``−0.6 pt``, or the word that stands for none."""
    change, percent = field("Change"), field("Change %")
    in_percent = f'" ("&{signed(f"(100*{percent})", "0")}&" %)"'
    return (
        f"IF(ISNUMBER({change}),{signed(change, 'indicator.decimals')}"
        f'&IF(indicator.decimals=1," pt","")&IF(ISNUMBER({percent}),{in_percent},""),{change})'
    )


def interval(before: str, low: str, high: str, decimals: str) -> str:
    """Two figures with a dash between; nothing where there are none."""
    return (
        f"IF(ISNUMBER({field(low)}),{quoted(before)}&FIXED({field(low)},{decimals})&{quoted('–')}"
        f'&FIXED({field(high)},{decimals}),"")'
    )


def one_decimal(text: str) -> str:
    """A number with one decimal, or the word that stands for none."""
    return f"IF(ISNUMBER({text}),FIXED({text},1),{text})"


def rank() -> str:
    """``17 of 32``, or the word that stands for none."""
    return f'IF(ISNUMBER({field("Rank")}),{field("Rank")}&" of "&{field("Of")},{field("Rank")})'


def exceptions() -> str:
    """Whether there is an exception, and since when."""
    since, status = field("Exception since"), field("New or known")
    return (
        f"IF(ISNUMBER({since}),UPPER(LEFT({status},1))&MID({status},2,50)"
        f'&" since "&{short_month(since)},{field("Exception")})'
    )


def exception_words() -> str:
    """What the exception is; nothing where there is none."""
    return f'IF(ISNUMBER({field("Exception since")}),{field("Exception")},"")'


def month_letters(date: str) -> str:
    """``Dec``: FIXED and TEXT would give the letters of the reader's language."""
    return f"MID({quoted(MONTH_LETTERS)},3*MONTH({date})-2,3)"


def short_month(date: str) -> str:
    """``Dec 25``."""
    return f'{month_letters(date)}&" "&RIGHT(YEAR({date}),2)'


def month_and_year(date: str) -> str:
    """``December 2025``."""
    names = ",".join(map(quoted, MONTH_NAMES))
    return f'CHOOSE(MONTH({date}),{names})&" "&YEAR({date})'


def year_name(back: int) -> str:
    """A calendar year after December, else the month that the year ends with."""
    when = month(back)
    return f'IFERROR(IF(MONTH({when})=12,YEAR({when})&"","to "&{short_month(when)}),"")'


def origin() -> str:
    """Polarity, source, vintage and sections in a line."""
    return or_dash(
        joined(
            field("Polarity"),
            quoted(" · borough level · "),
            field("Source"),
            quoted(", vintage "),
            field("Vintage"),
            quoted(" · in "),
            field("Section"),
        )
    )


def definition(header: str) -> str:
    """Words of the Definitions table; there the names carry no ‡."""
    name = f'IF(RIGHT({CHOICE},2)=" ‡",LEFT({CHOICE},LEN({CHOICE})-2),{CHOICE})'
    found = f"MATCH({name},{column(DEFINITIONS_TABLE, 'Indicator')},0)"
    return or_dash(f'INDEX({column(DEFINITIONS_TABLE, header)},{found})&""')


def caveats() -> str:
    """The indicator's caveats, then the notes on its figures."""
    # A dash stands for no notes, and would say nothing after the caveats.
    notes = f'IF({field("Notes")}={quoted(DOES_NOT_APPLY)},""," "&{field("Notes")})'
    return or_dash(f"{definition('Caveats')}&{notes}")


def ward_note() -> str:
    """How many of the offences have a ward, or that none has."""
    window = in_months(WARD_DATA_TABLE, month(YEAR), month(0))
    with_ward = f"FIXED({total(WARD_DATA_TABLE, 'Count', window)},0)"
    return (
        f"IF(COUNT(indicator.ward_keys)=0,{quoted(NO_WARDS)},"
        f'{with_ward}&" of "&{number(field("Last 12 months"))}&{quoted(f" {HAVE_A_WARD}")})'
    )
