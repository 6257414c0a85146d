"""The formulas of the Indicator sheet: the texts that the template holds and refresh repeats.

The sheet follows its dropdown by itself, without Python. Its cells are named rectangles; a
formula speaks of other cells by those names only (a name never covers the cell that uses it, or
Excel would call it circular), and of the figures by structured references.
"""

from __future__ import annotations

from typing import Final

from workbook.formulas import column, quoted
from workbook.layout.figure_tables import ALL_INDICATORS_TABLE
from workbook.sheets.data.values import ONE_MONTH, SIX_MONTHS
from workbook.sheets.indicator.cell_parts import (
    CAPTION,
    CHOICE,
    RANGE_MONTHS,
    WARD_CAPACITY,
    WARD_ROWS,
    YEAR,
    Texts,
    across,
    cell,
    data_value,
    down,
    field,
    is_exception,
    item,
    labels,
    month,
    or_dash,
    or_gap,
    ranked_ward,
    recorded,
    sustained_word,
    ward_key,
    ward_month,
    width,
)
from workbook.sheets.indicator.peer_formulas import PEER_FORMULAS
from workbook.sheets.indicator.words import (
    caveats,
    change,
    definition,
    exception_words,
    exceptions,
    interval,
    month_and_year,
    month_letters,
    number,
    one_decimal,
    origin,
    rank,
    ward_note,
    year_name,
)
from xlsrc.domain.wording import NO_DATA

_BACK: Final = tuple(range(RANGE_MONTHS - 1, -1, -1))
_POSITIONS: Final = tuple(range(1, RANGE_MONTHS + 1))

FORMULAS: Final[dict[str, Texts]] = {
    "indicator.row": cell(f"MATCH({CHOICE},{column(ALL_INDICATORS_TABLE, 'Indicator')},0)"),
    "indicator.as_at": cell(f'IFERROR(IF(ISNUMBER({field("Data to")}),{field("Data to")},""),"")'),
    "indicator.decimals": cell(f'IFERROR(IF({field("Unit")}="per 100",1,0),0)'),
    "indicator.period": cell(
        f"IFERROR({quoted('12 months to ')}&{month_and_year('indicator.as_at')},{quoted(NO_DATA)})"
    ),
    "indicator.origin": cell(origin()),
    "indicator.key_values": across(
        or_dash(number(field("Last 12 months"))),
        or_dash(number(field("Year before"))),
        or_dash(change()),
        None,
        or_dash(number(field("Last 3 months"))),
        or_dash(one_decimal(field("Per 1,000"))),
        None,
        or_dash(rank()),
        or_dash(exceptions()),
    ),
    "indicator.key_words": across(
        or_dash(field("Status")),
        None,
        or_dash(field("Is the change real?")),
        None,
        or_dash(interval("usual ", "Usual range, low", "Usual range, high", "indicator.decimals")),
        or_dash(interval("95 %: ", "Rate, low", "Rate, high", "1")),
        None,
        or_dash(field("Against peers")),
        or_dash(exception_words()),
    ),
    "indicator.year_title": cell(
        f'IF(INDEX(indicator.year_names,1)="",{quoted(CAPTION)},{quoted(f"{CAPTION}: ")}'
        f'&INDEX(indicator.year_names,1)&" against "&INDEX(indicator.year_names,2))'
    ),
    "indicator.shows": cell(or_dash(field("What it shows"))),
    "indicator.definition": cell(definition("Definition")),
    "indicator.caveats": cell(caveats()),
    "indicator.ward_note": cell(or_dash(ward_note())),
    "indicator.ward_months": across(
        *(f'IFERROR({month_letters(month(YEAR - 1 - at))},"")' for at in range(YEAR))
    ),
    "indicator.ward_keys": down(ward_key(at + 1) for at in range(WARD_CAPACITY)),
    "indicator.ward_rank": down(ranked_ward(at + 1) for at in range(WARD_ROWS)),
    "indicator.ward_counts": tuple(
        tuple(ward_month(row + 1, YEAR - 1 - at) for at in range(YEAR)) for row in range(WARD_ROWS)
    ),
    "indicator.year_names": across(*(year_name(back) for back in (0, YEAR, 0, YEAR))),
    "indicator.year_months": down(
        f'IFERROR({month_letters(month(YEAR - 1 - at))},"")' for at in range(YEAR)
    ),
    "indicator.year_now": down(recorded(YEAR - 1 - at) for at in range(YEAR)),
    "indicator.year_before": down(recorded(2 * YEAR - 1 - at) for at in range(YEAR)),
    **labels("indicator.year", YEAR, ("now", "before")),
    "indicator.trend_month": down(or_gap(month(back)) for back in _BACK),
    "indicator.trend_low": down(f"IFERROR({data_value('Range low', b)},0)" for b in _BACK),
    "indicator.trend_width": down(map(width, _BACK)),
    "indicator.trend_expected": down(or_gap(data_value("Expected", b)) for b in _BACK),
    "indicator.trend_recorded": down(map(recorded, _BACK)),
    "indicator.trend_flagged": down(
        or_gap(f"IF({is_exception(ONE_MONTH, at)},{item('indicator.trend_recorded', at)},NA())")
        for at in _POSITIONS
    ),
    "indicator.trend_sustained": down(
        or_gap(f"IF({is_exception(SIX_MONTHS, at)},0,NA())") for at in _POSITIONS
    ),
    "indicator.trend_word": down(map(sustained_word, _POSITIONS)),
    "indicator.trend_high": down(or_gap(data_value("Range high", b)) for b in _BACK),
    **labels("indicator.trend", RANGE_MONTHS, ("high", "expected", "recorded")),
    **PEER_FORMULAS,
}
"""The formulas of every named rectangle of the sheet, without the leading ``=``."""
