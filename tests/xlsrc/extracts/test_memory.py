"""What is no extract takes no memory for more than itself: it is refused before it is laid out."""

from __future__ import annotations

import gzip
import tracemalloc
from typing import Final

import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts.reader import extracts_of
from xlsrc.extracts.text_table import text_lines

MEGABYTE: Final = 1024**2
SIZE: Final = 16 * MEGABYTE


def refused(content: bytes, file: str) -> tuple[str, int]:
    """The sentence, and the most memory beyond the content's own."""
    tracemalloc.start()
    try:
        with pytest.raises(ExtractError) as error:
            extracts_of(content, file, "0" * 64)
        return str(error.value), tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("file", ["a.csv.gz", "a.ods", "a.xls", "a.xlsx", "a.csv"])
def test_a_gzip_of_zeros_is_refused_by_its_beginning(file: str) -> None:
    said, memory = refused(gzip.compress(bytes(SIZE)), file)

    assert said.startswith(f"{file}: a table of lines was wanted; found a line of more than a")
    assert memory < SIZE / 2


@pytest.mark.parametrize("file", ["a.ods", "a.xls", "a.xlsx", "a.xlsb"])
def test_zeros_under_a_workbooks_name_are_refused_without_a_copy(file: str) -> None:
    said, memory = refused(bytes(SIZE), file)

    assert "a workbook was wanted; found something that cannot be opened (no kind of work" in said
    assert memory < SIZE / 2


@pytest.mark.parametrize("letters", ["utf-8", "cp1252", "utf-16"])
def test_lines_that_nobody_knows_are_not_laid_out(letters: str) -> None:
    line = "café,b,c,d\n".encode(letters)

    said, memory = refused(line * (SIZE // len(line)), "a.csv")

    assert "the columns of a known extract were wanted" in said
    assert memory < SIZE


def test_a_text_of_more_cells_than_a_workbook_may_have_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("xlsrc.extracts.text_table.MAX_CELLS", 12)
    assert len(text_lines(b"a,b,c,d\n" * 3, "a.csv").rows) == 3

    with pytest.raises(ExtractError) as error:
        text_lines(b"a,b,c,d\n" * 4, "a.csv")

    assert str(error.value) == (
        "a.csv: a table of at most 12 cells was wanted; found at least 16: keep the areas and "
        "months that are needed, in several files"
    )
