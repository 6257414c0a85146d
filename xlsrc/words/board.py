"""The sentences that the Board reads first: at most six lines, made by rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.wording import listed
from xlsrc.series.level import Trend
from xlsrc.words import changes
from xlsrc.words.action_sentences import actions_sentence
from xlsrc.words.decision import decision_sentence
from xlsrc.words.doubt import doubt_in_short
from xlsrc.words.driver_sentences import driver_sentence, offence_clause
from xlsrc.words.letters import lower_first, upper_first
from xlsrc.words.movers import all_crime, is_weighted, movers
from xlsrc.words.outlook import still_words, too_wide
from xlsrc.words.outside import outside_words
from xlsrc.words.verdicts import is_it_real, late_word
from xlsrc.words.volumes import volume_words
from xlsrc.words.without_year import alike_broken, no_year_before, what_broke, without_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.words.movers import Mover

MOST_SENTENCES: Final = 6
MOST_MOVERS: Final = 3
NAMED: Final = 3
TOPIC_LETTERS: Final = 26
"""Letters that a topic has room for: the names of two that have not stand in the sentence."""

LETTERS: Final = 160
"""Letters that a line has room for: what is only good to know is left out of a longer one."""

EARLY: Final = 0.7
"""Of a year's change, the share in its first half from which it was early."""

ALL_CRIME: Final = "All crime"
NOT_COMPARABLE: Final = "Not comparable"
_HALF_YEAR: Final = 6
_YEAR: Final = 12

Line = tuple[str, str]


def board_sentences(dashboard: Dashboard) -> tuple[Line, ...]:
    """At most six (topic, sentence) pairs for the board.

    What moved, the surest first; all recorded crime; what cannot be compared with the year before
    and why; how the actions stand; what there is to decide. Illustrative figures are never put
    before the board as findings.
    """
    last = [one for one in (actions_sentence(dashboard), decision_sentence(dashboard)) if one]
    headlines = [
        one
        for one in dashboard.assessments
        if one.indicator.headline and not one.illustrative and volume_words(one)
        if not is_weighted(one)
    ]
    moved = _chosen(movers(dashboard))
    shown = [mover.assessment for mover in moved]
    total = _total(dashboard, headlines, shown)
    middle = [] if total is None else [_all_crime(total, dashboard)]
    broken = [one for one in headlines if one.change.broken_by is not None]
    apart = [one for one in broken if one is not total and one not in shown]
    if broken:
        middle.append(_not_comparable(broken, headlines))
    room = MOST_SENTENCES - len(last) - len(middle)
    lines = _mover_lines(moved, room)
    # Where next to nothing can be compared, what can be said all the same takes the room.
    others = [] if lines else [(one.label, without_year(one)) for one in apart]
    return (*lines, *middle, *others[: room - len(lines)], *last)


def _total(
    dashboard: Dashboard, headlines: Sequence[Assessment], shown: Sequence[Assessment]
) -> Assessment | None:
    """All recorded crime; where nothing counts it, the first headline that has no line yet."""
    whole = all_crime(dashboard)
    if whole is not None and volume_words(whole):
        return whole
    free = (one for one in headlines if one not in shown)
    return next((one for one in free if one.change.broken_by is None), None)


def _all_crime(total: Assessment, dashboard: Dashboard) -> Line:
    """``28,538, +1 %: no clear change. Drug trafficking added 608; the rest fell 434.``."""
    topic = ALL_CRIME if total is all_crime(dashboard) else total.label
    volume = volume_words(total)
    if total.change.broken_by is not None:
        return topic, without_year(total)
    if total.change.difference is None:
        said = f"{volume}; {no_year_before(total)}."
    else:
        moved = (
            changes.change(total)
            if total.change.percent is None
            else wording.percent(total.change.percent)
        )
        said = f"{volume}, {moved}: {_all_crime_verdict(total)}."
        driver = offence_clause(total)
        said += f" {driver}." if driver else ""
    return topic, _with_room(said, _outside_clause(total), _by_harm(dashboard))


def _all_crime_verdict(total: Assessment) -> str:
    """``no clear change``; where a doubt leaves none, what the change could be."""
    could = doubt_in_short(total.change).rstrip(".")
    words = lower_first(is_it_real(total))
    why = words.partition(": ")[2]
    if total.change.certainty is None and could:
        return f"{lower_first(could)}, so nobody can say ({why})" if why else lower_first(could)
    return words


