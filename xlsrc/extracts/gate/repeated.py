"""Rows that stand twice, and totals that stand among their parts: what a file is refused for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.indicator import Source
from xlsrc.domain.names import name_key
from xlsrc.extracts.gate.finding import Finding, Severity
from xlsrc.extracts.gate.release import ODD_AREA, home_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.gate.release import Release

TOTAL_NAME: Final = re.compile(
    r"^(.*\b)?(grand |sub[- ]?)?totals?\b.*$|^(sum|overall|all)$|"
    r"^(sum|overall|all)\b.*\b(crimes?|offences?|areas|boroughs|london)$",
    re.IGNORECASE,
)
# No real file repeats an area and label, or has a row that is half the sum of its kind.
_MONTHS_EQUAL: Final = 0.9
_LEAST_ROWS: Final = 3
_LEAST_SUM: Final = 20


def repeated_key(extract: Extract) -> list[Finding]:
    """At most one finding: two rows of one area and label, with the lines of both.

    Equal rows are refused, too: nobody can know whether they were counted twice. Needs the
    extract's ``lines``; a layout that counts repeated rows once by itself has none.
    """
    rows = extract.lines.size
    if not rows:
        return []
    step = extract.area.size // rows
    keys: dict[tuple[str, str], int] = {}
    label_of = np.array(
        [
            keys.setdefault((name_key(one.group), name_key(one.offence)), len(keys))
            for one in extract.labels
        ]
    )
    key = extract.area[::step].astype(np.int64) * len(keys) + label_of[extract.label[::step]]
    _, first, back = np.unique(key, return_index=True, return_inverse=True)
    again = np.flatnonzero(first[back] != np.arange(rows))
    if not again.size:
        return []
    one, other = int(first[back[again[0]]]), int(again[0])
    area, label = (
        extract.areas[extract.area[other * step]],
        extract.labels[extract.label[other * step]],
    )
    others = again.size - 1
    stand = "row stands" if others == 1 else "rows stand"
    more = f" (and {others:,} more {stand} again)" if others else ""
    place = f"{area.name}, {area.borough}" if area.borough else area.name
    return [
        Finding(
            rule="repeated-key",
            severity=Severity.STOPS,
            source=extract.source,
            files=(extract.file,),
            areas=frozenset(extract.areas[at] for at in extract.area[again * step].tolist()),
            offences=frozenset(
                extract.meanings[at].offence for at in extract.label[again * step].tolist()
            ),
            wanted="One row for each area and offence was wanted",
            found=(
                f"rows {extract.lines[one]} and {extract.lines[other]} are both {place}, "
                f"{label.offence}{more}"
            ),
            where=f"File {extract.file}",
            action="Nobody can know which is right and the file is not used: remove one of them",
            size=float(again.size),
        )
    ]


def total_row(release: Release) -> list[Finding]:
    """At most one finding: rows that are totals by their name, or by their sums in most months."""
    area, label = np.nonzero(release.present)
    is_total = _by_name(release, area, label)
    is_total |= _by_sums(release, area, label, is_total)
    if not is_total.any():
        return []
    extract = release.extract
    pairs = [
        f"{extract.areas[a].name or '(blank)'}, {extract.labels[b].offence or '(blank)'}"
        for a, b in zip(area[is_total].tolist(), label[is_total].tolist(), strict=True)
    ]
    rows = "1 row that is the sum" if len(pairs) == 1 else f"{len(pairs):,} rows that are sums"
    return [
        Finding(
            rule="total-row",
            severity=Severity.STOPS,
            source=release.source,
            files=(extract.file,),
            areas=frozenset(extract.areas[at] for at in area[is_total].tolist()),
            offences=frozenset(release.meanings[at].offence for at in label[is_total].tolist()),
            wanted="Rows of offences without their totals were wanted",
            found=f"{rows} of others: {'; '.join(pairs[:3])}"
            + (f"; and {len(pairs) - 3:,} more" if len(pairs) > 3 else ""),  # noqa: PLR2004
            where=release.where,
            action="What they sum would count twice and the file is not used: take such rows out",
            size=float(len(pairs)),
        )
    ]


def _by_name(
    release: Release, area: NDArray[np.intp], label: NDArray[np.intp]
) -> NDArray[np.bool_]:
    extract = release.extract
    places = [
        not one.name
        or (not known and not ODD_AREA.match(home_of(one)) and bool(TOTAL_NAME.match(one.name)))
        for one, known in zip(extract.areas, release.ordinary.tolist(), strict=True)
    ]
    names = [
        not one.offence
        or (
            not meaning.mapped
            and (
                bool(TOTAL_NAME.match(one.offence))
                or (name_key(one.offence) == name_key(one.group) and not is_renamed)
            )
        )
        for one, meaning, is_renamed in zip(
            extract.labels, release.meanings, _in_new_strands(release), strict=True
        )
    ]
    return np.asarray(np.array(places)[area] | np.array(names)[label])


def _in_new_strands(release: Release) -> NDArray[np.bool_]:
    """Which labels are of a strand of the dashboard that is new or renamed: they are no totals.

    A strand often has the name of one of its labels, which holds the others.
    """
    labels = release.extract.labels
    if release.source is Source.MPS_RECORDED_CRIME:
        return np.zeros(len(labels), dtype=bool)
    offences = release.extract.offences
    return np.array(
        [not offences.knows_group(release.source, label.group) for label in labels], dtype=bool
    )


def _by_sums(
    release: Release,
    area: NDArray[np.intp],
    label: NDArray[np.intp],
    known: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Which rows are, twice over, the sum of their area and group, their area or their label."""
    extract = release.extract
    counts = release.counts[area, label]
    judged = np.ones(area.size, dtype=bool)
    if release.source is not Source.MPS_RECORDED_CRIME:
        # The dashboard's strands overlap, and some known ones hold others.
        mapped = np.array([one.mapped for one in release.meanings])
        judged = ~(mapped | _in_new_strands(release))[label] | ~release.ordinary[area]
    measure = _codes([one.measure for one in extract.labels])[label]
    group = _codes([name_key(one.group) for one in extract.labels])[label]
    home = _codes([home_of(one) for one in extract.areas])[area]
    kinds = [
        (area * (group.max() + 1) + group) * (measure.max() + 1) + measure,
        area * (measure.max() + 1) + measure,
        label.copy(),
        *([] if release.is_of_boroughs else [home * (label.max() + 1) + label]),
    ]
    found = known.copy()
    while True:
        new = np.zeros_like(found)
        for kind in kinds:
            new = ~found & judged & _half_of_its_kind(np.where(found[:, None], 0, counts), kind)
            if new.any():
                break
        if not new.any():
            return found
        found |= new


def _half_of_its_kind(counts: NDArray[np.float64], kind: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Rows × months and each row's kind → whether it is half its kind's sum nearly every month."""
    _, code = np.unique(kind, return_inverse=True)
    rows = np.bincount(code, weights=counts.any(axis=1))
    sums = np.zeros((rows.size, counts.shape[1]))
    np.add.at(sums, code, counts)
    some = (sums > 0)[code]
    equal = ((2 * counts == sums[code]) & some).sum(axis=1)
    return np.asarray(
        (equal >= _MONTHS_EQUAL * some.sum(axis=1))
        & (rows[code] >= _LEAST_ROWS)
        & (counts.sum(axis=1) * 2 >= _LEAST_SUM)
    )


def _codes(names: list[str]) -> NDArray[np.intp]:
    return np.unique(np.array(names), return_inverse=True)[1]
