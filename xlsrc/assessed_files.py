"""The files behind a dashboard: what each holds, what of it is not used, what was restated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.assessment import RevisionRow, SourceRow
from xlsrc.domain.area import Level
from xlsrc.domain.indicator import BY_PLACE, Source
from xlsrc.domain.month import Month
from xlsrc.extracts.panel import Selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.extracts.store import Store
    from xlsrc.scope import Scope


def file_faults(store: Store) -> tuple[str, ...]:
    """The faults of files that are no findings: those that stop a file are among both."""
    findings = {one.sentence for one in store.findings}
    return tuple(dict.fromkeys(fault for fault in store.faults if fault not in findings))


def source_rows(store: Store) -> tuple[SourceRow, ...]:
    """A row for every extract that holds a month."""
    return tuple(
        SourceRow(
            file=extract.file,
            source=extract.source.value,
            publisher=extract.source.publisher,
            layout=extract.layout,
            level=extract.level.value,
            vintage=extract.vintage,
            first_month=Month(min(extract.months)),
            last_month=Month(max(extract.months)),
            rows=len(extract.count) + extract.left_out,
            gaps=", ".join(map(str, missing_months(extract.months, extract.source.every))),
            illustrative=extract.illustrative,
            sha256=extract.sha256,
            notes="; ".join((*extract.notes, *(fault.text for fault in extract.faults))),
        )
        for extract in store.extracts
        if extract.months
    )


def missing_months(months: Sequence[int], every: int = 1) -> tuple[Month, ...]:
    """The months between the first and the last covered one that a file lacks.

    ``every`` is how many months one figure is of: a quarter's stands in its last month.
    """
    covered = set(months)
    return tuple(Month(m) for m in range(min(covered), max(covered), every) if m not in covered)


def revisions(scope: Scope) -> tuple[RevisionRow, ...]:
    """The months of the area's total, and of its returns, that a newer vintage restated."""
    return tuple(
        row
        for source in (*BY_PLACE, Source.HOME_OFFICE, Source.PARTNER_RETURN)
        for row in _revisions_of(scope, source)
    )


def _revisions_of(scope: Scope, source: Source) -> tuple[RevisionRow, ...]:
    """The counts of one source that its newest vintage restates; of a share, its numerator's.

    Of weighted sums there are none: those of their parts stand for them.
    """
    is_return = source is Source.PARTNER_RETURN
    by_selection = {
        Selection(offences=i.offences): i
        for i in scope.settings.indicators
        if i.source is source and (is_return or not (i.is_share or i.is_weighted))
    }
    return tuple(
        RevisionRow(
            indicator=by_selection[revision.selection].name,
            month=revision.month,
            vintage_before=revision.vintage_before,
            before=revision.before,
            vintage_after=revision.vintage_after,
            after=revision.after,
        )
        for revision in scope.store.revisions(
            source, Level.BOROUGH, scope.area, list(by_selection), scope.as_at
        )
    )
