"""What never changes on Cover: how to read the sheets, the three questions, the draft's line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.marks import ILLUSTRATIVE_LOOK, STATUS_LOOKS
from workbook.house.style import QUIET
from workbook.layout.edition import Audience
from xlsrc.domain.status import Status
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, NOT_COMPARABLE, TOO_FEW

if TYPE_CHECKING:
    from collections.abc import Mapping

TITLE: Final = "Safer Communities dashboard"
DRAFT: Final = "DRAFT"
MEANS: Final = (
    "Not yet published: figures may change and must not be quoted. Publishing takes this line away."
)

_BOLD: Final[dict[str, Any]] = {"bold": True}
_ABSENT: Final[dict[str, Any]] = {"font_color": QUIET, "italic": True}

LEGEND: Final[tuple[tuple[str, Mapping[str, Any], str], ...]] = (
    (Status.WORSE, STATUS_LOOKS[Status.WORSE], "Changed for the worse, beyond chance"),
    (Status.BETTER, STATUS_LOOKS[Status.BETTER], "Changed for the better, beyond chance"),
    (Status.STEADY, {}, "No clear change on a year ago"),
    (Status.CONTEXT, STATUS_LOOKS[Status.CONTEXT], "No good or bad direction: for context"),
    (Status.CANNOT_SAY, STATUS_LOOKS[Status.CANNOT_SAY], "Not comparable, too few, or no data"),
    ("A real rise", _BOLD, "Chance is an unlikely reason (1 in 100)"),
    ("Probably a real rise", _BOLD, "Chance is a less likely reason (1 in 20)"),
    ("↗ rising  ↘ falling", _BOLD, "Where the level goes, season taken out"),
    ("797–1,061", {}, "Usual range: 19 quarters in 20 inside it"),
    ("↑ 797–1,061", _BOLD, "Above it, and still in force (↓ below)"),
    ("likely … unlikely", {}, "Chance of meeting a target by its date"),
    ("ASB ‡", ILLUSTRATIVE_LOOK, "ILLUSTRATIVE: replace with a real return"),
    (NOT_COMPARABLE, {"font_color": QUIET}, "Not comparable with the year before"),
    (TOO_FEW, _ABSENT, "Under 20: counts shown, no percentage"),
    (NO_DATA, _ABSENT, "Not supplied. Never shown as 0"),
    (DOES_NOT_APPLY, {"font_color": QUIET}, "Does not apply, or not worked out"),
)
"""What the sheets' words and symbols look like and mean; Help says it in full."""

QUESTIONS: Final = (
    ("What are the trends?", "Summary; the top of each section's page; Map"),
    ("What is being done?", "The foot of each priority's page; Actions"),
    ("Does it make a difference?", "Impact: change against peers"),
)
"""The three questions, and where they are answered."""

AT_LEAST: Final[tuple[str, Mapping[str, Any], str]] = (
    "≥ 62",
    {},
    "At least: months of 1–4 are in it",
)
"""What a public edition's figures mean beside those of every workbook."""

_AS_PUBLISHED: Final = (
    "What an edition is",
    (
        "The figures, sentences and charts as they were on the day of the edition. Nothing changes "
        "when it is opened; what a source restates later, a later edition says."
    ),
)
EDITION_NOTES: Final = {
    Audience.RESTRICTED: (
        _AS_PUBLISHED,
        (
            "Whom it is for",
            (
                "Members of the board, for its work. It has counts of under 5, partners' own "
                "figures and what members wrote for one another. Do not pass it on or quote from "
                "it: the public edition is for that."
            ),
        ),
    ),
    Audience.PUBLIC: (
        _AS_PUBLISHED,
        (
            "How few are shown",
            (
                "1–4: a count from 1 to 4. [c]: withheld, since with it one of those could be "
                "worked out. ≥: at least, where such months are in a sum. A gap in a chart can be "
                "one, too."
            ),
        ),
    ),
}
"""What an edition says of itself below its contents: titles, each with its text."""

EDITION_QUESTIONS: Final = (
    QUESTIONS[0],
    ("What is being done?", "The foot of each priority's page; Impact"),
    QUESTIONS[2],
)
"""The same in an edition, which has no sheet Actions."""

BUTTONS: Final = (("Refresh", "sc_refresh"), ("Export PDF: the board's set", "sc_export_pdf"))
"""The two buttons of the page; all are on Help."""
