"""The cells of Indicator that say what the indicator is, its key figures and their words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.formulas import column, quoted
from workbook.formulas import fixed as as_fixed
from workbook.sheets.all_indicators.layout import ALL_INDICATORS_TABLE
from workbook.sheets.all_indicators.values import NO_EXCEPTION
from workbook.sheets.indicator import layout
from workbook.sheets.indicator.expression import (
    Expression,
    Part,
    equal,
    excel,
    fixed,
    if_,
    if_error,
    is_number,
    joined,
    lifted,
    month_of,
    number,
    or_dash,
    single,
)
from workbook.sheets.indicator.lookups import IS_SHARE, definition, field, level, short_month
from xlsrc.domain.indicator import PER_100, Source
from xlsrc.domain.month import MONTH_NAMES
from xlsrc.domain.wording import DOES_NOT_APPLY, MINUS, NO_DATA

if TYPE_CHECKING:
    from workbook.sheets.indicator.expression import Cells

_PLACES: Final = single(layout.DECIMALS)


def figure(header: str) -> Expression:
    """A figure in words: its digits, or the word that stands for none."""
    digits = joined(fixed(field(header), _PLACES), if_(IS_SHARE, " %", ""))
    return if_(is_number(field(header)), digits, field(header))


def _signed(value: Expression, decimals: Part) -> Expression:
    """A number with its sign, a true minus; what rounds to nothing has none."""

    def words(value: float, decimals: int) -> str:
        digits = as_fixed(abs(number(value)), decimals)
        is_nothing = not any(digit in "123456789" for digit in digits)
        return digits if is_nothing else f"{MINUS if value < 0 else '+'}{digits}"

    return excel(
        f'IF(VALUE(FIXED(ABS({{0}}),{{1}},TRUE))=0,"",IF({{0}}<0,"{MINUS}","+"))'
        "&FIXED(ABS({0}),{1})",
        words,
        value,
        decimals,
    )


def _change() -> Expression:
    """``−344 (−14 %)``, ``−0.6 pt``, or the word that stands for none."""
    change, part = field("Change"), field("Change %")
    percent = excel("(100*{})", lambda part: 100 * part, part)
    in_percent = if_(is_number(part), joined(" (", _signed(percent, 0), " %)"), "")
    words = joined(_signed(change, _PLACES), if_(IS_SHARE, " pt", ""), in_percent)
    return if_(is_number(change), words, change)


def _interval(before: str, header: str, decimals: Part) -> Expression:
    """Two figures with a dash between; nothing where there are none."""
    low, high = (field(f"{header}, {end}") for end in ("low", "high"))
    words = joined(before, fixed(low, decimals), "–", fixed(high, decimals))
    return if_(is_number(low), words, "")


def _rate() -> Expression:
    """The rate with one decimal, or the word that stands for none."""
    rate = field("Per 1,000")
    return if_(is_number(rate), fixed(rate, 1), rate)


def _rank() -> Expression:
    """``17 of 32``, or the word that stands for none."""
    rank = field("Rank")
    return if_(is_number(rank), joined(rank, " of ", field("Of")), rank)


def _exceptions() -> Expression:
    """Whether there is an exception, and since when; or since when it is over."""
    since, back = field("Exception since"), field("Back inside since")
    standing = excel(
        "UPPER(LEFT({0},1))&MID({0},2,50)",
        lambda word: word[:1].upper() + word[1:],
        field("New or known"),
    )
    in_force = joined(standing, " since ", short_month(since))
    over = joined("Back inside since ", short_month(back))
    return if_(is_number(since), if_(is_number(back), over, in_force), field("Exception"))


def _what_stands_out() -> Expression:
    """What the exception is; without one, what is worth watching."""
    exception = field("Exception")
    watched = excel(
        "LOWER(LEFT({0},1))&MID({0},2,80)",
        lambda words: words[:1].lower() + words[1:],
        field("Worth watching"),
    )
    without = if_(equal(exception, NO_EXCEPTION), joined("Watch: ", watched), "")
    return if_(is_number(field("Exception since")), exception, without)


def _every() -> Expression:
    """How many months a figure of the indicator's source is of."""
    found = lifted(1)
    for source in Source:
        if source.every > 1:
            found = if_(equal(field("Source"), source.value), source.every, found)
    return if_error(found, 1)


def _period() -> Expression:
    names = ",".join(map(quoted, MONTH_NAMES))
    text = f'CHOOSE(MONTH({{0}}),{names})&" "&YEAR({{0}})'
    ends = excel(text, lambda last: month_of(last).name, single(layout.AS_AT))
    return if_error(joined("12 months to ", ends), NO_DATA)


def _origin() -> Expression:
    """Polarity, level, source, vintage and sections in a line."""
    return joined(
        *(field("Polarity"), " · ", if_error(joined(level(), " level · "), ""), field("Source")),
        *(", vintage ", field("Vintage"), " · in ", field("Section")),
    )


def _caveats() -> Expression:
    """The indicator's caveats, then the notes on its figures."""
    # A dash stands for no notes, and would say nothing after the caveats.
    notes = field("Notes")
    return joined(definition("Caveats"), if_(equal(notes, DOES_NOT_APPLY), "", joined(" ", notes)))


_INDICATORS: Final = column(ALL_INDICATORS_TABLE, "Indicator")
_DATA_TO: Final = field("Data to")
_IS_PER_100: Final = equal(field("Unit"), PER_100)

HEAD: Final[Cells] = {
    layout.ROW: (
        Expression(f"MATCH({layout.CHOICE.name},{_INDICATORS},0)", lambda of: of.position),
    ),
    layout.AS_AT: (if_error(if_(is_number(_DATA_TO), _DATA_TO, ""), ""),),
    layout.DECIMALS: (if_error(if_(_IS_PER_100, 1, 0), 0),),
    layout.EVERY: (_every(),),
    layout.PERIOD: (_period(),),
    layout.ORIGIN: (or_dash(_origin()),),
    layout.KEY_VALUES: (
        or_dash(figure("Last 12 months")),
        or_dash(figure("Year before")),
        or_dash(_change()),
        or_dash(figure("Last 3 months")),
        or_dash(_rate()),
        or_dash(_rank()),
        or_dash(_exceptions()),
    ),
    layout.KEY_WORDS: (
        or_dash(field("Status")),
        or_dash(field("Is the change real?")),
        or_dash(_interval("usual ", "Usual range", _PLACES)),
        or_dash(_interval("95 %: ", "Rate", 1)),
        or_dash(field("Against peers")),
        or_dash(_what_stands_out()),
    ),
    layout.SHOWS: (or_dash(field("What it shows")),),
    layout.DEFINITION: (definition("Definition"),),
    layout.CAVEATS: (or_dash(_caveats()),),
}
"""The cells of the head and of the boxes at the foot."""
