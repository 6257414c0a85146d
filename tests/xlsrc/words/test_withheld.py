"""What is withheld by what came in, in words: from real releases with one fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.support.damage import LABEL, Damaged, release
from tests.support.damage.months import last_month
from tests.support.damage.table import NEWER, Host, copied
from xlsrc.assess import dashboard
from xlsrc.defaults import default_settings
from xlsrc.extracts.store import Store
from xlsrc.scope import Scope
from xlsrc.words.asks import ask
from xlsrc.words.findings import left_out
from xlsrc.words.not_judged import not_judged, verdict_sentences
from xlsrc.words.notes import notes
from xlsrc.words.verdicts import absent_word, is_it_real

if TYPE_CHECKING:
    from pathlib import Path

    from xlsrc.assessment import Assessment, Dashboard

HISTORICAL = "mps/2025-12/MPS Borough Level Crime (Historical).csv"


def shown(damage: Damaged, folder: Path) -> Dashboard:
    damage.written(folder, with_older=True)
    copied(HISTORICAL, folder)
    return dashboard(Scope.of(Store.open(folder, cache=folder / "cache"), default_settings()))


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Dashboard:
    """Shoplifting stands under a label that nobody knows."""
    header, rows = release()
    for row in rows:
        if row[LABEL] == "SHOPLIFTING":
            row[LABEL] = "RETAIL THEFT"
    damage = Damaged(header=header, rows=rows, rules=())
    return shown(damage, tmp_path_factory.mktemp("renamed"))


def total(found: Dashboard) -> Assessment:
    return next(a for a in found.assessments if a.indicator.name == "Total notifiable offences")


def test_a_withheld_total_is_no_figure_of_years_ago(renamed: Dashboard) -> None:
    assert (total(renamed).volume.last_12, total(renamed).late) == (None, False)


def test_a_withheld_figure_says_so_with_its_reason(renamed: Dashboard) -> None:
    assert absent_word(total(renamed)) == "withheld"
    assert is_it_real(total(renamed)) == "Withheld: offence lost"
    assert "volume_12m: withheld: offence lost (see Data quality)" in map(
        str, notes(total(renamed))
    )
    assert ask(total(renamed)) == "Who mends what withholds total notifiable offences, and by when?"


def test_a_change_without_a_verdict_is_named_with_its_reason(renamed: Dashboard) -> None:
    assert total(renamed) in not_judged(renamed)
    assert "Total notifiable offences (withheld: offence lost)" in verdict_sentences(renamed)[0]


def test_a_last_month_that_is_left_out_is_said(tmp_path: Path) -> None:
    damage = last_month(0.7, one_area=False)(Host(file=NEWER).table(), np.random.default_rng(3))

    found = shown(damage, tmp_path)

    assert left_out(found) == "December 2025 is left out: it looks unfinished."


def test_without_a_fault_no_month_is_left_out(renamed: Dashboard) -> None:
    assert left_out(renamed) == ""
