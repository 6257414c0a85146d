"""The line of all recorded crime: its count, and its harm beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.words import changes
from xlsrc.words.doubt import doubt_in_short
from xlsrc.words.driver_sentences import offence_clause
from xlsrc.words.letters import lower_first
from xlsrc.words.lines import with_room
from xlsrc.words.mover_lines import outside_clause
from xlsrc.words.movers import all_crime, is_weighted
from xlsrc.words.verdicts import is_it_real
from xlsrc.words.volumes import volume_words
from xlsrc.words.without_year import no_year_before, without_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.words.lines import Fits, Line

ALL_CRIME: Final = "All crime"
WEIGHTED: Final = "Weighted by harm"
HARM: Final = "Harm"
IN_ALL: Final = "As a whole"
"""The topic of a headline that stands for all crime and whose name has no room there."""


def whole(
    dashboard: Dashboard, headlines: Sequence[Assessment], shown: Sequence[Assessment]
) -> Assessment | None:
    """All recorded crime; where nothing counts it, the first headline that has no line yet."""
    crime = all_crime(dashboard)
    if crime is not None and volume_words(crime):
        return crime
    free = (one for one in headlines if one not in shown)
    return next((one for one in free if one.change.broken_by is None), None)


def whole_line(total: Assessment, dashboard: Dashboard, fits: Fits) -> Line:
    """``28,538, +1 %: no clear change. Drug trafficking added 608; the rest fell 434.``."""
    topic = ALL_CRIME if total is all_crime(dashboard) else total.label
    named = fits(topic, "")
    name, topic = ("", topic) if named else (f"{topic}: ", IN_ALL)
    if total.change.broken_by is not None:
        return topic, f"{name}{without_year(total)}"
    if total.change.difference is None:
        said = f"{name}{volume_words(total)}; {no_year_before(total)}."
        return with_room(topic, said, (_by_harm(dashboard), outside_clause(total)), fits)
    moved = (
        changes.change(total)
        if total.change.percent is None
        else wording.percent(total.change.percent)
    )
    said = f"{name}{volume_words(total)}, {moved}{_how_sure(total)}."
    driver = offence_clause(total)
    harm = _by_harm(dashboard)
    # Room for harm in its shortest form is kept: it may tell another story than the count.
    kept = with_room(topic, said, (harm[-1] if harm else "",), fits)[1].removeprefix(said)
    if driver and fits(topic, f"{said} {driver}.{kept}"):
        said = f"{said} {driver}."
    return with_room(topic, said, (harm, outside_clause(total)), fits)


def _how_sure(assessment: Assessment) -> str:
    """``: no clear change``; where a doubt leaves no verdict, what the change could be."""
    words = lower_first(is_it_real(assessment))
    could = lower_first(doubt_in_short(assessment.change).rstrip("."))
    if assessment.change.certainty is None and could:
        return f" ({could}{words.removeprefix('cannot say')})"
    return f": {words}"


def _by_harm(dashboard: Dashboard) -> tuple[str, ...]:
    """``Weighted by harm −4 %: no clear change.`` and shorter forms of it; () where nothing is
    weighted, or compared. What is in doubt says what it could be, or that it is.
    """
    harm = next(filter(is_weighted, dashboard.assessments), None)
    if harm is None or harm.change.percent is None:
        return ()
    moved, verdict = wording.percent(harm.change.percent), lower_first(is_it_real(harm))
    if harm.change.certainty is not None:
        return tuple(f"{what} {moved}: {verdict}." for what in (WEIGHTED, HARM))
    could = lower_first(doubt_in_short(harm.change).rstrip("."))
    forms = [f"{WEIGHTED} {moved} ({could})."] if could else []
    return (*forms, f"{WEIGHTED} {moved}, in doubt.", f"{HARM} {moved}, in doubt.")
