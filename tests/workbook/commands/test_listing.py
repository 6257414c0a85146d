"""What `safer extracts` lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.commands.listing import REVISION_HEADINGS, revision_rows
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "indicator,area,month,value\n"


def test_what_a_partner_corrected_is_listed_as_restated(tmp_path: Path) -> None:
    for vintage, months in (("2026-01", {10: 618, 11: 640, 12: 600}), ("2026-02", {11: 655})):
        (tmp_path / vintage).mkdir()
        rows = (f"asb_incidents,Barnet,2025-{month},{n}\n" for month, n in months.items())
        (tmp_path / vintage / "return.csv").write_text(HEADER + "".join(rows))

    headings, rows_found = revision_rows(Store.open(tmp_path, cache=None))

    assert headings == REVISION_HEADINGS
    assert rows_found == [("Barnet", "asb_incidents", 1, "2025-11", 640, "2026-01", 655, "2026-02")]
