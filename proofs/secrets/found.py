"""The words of `doors` that a file holds, however it is packed."""

from __future__ import annotations

import gzip
import io
import subprocess
import zipfile
from typing import TYPE_CHECKING, Final

from proofs.secrets.doors import CANARY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ZIP: Final = b"PK\x03\x04"
_GZIP: Final = b"\x1f\x8b"
_PDF: Final = b"%PDF"
_DEEPEST: Final = 4


def words_in(content: bytes) -> set[str]:
    """Every word that is found in bytes, in what they unpack to, and in the text of a PDF's pages;
    in UTF-8 and in UTF-16, whatever its case.
    """
    return {word.lower() for piece in _pieces(content) for word in CANARY.findall(piece)}


def words_below(folder: Path) -> dict[str, set[str]]:
    """By the name of each file below a folder the words in it, or in its name; all files."""
    return {
        path.relative_to(folder).as_posix(): words_in(path.read_bytes())
        | set(CANARY.findall(path.relative_to(folder).as_posix()))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def _pieces(content: bytes, deep: int = 0) -> Iterator[str]:
    yield content.decode("utf-8", errors="ignore")
    if b"\x00" in content:
        for start in (0, 1):
            yield content[start:].decode("utf-16-le", errors="ignore")
            yield content[start:].decode("utf-16-be", errors="ignore")
    if deep > _DEEPEST:
        return
    if content.startswith(_ZIP) and zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for one in package.infolist():
                yield one.filename
                yield one.comment.decode("utf-8", errors="ignore")
                yield from _pieces(package.read(one), deep + 1)
    elif content.startswith(_GZIP):
        yield from _pieces(gzip.decompress(content), deep + 1)
    elif content.startswith(_PDF):
        yield from _of_pdf(content)


def _of_pdf(content: bytes) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for one in pdf.objects:
            yield repr(one) if not isinstance(one, pikepdf.Stream) else repr(one.stream_dict)
            if isinstance(one, pikepdf.Stream) and "/Image" not in repr(one.get("/Subtype")):
                yield one.read_bytes().decode("latin-1")
    command = ["pdftotext", "-", "-"]
    said = subprocess.run(command, input=content, capture_output=True, check=True)
    yield said.stdout.decode("utf-8", errors="ignore")
