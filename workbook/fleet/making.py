"""The workbooks of a fleet being made: each handed to an executor, and put when it comes back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from workbook.fleet.digests import product_digest
from workbook.fleet.executor import executor
from workbook.fleet.manifest import Entry
from workbook.fleet.outputs import write
from workbook.fleet.places import known
from workbook.fleet.report import Row, State
from workbook.fleet.tries import Tries, sentence
from xlsrc.domain.file_name import file_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from concurrent.futures import Future

    from workbook.fleet.crew import Crew
    from workbook.fleet.manifest import Manifest
    from workbook.fleet.plan import Asked, Workbooks
    from workbook.fleet.task import Made
    from workbook.fleet.workbooks import Found
    from xlsrc.extracts.store import Store

AHEAD: Final = 2
"""Tasks that are handed in for each worker: none waits, and few slices are held at a time."""


@dataclass(slots=True, kw_only=True)
class Making:
    """The areas whose workbooks are to be made, by their codes with their names.

    What was made goes into the ``manifest`` as soon as it is put. Series are judged here, once for
    all workbooks that have the same known changes: ``store`` holds what was found by those so far.
    """

    asked: Asked
    store: Store
    workbooks: Workbooks
    manifest: Manifest
    names: Mapping[str, str]

    def rows(self) -> Iterator[Row]:
        """A row for each area as its workbook is put, or has failed."""
        with executor(self.asked.workers, self.asked.scheduler, most=len(self.names)) as crew:
            tries = Tries(
                lambda code: self._begun(code, crew),
                self._ended,
                room=AHEAD * crew.workers,
                here=crew.refuse_lost,
            )
            for code, error in tries.run(self.names):
                if error is None:
                    yield self.manifest.entries[code].row
                else:
                    yield Row(
                        area=self.names[code],
                        code=code,
                        state=State.FAILED,
                        sentence=sentence(error),
                    )

    def _judge(self, code: str, content: bytes | None) -> None:
        """Judge the series by an area's own known changes, where that is not done yet."""
        from workbook.new_workbook import settings_of_area
        from xlsrc.gate.judged import judged_for
        from xlsrc.plan.invented import without_invented

        settings = settings_of_area(self.names[code], content, self.store)
        settings = replace(settings, as_at=self.asked.as_at or settings.as_at)
        self.store = judged_for(self.store, [without_invented(settings)])

    def _begun(self, code: str, crew: Crew) -> Future[Made]:
        from workbook.fleet.task import Job, lists_beside, made
        from xlsrc.extracts.sliced import sliced

        own = self._own(code)
        content = None if own is None else own.content()
        self._judge(code, content)
        job = Job(
            area=self.names[code],
            content=content,
            source=self._name(code),
            today=self.asked.today,
            as_at=self.asked.as_at,
            product=product_digest(),
            beside=lists_beside(self.store.folder) if crew.is_elsewhere else None,
        )
        return crew.submit(made, job, sliced(self.store, [self.store.area(code)]))

    def _own(self, code: str) -> Found | None:
        return self.workbooks.of(code)

    def _name(self, code: str) -> str:
        """The workbook's name where it is written to: that of the one that is refreshed."""
        own = self._own(code)
        return f"Dashboard {file_name(self.names[code])}.xlsx" if own is None else own.name

    def _ended(self, code: str, made: Made) -> None:
        """Put what was made, and note it."""
        own, name = self._own(code), self._name(code)
        before = self.manifest.entries.get(code)
        write(
            self.asked.out,
            name,
            made.content,
            source=own if self.workbooks.is_put(code) else None,
            put_as=before.digest if before is not None and before.row.path == name else "",
        )
        there = known(self.asked.out, name)
        digest = hashlib.sha256(made.content).hexdigest()
        self.manifest.owners[digest] = code
        self.manifest.entries[code] = Entry(
            row=Row(
                area=self.names[code],
                code=code,
                state=State.MADE if own is None else State.REFRESHED,
                month=made.month,
                seconds=round(made.seconds, 3),
                findings=made.findings,
                doubtful=made.doubtful,
                exceptions=made.exceptions,
                indicators=made.indicators,
                path=name,
                sentence=" ".join(made.notes),
            ),
            inputs=self.manifest.inputs,
            workbook="" if own is None else own.state.digest,
            digest=digest,
            size=len(made.content),
            tag=None if there is None else there.tag,
            on=self.asked.today.isoformat(),
            ends=tuple(one.isoformat() for one in made.ends),
        )
