"""All indicators: one table row an indicator, with a word wherever there is no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from workbook.block import Block, TableBlock
from workbook.house.wording import POLARITY_WORDS, percent_absent, year_before_absent
from workbook.layout.figure_tables import ALL_INDICATORS_TABLE
from xlsrc.domain import wording
from xlsrc.words.commentary import what_it_shows

if TYPE_CHECKING:
    from workbook.block import Cell, Row, Write
    from xlsrc.assessment import Assessment, Dashboard
    from xlsrc.domain.month import Month
    from xlsrc.domain.settings import Settings

AS_AT_NAME: Final = "all_indicators.as_at"
COUNT: Final = "count"
PER_100: Final = "per 100"
NO_EXCEPTION: Final = "None"

HEADINGS: Final = {
    "volume_3m": "Last 3 months",
    "volume_3m_prior": "Same 3 a year before",
    "volume_12m": "Last 12 months",
    "volume_12m_prior": "Year before",
    "change": "Change",
    "change_pct": "Change %",
    "rate_per_1000": "Per 1,000",
    "peer_rate": "Peer rate",
    "target": "Target",
}
"""What the sheet calls the figures that an assessment's notes speak of."""


def blocks(dashboard: Dashboard) -> tuple[Write, ...]:
    """The whole table and the line that says how far the data run."""
    return (
        Block(AS_AT_NAME, ((f"Data to {dashboard.as_at.name}",),)),
        TableBlock(
            table=ALL_INDICATORS_TABLE.name,
            columns=ALL_INDICATORS_TABLE.headers,
            rows=tuple(_row(a, dashboard.settings) for a in dashboard.assessments),
        ),
    )


def values(assessment: Assessment, settings: Settings) -> dict[str, Cell]:
    """The cells of one indicator by heading: figures, or the word that stands for none."""
    indicator = assessment.indicator
    absent = wording.NO_DATA if assessment.as_at is None else wording.DOES_NOT_APPLY
    incomparable = year_before_absent(assessment)
    usual_low, usual_high = assessment.range_3m or (None, None)

    def shown(value: Cell, word: str = absent) -> Cell:
        return word if value is None else value

    def month(value: Month | None) -> Cell:
        return absent if value is None else value.first_day

    return {
        "Indicator": assessment.label,
        "Section": "; ".join(s.sheet for s in settings.sections if s.id in indicator.sections),
        "Unit": PER_100 if indicator.is_share else COUNT,
        "Status": assessment.status.value,
        "Data to": month(assessment.as_at),
        "Last 3 months": shown(assessment.volume_3m),
        "Same 3 a year before": shown(assessment.volume_3m_prior),
        "Usual range, low": shown(usual_low),
        "Usual range, high": shown(usual_high),
        "Last 12 months": shown(assessment.volume_12m),
        "Year before": shown(assessment.volume_12m_prior, incomparable),
        "Change": shown(assessment.change, incomparable),
        "Change %": _percent_change(assessment),
        "Is the change real?": assessment.change_words or absent,
        "p": shown(assessment.change_p, incomparable),
        "Per 1,000": shown(assessment.rate_per_1000),
        "Rate, low": shown(assessment.rate_low),
        "Rate, high": shown(assessment.rate_high),
        "Population year": shown(assessment.population_year),
        "Peer group": shown(assessment.peer_group),
        "Peer rate": shown(assessment.peer_rate),
        "Rank": shown(assessment.rank),
        "Of": shown(assessment.rank_of),
        "Against peers": shown(
            assessment.benchmark and assessment.benchmark[:1].upper() + assessment.benchmark[1:]
        ),
        "Target": shown(assessment.target),
        "RAG": shown(assessment.rag),
        "Latest month": shown(assessment.observed),
        "Expected": shown(assessment.expected),
        "Expected, low": shown(assessment.expected_low),
        "Expected, high": shown(assessment.expected_high),
        "z, one month": shown(assessment.z1),
        "z, six months": shown(assessment.z6),
        "Exception": assessment.exception or (absent if assessment.z1 is None else NO_EXCEPTION),
        "Exception since": month(assessment.exception_since),
        "New or known": shown(assessment.exception_status),
        "XmR mean": shown(assessment.xmr_mean),
        "XmR lower": shown(assessment.xmr_lower),
        "XmR upper": shown(assessment.xmr_upper),
        "Polarity": POLARITY_WORDS[indicator.polarity].partition(":")[0],
        "Source": indicator.source.value,
        "Vintage": assessment.vintage or absent,
        "Illustrative": "‡ invented" if assessment.illustrative else "no",
        "What it shows": what_it_shows(assessment) or absent,
        "Notes": ". ".join(map(_note, assessment.notes)) or absent,
    }


def _row(assessment: Assessment, settings: Settings) -> Row:
    cells = values(assessment, settings)
    return tuple(cells[header] for header in ALL_INDICATORS_TABLE.headers)


def _note(note: str) -> str:
    """A note with the sheet's own name for the figure: ``Change %: shown as a count only``."""
    figure, colon, reason = note.partition(": ")
    return f"{HEADINGS.get(figure, figure)}{colon}{reason}"


def _percent_change(assessment: Assessment) -> Cell:
    """The change as a fraction, which the cell's format shows in per cent."""
    if assessment.change_pct is not None:
        return assessment.change_pct / 100
    if assessment.change is not None and assessment.indicator.is_share:
        return wording.DOES_NOT_APPLY  # a share's change is in points
    return percent_absent(assessment)
