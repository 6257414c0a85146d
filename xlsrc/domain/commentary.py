"""The analyst's own words: views of indicators, and evidence that is not a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsrc.domain.action import ILLUSTRATIVE_MARK

if TYPE_CHECKING:
    import datetime

    from xlsrc.domain.month import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One row of the Commentary table, as the last refresh and the analyst left it.

    ``text`` is the analyst's; ``confirmed_for`` the month that the analyst says it holds for, if
    any. ``data_to`` and ``draft`` are the month and the drafted text that stood beside it,
    ``speaks_of`` and ``mark`` what the last refresh concluded (see `xlsrc.views.review`).
    """

    indicator_id: str
    text: str
    confirmed_for: Month | None
    data_to: Month | None
    draft: str
    speaks_of: Month | None
    mark: str

    @property
    def illustrative(self) -> bool:
        """Whether the view is invented for the sample."""
        return self.text.endswith(ILLUSTRATIVE_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What somebody said or saw: a quote or a summary, with its source and date.

    ``linked_to`` names indicators or sections by id.
    """

    linked_to: tuple[str, ...]
    date: datetime.date | None
    source: str
    words: str
    is_quote: bool
    illustrative: bool
