"""The functions that Excel's cells can call, ``=SC_RATE(…)``: thin wrappers over the measures.

Every function takes what Excel sends and gives back cells; a bad argument is a sentence in the
cell. They are plain functions wherever Excel is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from workbook.excel import excel_arguments as given
from workbook.excel import function_figures as figures
from workbook.excel import series_figures as of_series
from workbook.excel.excel_function import FUNCTIONS, excel_function
from workbook.surfaces.open_book import local_path
from xlsrc.domain.indicator import Polarity
from xlsrc.domain.wording import TOO_FEW
from xlsrc.measures import benchmark
from xlsrc.measures.change import change_on_year
from xlsrc.measures.control_chart import xmr
from xlsrc.measures.level_filter import BURN
from xlsrc.measures.outlook import FIRM
from xlsrc.measures.ranks import rank
from xlsrc.measures.rates import PER_THOUSAND, rate_per
from xlsrc.measures.rolling import MONTHS_IN_YEAR, PER_CENT, rolling_12
from xlsrc.measures.runs import COMING
from xlsrc.measures.targets import progress
from xlsrc.words.verdicts import peer_sentence, progress_words

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw

    from workbook.excel.excel_arguments import CellsOut

TWO_YEARS: Final = 2 * MONTHS_IN_YEAR
TWO_YEARS_OF_COUNTS: Final = "One row or column of at least 24 monthly counts, oldest first"


@excel_function(
    "Sums of the 12 months to each month; empty before the 12th and where a month is missing.",
    series="One row or column of monthly counts, oldest first",
)
def SC_ROLLING_12(series: object) -> CellsOut:
    """Rolling 12-month sums, in the shape of the series."""
    months, is_column = given.series(series, "series", least=MONTHS_IN_YEAR)
    sums = rolling_12(months)
    return given.grid(sums.T if is_column else sums)


@excel_function(
    "The last 12 months, the 12 before, the difference, the change in %, p (under 0.05: more than "
    "chance would often give), and the 95 % interval of the change in %.",
    series="One row or column of at least 24 monthly counts, oldest first",
)
def SC_CHANGE_ON_YEAR(series: object) -> CellsOut:
    """Change on a year ago: now, year ago, difference, %, p, low, high."""
    months, _ = given.counts(series, "series", least=TWO_YEARS)
    change = change_on_year(months)
    return given.row(
        (
            change.now[0],
            change.before[0],
            change.difference[0],
            TOO_FEW if change.percent_withheld[0] else change.percent[0],
            change.p[0],
            PER_CENT * (change.ratio_low[0] - 1),
            PER_CENT * (change.ratio_high[0] - 1),
        )
    )


@excel_function(
    "A rate per 1,000 people with its 95 % interval: rate, low, high.",
    count="One count, or a row or column of counts",
    population="The people they were counted among: one number, or as many as counts",
    per="The number of people that the rate is for; 1,000 if left out",
)
def SC_RATE(count: object, population: object, per: object = None) -> CellsOut:
    """Rates with Byar's interval: rate, low, high."""
    events, is_column = given.counts(count, "count")
    people, _ = given.counts(population, "population")
    scale = given.number(per, "per", default=PER_THOUSAND)
    if scale <= 0:
        message = f"per must be above 0; found {scale:g}."
        raise given.ArgumentError(message)
    if people.size not in (1, events.size):
        message = (
            f"population must be one number or as many as counts; found {people.size} for "
            f"{events.size}."
        )
        raise given.ArgumentError(message)
    rates = rate_per(events, people, scale)
    if events.size == 1:
        return given.row((rates.rate[0, 0], rates.low[0, 0], rates.high[0, 0]))
    lines = [given.grid(values) for values in (rates.rate, rates.low, rates.high)]
    return given.beside(lines, is_column=is_column)


