"""A line of words for the Board: whole, or shortened by whole parts, the least first."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Line = tuple[str, str]
"""A topic and its sentence."""

Fits = Callable[[str, str], bool]
"""Whether a topic has room, and its sentence beside it; with an empty sentence only the topic."""

TOPIC_LETTERS: Final = 26
LETTERS: Final = 166
"""Letters that a topic and a sentence have room for where nobody measures them."""

_END: Final = re.compile(r"[.;:]\s|\?\s")


def few_letters(topic: str, sentence: str) -> bool:
    """Whether a line is short, by its letters."""
    return len(topic) <= TOPIC_LETTERS and len(sentence) <= LETTERS


def with_room(topic: str, said: str, parts: Iterable[str | tuple[str, ...]], fits: Fits) -> Line:
    """A sentence, and of what else could be said what the line has room for, in its order.

    A part in several forms, the longest first, is said in the first that has room.
    """
    for part in parts:
        forms = (part,) if isinstance(part, str) else part
        longer = (f"{said} {form}" for form in forms if form)
        said = next((text for text in longer if fits(topic, text)), said)
    return topic, said


def shortened(topic: str, sentence: str, fits: Fits) -> Line:
    """The line without its last clauses, as many as it has no room for; its first one is whole."""
    while not fits(topic, sentence):
        shorter = _without_last(sentence)
        if not shorter:
            break
        sentence = shorter
    return topic, sentence


def first_that_fits(topic: str, forms: Iterable[str], fits: Fits) -> Line:
    """The first of the forms that has room; of none the last, shortened."""
    last = ""
    for form in forms:
        last = form
        if fits(topic, form):
            return topic, form
    return shortened(topic, last, fits)


def _without_last(sentence: str) -> str:
    """The sentence without its last clause outside brackets; '' where it has only one."""
    ends = [
        found
        for found in _END.finditer(sentence.rstrip())
        if sentence.count("(", 0, found.start()) == sentence.count(")", 0, found.start())
        if sentence.count("[", 0, found.start()) == sentence.count("]", 0, found.start())
    ]
    if not ends:
        return ""
    last = ends[-1]
    kept = sentence[: last.start()]
    return f"{kept}?" if last.group().startswith("?") else f"{kept}."
