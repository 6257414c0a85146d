"""The slides of what is to come: the outlook, and what the Board is to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.domain.action import ILLUSTRATIVE_MARK, ActionStatus, unmarked
from xlsrc.words.action_sentences import tracked_on
from xlsrc.words.asks import ask
from xlsrc.words.decision import decision_sentence
from xlsrc.words.deck.decision import Evidence, evidence
from xlsrc.words.deck.phrases import is_or_are, mark, named, number, without_unit
from xlsrc.words.deck.slide import ASK, SlideWords, told
from xlsrc.words.letters import lower_first, upper_first
from xlsrc.words.outlook import (
    ABOUT_EVEN,
    AS_IT_HAS,
    CHANCES,
    chance_words,
    next_months,
    spell_words,
)

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.words.deck.findings import Findings
    from xlsrc.words.deck.slide import Said

LIKELY: Final = CHANCES[0][0]
UNLIKELY: Final = CHANCES[-2][0]
MOST_LATE: Final = 4


def outlook(found: Findings) -> SlideWords | None:
    """Which targets will be met, and the next quarter; ``None`` where nothing is foretold."""
    if not found.targets and not found.foretold:
        return None
    drawn = found.drawn
    subtitle = "What is foretold so far"
    if drawn is not None:
        subtitle = f"{without_unit(drawn.label)} by month, with its usual range"
        if drawn.foretells and drawn.as_at is not None:
            subtitle += f" and the outlook to {(drawn.as_at + 3).name}"
    return SlideWords(
        title=_targets_title(found) if found.targets else _foretold_title(found.foretold[0]),
        subtitle=subtitle,
        foot=f"{upper_first(AS_IT_HAS)}: no allowance is made for new work or for shocks.",
    )


def _targets_title(found: Findings) -> str:
    likely = [one for one in found.targets if (one.target.chance or 0) >= LIKELY]
    unlikely = [one for one in found.targets if (one.target.chance or 0) < UNLIKELY]
    total = len(found.targets)
    if total == 1:
        one = found.targets[0]
        word = met_words(one)
        met = (
            "as likely to meet its one target as not"
            if word == ABOUT_EVEN
            else (f"{word} to meet its one target")
        )
        name = without_unit(one.label)
        first = f"{name} {is_or_are(name)} {met} {AS_IT_HAS}"
    elif not likely:
        first = f"None of {number(total)} targets is likely to be met {AS_IT_HAS}"
    else:
        verb = "is" if len(likely) == 1 else "are"
        first = (
            f"{upper_first(number(len(likely)))} of {number(total)} targets {verb} likely to be "
            f"met {AS_IT_HAS}: {wording.some([named(one) for one in likely], 2)}"
        )
    worst = unlikely[-1:]
    return (
        f"{first}; {named(worst[0])} {is_or_are(named(worst[0]))} not"
        if worst and likely and total > 1
        else first
    )


def _foretold_title(one: Assessment) -> str:
    return (
        f"{without_unit(one.label)}: {next_words(one)} expected in {next_months(one)}, {AS_IT_HAS}"
    )


def next_words(one: Assessment) -> str:
    """``324–560``: the range of the next three months."""
    if one.usual.next_quarter is None:
        return wording.DOES_NOT_APPLY
    return spell_words(one.usual.next_quarter, is_share=one.indicator.is_share)


def met_words(one: Assessment) -> str:
    """``likely``: whether the target will be met."""
    return "" if one.target.chance is None else chance_words(one.target.chance)


def decision(found: Findings) -> SlideWords | None:
    """One question for the Board; ``None`` where nothing calls for one."""
    said = decision_sentence(found.dashboard)
    if said is None:
        return None
    topic, sentence = said
    question, rest = parted(sentence)
    facts = evidence(found.dashboard, sentence)
    tail = mark(illustrative=ILLUSTRATIVE_MARK in topic and ILLUSTRATIVE_MARK not in question)
    return SlideWords(
        title=f"{unmarked(topic)}: {lower_first(question)}{tail}",
        subtitle=_behind(rest, facts),
        leads=told(*_options(question, facts, found.dashboard), _also(found)),
        foot="" if facts is None else facts.how_sure,
    )


def _behind(rest: str, facts: Evidence | None) -> str:
    """What a question rests on, in a line."""
    if facts is None:
        return rest or "What the figures and the tracker ask for"
    return f"{facts.assessment.label}: {lower_first(rest)}" if rest else facts.said


def parted(sentence: str) -> tuple[str, str]:
    """A question for the Board, and the evidence that stands behind it; '' for none."""
    before, found, after = sentence.partition("?")
    if not found:
        return sentence.strip(), ""
    # Square brackets stand around evidence that has round ones of its own.
    rest = after.strip().rstrip(".").translate({ord("["): None, ord("]"): None})
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    # What stands before a colon is why it is asked.
    return f"{before.strip()}?", upper_first(rest)


def _options(question: str, facts: Evidence | None, dashboard: Dashboard) -> tuple[Said, ...]:
    """What the Board can answer."""
    later = dashboard.as_at + 3
    wait = f"Keep to the plan; look again with the figures to {later.name}."
    if facts is not None and facts.rows:
        first = facts.rows[0].name
        names = wording.listed([row.name for row in facts.rows])
        one = (
            "A  Yes, now",
            f"In {names}; officers report on it with the figures to {later.name}.",
        )
        some = ("B  Begin with one", f"{first} first, where the rise is largest.")
        return (one, *((some,) if len(facts.rows) > 1 else ()), ("C  Not yet", wait))
    if "overdue" in question:
        return (
            ("A  Help", "Name what is missing, and who gives it."),
            ("B  A new date", "With the lead's word for it."),
            ("C  An end", "Say so, and close the action."),
        )
    return (("A  Yes", "With a lead and a date."), ("B  Not yet", wait))


def _also(found: Findings) -> Said:
    late = [o.action.ref for o in tracked_on(found.dashboard) if o.status is ActionStatus.OVERDUE]
    invented = any(one.action.illustrative for one in found.actions)
    if late:
        refs = wording.some(late, MOST_LATE)
        noun = "action" if len(late) == 1 else "actions"
        tail = " ‡" if invented else ""
        return (
            "Also for the Board",
            f"Hear why {noun} {refs} {'is' if len(late) == 1 else 'are'} overdue{tail}.",
        )
    if found.rise is not None and ask(found.rise):
        return ASK, ask(found.rise)
    return "", ""