@excel_function(
    "A control chart of monthly counts: mean, lower limit, upper limit, and why a month stands "
    "out, for each month.",
    series="One row or column of monthly counts, oldest first",
    fix_after="Months, at least 12, that alone set the limits; all if left out",
)
def SC_XMR(series: object, fix_after: object = None) -> CellsOut:
    """XmR chart: mean, lower, upper, label for each month."""
    months, is_column = given.series(series, "series", least=2)
    fixed = given.number(fix_after, "fix_after", default=0)
    if fixed > months.size or fixed % 1:
        message = (
            f"fix_after must be a whole number of months, at most the {months.size} of series; "
            f"found {fixed:g}."
        )
        raise given.ArgumentError(message)
    chart = xmr(months, fix_after=int(fixed) or None)
    lines = [given.grid(values) for values in (chart.mean, chart.lower, chart.upper)]
    labels: CellsOut = [[str(label) for label in chart.label[0].tolist()]]
    return given.beside([*lines, labels], is_column=is_column)


@excel_function(
    "What the past leads one to expect of the last month: expected, lower and upper end of the "
    "usual range (95 %), z of the month, z of the last six months (empty under 24 and 36 months).",
    series="One row or column of monthly counts, oldest first, at least 12 before the last",
)
def SC_EXPECTED_RANGE(series: object) -> CellsOut:
    """Expected count of the last month: expected, lower, upper, z1, z6."""
    past = of_series.past_of(given.history(series, "series", least=BURN, but_last=True))
    values = (past.expected, past.low, past.high, past.z1, past.z6)
    return given.row(value[0, -1] for value in values)


@excel_function(
    "Whether the latest months are an exception, outside their usual range, in words.",
    series=TWO_YEARS_OF_COUNTS,
    polarity="lower, higher or neutral: which direction is good; neutral if left out",
)
def SC_EXCEPTION(series: object, polarity: object = None) -> CellsOut:
    """The exception of a series in words."""
    months = given.history(series, "series", least=FIRM)
    return [[of_series.exception_sentence(months, given.polarity(polarity))]]


@excel_function(
    "Where the level behind the months is going: rising, falling or no clear change; the level now "
    "(a month, without its season), its change on a year ago in %, and the 95 % interval of that.",
    series=TWO_YEARS_OF_COUNTS,
)
def SC_TREND(series: object) -> CellsOut:
    """Trend of a series: word, level now, change on a year ago in %, low, high."""
    return given.row(of_series.trend_cells(given.history(series, "series", least=FIRM)))


@excel_function(
    "What the coming months come to together, if it goes on as it has: expected, low, high (95 %) "
    "and, with a target for their total, the chance of meeting it (0 to 1; from 36 months on).",
    series="One row or column of at least 12 monthly counts, oldest first",
    months="How many months are to come, 1 to 12",
    target="A target for the total of these months, if there is one",
    polarity="lower or higher: which direction is good; needed with a target",
)
def SC_FORECAST(
    series: object, months: object, target: object = None, polarity: object = None
) -> CellsOut:
    """Total of the coming months: expected, low, high and, with a target, the chance of it."""
    known = given.history(series, "series", least=BURN)
    coming = given.number(months, "months")
    if coming not in COMING:
        message = f"months must be a whole number from 1 to {COMING[-1]}; found {coming:g}."
        raise given.ArgumentError(message)
    wanted = given.number(target, "target", default=np.nan)
    if wanted < 0:
        message = f"target must be 0 or more; found {wanted:g}."
        raise given.ArgumentError(message)
    direction = given.polarity(polarity)
    if not np.isnan(wanted) and direction is Polarity.NEUTRAL:
        message = "polarity must be lower or higher where there is a target."
        raise given.ArgumentError(message)
    goal = None if np.isnan(wanted) else wanted
    return given.row(of_series.forecast_cells(known, int(coming), goal, direction))


