"""Who may change printed pages: their owner alone, whatever LibreOffice and poppler leave."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from workbook.commands import preview
from workbook.publish import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no modes")


@pytest.fixture(params=[0o000, 0o022, 0o077], ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook, and programs that print it into files that everybody may change."""

    def made(path: Path, content: bytes) -> Path:
        path.write_bytes(content)
        path.chmod(0o666)
        return path

    def drawn(command: Sequence[str]) -> None:
        made(Path(f"{command[-1]}-1.png"), b"picture")

    for module in (pdf, preview):
        monkeypatch.setattr(module, "office", lambda _: "soffice")
        monkeypatch.setattr(module, "of_board", lambda book, _: book)
        monkeypatch.setattr(
            module, "printed", lambda _program, _book, folder, *_: made(folder / "p.pdf", b"pdf")
        )
    monkeypatch.setattr(pdf, "_finished", lambda printed, *_: (printed.read_bytes(), True))
    monkeypatch.setattr(preview, "rasteriser", lambda _: "pdftoppm")
    monkeypatch.setattr(preview, "run", drawn)
    return made(tmp_path / "Board.xlsx", b"workbook")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_pdf_is_as_the_umask_says_and_its_owners_to_change(source: Path, umask: int) -> None:
    target = source.with_suffix(".pdf")

    pdf.board_pdf(source, target, title="Board")

    assert (target.read_bytes(), mode(target)) == (b"pdf", 0o644 & ~umask)


@pytest.mark.usefixtures("umask")
def test_nobody_but_its_owner_may_change_a_picture(source: Path) -> None:
    (picture,) = preview.preview(source, source.parent / "pictures")

    assert (picture.read_bytes(), mode(picture)) == (b"picture", 0o644)
