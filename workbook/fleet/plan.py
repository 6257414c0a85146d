"""What a fleet is asked for, of what, and with which workbooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.fleet.addresses import folder_of
from workbook.fleet.digests import digest_of, folder_digest, product_digest
from workbook.fleet.places import info, local_copy
from workbook.fleet.workbooks import Owned, owned, workbooks_in
from workbook.package.target import is_same_file
from xlsrc.domain.errors import BusyFileError, NoFolderError
from xlsrc.extracts.folder_files import SOURCES_FILE

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from workbook.fleet.workbooks import Found
    from xlsrc.domain.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a fleet is asked for.

    ``areas`` are the words of `workbook.fleet.asked_areas.words_of`; ``extracts``, ``out`` and
    ``workbooks`` folders or stores' addresses, the last None where the workbooks to refresh are
    those in ``out``. ``scheduler`` and ``workers`` are `workbook.fleet.executor.executor`'s.
    ``again`` makes those too that nothing has changed of.
    """

    areas: tuple[str, ...]
    extracts: str
    out: str
    today: datetime.date
    workbooks: str | None = None
    scheduler: str | None = None
    workers: int | None = None
    as_at: Month | None = None
    again: bool = False

    @property
    def is_in_place(self) -> bool:
        """Whether the workbooks to refresh are those in the folder that is written to."""
        if self.workbooks is None or self.workbooks.rstrip("/") == self.out.rstrip("/"):
            return True
        here, there = folder_of(self.workbooks), folder_of(self.out)
        return here is not None and there is not None and is_same_file(here, there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """The extracts as they are on this machine, and what they and the program hash to.

    ``has_others`` says that they name databases or addresses, whose content no file tells.
    """

    folder: Path
    digest: str
    has_others: bool


def inputs_of(asked: Asked) -> Inputs:
    """The extracts, brought here where they lie elsewhere.

    `ExtractError` where there is no such folder, or a file in it that cannot be read.
    """
    folder = local_copy(asked.extracts)
    if not folder.is_dir():
        message = f"a folder of extracts was wanted; found no folder at {folder}: correct the path"
        raise NoFolderError(message)
    try:
        files = folder_digest(folder)
    except OSError as error:
        message = (
            f"extracts that can be read were wanted; found that {error.filename} cannot be opened "
            f"({error.strerror}): close it, or allow reading it"
        )
        raise BusyFileError(message) from error
    return Inputs(
        folder=folder,
        digest=digest_of((product_digest(), files, str(asked.as_at))),
        has_others=(folder / SOURCES_FILE).is_file(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbooks:
    """The workbooks that there are: those given, and those that lie where it is written to.

    ``given`` is None where these are the same.
    """

    given: Owned | None
    put: Owned

    def of(self, code: str) -> Found | None:
        """An area's own workbook: the one given, else one that a run before has put.

        What is wrong with it is raised: one that cannot be used is not made anew.
        """
        for one in (self.given, self.put):
            if one is not None and code in one.faults:
                raise one.faults[code]
            if one is not None and code in one.by_code:
                return one.by_code[code]
        return None

    def is_put(self, code: str) -> bool:
        """Whether an area's own workbook lies where it is written to."""
        return self.given is None or code not in self.given.by_code

    @property
    def owners(self) -> dict[str, str]:
        """Whose each workbook is, by the digest of its bytes."""
        return {**(self.given.owners if self.given else {}), **self.put.owners}


def workbooks_of(
    asked: Asked,
    areas: Mapping[str, str],
    code_of: Callable[[str], str],
    known: Mapping[str, str],
) -> Workbooks:
    """The workbooks of the areas, whose names are given by their codes.

    ``code_of`` and ``known`` are those of `workbook.fleet.workbooks.owned`.
    """
    given = None
    if asked.workbooks is not None and not asked.is_in_place:
        folder = local_copy(asked.workbooks)
        if not folder.is_dir():
            message = f"A folder of workbooks was wanted; found none at {folder}: correct the path."
            raise NoFolderError(message)
        given = owned(workbooks_in(folder), code_of, known, areas)
    lacking = {
        code: name
        for code, name in areas.items()
        if given is None or not (code in given.by_code or code in given.faults)
    }
    there = workbooks_in(local_copy(asked.out)) if lacking and info(asked.out) else ()
    return Workbooks(given=given, put=owned(there, code_of, known, lacking))
