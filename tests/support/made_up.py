"""A made-up Dashboard with what real ones hold: gaps, shares, late and absent series, wards."""

import math
import random
from dataclasses import replace
from functools import cache
from typing import Any

from workbook.tables.defaults import default_tables
from workbook.tables.settings import settings as table_settings
from xlsrc.assessment import (
    Assessment,
    Dashboard,
    RevisionRow,
    SourceRow,
)
from xlsrc.comparison.comparison import Comparison, NoRate, PeerRow
from xlsrc.comparison.targets import TargetStanding
from xlsrc.domain.area import Area, Level
from xlsrc.domain.indicator import Indicator, Source
from xlsrc.domain.month import Month
from xlsrc.domain.settings import Settings
from xlsrc.domain.status import Status
from xlsrc.extracts.offences import shipped_offences
from xlsrc.maps.wards import WardSeries
from xlsrc.measures.benchmark import Verdict
from xlsrc.measures.change import Certainty
from xlsrc.series.level import LevelChange, Trend
from xlsrc.series.monthly import Monthly
from xlsrc.series.outside import Kind, Outside, Standing
from xlsrc.series.usual import ControlLimits, MonthToCome, Usual
from xlsrc.series.year_end import YearEnd
from xlsrc.series.year_on_year import Change, Volume

AREA = Area(code="E09000003", name="Barnet")
AS_AT = Month.of(2025, 12)
LATE = Month.of(2025, 7)
MONTHS = 84
FIRST_RANGE = 40
WARDS = tuple(
    Area(code=f"E050136{at:02d}", name=name, level=Level.WARD, borough="Barnet")
    for at, name in enumerate(
        (
            "Barnet Vale", "Brunswick Park", "Burnt Oak", "Childs Hill", "Colindale North",
            "Colindale South", "Cricklewood", "East Barnet", "East Finchley", "Edgware",
            "Edgwarebury", "Finchley Church End", "Friern Barnet", "Garden Suburb",
            "Golders Green", "Hendon", "High Barnet", "Mill Hill", "Totteridge & Woodside",
            "Underhill", "West Finchley", "West Hendon", "Whetstone", "Woodhouse",
        )
    )
)  # fmt: skip
PEERS = (
    "Barnet", "Bexley", "Brent", "Croydon", "Ealing", "Enfield", "Harrow", "Havering",
    "Hillingdon", "Hounslow", "Sutton",
)  # fmt: skip
ABSENT_PEER = "Harrow"
ABSENT = "homicide"
GAPPED = "weapons"


@cache
def made_up_settings() -> Settings:
    """The shipped settings, each indicator by the source that the bundled sample has."""
    settings = table_settings(default_tables(), shipped_offences().names)
    returned = (i.by(Source.PARTNER_RETURN) or i for i in settings.indicators)
    return replace(settings, indicators=tuple(returned))


@cache
def made_up_dashboard() -> Dashboard:
    settings = made_up_settings()
    assessments = tuple(made_up_assessment(i, settings) for i in settings.indicators)
    return Dashboard(
        settings=settings,
        area=AREA,
        as_at=AS_AT,
        leading=Source.MPS_RECORDED_CRIME,
        assessments=assessments,
        wards=tuple(
            made_up_wards(i)
            for i in settings.indicators
            if i.source is Source.MPS_RECORDED_CRIME and i.id != ABSENT and not i.is_weighted
        ),
        sources=(made_up_source(), replace(made_up_source(), file="fires.csv", illustrative=True)),
        revisions=(
            RevisionRow(
                indicator="Burglary",
                month=Month.of(2025, 6),
                vintage_before="2025-12",
                before=150.0,
                vintage_after="2026-01",
                after=148.0,
            ),
        ),
        peers=tuple(
            row
            for a in assessments
            if a.peers.group is not None
            for row in made_up_peers(a.indicator, a.as_at or AS_AT)
        ),
    )


def made_up_peers(indicator: Indicator, last: Month) -> list[PeerRow]:
    """The area among eleven; one of them has no figures, and only the first is much higher."""
    rng = random.Random(f"peers of {indicator.id}")  # noqa: S311 - made-up figures
    rows = []
    for at, name in enumerate(PEERS):
        is_absent = name == ABSENT_PEER
        # Barnet's residents are those of its own rate.
        residents = 390_000.0 if at == 0 else float(rng.randrange(150_000, 390_000))
        rate = rng.uniform(2, 6)
        figures = (rate * residents / 1000, rate, rate - 0.2, rate + 0.2, 4.0, 3.0, 5.0, 2.5, 5.5)
        count, rate_shown, low, high, expected, *limits = (
            (None,) * len(figures) if is_absent else figures
        )
        rows.append(
            PeerRow(
                indicator=indicator,
                area=Area(code=f"E090000{at:02d}", name=name),
                as_at=last,
                count=count,
                residents=residents,
                rate=rate_shown,
                low=low,
                high=high,
                rank=None if is_absent else at + 1,
                rank_of=len(PEERS) - 1,
                expected_rate=expected,
                low_95=limits[0],
                high_95=limits[1],
                low_998=limits[2],
                high_998=limits[3],
                z=None if is_absent else 0.5,
                verdict=None if is_absent else Verdict.MUCH_HIGHER if at == 0 else Verdict.SIMILAR,
                vintage="" if is_absent else "2026-01",
            )
        )
    return rows


