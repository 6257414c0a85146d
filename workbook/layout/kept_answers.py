"""The table of answers whose row is gone, and the sentences that say what a refresh did."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbook.block import TableBlock
from workbook.layout.table import Seen, Table, analyst, refresh
from xlsrc.domain.month import Month
from xlsrc.domain.wording import listed
from xlsrc.domain.workbook_errors import AnswersNowhereError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from workbook.block import Cell
    from xlsrc.domain.errors import TemplateError

KEPT_ANSWERS: Final = "Kept answers"
"""The sheet that the table stands on."""

KEPT_ANSWERS_TABLE: Final = Table(
    name="KeptAnswers",
    sheet=KEPT_ANSWERS,
    columns=(
        analyst("Table", 16, seen=Seen.NEVER),
        analyst("Row", 48, wraps=True, seen=Seen.NEVER),
        analyst("Column", 22, wraps=True, seen=Seen.NEVER),
        analyst("Answer", 60, wraps=True, seen=Seen.NEVER),
        refresh("Kept at", 9, "month", seen=Seen.NEVER),
    ),
    identity=("Table", "Row", "Column", "Answer"),
)

NOTE: Final = "note"
CONVERSATION: Final = "conversation"
"""A note, or a conversation of comments, as the table's Column names it, with its heading."""

NO_KEY: Final = "a row without a name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an analyst wrote beside a row that is gone.

    ``key`` are the cells of the row's identity columns, dates as dates; ``kind`` is '' for a cell,
    else `NOTE` or `CONVERSATION`.
    """

    table: str
    key: tuple[object, ...]
    column: str
    value: Cell
    kind: str = ""


def kept_answers(answers: Iterable[Answer], as_at: datetime.date) -> TableBlock:
    """The rows that the table takes for these answers; one that it has already is not repeated."""
    headers = KEPT_ANSWERS_TABLE.headers
    rows = tuple(
        (
            answer.table,
            row_in_words(answer.key),
            f"{answer.column} ({answer.kind})" if answer.kind else answer.column,
            _as_answered(answer.value),
            as_at.replace(day=1),
        )
        for answer in answers
    )
    return TableBlock(KEPT_ANSWERS_TABLE.name, headers, tuple(dict.fromkeys(rows)), headers)


def _as_answered(value: Cell) -> Cell:
    """An answer in a cell that has no format for dates."""
    return f"{value.day} {value:%B %Y}" if isinstance(value, datetime.date) else value


def row_in_words(key: Sequence[object]) -> str:
    """A row by the cells of its identity columns: ``Burglary · Barnet · December 2025``."""
    words = [_in_words(part) for part in key]
    return " · ".join(filter(None, words)) or NO_KEY


def _in_words(part: object) -> str:
    if isinstance(part, datetime.date):
        return Month.of(part.year, part.month).name if part.day == 1 else f"{part.day} {part:%B %Y}"
    if isinstance(part, float) and part.is_integer():
        return str(int(part))
    return "" if part is None else str(part).strip()


def no_table_to_keep(source: str, answers: Sequence[Answer]) -> TemplateError:
    """The error of a workbook that has no table to keep these answers in."""
    first = answers[0]
    more = f" and {len(answers) - 1} more" if len(answers) > 1 else ""
    return AnswersNowhereError(
        f"{source} has no table {KEPT_ANSWERS_TABLE.name} to keep the answer in that stands "
        f"beside '{row_in_words(first.key)}' of {first.table} under {first.column}{more}, whose "
        "row is gone: run `safer build` on it, then refresh what that makes. Nothing was written."
    )


def answers_kept(count: int) -> str:
    """The sentence on answers whose row is gone; '' when there are none."""
    if not count:
        return ""
    answers = "1 answer stands" if count == 1 else f"{count:,} answers stand"
    return f"{answers} on the sheet {KEPT_ANSWERS} now, since the rows beside them are gone."


def filters_cleared(names: Collection[str]) -> str:
    """The sentence on filters that were cleared; ``names`` are of tables and ``the sheet X``."""
    if not names:
        return ""
    filters = "filter" if len(names) == 1 else "filters"
    were = "was" if len(names) == 1 else "were"
    return f"The {filters} of {listed(sorted(names))} {were} cleared, so that no new row is hidden."


def rows_shown(names: Collection[str]) -> str:
    """The sentence on rows hidden by hand that a refresh shows; ``names`` are of tables."""
    if not names:
        return ""
    tables = listed(sorted(names))
    return f"Hidden rows of {tables} are shown again, since they hold other figures now."
