"""Partner returns with one fault, made from the bundled ones, each with its true figures.

The bundled returns are invented and say so; a damaged one has other figures and no such word, so
that an invented figure in the place of a real one is seen.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import openpyxl

from tests.support.damage.table import csv_text
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.damage.table import Random, Rows

    Maker = Callable[["Return", Random], None]

INVENTED: Final = "partner/2026-01"
COUNTS: Final = ("Community safety team (illustrative).csv", "asb_incidents")
FIRES: Final = ("Fire brigade (illustrative).csv", "deliberate_fires")
SHARES: Final = ("Victims and confidence (illustrative).csv", "repeat_victims")
HEADER: Final = ["indicator", "area", "month", "value", "numerator", "denominator", "note"]
INDICATOR, AREA, MONTH, VALUE, NUMERATOR, DENOMINATOR = range(6)
FILE: Final = "partner/2026-02/return"


@dataclass(slots=True, kw_only=True)
class Return:
    """A return's rows, to be damaged; ``files`` are put in its place where they are given."""

    indicator: str
    rows: Rows
    header: list[str] = field(default_factory=lambda: list(HEADER))
    files: dict[str, bytes] = field(default_factory=dict)

    def some(self, random: Random) -> list[str]:
        """Any row of the last two years."""
        return self.rows[-1 - int(random.integers(24))]

    def text(self) -> str:
        """The return as CSV."""
        return csv_text([self.header, *self.rows])

    def written(self, folder: Path) -> Path:
        """The folder, with the return and the invented ones in it."""
        bundled = data_folder() / INVENTED
        files = {
            f"{INVENTED}/{path.name}": path.read_bytes() for path in sorted(bundled.glob("*.csv"))
        }
        files |= self.files or {f"{FILE}.csv": self.text().encode()}
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        return folder


def true_return(file: str, indicator: str) -> Return:
    """The rows of a bundled return, each figure a little larger, and not invented."""
    text = (data_folder() / INVENTED / file).read_text(encoding="utf-8")
    rows = [row for row in csv.reader(io.StringIO(text)) if row[INDICATOR] == indicator]
    for row in rows:
        if row[DENOMINATOR]:
            parts = int(row[NUMERATOR]) + 7, int(row[DENOMINATOR]) + 39
            row[NUMERATOR], row[DENOMINATOR] = (str(part) for part in parts)
            row[VALUE] = f"{100 * parts[0] / parts[1]:.1f}"
        else:
            row[VALUE] = str(int(row[VALUE]) + 7)
        row[-1] = ""
    return Return(indicator=indicator, rows=rows)


def _cell(column: int, text: str) -> Maker:
    def made(given: Return, random: Random) -> None:
        given.some(random)[column] = text

    return made


def _column(column: int, text: Callable[[list[str]], str]) -> Maker:
    def made(given: Return, _random: Random) -> None:
        for row in given.rows:
            row[column] = text(row)

    return made


def _numerator_above(given: Return, random: Random) -> None:
    row = given.some(random)
    row[NUMERATOR], row[VALUE] = str(int(row[DENOMINATOR]) + 7), ""


def _contradicts(given: Return, random: Random) -> None:
    row = given.some(random)
    row[VALUE] = f"{float(row[VALUE]) + 3:.1f}"


def _percentages_alone(given: Return, _random: Random) -> None:
    for row in given.rows:
        row[NUMERATOR] = row[DENOMINATOR] = ""


def _row_again(*, differs: bool) -> Maker:
    def made(given: Return, random: Random) -> None:
        again = list(given.some(random))
        if differs:
            again[VALUE] = str(int(again[VALUE]) + 100)
        given.rows.append(again)

    return made


def _copies(*, differ: bool) -> Maker:
    def made(given: Return, random: Random) -> None:
        first = given.text()
        if differ:
            row = given.some(random)
            row[VALUE] = str(int(row[VALUE]) + 100)
        given.files = {f"{FILE}.csv": first.encode(), f"{FILE} (1).csv": given.text().encode()}

    return made


def _total_row(given: Return, _random: Random) -> None:
    total = sum(int(row[VALUE]) for row in given.rows[-12:])
    given.rows.append([given.indicator, "Barnet", "Total", str(total), "", "", ""])


def _total_of_areas(given: Return, _random: Random) -> None:
    given.rows += [[row[INDICATOR], "All boroughs", *row[MONTH:]] for row in given.rows]


def _cumulative(given: Return, _random: Random) -> None:
    total = 0
    given.rows = given.rows[3:]  # from April on
    for row in given.rows:
        total = int(row[VALUE]) + (0 if row[MONTH].endswith("-04") else total)
        row[VALUE] = str(total)


def _rolling(given: Return, _random: Random) -> None:
    counts = np.array([int(row[VALUE]) for row in given.rows])
    given.rows = given.rows[11:]
    for row, total in zip(given.rows, np.convolve(counts, np.ones(12, int), "valid"), strict=True):
        row[VALUE] = str(total)


def _misspelt_id(given: Return, _random: Random) -> None:
    for row in given.rows:
        row[INDICATOR] = f"{given.indicator[:-2]}{given.indicator[-1]}{given.indicator[-2]}"


