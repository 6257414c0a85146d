"""What the slides are about: which indicators, wards and estimates a board should see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xlsrc.drivers.drivers import is_police_activity
from xlsrc.plan.outputs import OutputStatus, measured_outputs
from xlsrc.words.action_sentences import tracked_on
from xlsrc.words.deck.places import WardFinding, ward_finding
from xlsrc.words.movers import Way, all_crime, is_weighted, movers, offences_behind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.plan.actions import TrackedAction
    from xlsrc.plan.impact_estimates import ImpactEstimate
    from xlsrc.plan.outputs import MeasuredOutput

MOST_RANKED: Final = 14
MOST_ESTIMATES: Final = 5
MOST_TARGETS: Final = 5
MOST_FORETOLD: Final = 4
BEHIND: Final = (OutputStatus.MISSED, OutputStatus.BEHIND)


@dataclass(frozen=True)
class Findings:
    """What a dashboard has to show on slides, each worked out when it is first asked for."""

    dashboard: Dashboard

    @cached_property
    def whole(self) -> Assessment | None:
        """All recorded crime; ``None`` where nothing counts it."""
        return all_crime(self.dashboard)

    @cached_property
    def leading(self) -> tuple[Assessment, ...]:
        """The headlines whose change is real, the strongest evidence first."""
        return tuple(one.assessment for one in movers(self.dashboard) if one.is_real)

    @cached_property
    def changed(self) -> tuple[Assessment, ...]:
        """Every indicator whose change is real, rises before falls, each by its evidence.

        None that counts the same offences as one before it that moved the same way; nothing
        illustrative; not all recorded crime.
        """
        kept = list(self.leading)
        others = (
            one
            for one in self.dashboard.assessments
            if one.change.is_real and not one.illustrative and one is not self.whole
            if not is_weighted(one)
        )
        for one in sorted(others, key=_p):
            if one not in kept and not any(self._alike(one, other) for other in kept):
                kept.append(one)
        return tuple(sorted(kept, key=lambda one: (not rises(one), _p(one))))

    @cached_property
    def invented_changes(self) -> tuple[Assessment, ...]:
        """The illustrative indicators whose change would be real."""
        found = [a for a in self.dashboard.assessments if a.illustrative and a.change.is_real]
        return tuple(sorted(found, key=_p))

    @cached_property
    def rise(self) -> Assessment | None:
        """The strongest real rise that is not mostly police activity; else the likeliest one."""
        return self._strongest(Way.RISE)

    @cached_property
    def fall(self) -> Assessment | None:
        """The strongest real fall; else the likeliest one."""
        return self._strongest(Way.FALL)

    @cached_property
    def ranked(self) -> tuple[Assessment, ...]:
        """The headlines that have a place among their peers, the lowest rate first.

        Where fewer than four have one, every indicator that has.
        """
        placed = [
            one
            for one in self.dashboard.assessments
            if one.peers.rank and one.peers.rank_of and one.peers.rank_low and one.peers.rank_high
            if not one.illustrative
        ]
        headlines = [one for one in placed if one.indicator.headline]
        chosen = (headlines if len(headlines) > 3 else placed)[:MOST_RANKED]  # noqa: PLR2004
        return tuple(sorted(chosen, key=lambda one: (one.peers.rank or 0, one.peers.rank_high)))

    @cached_property
    def actions(self) -> tuple[TrackedAction, ...]:
        """The actions as they stand."""
        return tracked_on(self.dashboard)

    @cached_property
    def outputs(self) -> tuple[MeasuredOutput, ...]:
        """The outputs as they stand, those that are missed or behind first."""
        found = measured_outputs(self.dashboard.settings.plan, self.dashboard.as_at)
        return tuple(sorted(found, key=lambda one: (one.status not in BEHIND, _share(one.share))))

    @cached_property
    def estimates(self) -> tuple[ImpactEstimate, ...]:
        """The impact estimates that give a figure, those that leave out no difference first."""
        found = [one for one in self.dashboard.impacts if one.answer is not None]
        found.sort(key=lambda one: not (one.answer and one.answer.is_clear))
        return tuple(found[:MOST_ESTIMATES])

    @cached_property
    def targets(self) -> tuple[Assessment, ...]:
        """The indicators with a chance of meeting their target, the likeliest first."""
        found = [one for one in self.dashboard.assessments if one.target.chance is not None]
        found.sort(key=lambda one: -(one.target.chance or 0))
        return tuple(found)

    @cached_property
    def foretold(self) -> tuple[Assessment, ...]:
        """The indicators whose next three months are foretold: the slides' own, then headlines."""
        own = [one for one in (self.whole, self.rise, self.fall) if one is not None]
        rest = [one for one in self.dashboard.assessments if one.indicator.headline]
        found = (self._by_identity[one] for one in dict.fromkeys(map(id, (*own, *rest))))
        return tuple(one for one in found if one.foretells and not one.illustrative)[:MOST_FORETOLD]

    @cached_property
    def drawn(self) -> Assessment | None:
        """The indicator whose months the outlook draws: of a real target, else of the next ones."""
        own = (one for one in (*self.targets, *self.foretold) if not one.illustrative)
        return next(own, None)

    @cached_property
    def wards(self) -> WardFinding | None:
        """What the map shows; ``None`` without figures of wards that may be shown."""
        shown = (self.rise, self.fall, self.whole)
        return ward_finding(self.dashboard, [one for one in shown if one is not None])

    @cached_property
    def _by_identity(self) -> dict[int, Assessment]:
        return {id(one): one for one in self.dashboard.assessments}

    def _strongest(self, way: Way) -> Assessment | None:
        real = [*self.leading, *sorted(self.changed, key=_p)]
        found = (
            one
            for one in (*real, *self._likeliest)
            if rises(one) == (way is Way.RISE) and not is_police_activity(one.indicator)
        )
        return next(found, None)

    @property
    def _likeliest(self) -> Iterable[Assessment]:
        """The headlines whose change no test calls real, the least likely to be chance first."""
        found = [
            one
            for one in self.dashboard.assessments
            if one.indicator.headline and not one.illustrative and one is not self.whole
            if one.change.difference and one.change.is_real is False
        ]
        return sorted(found, key=_p)

    def _alike(self, one: Assessment, other: Assessment) -> bool:
        if rises(one) != rises(other) or one.indicator.source is not other.indicator.source:
            return False
        a, b = offences_behind(one, self.dashboard), offences_behind(other, self.dashboard)
        return bool(a and b) and (a <= b or b <= a)


def rises(assessment: Assessment) -> bool:
    """Whether there was more in the last year than in the one before."""
    return (assessment.change.difference or 0) > 0


def _p(assessment: Assessment) -> float:
    change = assessment.change
    p = 1.0 if change.p is None else change.p
    return p if change.doubt is None else max(p, change.doubt.p)


def _share(share: float | None) -> float:
    return 0.0 if share is None else share
