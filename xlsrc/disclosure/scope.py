"""What a public edition is made of: controlled extracts, and what of the settings is public."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlsrc.disclosure.control import PublicControl, taken_out
from xlsrc.disclosure.settings import public_settings, sensitive
from xlsrc.domain.area import Level
from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.offences import offences_for
from xlsrc.extracts.store import USER_CACHE, Store
from xlsrc.scope import Scope

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence
    from pathlib import Path

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.gate.finding import Finding

_OF_ALL_OFFENCES: Final = frozenset({"ward-borough"})
"""Rules that compare all offences of wards with the area's, which are here without some of them."""


def public_scope(
    extracts: Path,
    settings: Settings,
    *,
    today: datetime.date | None = None,
    cache: Path | None = USER_CACHE,
) -> Scope:
    """The scope of a public edition: whatever is made of it follows from public figures alone.

    The folder is read anew without what is not to be known, and the gate judges what is left. Two
    folders that differ only in suppressed counts give the same scope. Nothing is said of files
    that could not be read, or not in part: such a sentence quotes them.

    Raises
    ------
    AreaError, ExtractError
        As `Scope.of` does.
    """
    shown = public_settings(settings, offences_for(extracts))
    control = PublicControl(shown, sensitive(settings))
    store = Store.open(extracts, cache=cache, control=control)
    findings = _of_what_is_shown(store, sensitive(settings))
    used = {one.file for one in store.extracts}
    stops = tuple(one.sentence for one in findings if one.severity is Severity.STOPS)
    files = tuple(replace(one, detail="") for one in store.files if one.file in used)
    store = replace(store, findings=findings, faults=stops, lost=(), files=files)
    return Scope.of(store, shown, today=today)


def _of_what_is_shown(store: Store, hidden: Sequence[Indicator]) -> tuple[Finding, ...]:
    """The findings without those that wards lack what was taken out of them."""
    parts = {one.file for one in store.extracts if one.level is not Level.BOROUGH}
    parts -= {one.file for one in store.extracts if one.level is Level.BOROUGH}
    return tuple(
        one
        for one in store.findings
        if one.rule not in _OF_ALL_OFFENCES
        if not parts.issuperset(one.files)
        or one.offences is None
        or one.offences.isdisjoint(taken_out(hidden, store.offences, one.source))
    )
