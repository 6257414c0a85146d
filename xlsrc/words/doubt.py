"""What else could explain a change, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain import wording
from xlsrc.series.doubt import Because

if TYPE_CHECKING:
    from xlsrc.series.doubt import Cause
    from xlsrc.series.year_on_year import Change

IN_SHORT: Final = {
    Because.UNPLACED: "place unknown",
    Because.HIDDEN: "file in doubt",
    Because.LATER: "later additions",
    Because.SUPPRESSED: "suppressed months",
}


def doubt_sentence(change: Change) -> str:
    """How the change could be otherwise and why; '' without a doubt.

    ``could be between −2.5 % and +1.4 %: 1.4 % of these offences had no known area in the year
    before, 0.2 % now, which alone could explain about 1.2 points``.
    """
    doubt = change.doubt
    if doubt is None:
        return ""
    reasons = "; ".join(_reason(cause) for cause in doubt.causes)
    if doubt.low is None or doubt.high is None:
        return f"doubtful: {reasons}"
    spread = f"{_one_decimal(doubt.low)} and {_one_decimal(doubt.high)}"
    if doubt.turns:
        return f"no verdict, for it could be between {spread}: {reasons}"
    later = "; it may then be called otherwise" if doubt.turns_later else ""
    return f"could be between {spread}: {reasons}{later}"


def doubt_in_short(change: Change) -> str:
    """``It could be −3 % to +3 %.``; '' where the verdict is the same without the doubt.

    What the doubt is about is said where the verdict does not say it.
    """
    doubt = change.doubt
    is_said = doubt is not None and (doubt.matters or change.suppressed)
    if doubt is None or doubt.low is None or doubt.high is None or not is_said:
        return ""
    spread = f"It could be {wording.percent(doubt.low)} to {wording.percent(doubt.high)}"
    if doubt.turns or change.suppressed:
        return f"{spread}."
    causes = wording.listed([IN_SHORT[cause.because] for cause in doubt.causes])
    return f"{spread}: {causes}."


def between(change: Change) -> str:
    """``+33 to +39 %``: what a change over suppressed months could be; '' for any other."""
    doubt = change.doubt
    if not change.suppressed or doubt is None or doubt.low is None or doubt.high is None:
        return ""
    low, high = wording.signed(doubt.low), wording.signed(doubt.high)
    return f"{low} to {high} %"


def cause_in_short(cause: Cause) -> str:
    """``place unknown``; the others alike."""
    return IN_SHORT[cause.because]


def _reason(cause: Cause) -> str:
    if cause.because is Because.UNPLACED:
        points = abs(cause.now - cause.before)
        return (
            f"{cause.before:.1f} % of these offences had no known area in the year before, "
            f"{cause.now:.1f} % now, which alone could explain about {points:.1f} points"
        )
    if cause.because is Because.HIDDEN:
        return f"the files may lack {_span(cause)} of a year's offences"
    if cause.because is Because.SUPPRESSED:
        return f"the suppressed months could move it by {_span(cause)}"
    return f"what later releases usually add could move it by {_span(cause)}"


def _span(cause: Cause) -> str:
    if cause.low and cause.high:
        return f"{_one_decimal(cause.low)} to {_one_decimal(cause.high)}"
    return _one_decimal(cause.low or cause.high)


def _one_decimal(percent: float) -> str:
    return f"{wording.signed(percent, 1)} %"
