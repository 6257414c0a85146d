"""The rows of Home Office tables, sheet after sheet, as arrays; what is at fault is not among them.

A million rows are of a few hundred areas, offences and quarters: what is alike is looked at once.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

from xlsrc.domain.area import Area
from xlsrc.domain.names import name_key
from xlsrc.domain.quarter import Quarter
from xlsrc.extracts.columns import aliases
from xlsrc.extracts.fault import FaultLog
from xlsrc.extracts.home_office_words import (
    financial_year,
    is_total,
    kind_of,
    quarter_number,
    whole_count,
    years_of_sheet,
)
from xlsrc.extracts.quarterly import CountedArea, CountedOffence, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from xlsrc.extracts.places import Places
    from xlsrc.extracts.sheet_rows import Row

WANTED: Final = aliases(
    year="Financial Year|Fin Year",
    quarter="Financial Quarter|Fin Quarter|Quarter",
    force="Force Name|Force|Police Force|Police Force Area",
    partnership="CSP Name|CSP|Community Safety Partnership|Community Safety Partnership Name",
    description="Offence Description|Offence",
    group="Offence Group",
    subgroup="Offence Subgroup|Offence Sub-group",
    code="Offence Code|Home Office Code",
    count="Number of Offences|Offence Count|Count of Offences|Offences|Recorded Offences",
)
REQUIRED: Final = frozenset({"year", "quarter", "force", "partnership", "description", "count"})


class HomeOfficeRows:
    """What was found so far: row i of the arrays is ``areas[area[i]]``, ``offences[offence[i]]``.

    ``quarter`` holds ordinals; ``wording`` tells apart the descriptions that share a code;
    ``sheet`` and ``line`` say where a row stands.
    """

    def __init__(self, places: Places) -> None:
        self.areas: list[CountedArea] = []
        self.names: list[str] = []  # of the areas, as the file has them
        self.sheets: list[str] = []
        self.faults: list[str] = []
        self.totals = 0
        self.area, self.offence, self.quarter = array("i"), array("i"), array("i")
        self.wording, self.sheet, self.line = array("i"), array("i"), array("i")
        self.count = array("d")
        self._places = places
        self._area_at: dict[tuple[str, ...], int] = {}
        self._areas_seen: dict[tuple[str, str], int] = {}
        self._offence_at: dict[str, int] = {}
        self._words: list[tuple[int, CountedOffence]] = []  # as worded in the latest quarter
        self._offences_seen: dict[CountedOffence, tuple[int, int]] = {}
        self._wordings: dict[tuple[int, str], int] = {}

    @property
    def offences(self) -> tuple[CountedOffence, ...]:
        """The offences, each as its latest quarter words it."""
        return tuple(words for _, words in self._words)

    def add(
        self,
        sheet: str,
        columns: Mapping[str, int],
        header: Sequence[str],
        rows: Iterable[Row],
    ) -> None:
        """The rows of one sheet below its header, which has the columns of ``REQUIRED``."""
        width = max(columns.values()) + 1
        partnership, count = columns["partnership"], columns["count"]
        named = header[partnership]
        reading = _Sheet(columns, header, years_of_sheet(sheet))
        at_sheet = len(self.sheets)
        self.sheets.append(sheet)
        for line, given in rows:
            short = width - len(given)
            cells = given if short <= 0 else [*given, *[""] * short]
            if cells[partnership] == named or not (cells[count] or cells[partnership]):
                continue  # the header once more, or a note
            if reading.is_total(cells):
                self.totals += 1
                continue
            quarter = reading.quarter(line, cells)
            if quarter is None:
                continue
            self._keep(reading, cells, quarter)
            self.count.append(reading.count(line, cells))
            self.sheet.append(at_sheet)
            self.line.append(line)
        where = f"sheet {sheet}, " if sheet else ""
        self.faults.extend(f"{where}{fault.text}" for fault in reading.log.faults())

    def _keep(self, sheet: _Sheet, cells: Sequence[str], quarter: int) -> None:
        offence, wording = self._offence(sheet.words(cells), quarter)
        self.area.append(self._area(cells[sheet.force], cells[sheet.partnership]))
        self.offence.append(offence)
        self.wording.append(wording)
        self.quarter.append(quarter)

    def _area(self, force: str, partnership: str) -> int:
        """The position of the row's area under the file's own name for it."""
        seen = self._areas_seen.get((force, partnership))
        if seen is not None:
            return seen
        kind = kind_of(force, partnership)
        area = Area(code="", name=partnership)
        if kind is Kind.PARTNERSHIP:
            area = self._places.area_of(partnership)
        elif kind is Kind.FORCE:
            area = Area(code="", name=force or partnership)
        key = (kind, name_key(force), name_key(partnership))
        at = self._area_at.setdefault(key, len(self.areas))
        if at == len(self.areas):
            self.areas.append(CountedArea(area=area, force=force, kind=kind))
            self.names.append(partnership)
        self._areas_seen[force, partnership] = at
        return at

    def _offence(self, words: CountedOffence, quarter: int) -> tuple[int, int]:
        """The position of the row's offence, and of its wording."""
        seen = self._offences_seen.get(words)
        if seen is None:
            key = name_key(words.code) or name_key(words.description)
            at = self._offence_at.setdefault(key, len(self._words))
            if at == len(self._words):
                self._words.append((quarter, words))
            wording = (at, name_key(words.description))
            seen = at, self._wordings.setdefault(wording, len(self._wordings))
            self._offences_seen[words] = seen
        if quarter > self._words[seen[0]][0]:
            self._words[seen[0]] = (quarter, words)
        return seen


