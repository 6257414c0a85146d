"""The rows that an edition adds to what was published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlsrc.domain.published import (
    ENDED,
    Figure,
    ListedException,
    PublishedEdition,
    PublishedFigure,
    digest_of,
    kept,
    same_figures,
)
from xlsrc.published.definitions import definition_digest, definition_text
from xlsrc.words.exception_rows import where_words
from xlsrc.words.verdicts import is_it_real, target_words
from xlsrc.words.volumes import volume_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from xlsrc.assessment import Assessment, Dashboard, ExceptionRow
    from xlsrc.domain.published import Value

Key = tuple[str, str, Figure]

_OF_AREA: Final[Mapping[Figure, Callable[[Assessment], Value]]] = {
    Figure.VOLUME_12M: lambda a: (
        volume_words(a) or None if a.volume.last_12 is None else a.volume.last_12
    ),
    Figure.VOLUME_12M_PRIOR: lambda a: a.volume.last_12_before,
    Figure.VOLUME_3M: lambda a: a.volume.last_3,
    Figure.VOLUME_3M_PRIOR: lambda a: a.volume.last_3_before,
    Figure.CHANGE_PCT: lambda a: a.change.percent,
    Figure.STATUS: lambda a: a.status.value,
    Figure.CHANGE_WORDS: is_it_real,
    Figure.RATE: lambda a: a.peers.rate,
    Figure.RANK: lambda a: a.peers.rank,
    Figure.RAG: target_words,
}
"""What is kept of an indicator of the whole area, beside its exception and its definition."""


def new_edition(
    dashboard: Dashboard,
    public: Dashboard | None,
    on: datetime.date,
    before: Sequence[PublishedEdition],
    reason: str = "",
) -> PublishedEdition:
    """The edition that these figures make, after those ``before`` it, on a day.

    ``public`` is what anybody is shown, None where there is no public edition; ``reason`` is why
    there is a second one of a month. A figure that neither of them has is left out.
    """
    name = _name(dashboard, before)
    edition = PublishedEdition(
        name=name,
        area=dashboard.area.name,
        as_at=dashboard.as_at,
        on=on,
        digest="",
        parent=before[-1].digest if before else "",
        figures=_figures(dashboard, public, name),
        reason=reason.strip(),
    )
    return sealed(edition)


def sealed(edition: PublishedEdition) -> PublishedEdition:
    """The edition with the number of its rows and the digest over all that it says."""
    counted = replace(edition, rows=len(edition.figures))
    return replace(counted, digest=digest_of(counted))


def published_already(
    edition: PublishedEdition, before: Sequence[PublishedEdition]
) -> PublishedEdition | None:
    """The last edition of the month among those ``before``, if it says the same.

    Where a reason is given, it has to be given for that one, too: words can be put right whose
    figures stay.
    """
    of_month = [one for one in before if (one.area, one.as_at) == (edition.area, edition.as_at)]
    last = of_month[-1] if of_month else None
    if last is None or not same_figures(edition, last):
        return None
    return last if edition.reason in ("", last.reason) else None


def _name(dashboard: Dashboard, before: Sequence[PublishedEdition]) -> str:
    """``December 2025``; the second of a month is ``December 2025 (2)``."""
    earlier = sum(one.as_at == dashboard.as_at for one in before)
    month = dashboard.as_at.name
    return f"{month} ({earlier + 1})" if earlier else month


def _figures(
    dashboard: Dashboard, public: Dashboard | None, name: str
) -> tuple[PublishedFigure, ...]:
    shown = {} if public is None else {_key(one): one for one in _of(public, name)}
    rows = {_key(one): one for one in _of(dashboard, name)}
    # What the public edition alone has, such as another exception, is published too.
    for key, one in shown.items():
        rows.setdefault(key, replace(one, value=None))
    return tuple(
        replace(one, public=None if key not in shown else shown[key].value)
        for key, one in rows.items()
    )


def _key(one: PublishedFigure) -> Key:
    return one.indicator, one.area, one.figure


def _of(dashboard: Dashboard, name: str) -> Iterator[PublishedFigure]:
    """Every figure of the area by indicator, each with its definition, then the exceptions."""
    digests: dict[str, str] = {}
    for one in dashboard.assessments:
        text = definition_text(one.indicator, dashboard.offences)
        digests[one.indicator.id] = definition_digest(text)
        found = {figure: kept(of(one)) for figure, of in _OF_AREA.items()}
        for figure, value in (*found.items(), (Figure.DEFINITION, text)):
            if value is not None:
                yield PublishedFigure(
                    edition=name,
                    indicator=one.indicator.id,
                    label=one.label,
                    area=dashboard.area.name,
                    month=one.as_at or dashboard.as_at,
                    figure=figure,
                    value=value,
                    vintage=one.vintage,
                    definition=digests[one.indicator.id],
                )
    for row in dashboard.exceptions:
        yield PublishedFigure(
            edition=name,
            indicator=row.indicator.id,
            label=row.label,
            area=where_words(row),
            month=row.outside.last,
            figure=Figure.EXCEPTION,
            value=_listed(row),
            definition=digests.get(row.indicator.id, ""),
        )


def _listed(row: ExceptionRow) -> str:
    one = row.outside
    listed = ListedException(
        standing=one.standing.value if one.in_force else ENDED,
        is_high=one.is_high,
        first=one.first,
        last=one.last,
        since=one.since,
    )
    return str(listed)
