"""What an installation is made of, as a CycloneDX file: `make sbom`.

Packages, with the licences of their metadata and the checksums of the lock, and bundled data. The
same project gives the same bytes: the file has no time, and its number is that of its content.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from docs.release.licences import licence, rules
from docs.release.locked import PROJECT, RUNTIME, locked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs.release.locked import Locked

NAME: Final = "safer-communities-dashboard"
BUILDS: Final = frozenset(
    {"editables", "hatchling", "packaging", "pathspec", "pluggy", "tomli", "trove-classifiers"}
)
"""Of the lock, what only builds the project."""

_SPDX: Final = {"Open Government Licence v3.0": "OGL-UK-3.0"}


def bill() -> str:
    """The bill of materials as JSON that the schema of CycloneDX 1.6 holds; `ValueError` else."""
    project, packages = _project(), list(map(_package, locked(RUNTIME)))
    bom = Bom(components=[*packages, *_data()])
    bom.metadata.component = project
    direct = _direct()
    bom.register_dependency(project, [one for one in packages if one.name in direct])
    bom.metadata.timestamp = None  # type: ignore[assignment]  # which leaves it out
    bom.serial_number = uuid.UUID(int=0)
    content = JsonV1Dot6(bom).output_as_string()
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, content)
    content = json.dumps(json.loads(JsonV1Dot6(bom).output_as_string()), indent=1, sort_keys=True)
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(content)
    if fault is not None:
        raise ValueError(str(fault))
    return f"{content}\n"


def _project() -> Component:
    project = _declared()
    return Component(
        type=ComponentType.APPLICATION,
        name=NAME,
        version=project["version"],
        description=project["description"],
        licenses=[LicenseFactory().make_from_string(project["license"])],
        purl=PackageURL("pypi", None, NAME, project["version"]),
        bom_ref=NAME,
    )


def _direct() -> set[str]:
    """The packages that the project itself asks for."""
    return {canonicalize_name(Requirement(one).name) for one in _declared()["dependencies"]}


def _declared() -> dict[str, Any]:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    declared: dict[str, Any] = tomllib.loads(text)["project"]
    return declared


def _package(one: Locked) -> Component:
    purl = PackageURL("pypi", None, canonicalize_name(one.name), one.version)
    return Component(
        type=ComponentType.LIBRARY,
        name=one.name,
        version=one.version,
        scope=ComponentScope.EXCLUDED if one.name in BUILDS else ComponentScope.REQUIRED,
        licenses=[LicenseFactory().make_from_string(licence(one.name))],
        # One for each file that the lock accepts: for each system and Python.
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256) for sha256 in one.hashes],
        properties=[Property(name=f"{NAME}:where", value=one.where)] if one.where else [],
        purl=purl,
        bom_ref=str(purl),
    )


def _data() -> Iterator[Component]:
    manifest = tomllib.loads((PROJECT / "data" / "manifest.toml").read_text(encoding="utf-8"))
    for file in manifest["file"]:
        what = f"{file['dataset']}; {file['state']}"
        expression = _SPDX.get(file["licence"], file["licence"])
        yield _file(f"data/{file['path']}", file["publisher"], expression, what, file["vintage"])
    for file in rules()["bundled"]:
        yield _file(file["path"], file["publisher"], file["licence"], file["what"])


def _file(path: str, publisher: str, expression: str, what: str, vintage: str = "") -> Component:
    sha256 = hashlib.sha256((PROJECT / path).read_bytes()).hexdigest()
    return Component(
        type=ComponentType.DATA,
        name=path,
        version=vintage or None,
        description=what,
        supplier=OrganizationalEntity(name=publisher),
        licenses=[LicenseFactory().make_from_string(expression)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256)],
        bom_ref=path,
    )


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(bill(), encoding="utf-8", newline="\n")
