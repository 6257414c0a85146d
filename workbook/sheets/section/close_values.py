"""What ends a section's pages: further indicators, what is counted, and what was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.house import wording
from workbook.house.style import BODY_SIZE, LABEL_SIZE
from workbook.house.text_width import fits, wrapped
from workbook.sheets.plan.words import shortened
from workbook.sheets.section import layout as blocks
from workbook.sheets.section.columns import LAST_COLUMN, QUARTERS, narrowed
from workbook.sheets.section.order import assessed
from workbook.sheets.section.overview_values import views
from workbook.sheets.section.pages import HEARD_LINES, section_pages
from xlsrc.domain.action import ILLUSTRATIVE_MARK
from xlsrc.domain.wording import DOES_NOT_APPLY
from xlsrc.words.outlook import trend_words
from xlsrc.words.verdicts import absent_word, is_it_real
from xlsrc.words.views import evidence_on, heard_sentence
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.block import Block
    from workbook.layout.named_block import NamedBlock
    from workbook.sheets.section.pages import SectionPages
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.commentary import Evidence
    from xlsrc.domain.indicator import Section

LINE_ROOM: Final = narrowed(0, LAST_COLUMN)
"""Points of a line across the page."""

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"
COUNTED: Final = "What is counted. "
LONG, REAL, CHANGE, VOLUME, NAME = "long", "real", "change", "volume", "name"
SHORT_FORMS: Final = (REAL, CHANGE, VOLUME, NAME)
"""How much a line says of an indicator, the first form that there is room for."""

NOTHING_HEARD: Final = "Nothing is recorded on the sheet What we heard."
SHORTEST_DEFINITION: Final = 20
"""Letters of a definition that are never cut."""


def close(dashboard: Dashboard, section: Section) -> list[Block]:
    """The blocks that end a section's pages."""
    assessments = assessed(dashboard, section)
    pages = section_pages(len(assessments), is_priority=section.is_priority)
    written = []
    if pages.also:
        rest = assessments[pages.panels :]
        lines = also_lines(rest, has_page=bool(pages.small))
        also = blocks.ALSO.of(section=section.id).with_rows(pages.also)
        written.append(also.filled(*({"line": line} for line in lines)))
    if pages.beside:
        return [*written, *_beside(dashboard, section, pages)]
    if pages.counted:
        titled = bool(section.is_priority and pages.small)
        shown = assessments[pages.panels :]
        above = views(dashboard, shown, pages.views) if pages.views else ()
        left = pages.views + pages.counted - len(above)
        lines = above + counted(assessments, left, "" if titled else COUNTED)
        counts = blocks.COUNTED.of(section=section.id).with_rows(pages.views + pages.counted)
        written.append(counts.filled(*({"line": line} for line in lines)))
    if pages.heard:
        lines = tuple(_heard(evidence_on(dashboard, section)[: pages.heard]))
        heard = blocks.HEARD.of(section=section.id).with_rows(pages.heard)
        written.append(heard.filled(*({"heard": line} for line in lines)))
    return written


def _beside(dashboard: Dashboard, section: Section, pages: SectionPages) -> list[Block]:
    """What is counted, and what was heard, each in one cell beside the last small panels."""
    assessments = assessed(dashboard, section)
    wide = narrowed(QUARTERS[pages.beside], LAST_COLUMN, wraps=True)
    shown = assessments[pages.panels :]
    above = views(dashboard, shown, pages.views, wide) if pages.views else ()
    left = pages.views + pages.counted - len(above)
    text = counted_text(assessments, left, room=wide, between="\n")
    if not all(one.indicator.definition in text for one in assessments):
        text = counted_text(assessments, left, room=wide)
    written = [_cell(blocks.COUNTED, section, (*above, text))]
    if pages.heard:
        heard = _heard_beside(evidence_on(dashboard, section), wide)
        written.append(_cell(blocks.HEARD, section, heard))
    return written


def _cell(declared: NamedBlock, section: Section, lines: Iterable[str]) -> Block:
    return declared.of(section=section.id).with_rows(1).written(("\n".join(lines),))


