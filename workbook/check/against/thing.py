"""A thing of a workbook that is compared, and how things of its kind are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.check.against.difference import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A named thing of a workbook: where it is, and what there is to say of it.

    ``place`` is what it belongs to, as a sheet or a table; ``name`` is its own there, and
    ``called`` how a sentence names it. ``says`` are its properties in words, by what they are
    called. Two things of which neither has the other's name are the same, renamed, when they share
    one of their ``marks``.
    """

    name: str
    place: str = ""
    called: str = ""
    says: Mapping[str, str] = field(default_factory=dict)
    marks: frozenset[object] = frozenset()

    @property
    def words(self) -> str:
        """The name that people know it by, in quotation marks."""
        return f"'{self.called or self.name}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How things of one kind are compared.

    ``noun`` is what a sentence calls one, after the place if there is one (``of`` a sheet or a
    table, say). Order counts where ``ordered``; whether things are gone or new, where ``counted``.
    A sentence gives a changed property as it was and is where it ``tells`` it, else by its name.
    """

    kind: Kind
    noun: str
    of: str = ""
    ordered: bool = False
    counted: bool = True
    tells: bool = True
