"""The bill of materials says all that an installation is made of, and nothing else."""

from __future__ import annotations

import json
import tomllib
from importlib.metadata import version
from typing import Any

import pytest

from docs.release.bill_of_materials import bill
from docs.release.licences import rules
from docs.release.locked import locked
from tests.support.paths import ROOT


@pytest.fixture(scope="module")
def written() -> str:
    return bill()


@pytest.fixture(scope="module")
def components(written: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written)["components"]
    return found


def test_every_package_that_runs_is_in_it_and_no_other(components: list[dict[str, Any]]) -> None:
    found = {
        (one["name"], one["version"]): {sha["content"] for sha in one["hashes"]}
        for one in components
        if one["type"] == "library"
    }

    assert found == {
        (one.name, one.version): set(one.hashes) for one in locked(ROOT / "requirements.lock")
    }


def test_all_else_in_it_is_the_data_that_come_along(components: list[dict[str, Any]]) -> None:
    manifest = tomllib.loads((ROOT / "data" / "manifest.toml").read_text(encoding="utf-8"))
    data = {f"data/{one['path']}": one["sha256"] for one in manifest["file"]}

    found = {
        one["name"]: one["hashes"][0]["content"] for one in components if one["type"] != "library"
    }
    assert found.keys() == data.keys() | {one["path"] for one in rules()["bundled"]}
    assert {name: found[name] for name in data} == data


def test_each_has_a_licence_and_each_package_an_address(components: list[dict[str, Any]]) -> None:
    without = [
        one["name"]
        for one in components
        if not one.get("licenses") or (one["type"] == "library" and "purl" not in one)
    ]

    assert without == []


def test_figures_of_the_ons_are_under_the_open_government_licence(
    components: list[dict[str, Any]],
) -> None:
    (areas,) = (one for one in components if one["name"].endswith("england_and_wales.npz"))

    assert areas["licenses"] == [{"license": {"id": "OGL-UK-3.0"}}]


def test_it_is_of_this_version_in_the_words_of_cyclonedx_1_6(written: str) -> None:
    found = json.loads(written)

    own = found["metadata"]["component"]["version"]
    installed = version("safer-communities-dashboard")
    assert (found["bomFormat"], found["specVersion"], own) == ("CycloneDX", "1.6", installed)


def test_made_again_it_has_the_same_bytes(written: str) -> None:
    assert bill() == written
