"""A dashboard without the names of the files that were read: who named them meant nobody to see."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from xlsrc.assessment import Dashboard
    from xlsrc.extracts.gate.finding import Finding

OTHER: Final = "File"
"""What a file is called that no figure is read from."""


def without_file_names(dashboard: Dashboard) -> Dashboard:
    """The dashboard with each file named by its source and a number, wherever it is spoken of."""
    names = dict(_names(dashboard))
    spoken = names | {PurePosixPath(old).name: new for old, new in names.items()}
    longest = sorted(spoken, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, longest)) or "$^")

    def plain(text: str) -> str:
        return pattern.sub(lambda found: spoken[found[0]], text)

    def finding(one: Finding) -> Finding:
        return replace(
            one,
            files=tuple(names.get(file, OTHER) for file in one.files),
            wanted=plain(one.wanted),
            found=plain(one.found),
            where=plain(one.where),
            action=plain(one.action),
        )

    return replace(
        dashboard,
        sources=tuple(replace(one, file=names[one.file]) for one in dashboard.sources),
        files=tuple(
            replace(one, file=names[one.file], detail=plain(one.detail)) for one in dashboard.files
        ),
        faults=tuple(map(plain, dashboard.faults)),
        findings=tuple(map(finding, dashboard.findings)),
    )


def _names(dashboard: Dashboard) -> Iterator[tuple[str, str]]:
    """Each file with what it is called instead, in the order of the sources."""
    source_of: Mapping[str, str] = {one.file: one.source for one in dashboard.sources}
    named = (file for one in dashboard.findings for file in one.files)
    counted: Counter[str] = Counter()
    for file in dict.fromkeys((*source_of, *(one.file for one in dashboard.files), *named)):
        source = source_of.get(file, OTHER)
        counted[source] += 1
        yield file, f"{source} {counted[source]}"
