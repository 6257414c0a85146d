"""What the partner returns say of each indicator that is not used, by the table Definitions.

A file alone cannot know which indicators there are and which of them are shares; here both are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import MAY_EXCEED, Source
from xlsrc.domain.month import Month
from xlsrc.domain.names import name_key
from xlsrc.domain.nearest import nearest_names
from xlsrc.domain.wording import count as in_words
from xlsrc.domain.wording import count_of
from xlsrc.extracts.fault import ANY_INDICATOR, Fault

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnFault:
    """One sentence on what is not used of a return; ``is_used`` where its figures are all the
    same.
    """

    sentence: str
    is_used: bool = False

    @property
    def id(self) -> str:
        """What it is known by, as a finding is."""
        return hashlib.sha256(self.sentence.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """``by_indicator``: per id of Definitions what is not used of its returns.

    ``anew`` are those of them that no file could know by itself: a store's faults lack them.
    """

    by_indicator: Mapping[str, tuple[ReturnFault, ...]]
    anew: tuple[str, ...]


NOTHING_RETURNED: Final = Returned(by_indicator=MappingProxyType({}), anew=())
"""Every return is used whole."""


def returned(
    store: Store, indicators: Sequence[Indicator], asked: Sequence[Indicator] = ()
) -> Returned:
    """What of the partner returns in ``store`` is not used, by the indicator that it touches.

    The figures of ``asked`` are awaited though no sheet shows them: their ids are no mistake.

    An id that no indicator counts is laid to the one that it is nearest to. What is lost of a
    return that nobody can read is laid to every indicator that has no other.
    """
    of_return = [one for one in indicators if one.source is Source.PARTNER_RETURN]
    takers: defaultdict[str, list[Indicator]] = defaultdict(list)
    names: dict[str, str] = {}
    for indicator in of_return:
        for name in indicator.offences:
            takers[name_key(name)].append(indicator)
            names.setdefault(name_key(name), name)
    awaited = {name_key(name) for one in asked for name in one.offences}
    said: defaultdict[str, dict[ReturnFault, None]] = defaultdict(dict)
    lost = dict.fromkeys(ReturnFault(sentence=one) for one in store.lost)
    given: set[str] = set()
    anew: dict[str, None] = {}
    returns = store.select(Source.PARTNER_RETURN, Level.BOROUGH)
    for extract in (one for one in returns if not one.illustrative):
        given.update(name_key(label.offence) for label in extract.labels)
        late = _by_definitions(extract, takers, names, awaited)
        anew.update(dict.fromkeys(f"{extract.file}, {fault.text}" for fault in late))
        for fault in (*extract.faults, *late):
            name = fault.indicator
            one = ReturnFault(sentence=f"{extract.file}, {fault.text}", is_used=fault.is_used)
            if name == ANY_INDICATOR:
                lost[one] = None
                continue
            for key in (name_key(name),) if name_key(name) in names else _near(name, names)[:1]:
                for indicator in takers[key]:
                    said[indicator.id][one] = None
    for indicator in of_return:
        if lost and given.isdisjoint(name_key(name) for name in indicator.offences):
            said[indicator.id].update(lost)
    return Returned(
        by_indicator={name: tuple(faults) for name, faults in said.items()},
        anew=tuple(anew),
    )


def _near(name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of the ids nearest to a name."""
    return tuple(name_key(one) for one in nearest_names(name, names.values(), name_key))


def _by_definitions(
    extract: Extract,
    takers: Mapping[str, list[Indicator]],
    names: Mapping[str, str],
    awaited: Collection[str],
) -> list[Fault]:
    """A fault for each id that nothing takes, and each figure that is no share."""
    found = []
    for at, label in enumerate(extract.labels):
        key = name_key(label.offence)
        if key in awaited and key not in names:
            continue
        if key not in names:
            near = [names[one] for one in _near(label.offence, names)]
            perhaps = f"perhaps {' or '.join(near)}" if near else "see the column Offences there"
            text = (
                f"column indicator: an indicator of the table Definitions was wanted; found "
                f"{label.offence!r}: {perhaps}; correct it, its figures are counted by nothing"
            )
            found.append(Fault(indicator=label.offence, text=text))
            continue
        rows = extract.label == at
        shares = [one for one in takers[key] if one.is_share]
        if shares:
            found += [
                Fault(indicator=label.offence, text=text)
                for text in _no_shares(extract, rows, shares[0])
            ]
    return found


def _no_shares(extract: Extract, rows: NDArray[np.bool_], indicator: Indicator) -> list[str]:
    alone = rows & np.isfinite(extract.count) & np.isnan(extract.denominator)
    over = rows & is_no_share(extract.count, extract.denominator, indicator) & ~alone
    sentences = []
    if alone.any():
        sentences.append(
            f"column value: numerator and denominator were wanted, for {indicator.name} is a "
            f"share; found {_first(extract, alone)}: give both; a share needs numerator and "
            f"denominator"
        )
    if over.any():
        sentences.append(
            f"column numerator: at most the denominator was wanted for {indicator.name}; found "
            f"{_first(extract, over)}: correct the one that is wrong, or say "
            f"{MAY_EXCEED!r} under Per 100 of in Definitions; not used"
        )
    return sentences


def is_no_share(
    count: NDArray[np.float64], denominator: NDArray[np.float64], indicator: Indicator
) -> NDArray[np.bool_]:
    """Whether figures of a share lack their denominator or exceed it, element by element."""
    over = np.greater(count, denominator) & (not indicator.may_exceed_whole)
    return np.asarray(np.isfinite(count) & (np.isnan(denominator) | over))


def _first(extract: Extract, rows: NDArray[np.bool_]) -> str:
    """``120 of 100 in January 2021 and 59 other months``."""
    found = np.flatnonzero(rows)
    row = int(found[0])
    whole = float(extract.denominator[row])
    of = "" if np.isnan(whole) else f" of {in_words(whole)}"
    more = f" and {count_of(found.size - 1, 'other month')}" if found.size > 1 else ""
    return (
        f"{in_words(float(extract.count[row]))}{of} in {Month(int(extract.month[row])).name}{more}"
    )
