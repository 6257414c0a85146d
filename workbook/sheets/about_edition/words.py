"""What About this edition says: the same in every edition, whatever was suppressed in it."""

from __future__ import annotations

from typing import Final

LEFT_OUT: Final = (
    "Left out of every public edition alike: months in which a partner counted 1 to 4, and sums "
    "and charts that would give such a month away; figures of sensitive offences by ward or "
    "smaller area, other than for whole calendar years; and what members write for one another."
)
"""The one sentence on what is left out: one that changed with the figures would tell of them."""

PARTS: Final = (
    (
        "What an edition is",
        (
            "The dashboard's figures, sentences and charts as the board published them on the day "
            "that the cover gives. Nothing in it is worked out anew when it is opened, and a later "
            "edition does not change it: where a source has restated a month since, the later one "
            "says so."
        ),
    ),
    ("What is left out", LEFT_OUT),
    (
        "How few are shown",
        (
            "1–4 stands for a count from 1 to 4. [c] stands for a count that is withheld since with"
            " it one of those could be worked out. [x] stands for "
            "a month or year that no source has. 0 is a true nought. At least 62, "
            "or ≥ 62, is a sum with months of 1–4 in it, and a gap in a chart may be such a "
            "month. Counts that the police publish for the whole area are "
            "shown as their publisher has them."
        ),
    ),
)
"""Headings, each with the text below it."""

WARDS_TITLE: Final = "Sensitive offences by ward and calendar year"
WARDS_NOTE: Final = (
    "Whole years only, which no other figure here overlaps. 1–4 and [c] as above. "
    "Blank: no figures of that year."
)
LICENCE_TITLE: Final = "Licence"
LICENCE: Final = (
    "Contains public sector information licensed under the Open Government Licence v3.0. "
    "The sources are named on Sources."
)
