"""A file by the wards of before a boundary review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsrc.extracts.gate.finding import Severity
from xlsrc.extracts.store import Store

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202510,202511,202512\n"


def ward(name: str, code: str) -> str:
    return f"ARSON AND CRIMINAL DAMAGE,ARSON,{name},{code},Barnet,9,8,7\n"


def test_former_wards_are_named(tmp_path: Path) -> None:
    # Barnet's wards of 2002 to 2022 had the codes E05000043 to 63 (ONS Code History Database).
    rows = [
        ward("Childs Hill", "E05013631"),
        ward("Hale", "E05000054"),
        ward("Oakleigh", "E05000057"),
    ]
    (tmp_path / "wards.csv").write_text(HEADER + "".join(rows))

    found = [one for one in Store.open(tmp_path, cache=None).findings if one.rule == "former-wards"]

    (finding,) = found
    assert finding.severity is Severity.NOTES
    assert finding.found == "2 former wards of Barnet: Hale (E05000054) and Oakleigh (E05000057)"
    assert finding.files == ("wards.csv",)


def test_wards_of_today_are_no_former_ones(tmp_path: Path) -> None:
    (tmp_path / "wards.csv").write_text(HEADER + ward("Childs Hill", "E05013631"))

    rules = {one.rule for one in Store.open(tmp_path, cache=None).findings}

    assert "former-wards" not in rules
