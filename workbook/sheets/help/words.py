"""What Help says: each section's lines, a word and what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from workbook.house.marks import ILLUSTRATIVE_LOOK, STATUS_LOOKS
from workbook.house.style import QUIET
from xlsrc.domain.status import Status
from xlsrc.domain.wording import DOES_NOT_APPLY, NO_DATA, NOT_COMPARABLE, TOO_FEW, WITHHELD

if TYPE_CHECKING:
    from collections.abc import Mapping

    Line = tuple[str, str, Mapping[str, Any]]

_BOLD: Final[dict[str, Any]] = {"bold": True}
_QUIET: Final[dict[str, Any]] = {"font_color": QUIET}
_ABSENT: Final[dict[str, Any]] = {"font_color": QUIET, "italic": True}

COMMANDS: Final[tuple[tuple[str, str], ...]] = (
    ("safer refresh FILE", "Read the extracts and write a new workbook; FILE stays as it is."),
    ("  --extracts FOLDER", "… from another folder than the bundled sample."),
    ("  --as-at 2025-12", "… up to an earlier month."),
    (
        "safer build FILE",
        "Make the sheets anew after a change to Definitions or Sections; your entries come along.",
    ),
    (
        "safer check FILE",
        "Say whether anything is wrong: formulas, links, colours, what a screen reader needs.",
    ),
    (
        "safer preview FILE --png FOLDER",
        "Draw the pages of the board's set as pictures; --pages all draws every sheet's.",
    ),
    ("safer pack FILE", "Make the slides and the report of the meeting."),
    ("safer returns FOLDER", "Write each agency's form to fill in, and say what is late."),
    ("safer addin install", "Make the buttons work in Excel, once for each computer."),
    ("safer --help", "Everything else that it can do."),
)
"""What to type in a terminal, and what it does."""

SYMBOLS: Final[tuple[Line, ...]] = (
    (
        Status.WORSE,
        (
            "For the worse on a year ago, and chance is an unlikely reason: a real change, or "
            "probably one."
        ),
        STATUS_LOOKS[Status.WORSE],
    ),
    (
        Status.BETTER,
        (
            "For the better on a year ago, and chance is an unlikely reason: a real change, or "
            "probably one."
        ),
        STATUS_LOOKS[Status.BETTER],
    ),
    (
        Status.STEADY,
        "No clear change on a year ago: what moved is no more than chance moves such figures.",
        {},
    ),
    (
        Status.CONTEXT,
        (
            "Neither direction is good by itself (more reports can mean more trust): shown for "
            "context."
        ),
        STATUS_LOOKS[Status.CONTEXT],
    ),
    (
        Status.CANNOT_SAY,
        (
            "Nobody can say: recording changed, too few, no data, or withheld. The reason stands "
            "beside it."
        ),
        STATUS_LOOKS[Status.CANNOT_SAY],
    ),
    (
        "A real rise, a real fall",
        "Were nothing going on, chance alone would give as large a change less than once in 100.",
        _BOLD,
    ),
    (
        "Probably a real rise, fall",
        "Chance alone would give as large a change less than once in 20.",
        _BOLD,
    ),
    (
        "↗ rising  ↘ falling",
        (
            "Where the level is going, its season taken out, against a year ago. A year's change "
            "can be real while the level no longer moves."
        ),
        _BOLD,
    ),
    (
        "797–1,061",
        (
            "The usual range: 19 quarters in 20 fall inside it, if it goes on as it has. It is no "
            "target."
        ),
        {},
    ),
    (
        "↑ 797–1,061",
        "Above its usual range, and still so (↓ below): a question to ask, not a finding.",
        _BOLD,
    ),
    (
        "likely … unlikely",
        (
            "The chance of meeting a target by its date: likely from 85 %, more likely than not "
            "from 60 %, about even from 40 %, less likely than not from 15 %, unlikely under it."
        ),
        {},
    ),
    (
        "similar, 9th",
        "The rate beside the peers': higher, similar or lower, and its rank, 1st the lowest rate.",
        {},
    ),
    (
        "Red: misses by 8 %",
        "Against its target: Green meets it, Amber misses by up to 5 %, Red by more.",
        {},
    ),
    (
        "ASB ‡",
        (
            "ILLUSTRATIVE: an invented figure or plan, until a real return or your own plan "
            "replaces it. Nothing with ‡ may be quoted."
        ),
        ILLUSTRATIVE_LOOK,
    ),
    (NOT_COMPARABLE, "Not comparable with the year before: recording changed.", _QUIET),
    (
        TOO_FEW,
        "Under 20 in the year before: counts are shown, a percentage would mislead.",
        _ABSENT,
    ),
    (NO_DATA, "Not supplied. A gap is never shown as 0.", _ABSENT),
    (WITHHELD, "Supplied, and doubtful: Data quality says why and what to do.", _ABSENT),
    (DOES_NOT_APPLY, "Does not apply, or is not worked out.", _QUIET),
)
"""The sheets' words and symbols, how they look, and what they mean in full."""

QUESTIONS: Final[tuple[tuple[str, str], ...]] = (
    (
        "What are the trends?",
        (
            "Summary, with the headlines and whether each change is real; Exceptions, with what is "
            "outside its usual range; the top of each section's page; Map, for where."
        ),
    ),
    (
        "What is being done?",
        (
            "The box Action and the foot of each priority's page; the sheet Actions, with who does "
            "what by when."
        ),
    ),
    (
        "Does it make a difference?",
        (
            "Impact: outputs against their targets, and change beside what the peers' change would "
            "have given. It says 'no clear difference' unless chance is an unlikely reason."
        ),
    ),
    ("What is to be decided?", "The last line above the table of Summary: For decision."),
)
"""The board's questions, and where each answer stands."""

WORKING: Final[tuple[tuple[str, str], ...]] = (
    (
        "Your own cells",
        (
            "Fill the tables of the sheets with a brown tab (Commentary, Actions, Outputs, "
            "Outcomes, Definitions, Settings). A refresh keeps what is yours."
        ),
    ),
    (
        "Printing",
        (
            "The board's set has page numbers of its own, which hold however much of it is "
            "printed. Every other sheet counts its own pages."
        ),
    ),
    (
        "DRAFT",
        "A working file is a draft: its figures may change and must not be quoted.",
    ),
    (
        "Without the add-in",
        "The buttons lead here: type the commands below in a terminal instead.",
    ),
)
"""What else a person at work should know."""
