"""What is otherwise than in the edition before, with what the partnership has accepted of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook.check.against.differences import differences
from workbook.surfaces.headless import HeadlessWorkbook
from workbook.tables.accepted_table import accepted_differences
from workbook.tables.published_layout import EDITIONS_TABLE, PUBLISHED_TABLE
from workbook.tables.published_table import published
from workbook.tables.settings_layout import ACCEPTED_DIFFERENCES_TABLE
from workbook.tables.table_reader import Reader
from xlsrc.domain.wording import count_of
from xlsrc.published.chain import branches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from workbook.check.against.difference import Difference
    from workbook.layout.table import Table
    from xlsrc.domain.accepted import AcceptedDifference
    from xlsrc.domain.published import PublishedEdition


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Every difference, those that are accepted with their reasons; and what else is to be said.

    ``notes`` are of rows of AcceptedDifferences that accept nothing. ``branches`` is the sentence
    on two working workbooks that have each published by themselves, '' where they have not.
    """

    differences: tuple[Difference, ...]
    notes: tuple[str, ...] = ()
    branches: str = ""

    @property
    def is_at_fault(self) -> bool:
        """Whether there is something to mend: what nobody has accepted, or two branches."""
        return bool(self.open or self.branches)

    @property
    def open(self) -> tuple[Difference, ...]:
        """The differences that nobody has accepted."""
        return tuple(one for one in self.differences if not one.reason)

    @property
    def lines(self) -> Iterator[str]:
        """A line each: branches, differences with their references, notes, and the sum."""
        if self.branches:
            yield self.branches
        for one in self.open:
            yield f"{one.sentence} [{one.key}]"
        for one in self.differences:
            if one.reason:
                yield f"Accepted: {one.sentence} Reason: {one.reason.rstrip('.')}. [{one.key}]"
        yield from self.notes
        yield self._sum

    @property
    def _sum(self) -> str:
        if not self.differences:
            return "Nothing is otherwise but what figures change."
        found = count_of(len(self.differences), "difference")
        if not self.open:
            return f"{found}, accepted with a reason."
        return (
            f"{found}, {len(self.open)} of them not accepted: mend what is not meant, and give "
            f"what is a row in the table {ACCEPTED_DIFFERENCES_TABLE.name} on the sheet "
            f"{ACCEPTED_DIFFERENCES_TABLE.sheet}, by its reference in brackets."
        )


def report(new: Path, old: Path, accepted_in: Path | None = None) -> Report:
    """What is otherwise in ``new`` than in ``old``, as `differences` finds it.

    Differences are accepted by the rows of ``accepted_in``, a working workbook; ``new`` itself
    unless another is given. An edition has no such rows.
    """
    found = differences(new, old)
    told = reported(found, accepted_of(accepted_in or new))
    return replace(told, branches=branches_of(new, old))


def branches_of(new: Path, old: Path) -> str:
    """The sentence on two workbooks that each published after one edition; '' where they did not.

    An edition keeps none of its own, and has no branches.
    """
    return branches(published_in(new), published_in(old))


def reported(found: Sequence[Difference], accepted: Sequence[AcceptedDifference]) -> Report:
    """Differences with the reasons that rows of AcceptedDifferences give, and what rows lack."""
    return Report(
        differences=tuple(_accepted(found, accepted)), notes=tuple(_notes(found, accepted))
    )


def accepted_of(workbook: Path) -> tuple[AcceptedDifference, ...]:
    """The rows of a workbook's table AcceptedDifferences; () where it has no such table.

    ``TableError`` where the table lacks a column.
    """
    return accepted_differences(_reader(workbook, ACCEPTED_DIFFERENCES_TABLE))


def published_in(workbook: Path) -> tuple[PublishedEdition, ...]:
    """What a workbook keeps of its editions; () where it has no such tables.

    `WorkbookError` for a file that cannot be read.
    """
    return published(_reader(workbook, EDITIONS_TABLE, PUBLISHED_TABLE))


def _reader(workbook: Path, *wanted: Table) -> Reader:
    """The tables of these that the workbook has."""
    opened = HeadlessWorkbook.open(workbook)
    known = {name.casefold() for name in opened.table_names}
    there = [table.name for table in wanted if table.name.casefold() in known]
    return Reader(opened.tables(there), wanted)


def _accepted(
    found: Sequence[Difference], accepted: Sequence[AcceptedDifference]
) -> Iterator[Difference]:
    reasons = {one.key: one.reason for one in accepted if not one.fault and one.who}
    return (replace(one, reason=reasons.get(one.key, "")) for one in found)


def _notes(found: Sequence[Difference], accepted: Sequence[AcceptedDifference]) -> Iterator[str]:
    """A sentence for each row that is wrong, or names no difference that there is."""
    keys = {one.key for one in found}
    for one in accepted:
        if one.fault:
            yield one.fault
        elif not one.who:
            yield (
                f"{one.cell}: who accepts '{one.key}' was wanted under Who; found an empty cell. "
                "The row accepts nothing."
            )
        elif one.key not in keys:
            yield (
                f"{one.cell}: the reference of a difference was wanted; found '{one.key}', which "
                "none has now: take the row out."
            )
