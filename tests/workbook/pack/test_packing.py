from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from workbook.pack.packing import POWERPOINT, packed
from workbook.refresh import silent
from xlsrc.domain.errors import WorkbookError
from xlsrc.resources import templates_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_a_workbook_that_was_never_refreshed_is_refused() -> None:
    with pytest.raises(WorkbookError, match=r"holds none yet\. Refresh it first"):
        packed(templates_folder() / "Dashboard.xlsx", progress=silent)


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "Budget.xlsx"
    xlsxwriter.Workbook(path).close()

    with pytest.raises(WorkbookError, match=r"Budget\.xlsx is another one"):
        packed(path, progress=silent)


def test_a_template_of_the_wrong_kind_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    template = tmp_path / "ours.docx"

    with pytest.raises(WorkbookError, match=r"one of \.pptx, \.potx; found '.*ours\.docx'"):
        packed(tmp_path / "no.xlsx", kinds=[POWERPOINT], templates=[template], progress=silent)


def test_two_templates_of_one_kind_are_refused(tmp_path: Path) -> None:
    templates = [tmp_path / "one.pptx", tmp_path / "two.potx"]

    with pytest.raises(WorkbookError, match=r"One template for each kind"):
        packed(tmp_path / "no.xlsx", templates=templates, progress=silent)


def test_a_refused_template_of_the_report_leaves_no_slides_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slides are whole by then: they are not written before the report is."""
    said: list[str] = []
    pack = SimpleNamespace(area="Barnet", as_at="2025-12")
    monkeypatch.setattr("workbook.pack.packing.pack_of", lambda _: pack)
    monkeypatch.setattr("workbook.pack.slides.slides.slides", lambda *_, **__: b"slides")
    template = tmp_path / "ours.docx"
    template.write_bytes(b"no document")

    with pytest.raises(WorkbookError, match=r"[Oo]urs\.docx"):
        packed(tmp_path / "no.xlsx", templates=[template], out=tmp_path / "pack",
               progress=said.append)  # fmt: skip

    assert said == ["Reading the workbook", "Writing the slides", "Writing the report"]
    assert [path.name for path in tmp_path.iterdir()] == ["ours.docx"]
