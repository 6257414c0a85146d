"""How large what comes in may be, and the words by which a publisher says that a figure is not."""

from __future__ import annotations

import numpy as np
import pytest

from xlsrc.domain.errors import ExtractError
from xlsrc.extracts import limits
from xlsrc.extracts.limits import refuse_beyond
from xlsrc.extracts.text_numbers import numbers
from xlsrc.extracts.text_table import text_table


def test_the_limits_are_those_that_are_promised() -> None:
    megabyte = 1024 * 1024
    assert (1024 * megabyte, 512 * megabyte) == (limits.MAX_FILE_BYTES, limits.MAX_TEXT_BYTES)
    assert (
        512 * megabyte,
        2048 * megabyte,
    ) == (limits.MAX_WORKBOOK_BYTES, limits.MAX_STREAMED_BYTES)
    assert (4096 * megabyte, 20_000) == (limits.MAX_ARCHIVE_BYTES, limits.MAX_ARCHIVE_MEMBERS)
    assert (limits.MAX_COUNT, limits.MAX_FIGURE) == (10_000_000, 1_000_000_000)
    assert (limits.MAX_CELLS, limits.MAX_STREAMED_ROWS) == (10_000_000, 5_000_000)


def test_a_byte_beyond_a_limit_is_refused_and_said_in_megabytes() -> None:
    refuse_beyond(3 * 1024**2, 3 * 1024**2, "a.csv", "A file")

    with pytest.raises(ExtractError) as error:
        refuse_beyond(3 * 1024**2 + 1, 3 * 1024**2, "a.csv", "A file")

    assert str(error.value) == (
        "a.csv: A file of at most 3 MB was wanted; found 4 MB: keep the areas and months that are "
        "needed, in several files"
    )


@pytest.mark.parametrize(
    "word", ["", "-", "–", ".", "..", "null", "*", "na", "n/a", "nan", "none", "[c]"]
)
@pytest.mark.parametrize("around", ["{}", " {} ", "{}%"])
def test_these_words_say_that_a_figure_is_missing(word: str, around: str) -> None:
    table = text_table(b"a,b,c,d\n" + 3 * b"1,2,3,4\n", "a.csv")

    found = numbers([around.format(word), around.format(word.upper()), "1"], table, "a")

    assert np.isnan(found).tolist() == [True, True, False]
