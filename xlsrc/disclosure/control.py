"""Extracts as the public may know them: the same files, read without what is not to be known."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np

from xlsrc.domain.area import Level
from xlsrc.domain.indicator import FEWEST_SHOWN, Disclosure, Source
from xlsrc.domain.names import name_key
from xlsrc.extracts.extract import ILLUSTRATIVE
from xlsrc.extracts.limits import MAX_FIGURE
from xlsrc.series.returned import is_no_share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from xlsrc.domain.indicator import Indicator
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.extract import Extract
    from xlsrc.extracts.offences import Offences

    _Value = TypeVar("_Value")

RETURN: Final = "Partner return"
"""What a partner's file is called, with its number: its own name is the partner's."""

_MIDDLE: Final = FEWEST_SHOWN / 2
"""What stands for a small count while files are judged together: no judgement may depend on it."""


class PublicControl:
    """Takes out of extracts what the public may not know, by the settings of a public edition.

    Of partner returns the counts of 1 to 4 become suppressed ones that may be 1 to 4, and a range
    of theirs that has any of these has them all. Shares of which the numerator, the denominator
    or the rest is so small are suppressed. What no indicator takes is left out. Of wards and LSOAs
    the labels of sensitive offences are left out whole. Each extract is told from others by what
    is left of it. Made anew for each reading of a folder.
    """

    def __init__(self, settings: Settings, sensitive: Sequence[Indicator]) -> None:
        self._takers: defaultdict[str, list[Indicator]] = defaultdict(list)
        for indicator in (*settings.indicators, *settings.asked):
            returned = indicator.by(Source.PARTNER_RETURN)
            for name in () if returned is None else returned.offences:
                self._takers[name_key(name)].append(returned or indicator)
        self._sensitive = tuple(sensitive)
        self._returns = 0
        self._contents: set[str] = set()

    def before(self, extract: Extract, offences: Offences) -> Extract | None:
        """The extract to be judged beside others, a partner's small counts as their middle.

        None where nothing is left of it, or the same as of one before: a file that is there twice
        counts once, and whether it is the same may hang on what is not to be known.
        """
        if extract.source is Source.PARTNER_RETURN:
            shown = self._returned(extract)
            if shown is None or self._is_copy(shown):
                return None
            self._returns += 1
            return replace(shown, file=f"{RETURN} {self._returns:03d}")
        if extract.level is Level.BOROUGH:
            return extract
        hidden = taken_out(self._sensitive, offences, extract.source)
        known = replace(extract, offences=offences)
        keeps = np.array([one.offence not in hidden for one in known.meanings], dtype=bool)
        left = _with_rows(extract, keeps[extract.label])
        return None if left is not extract and self._is_copy(left) else left

    def after(self, extract: Extract) -> Extract:
        """The extract, judged, without the middles, and named by what it holds."""
        if extract.source is Source.PARTNER_RETURN:
            is_small = _is_small(extract.count) & np.isfinite(extract.most)
            extract = replace(extract, count=np.where(is_small, np.nan, extract.count))
        is_open = extract.source is not Source.PARTNER_RETURN and extract.level is Level.BOROUGH
        faults = extract.faults if is_open else ()
        return replace(extract, faults=faults, sha256=_digest(extract))

    def _is_copy(self, extract: Extract) -> bool:
        content = _digest(replace(extract, vintage=""))
        known = content in self._contents
        self._contents.add(content)
        return known

    def _returned(self, extract: Extract) -> Extract | None:
        takers = [self._takers.get(name_key(one.offence), []) for one in extract.labels]
        keeps = np.array([bool(one) for one in takers], dtype=bool)
        if not keeps[extract.label].any():
            return None
        count, whole = extract.count.copy(), extract.denominator.copy()
        nothing = np.full(count.shape, np.nan)
        least, most = (
            bounds.copy() if bounds.size else nothing.copy()
            for bounds in (extract.least, extract.most)
        )
        for at, by in enumerate(takers):
            rows = extract.label == at
            if not by or all(one.disclosure is Disclosure.OPEN for one in by):
                continue
            is_share = np.isfinite(whole)
            small = rows & ~is_share & _is_small(count)
            count[small], least[small], most[small] = _MIDDLE, 1, FEWEST_SHOWN - 1
            # A partner's own range may tell more of a small count than that it is one.
            told = rows & (most > 0) & (least < FEWEST_SHOWN)
            least[told & (least > 0)] = 1
            most[told] = np.maximum(most[told], FEWEST_SHOWN - 1)
            parts = _is_small(count) | _is_small(whole) | _is_small(np.abs(whole - count))
            odd = np.any([is_no_share(count, whole, one) for one in by if one.is_share], axis=0)
            lost = rows & ((is_share & parts) | odd)
            for values in (count, whole, least, most):
                values[lost] = np.nan
            hidden = rows & is_share & parts
            least[hidden], most[hidden] = 0, MAX_FIGURE
        notes = tuple(one for one in extract.notes if one == ILLUSTRATIVE)
        shown = replace(
            extract,
            count=count,
            denominator=whole,
            least=least,
            most=most,
            notes=notes,
            faults=(),
        )
        return _with_rows(shown, keeps[extract.label])


def taken_out(sensitive: Sequence[Indicator], known: Offences, source: Source) -> frozenset[str]:
    """The offences of a source of which no ward may be known: those that sensitive counts count."""
    counted = (one.by(source) for one in sensitive if not (one.is_share or one.is_weighted))
    return frozenset().union(
        *(
            known.of_all(source, one.offences)
            for one in counted
            if one is not None and one.disclosure is not Disclosure.OPEN
        )
    )


def _is_small(count: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray((count > 0) & (count < FEWEST_SHOWN))


def _with_rows(extract: Extract, keeps: NDArray[np.bool_]) -> Extract:
    """The extract with some of its rows, in which nothing tells that there were others."""
    if keeps.all():
        return extract
    areas, area = _seen(extract.areas, extract.area[keeps])
    labels, label = _seen(extract.labels, extract.label[keeps])
    month = extract.month[keeps]
    months = extract.months if extract.sparse else tuple(np.unique(month).tolist())
    step = extract.count.size // extract.lines.size if extract.lines.size else 0
    lines = np.arange(month.size // step, dtype=np.int32) if step else extract.lines
    return replace(
        extract,
        areas=areas,
        labels=labels,
        area=area,
        label=label,
        month=month,
        months=months,
        count=extract.count[keeps],
        denominator=extract.denominator[keeps],
        least=extract.least[keeps] if extract.least.size else extract.least,
        most=extract.most[keeps] if extract.most.size else extract.most,
        lines=lines,
        notes=extract.notes if extract.source is Source.PARTNER_RETURN else (),
    )


def _seen(
    values: Sequence[_Value], index: NDArray[np.int32]
) -> tuple[tuple[_Value, ...], NDArray[np.int32]]:
    """The values that an index uses, in the order in which it does, and the index among them."""
    found, first, back = np.unique(index, return_index=True, return_inverse=True)
    order = np.argsort(first)
    place = np.empty(order.size, dtype=np.int32)
    place[order] = np.arange(order.size, dtype=np.int32)
    return tuple(values[at] for at in found[order].tolist()), place[back].astype(np.int32)


def _digest(extract: Extract) -> str:
    """What tells the extract from others, by its figures alone and not by its file."""
    found = hashlib.sha256()
    named = (extract.source, extract.layout, extract.level, extract.vintage, extract.months)
    of = (extract.areas, extract.labels, extract.sparse, extract.illustrative)
    found.update(repr((*named, *of)).encode())
    columns = (extract.area, extract.label, extract.month, extract.count, extract.denominator)
    for column in (*columns, extract.least, extract.most):
        found.update(column.tobytes())
    return found.hexdigest()
