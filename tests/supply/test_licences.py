"""Every package, and all data that is handed on, has a licence that the project allows."""

from __future__ import annotations

import tomllib
from email.message import Message

import pytest

from docs.release.licences import licence, licence_said, refused, rules
from docs.release.locked import locked
from tests.support.paths import ROOT

APPROVED = "License :: OSI Approved ::"
RUN = {one.name for one in locked(ROOT / "requirements.lock")}
ALL = {one.name for one in locked(ROOT / "requirements-dev.lock")}
"""Without what the proofs alone attack with, which is not installed where the tests run."""


def said(**fields: str | list[str]) -> Message:
    message = Message()
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            message[name.replace("_", "-")] = value
    return message


@pytest.mark.parametrize(("names", "use"), [(RUN, "run"), (ALL, "tools")], ids=["run", "tools"])
def test_every_locked_package_has_an_allowed_licence(names: set[str], use: str) -> None:
    found = {name: licence(name) for name in names}

    assert {name: one for name, one in found.items() if refused(name, one, use)} == {}


@pytest.mark.parametrize(
    ("expression", "use", "fault"),
    [
        ("MIT", "run", ()),
        ("MPL-2.0", "run", ()),
        ("AGPL-3.0-only", "run", ("AGPL-3.0-only",)),
        ("AGPL-3.0-only", "tools", ("AGPL-3.0-only",)),
        ("LGPL-3.0-only", "run", ("LGPL-3.0-only",)),
        ("LGPL-3.0-only", "tools", ()),
        ("GPL-3.0-only OR MIT", "run", ()),
        ("GPL-3.0-only AND MIT", "run", ("GPL-3.0-only",)),
        ("MIT AND (GPL-2.0-only OR SSPL-1.0)", "run", ("GPL-2.0-only", "SSPL-1.0")),
        ("GPL-3.0-only", "tools", ("GPL-3.0-only",)),
    ],
)
def test_what_a_licence_is_refused_for(expression: str, use: str, fault: tuple[str, ...]) -> None:
    assert refused("a-package", expression, use) == fault


def test_a_licence_of_no_family_is_allowed_to_its_package_alone_and_as_a_tool() -> None:
    expression = licence("pcodedmp")

    assert (refused("pcodedmp", expression, "tools"), refused("pcodedmp", expression, "run")) == (
        (),
        ("GPL-3.0-only",),
    )


@pytest.mark.parametrize(
    ("metadata", "found"),
    [
        (said(License_Expression="MIT AND apache-2.0"), "MIT AND Apache-2.0"),
        (said(License="Apache 2.0"), "Apache-2.0"),
        (said(License="BSD", Classifier=f"{APPROVED} BSD License"), "LicenseRef-BSD"),
        (said(License="The whole text\nof one", Classifier=f"{APPROVED} MIT License"), "MIT"),
        (said(License="Proprietary"), None),
        (said(Classifier="Topic :: Games"), None),
    ],
)  # fmt: skip
def test_a_licence_is_read_from_what_is_said(metadata: Message, found: str | None) -> None:
    assert licence_said(metadata) == found


def test_a_package_without_a_known_licence_is_named() -> None:
    with pytest.raises(ValueError, match="no-such-package: a licence was wanted"):
        licence("no-such-package")


def test_every_family_and_every_exception_has_a_reason() -> None:
    listed = [*rules()["family"], *rules()["alone"]]

    assert [one for one in listed if len(one["reason"]) < len("as it is used")] == []


def test_nothing_is_stated_or_excepted_that_is_not_locked() -> None:
    locks = {one.name for one in locked(ROOT / "requirements-prove.lock")}

    named = {*rules()["stated"], *(one["package"] for one in rules()["alone"])}
    assert named - locks == set()


def test_all_that_is_handed_on_beside_code_has_a_licence() -> None:
    """By data/manifest.toml or by licences.toml; the program's own texts are under LICENSE."""
    manifest = tomllib.loads((ROOT / "data" / "manifest.toml").read_text(encoding="utf-8"))
    listed = {f"data/{one['path']}" for one in manifest["file"]}
    listed |= {one["path"] for one in rules()["bundled"]}
    own = {".py", ".cls", ".bas", ".xml", ".css", ".html", ".pyc"}
    found = {
        path.relative_to(ROOT).as_posix()
        for folder in ("xlsrc", "workbook", "data", "templates")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {*own, ".bak"} and path.name[0] not in ".~"
    }

    written_here = (
        "data/defaults/",
        "data/README.md",
        "data/manifest.toml",
        "xlsrc/words/codes/",
    )
    assert {name for name in found - listed if not name.startswith(written_here)} == set()
    assert listed - found == set()


def test_the_data_are_under_licences_that_let_them_be_handed_on() -> None:
    manifest = tomllib.loads((ROOT / "data" / "manifest.toml").read_text(encoding="utf-8"))
    found = {one["licence"] for one in (*manifest["file"], *rules()["bundled"])}

    assert found == {"MIT", "OGL-UK-3.0", "Open Government Licence v3.0"}
