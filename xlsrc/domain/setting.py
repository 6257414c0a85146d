"""What a setting is: one row of the Settings table, declared beside the field that it fills."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from xlsrc.domain.month import Month

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Word = TypeVar("Word", bound=StrEnum)

LATEST: Final = "latest"
NO_MONTH: Final = frozenset({LATEST, "none", ""})
ROW: Final = "row"
"""Where a field's metadata hold its :class:`Setting`."""


class YesNo(StrEnum):
    """Whether something is wanted."""

    NO = "no"
    YES = "yes"


class Named(Protocol):
    """A row of another table, which a setting names by its id or name."""

    @property
    def id(self) -> str:
        """The row's id."""

    @property
    def name(self) -> str:
        """The row's name, as the sheets show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameable:
    """What settings can name: the rows of the other tables, in their order."""

    indicators: Sequence[Named] = ()
    peer_groups: Sequence[Named] = ()


class Listed(StrEnum):
    """Choices that are the rows of another table."""

    INDICATORS = "Definitions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its row in a new workbook, and how its value is read.

    ``parse`` gives the typed value of a cell's text; its ``ValueError`` says what was wanted.
    A workbook without the row has ``default``, or what ``absent`` makes of the other tables; a
    setting that is ``required`` must be there and hold something. ``choices`` are offered in a
    list at the cell, under the words of ``hint``.
    """

    name: str
    parse: Callable[[str, Nameable], object]
    shipped: str
    meaning: str
    choices: tuple[str, ...] | Listed = ()
    hint: str = ""
    absent: Callable[[Nameable], object] | None = None
    default: object = None
    required: bool = False

    def without_row(self, nameable: Nameable) -> object:
        """The value in a workbook that has no such row."""
        return self.default if self.absent is None else self.absent(nameable)


def declared_in(settings: type) -> dict[str, Setting]:
    """The settings declared in a dataclass, by field, in the order of their rows.

    The field's own default is the setting's; a field without one makes its setting required.
    """
    return {
        field.name: replace(
            field.metadata[ROW],
            required=field.default is MISSING,
            default=None if field.default is MISSING else field.default,
        )
        for field in fields(settings)
        if ROW in field.metadata
    }


def any_text(text: str, _nameable: Nameable) -> str:
    """The text as it is."""
    return text


def indicator_id(text: str, nameable: Nameable) -> str:
    """The id of the indicator that is named; '' for none."""
    ids = {one.casefold(): i.id for i in nameable.indicators for one in (i.name, i.id)}
    if text and text.casefold() not in ids:
        message = "the map's indicator must be the name of one in Definitions"
        raise ValueError(message)
    return ids.get(text.casefold(), "")


def month_or_none(text: str, _nameable: Nameable) -> Month | None:
    """The month of YYYY-MM; ``None`` for latest, none and an empty cell."""
    if text.casefold() in NO_MONTH:
        return None
    try:
        return Month.parse(text)
    except ValueError:
        message = "value must be a date or YYYY-MM"
        raise ValueError(message) from None


def word_or(default: Word) -> Callable[[str, Nameable], Word]:
    """How one of an enumeration's words is read; an empty cell is ``default``."""

    def parse(text: str, _nameable: Nameable) -> Word:
        return word_of(text, type(default), "value") if text else default

    return parse


def word_of(text: str, words: type[Word] | Sequence[Word], what: str) -> Word:
    """The word that is meant, whatever its case; ``ValueError`` lists those there are."""
    for word in words:
        if text.casefold() == word.value.casefold():
            return word
    message = f"{what} must be {one_of([word.value for word in words])}"
    raise ValueError(message)


def one_of(words: Sequence[str]) -> str:
    """``a, b or c``."""
    return f"{', '.join(words[:-1])} or {words[-1]}"
