"""A fleet whose workbooks are a line each: what is done to them is asked, not what they show."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.new_areas import SOUTH_YORKSHIRE, street_folder
from workbook.fleet import making, task, workbooks
from workbook.fleet.flow import Report, fleet
from workbook.fleet.plan import Asked
from workbook.fleet.task import Job, Made

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.extracts.store import Store

TODAY = datetime.date(2026, 2, 5)


@dataclass
class Fleets:
    """Runs of a fleet on made files: what each was to make, and where it fails."""

    extracts: Path
    out: Path
    jobs: list[str] = field(default_factory=list)
    failing: dict[str, list[Exception]] = field(default_factory=dict)
    ends: dict[str, datetime.date] = field(default_factory=dict)

    def run(self, *areas: str, **options: Any) -> Report:
        """A run by its options; ``jobs`` are the areas that it made or tried to."""
        self.jobs.clear()
        asked = Asked(
            areas=areas or ("all",),
            extracts=str(self.extracts),
            out=str(self.out),
            today=TODAY,
            workers=1,
        )
        return fleet(
            replace(asked, **options), progress=lambda _: None, heard=lambda _row, _total: None
        )

    def made(self, job: Job, _store: Store) -> Made:
        self.jobs.append(job.area)
        if self.failing.get(job.area):
            raise self.failing[job.area].pop()
        ends = (self.ends[job.area],) if job.area in self.ends else ()
        return Made(
            content=f"{job.area}|{(job.content or b'').decode().partition('|')[2]}".encode(),
            month="2025-06",
            seconds=1.0,
            findings=2,
            doubtful=1,
            exceptions=3,
            indicators=4,
            notes=("A note.",),
            ends=ends,
        )


@pytest.fixture(scope="module")
def made_extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return street_folder(
        tmp_path_factory.mktemp("extracts"), "South Yorkshire Police", SOUTH_YORKSHIRE
    )


@pytest.fixture
def fleets(made_extracts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fleets:
    runs = Fleets(extracts=made_extracts, out=tmp_path / "out")
    monkeypatch.setattr(task, "made", runs.made)
    monkeypatch.setattr(making.Making, "_judge", lambda _self, _code, _content: None)
    monkeypatch.setattr(
        workbooks, "area_named", lambda content, _: content.decode().partition("|")[0]
    )
    return runs
