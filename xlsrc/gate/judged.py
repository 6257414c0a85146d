"""Everything that is found of a store: its files, and its series month by month."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import xlsrc.extracts
import xlsrc.measures
from xlsrc.domain.errors import DashboardError
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.gate.kept import kept_by, origins_of
from xlsrc.extracts.gate.order import without_echoes
from xlsrc.extracts.kept_file import code_of
from xlsrc.extracts.offences import offences_digest
from xlsrc.extracts.sliced import SlicedExtracts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.gate.finding import Finding
    from xlsrc.extracts.store import Store


class NotJudgedError(DashboardError):
    """A slice of a store that is to be judged by these settings before it is cut."""

    code = "not-judged"

    def __init__(self) -> None:
        super().__init__(
            "Findings of the whole extracts were wanted, by this workbook's own known changes; "
            "found none: make it by itself (safer refresh)."
        )

    def __reduce__(self) -> tuple[type[NotJudgedError], tuple[()]]:
        return type(self), ()


def series_findings(store: Store, settings: Settings) -> tuple[Finding, ...]:
    """All findings of a store, those of its files among them: in order, without their echoes.

    The months of the settings' known changes are not judged. They are kept in the store's cache
    by all that they are made from. Those of a slice are those of its whole store.

    Raises
    ------
    NotJudgedError
        The store that a slice is of was not judged by these settings (:func:`judged_for`).
    """
    asked = asked_of(store, settings)
    known = store.judged.get(asked)
    if known is not None:
        return known
    return kept_by(store.cache, _origin(store, asked), lambda: _findings(store, settings))


def judged_for(store: Store, settings: Iterable[Settings]) -> Store:
    """The store with what is found of its series by some settings, for its slices to take.

    The same one where all of that is known: its slices go on having one common part.
    """
    found = dict(store.judged)
    for one in settings:
        asked = asked_of(store, one)
        if asked not in found:
            found[asked] = series_findings(store, one)
    return store if len(found) == len(store.judged) else replace(store, judged=found)


def asked_of(store: Store, settings: Settings) -> str:
    """What of settings the findings of series depend on, as a short text: the month that is
    shown, the known changes, and of the indicators that these are about, which offences these
    count.
    """
    named = {name for change in settings.known_changes for name in change.applies_to}
    counted = [
        (one.id, by.source, sorted(store.offences.of_all(by.source, by.offences)))
        for one in settings.indicators
        if one.id in named
        for by in (one, *map(one.using, one.choices))
    ]
    # Sorted: a set of offences has another order in another process, and a list that somebody
    # typed in another order says the same.
    changes = [
        (str(one.effect), str(one.first), str(one.last), sorted(one.applies_to))
        for one in settings.known_changes
    ]
    text = repr((str(settings.as_at), changes, counted))
    return hashlib.sha256(text.encode()).hexdigest()


def _findings(store: Store, settings: Settings) -> tuple[Finding, ...]:
    if isinstance(store.extracts, SlicedExtracts):
        raise NotJudgedError
    # Series that were judged before need no rule.
    from xlsrc.gate.found import found_in

    found = [*found_in(store, settings)]
    # Without the release that is stopped its past is the newest: notes about that help nobody.
    stopped = {one.source for one in store.findings if one.severity is Severity.STOPS}
    found = [one for one in found if one.is_doubt or one.source not in stopped]
    return without_echoes([*store.findings, *found])


def _origin(store: Store, asked: str) -> Iterator[str]:
    extracts = Path(xlsrc.extracts.__file__).parent
    measures = Path(xlsrc.measures.__file__).parent
    yield code_of(Path(__file__).parent, measures, extracts, extracts / "gate")
    yield store.places.digest
    yield offences_digest(store.folder)
    yield asked
    yield from origins_of(one for one in store.extracts if not one.illustrative)
    yield from (f"{one.id} {one.sentence} {one.severity}" for one in store.findings)