class _Sheet:
    """How the rows of one sheet are read, and what is at fault among them."""

    def __init__(
        self, columns: Mapping[str, int], header: Sequence[str], years: range | None
    ) -> None:
        self.log = FaultLog()
        self.force, self.partnership = columns["force"], columns["partnership"]
        self._columns, self._header, self._years = columns, header, years
        self._texts = [columns.get(role) for role in ("code", "description", "group", "subgroup")]
        self._quarters: dict[tuple[str, str], int] = {}
        self._words: dict[tuple[str, ...], CountedOffence] = {}

    def is_total(self, cells: Sequence[str]) -> bool:
        """Whether the row sums others."""
        roles = ("quarter", "force", "partnership", "description", "group", "subgroup")
        return is_total(
            *(cells[at] for role in roles if (at := self._columns.get(role)) is not None)
        )

    def quarter(self, line: int, cells: Sequence[str]) -> int | None:
        """The ordinal of the row's quarter; None for a row that is at fault."""
        year, quarter = cells[self._columns["year"]], cells[self._columns["quarter"]]
        known = self._quarters.get((year, quarter))
        if known is not None:
            return known
        first, number = financial_year(year), quarter_number(quarter)
        if first is None:
            action = "these rows are not used; correct it"
            self._say(line, "year", "a financial year such as 2019/20", repr(year), action)
        elif self._years is not None and first not in self._years:
            wanted = "the financial year that the sheet is named after"
            action = "these rows are not used; ask the publisher which of both is right"
            self._say(line, "year", wanted, year, action)
        elif number is None:
            action = "these rows are not used; correct it"
            self._say(line, "quarter", "a quarter, 1 to 4,", repr(quarter), action)
        else:
            known = Quarter.of_financial_year(first, number).ordinal
            self._quarters[year, quarter] = known
        return known

    def count(self, line: int, cells: Sequence[str]) -> float:
        """The row's count; ``nan`` where it is withheld, and where it is at fault."""
        text = cells[self._columns["count"]]
        figure = whole_count(text)
        if figure is None:
            action = "these counts are missing; ask the publisher for them"
            self._say(line, "count", "a whole number of 0 or more", repr(text), action)
            return float("nan")
        return figure

    def words(self, cells: Sequence[str]) -> CountedOffence:
        """The row's offence as it words it."""
        texts = tuple("" if at is None else cells[at] for at in self._texts)
        if texts not in self._words:
            code, description, group, subgroup = texts
            self._words[texts] = CountedOffence(
                code=code, description=description, group=group, subgroup=subgroup
            )
        return self._words[texts]

    def _say(self, line: int, role: str, wanted: str, found: str, action: str) -> None:
        self.log.add("", line, self._header[self._columns[role]], wanted, found, action)