def _by_harm(dashboard: Dashboard) -> str:
    """``Weighted by harm −4 %: no clear change.``; '' where nothing is weighted, or compared."""
    harm = next(filter(is_weighted, dashboard.assessments), None)
    if harm is None or harm.change.percent is None or harm.change.certainty is None:
        return ""
    moved = wording.percent(harm.change.percent)
    return f"Weighted by harm {moved}: {lower_first(is_it_real(harm))}."


def _not_comparable(broken: Sequence[Assessment], headlines: Sequence[Assessment]) -> Line:
    """Which headlines have no year before and why, and which of them are late."""
    alike = [one for one in alike_broken(headlines) if one in broken]
    change = alike[0].change.broken_by if alike else None
    why = "" if change is None else f" ({what_broke(change)})"
    if len(broken) == len(headlines):
        who = "No headline indicator can be compared with the year before"
    elif len(alike) > NAMED:
        who = f"{len(alike)} of {len(headlines)} headline indicators with the year before"
    else:
        names = [one.label for one in alike]
        who = f"{_names(names)} with the year before"
    late = {one.as_at: late_word(one) for one in alike if one.late and one.as_at is not None}
    said = f"{who}{why}"
    if len(late) == 1:
        ((month, word),) = late.items()
        number = sum(one.late for one in alike)
        subject = "all are" if number == len(alike) and number > 1 else f"{number} are"
        subject = "it is" if len(alike) == 1 else subject
        said += f"; {subject} {word}, to {month.name}" if month else ""
    return NOT_COMPARABLE, f"{said}."


def _mover_lines(moved: Sequence[Mover], room: int) -> list[Line]:
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
    return [_alone(group[0]) if len(group) == 1 else _together(group) for group in groups]


def _chosen(found: Sequence[Mover]) -> Sequence[Mover]:
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


def _alone(mover: Mover) -> Line:
    one = mover.assessment
    volume, moved = volume_words(one), changes.change(one)
    if one.change.difference is None:
        said = volume if one.change.broken_by is not None else f"{volume}; {no_year_before(one)}"
        return one.label, f"{said}. {_outside_clause(one)}"
    peers = _peers([mover])
    said = f"{volume}, {moved}. {mover.real}{f'; {peers}' if peers else ''}."
    more = (_outside_clause(one), level_clause(one), driver_sentence(one), _quarter_clause(one))
    return one.label, _with_room(said, *more)


def _together(pair: Sequence[Mover]) -> Line:
    """``Real falls``: ``Theft from a motor vehicle 1,763, 488 fewer (−22 %); burglary …``."""
    first, second = (mover.assessment for mover in pair)
    figures = [f"{volume_words(one)}, {changes.change(one)}" for one in (first, second)]
    real = [mover.real for mover in pair]
    if real[0] == real[1]:
        verdict = upper_first(f"{real[0].removeprefix('A ').replace(' a real', ' real')}s")
    else:
        sure = real[0].startswith("A real")
        verdict = f"Real {pair[0].way}s, the {'second' if sure else 'first'} probably"
    peers = _peers(pair)
    topic = f"{first.label}, {lower_first(second.label)}"
    if len(topic) <= TOPIC_LETTERS:
        said = f"{figures[0]}, and {figures[1]}. {verdict}{f'; {peers}' if peers else ''}."
    else:
        topic = verdict.partition(",")[0]
        less_sure = "" if topic == verdict else f", {verdict.partition(', ')[2]}"
        said = f"{first.label} {figures[0]}; {lower_first(second.label)} {figures[1]}{less_sure}."
        said += f" {peers}." if peers else ""
    levels = [
        clause.replace("Its level", f"{one.indicator.name}'s level")
        if clause.startswith("Its level")
        else f"{one.indicator.name}: {lower_first(clause)}"
        for one in (first, second)
        if (clause := level_clause(one) or _outside_clause(one))
    ]
    return topic, _with_room(said, *levels)


def _peers(group: Sequence[Mover]) -> str:
    """``London boroughs −18 % and −10 %``: how the peers moved; '' where that is not known."""
    known = [mover.peers_percent for mover in group]
    name = group[0].assessment.peers.group
    if name is None or any(percent is None for percent in known):
        return ""
    return f"{name} {listed([wording.percent(percent or 0) for percent in known])}"


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


def _outside_clause(assessment: Assessment) -> str:
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


def _with_room(said: str, *more: str) -> str:
    """A sentence, and of what else could be said what a line has room for."""
    for part in more:
        if part and len(said) + 1 + len(part) <= LETTERS:
            said += f" {part}"
    return said


def _names(names: Sequence[str]) -> str:
    """``Domestic abuse and hate crime``: of several names in a row only the first begins large."""
    return listed([names[0], *map(lower_first, names[1:])])
