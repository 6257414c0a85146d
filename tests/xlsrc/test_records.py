"""The published figures: which there are, in which order, and that nothing is left out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import fields

import pytest

from tests.support.made_up import ABSENT, made_up_dashboard
from xlsrc.assessment import Assessment
from xlsrc.records import FIGURES, as_csv, as_json, records

DASHBOARD = made_up_dashboard()

# What other programs are promised, in this order.
PROMISED = [
    "indicator",
    "area",
    "as_at",
    "volume_3m",
    "volume_3m_prior",
    "volume_12m",
    "volume_12m_prior",
    "change",
    "change_pct",
    "change_p",
    "change_significant",
    "rate_per_1000",
    "rate_low",
    "rate_high",
    "peer_group",
    "peer_rate",
    "rank",
    "rank_of",
    "rank_low",
    "rank_high",
    "benchmark_z",
    "benchmark",
    "target",
    "rag",
    "observed",
    "expected",
    "expected_low",
    "expected_high",
    "z1",
    "z6",
    "exception",
    "exception_since",
    "exception_status",
    "xmr_mean",
    "xmr_lower",
    "xmr_upper",
    "source",
    "vintage",
]


@pytest.mark.parametrize("key", [*PROMISED, "notes"])
def test_every_promised_figure_is_published(key: str) -> None:
    assert key in records(DASHBOARD)[0]


def test_the_promised_figures_are_published_in_their_order() -> None:
    assert [key for key in FIGURES if key in PROMISED] == PROMISED


def test_json_and_csv_hold_the_same_figures() -> None:
    rows = records(DASHBOARD)

    from_json = [list(row) for row in json.loads(as_json(rows))]
    from_csv = list(csv.reader(io.StringIO(as_csv(rows))))

    assert (from_json[0], len(from_json)) == (from_csv[0], len(from_csv) - 1)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('=HYPERLINK("http://a.example")', '\'=HYPERLINK("http://a.example")'),
        ("+44 20 7946", "'+44 20 7946"),
        ("-2+3", "'-2+3"),
        ("\u22122 points", "'\u22122 points"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tno", "'\tno"),
        ("\r=1+1", "'\r'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("Burglary;=1+1", "Burglary;'=1+1"),
        ("Burglary,+1", "Burglary,'+1"),
        ("Burglary\n-1", "Burglary\n'-1"),
        ("Domestic abuse - with injury", "Domestic abuse - with injury"),
        ("don't", "don't"),
    ],
)
def test_a_spreadsheet_runs_no_text_of_the_csv(text: str, written: str) -> None:
    (_, row) = csv.reader(io.StringIO(as_csv([{"name": text, "change": -12.0}]), newline=""))

    assert row == [written, "-12.0"]


def test_an_absent_figure_is_null_with_its_reason_in_the_notes() -> None:
    (row,) = (row for row in records(DASHBOARD) if row["indicator"] == ABSENT)

    assert (row["volume_12m"], row["rate_per_1000"], row["notes"]) == (
        None,
        None,
        ["no data: no extract holds Homicide", "rate_per_1000: no data"],
    )


def test_a_record_holds_plain_values_that_any_program_reads() -> None:
    plain = (str, float, int, bool, list, type(None))

    odd = {
        key: type(value)
        for row in records(DASHBOARD)
        for key, value in row.items()
        if type(value) not in plain
    }

    assert odd == {}


def test_an_assessment_has_no_figure_outside_its_parts() -> None:
    numbers = [field.name for field in fields(Assessment) if "float" in str(field.type)]

    assert numbers == []
