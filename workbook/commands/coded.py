"""Sentences with their codes, where ``safer --verbose`` asks for them."""

from __future__ import annotations

import errno
from contextvars import ContextVar
from typing import Final

from xlsrc.domain.errors import DashboardError, TableError

_OF_THE_DISK: Final = frozenset(
    {errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM}
)
"""What the system says, without a name, of reading, writing and closing a file."""

_ASKED: Final[ContextVar[bool]] = ContextVar("codes_are_asked_for", default=False)


def ask_for_codes(asked: bool) -> None:  # noqa: FBT001 - the flag of the command line
    """Have every sentence of an error or a finding end with its code from now on, or not."""
    _ASKED.set(asked)


def with_code(sentence: str, code: str) -> str:
    """A sentence, where codes are asked for with its code and where the reference has it.

    ``…: correct the path [folder-missing] docs/reference/errors.md#folder-missing``. Of several
    lines the first is the error's own, the others are what it lists.
    """
    if not _ASKED.get() or not code:
        return sentence
    from xlsrc.words.codes.registry import address_of

    own, *others = sentence.split("\n")
    return "\n".join((f"{own} [{code}] {address_of(code)}", *others))


def error_lines(error: DashboardError | OSError) -> tuple[str, ...]:
    """What an error says to the person at the keyboard, a line for each fault.

    An OSError without a file's name is none of the person's, and is raised again, but for what the
    disk says of a file that was open.
    """
    if isinstance(error, TableError):
        return tuple(with_code(fault, error.code) for fault in error.faults)
    if isinstance(error, DashboardError):
        from xlsrc.words.letters import upper_word

        return (with_code(upper_word(str(error)), error.code),)
    if error.filename is None and error.errno not in _OF_THE_DISK:
        raise error
    from xlsrc.words.codes.registry import FILE_UNUSABLE

    if error.filename is None:
        sentence = (
            f"A file could not be read or written to its end ({error.strerror}); see that the disk "
            "has room and can be reached, and run the command again."
        )
    else:
        why = f"{error.filename!r} cannot be used ({error.strerror})"
        sentence = f"{why}; check its name, its folder and who else has it open."
    return (with_code(sentence, FILE_UNUSABLE),)
