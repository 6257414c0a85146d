"""What the cells of Definitions say that an indicator counts, by each of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlsrc.domain.indicator import Source, SourceChoice

if TYPE_CHECKING:
    from collections.abc import Sequence

_EACH: Final = "|"
"""Between what an indicator counts by its first source, and by its next ones."""


def source_choices(
    sources: Sequence[Source],
    offences: str,
    per_offences: str,
    lags: str,
    *,
    separator: str = ";",
) -> tuple[SourceChoice, ...]:
    """The choices of a row of Definitions, one for each of its sources.

    The other cells hold what counts for all of them, or for each of them behind a ``|``
    ("Anti-social behaviour | asb_incidents"); of lags, whole months, one for each source ("1; 4").
    What is a share by one source is one by all; a partner return brings its own denominator.
    ``ValueError`` begins with the column that is at fault.
    """
    if len(set(sources)) < len(sources):
        message = "Source must name each source once"
        raise ValueError(message)
    each = [
        _of_each(text, len(sources), separator, name)
        for name, text in (("Offences", offences), ("Per 100 of", per_offences))
    ]
    months = [part.strip() for part in lags.split(separator) if part.strip()] or ["1"]
    if len(months) not in (1, len(sources)) or not all(part.isdecimal() for part in months):
        message = "Normal lag, months must be a whole number, or one for each source"
        raise ValueError(message)
    months *= len(sources) if len(months) == 1 else 1
    shares = {
        bool(per)
        for source, per in zip(sources, each[1], strict=True)
        if source is not Source.PARTNER_RETURN
    }
    if len(shares) > 1:
        message = "Per 100 of must name offences for every source, or for none"
        raise ValueError(message)
    return tuple(
        SourceChoice(
            source=source,
            offences=counted,
            # A partner return carries its own denominator.
            per_offences=() if source is Source.PARTNER_RETURN else per,
            lag_months=int(lag),
        )
        for source, counted, per, lag in zip(sources, *each, months, strict=True)
    )


def _of_each(text: str, number: int, separator: str, name: str) -> list[tuple[str, ...]]:
    parts = text.split(_EACH)
    if len(parts) not in (1, number):
        message = f"{name} must be the same for all sources, or one list for each behind a |"
        raise ValueError(message)
    parts *= number if len(parts) == 1 else 1
    return [tuple(one.strip() for one in part.split(separator) if one.strip()) for part in parts]