def made_up_source() -> SourceRow:
    return SourceRow(
        file="MPS Borough Level Crime (most recent 24 months).csv",
        source="MPS recorded crime",
        publisher="Metropolitan Police Service, London Datastore",
        layout="MPS wide, borough",
        level="borough",
        vintage="2026-01",
        first_month=Month.of(2024, 1),
        last_month=AS_AT,
        rows=1680,
        gaps="",
        illustrative=False,
        sha256="0123456789abcdef" * 4,
        notes="Labels of the release are mapped to offences by data/offences.csv.",
    )


def made_up_assessment(indicator: Indicator, settings: Settings) -> Assessment:
    """Seeded by the indicator's id; each figure follows from the months by plain sums."""
    rng = random.Random(indicator.id)  # noqa: S311 - made-up figures
    is_absent = indicator.id == ABSENT
    end = LATE if indicator.source is Source.MPS_DASHBOARD else AS_AT
    months = tuple(end - back for back in range(MONTHS - 1, -1, -1))
    level = 2400 if indicator.id == "total_notifiable" else rng.choice((6, 30, 150, 500))
    expected = [level * (1 + 0.15 * math.sin(month.number / 2)) for month in months]
    counts: list[float | None] = [
        max(0, round(rng.gauss(mean, 1.4 * math.sqrt(mean)))) for mean in expected
    ]
    if indicator.id == GAPPED:
        counts[-20] = None
    if is_absent:
        counts = [None] * MONTHS
    whole = [4 * level + rng.randrange(50) for _ in months] if indicator.is_share else None
    has_range = not (is_absent or indicator.is_weighted)
    has_peers = has_range and not indicator.is_share
    lower = [mean - 4 * math.sqrt(mean) if mean > 16 else 0.0 for mean in expected]
    upper = [mean + 4 * math.sqrt(mean) for mean in expected]
    unit = 100 / (4 * level) if whole else 1.0
    trend = rng.choice(tuple(Trend))
    middle = {Trend.RISING: 14.0, Trend.FALLING: -14.0, Trend.NO_CLEAR_CHANGE: 2.0}[trend]

    def ranged(values: list[float]) -> tuple[float | None, ...]:
        return tuple(
            unit * value if has_range and at >= FIRST_RANGE else None
            for at, value in enumerate(values)
        )

    def figure(first: int, last: int) -> float | None:
        window = counts[first:last]
        if None in window:
            return None
        total = float(sum(count or 0 for count in window))
        return 100 * total / sum(whole[first:last]) if whole else total

    now, before = figure(MONTHS - 12, MONTHS), figure(MONTHS - 24, MONTHS - 12)
    change = None if now is None or before is None else now - before
    known = next(
        (c for c in settings.known_changes if c.concerns(indicator) and c.last is None), None
    )
    real = change is not None and rng.random() < 0.4
    is_percent = change is not None and not (whole or indicator.count_only) and (before or 0) >= 20
    flags = [
        has_range and at >= FIRST_RANGE and count is not None and not low <= count <= high
        for at, (count, low, high) in enumerate(zip(counts, lower, upper, strict=True))
    ]
    is_sustained = indicator.id == "shoplifting"
    spell = [is_sustained and MONTHS - 14 <= at < MONTHS - 6 for at in range(MONTHS)]
    recorded = tuple(
        100 * count / whole[at] if whole and count is not None else count
        for at, count in enumerate(counts)
    )
    status = rng.choice(tuple(Status))
    rank = rng.randrange(2, 60) // 2 if has_peers else 0
    return Assessment(
        indicator=indicator,
        area=AREA,
        as_at=None if is_absent else end,
        late=end == LATE,
        illustrative=indicator.source is Source.PARTNER_RETURN,
        status=status,
        volume=Volume(
            last_3=figure(MONTHS - 3, MONTHS),
            last_3_before=figure(MONTHS - 15, MONTHS - 12),
            last_12=now,
            last_12_before=before,
        ),
        change=Change(
            difference=change,
            percent=100 * (now / before - 1) if is_percent and now and before else None,
            p=None if change is None else 0.03,
            certainty=None
            if change is None
            else Certainty.PROBABLY_REAL
            if real
            else Certainty.NO_CLEAR_CHANGE,
            broken_by=known,
        ),
        usual=Usual(
            observed=recorded[-1],
            expected=ranged(expected)[-1],
            low=ranged(lower)[-1],
            high=ranged(upper)[-1],
            z1=0.4 if has_range else None,
            z6=3.3 if is_sustained else 0.2 if has_range else None,
            quarter=_quarter(level, whole=whole) if has_range else None,
            next_quarter=_quarter(level, whole=whole) if has_range else None,
            next_months=_next_months(ranged(lower), ranged(upper)),
            history=MONTHS if has_range else 0,
        ),
        exception=made_up_outside() if is_sustained else None,
        watched=None,
        level=LevelChange(change=middle, low=middle - 11, high=middle + 11, trend=trend)
        if has_range
        else LevelChange(),
        year_end=YearEnd(
            end=Month.of(2026, 3),
            expected=12 * level * (unit / 12 if whole else 1),
            low=11 * level * (unit / 12 if whole else 1),
            high=13 * level * (unit / 12 if whole else 1),
        )
        if has_range and end == AS_AT
        else None,
        peers=made_up_comparison(now, rank, is_share=bool(whole), has_peers=has_peers),
        target=TargetStanding(),
        control=ControlLimits(mean=float(level), lower=0.5 * level, upper=1.5 * level)
        if has_range
        else ControlLimits(),
        vintage="" if is_absent else "2026-01",
        monthly=Monthly(
            months=months,
            recorded=recorded,
            numerators=tuple(counts),
            denominators=tuple(map(float, whole)) if whole else (None,) * MONTHS,
            vintages=("2026-01",) * MONTHS,
            expected=ranged(expected),
            lower=ranged(lower),
            upper=ranged(upper),
            level=tuple(unit * level if has_range else None for _ in months),
            flagged=tuple(flags),
            sustained=tuple(spell),
        ),
    )


