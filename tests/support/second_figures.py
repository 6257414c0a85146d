"""What a dashboard should say of a partnership, made of the rows that pandas counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from tests.support.second_count import ALL, ASB, months_to
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.acknowledgement import Acknowledgement
from xlsrc.domain.action import Plan
from xlsrc.domain.indicator import Indicator, Polarity, Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import PeerGroup
from xlsrc.extracts.places import shipped_places
from xlsrc.gate.judged import series_findings
from xlsrc.scope import Scope

if TYPE_CHECKING:
    import pandas as pd

    from xlsrc.assessment import Dashboard
    from xlsrc.domain.action import ImpactQuestion
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.store import Store

FOUR: Final = {
    "E08000016": "Barnsley",
    "E08000017": "Doncaster",
    "E08000018": "Rotherham",
    "E08000019": "Sheffield",
}
KINDS: Final = (
    ALL, ASB, "Bicycle theft", "Burglary", "Criminal damage and arson", "Drugs", "Other crime",
    "Other theft", "Possession of weapons", "Public order", "Robbery", "Shoplifting",
    "Theft from the person", "Vehicle crime", "Violence and sexual offences",
)  # fmt: skip


def shown(
    store: Store,
    area: str,
    as_at: str,
    *,
    mapped: str = ALL,
    as_shipped: bool = False,
    questions: tuple[ImpactQuestion, ...] = (),
) -> Dashboard:
    """The dashboard of an area with every crime type, its peers all four.

    By default nothing is withheld but for missing months: the shipped settings leave out those of
    the lockdowns, and the gate finds some that look unfinished.
    """
    settings = default_settings()
    members = tuple(shipped_places().area_of(code) for code in FOUR)
    settings = replace(
        settings,
        indicators=tuple(map(_indicator, KINDS)),
        area=area,
        as_at=Month.parse(as_at),
        peer_group=PeerGroup(id="four", name="South Yorkshire", members=members),
        targets=(),
        known_changes=settings.known_changes if as_shipped else (),
        map_indicator=mapped,
        plan=Plan(impact_questions=questions),
    )
    if not as_shipped:
        settings = replace(settings, acknowledged=_acknowledged(store, settings))
    return dashboard(Scope.of(store, settings))


def _acknowledged(store: Store, settings: Settings) -> tuple[Acknowledgement, ...]:
    return tuple(
        Acknowledgement(
            reference=one.reference, finding=one.id, size=one.size, who="The tests", why="True"
        )
        for one in series_findings(store, settings)
        if one.is_doubt and one.rule != "hole"
    )


def _indicator(kind: str) -> Indicator:
    return Indicator(
        id=kind,
        name=kind,
        sections=("overall",),
        headline=True,
        polarity=Polarity.LOWER,
        source=Source.POLICE_UK,
        offences=(kind,),
    )


Cells = Counter[tuple[str, str]]


class Second:
    """Rows with their places; a month that no row is of is missing."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.months = frozenset(rows["month"])
        own = rows[rows["authority"].isin(FOUR)]
        self._cells = {level: _cells(own, level) for level in ("authority", "ward", "lsoa")}
        self._perhaps = {
            level: _cells(own[own[level].isna()].explode(f"perhaps_{level}"), f"perhaps_{level}")
            for level in ("ward", "lsoa")
        }

    def volume(self, code: str, kind: str, as_at: str, months: int, back: int = 0) -> int | None:
        """The incidents of an authority in some months; None where one of them is missing."""
        wanted = months_to(as_at, months + back)[:months]
        if not self.months.issuperset(wanted):
            return None
        cells = self._cells["authority"].get((code, kind), Cells())
        return sum(cells[code, month] for month in wanted)

    def monthly(self, level: str, code: str, kind: str) -> Cells:
        """The incidents of an authority's wards or LSOAs, by place and month."""
        return self._cells[level].get((code, kind), Cells())

    def perhaps(self, level: str, code: str, kind: str) -> Cells:
        """The incidents that may lie in a place, though no point says so, by place and month."""
        return self._perhaps[level].get((code, kind), Cells())


def _cells(rows: pd.DataFrame, level: str) -> dict[tuple[str, str], Cells]:
    """Place × month by authority and crime type: all types but one are notifiable."""
    found: defaultdict[tuple[str, str], Cells] = defaultdict(Counter)
    columns = (rows[name] for name in ("authority", "kind", level, "month"))
    for (code, kind, place, month), number in Counter(zip(*columns, strict=True)).items():
        found[code, kind][place, month] += number
        if kind != ASB:
            found[code, ALL][place, month] += number
    return dict(found)
