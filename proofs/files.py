"""The files that counts are of: whether a run may go on where one before it was ended."""

from __future__ import annotations

import hashlib
import subprocess
from typing import TYPE_CHECKING, Final

from proofs.count import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


OF_TESTS: Final = ("coverage", "mutants")
"""The proofs that run the tests; the others attack the product alone."""


def digest(proof: str, project: Path = PROJECT) -> str:
    """What tells the files that a proof counts on from others: hexadecimal, '' outside git.

    No paper is one of them: the table of counts is itself a paper, made again as each proof ends.
    """
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(command, cwd=project, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    found = hashlib.sha256()
    for name in sorted(set(said.decode().split("\0"))):
        path = project / name
        if path.is_file() and not _is_paper(name) and (proof in OF_TESTS or not _is_test(name)):
            found.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def _is_paper(name: str) -> bool:
    """The survivors that the mutants' proof reads are none."""
    return name.startswith("docs/reliability/") or (
        name.endswith(".md") and not name.startswith("proofs/")
    )


def _is_test(name: str) -> bool:
    return name.startswith("tests/") and name.rpartition("/")[2].startswith("test_")
