"""How an edition says what the working workbook says to those who fill it in.

An edition has no sheets of analysts to point to, and nobody replaces what is invented in it.
"""

from __future__ import annotations

from typing import Final

from workbook.layout.edition import Audience

_NOTHING_HEARD: Final = "Nothing is recorded on the sheet What we heard."
_NO_OBJECTIVE: Final = (
    "Write your strategy's objective here (an example priority: rename or replace it on Settings)"
)
NOT_HEARD: Final = {
    Audience.RESTRICTED: "Nothing is recorded.",
    Audience.PUBLIC: "What people told the board is not part of a public edition.",
}
"""Of a public edition this is so whether or not anything is recorded."""

WORDS: Final = {
    " … (all on Commentary)": " …",
    "figure or plan, until a real return or your own plan replaces it": (
        "figure or plan, for layout only"
    ),
    "doubtful: Data quality says why and what to do.": "doubtful: Data quality says why.",
    " See Duties.": "",
    "(example: replace with your strategy's wording)": "(example)",
    _NO_OBJECTIVE: "not set",
    " recorded in this workbook": " recorded",
    "No impact is asked about on the Outcomes sheet.": "No impact is estimated.",
    "No outputs are recorded on the Outputs sheet.": "No outputs are recorded.",
    "nothing is recorded on Actions, Outputs and Outcomes yet": "nothing is recorded yet",
    "ILLUSTRATIVE: replace with the board's own": "ILLUSTRATIVE: invented, for layout only",
    " is asked for on the Outcomes sheet.": " is made.",
    ": none is asked for on Outcomes": "",
    "figures recomputed by formula agree": "figures agree, worked out twice",
    "indicator and measure are chosen on Settings · ": "",
    ": choose the measure difference on Settings.": ".",
    ": choose another on Settings.": ".",
    "the table HarmWeights on Settings gives it": "the harm index gives it",
    "Every refresh judges the files": "The files are judged",
    "invented figures, replace with a real return": "invented figures, for layout only",
    "invented, replace with your own": "invented, for layout only",
    "ILLUSTRATIVE: replace with a real return": "ILLUSTRATIVE: invented, for layout only",
    "Write your strategy's objective here": "not written yet",
    "(an example priority: rename or replace it on Settings)": "(an example)",
}
"""Words of the working workbook, and those of every edition."""


def in_edition(text: str, audience: Audience) -> str:
    """A text as an edition has it."""
    if text == _NOTHING_HEARD:
        return NOT_HEARD[audience]
    for ours, theirs in WORDS.items():
        if ours in text:
            text = text.replace(ours, theirs)
    return text
