"""What a dashboard should say of a partnership, made of the rows that pandas counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tests.support.second_count import ALL, ASB, is_of, months_to
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.domain.indicator import Indicator, Polarity, Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import PeerGroup
from xlsrc.extracts.places import shipped_places
from xlsrc.scope import Scope

if TYPE_CHECKING:
    import pandas as pd

    from xlsrc.assessment import Dashboard
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
    store: Store, area: str, as_at: str, *, mapped: str = ALL, known_changes: bool = False
) -> Dashboard:
    """The dashboard of an area with every crime type, its peers all four; by default without the
    months that the shipped settings leave out."""
    settings = default_settings()
    members = tuple(shipped_places().area_of(code) for code in FOUR)
    settings = replace(
        settings,
        indicators=tuple(map(_indicator, KINDS)),
        area=area,
        as_at=Month.parse(as_at),
        peer_group=PeerGroup(id="four", name="South Yorkshire", members=members),
        targets=(),
        known_changes=settings.known_changes if known_changes else (),
        map_indicator=mapped,
    )
    return dashboard(Scope.of(store, settings))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Second:
    """Rows with their places, and the months that the files have."""

    rows: pd.DataFrame
    months: frozenset[str]

    @classmethod
    def of(cls, rows: pd.DataFrame) -> Second:
        """The rows in the four authorities; a month that no row is of is missing."""
        own = rows[rows["authority"].isin(FOUR)]
        return cls(rows=own, months=frozenset(rows["month"]))

    def volume(self, code: str, kind: str, as_at: str, months: int, back: int = 0) -> int | None:
        """The incidents of an authority in some months; None where one of them is missing."""
        wanted = months_to(as_at, months + back)[:months]
        if not self.months.issuperset(wanted):
            return None
        rows = self.rows[(self.rows["authority"] == code) & self.rows["month"].isin(wanted)]
        return int(is_of(rows, kind).sum())

    def monthly(self, level: str, code: str, kind: str) -> pd.DataFrame:
        """The incidents of an authority's wards or LSOAs by month: place × month."""
        rows = self.rows[(self.rows["authority"] == code) & is_of(self.rows, kind)]
        table = rows.groupby([level, "month"]).size().unstack(fill_value=0)
        return table.reindex(columns=sorted(self.months), fill_value=0)

    def perhaps(self, level: str, code: str, kind: str) -> pd.DataFrame:
        """The incidents that may lie in a place, though no point says so: place × month."""
        rows = self.rows[(self.rows["authority"] == code) & is_of(self.rows, kind)]
        rows = rows[rows[level].isna()].explode(f"perhaps_{level}")
        table = rows.groupby([f"perhaps_{level}", "month"]).size().unstack(fill_value=0)
        return table.reindex(columns=sorted(self.months), fill_value=0)