@excel_function(
    "An area among its peers: rate per 1,000, mean rate of the peers, rank (1 is best), verdict.",
    area="The area's name, one of areas",
    areas="The names of all areas, in one row or column",
    counts="Their counts, in the same order",
    populations="Their populations, in the same order",
    polarity="lower, higher or neutral: which direction is good; neutral if left out",
)
def SC_BENCHMARK(
    area: object, areas: object, counts: object, populations: object, polarity: object = None
) -> CellsOut:
    """Comparison with peers: rate, peer rate, rank, verdict."""
    names = [name.casefold() for name in given.texts(areas, "areas")]
    events, _ = given.counts(counts, "counts")
    people, _ = given.counts(populations, "populations")
    if not events.size == people.size == len(names):
        message = (
            "areas, counts and populations must be equally many; found "
            f"{len(names)}, {events.size} and {people.size}."
        )
        raise given.ArgumentError(message)
    wanted = given.text(area, "area")
    if names.count(wanted.casefold()) != 1:
        times = names.count(wanted.casefold())
        message = f"area must be one of areas, once; found '{wanted}' {times} times."
        raise given.ArgumentError(message)
    here = names.index(wanted.casefold())
    rates = rate_per(events[0], people[0]).rate
    funnel = benchmark.funnel(events[0], people[0])
    return given.row(
        (
            rates[here],
            float(benchmark.peer_rate(rates)),
            rank(rates, given.polarity(polarity))[here],
            peer_sentence(benchmark.VERDICTS[int(funnel.verdict[here])]),
        )
    )


@excel_function(
    "A figure against its target: Green meets it, Amber misses it by up to 5 %, Red by more.",
    value="One figure, or a range of them",
    target="The target, or as many as values",
    polarity="lower, higher or neutral: which direction is good; one, or as many as values",
)
def SC_RAG(value: object, target: object, polarity: object) -> CellsOut:
    """Red, amber or green, in words, in the shape of the values."""
    values = given.numbers(value, "value")
    targets = given.spread(given.numbers(target, "target"), values.shape, "target")
    directions = given.polarities(polarity)
    if len(directions) == 1:
        directions = directions * values.size
    elif len(directions) != values.size:
        message = f"polarity must be a single cell or as many as value; found {len(directions)}."
        raise given.ArgumentError(message)
    cells = list(zip(values.ravel().tolist(), targets.ravel().tolist(), directions, strict=True))
    known = {
        cell: progress_words(progress(*cell)) for cell in dict.fromkeys(cells)
    }  # counts repeat
    words: list[str | float] = [known[cell] for cell in cells]
    width = values.shape[1]
    return [words[start : start + width] for start in range(0, len(words), width)]


@excel_function(
    "The monthly figures of an indicator in an area, from the extracts, in one column.",
    area="An area by name or code",
    indicator="An indicator by id or name, as in this workbook's Definitions when last saved",
    first="The first month, a date or YYYY-MM; the series' first if left out",
    last="The last month, a date or YYYY-MM; the newest if left out",
)
def SC_MONTHLY(
    area: object,
    indicator: object,
    first: object = None,
    last: object = None,
    caller: xw.Range | None = None,
) -> CellsOut:
    """A column of monthly figures; a missing month is an empty text."""
    found = figures.monthly(
        given.text(area, "area"),
        given.text(indicator, "indicator"),
        given.month(first, "first"),
        given.month(last, "last"),
        _file_of(caller),
    )
    return [[given.cell(value)] for value in found]


@excel_function(
    "What an indicator shows in an area, in sentences drafted from the figures.",
    indicator="An indicator by id or name, as in this workbook's Definitions when last saved",
    area="An area by name or code",
)
def SC_COMMENTARY(indicator: object, area: object, caller: xw.Range | None = None) -> CellsOut:
    """The drafted paragraph of an indicator."""
    words = figures.commentary(
        given.text(indicator, "indicator"), given.text(area, "area"), _file_of(caller)
    )
    return [[words]]


def _file_of(caller: xw.Range | None) -> Path | None:
    """The saved file of the workbook that a function stands in; None where there is none here."""
    return None if caller is None else local_path(caller.sheet.book)


EXCEL_FUNCTIONS: Final = tuple(FUNCTIONS.values())
"""All functions, in the order of this file."""
