"""What one refresh is about: whose figures, to which month, from what, and by which settings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from xlsrc.domain.area import Level
from xlsrc.domain.errors import MonthOutsideError, NoSourceError
from xlsrc.extracts.chosen_source import chosen, leading_indicator
from xlsrc.extracts.gate.acknowledged import acknowledged_findings
from xlsrc.extracts.population import populations_for
from xlsrc.extracts.whole_areas import with_every_part
from xlsrc.gate.judged import series_findings
from xlsrc.national.areas import lsoa_codes, ward_codes
from xlsrc.national.named_area import Kind

if TYPE_CHECKING:
    from xlsrc.domain.area import Area
    from xlsrc.domain.indicator import Indicator, Source
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings
    from xlsrc.extracts.population import Populations
    from xlsrc.extracts.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One area to one month, the extracts and the people that its figures are made of.

    Made once and handed down: no figure comes from anywhere else. ``as_at`` is the month that
    the settings ask for, else the last of the first indicator with figures, whose source is the
    ``leading`` one, and ``back_dated`` says that the extracts go on after it; ``people`` are the
    estimates that lie with the extracts, where they hold none the bundled ones. The findings of
    ``store`` are all of the gate's, those about its series by the settings' known changes among
    them, as the settings acknowledge them on ``today``, the day of the refresh.
    """

    store: Store
    settings: Settings
    area: Area
    leading: Source
    as_at: Month
    people: Populations
    back_dated: bool = False
    today: datetime.date = field(default_factory=datetime.date.today)

    @classmethod
    def of(cls, store: Store, settings: Settings, *, today: datetime.date | None = None) -> Self:
        """The scope of the area and month that the settings name, on a day (by default this one).

        Its settings' indicators are as the first of their sources that the area has counts them.

        Raises
        ------
        AreaError
            When no extract knows the area of the settings.
        ExtractError
            When no extract has an indicator of it, or all end before the as-at month.
        """
        area = store.area(settings.area)
        day = today or datetime.date.today()  # noqa: DTZ011 - the day where the user is
        # What is acknowledged withholds nothing, so what the store holds depends on it.
        found = acknowledged_findings(series_findings(store, settings), settings.acknowledged, day)
        store = replace(store, findings=found).holding([area, *settings.peer_group.named])
        store = replace(store, extracts=with_every_part(store.extracts, area, store.places))
        settings = replace(settings, indicators=chosen(settings.indicators, store, area))
        leading = leading_indicator(settings.indicators, store, area)
        latest, as_at = _as_at(store, settings, area, leading)
        return cls(
            store=store,
            settings=settings,
            area=area,
            leading=leading.source,
            as_at=as_at,
            back_dated=as_at < latest,
            people=store.people or populations_for(store.folder, store.places),
            today=day,
        )

    def parts(self, level: Level, source: Source) -> tuple[Area, ...]:
        """The wards or LSOAs of the area that a source has figures of, by name."""
        places = self.store.places
        whole = None if self.area in places.single else places.whole(self.area)
        if whole is None or whole.kind is Kind.AUTHORITY:
            return self.store.areas(level, borough=self.area.name, source=source)
        codes = set(ward_codes(whole) if level is Level.WARD else lsoa_codes(whole))
        found = self.store.areas(level, source=source)
        return tuple(area for area in found if area.code in codes)


def _as_at(store: Store, settings: Settings, area: Area, leading: Indicator) -> tuple[Month, Month]:
    """The last month of the extracts, and the one that the figures are to go to."""
    source = leading.source
    held = {one.source for one in store.extracts if area in one.areas}
    if held and source not in held:
        wanted = {choice.source for one in settings.indicators for choice in one.choices}
        message = (
            f"figures of {area.name} were wanted, by the table Definitions from "
            f"{' or '.join(sorted(wanted))}; found {' and '.join(sorted(held))} alone in "
            f"{store.folder}: make a workbook of what is there (safer new --area "
            f'"{area.name}" --extracts "{store.folder}"), or give the indicators their sources in '
            "Definitions"
        )
        raise NoSourceError(message)
    latest = store.latest_month(source, Level.BOROUGH, area, leading.offences)
    if settings.as_at is None:
        return latest, latest
    if settings.as_at > latest:
        message = (
            f"The as-at month must not be after the extracts' last month: wanted {settings.as_at}, "
            f"found {source} for {area.name} to {latest}. Add newer extracts, or ask for "
            f"{latest}."
        )
        raise MonthOutsideError(message)
    return latest, settings.as_at
