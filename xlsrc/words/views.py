"""The analyst's views beside the figures: what month they speak of, and whether data moved on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from xlsrc.domain.month import MONTH_NAMES
from xlsrc.words import commentary

if TYPE_CHECKING:
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.commentary import Evidence, View
    from xlsrc.domain.indicator import Section
    from xlsrc.domain.month import Month

REPORTED: Final = "reported"
NO_LONGER_REPORTED: Final = "no longer reported"
QUOTES: Final = '“”" '
MARK_DIGITS: Final = 8
"""Digits of each half of a mark: enough to see that a text is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Whether a view still fits its figures.

    ``mark`` tells the next refresh which words it was, and beside which drafted text they were
    written; ``needs`` says why the view should be looked at again, ``""`` when it need not be.
    """

    speaks_of: Month | None
    mark: str
    needs: str


NO_VIEW: Final = Review(speaks_of=None, mark="", needs="")


def review(view: View | None, data_to: Month | None, draft: str) -> Review:
    """What a view speaks of, and whether the data have moved on since it was written.

    A view that is new or reworded since the last refresh speaks of the figures that the workbook
    showed then, which its writer had before them; typing a month beside it confirms it for that
    month. ``data_to`` is the last month of the figures now, ``draft`` their drafted text.
    """
    if view is None or not view.text:
        return NO_VIEW
    words = _digest(f"{view.confirmed_for or ''} {view.text}")
    known_words, _, facts = view.mark.partition("-")
    speaks_of = view.speaks_of
    if words != known_words:
        speaks_of = view.confirmed_for or view.data_to or data_to
        facts = _digest(view.draft or draft)
    return Review(
        speaks_of=speaks_of,
        mark=f"{words}-{facts}",
        needs=_why(speaks_of, data_to, is_as_written=facts == _digest(draft)),
    )


def _why(speaks_of: Month | None, data_to: Month | None, *, is_as_written: bool) -> str:
    if data_to is None:
        return "yes: there are no figures for it now"
    if speaks_of is None or speaks_of < data_to:
        written = f"written for {speaks_of.name}; " if speaks_of else ""
        return f"yes: {written}the figures now run to {data_to.name}"
    if speaks_of > data_to:
        return f"yes: written for {speaks_of.name}; these figures run to {data_to.name} only"
    return "" if is_as_written else f"yes: the figures to {data_to.name} have changed since"


def _digest(text: str) -> str:
    plain = " ".join(text.split())
    return hashlib.sha256(plain.encode(errors="surrogatepass")).hexdigest()[:MARK_DIGITS]


def view_of(dashboard: Dashboard, assessment: Assessment) -> tuple[str, Review]:
    """The analyst's text on an indicator, ``""`` when there is none, with its review."""
    view = next(
        (v for v in dashboard.settings.views if v.indicator_id == assessment.indicator.id), None
    )
    found = review(view, assessment.as_at, commentary.what_it_shows(assessment))
    return (view.text if view else "", found)


def heard(dashboard: Dashboard, section: Section) -> Evidence | None:
    """The newest piece of evidence linked to a section or to one of its indicators."""
    return next(iter(evidence_on(dashboard, section)), None)


def evidence_on(dashboard: Dashboard, section: Section) -> list[Evidence]:
    """All evidence linked to a section or to one of its indicators.

    What is linked to the section itself goes before what is linked to an indicator; newest first.
    """
    ids = {section.id} | {i.id for i in dashboard.settings.of_section(section)}
    linked = [e for e in dashboard.settings.evidence if ids & set(e.linked_to)]
    return sorted(
        linked,
        key=lambda e: (section.id in e.linked_to, e.date.toordinal() if e.date else 0),
        reverse=True,
    )


def heard_sentence(evidence: Evidence) -> str:
    """``“I sleep better since the new door.” Resident, Childs Hill, Nov 2025``."""
    words = f"“{evidence.words.strip(QUOTES)}”" if evidence.is_quote else evidence.words
    day = evidence.date
    date = f", {MONTH_NAMES[day.month - 1][:3]} {day.year}" if day else ""
    source = f"{evidence.source}{date}".lstrip(", ")
    return f"{words} {source}".strip()
