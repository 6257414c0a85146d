"""The folder of an edition: made aside, whole, then given its name."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
from typing import TYPE_CHECKING, Final

from workbook.package.replace_file import created, flush, narrowed, writing
from workbook.package.writer_lock import only_writer
from xlsrc.domain.workbook_errors import EditionThereError, OutputNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

PREFIX: Final = ".safer-publishing-"
_FOLDER_MODE: Final = 0o755  # the umask may take from it
ADVICE: Final = "Move it away, or give another folder (--out)."
CHANGED: Final = (
    "somebody changed it, or the workbook's words are others than then, or another version of this "
    "program made it. Move it away, give another folder (--out), or publish a further edition of "
    'the month (--again "REASON").'
)
"""How a file of an edition that the workbook keeps is there, and is another."""

ELSEWHERE: Final = (
    "another copy of the workbook published it, or this workbook is from before. Go on in the one "
    "that did; if the board never saw that edition, move its folder away."
)
"""How a file is there of an edition that the workbook does not keep."""


class EditionFolder:
    """Where the files of one edition are, or will be.

    ``contents`` are the files whose bytes are known; ``made`` those that a program makes of them
    (a PDF, by what is aside): one that is there beside the same workbook stays. Each says whether
    the file is all that it should be; those that are not are ``lacking``. ``others`` says how a
    file of such a name can be there with other bytes, and what to do.
    """

    def __init__(
        self,
        folder: Path,
        contents: Mapping[str, bytes],
        made: Mapping[str, Callable[[Path, Path], bool]],
        others: str = CHANGED,
    ) -> None:
        self.folder = folder
        self._contents = contents
        self._made = made
        self._others = others
        self.lacking: tuple[Path, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """All files of the edition, in order."""
        return tuple(self.folder / name for name in (*self._contents, *self._made))

    def refuse_others(self) -> None:
        """`WorkbookError` where the folder's name, or a file's in it, is another's."""
        with writing(self.folder):
            if self.folder.exists() and not self.folder.is_dir():
                message = (
                    f"A folder for the edition was wanted; found that '{self.folder}' is a file. "
                    f"{ADVICE} Nothing was published."
                )
                raise OutputNameError(message)
            for name, content in self._contents.items():
                path = self.folder / name
                if os.path.lexists(path) and _held(path) != content:
                    message = (
                        f"'{path}' is there already and is not what would be published now: "
                        f"{self._others} Nothing was published."
                    )
                    raise EditionThereError(message)

    @contextlib.contextmanager
    def made_aside(self, progress: Callable[[str], None]) -> Iterator[Callable[[], None]]:
        """Make the files that are not there yet in a hidden folder; gives what puts them in place.

        One run at a time does so (`WorkbookLockedError`). What a run that was ended left aside is
        removed. Whatever happens, no half of a file ever has its name.
        """
        parent = self.folder.absolute().parent
        with writing(self.folder):
            parent.mkdir(parents=True, exist_ok=True)
        with writing(self.folder), only_writer(self.folder.absolute()):
            digest = hashlib.sha256(self.folder.name.casefold().encode(errors="surrogateescape"))
            begins = f"{PREFIX}{digest.hexdigest()[:16]}-"
            for left in parent.glob(f"{begins}*"):
                shutil.rmtree(left, ignore_errors=True)
            self.refuse_others()
            aside = parent / f"{begins}{secrets.token_hex(8)}"
            aside.mkdir(_FOLDER_MODE)
            try:
                self._fill(aside, progress)
                yield lambda: self._put(aside)
            finally:
                shutil.rmtree(aside, ignore_errors=True)

    def _fill(self, aside: Path, progress: Callable[[str], None]) -> None:
        for name, content in self._contents.items():
            # An error names the file as it was to be, not as it is called aside.
            with writing(self.folder / name), created(aside / name) as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name, make in self._made.items():
            if not (self.folder / name).exists():
                progress(f"Printing {name}")
                if not make(aside, aside / name):
                    self.lacking += (self.folder / name,)
                with contextlib.suppress(FileNotFoundError):
                    narrowed(aside / name)
                flush(aside / name)
        for name in self._contents:
            if (self.folder / name).exists():
                (aside / name).unlink()

    def _put(self, aside: Path) -> None:
        if not self.folder.exists():
            aside.rename(self.folder)
        else:
            for path in sorted(aside.iterdir()):
                if not (self.folder / path.name).exists():
                    path.rename(self.folder / path.name)
        flush(self.folder.absolute().parent)


def _held(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError):
        return None
