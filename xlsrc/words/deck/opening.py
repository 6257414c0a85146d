"""The first two slides: the answer, and everything that moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.drivers.drivers import is_police_activity
from xlsrc.measures.change import FALSE_CHANGES
from xlsrc.words.by_chance import about
from xlsrc.words.deck.findings import rises
from xlsrc.words.deck.phrases import is_or_are, moved_by, named, number
from xlsrc.words.deck.slide import SlideWords, told
from xlsrc.words.letters import lower_first, upper_first
from xlsrc.words.movers import is_weighted
from xlsrc.words.verdicts import is_it_real
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.words.deck.findings import Findings
    from xlsrc.words.deck.slide import Said

MOST_KEYS: Final = 4
MOST_MOVED: Final = 7
"""Rows of the second slide above all recorded crime."""

MOST_LED: Final = 3
"""Movers that the answer names."""


def answer(found: Findings, decision: Said) -> SlideWords:
    """What changed, in the slide's title; and what there is to decide."""
    moved = led(found)
    up = [one for one in moved if rises(one)]
    down = [one for one in moved if not rises(one)]
    parts = [part for part in (_together(up, "up"), _together(down, "down")) if part]
    if parts:
        said = f"{upper_first('; '.join(parts))}. {_whole_after(found.whole)}".strip()
    else:
        said = _nothing_moved(found)
    return SlideWords(
        title=said,
        subtitle=f"{_whose(found.dashboard)}  ·  12 months to {found.dashboard.as_at.name}",
        leads=told(decision),
    )


def _whose(dashboard: Dashboard) -> str:
    """``Barnet  ·  Partnership Board``: the area, unless the Board's own name has it."""
    board, area = dashboard.settings.board, dashboard.area.name
    return board if area.casefold() in board.casefold() else f"{area}  ·  {board}"


def led(found: Findings) -> tuple[Assessment, ...]:
    """The movers that the answer names: headlines, else whatever else changed for certain."""
    return (found.leading or found.changed)[:MOST_LED]


def key_figures(found: Findings) -> tuple[Assessment, ...]:
    """The indicators whose figures stand below the answer: all crime, and what moved."""
    whole = () if found.whole is None else (found.whole,)
    rest = [
        one
        for one in found.dashboard.assessments
        if one.indicator.headline and not one.illustrative and not is_weighted(one)
    ]
    moved = sorted(led(found), key=lambda one: not rises(one))
    ordered = (*whole, *moved, *rest)
    kept = {one.indicator.id: one for one in ordered if volume_words(one)}
    return tuple(kept.values())[:MOST_KEYS]


def _together(moved: Sequence[Assessment], way: str) -> str:
    """``burglary is down 14 %``; ``burglary is down 14 % and theft 22 %`` of two."""
    if not moved:
        return ""
    first, *others = [(named(one), moved_by(one)) for one in moved]
    said = f"{first[0]} {is_or_are(first[0])} {way} {first[1]}"
    rest = [f"{name} {by}" for name, by in others]
    return wording.listed([said, *rest])


def _whole_after(whole: Assessment | None) -> str:
    """All recorded crime, behind what moved."""
    if whole is None:
        return ""
    if whole.change.is_real is None:
        return (
            ""
            if whole.change.difference is None
            else "Whether crime as a whole changed cannot be said."
        )
    if not whole.change.is_real:
        return "Crime as a whole has not clearly changed."
    return f"Crime as a whole is {'up' if rises(whole) else 'down'} {moved_by(whole)}."


def _nothing_moved(found: Findings) -> str:
    tested = _tested(found.dashboard)
    if tested:
        said = f"None of {number(tested)} indicators has clearly changed on the year"
    else:
        said = "No indicator has two years that can be compared yet"
    whole = found.whole
    if whole is None or not volume_words(whole):
        return f"{said}."
    return f"{said}; {volume_words(whole)} offences were recorded."


def moves(found: Findings) -> SlideWords | None:
    """How many rose and fell by more than chance would give; ``None`` without a year before."""
    up = sum(map(rises, found.changed))
    down = len(found.changed) - up
    tested = _tested(found.dashboard)
    if not tested and not found.changed:
        return None
    if not found.changed:
        title = f"Nothing moved by more than chance would give: {tested} indicators were tested"
    else:
        parts = [f"{number(up)} rose" if up else "", f"{number(down)} fell" if down else ""]
        noun = "indicator" if up + down == 1 else "indicators"
        said = " and ".join(part for part in parts if part).split(" ", 1)
        title = f"{upper_first(said[0])} {noun} {said[1]} by more than chance would give"
    return SlideWords(
        title=title,
        subtitle=f"12 months to {found.dashboard.as_at.name} against the 12 before; "
        "strongest evidence first",
        foot=_by_chance(found, tested),
    )


def moved_rows(found: Findings) -> tuple[Assessment, ...]:
    """The rows of the second slide: what rose, what fell, what is invented; all crime last."""
    strongest = sorted(found.changed, key=lambda one: one.change.p or 0)[:MOST_MOVED]
    shown = [one for one in found.changed if one in strongest]
    shown += found.invented_changes[: MOST_MOVED - len(shown)]
    if not shown:
        shown = [one for one in (found.rise, found.fall) if one is not None]
    return (*shown, *(() if found.whole is None else (found.whole,)))


def _by_chance(found: Findings, tested: int) -> str:
    """How many would be called real by chance, what is police activity, and the harm beside it."""
    parts = []
    if tested:
        expected = about(tested * FALSE_CHANGES)
        parts.append(f"{tested} indicators were tested: {expected} of these could be chance.")
    more = len(found.changed) - MOST_MOVED
    if more > 0:
        parts.append(f"{more} more changed; the report lists them.")
    parts += [
        f"{one.indicator.name} {is_or_are(one.indicator.name)} mostly police activity."
        for one in found.changed
        if is_police_activity(one.indicator)
    ]
    harm = next((a for a in found.dashboard.assessments if is_weighted(a)), None)
    if harm is not None and harm.change.percent is not None:
        parts.append(
            f"{upper_first(harm.indicator.name)}: {wording.percent(harm.change.percent)}, "
            f"{lower_first(is_it_real(harm))}."
        )
    return " ".join(parts)


def _tested(dashboard: Dashboard) -> int:
    return sum(
        one.change.certainty is not None and not one.illustrative for one in dashboard.assessments
    )
