"""What is released holds what it should, and whoever has it can verify it.

That it is the same wherever it is built: the proof `reproduced`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from docs.release.build import build
from tests.support.paths import ROOT
from workbook.refresh import refresh
from xlsrc.resources import data_folder, shipped_template

needs_git = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs git, and a clone"
)
needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return build(tmp_path_factory.mktemp("built"))


@pytest.mark.slow
@needs_git
def test_the_wheel_holds_the_program_and_its_data_alone(built: list[Path]) -> None:
    (wheel,) = (path for path in built if path.suffix == ".whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()

    folders = {name.split("/")[0].partition("-")[0] for name in names}
    assert folders == {"xlsrc", "workbook", "safer_communities_dashboard"}
    assert "xlsrc/_bundle/templates/Dashboard.xlsx" in names
    assert [name for name in names if "__pycache__" in name or name.endswith(".bak")] == []


@pytest.mark.slow
@needs_git
def test_the_sdist_can_be_proved_again(built: list[Path]) -> None:
    """With the tests, the locks and the security policy; without what only this machine has."""
    (sdist,) = (path for path in built if path.name.endswith(".tar.gz"))
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"tests/supply/test_build.py", "requirements.lock", "SECURITY.md", "LICENSE"} <= names
    assert [name for name in names if ".venv/" in name or "node_modules/" in name] == []


def python_of(version: str) -> str | None:
    """A Python of this version that starts, on the path or among pyenv's."""
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for candidate in (f"python{version}", *sorted(versions.glob(f"{version}.*/bin/python"))):
        found = shutil.which(str(candidate))
        if found is None:
            continue
        tried = [found, "-c", "import ensurepip, sys; print('%d.%d' % sys.version_info[:2])"]
        said = subprocess.run(tried, capture_output=True, text=True, check=False).stdout
        if said.strip() == version:
            return found
    return None


def install(python: Path, *what: str | Path) -> None:
    """Install into an environment: by uv where it is, which takes seconds for pip's minutes."""
    uv = Path(sys.executable).with_name("uv")
    by_uv: list[str | Path] = [uv, "pip", "install", "-q", "--python", python]
    by_pip: list[str | Path] = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    command = [*(by_uv if uv.exists() else by_pip), *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=python.parent)
    if any(words in done.stderr for words in ("No matching distribution", "error sending request")):
        pytest.skip("needs a package index that can be reached")
    assert done.returncode == 0, done.stderr


def parts_of(workbook: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(workbook) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.slow
@needs_git
@pytest.mark.skipif(sys.platform == "win32", reason="an environment of Windows has other folders")
@pytest.mark.parametrize(("version", "suffix"), [("3.11", ".tar.gz"), ("3.13", ".whl")])
def test_installed_with_nothing_of_the_project_it_makes_and_checks_the_same_workbook(
    version: str, suffix: str, built: list[Path], tmp_path: Path
) -> None:
    """On the oldest Python and on the newest, in the words of docs/release.md."""
    python = python_of(version)
    if python is None:
        pytest.skip(f"needs Python {version}")
    subprocess.run([python, "-m", "venv", tmp_path / "venv"], check=True)
    installed = tmp_path / "venv" / "bin"
    (made,) = (path for path in built if path.name.endswith(suffix))
    install(installed / "python", "--require-hashes", "-r", ROOT / "requirements.lock")
    install(installed / "python", "--no-deps", "--no-build-isolation", made)
    bare = {"HOME": str(tmp_path), "PATH": os.defpath, "LANG": "C.UTF-8"}

    subprocess.run([installed / "safer", "refresh"], cwd=tmp_path, env=bare, check=True)
    shown = tmp_path / "out" / "Dashboard Barnet 2025-12.xlsx"
    checked = subprocess.run(
        [installed / "safer", "check", shown],
        cwd=tmp_path, env=bare, check=False, capture_output=True, text=True,
    )  # fmt: skip

    here = refresh(shipped_template(), data_folder(), out=tmp_path / "here.xlsx").path
    assert (checked.returncode, "no fault found" in checked.stdout) == (0, True)
    assert parts_of(shown) == parts_of(here)


@needs_ssh
def test_a_signed_list_of_checksums_is_verified_and_a_changed_one_refused(tmp_path: Path) -> None:
    """The commands are those of docs/release.md."""
    sums, key, signers = tmp_path / "SHA256SUMS", tmp_path / "key", tmp_path / "allowed_signers"
    sums.write_text(f"{'0' * 64}  a.whl\n", encoding="utf-8")
    make: list[str | Path] = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key]
    subprocess.run(make, check=True)
    public = key.with_suffix(".pub").read_text(encoding="utf-8")
    signers.write_text(f'releases namespaces="release" {public}', encoding="utf-8")
    sign: list[str | Path] = ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "release", sums]
    verify: list[str | Path] = [
        "ssh-keygen", "-Y", "verify", "-f", signers, "-I", "releases", "-n", "release",
        "-s", tmp_path / "SHA256SUMS.sig",
    ]  # fmt: skip

    subprocess.run(sign, check=True, stderr=subprocess.DEVNULL)
    as_signed = subprocess.run(verify, input=sums.read_bytes(), capture_output=True, check=False)
    changed = sums.read_bytes().replace(b"00", b"01", 1)
    as_changed = subprocess.run(verify, input=changed, capture_output=True, check=False)

    assert (as_signed.returncode, as_changed.returncode != 0) == (0, True)


def test_the_paper_says_these_commands() -> None:
    paper = (ROOT / "docs" / "release.md").read_text(encoding="utf-8")

    for command in (
        "ssh-keygen -Y sign -f KEY -n release SHA256SUMS",
        "ssh-keygen -Y verify -f allowed_signers -I releases -n release -s SHA256SUMS.sig",
        "sha256sum --check SHA256SUMS",
        "make release",
    ):
        assert command in paper
