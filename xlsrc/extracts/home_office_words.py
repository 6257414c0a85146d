"""What the cells of Home Office tables mean: financial years, quarters, counts, days, kinds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import MONTH_NAMES
from xlsrc.domain.names import name_key
from xlsrc.extracts.dates import month_of
from xlsrc.extracts.quarterly import Kind
from xlsrc.extracts.text_numbers import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAIR: Final = re.compile(
    r"((?:19|20)\d{2})\s*(?:/|-|–|_|to)\s*((?:19|20)?\d{2})(?!\d)", re.IGNORECASE
)
_YEAR: Final = re.compile(rf"^(?:FY\s*)?{_PAIR.pattern}(?:\s*[\[(].*)?$", re.IGNORECASE)
_QUARTER: Final = re.compile(
    r"^(?:(?:q|qtr|quarter)\s*(?P<named>[1-4])\b.*|(?P<bare>[1-4])(?:[\s:,(-]\D.*)?)$",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    r"^(apr|jul|oct|jan)[a-z]*[^a-z]+(?:to\W+)?(jun|sep|dec|mar)", re.IGNORECASE
)
_SPANS: Final = (("apr", "jun"), ("jul", "sep"), ("oct", "dec"), ("jan", "mar"))
_GROUPED: Final = re.compile("^\\d{1,3}([,\u00a0\u202f ]\\d{3})+$")
_SEPARATORS: Final = re.compile("[,\u00a0\u202f ]")
_WHOLE: Final = re.compile(r"^\d+(?:\.0+)?$")
_SHORTHAND: Final = re.compile(r"^\[\w{1,3}\]$")  # [c], [x], [z]: no figure is given
_TOTAL: Final = re.compile(
    r"^(?:(?:grand |sub-?)?totals?\b|all (?:offences|crime|recorded crime|forces|csps|partnerships|"
    r"quarters)$|(?:england|wales|england (?:and|&) wales)$)",
    re.IGNORECASE,
)
_NO_AREA: Final = re.compile(
    r"british transport police|action fraud|report fraud|cifas|uk finance|financial fraud action|"
    r"national fraud",
    re.IGNORECASE,
)
_UNASSIGNED: Final = re.compile(
    r"\bunassigned\b|^(?:not assigned|unallocated|unknown)\b", re.IGNORECASE
)
_PUBLISHED: Final = re.compile(r"(?<!next )(?<!next update )\b(?:publi|releas)", re.IGNORECASE)
_DAY: Final = re.compile(
    rf"\b({'|'.join(name[:3] for name in MONTH_NAMES)})[a-z]*\.?,?\s+(20\d{{2}})\b", re.IGNORECASE
)
_DATE: Final = re.compile(r"\b(?:20\d{2}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/20\d{2}|4\d{4})\b")


@lru_cache(maxsize=1024)
def financial_year(text: str) -> int | None:
    """The calendar year in which ``2019/20`` (or ``2019-20``, ``2019/2020``) begins, else None."""
    match = _YEAR.match(text.strip())
    if match is None or (int(match[1]) + 1) % 100 != int(match[2]) % 100:
        return None
    return int(match[1])


def years_of_sheet(name: str) -> range | None:
    """The financial years that a sheet's name tells, each by its first calendar year.

    ``2019-20`` is one, ``2002-03 to 2004-05`` and ``2002-2005`` are several; None for a name that
    tells of none.
    """
    pairs = [(match[1], match[2]) for match in _PAIR.finditer(name)]
    if not pairs:
        return None
    first, last = int(pairs[0][0]), int(pairs[-1][0])
    if financial_year("/".join(pairs[-1])) is None:
        last = first // 100 * 100 + int(pairs[-1][1]) % 100
    return range(first, max(first, last) + 1)


@lru_cache(maxsize=1024)
def quarter_number(text: str) -> int | None:
    """1 to 4 of ``1``, ``Q1``, ``Quarter 1``, ``Apr-Jun``, ``April to June 2019``; else None."""
    if match := _QUARTER.match(text.strip()):
        return int(match["named"] or match["bare"])
    if match := _SPAN.match(text.strip()):
        span = (match[1].lower(), match[2].lower())
        return _SPANS.index(span) + 1 if span in _SPANS else None
    return None


@lru_cache(maxsize=65_536)
def whole_count(text: str) -> float | None:
    """The count; ``nan`` where the file withholds it, None for what is no count of 0 or more."""
    if text.casefold() in MISSING or _SHORTHAND.match(text):
        return float("nan")
    plain = _SEPARATORS.sub("", text) if _GROUPED.match(text) else text
    return float(plain) if _WHOLE.match(plain) else None


@lru_cache(maxsize=65_536)
def is_total(*names: str) -> bool:
    """Whether any of a row's names says that the row sums others."""
    return any(_TOTAL.match(name) for name in names)


def kind_of(force: str, partnership: str) -> Kind:
    """Whose counts a row of a police force and a partnership holds."""
    if _NO_AREA.search(force) or _NO_AREA.search(partnership):
        return Kind.FORCE
    if _UNASSIGNED.search(partnership):
        return Kind.UNASSIGNED
    if partnership.casefold() in MISSING or name_key(partnership) in ("all", "forcelevel"):
        return Kind.FORCE
    return Kind.PARTNERSHIP


def published(cells: Iterable[str]) -> str:
    """``YYYY-MM`` of the day of publication that a row of notes tells, '' where it tells none."""
    row = " ".join(filter(None, cells))
    word = _PUBLISHED.search(row)
    if word is None:
        return ""
    behind = row[word.start() :]
    if day := _DAY.search(behind):
        return str(month_of(f"{day[1]} {day[2]}"))
    date = _DATE.search(behind)
    month = None if date is None else month_of(date[0])
    return "" if month is None else str(month)
