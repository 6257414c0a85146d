"""The bundled sample is what its manifest says, and small enough to ship."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from xlsrc import resources
from xlsrc.domain.errors import DashboardError
from xlsrc.extracts.places import shipped_places
from xlsrc.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = tomllib.loads((data_folder() / "manifest.toml").read_text(encoding="utf-8"))["file"]
LARGEST_BUNDLE = 15 * 1024**2


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["path"])
def test_a_bundled_file_is_the_one_of_the_manifest(entry: dict[str, Any]) -> None:
    content = (data_folder() / entry["path"]).read_bytes()

    assert (len(content), hashlib.sha256(content).hexdigest()) == (entry["bytes"], entry["sha256"])


def test_every_bundled_file_is_in_the_manifest() -> None:
    known = {entry["path"] for entry in MANIFEST} | {"manifest.toml", "README.md"}

    found = {
        path.relative_to(data_folder()).as_posix()
        for path in data_folder().rglob("*")
        if path.is_file() and "defaults" not in path.parts
    }

    assert found == known


def test_every_published_file_carries_its_attribution() -> None:
    assert all(entry["attribution"] for entry in MANIFEST if entry["licence"].startswith("Open"))


def test_the_bundle_is_small() -> None:
    sizes = (path.stat().st_size for path in data_folder().rglob("*") if path.is_file())

    assert sum(sizes) <= LARGEST_BUNDLE


def test_london_has_33_boroughs_and_one_without_mps_data() -> None:
    without = [
        borough.area.name for borough in shipped_places().boroughs if not borough.has_mps_data
    ]

    assert (len(shipped_places().boroughs), without) == (33, ["City of London"])


def test_a_wheel_s_own_folder_comes_before_a_checkout_s(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "xlsrc"
    for folder in (package / "_bundle" / "data", tmp_path / "data"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(resources, "files", lambda _: package)
    resources.data_folder.cache_clear()

    found = resources.data_folder()

    resources.data_folder.cache_clear()
    assert found == package / "_bundle" / "data"


def test_a_bundle_that_is_missing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "files", lambda _: tmp_path / "xlsrc")
    resources.templates_folder.cache_clear()

    with pytest.raises(DashboardError, match="install the package again"):
        resources.templates_folder()


def test_a_warm_opening_imports_no_heavy_library(tmp_path: Path) -> None:
    """A warm refresh takes about a second with its imports."""
    script = (
        "import sys, pathlib\n"
        "from xlsrc.extracts.store import Store\n"
        "Store.open(pathlib.Path(sys.argv[1]), cache=pathlib.Path(sys.argv[2]))\n"
        "print(*{'pandas', 'scipy', 'lxml', 'httpx', 'sqlalchemy'} & set(sys.modules))\n"
    )
    folder = data_folder() / "mps" / "2026-01"

    ran = subprocess.run(
        [sys.executable, "-c", script, str(folder), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=str(files("xlsrc").joinpath("..")),
    )

    assert ran.stdout.strip() == ""
