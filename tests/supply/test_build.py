"""What is released holds what it should, and whoever has it can verify it.

That it is the same wherever it is built: the proof `reproduced`.
"""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from docs.release.build import build
from tests.support.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

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
