"""A refresh of an earlier month after one of a later: what came later is on no page of the pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workbook.pack.said.reading import pack_of
from workbook.refresh import refresh
from xlsrc.domain.month import Month
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.refresh import Refreshed

pytestmark = pytest.mark.slow


def test_the_pack_of_an_earlier_month_has_what_there_was_by_then(
    sample: Refreshed, tmp_path: Path
) -> None:
    earlier = refresh(
        sample.path, data_folder(), as_at=Month.of(2025, 9), out=tmp_path / "September.xlsx"
    )

    now, then = pack_of(sample.path), pack_of(earlier.path)

    refs = [[row.texts[0] for row in one.decisions.rows] for one in (now, then)]
    assert refs == [["D1", "D2", "D3", "D4", "D5"], ["D1", "D2", "D3"]]
    heard = [
        [text for section in one.sections for text in section.foot if text.startswith("Heard")]
        for one in (now, then)
    ]
    assert [len(texts) for texts in heard] == [7, 1]
    assert heard[1][0].endswith("Independent advocates, quarterly note, Sep 2025")
