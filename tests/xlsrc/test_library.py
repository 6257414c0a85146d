"""The library by itself: what the documents show works, and is what the workbook shows."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import fields

import pytest

from tests.support.paths import ROOT
from workbook.build.build import shipped_settings
from xlsrc import figures, open_extracts
from xlsrc.defaults import default_settings
from xlsrc.domain.errors import AreaError

LONGEST_SCRIPT = 10
# Whatever has heard of a cell cannot be imported while the script runs.
WITHOUT_WORKBOOKS = """\
import sys
for name in ("workbook", "openpyxl", "xlsxwriter", "xlwings", "docx", "pptx"):
    sys.modules[name] = None
"""
OF_A_WORKBOOK_ALONE = {
    "plan", "duties", "case_reviews", "views", "evidence", "agencies", "rating_views",
}  # fmt: skip


def documented_script() -> str:
    text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    found = re.search(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found
    return found[1]


def test_the_script_of_the_documents_is_short() -> None:
    assert len(documented_script().splitlines()) <= LONGEST_SCRIPT


def test_the_script_of_the_documents_prints_what_the_police_published() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_WORKBOOKS + documented_script()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.stderr, run.stdout) == (
        "",
        "Total notifiable offences in Barnet, 12 months to 2025-12:\n28,538 v 28,364\n",
    )


def test_importing_the_library_loads_nothing_heavy() -> None:
    script = (
        "import sys, xlsrc; print(sorted({'numpy', 'scipy', 'pandas', 'httpx'} & set(sys.modules)))"
    )

    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert run.stdout == "[]\n"


def test_an_earlier_month_is_asked_for_by_name() -> None:
    november = figures(open_extracts(), "E09000003", "2025-11")

    assert {row["as_at"] for row in november if row["source"] == "MPS recorded crime"} == {
        "2025-11"
    }


def test_an_unknown_area_is_answered_with_the_nearest() -> None:
    with pytest.raises(AreaError, match="Barnet"):
        figures(open_extracts(), "Barnett")


@pytest.mark.parametrize(
    "field",
    [one.name for one in fields(shipped_settings()) if one.name not in OF_A_WORKBOOK_ALONE],
)
def test_the_shipped_settings_are_those_that_a_new_workbook_has(field: str) -> None:
    ours, theirs = getattr(default_settings(), field), getattr(shipped_settings(), field)

    # An amount that is not given is nan, which nothing equals.
    assert repr(ours) == repr(theirs)