def _misspelt_area(given: Return, random: Random) -> None:
    given.some(random)[AREA] = "Barnett"


def _across(*, with_total: bool) -> Maker:
    def made(given: Return, _random: Random) -> None:
        total = [str(sum(int(row[VALUE]) for row in given.rows))]
        cells = [row[VALUE] for row in given.rows]
        months = [row[MONTH] for row in given.rows]
        given.header = ["indicator", "area", *months, *(["Total"] if with_total else [])]
        given.rows = [[given.indicator, "Barnet", *cells, *(total if with_total else [])]]

    return made


def _title_rows(given: Return, _random: Random) -> None:
    text = f"Return of the partnership\n\n{given.text()}"
    given.files = {f"{FILE}.csv": text.encode()}


def _other_encoding(given: Return, _random: Random) -> None:
    given.files = {f"{FILE}.csv": given.text().replace(",", "\t").encode("utf-16")}


def _semicolons(given: Return, _random: Random) -> None:
    given.files = {f"{FILE}.csv": given.text().replace(",", ";").encode()}


def _in_a_workbook(*, second_sheet: bool, error: bool = False, formula: bool = False) -> Maker:
    def made(given: Return, random: Random) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        if second_sheet:
            sheet["A1"] = "Notes: figures are on the next sheet"
            sheet = book.create_sheet("Figures")
        hurt = given.some(random)
        sheet.append(given.header)
        for row in given.rows:
            cells: list[object] = [*row[:VALUE], int(row[VALUE])]
            if row is hurt and error:
                cells[VALUE] = "#REF!"
            if row is hurt and formula:
                cells[VALUE] = "=1+1"  # never worked out: the file was not saved by Excel
            sheet.append(cells)
        out = io.BytesIO()
        book.save(out)
        given.files = {f"{FILE}.xlsx": out.getvalue()}

    return made


def _cut_in_a_row(given: Return, _random: Random) -> None:
    given.files = {f"{FILE}.csv": given.text().encode()[:-400]}


def _no_month(given: Return, random: Random) -> None:
    row = given.some(random)
    row[MONTH] = "sometime"


def _times_ten(given: Return, random: Random) -> None:
    row = given.some(random)
    row[VALUE] = str(10 * int(row[VALUE]))


RETURN_KINDS: Final[Mapping[str, tuple[tuple[str, str], Maker]]] = {
    **{
        f"count says {text!r}": (COUNTS, _cell(VALUE, text))
        for text in (
            "<5", "*", "[c]", "n/a", "tbc", "#DIV/0!", "=D2+D3", "-12", "inf", "1e999", "6.5",
            "about 40", "1.234.5", "12%", "",
        )
    },
    **{
        f"denominator says {text!r}": (SHARES, _cell(DENOMINATOR, text))
        for text in ("0", "-5", "", "<5", "n/a")
    },
    "numerator above denominator": (SHARES, _numerator_above),
    "numerator says '*'": (SHARES, _cell(NUMERATOR, "*")),
    "value contradicts its parts": (SHARES, _contradicts),
    "percentages without parts": (SHARES, _percentages_alone),
    "values are parts of 1": (
        SHARES, _column(VALUE, lambda row: f"{int(row[NUMERATOR]) / int(row[DENOMINATOR]):.3f}"),
    ),
    "a row again": (COUNTS, _row_again(differs=False)),
    "a row again, other figure": (COUNTS, _row_again(differs=True)),
    "two copies": (COUNTS, _copies(differ=False)),
    "two copies that disagree": (COUNTS, _copies(differ=True)),
    "a total row": (COUNTS, _total_row),
    "rows of all areas": (COUNTS, _total_of_areas),
    "cumulative": (COUNTS, _cumulative),
    "sums of 12 months": (FIRES, _rolling),
    "id misspelt": (COUNTS, _misspelt_id),
    "area misspelt": (COUNTS, _misspelt_area),
    "months across": (COUNTS, _across(with_total=False)),
    "months across and a total": (COUNTS, _across(with_total=True)),
    "title rows": (COUNTS, _title_rows),
    "UTF-16 and tabs": (COUNTS, _other_encoding),
    "semicolons": (COUNTS, _semicolons),
    "on a second sheet": (COUNTS, _in_a_workbook(second_sheet=True)),
    "an error cell in a workbook": (COUNTS, _in_a_workbook(second_sheet=False, error=True)),
    "a formula never worked out": (COUNTS, _in_a_workbook(second_sheet=True, formula=True)),
    "cut off within a row": (COUNTS, _cut_in_a_row),
    "no month": (COUNTS, _no_month),
    "one month x 10": (COUNTS, _times_ten),
}  # fmt: skip


def damaged_return(kind: str, seed: int) -> tuple[Return, Return]:
    """A return with one fault and the true one, the same for the same seed."""
    which, make = RETURN_KINDS[kind]
    given = true_return(*which)
    make(given, np.random.default_rng(seed))
    return given, true_return(*which)


UNFINDABLE_IN_RETURNS: Final = frozenset({"one month x 10"})
"""Kinds that nothing in the return itself shows."""
