"""What the definition of an offence keeps out of a series: the files of before it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.domain.names import name_key
from xlsrc.extracts.gate.definitions import RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsrc.domain.month import Month
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.finding import Finding


def barred(
    extracts: Sequence[Extract], findings: Iterable[Finding], as_at: Month
) -> Mapping[str, frozenset[str]]:
    """File → the keys of the names that are not taken from it in a series to ``as_at``.

    A file of another definition is left out, with all older releases that end no later, once the
    newer one has any month of the series.
    """
    found: dict[str, frozenset[str]] = {}
    by_file = {one.file: one for one in extracts}
    for finding in findings:
        if finding.rule != RULE or finding.offences is None:
            continue
        newer, *older = (by_file.get(file) for file in finding.files)
        if newer is None or newer.months[0] > as_at.ordinal:
            continue
        keys = frozenset(map(name_key, finding.offences))
        for extract in extracts:
            if extract.source is newer.source and any(
                one is not None
                and extract.vintage <= one.vintage
                and extract.months[-1] <= one.months[-1]
                for one in older
            ):
                found[extract.file] = found.get(extract.file, frozenset()) | keys
    return found