def _quarter(level: float, *, whole: list[int] | None) -> tuple[float, float]:
    return (22.5, 28.3) if whole else (2.7 * level, 3.4 * level)


def _next_months(
    lower: tuple[float | None, ...], upper: tuple[float | None, ...]
) -> tuple[MonthToCome, ...]:
    """Each a little wider than the last month's range, and than the one before it."""
    low, high = lower[-1], upper[-1]
    if low is None or high is None:
        return ()
    return tuple(
        MonthToCome(expected=(low + high) / 2, low=0.9**ahead * low, high=1.1**ahead * high)
        for ahead in (1, 2, 3)
    )


def with_parts(assessment: Assessment, **parts: Any) -> Assessment:
    """The assessment with some fields of its parts replaced: ``change={"difference": -3.0}``."""
    changed = {
        name: replace(getattr(assessment, name), **part) if isinstance(part, dict) else part
        for name, part in parts.items()
    }
    return replace(assessment, **changed)


def made_up_comparison(
    now: float | None, rank: int, *, is_share: bool, has_peers: bool
) -> Comparison:
    if now is None or is_share:
        return Comparison(no_rate=NoRate.SHARE if is_share else NoRate.NO_DATA)
    rated = Comparison(rate=now / 390, low=now / 400, high=now / 380, population_year=2024)
    if not has_peers:
        return rated
    return replace(
        rated,
        group="London boroughs",
        peer_rate=4.4,
        rank=rank,
        rank_of=32,
        verdict=Verdict.SIMILAR,
    )


def made_up_outside(**fields: Any) -> Outside:
    """Six months together above their usual range, but for ``fields``."""
    plain = Outside(
        kind=Kind.SUSTAINED,
        standing=Standing.NEW,
        since=AS_AT - 8,
        until=AS_AT,
        back=None,
        first=AS_AT - 5,
        last=AS_AT,
        seen=3_000,
        low=2_100,
        high=2_700,
        z=3.3,
    )
    return replace(plain, **fields)


def made_up_wards(indicator: Indicator) -> WardSeries:
    """Counts of 36 months; the first ward has a gap in the latest month."""
    rng = random.Random(f"wards of {indicator.id}")  # noqa: S311 - made-up figures
    counts = [[float(rng.randrange(0, 24)) for _ in range(36)] for _ in WARDS]
    return WardSeries(
        indicator=indicator,
        wards=WARDS,
        months=tuple(AS_AT - back for back in range(35, -1, -1)),
        counts=(
            (*counts[0][:-1], None),
            *map(tuple, counts[1:]),
        ),
        vintages=("2026-01",) * 36,
    )
