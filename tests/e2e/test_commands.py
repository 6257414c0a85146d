"""The command line as a user meets it: output, messages, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from workbook.refresh import Refreshed

SAFER = Path(sys.executable).with_name("safer")
HELP: list[tuple[str, ...]] = [
    *((name,) for name in ("refresh", "figures", "build", "new", "extracts", "returns")),
    *((name,) for name in ("check", "preview", "pack", "publish", "fleet", "doctor", "explain")),
    *((name,) for name in ("peers", "addin", "complete")),
    ("peers", "suggest"),
    *(("addin", name) for name in ("build", "install", "uninstall")),
    (),
]


def safer(
    *arguments: str | Path, folder: Path, columns: int = 200
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SAFER, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"COLUMNS": str(columns)},
    )


def test_refresh_prints_the_path_and_five_lines(tmp_path: Path) -> None:
    lines = safer("refresh", folder=tmp_path).stdout.splitlines()

    assert (lines[0], len(lines)) == (str(Path("out") / "Dashboard Barnet 2025-12.xlsx"), 6)


def test_figures_as_json_hold_the_published_figures(tmp_path: Path) -> None:
    printed = safer(
        "figures", "--area", "Barnet", "--as-at", "2025-12", "--format", "json", folder=tmp_path
    ).stdout
    burglary = next(f for f in json.loads(printed) if f["indicator"] == "burglary")

    assert (burglary["volume_12m"], burglary["volume_12m_prior"]) == (2089, 2433)


def test_figures_at_an_earlier_month_come_from_one_vintage(tmp_path: Path) -> None:
    printed = safer("figures", "--as-at", "2025-11", "--format", "json", folder=tmp_path).stdout
    total = json.loads(printed)[0]

    assert (total["volume_12m"], total["volume_12m_prior"]) == (28_248, 28_471)


def test_figures_as_csv_have_a_row_per_indicator(tmp_path: Path) -> None:
    printed = safer("figures", "--format", "csv", folder=tmp_path).stdout

    assert len(printed.splitlines()) == 42


def test_an_unknown_area_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    run = safer("figures", "--area", "Barnett", folder=tmp_path)

    assert (run.returncode, "Barnet" in run.stderr.splitlines()[-1]) == (1, True)


def test_verbose_ends_each_finding_with_its_code(tmp_path: Path) -> None:
    run = safer("--verbose", "figures", folder=tmp_path)

    said = [line for line in run.stderr.splitlines() if line.startswith("Finding")]
    codes = [re.search(r" \[([a-z-]+)\] docs/reference/findings\.md#\1$", line) for line in said]
    assert said
    assert all(codes)


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "--as-at", "Christmas"),
        ("figures", "--asat", "2025-12"),
        ("figures", "--format", "yaml"),
        ("figrues",),
        ("check",),
        ("peers", "suggets"),
        ("peers", "suggest", "--count", "many"),
    ],
)
def test_words_that_are_not_understood_are_exit_code_2(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    alone, coded = safer(*words, folder=tmp_path), safer("--verbose", *words, folder=tmp_path)

    of_code = " [not-understood] docs/reference/errors.md#not-understood"
    assert (alone.returncode, coded.returncode) == (2, 2)
    assert coded.stderr.replace(of_code, "") == alone.stderr
    assert of_code in coded.stderr


def test_extracts_lists_every_bundled_file(tmp_path: Path) -> None:
    run = safer("extracts", folder=tmp_path)

    # Both files twice: with what they hold, and among all files with what became of them.
    lines = [line.strip() for line in run.stdout.splitlines()]
    named = [line for line in lines if line.startswith("mps/2025-12/MPS Borough Level Crime")]
    assert (run.returncode, len(named)) == (0, 4)


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_figures_fit_the_terminal(tmp_path: Path, columns: int) -> None:
    lines = safer("figures", folder=tmp_path, columns=columns).stdout.splitlines()
    burglary = next(line for line in lines if line.startswith(" Burglary"))

    table = lines[: next(n for n, line in enumerate(lines) if line.startswith("\u2021"))]
    assert max(map(len, table)) <= columns
    assert burglary.split()[:2] + burglary.split()[-3:] in (
        ["Burglary", "2,089", "A", "real", "fall"],
        ["Burglary", "556", "A", "real", "fall"],
    )


def test_a_terminal_too_narrow_for_all_is_told_what_it_lacks(tmp_path: Path) -> None:
    said = safer("figures", folder=tmp_path, columns=80).stdout.splitlines()[-1]

    assert said == (
        "No room for: last 3, year before, change, status. All figures: --format csv or json."
    )


def test_an_invented_figure_has_its_mark_and_what_that_means(tmp_path: Path) -> None:
    printed = safer("figures", folder=tmp_path, columns=100).stdout

    assert "\n ASB incidents \u2021 " in printed
    assert "\n\u2021 ILLUSTRATIVE: invented figures" in printed


@pytest.mark.parametrize("words", HELP)
def test_help_is_plain_and_whole(words: tuple[str, ...], tmp_path: Path) -> None:
    run = safer(*words, "--help", folder=tmp_path, columns=80)

    assert run.returncode == 0
    assert re.search(r"<(bool|str|int|list)|list\[|[^]]\.\.\.\n", run.stdout) is None
    assert max(map(len, run.stdout.splitlines())) <= 80


def test_the_help_of_every_command_is_asked_for(tmp_path: Path) -> None:
    listed = safer("--help", folder=tmp_path, columns=80).stdout.partition("Commands:")[2]

    assert set(re.findall(r"^  (\w+)", listed, re.MULTILINE)) == {words[0] for words in HELP[:-1]}


def test_check_finds_nothing_wrong_with_the_sample(sample: Refreshed, tmp_path: Path) -> None:
    run = safer("check", sample.path, folder=tmp_path)

    assert (run.returncode, run.stdout.strip().endswith("no fault found.")) == (0, True)


def test_build_makes_exactly_the_shipped_template(template: Path, tmp_path: Path) -> None:
    safer("build", "--out", tmp_path / "made.xlsx", folder=tmp_path)

    assert (tmp_path / "made.xlsx").read_bytes() == template.read_bytes()


def test_build_for_another_borough_names_it(tmp_path: Path) -> None:
    run = safer("build", "--area", "Camden", folder=tmp_path)

    assert run.stdout.splitlines()[0] == str(Path("out") / "Dashboard Camden.xlsx")


def test_a_missing_workbook_is_one_sentence(tmp_path: Path) -> None:
    run = safer("refresh", "nowhere.xlsx", folder=tmp_path)

    assert (run.returncode, "nowhere.xlsx" in run.stderr) == (1, True)


def test_pack_prints_the_path_of_what_it_wrote(sample: Refreshed, tmp_path: Path) -> None:
    printed = safer("pack", sample.path, "--docx", "--out", ".", folder=tmp_path).stdout

    assert printed.splitlines() == ["Board pack Barnet 2025-12.docx"]
