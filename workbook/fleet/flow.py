"""The one flow of a fleet: extracts read once → a task for each area → workbooks and a report."""

from __future__ import annotations

import contextlib
import dataclasses
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from workbook.fleet.digests import digest_of
from workbook.fleet.making import Making
from workbook.fleet.manifest import MANIFEST, Manifest, read
from workbook.fleet.places import get, known, put, refuse_unsafe_place
from workbook.fleet.plan import inputs_of, workbooks_of
from workbook.fleet.report import REPORT, Row, State, parquet
from workbook.fleet.tries import sentence
from xlsrc.domain.errors import AreaError, DashboardError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.fleet.plan import Asked, Workbooks
    from xlsrc.extracts.store import Store

    Progress = Callable[[str], None]
    Heard = Callable[[Row, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of each area, in the order asked for, and what of the extracts is not used."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...]

    def of(self, state: State) -> tuple[Row, ...]:
        """The rows of one state."""
        return tuple(row for row in self.rows if row.state is state)


def fleet(asked: Asked, *, progress: Progress, heard: Heard) -> Report:
    """Make or refresh the workbooks of all areas that are asked for.

    The bytes of each are those that `safer refresh`, or `safer new`, gives of the same workbook
    and extracts. An area that fails is a row of the report and stops no other. ``heard`` is told
    each row as it comes, with how many there will be. The report and what the next run needs to
    know lie beside the workbooks.

    Raises
    ------
    DashboardError
        The extracts, a folder or store, the list of areas or the cluster cannot be used at all.
    """
    for place in (asked.extracts, asked.out, asked.workbooks):
        if place is not None:
            refuse_unsafe_place(place)
    return _Run(asked, progress, heard).run()


class _Run:
    """One run: what it knows of its inputs, and the rows that it has so far."""

    def __init__(self, asked: Asked, progress: Progress, heard: Heard) -> None:
        self._asked = asked
        self._progress = progress
        self._heard = heard
        progress("Looking at the extracts")
        self._inputs = inputs_of(asked)
        self._manifest = read(get(asked.out, MANIFEST))
        self._rows: dict[str, Row] = {}
        self._is_opened = False
        self._total = 0

    @cached_property
    def _store(self) -> Store:
        from workbook.fleet.counting import counts_of_street_files
        from xlsrc.extracts.store import Store

        folder = self._inputs.folder
        counts = counts_of_street_files(folder, self._asked.workers, self._progress)
        self._progress("Reading the extracts")
        self._is_opened = True
        return Store.open(folder, progress=self._progress, counts=counts)

    @cached_property
    def _digest(self) -> str:
        """What all that is the same for every area hashes to."""
        if not self._inputs.has_others:
            return self._inputs.digest
        from xlsrc.extracts.gate.kept import origins_of

        origins = origins_of(self._store.extracts)
        return digest_of((self._inputs.digest, *origins, *self._store.faults))

    def run(self) -> Report:
        """See :func:`fleet`."""
        if self._manifest.inputs != self._digest:
            # Of other lists of areas, names may mean others: whose a workbook is is asked again.
            self._manifest = Manifest(entries=self._manifest.entries, inputs=self._digest)
        areas = self._areas()
        with contextlib.ExitStack() as stack:
            stack.callback(self._written)
            self._run(areas)
        rows = tuple(self._rows[name] for name, _, _ in areas if name in self._rows)
        return Report(rows=rows, faults=self._store.faults if self._is_opened else ())

    def _areas(self) -> tuple[tuple[str, str, str], ...]:
        """The name and code of each area that is asked for; of no area, what is wrong."""
        question = digest_of(self._asked.areas)
        answer = self._manifest.asked.get(question)
        if answer is None:
            from workbook.fleet.asked_areas import asked_areas

            found = asked_areas(self._asked.areas, self._store)
            answer = tuple(
                (name, "", sentence(one)) if isinstance(one, AreaError) else (name, one.code, "")
                for name, one in found.items()
            )
            self._manifest.asked[question] = answer
        return answer

    def _run(self, areas: Sequence[tuple[str, str, str]]) -> None:
        self._total = len(areas)
        for name, code, wrong in areas:
            if not code:
                self._hear(Row(area=name, code="", state=State.FAILED, sentence=wrong))
        names = {code: name for name, code, _ in areas if code}
        self._progress("Looking at the workbooks")
        workbooks = workbooks_of(self._asked, names, self._code_of, self._manifest.owners)
        self._manifest.owners = workbooks.owners
        to_do = [code for code, name in names.items() if not self._is_done(code, name, workbooks)]
        if to_do:
            making = Making(
                asked=self._asked,
                store=self._store,
                workbooks=workbooks,
                manifest=self._manifest,
                names={code: names[code] for code in to_do},
            )
            for row in making.rows():
                self._hear(row)

    def _code_of(self, name: str) -> str:
        area = self._store.places.known(name) if name else None
        return "" if area is None else area.code

    def _is_done(self, code: str, name: str, workbooks: Workbooks) -> bool:
        """Whether an area needs nothing: it has what it would get, or cannot get it."""
        try:
            found = workbooks.of(code)
        except DashboardError as error:
            self._hear(Row(area=name, code=code, state=State.FAILED, sentence=sentence(error)))
            return True
        entry = self._manifest.entries.get(code)
        if entry is None or self._asked.again or not entry.is_of(self._digest, self._asked.today):
            return False
        if found is None:
            return False
        digest = found.state.digest
        if workbooks.is_put(code):
            is_same = digest == entry.digest and found.name == entry.row.path
        else:
            there = known(self._asked.out, entry.row.path)
            is_same = digest == entry.workbook and there == (entry.size, entry.tag)
        if is_same:
            self._hear(dataclasses.replace(entry.row, state=State.UNCHANGED))
        return is_same

    def _hear(self, row: Row) -> None:
        self._rows[row.area] = row
        self._heard(row, self._total)

    def _written(self) -> None:
        """Write down what was done, however the run ended."""
        if not self._rows:
            return
        put(self._asked.out, MANIFEST, self._manifest.written(), is_edited=False)
        put(self._asked.out, REPORT, parquet(tuple(self._rows.values())), is_edited=False)
