"""One line of editions: whole in its workbook, and gone on with in no other one beside it."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from workbook.check.against.report import published_in
from workbook.package.replace_file import writing
from workbook.package.target import is_same_file
from xlsrc.domain.errors import DashboardError
from xlsrc.domain.workbook_errors import BrokenChainError
from xlsrc.published.chain import chain_faults, went_on_elsewhere

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from xlsrc.domain.published import PublishedEdition

KINDS: Final = (".xlsx", ".xlsm")


def refuse_broken_chain(published: Sequence[PublishedEdition], nothing: str) -> None:
    """`WorkbookError` where an edition that a workbook keeps is not as it was published."""
    faults = chain_faults(published)
    if faults:
        message = f"{faults[0]} {nothing}"
        raise BrokenChainError(message)


def refuse_other_lines(
    workbook: Path, before: Sequence[PublishedEdition], area: str, nothing: str
) -> None:
    """`WorkbookError` where a workbook beside this one has published what this one lacks.

    ``before`` are the editions of this one, which is to publish for ``area``.
    """
    for path in _beside(workbook):
        theirs: tuple[PublishedEdition, ...] = ()
        with contextlib.suppress(DashboardError):  # a file that is none of ours
            theirs = published_in(path)
        said = went_on_elsewhere(before, theirs, area, str(path))
        if said:
            message = f"{said} {nothing}"
            raise BrokenChainError(message)


def _beside(workbook: Path) -> Iterator[Path]:
    """The other workbooks in its folder, but for what Excel and others keep beside them."""
    with writing(workbook):
        found = sorted(workbook.absolute().parent.iterdir())
    for path in found:
        is_one = path.suffix.casefold() in KINDS and not path.name.startswith(("~$", "."))
        if is_one and path.is_file() and not is_same_file(path, workbook):
            yield path
