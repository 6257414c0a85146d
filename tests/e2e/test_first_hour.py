"""A stranger's first hour: the blocks of README and of the guide, typed word by word.

On a machine that has nothing of the project's: a copy of what is committed, a Python with pip
alone, an empty home. Nothing but pip may ask for anything that is not on the machine.
"""

from __future__ import annotations

import ast
import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.fenced import typed
from tests.support.libreoffice import needs_libreoffice
from tests.support.new_areas import SOUTH_YORKSHIRE, street_folder
from tests.support.paths import ROOT

NOWHERE = "http://127.0.0.1:9"
"""A proxy at which nobody listens."""

needs_git = pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".git").exists(), reason="needs git, and a clone"
)
needs_sh = pytest.mark.skipif(sys.platform == "win32", reason="types into a shell that is sh")


@dataclass(kw_only=True)
class Terminal:
    """A terminal of somebody new: where it is, what it knows, and all that was said in it."""

    at: Path
    environment: dict[str, str]
    said: list[str] = field(default_factory=list)

    def type(self, block: str) -> None:
        """Type a block; each of its commands has to end well."""
        ends = Path(self.environment["HOME"]) / "where"
        done = subprocess.run(
            ["sh", "-euc", f'{block}\npwd > "{ends}"'],
            cwd=self.at,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if "pip install" in block and "No matching distribution" in done.stderr:
            pytest.skip("needs a package index that pip can reach")
        assert done.returncode == 0, f"{block}{done.stdout}{done.stderr}"
        self.said.append(done.stdout)
        self.at = Path(ends.read_text(encoding="utf-8").rstrip("\n"))


def of_pip() -> dict[str, str]:
    """Where this machine's pip finds packages, as variables: an empty home has no settings."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    ).stdout
    pairs = (line.partition("=") for line in listed.splitlines())
    return {
        "PIP_" + name.rpartition(".")[2].replace("-", "_").upper(): " ".join(
            str(ast.literal_eval(value)).split()
        )
        for name, _, value in pairs
    }


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal in a copy of what is committed, with a Python that has pip and nothing else."""
    folder = tmp_path_factory.mktemp("first hour")
    packed = subprocess.run(
        ["git", "-C", ROOT, "archive", "HEAD"], capture_output=True, check=True
    ).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder / "project", filter="data")
    subprocess.run([sys.executable, "-m", "venv", folder / "python"], check=True)
    (folder / "home").mkdir()
    environment = of_pip() | {
        name: value
        for name, value in os.environ.items()
        if name.startswith(("PIP_", "SSL_CERT_")) or name.upper().endswith("_PROXY")
    }
    environment |= {
        "HOME": str(folder / "home"),
        "LANG": "C.UTF-8",
        "PATH": os.pathsep.join([str(folder / "python" / "bin"), os.environ["PATH"]]),
        "PIP_NO_COMPILE": "false",  # pip's word for it: what is not imported need not be compiled
        "TMPDIR": str(folder),
    }
    return Terminal(at=folder / "project", environment=environment)


def put_files(folder: Path) -> None:
    """The archive of the police's files, as data.police.uk hands it out."""
    months = street_folder(folder / "months", "South Yorkshire", SOUTH_YORKSHIRE, last="2025-12")
    with zipfile.ZipFile(folder / "police.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(months.rglob("*.csv")):
            archive.write(file, file.relative_to(months))
    shutil.rmtree(months)


@needs_git
@needs_sh
@needs_libreoffice
def test_readme_and_guide_typed_word_by_word_end_with_a_published_edition(
    machine: Terminal,
) -> None:
    project = machine.at
    for block in typed(project / "README.md"):
        machine.type(block)
    dashboard = project / "out" / "Dashboard Barnet 2025-12.xlsx"
    is_made = dashboard.exists()

    machine.at = project.parent
    machine.environment |= {"PIP_NO_INDEX": "1"}
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        machine.environment |= {name: NOWHERE, name.upper(): NOWHERE}
    for block in typed(project / "docs" / "guide" / "partnership.md"):
        machine.type(block)
        if machine.at.joinpath("extracts").is_dir() and not any(machine.at.glob("extracts/*")):
            put_files(machine.at / "extracts")

    edition = "Sheffield 2025-12"
    published = {
        path.name: path.read_bytes()[:5] for path in (machine.at / f"Published {edition}").iterdir()
    }
    assert (is_made, machine.at.name) == (True, "Sheffield")
    assert published == {
        f"{edition} public.html": b"<!DOC",
        f"{edition} public.pdf": b"%PDF-",
        f"{edition} public.xlsx": b"PK\x03\x04\x14",
        f"{edition} restricted.pdf": b"%PDF-",
        f"{edition} restricted.xlsx": b"PK\x03\x04\x14",
    }
    assert any("no fault found" in said for said in machine.said)
