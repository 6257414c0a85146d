"""The lines of what moved: each with its figures, how sure they are, and what the peers did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.wording import listed
from xlsrc.series.level import Trend
from xlsrc.words import changes
from xlsrc.words.driver_sentences import driver_sentence
from xlsrc.words.letters import lower_first, upper_first
from xlsrc.words.lines import with_room
from xlsrc.words.outlook import still_words, too_wide
from xlsrc.words.outside import outside_words
from xlsrc.words.volumes import volume_words
from xlsrc.words.without_year import no_year_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment
    from xlsrc.words.lines import Fits, Line
    from xlsrc.words.movers import Mover

MOST_MOVERS: Final = 3

EARLY: Final = 0.7
"""Of a year's change, the share in its first half from which it was early."""

SHORT_NAME: Final = 3
"""Words of a peer group's name up to which a line says it."""

OUTSIDE: Final = "Outside its usual range"
"""The topic of a line whose own name has no room there, and that no change of the year has."""

_HALF_YEAR: Final = 6
_YEAR: Final = 12


def mover_lines(moved: Sequence[Mover], room: int, fits: Fits) -> list[Line]:
    """A line for each mover; where they are more than there is room for, two of one direction
    share one, and what has no room still is left out.
    """
    groups = [[mover] for mover in moved]
    while len(groups) > max(room, 1):
        pair = _first_pair(groups)
        if pair is None:
            kept = next((at for at, group in enumerate(groups) if group[0].is_real), 0)
            groups.pop(-2 if kept == len(groups) - 1 else -1)
        else:
            first, second = pair
            groups[first] += groups.pop(second)
    return [
        _alone(group[0], fits) if len(group) == 1 else _together(group, fits) for group in groups
    ]


def chosen(found: Sequence[Mover]) -> Sequence[Mover]:
    """The first movers; the surest real change is always among them."""
    first = found[:MOST_MOVERS]
    real = next((mover for mover in found if mover.is_real), None)
    return first if real is None or real in first else (*first[:-1], real)


def _first_pair(groups: Sequence[Sequence[Mover]]) -> tuple[int, int] | None:
    """Where two single movers stand that really moved the same way."""
    for first, one in enumerate(groups):
        for second in range(first + 1, len(groups)):
            pair = (*one, *groups[second])
            if (
                len(pair) == 2  # noqa: PLR2004 - three in a line are too long to read
                and all(mover.is_real for mover in pair)
                and pair[0].way is pair[1].way
            ):
                return first, second
    return None


def _alone(mover: Mover, fits: Fits) -> Line:
    one = mover.assessment
    volume, moved = volume_words(one), changes.change(one)
    named = fits(one.label, "")
    name = "" if named else f"{one.label}: "
    if one.change.difference is None:
        topic = one.label if named else OUTSIDE
        said = volume if one.change.broken_by is not None else f"{volume}; {no_year_before(one)}"
        return with_room(topic, f"{name}{said}.", (outside_clause(one),), fits)
    topic = one.label if named else mover.real if mover.is_real else OUTSIDE
    real = "" if topic == mover.real else f" {mover.real}."
    more = (outside_clause(one), level_clause(one), driver_sentence(one), _quarter_clause(one))
    said, peers = f"{name}{volume}, {moved}.{real}", _peers([mover])
    with_peers = f"{said} {peers}."
    said = with_peers if peers and fits(topic, with_peers) else said
    return with_room(topic, said, more, fits)


def _together(pair: Sequence[Mover], fits: Fits) -> Line:
    """``Real falls``: ``Theft from a motor vehicle 1,763, 488 fewer (−22 %); burglary …``."""
    first, second = (mover.assessment for mover in pair)
    figures = [f"{volume_words(one)}, {changes.change(one)}" for one in (first, second)]
    real = [mover.real for mover in pair]
    if real[0] == real[1]:
        verdict = upper_first(f"{real[0].removeprefix('A ').replace(' a real', ' real')}s")
    else:
        sure = real[0].startswith("A real")
        verdict = f"Real {pair[0].way}s, the {'second' if sure else 'first'} probably"
    topic = f"{first.label}, {lower_first(second.label)}"
    if fits(topic, ""):
        said = f"{figures[0]}, and {figures[1]}. {verdict}."
    else:
        topic = verdict.partition(",")[0]
        less_sure = "" if topic == verdict else f", {verdict.partition(', ')[2]}"
        said = f"{first.label} {figures[0]}; {lower_first(second.label)} {figures[1]}{less_sure}."
    peers = _peers(pair)
    levels = [
        clause.replace("Its level", f"{one.indicator.name}'s level")
        if clause.startswith("Its level")
        else f"{one.indicator.name}: {lower_first(clause)}"
        for one in (first, second)
        if (clause := level_clause(one) or outside_clause(one))
    ]
    return with_room(topic, said, (f"{peers}." if peers else "", *levels), fits)


def _peers(group: Sequence[Mover]) -> str:
    """``London boroughs −18 % and −10 %``: how the peers moved; '' where that is not known.

    A group whose name is long is called peers: the page's foot says who they are.
    """
    known = [mover.peers_percent for mover in group]
    name = group[0].assessment.peers.group
    if name is None or any(percent is None for percent in known):
        return ""
    who = name if len(name.split()) <= SHORT_NAME else "Peers"
    return f"{who} {listed([wording.percent(percent or 0) for percent in known])}"


def level_clause(assessment: Assessment) -> str:
    """What the level says that the year's change does not; '' where that is nothing.

    ``The fall was early; level since.``, ``Its level is still falling.``.
    """
    if assessment.level.trend is not Trend.NO_CLEAR_CHANGE:
        return still_words(assessment)
    if not _was_early(assessment):
        return ""
    way = "rise" if (assessment.change.difference or 0) > 0 else "fall"
    return f"The {way} was early; level since."


def _was_early(assessment: Assessment) -> bool:
    """Whether most of a real change of the year lies in its first six months."""
    change, counts = assessment.change.difference, assessment.monthly.numerators[-2 * _YEAR :]
    whole = [count for count in counts if count is not None]
    if not assessment.change.is_real or not change or assessment.indicator.is_share:
        return False
    if len(whole) < 2 * _YEAR or assessment.monthly.every > 1:
        return False
    first_half = sum(whole[_YEAR : _YEAR + _HALF_YEAR]) - sum(whole[:_HALF_YEAR])
    return first_half / change >= EARLY


def outside_clause(assessment: Assessment) -> str:
    """``Above its usual range in July 2025.``: in force, or ended since the last edition."""
    outside = assessment.exception
    return "" if outside is None else f"{outside_words(outside)}."


def _quarter_clause(assessment: Assessment) -> str:
    """``The last quarter is inside its usual range.``: a year can move while the present does not;
    '' where the range is too wide to say anything, or an exception says more.
    """
    seen, usual = assessment.volume.last_3, assessment.usual.quarter
    if seen is None or usual is None or assessment.exception is not None:
        return ""
    low, high = usual
    if too_wide(usual) or assessment.usual.provisional:
        return ""
    where = "above" if seen > high else "below" if seen < low else "inside"
    return f"The last quarter is {where} its usual range."
