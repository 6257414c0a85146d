"""Files that may have been cut off between two rows, where no single file shows it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from xlsrc.extracts.places import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsrc.extracts.extract import Extract


def cut_off_files(extracts: Iterable[Extract]) -> tuple[str, ...]:
    """A sentence for each wide file that ends before groups that others of its kind go on to.

    Releases are sorted by offence group, so a download that stopped early lacks the last of
    them; a group that is missing from the middle was left out by the publisher.
    """
    kinds: defaultdict[tuple[str, str], list[Extract]] = defaultdict(list)
    for extract in extracts:
        if extract.sparse and not extract.covered_by_group and not extract.reporter:
            kinds[extract.source, extract.level].append(extract)
    return tuple(
        f"{extract.file} ends before {' and '.join(missing)}, which other releases of its kind "
        f"have: it may have been cut off: download it again"
        for alike in kinds.values()
        for extract in alike
        if (missing := _groups_after_the_end(extract, alike))
    )


def _groups_after_the_end(extract: Extract, alike: Iterable[Extract]) -> list[str]:
    groups = _groups(extract)
    last = max(groups, key=name_key, default="")
    known = {group for other in alike for group in _groups(other)}
    return sorted(group for group in known if name_key(group) > name_key(last))


def _groups(extract: Extract) -> set[str]:
    return {meaning.group for meaning in extract.meanings if meaning.mapped and meaning.notifiable}
