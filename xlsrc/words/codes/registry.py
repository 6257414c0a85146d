"""Every code of a finding and of an error: what it means, why it matters and what to do.

The words lie in two files beside this module, which a person can read and mend. A code stays the
same from version to version: what a support desk has noted by it holds.
"""

from __future__ import annotations

import difflib
import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from xlsrc.domain.errors import DashboardError
from xlsrc.words.titles import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

FINDINGS_PAGE: Final = "docs/reference/findings.md"
ERRORS_PAGE: Final = "docs/reference/errors.md"

FILE_NOT_USED: Final = "file-not-used"
"""The code of a sentence that says which file, or which part of one, is not used."""

FILE_UNUSABLE: Final = "file-unusable"
"""The code of a file that the system does not let anybody use."""

NOT_UNDERSTOOD: Final = "not-understood"
"""The code of a command line with an option or a value that there is not."""

NEAR: Final = 3
"""Names that are offered for a code that nobody knows."""


class UnknownCodeError(DashboardError):
    """A code that no finding and no error has; the message suggests the nearest."""

    code = "code-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a code means, why it matters and what to do, each in whole sentences.

    ``severity`` has what findings of a rule do, the most serious first; none for errors.
    """

    code: str
    group: str
    title: str
    means: str
    why: str
    action: str
    severity: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Where the reference has it: the page, and its place there."""
        return address_of(self.code)


@functools.cache
def findings() -> Mapping[str, Explanation]:
    """The rules of the gate by their codes, in the order of their groups."""
    return {
        code: Explanation(
            code=code, title=TITLES[code], **{**words, "severity": tuple(words["severity"])}
        )
        for code, words in _read("findings.toml").items()
    }


@functools.cache
def errors() -> Mapping[str, Explanation]:
    """The kinds of errors by their codes, in the order of their groups."""
    return {code: Explanation(code=code, **words) for code, words in _read("errors.toml").items()}


def explanation(code: str) -> Explanation:
    """What a code means, however its letters are cased and whether or not in brackets.

    A title does for the code, since Data quality shows that: ``Rows missing``.
    `UnknownCodeError` for one that nobody knows, with the nearest.
    """
    asked = code.strip(" []").casefold()
    known = {**findings(), **errors()}
    for one in known.values():
        if asked in (one.code, one.title.casefold()):
            return one
    near = difflib.get_close_matches(asked, known, NEAR, 0.5)
    advice = f"perhaps {' or '.join(near)}" if near else "`safer explain` lists them all"
    message = f"The code of a finding or an error was wanted; found {code!r}: {advice}."
    raise UnknownCodeError(message)


def address_of(code: str) -> str:
    """Where the reference has a code: ``docs/reference/findings.md#hole``. It reads no words."""
    return f"{FINDINGS_PAGE if code in TITLES else ERRORS_PAGE}#{code}"


def _read(name: str) -> dict[str, dict[str, Any]]:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