def _heard_beside(evidence: Sequence[Evidence], wide: float) -> list[str]:
    """As many sentences as the cell has lines for, the first of them always."""
    most = HEARD_LINES - 1
    said: list[str] = []
    for one in evidence:
        tail = f" {ILLUSTRATIVE_MARK}" if one.illustrative else ""
        text = shortened(heard_sentence(one) + tail, wide, BODY_SIZE, lines=most)
        if len(wrapped("\n".join((*said, text)), wide, BODY_SIZE)) > most:
            break
        said.append(text)
    return said or [NOTHING_HEARD]


def also_lines(rest: Sequence[Assessment], *, has_page: bool) -> tuple[str, ...]:
    """The indicators that have no panel on the page: in one line where the next page has them,
    else a line each with the figures.
    """
    if not has_page:
        return tuple(shortened(f"Also: {_in_short(one)}", LINE_ROOM, LABEL_SIZE) for one in rest)
    start = "On the next page: "
    forms = [start + " · ".join(_in_short(one, form) for one in rest) for form in SHORT_FORMS]
    said = next((one for one in forms if fits(one, LINE_ROOM, LABEL_SIZE)), forms[-1])
    return (shortened(said, LINE_ROOM, LABEL_SIZE),)


def _in_short(one: Assessment, form: str = LONG) -> str:
    """``Bicycle theft 190, −36 (−16 %), no clear change``; with trend and peers where long."""
    volume = volume_words(one)
    if form == NAME:
        return one.label
    if not volume:
        return f"{one.label}: {absent_word(one)}"
    parts = [f"{one.label} {volume}"]
    if form != VOLUME:
        parts.append(wording.change(one))
    if one.change.difference is not None and form not in (VOLUME, CHANGE):
        parts.append(is_it_real(one).lower())
    if form == LONG:
        trend = trend_words(one)
        peers = wording.against_peers(one)
        parts += [f"level: {trend}"] if trend else []
        parts += [f"against peers: {peers.lower()}"] if peers != DOES_NOT_APPLY else []
    return ", ".join(parts)


def counted(assessments: Sequence[Assessment], lines: int, start: str = "") -> tuple[str, ...]:
    """The lines across the page of `counted_text`."""
    text = counted_text(assessments, lines, start)
    return wrapped(text, LINE_ROOM, LABEL_SIZE)[:lines]


def counted_text(
    assessments: Sequence[Assessment],
    lines: int,
    start: str = "",
    *,
    room: float = LINE_ROOM,
    between: str = " · ",
) -> str:
    """What each indicator counts, in at most so many lines of a width in points.

    Every definition stands there; caveats as far as there is room, those of the first indicators
    first. Definitions so long that they do not fit are cut to the same length.
    """
    names = [one.label.replace(" ", NO_BREAK_SPACE) for one in assessments]

    def text_of(texts: Sequence[str]) -> str:
        named = (f"{name}: {text}" for name, text in zip(names, texts, strict=True))
        return start + between.join(named)

    def has_room(texts: Sequence[str]) -> bool:
        return len(wrapped(text_of(texts), room, LABEL_SIZE)) <= lines

    definitions = [_sentence(one.indicator.definition or DOES_NOT_APPLY) for one in assessments]
    caveats = [one.indicator.caveats for one in assessments]
    longest = max((len(one) for one in definitions), default=0)
    while not has_room(definitions) and longest > SHORTEST_DEFINITION:
        longest -= 5
        definitions = [_cut(one, longest) for one in definitions]
    said: dict[str, None] = {}
    for at, caveat in enumerate(caveats):
        # What is true of several is said once.
        longer = [*definitions]
        longer[at] = f"{definitions[at]} {caveat}"
        if caveat and caveat not in said and has_room(longer):
            definitions = longer
            said[caveat] = None
    return text_of(definitions)


def _cut(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip(' …')}…"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", DOES_NOT_APPLY)) else f"{text}."


def _heard(evidence: Sequence[Evidence]) -> list[str]:
    return [_line(one) for one in evidence] or [NOTHING_HEARD]


def _line(evidence: Evidence) -> str:
    tail = f" {ILLUSTRATIVE_MARK}" if evidence.illustrative else ""
    return shortened(heard_sentence(evidence) + tail, LINE_ROOM, BODY_SIZE)
